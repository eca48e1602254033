"""All rows of the tables of the five real documents.

Counted from the sources by eye: quang-nam 35 rows (5 groups, 19 items of which 16 have figures, 9 details, 2 totals);
quang-ngai 22 (4 headings, 17 numbered rows, 1 total); bac-giang 38 and 14, of which 9 rows of the first appendix
have figures in columns that nothing decides; dien-bien 35 (28 tasks, 7 headings); trung-uong 50 (43 tasks, 6 groups,
1 subtitle) and 12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.records import Row, Table

Read = Callable[[str], tuple[str, tuple[Table, ...]]]
EXPECTED = Path(__file__).parents[2] / "data" / "tables" / "expected"

QUANG_NAM = """
I 1|30,00 40,00 30,00 50,00|VPTU
I 2|3,00 1,00 0,50 0,50|VPTU
I 3|30,00 10,00 10,00 -|Các cơ quan tự dự toán kinh phí hằng năm và theo Đề án CĐS tỉnh
I 4|0,00 0.0 0,00 0,00|Thụ hưởng từ dự án của UBND tỉnh
I 5|8,5 0,00 0,50 0,50|VPTU
I 6|20,00 10,00 0,10 0,10|VPTU
II 1|0,40 0,40 0,40 0,40|VPTU
II 2|- 10,00 10,00 -|VPTU
II 3|0,50 0,50 0,50 0,50|VPTU
II 4|0,70 1,10 1,20 1,30|VPTU
III 3|0,50 0,10 0,10 0,10|VPTU, Ban Tổ chức, TG&DV, UBKT, NC,…
III 4|- 0,50 0,10 0,10|VPTU
III 5|0,75 0,10 0,10 0,10|Ban TG&DV tỉnh
III 6|- 2,90 0,90 0,90|VPTU
IV 1|0,25 0,25 0,25 0,25|VPTU
V |0,25 0,30 0,30 0,20|VPTU
"""
QUANG_NAM_GROUPS = {
    "I": "83,00 61,00 41,10 51,10", "II": "1,60 12,00 12,10 2,20", "III": "1,25 3,60 1,20 1,20",
    "IV": "0,50 0,55 0,55 0,45", "V": "0,25 0,30 0,30 0,20",
}  # fmt: skip
QUANG_NGAI = """
I 1|50 150 200 400|Chi thường xuyên
I 2|2.000 2.000 12.000 16.000|Chi thường xuyên
I 3|- 1.000 4.000 5.000|ĐTPT
I 4|- 2.500 1.300 3.800|ĐTPT
I 5|1.000 1.000 5.000 7.000|- Chi thường xuyên - ĐTPT (2026-2030)
I 6|900 1.500 6.000 8.400|Chi thường xuyên
I 7|900 900 4.500 6.300|Chi thường xuyên
I 8|- - 5.000 5.000|ĐTPT
I 9|- - 5.500 5.500|ĐTPT
II 1|1.000 11.000 5.000 17.000|ĐTPT
II 2|1.000 2.000 5.000 8.000|Chi thường xuyên
II 3|3.000 1.000 5.000 9.000|ĐTPT
II 4|- 2.000 2.000 4.000|ĐTPT
III 1|- 2.500 3.000 5.500|ĐTPT
III 2|200 200 1.000 1.400|Chi thường xuyên
III 3|350 350 1.750 2.450|Chi thường xuyên
IV 1|0 0 0 0|
"""
BAC_GIANG_1 = """
I|18.112 6.936 1.528 9.200 448
I 1|8.227 4.911 328 2.960 28
I 1.1|3.200 3.200 - - -
I 1.3|200 200 - - -
I 1.4|200 200 - - -
I 1.5|1.200 1.200 - - -
I 1.6|195 111 28 28 28
I 1.7|1.780 - - 1.780 -
I 1.8|1.152 - - 1.152 -
I 3|4.065 2.025 1.200 420 420
II|14.467 2.682 6.188 3.324 2.274
II I|1.061 602 183 163 113
II 1.2|941 592 113 123 113
II a)|233 143 30 30 30
II b)|678 429 83 83 83
II 2|13.406 2.080 6.005 3.161 2.161
II 2.1|3.200 500 900 900 900
II 2.2|1.580 1.580 - - -
II 2.3|126 - 105 10.5 10.5
II 2.4|2.500 - 2.000 250 250
II 2.5|6.000 - 3.000 2.000 1.000
III|- - - - -
III 2|600 - 200 200 200
IV|880 - 220 220 220
IV 1|40 10 10 10 10
IV 2|840 210 210 210 210
V|1.365 1.204 161 - -
V |1.365 1.204 161 - -
"""
BAC_GIANG_UNDECIDABLE = ["I 1.2", "I 2", "II 1.1", "II c)", "II 1.3", "II 1.4", "II 1.5", "II 1.6", "III 1"]
BAC_GIANG_2 = """
I|3.820 2.500 770 550 -
I 1|1.750 - - - -
I 1.1|150 - - - -
I 1.2|200 - - - -
I 1.3|200 - - - -
I 1.4|200 - - - -
I 1.5|1.000 - - - -
I 2|2.070 750 770 550 -
I |2.070 750 770 550 -
II|9.600 2.400 2400 2400 2400
III|11.964 6.093 2.207 1.782 1.882
III 1|7.720 4.462 1.086 1.086 1.086
III 2|4.244 1.631 1.121 696 796
"""


def address(table: Table, row: Row) -> str:
    """ "group number" of a row, as the lists above write it."""
    top = row
    while top.parent is not None:
        top = table.rows[top.parent]
    return row.label if top is row else f"{top.label} {row.label}"


def figures(table: Table, row: Row) -> str:
    columns = [c.ordinal for c in table.columns if c.role == "amount"]
    return " ".join(row.cells[c].text or "-" for c in columns)


def by_role(table: Table, row: Row, role: str) -> str:
    return row.cells[next(c.ordinal for c in table.columns if c.role == role)].text


def certain(table: Table, row: Row) -> bool:
    return all(row.cells[c.ordinal].certain for c in table.columns if c.role == "amount")


def lines(listed: str) -> list[list[str]]:
    return [line.split("|") for line in listed.strip().splitlines()]


def test_quang_nam_every_budget_row(read: Read) -> None:
    _, (table,) = read("quang-nam-2025-2028")
    assert Counter(r.kind for r in table.rows) == {"group": 5, "item": 19, "detail": 9, "total": 2}
    items = [r for r in table.rows if r.kind == "item" and figures(table, r) != "- - - -"]
    found = [[address(table, r), figures(table, r), by_role(table, r, "owner")] for r in items]
    assert found == lines(QUANG_NAM)
    assert len(found) == 16
    assert all(c.certain for r in items for c in r.cells)
    groups = {r.label: figures(table, r) for r in table.rows if r.kind == "group"}
    assert groups == QUANG_NAM_GROUPS
    assert [c.period for c in table.columns if c.role == "amount"] == ["2025", "2026", "2027", "2028"]
    assert {c.unit for c in table.columns if c.role == "amount"} == {"tỷ đồng"}
    totals = [figures(table, r) for r in table.rows if r.kind == "total"]
    assert totals == ["87,60 80,75 56,15 56,15", "280,65 - - -"]
    assert not table.rows[-1].cells[2].certain  # one figure printed over four columns


def test_quang_ngai_every_numbered_row(read: Read) -> None:
    _, (table,) = read("quang-ngai-237-kh-tu")
    items = [r for r in table.rows if r.kind == "item"]
    found = [[address(table, r), figures(table, r), r.cells[-1].text] for r in items]
    assert found == lines(QUANG_NGAI)
    assert len(found) == 17
    assert all(c.certain for r in table.rows for c in r.cells)
    assert figures(table, table.rows[-1]) == "10.400 28.100 66.250 104.750"
    assert [c.period for c in table.columns if c.role == "amount"] == ["2024", "2025", "2026 - 2030", None]
    assert table.unit == "triệu đồng"


@pytest.mark.parametrize(("ordinal", "listed"), [(0, BAC_GIANG_1), (1, BAC_GIANG_2)])
def test_bac_giang_rows_whose_column_is_decidable(read: Read, ordinal: int, listed: str) -> None:
    _, tables = read("bac-giang-10-da-tu")
    table = tables[ordinal]
    assert len(table.rows) == (38, 14)[ordinal]
    rows = [r for r in table.rows if r.kind != "total" and certain(table, r)]
    assert [[address(table, r), figures(table, r)] for r in rows] == lines(listed)
    unsure = [address(table, r) for r in table.rows if not certain(table, r)]
    assert unsure == ([*BAC_GIANG_UNDECIDABLE], [])[ordinal]
    total = ("- 11.042 8.597 12.944 3.442", "- 10.993 5.377 4.732 4.282")[ordinal]
    assert figures(table, table.rows[-1]) == total


def test_bac_giang_owners_and_times(read: Read) -> None:
    _, tables = read("bac-giang-10-da-tu")
    rows = {address(tables[0], r): r for r in tables[0].rows}
    assert by_role(tables[0], rows["II 2.2"], "owner") == "Văn phòng Tỉnh ủy; UBNDKT Tỉnh ủy; Ban Nội chính Tỉnh ủy"
    assert by_role(tables[0], rows["II c)"], "time") == "2022, 2024"
    assert tables[0].rows[rows["II I"].ordinal].parent == rows["II"].ordinal  # "I" misread for "1"


def test_dien_bien_every_task(read: Read) -> None:
    _, (table,) = read("dien-bien-2026")
    assert Counter(r.kind for r in table.rows) == {"item": 28, "group": 7}
    found = [task(table, r) for r in table.rows if r.kind == "item"]
    assert found == expected("dien-bien")
    assert all(c.certain for r in table.rows for c in r.cells)


def test_trung_uong_every_task_of_both_appendices(read: Read) -> None:
    text, (first, second) = read("trung-uong-204-qd-tw")
    assert (len(first.rows), len(second.rows)) == (50, 12)
    assert Counter(r.kind for r in first.rows) == {"item": 43, "group": 7}
    found = [task(t, r) for t in (first, second) for r in t.rows if r.kind == "item"]
    assert found == expected("trung-uong")
    split = [r for r in first.rows if r.label == "1" and "tổ chức, cán bộ" in r.cells[1].text]
    assert [r.span.of(text).count("Nội dung nhiệm vụ") for r in split] == [1]  # the page break stands inside the slice
    assert first.title == "Phụ lục 1 DỰ KIẾN LỘ TRÌNH TRIỂN KHAI CÁC NHIỆM VỤ CHỦ YẾU THUỘC DỰ ÁN"


def task(table: Table, row: Row) -> list[str]:
    top = address(table, row).split(" ")[0] if row.parent is not None else "-"
    return [top, row.label, *(by_role(table, row, role) for role in ("owner", "partner", "time"))]


def expected(name: str) -> list[list[str]]:
    """Group, number, lead agency, partner and time of every task, listed from the source by eye."""
    content = (EXPECTED / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in content.splitlines()]


@pytest.mark.parametrize(
    "stem",
    ["bac-giang-10-da-tu", "dien-bien-2026", "quang-nam-2025-2028", "quang-ngai-237-kh-tu", "trung-uong-204-qd-tw"],
)
def test_spans_are_slices_in_order(read: Read, stem: str) -> None:
    text, tables = read(stem)
    for table in tables:
        assert all(table.span.holds(r.span) for r in table.rows)
        assert all(a.span.end <= b.span.start for a, b in zip(table.rows, table.rows[1:], strict=False))
        for row in table.rows:
            spans = [c.span for c in row.cells if c.span]
            assert all(row.span.holds(s) for s in spans)
            assert len(row.cells) == len(table.columns)
            assert all((c.span is None) == (not c.text) for c in row.cells)
        headers = [s.of(text) for c in table.columns for s in c.header_spans]
        assert all(h.strip() for h in headers)
