"""Breakdowns of running text: what is listed as the parts of a whole must make it, and nothing else is said."""

from __future__ import annotations

import unicodedata

import pytest

from indexer.facts.extract import audit, extract
from indexer.records import Finding
from indexer.tables import find_tables


def found(text: str) -> list[Finding]:
    tables = find_tables(text)
    return list(audit(text, tables, extract(text, None, tables)))


def slices(text: str) -> list[list[str]]:
    return [[span.of(text) for span in finding.spans] for finding in found(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "1. Tổng kinh phí là 900 triệu đồng.\n2. Phân kỳ\n- Năm 2027: 480 triệu đồng (chi tiết kèm theo).\n"
            "- Năm 2028: 240 triệu đồng.\n- Năm 2029: 210 triệu đồng.\n3. Khác\n- Văn phòng: 10 triệu đồng.\n",
            ["900 triệu đồng", "480 triệu đồng", "240 triệu đồng", "210 triệu đồng"],
        ),
        ("Đơn vị có 07 CBCC (01 Trưởng phòng, 02 Phó phòng và 05 chuyên viên).\n", ["07", "01", "02", "05"]),
        ("Mở tổng số 24 lớp, gồm 12 lớp cơ bản, 10 lớp nâng cao.\n", ["24", "12", "10"]),
        ("Toàn tỉnh có 90 xã, phường (81 xã và 08 phường).\n", ["90", "81", "08"]),
        (
            "Hệ thống có 1.250 điểm cầu, bao gồm 250 điểm cầu cấp huyện và 1.005 điểm cầu cấp xã.\n",
            ["1.250", "250", "1.005"],
        ),
        (
            "Kinh phí thực hiện: 48,5 tỷ đồng (ngân sách tỉnh 30,5 tỷ đồng; ngân sách xã 16 tỷ đồng).\n",
            ["48,5 tỷ đồng", "30,5 tỷ đồng", "16 tỷ đồng"],
        ),
        (
            "Tổng kinh phí 9.600 triệu đồng (chi tiết tại Phụ lục 1), gồm: vốn đầu tư 5.000 triệu đồng; vốn\n"
            "sự nghiệp 4.400 triệu đồng.\n",
            ["9.600 triệu đồng", "5.000 triệu đồng", "4.400 triệu đồng"],
        ),
        (
            "1. Tổng kinh phí là 80 tỷ đồng, trong đó:\na) Năm 2027: 45 tỷ đồng;\nb) Năm 2028: 53 tỷ đồng.\n",
            ["80 tỷ đồng", "45 tỷ đồng", "53 tỷ đồng"],
        ),
        (
            "1. Tổng kinh phí giai đoạn: 70 tỷ đồng.\n2. Phân kỳ: năm 2027 là 30 tỷ đồng; năm 2028 là 44 tỷ đồng.\n",
            ["70 tỷ đồng", "30 tỷ đồng", "44 tỷ đồng"],
        ),
        ("Cơ cấu nguồn vốn: ngân sách tỉnh 65%, ngân sách xã 25%, xã hội hóa 20%.\n", ["65%", "25%", "20%"]),
    ],
)
def test_parts_that_do_not_make_the_whole(text: str, places: list[str]) -> None:
    assert slices(text) == [places]


