"""Which figures of a row answer, how amounts are shown, and the small text steps of answers."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.amounts import Kind, choose_amounts
from assistant.answering.attributes import attribute_lines
from assistant.answering.draft import Draft, clipped_words, compact
from assistant.answering.figures import Money, in_billions, in_unit, money, money_unit, readable, summed
from assistant.answering.numbering import numbered
from assistant.answering.parts import split_parts
from assistant.answering.rows import RowView
from assistant.asking import Asked, Want
from assistant.marks import mark
from assistant.records import Citation, ListBlock, ListItem, TableBlock, TextBlock
from indexer.language.numbers import Unit, find_amounts, unit_named
from indexer.records import Cell, Column, DocumentEntry, Metadata, Row, Span, StoredPassage, Table

ENTRY = DocumentEntry("one", "one.txt", "", "", "utf-8", 0, 0, 1, Metadata("Kế hoạch"))
PASSAGE = StoredPassage(0, "one", 0, "row", 0, "", Span(0, 9), 0, 0)
UNIT = "triệu đồng"


def row(periods: dict[str, str], *, total: str | None = None, time: str = "") -> RowView:
    """A row with a figure ("" for blank) under each period, and perhaps a total and a time of its own."""
    columns = [Column(0, ("Nội dung",), "label")]
    cells = [Cell("Cầu cảng", None)]
    figures = [*periods.items(), *([] if total is None else [(None, total)])]
    for period, figure in figures:
        columns.append(Column(len(columns), (period or "Tổng",), "amount", period=period, unit=UNIT))
        cells.append(Cell(figure, None))
    columns.append(Column(len(columns), ("Thời gian",), "time"))
    cells.append(Cell(time, None))
    one = Row(0, "item", Span(0, 9), "1", tuple(cells))
    table = Table(0, Span(0, 9), "tabs", "", None, tuple(columns), (one,))
    return RowView(ENTRY, table, one, PASSAGE)


def asked(*wants: Want) -> Asked:
    return Asked(frozenset(("money", *wants)), "", "cầu cảng")


YEARLY = {"2031": "1.500", "2032": "2.250", "2033": ""}
RANGES = {"2031": "1.500", "2032 - 2034": "6.000"}

CHOSEN: list[tuple[RowView, tuple[Want, ...], tuple[int, ...], Kind, list[str]]] = [
    (row({}), (), (), "none", []),
    (row(YEARLY, total="3.750"), (), (), "one", ["3.750"]),
    (row(YEARLY, total="3.750"), (), (2032,), "one", ["2.250"]),
    (row(YEARLY), ("sum",), (), "sum", ["1.500", "2.250"]),
    (row(YEARLY), ("total",), (), "sum", ["1.500", "2.250"]),
    (row(YEARLY), ("compare",), (), "sum", ["1.500", "2.250"]),
    (row(YEARLY), (), (), "varies", ["1.500", "2.250"]),
    (row(YEARLY, total="3.750"), ("each",), (), "varies", ["1.500", "2.250"]),
    (row({"2031": "1.500"}), (), (), "one", ["1.500"]),
    (row({}, total="900"), ("each",), (), "one", ["900"]),
    (row(YEARLY), (), (2031, 2032), "sum", ["1.500", "2.250"]),
    (row(YEARLY), (), (2033,), "blank", ["1.500", "2.250"]),
    (row(YEARLY), (), (2040,), "no_year", ["1.500", "2.250"]),
    (row(RANGES), (), (2033,), "only_range", ["6.000"]),
    (row(RANGES), (), (2032, 2033, 2034), "one", ["6.000"]),
    (row(RANGES), (), (2031, 2032, 2033, 2034), "sum", ["1.500", "6.000"]),
    (row(RANGES), (), (2033, 2034), "only_range", ["6.000"]),
    (row({}, total="900", time="2031 - 2032"), (), (2031, 2032), "one", ["900"]),
    (row({}, total="900", time="2031 - 2032"), (), (2031,), "no_year", ["900"]),
]


@pytest.mark.parametrize(("view", "wants", "years", "kind", "figures"), CHOSEN)
def test_the_figures_that_answer(
    view: RowView, wants: tuple[Want, ...], years: tuple[int, ...], kind: Kind, figures: list[str]
) -> None:
    chosen = choose_amounts(view, asked(*wants), years)
    assert chosen.kind == kind
    assert [cell.cell.text for cell in chosen.cells] == figures


def test_every_kind_is_chosen_somewhere() -> None:
    assert {kind for *_, kind, _ in CHOSEN} == set(get_args(Kind))


def _unit(words: str) -> Unit:
    found = unit_named(words)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("raw", "words", "value", "shown"),
    [
        ("3,60", "tỷ đồng", "3.60", "3,60 tỷ đồng"),
        ("280.650.000.000", "đồng", "280650000000", "280.650.000.000 đồng (280,65 tỷ đồng)"),
        ("4.250", "triệu đồng", "4250", "4.250 triệu đồng (4,25 tỷ đồng)"),
        ("850", "triệu đồng", "850", "850 triệu đồng"),  # less than a billion needs no billions
        ("1.234.567.891", "đồng", "1234567891", "1.234.567.891 đồng"),  # would need more than six decimals
        (" 1.200 ", "triệu đồng", "1200", "1.200 triệu đồng (1,2 tỷ đồng)"),
    ],
)
def test_an_amount_keeps_the_words_of_the_source(raw: str, words: str, value: str, shown: str) -> None:
    amount = money(Decimal(value), raw, _unit(words), words)
    assert amount.shown == shown
    assert amount.dong == Decimal(value) * _unit(words).scale


def test_sums_are_exact() -> None:
    amounts = [Money(Decimal("0.1"), ""), Money(Decimal("0.2"), ""), Money(Decimal(10) ** 30, "")]
    assert summed(amounts) == Decimal("1000000000000000000000000000000.3")


@pytest.mark.parametrize(
    ("dong", "shown"),
    [
        ("5000000000", "5 tỷ đồng"),
        ("61408000000", "61,408 tỷ đồng"),
        ("2750000000000", "2.750 tỷ đồng"),
        ("1", "1 đồng"),
        ("1234567891", "1.234.567.891 đồng"),
        ("0", "0 tỷ đồng"),
    ],
)
def test_a_computed_amount_is_readable(dong: str, shown: str) -> None:
    assert readable(Decimal(dong)) == shown


def test_a_computed_amount_in_the_unit_of_its_column() -> None:
    assert in_unit(Decimal(1_250_000_000), _unit(UNIT), UNIT) == "1.250 triệu đồng (1,25 tỷ đồng)"
    assert in_unit(Decimal(300_000_000), _unit(UNIT), UNIT) == "300 triệu đồng"
    assert in_unit(Decimal(5_700_000_000), _unit("tỷ đồng"), "tỷ đồng") == "5,7 tỷ đồng"


def test_only_units_of_money_count() -> None:
    assert money_unit("triệu đồng") is not None
    assert money_unit("máy") is None
    assert money_unit(None) is None


@given(st.integers(0, 10**16))
def test_what_is_shown_is_what_was_computed(dong: int) -> None:
    amounts = [one.exact for one in find_amounts(readable(Decimal(dong)))]
    assert amounts == [Decimal(dong)]
    billions = in_billions(Decimal(dong))
    assert billions is None or [one.exact for one in find_amounts(billions)] == [Decimal(dong)]


@pytest.mark.parametrize(
    ("topic", "parts"),
    [
        ("sổ tay điện tử và thư viện số", ["sổ tay điện tử", "thư viện số"]),
        ("máy chủ, cáp quang; phòng họp với kho dữ liệu", ["máy chủ", "cáp quang", "phòng họp", "kho dữ liệu"]),
        ("so tay dien tu va thu vien so", ["so tay dien tu", "thu vien so"]),
        ("the data centre and the meeting room", ["the data centre", "the meeting room"]),
        ("máy và xe", []),  # one word names nothing by itself
        ("", []),
    ],
)
def test_a_topic_is_split_where_things_are_joined(topic: str, parts: list[str]) -> None:
    assert split_parts(topic) == parts


@pytest.mark.parametrize(
    ("breadcrumb", "shown"),
    [
        ("II NHIỆM VỤ > 1 Hạ tầng > a Đường truyền", "II.1, a Đường truyền"),
        ("Phụ lục 1 Danh mục đầu tư > II Ứng dụng", "Phụ lục 1, II Ứng dụng"),
        ("I MỤC TIÊU", "I MỤC TIÊU"),
        ("", ""),
    ],
)
def test_a_breadcrumb_inside_a_sentence(breadcrumb: str, shown: str) -> None:
    assert compact(breadcrumb) == shown


def test_a_long_heading_is_cut_at_a_word() -> None:
    long = "I " + "vận hành " * 20
    assert compact(long).endswith("…")
    assert long.startswith(compact(long).rstrip("…"))
    assert clipped_words("một hai ba", 6) == "một…"
    assert clipped_words("một hai", 7) == "một hai"


def test_lines_that_name_an_attribute() -> None:
    text = (
        "1. Xây cầu cảng\n- Nội dung: dài 120 m.\n- Cơ quan chủ trì: Sở Xây dựng.\n"
        "+ Cơ quan phối hợp: Sở Tài chính,\ncác xã.\nTHỜI GIAN THỰC HIỆN: Quý II/2031\n- Ghi chú: không\n"
        "- Đơn vị thực hiện:   \n"
    )
    found = [(want, span.of(text)) for want, span in attribute_lines(text, Span(0, len(text)))]
    assert found == [
        ("owner", "Sở Xây dựng."),
        ("partner", "Sở Tài chính,\ncác xã."),
        ("time", "Quý II/2031\n- Ghi chú: không"),
    ]
    assert attribute_lines(text, Span(0, 30)) == []


def _citation(n: int) -> Citation:
    return Citation(n, "one", "", None, "", "q", n, n + 1, "/documents/one#0-1")


def test_marks_are_numbered_as_the_reader_meets_them_and_the_rest_is_dropped() -> None:
    draft = Draft(
        "answered",
        f"b [{mark(3)}] a [{mark(1)}] và nguyên văn [7]",
        (
            TextBlock(f"b [{mark(3)}]", (3, 3)),
            ListBlock((ListItem(f"a [{mark(1)}]", (1,)),)),
            TableBlock(("", ""), (("x", f"c [{mark(4)}]"),), (4,)),
        ),
        (_citation(1), _citation(2), _citation(3), _citation(4)),
        "",
    )
    done = numbered(draft)
    assert done.text == "b [1] a [2] và nguyên văn [7]"
    assert [(one.n, one.start) for one in done.citations] == [(1, 3), (2, 1), (3, 4)]
    text, listed, table = done.blocks
    assert text == TextBlock("b [1]", (1,))
    assert listed == ListBlock((ListItem("a [2]", (2,)),))
    assert table == TableBlock(("", ""), (("x", "c [3]"),), (3,))


def test_numbering_twice_changes_nothing() -> None:
    draft = Draft("answered", f"a {mark(2)}", (TextBlock(f"a {mark(2)}", (2,)),), (_citation(2),), "")
    once = numbered(draft)
    assert once.text == "a 1"
    assert numbered(once).text == once.text
