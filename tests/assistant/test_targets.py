"""Which documents a question means."""

from __future__ import annotations

import pytest

from assistant.issuers import with_issuers
from assistant.question import understand
from assistant.targets import find_targets
from indexer.records import DocumentEntry, Metadata
from indexer.store.directory import Directory, leading_number


def _entry(id_: str, place: str | None, number: str | None) -> DocumentEntry:
    return DocumentEntry(id_, f"{id_}.txt", "", "", "utf-8", 0, 0, 0, Metadata(id_, number=number, place=place))


LAO_CAI = _entry("lao-cai", "Lào Cai", "64-KH/TU")
PHU_THO = _entry("phu-tho", "Phú Thọ", "1522/KH-UBND")
PHU_THO_TOO = _entry("phu-tho-2", "Phú Thọ", None)
CENTRAL = _entry("central", None, "58 - QĐ/TW")
MINISTRY = DocumentEntry(
    "works",
    "works.txt",
    "",
    "",
    "utf-8",
    0,
    0,
    0,
    Metadata("works", number="31/QĐ-BCT", issuer="Bộ trưởng Bộ Công Thương"),
)
ALL = Directory.of((LAO_CAI, PHU_THO, PHU_THO_TOO, CENTRAL, MINISTRY))


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Lào Cai chi bao nhiêu?", [{"lao-cai"}]),
        ("lao cai chi bao nhieu", [{"lao-cai"}]),
        ("Phú Thọ chi bao nhiêu?", [{"phu-tho", "phu-tho-2"}]),
        ("Lào Cai với Phú Thọ bên nào nhiều hơn?", [{"lao-cai"}, {"phu-tho", "phu-tho-2"}]),
        ("Phú Thọ và Lào Cai", [{"phu-tho", "phu-tho-2"}, {"lao-cai"}]),
        ("Kế hoạch 64-KH/TU có gì?", [{"lao-cai"}]),
        ("Kế hoạch số 1522 có gì?", [{"phu-tho"}]),
        ("Kế hoạch 64 của Lào Cai", [{"lao-cai"}]),  # a document is of one side only
        ("Kế hoạch 1522 của Phú Thọ", [{"phu-tho", "phu-tho-2"}]),
        ("QĐ 58 nói gì?", [{"central"}]),
        ("Trung ương chi bao nhiêu?", [{"central"}]),
        ("trung uong chi bao nhieu", [{"central"}]),
        ("Bộ Công Thương chi bao nhiêu?", [{"works"}]),  # a ministry is named as a place is
        ("bo cong thuong chi bao nhieu", [{"works"}]),
        ("So sánh Bộ Công Thương với Phú Thọ", [{"phu-tho", "phu-tho-2"}, {"works"}]),
        ("So sánh Lào Cai với trung ương", [{"lao-cai"}, {"central"}]),
        ("Báo cáo Trung ương của Lào Cai", [{"lao-cai"}]),  # no comparison: only the place is meant
        ("Yên Bái chi bao nhiêu?", []),
        ("Chi bao nhiêu năm 2028?", []),
    ],
)
def test_sides(question: str, sides: list[set[str]]) -> None:
    assert [set(side) for side in find_targets(with_issuers(understand(question), ALL), ALL).sides] == sides


@pytest.mark.parametrize(
    ("question", "across"),
    [
        ("Những văn bản nào nhắc đến 58-QĐ/TW?", True),
        ("nhung van ban nao nhac den 58-QĐ/TW", True),
        ("Mỗi tỉnh chi bao nhiêu?", True),
        ("Which plans mention it?", True),
        ("Lào Cai dựa vào những văn bản nào?", False),
        ("Lào Cai chi bao nhiêu?", False),
    ],
)
def test_over_all_documents(question: str, *, across: bool) -> None:
    assert find_targets(understand(question), ALL).across == across


def test_the_leading_number_of_a_symbol() -> None:
    assert [leading_number(entry) for entry in ALL.documents] == ["64", "1522", None, "58", "31"]


def test_no_documents_no_sides() -> None:
    assert find_targets(understand("Lào Cai"), Directory.of(())).sides == ()
