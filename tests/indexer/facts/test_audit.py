"""What the audit says of documents that disagree with themselves, and that it is silent where nothing does."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from indexer.facts.extract import audit, extract
from indexer.records import Finding
from indexer.tables import find_tables
from tests.indexer.facts.conftest import Read

Reader = Callable[[str], Read]


def shown(read: Read, finding: Finding) -> tuple[str, str | None, str | None, list[str]]:
    figures = [f"{v.normalize():f}" if v is not None else None for v in (finding.printed, finding.computed)]
    return finding.kind, figures[0], figures[1], [s.of(read.text) for s in finding.spans]


def test_quang_nam_group_that_differs_from_its_items(read: Reader) -> None:
    document = read("quang-nam-2025-2028")
    found = [shown(document, f) for f in document.findings if f.printed == Decimal("83.00")]
    assert found == [("mismatch", "83", "91.5", ["83,00", "30,00", "3,00", "30,00", "0,00", "8,5", "20,00"])]


def test_quang_nam_yearly_totals_against_their_groups(read: Reader) -> None:
    document = read("quang-nam-2025-2028")
    totals = [f for f in document.findings if f.message.startswith("“Tổng kinh phí chi thường xuyên”")]
    assert [shown(document, f)[:3] for f in totals] == [
        ("mismatch", "87.6", "86.6"), ("mismatch", "80.75", "77.45"),
        ("mismatch", "56.15", "55.25"), ("mismatch", "56.15", "55.15"),
    ]  # fmt: skip


def test_quang_nam_blank_items_are_only_incomplete(read: Reader) -> None:
    document = read("quang-nam-2025-2028")
    incomplete = [f for f in document.findings if f.kind == "incomplete"]
    assert {f.printed for f in incomplete} == {Decimal("0.50"), Decimal("0.55"), Decimal("0.45")}
    assert len(incomplete) == 4


def test_quang_nam_party_members_counted_twice(read: Reader) -> None:
    document = read("quang-nam-2025-2028")
    found = [f for f in document.findings if f.table is None and f.kind == "differs"]
    assert [shown(document, f) for f in found] == [
        ("differs", "73479", "73497", ["73.479 đảng viên", "73.497 hồ sơ đảng viên"])
    ]


def test_quang_nam_staff_counted_by_rank(read: Reader) -> None:
    document = read("quang-nam-2025-2028")
    found = [f for f in document.findings if f.table is None and f.kind == "mismatch"]
    assert [shown(document, f) for f in found] == [("mismatch", "6", "7", ["06", "01", "02", "04"])]


def test_dien_bien_two_dates_of_one_resolution_and_two_ends_of_one_task(read: Reader) -> None:
    document = read("dien-bien-2026")
    assert [shown(document, f) for f in document.findings] == [
        ("differs", None, None, ["ngày 29/11/2024", "ngày 22/12/2024"]),
        ("differs", None, None, ["trước ngày 30/6/2026", "Hoàn thành Qúy I/2026"]),
    ]
    assert "57-NQ/TW" in document.findings[0].message


def test_bac_giang_rows_whose_years_do_not_add_up(read: Reader) -> None:
    document = read("bac-giang-10-da-tu")
    rows = [f for f in document.findings if f.table == 0 and f.message.startswith("Dòng") and f.computed is not None]
    assert [(f.kind, str(f.printed), str(f.computed)) for f in rows] == [
        ("mismatch", "14467", "14468"), ("mismatch", "30", "50"), ("mismatch", "20", "40"), ("mismatch", "20", "40"),
        ("mismatch", "20", "40"), ("mismatch", "20", "40"), ("mismatch", "13406", "13407"),
        ("incomplete", "600", "300"),
    ]  # fmt: skip


def test_bac_giang_amounts_in_a_year_that_the_row_does_not_name(read: Reader) -> None:
    document = read("bac-giang-10-da-tu")
    slipped = [f for f in document.findings if f.kind == "differs" and f.printed is not None and f.computed is None]
    assert [[s.of(document.text) for s in f.spans] for f in slipped] == [
        ["300", "2023", "2022"], ["5.820", "2024", "2023"], ["40", "2023", "2022"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "stem",
    ["quang-ngai-237-kh-tu", "trung-uong-204-qd-tw", "bang-phang-khop", "ke-hoach-von-hai-cap", "du-toan-nhieu-tang"],
)
def test_nothing_is_said_of_consistent_documents(read: Reader, stem: str) -> None:
    assert read(stem).findings == ()


def test_other_figures_are_found_the_same_way(read: Reader) -> None:
    document = read("so-lieu-khong-khop")
    assert [shown(document, f) for f in document.findings] == [
        ("differs", None, None, ["ngày 14/5/2029", "ngày 15/4/2029"]),
        ("differs", "61284", "61248", ["61.284 đoàn viên công đoàn", "61.248 hồ sơ đoàn viên công"]),
        ("mismatch", "12.4", "15.5", ["12,40", "8,00", "4,40", "3,10"]),
        ("mismatch", "17.7", "16.9", ["17,70", "7,50", "9,40"]),
    ]


def test_slipped_and_failing_rows_of_another_table(read: Reader) -> None:
    document = read("lo-trinh-sai-cot")
    assert [shown(document, f) for f in document.findings] == [
        ("mismatch", "900", "1150", ["900", "500", "250", "400"]),
        ("incomplete", "750", "500", ["750", "500"]),
        ("differs", "250", None, ["250", "2032", "2031"]),
        ("mismatch", "60", "90", ["60", "30", "30", "30"]),
    ]


def test_text_against_table_and_words(read: Reader) -> None:
    base = read("so-lieu-khong-khop").text
    assert "Kinh phí thực hiện: 52,30 tỷ đồng" in base
    text = base.replace("Kinh phí thực hiện: 52,30 tỷ đồng", "Kinh phí thực hiện: 53,20 tỷ đồng")
    tables = find_tables(text)
    claims = [f for f in audit(text, tables, extract(text, None, tables)) if "53,20" in f.message]
    stated, other = Decimal("53.2"), Decimal("52.3")
    assert {(f.kind, f.table, f.printed, f.computed) for f in claims} == {
        ("differs", 0, stated, other),
        ("differs", None, stated, other),
    }


def test_every_finding_shows_its_places(read: Reader) -> None:
    for stem in ("bac-giang-10-da-tu", "quang-nam-2025-2028", "dien-bien-2026", "so-lieu-khong-khop"):
        for finding in read(stem).findings:
            assert len(finding.spans) >= 2
            assert all(s.of(read(stem).text).strip() for s in finding.spans)
            assert finding.message.endswith((".", "…"))


def test_indicators_in_units_of_their_own_are_not_added_up() -> None:
    text = (
        "Biểu 1\n\nTT\tChỉ tiêu\tĐơn vị tính\tNăm 2025\tNăm 2026\n"
        "1\tĐào tạo\tngười\t120\t150\n1.1\tTỷ lệ đạt\t%\t95\t100\n1.2\tSố lớp\tlớp\t12\t15\n"
    )
    tables = find_tables(text)
    facts = extract(text, None, tables)
    assert audit(text, tables, facts) == ()
    assert [(f.label, f.unit) for f in facts if f.text in ("100", "15")] == [("Tỷ lệ đạt", "%"), ("Số lớp", "lớp")]
