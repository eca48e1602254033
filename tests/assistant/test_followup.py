"""Follow-ups: places, years and the subject are taken from the question before where a question names none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.followup import resolve
from assistant.question import Question, understand
from assistant.records import Turn

BEFORE = "Phú Thọ năm 2027 chi bao nhiêu cho hồ sơ đất đai theo kế hoạch 1522?"
_TEXTS = st.text(st.characters(codec="utf-8"), max_size=120)


def follow(text: str, *before: str, as_of: date | None = None) -> Question:
    return resolve(understand(text), tuple(Turn("user", one) for one in before), as_of)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("còn năm sau?", (2028,)),
        ("con nam sau?", (2028,)),
        ("năm tới thì sao?", (2028,)),
        ("năm trước thì sao?", (2026,)),
        ("còn năm 2029?", (2029,)),
        ("còn giai đoạn 2028 - 2030?", (2028, 2029, 2030)),
        ("con giai doan sau thi sao?", (2031, 2032, 2033, 2034, 2035)),  # the next five-year plan
        ("cộng cả năm sau", (2027, 2028)),
        ("gộp cả năm 2029 thì sao?", (2027, 2029)),
        ("ai chủ trì?", (2027,)),
    ],
)
def test_years(text: str, years: tuple[int, ...]) -> None:
    assert follow(text, BEFORE).years == years


@pytest.mark.parametrize(
    ("before", "text", "standalone", "years"),
    [
        (
            ("Số hóa báo in của Phú Thọ bao nhiêu tiền?", "còn phim tư liệu?"),
            "cộng cả hai lại thì bao nhiêu?",
            "Số hóa báo in và phim tư liệu, Phú Thọ, cộng cả hai lại thì bao nhiêu?",
            (),
        ),
        (
            ("Số hóa báo in của Phú Thọ năm 2027 bao nhiêu tiền?", "còn năm 2028?"),
            "gộp cả hai lại",
            "Số hóa báo in, Phú Thọ 2027 2028, gộp cả hai lại",
            (2027, 2028),
        ),
        (
            ("Số hóa báo in của Phú Thọ bao nhiêu tiền?", "thế Lào Cai?"),
            "cộng cả hai",
            "Số hóa báo in, Phú Thọ Lào Cai, cộng cả hai",
            (),
        ),
    ],
)
def test_both_are_the_last_two_things(
    before: tuple[str, ...], text: str, standalone: str, years: tuple[int, ...]
) -> None:
    question = follow(text, *before)
    assert question.standalone == standalone
    assert question.years == years


def test_years_are_counted_from_the_last_one_asked_about() -> None:
    assert follow("còn năm sau?", "Phú Thọ chi bao nhiêu giai đoạn 2027-2029?").years == (2030,)


@pytest.mark.parametrize(
    ("text", "years"), [("năm nay chi bao nhiêu?", (2028,)), ("năm sau?", (2029,)), ("năm ngoái?", (2027,))]
)
def test_without_a_conversation_years_are_counted_from_the_day(text: str, years: tuple[int, ...]) -> None:
    assert follow(text, as_of=date(2028, 5, 1)).years == years
    assert follow(text, "Lào Cai chi bao nhiêu?", as_of=date(2028, 5, 1)).years == years
    assert follow(text).years == ()


def test_a_question_of_nothing_but_a_year_keeps_the_subject_for_the_one_after_it() -> None:
    resolved = follow("còn năm 2029?", "Số hóa báo in của Phú Thọ năm 2027 bao nhiêu tiền?", "năm 2028?")
    assert resolved.years == (2029,)
    assert "báo in" in resolved.context
    assert resolved.places == ("Phú Thọ",)


def test_a_year_that_is_named_is_no_relative_one() -> None:
    assert follow("năm 2031 chi bao nhiêu?", as_of=date(2028, 5, 1)).years == (2031,)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("còn năm sau?", ("Phú Thọ",)),
        ("thế Lào Cai thì sao?", ("Lào Cai",)),
        ("the lao cai thi sao?", ("Lào Cai",)),
        ("so với Lào Cai và Phú Thọ", ("Lào Cai", "Phú Thọ")),
    ],
)
def test_places(text: str, places: tuple[str, ...]) -> None:
    assert follow(text, BEFORE).places == places


def test_another_place_takes_the_old_one_out_of_the_subject() -> None:
    other = follow("thế Lào Cai thì sao?", BEFORE)
    assert "Phú Thọ" not in other.context
    assert "hồ sơ đất đai" in other.standalone
    assert other.numbers == ()
    assert follow("còn năm sau?", BEFORE).numbers == ("1522",)
    assert "Phú Thọ" in follow("còn năm sau?", BEFORE).standalone


def test_only_what_the_person_said_counts() -> None:
    turns = (Turn("user", BEFORE), Turn("assistant", "Lào Cai năm 2031 [1]"), Turn("user", "  \n"))
    assert resolve(understand("ai chủ trì?"), turns, None).places == ("Phú Thọ",)


def test_without_a_conversation_a_question_stands_by_itself() -> None:
    alone = follow("Lào Cai năm 2027 chi bao nhiêu?")
    assert alone == understand("Lào Cai năm 2027 chi bao nhiêu?")
    assert alone.standalone == alone.text


@given(_TEXTS, st.lists(_TEXTS, max_size=3))
def test_any_conversation_is_understood(text: str, before: list[str]) -> None:
    question = follow(text, *before)
    assert question.text == understand(text).text
    assert list(question.years) == sorted(set(question.years))
    assert len(set(question.places)) == len(question.places)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Phú Thọ chi bao nhiêu tiền cho phòng họp trực tuyến, cộng cả giai đoạn?", ""),  # complete by itself
        ("còn phòng họp trực tuyến của Phú Thọ chi bao nhiêu tiền?", BEFORE),
        ("ai chủ trì?", BEFORE),
    ],
)
def test_a_complete_question_takes_nothing_over(text: str, context: str) -> None:
    assert follow(text, BEFORE).context == context
    assert follow(text, BEFORE).years == (() if not context else (2027,))