def test_figures_of_a_breakdown_are_computed_exactly() -> None:
    (finding,) = found("Kinh phí: 48,5 tỷ đồng, gồm ngân sách tỉnh 30,5 tỷ đồng và ngân sách xã 16.000 triệu đồng.\n")
    assert (finding.kind, str(finding.printed), str(finding.computed)) == ("mismatch", "48.5", "46.5")
    assert "48,5 tỷ đồng" in finding.message
    assert "46,5 tỷ đồng" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh có 90 xã, phường (82 xã và 08 phường).\n",
        "Trang bị 05 hệ thống (gồm 12 máy chủ và 03 tủ đĩa) trong năm 2027.\n",
        "Mở 20 lớp tập huấn (mỗi lớp 60 học viên, 03 ngày) cho cấp xã.\n",
        "Có 05 hệ thống gồm 02 máy chủ và 01 tủ đĩa.\n",
        "Bố trí khoảng 20 cán bộ (12 cán bộ cấp tỉnh, 06 cán bộ cấp xã).\n",
        "Có 40 xã, trong đó 12 xã biên giới và 08 xã vùng cao.\n",
        "Tổng kinh phí 100 tỷ đồng, trong đó ngân sách trung ương 30 tỷ đồng, ngân sách tỉnh 20 tỷ đồng.\n",
        "Tổng kinh phí 100 tỷ đồng, gồm ngân sách tỉnh 60 tỷ đồng, ngân sách xã 40 tỷ đồng; phân kỳ năm 2027 là "
        "30 tỷ đồng, năm 2028 là 70 tỷ đồng.\n",
        "Kinh phí khoảng 100 tỷ đồng, gồm ngân sách tỉnh 60 tỷ đồng và ngân sách xã 42 tỷ đồng.\n",
        "Kinh phí 10,1 tỷ đồng, gồm ngân sách tỉnh 6,06 tỷ đồng và ngân sách xã 4,07 tỷ đồng.\n",
        "Tổng kinh phí 14,4 tỷ đồng, gồm 1,2 triệu trang tài liệu, 12.000 đồng/trang, 800 triệu đồng thiết bị.\n",
        "1. Tổng kinh phí là 80 tỷ đồng, trong đó:\na) Năm 2027: 45 tỷ đồng;\nb) Năm 2028: giao sau.\n",
        "Cán bộ nữ chiếm 45%, đảng viên chiếm 60%, dân tộc thiểu số chiếm 30% biên chế.\n",
    ],
)
def test_nothing_is_said_where_the_text_has_another_reading(text: str) -> None:
    assert found(text) == []


def test_places_are_those_of_a_decomposed_text() -> None:
    text = "Mở tổng số 24 lớp, gồm 12 lớp cơ bản, 10 lớp nâng cao. Kinh phí: 9 tỷ đồng (5 tỷ đồng và 3 tỷ đồng).\n"
    decomposed = unicodedata.normalize("NFD", text)
    assert [[unicodedata.normalize("NFC", s) for s in places] for places in slices(decomposed)] == slices(text)
    assert len(slices(text)) == 2


def test_a_column_headed_total_that_no_row_adds_up_to_promises_nothing() -> None:
    head = "TT\tTên dự án\tTổng kinh phí\tĐã bố trí\tNăm 2027\n"
    rows = [(f"Dự án {n}", 10 * n + 5, 3 * n, 2 * n) for n in range(1, 8)]
    body = "".join(f"{i}\t{name}\t{whole}\t{a}\t{b}\n" for i, (name, whole, a, b) in enumerate(rows, 1))
    text = f"Biểu 1. Dự án\nĐơn vị tính: triệu đồng\n\n{head}{body}\n"
    assert len(find_tables(text)) == 1
    assert found(text) == []


@pytest.mark.parametrize(
    ("second", "differs"),
    [
        ("Nghị quyết số 27-NQ/TU ngày 25/9/2027 của Ban Thường vụ Tỉnh ủy giao nhiệm vụ, dự án cho sở, ngành.", True),
        ("Nghị quyết số 27-NQ/TU ngày 15/9/2027 của Ban Thường vụ Tỉnh ủy giao nhiệm vụ, dự án cho sở, ngành.", False),
        ("Nghị quyết số 27-NQ/TU ngày 25/9/2022 của Ban Thường vụ Tỉnh ủy giao nhiệm vụ, dự án cho sở, ngành.", False),
    ],
)
def test_one_number_of_one_issuer_in_one_year_has_one_date(second: str, differs: bool) -> None:
    first = "Căn cứ Nghị quyết số 27-NQ/TU ngày 15/9/2027 của Ban Thường vụ Tỉnh ủy về phát triển chính quyền số."
    assert bool(found(f"{first}\n\n{second}\n")) is differs
