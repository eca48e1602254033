"""PDF to linear text, from a file that a browser printed (``tests/data/reading/ke-hoach.html``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import UnreadableDocument
from indexer.reading.formats import read_bytes
from indexer.reading.linear import Linear
from indexer.reading.pdf.breaks import joined
from indexer.reading.pdf.grids import Grid, find_grids
from indexer.reading.pdf.lines import Line, lines_of, paragraphs
from indexer.reading.pdf.unruled import Table, split_tables
from indexer.reading.pdf.words import PageContent, Rule, Word
from indexer.tables import find_tables
from tests.server import ROOT

READING = ROOT / "tests" / "data" / "reading"
SERVERS = "Mua sắm máy chủ dùng chung cho trung tâm dữ liệu của Tỉnh ủy"


@pytest.fixture(scope="module")
def plan() -> Linear:
    return read((READING / "ke-hoach.pdf").read_bytes())


def read(raw: bytes) -> Linear:
    return read_bytes(raw, "a.pdf", ".pdf")


def test_hard_wraps_are_joined_and_titles_kept_apart(plan: Linear) -> None:
    first = plan.text.split("\f")[0].split("\n")
    assert first[:9] == [
        "TỈNH ỦY AN BÌNH",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "*",
        "Số 45-KH/TU",
        "An Bình, ngày 12 tháng 3 năm 2031",
        "KẾ HOẠCH",
        "Chuyển đổi số trong các cơ quan đảng tỉnh An Bình",
        "giai đoạn 2031 - 2033",
        "",
    ]
    assert (
        "- 100% cán bộ, đảng viên được bồi dưỡng kỹ năng số cơ bản, trong đó có ít nhất một nửa được bồi dưỡng nâng cao"
        " trước ngày 30/6/2032."
    ) in first
    assert first[-3:] == [
        "- Trang bị 40 máy chủ cho trung tâm dữ liệu.",
        "- Hoàn thành số hóa hồ sơ lưu trữ.",
        "",
    ]


def test_running_headers_and_page_numbers_are_taken_out(plan: Linear) -> None:
    assert "Tài liệu họp" not in plan.text
    assert set(plan.aside) == {"Tài liệu họp Ban Chỉ đạo", "1", "2", "3"}


def test_a_ruled_table_with_merged_cells_is_recovered(plan: Linear) -> None:
    (found,) = find_tables(plan.text)
    assert found.unit == "triệu đồng"
    assert [column.path for column in found.columns][2:5] == [("Kinh phí", year) for year in ("2031", "2032", "2033")]
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["1", SERVERS, "1.000", "", "1.200", "Văn phòng Tỉnh ủy"],
        ["2", "Thiết bị tường lửa", "500", "800", "", "Văn phòng Tỉnh ủy"],
        ["", "Tổng cộng", "1.500", "800", "1.200", ""],
    ]  # fmt: skip


def test_every_offset_has_its_page(plan: Linear) -> None:
    from indexer.records import SourceText

    source = SourceText("a", "a.pdf", "0" * 64, plan.text, plan.encoding, plan.pages)
    places = ("TỈNH ỦY AN BÌNH", "30/6/2032", "II- KINH PHÍ", "1.200", "III- TỔ CHỨC", "30/11/2031")
    assert [source.page_at(plan.text.index(place)) for place in places] == [1, 1, 2, 2, 3, 3]
    assert SourceText("a", "a.txt", "0" * 64, "x", "utf-8").page_at(0) is None


def test_a_scan_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # without Tesseract
    with pytest.raises(UnreadableDocument, match=r"a scan without text; .*tesseract-ocr-vie"):
        read((READING / "scan.pdf").read_bytes())


def test_a_locked_file_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="protected by a password"):
        read((READING / "locked.pdf").read_bytes())


@pytest.mark.parametrize("keep", [20, 400, 40_000])
def test_a_torn_file_is_refused_or_read_never_worse(keep: int) -> None:
    raw = (READING / "ke-hoach.pdf").read_bytes()[:keep]
    with pytest.raises(UnreadableDocument, match=r"a\.pdf: (damaged|no text)"):
        read(raw)


def word(text: str, left: float, top: float, width: float = 30.0) -> Word:
    return Word(text, left, top, left + width, top + 10)


def framed(rows: list[float], columns: list[float], words: tuple[Word, ...] = ()) -> PageContent:
    across = tuple(Rule(y, columns[0], columns[-1]) for y in rows)
    return PageContent(600, 800, words, across, tuple(Rule(x, rows[0], rows[-1]) for x in columns), 0)


def test_words_fall_into_the_cells_around_them() -> None:
    page = framed([100, 130, 160], [50, 150, 250], (word("a", 60, 105), word("b", 160, 105), word("c", 160, 135)))
    (grid,) = find_grids(page)
    assert grid.rows == (("a", "b"), ("", "c"))
    assert not grid.holds(word("ngoài", 300, 105))


def test_a_frame_around_a_text_and_single_lines_are_no_tables() -> None:
    assert find_grids(framed([100, 130], [50, 250], (word("a", 60, 105),))) == []
    assert find_grids(PageContent(600, 800, (), (Rule(10, 0, 500),), (), 0)) == []


def test_two_tables_on_a_page_stay_two() -> None:
    first = framed([100, 130, 160], [50, 150, 250], (word("a", 60, 105),))
    second = framed([300, 330, 360], [50, 150, 250], (word("b", 60, 305),))
    page = PageContent(600, 800, first.words + second.words, first.across + second.across, first.down + second.down, 0)
    assert [grid.rows[0][0] for grid in find_grids(page)] == ["a", "b"]


def test_columns_far_apart_are_lines_of_their_own() -> None:
    made = lines_of([word("TRÁI", 50, 100), word("PHẢI", 300, 101), word("dưới", 50, 120)])
    assert [line.text for line in made] == ["TRÁI", "PHẢI", "dưới"]


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        ([("Dòng một dài", 100, 500), ("nối tiếp", 100, 300)], ["Dòng một dài nối tiếp"]),
        ([("Dòng ngắn", 100, 200), ("dòng khác", 100, 500)], ["Dòng ngắn", "dòng khác"]),
        ([("Dòng một dài", 100, 500), ("- gạch đầu dòng", 100, 500)], ["Dòng một dài", "- gạch đầu dòng"]),
        ([("Dòng một dài", 100, 500), ("Thụt đầu dòng", 130, 500)], ["Dòng một dài", "Thụt đầu dòng"]),
        ([("- Ý dài", 100, 500), ("treo", 112, 200)], ["- Ý dài treo"]),
        ([("giai đoạn 2031-", 100, 500), ("2033", 100, 140)], ["giai đoạn 2031-2033"]),
        ([("TÊN GỌI", 250, 350), ("Thân bài đầy dòng", 100, 500)], ["TÊN GỌI", "", "Thân bài đầy dòng"]),
    ],
)
def test_lines_that_the_margin_broke_are_joined(rows: list[tuple[str, float, float]], joined: list[str]) -> None:
    made = [Line(text, left, 100 + 15 * at, right, 110 + 15 * at) for at, (text, left, right) in enumerate(rows)]
    assert paragraphs(made) == joined


def test_an_index_of_a_pdf_knows_the_file_by_its_bytes(tmp_path: Path) -> None:
    from indexer.reading.corpus import open_corpus, read_source

    (tmp_path / "Kế hoạch.PDF").write_bytes((READING / "ke-hoach.pdf").read_bytes())
    source = read_source(open_corpus(tmp_path).files[0])
    assert (source.encoding, len(source.pages)) == ("pdf", 3)


def piece(text: str, left: float, right: float, row: int) -> Line:
    return Line(text, left, 100 + 15 * row, right, 110 + 15 * row)


def test_a_table_without_lines_is_recovered() -> None:
    rows = [
        [("Đoạn văn phía trên bảng", 50, 400)],
        [("TT", 50, 60), ("Nội dung", 100, 160), ("2031", 300, 330), ("2032", 400, 430)],
        [("1", 50, 55), ("Máy chủ dùng", 100, 180), ("1.000", 300, 335), ("5", 420, 430)],
        [("chung", 100, 140)],
        [("2", 50, 55), ("Tường lửa", 100, 150), ("800", 410, 430)],
        [("3", 50, 55), ("Mạng", 100, 150), ("200", 310, 330)],
        [],
        [("Đoạn văn phía dưới của bảng này", 50, 400)],
    ]
    lines = [piece(*one, row) for row, pieces in enumerate(rows) for one in pieces]
    above, table, below = split_tables(lines)
    assert isinstance(above, list)
    assert isinstance(below, list)
    assert isinstance(table, Table)
    assert [line.text for line in (*above, *below)] == ["Đoạn văn phía trên bảng", "Đoạn văn phía dưới của bảng này"]
    assert table.rows == [
        ["TT", "Nội dung", "2031", "2032"],
        ["1", "Máy chủ dùng chung", "1.000", "5"],
        ["2", "Tường lửa", "", "800"],
        ["3", "Mạng", "200", ""],
    ]


def test_the_two_columns_of_a_head_are_no_table() -> None:
    head = [piece("TRÁI", 50, 100, row) for row in range(4)] + [piece("PHẢI", 300, 350, row) for row in range(4)]
    assert split_tables(sorted(head, key=lambda line: line.top)) == [sorted(head, key=lambda line: line.top)]


def part(*rows: tuple[str, ...], columns: tuple[float, ...] = (50, 80, 200, 300), cut: bool = False) -> Grid:
    """One page's part of a table."""
    return Grid(columns, 100, 700, rows, cut=cut)


