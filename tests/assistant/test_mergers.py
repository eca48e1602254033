"""Questions that name a province otherwise than the documents: the mergers of July 2025."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.mergers import as_written, unit_now
from assistant.question import understand
from assistant.service import AskRequest, SearchRequest, open_assistant
from indexer.language.lexicon import load, provinces
from indexer.records import DocumentEntry, Metadata
from indexer.store.directory import Directory


def _entry(id_: str, place: str | None, date: str | None = None) -> DocumentEntry:
    return DocumentEntry(id_, f"{id_}.txt", "", "", "utf-8", 0, 0, 0, Metadata(id_, place=place, date=date))


DOCUMENTS = Directory.of(
    (
        _entry("vinh-phuc", "Vĩnh Phúc", "2024-03-01"),
        _entry("hoa-binh", "Hòa Bình", "2024-05-01"),
        _entry("lao-cai", "Lào Cai", "2025-09-01"),
        _entry("thai-nguyen", "Thái Nguyên", "2023-09-01"),
        _entry("central", None),
    )
)


@pytest.mark.parametrize(
    ("question", "text", "places"),
    [
        ("Kinh phí của Vĩnh Phúc?", "Kinh phí của Vĩnh Phúc?", ("Vĩnh Phúc",)),  # it has documents
        ("Kinh phí của tỉnh Phú Thọ?", "Kinh phí của Hòa Bình và Vĩnh Phúc?", ("Hòa Bình", "Vĩnh Phúc")),
        ("kinh phi cua tinh phu tho", "kinh phi cua hoa binh va vinh phuc", ("Hòa Bình", "Vĩnh Phúc")),
        ("What does Yên Bái spend?", "What does Lào Cai spend?", ("Lào Cai",)),  # of today's unit, after the merger
        ("Bắc Kạn chi bao nhiêu?", "Bắc Kạn chi bao nhiêu?", ("Bắc Kạn",)),  # the unit's document is older
        ("Phú Thọ và Hòa Bình, nơi nào chi nhiều hơn?", "Vĩnh Phúc và Hòa Bình, nơi nào chi nhiều hơn?", None),
        ("Hà Tĩnh chi bao nhiêu?", "Hà Tĩnh chi bao nhiêu?", ("Hà Tĩnh",)),
        ("Ai chủ trì?", "Ai chủ trì?", ()),
    ],
)
def test_a_question_is_put_in_the_names_of_the_documents(
    question: str, text: str, places: tuple[str, ...] | None
) -> None:
    found = as_written(understand(question), DOCUMENTS)
    assert found.text == text
    assert places is None or found.places == places
    assert bool(found.renamed) == (text != question)


def test_a_question_about_the_merger_itself_stays_as_it_is() -> None:
    question = understand("Sau khi Vĩnh Phúc và Hòa Bình nhập vào Phú Thọ thì kinh phí còn bao nhiêu?")
    assert as_written(question, DOCUMENTS) == question


def test_the_gazetteer_holds_all_places_of_before_and_after() -> None:
    assert len(provinces()) == 63
    assert len({unit_now(province.name) for province in provinces()}) == 34
    assert all(unit_now(unit_now(province.name)) == unit_now(province.name) for province in provinces())


@pytest.mark.parametrize(("asked", "written"), [("Bắc Ninh", "Bắc Giang"), ("Đà Nẵng", "Quảng Nam")])
def test_the_answer_tells_of_the_merger_and_the_document_keeps_its_name(
    shipped_index: Path, asked: str, written: str
) -> None:
    assistant = open_assistant(shipped_index)
    of_place = assistant.index.directory.of_place(written)
    answer = assistant.ask(AskRequest(f"Tổng kinh phí của {asked} là bao nhiêu?"))
    assert answer.status == "answered"
    assert {citation.document_id for citation in answer.citations} == of_place
    notices = [block for block in answer.blocks if block.type == "notice" and load("provinces")["source"] in block.text]
    assert len(notices) == 1
    assert f"{written} thuộc {asked}" in notices[0].text
    assert notices[0].text in answer.answer
    assert written in answer.standalone_question
    assert assistant.search(SearchRequest(f"kinh phí {asked}"))[0].document_id in of_place
    plain = assistant.ask(AskRequest(f"Tổng kinh phí của {written} là bao nhiêu?"))
    assert plain.citations == answer.citations
    assert load("provinces")["source"] not in plain.answer
