"""An answer as a chat message: marks where they are said to be, sources below, nothing live in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.chat.rendering import annotated, body, harmless, pieces, sources
from assistant.chat.speaking import Ending, Event, Finished, Said, Withdrawn, hearing, saying, speak
from assistant.records import (
    Answer,
    AnswerEvent,
    Began,
    Citation,
    ListBlock,
    ListItem,
    NoticeBlock,
    Part,
    Replaced,
    TextBlock,
    Timings,
)

CITATION = Citation(1, "ke-hoach", "Kế hoạch", "1-KH/TU", "III", "3,60 tỷ đồng", 10, 22, "/documents/ke-hoach#10-22")
ANSWER = Answer(
    status="answered",
    answer="Năm 2026: 3,60 tỷ đồng. [1]\nNăm 2027: 4 tỷ đồng. [2]",
    blocks=(TextBlock("…", (1,)), NoticeBlock("Văn bản không thống nhất: in 80, cộng lại 81.", (1,))),
    standalone_question="Kinh phí năm 2026?",
    citations=(CITATION, replace(CITATION, n=2, number=None, quote="4 tỷ đồng")),
    suggestions=(),
    timings_ms=Timings(0, 0, 0),
)


def test_the_text_holds_answer_notices_and_sources() -> None:
    assert body(ANSWER) + sources(ANSWER) == (
        "Năm 2026: 3,60 tỷ đồng. [1]  \nNăm 2027: 4 tỷ đồng. [2]\n\n"
        "Văn bản không thống nhất: in 80, cộng lại 81.\n\n"
        "Nguồn:  \n[1] 1-KH/TU, Kế hoạch, III: “3,60 tỷ đồng”  \n[2] Kế hoạch, III: “4 tỷ đồng”"
    )
    assert sources(replace(ANSWER, standalone_question="How much budget is planned?")).startswith("\n\nSources:  \n")
    assert sources(replace(ANSWER, citations=())) == ""


def test_a_notice_that_the_answer_says_is_not_said_twice() -> None:
    said = replace(ANSWER, answer="Văn bản không thống nhất: in 80, cộng lại 81. [1]")
    assert body(said) == said.answer


def test_where_nothing_was_found_the_nearest_place_is_named_without_its_figures() -> None:
    assert "3,60" not in sources(replace(ANSWER, status="not_found"))
    assert "1-KH/TU" in sources(replace(ANSWER, status="not_found"))


def test_a_long_quote_is_shown_about_its_figure_and_no_number_is_cut() -> None:
    quote = " ".join(f"{number}.000.000" for number in range(100, 400))
    place = quote.index("333.000.000")
    part = Part("figure", "333.000.000", 10 + place, 10 + place + 11)
    line = sources(replace(ANSWER, citations=(replace(CITATION, quote=quote, parts=(part,)),)))
    shown = line[line.index("“") + 1 : -1]
    assert "333.000.000" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 220
    assert set(shown.strip("…").split()) <= set(quote.split())


def test_annotations_are_the_marks_of_citations() -> None:
    text = body(ANSWER) + " [9]"
    marks = annotated(text, ANSWER.citations)
    assert [(text[mark.start : mark.end], mark.citation.n) for mark in marks] == [("[1]", 1), ("[2]", 2)]


@pytest.mark.parametrize(
    "live",
    [
        "![x](http://leak.example/?q=1)",
        "[bấm đây](http://leak.example)",
        "[1]: http://leak.example",
        "[a][1]",
        "<img src=x>",
        "</details>",
        "<!-- x -->",
    ],
)
def test_what_documents_say_is_never_live(live: str) -> None:
    shown = harmless(f"Trước {live} sau 3 < 5 và [1] (mục III)")
    assert live not in shown
    assert shown.replace("\u200b", "") == f"Trước {live} sau 3 < 5 và [1] (mục III)"
    assert "3 < 5 và [1] (mục III)" in shown
    answer = replace(ANSWER, answer=live, citations=(replace(CITATION, quote=live, title=live, section=live),))
    assert live not in body(answer) + sources(answer)


@pytest.mark.parametrize("text", ["", "Một", "Một. Hai! Ba", "Một.\n\nHai\n- Ba", "3,60 tỷ. \n", "\n\n", "a\u2028b. c"])
def test_pieces_add_up_to_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def spoken(*events: Event) -> tuple[str, Ending]:
    found = list(speak(events))
    end = found.pop()
    assert isinstance(end, Ending)
    text = "".join(piece for piece in found if isinstance(piece, str))
    assert end.text == text
    return text, end


def test_a_finished_answer_is_said_as_it_is_written() -> None:
    text, end = spoken(*saying(ANSWER))
    assert text == body(ANSWER) + sources(ANSWER)
    assert end.answer is ANSWER
    assert end.annotations == annotated(body(ANSWER), ANSWER.citations)


def test_what_is_withdrawn_is_corrected_before_the_sources() -> None:
    text, end = spoken(Said("Năm 2026: 9 tỷ đồng. [1]"), Withdrawn("Năm 2026: 3,60 tỷ đồng. [1]"), Finished(ANSWER))
    before, _, after = text.partition("\n\nĐính chính: ")
    assert before == "Năm 2026: 9 tỷ đồng. [1]"
    assert after == "Năm 2026: 3,60 tỷ đồng. [1]" + sources(ANSWER)
    assert [text[mark.start : mark.end] for mark in end.annotations] == ["[1]", "[1]"]


def on_its_way(*events: AnswerEvent) -> tuple[str, Ending]:
    return spoken(*hearing(iter(events)))


FIRST, ITEM = TextBlock("Năm 2026: 3,60 tỷ đồng. [1]", (1,)), ListBlock((ListItem("Năm 2027: 4 tỷ đồng. [2]", (2,)),))
WRITTEN = replace(ANSWER, answer="Năm 2026: 3,60 tỷ đồng. [1]\n- Năm 2027: 4 tỷ đồng. [2]")


def test_an_answer_that_is_there_already_is_said_as_it_is_written() -> None:
    assert spoken(*hearing((Began("answered", "Kinh phí?"), *ANSWER.blocks, ANSWER))) == spoken(*saying(ANSWER))


def test_sentences_are_said_as_they_come_and_the_rest_after_them() -> None:
    sent = list(hearing(iter((Began("answered", "Kinh phí?"), FIRST, WRITTEN))))
    assert sent[0] == Said("Năm 2026: 3,60 tỷ đồng. [1]")
    for events in ((FIRST, ITEM, WRITTEN), (FIRST, WRITTEN), (WRITTEN,)):
        assert on_its_way(*events)[0] == body(WRITTEN) + sources(WRITTEN)


def test_what_does_not_begin_the_answer_is_corrected() -> None:
    text, _ = on_its_way(TextBlock("Năm 2026: 9 tỷ đồng. [1]", (1,)), WRITTEN)
    assert text == f"Năm 2026: 9 tỷ đồng. [1]\n\nĐính chính: {body(WRITTEN)}{sources(WRITTEN)}"
    text, _ = on_its_way(FIRST, Replaced("Mô hình ngắt."), ITEM, WRITTEN)
    assert text == f"{FIRST.text}\n\nĐính chính: {body(WRITTEN)}{sources(WRITTEN)}"


def test_a_failure_before_the_first_sentence_needs_no_correction() -> None:
    text, _ = on_its_way(Replaced("Mô hình ngắt."), ITEM, FIRST, WRITTEN)
    assert text == body(WRITTEN) + sources(WRITTEN)