HEADER = ("STT", "Nội dung", "2031")


def test_a_table_that_goes_on_overleaf_loses_its_repeated_header() -> None:
    first, second = part(HEADER, ("1", "Máy chủ", "5")), part(HEADER, ("2", "Mạng", "6"))
    found = joined(first, second, first.rows)
    assert found is not None
    assert (found[0].rows, found[1].rows) == (first.rows, (("2", "Mạng", "6"),))


@pytest.mark.parametrize(
    ("rest", "cut", "whole"),
    [
        (("", "dùng chung", ""), False, True),
        (("", "", "đồng"), False, True),
        (("", "Tường lửa", "7"), True, True),
        (("", "Tường lửa", "7"), False, False),
        (("2", "tường lửa", "7"), True, False),
    ],
)
def test_a_row_that_the_page_break_cut_is_made_whole(rest: tuple[str, ...], cut: bool, whole: bool) -> None:
    first = part(HEADER, ("1", "Máy chủ", "5"), cut=cut)
    found = joined(first, part(rest), first.rows)
    assert found is not None
    made = tuple(f"{above} {below}".strip() for above, below in zip(first.rows[-1], rest, strict=True))
    assert found[0].rows[-1] == (made if whole else first.rows[-1])
    assert found[1].rows == (() if whole else (rest,))


def test_a_table_with_other_columns_is_another_table() -> None:
    first = part(HEADER)
    assert joined(first, part(HEADER, columns=(50, 80, 250, 300)), first.rows) is None
    assert joined(first, part(("a", "b"), columns=(50, 80, 300)), first.rows) is None


def test_the_last_row_of_a_page_may_have_no_line_below_it() -> None:
    page = framed([100, 130], [50, 150, 250], (word("a", 60, 105), word("b", 160, 135)))
    longer = PageContent(600, 800, page.words, page.across, tuple(Rule(one.at, 100, 160) for one in page.down), 0)
    (grid,) = find_grids(longer)
    assert (grid.rows, grid.cut) == ((("a", ""), ("", "b")), True)
