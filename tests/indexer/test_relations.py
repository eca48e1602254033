"""What a document rests on, replaces and amends, in the layouts of both families."""

from __future__ import annotations

import unicodedata

import pytest

from indexer.metadata import read_metadata
from indexer.outline import read_outline
from indexer.relations import Relations, read_relations

HEAD = "TỈNH ỦY AN BÌNH\nSố 45-KH/TU\nAn Bình, ngày 12 tháng 3 năm 2031\nKẾ HOẠCH\nChuyển đổi số\n"
BODY = "I- MỤC TIÊU\n1. Thực hiện Nghị quyết số 99-NQ/TW về việc khác.\n"
BASES = "I- CĂN CỨ LẬP KẾ HOẠCH\n- Quyết định số 3-QĐ/TW ngày 01/02/2030;\n- Đề án về lưu trữ.\nII- NHIỆM VỤ\n"


def relations(text: str, title: str = "") -> Relations:
    return read_relations(text, read_outline(text), title)


@pytest.mark.parametrize(
    ("opening", "based_on"),
    [
        ("Căn cứ Quyết định số 9-QĐ/TW, ngày 02/01/2031 của Ban Bí thư;", ("Quyết định 9-QĐ/TW",)),
        ("- Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;", ("Nghị định 30/2020/NĐ-CP",)),
        ("Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023;", ("Luật Giao dịch điện tử",)),
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương;\nThực hiện Kế hoạch số 7 -KH/TU và Chỉ thị 05-CT/TW,",
            ("Luật Tổ chức chính quyền địa phương", "Kế hoạch 7-KH/TU", "Chỉ thị 05-CT/TW"),
        ),
        ("Xét tình hình thực tế nêu tại Báo cáo số 8-BC/TU,", ()),
        ("Căn cứ chức năng, nhiệm vụ được giao,", ()),
        ("", ()),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_what_the_opening_rests_on(opening: str, based_on: tuple[str, ...], form: str) -> None:
    text = unicodedata.normalize(form, HEAD + opening + "\n" + BODY)  # type: ignore[arg-type]
    assert relations(text).based_on == based_on


def test_a_section_of_bases_counts_and_other_sections_do_not() -> None:
    assert relations(HEAD + BASES + BODY).based_on == ("Quyết định 3-QĐ/TW",)


@pytest.mark.parametrize(
    ("sentence", "replaces"),
    [
        ("Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 01/02/2030.", ("Quyết định 12/QĐ-UBND",)),
        (
            "Kế hoạch này thay thế cho Kế hoạch số 3-KH/TU và Kế hoạch số 4-KH/TU.",
            ("Kế hoạch 3-KH/TU", "Kế hoạch 4-KH/TU"),
        ),
        ("Quy định số 8-QĐ/TU hết hiệu lực kể từ ngày Quy định này có hiệu lực.", ("Quy định 8-QĐ/TU",)),
        ("Thay thế máy chủ cũ theo Quyết định số 5-QĐ/TU.", ()),
        ("Nghị định số 1/2030/NĐ-CP thay thế Nghị định số 2/2020/NĐ-CP.", ()),
    ],
)
def test_what_is_replaced(sentence: str, replaces: tuple[str, ...]) -> None:
    assert relations(f"{HEAD}{BODY}{sentence}\n").replaces == replaces


@pytest.mark.parametrize(
    ("title", "amends"),
    [
        ("Quyết định sửa đổi, bổ sung một số điều của Quy định số 8-QĐ/TU", ("Quy định 8-QĐ/TU",)),
        ("Kế hoạch điều chỉnh Kế hoạch số 3-KH/TU", ("Kế hoạch 3-KH/TU",)),
        ("Kế hoạch bổ sung máy chủ", ()),
    ],
)
def test_what_is_amended(title: str, amends: tuple[str, ...]) -> None:
    assert relations(HEAD + BODY, title).amends == amends


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Thời gian thực hiện: từ năm 2031 - 2033.", (2031, 2033)),
        ("2. Thời gian thực hiện: năm 2031", (2031, 2031)),
        ("Thực hiện theo giai đoạn trước, năm 2020.", None),
    ],
)
def test_the_years_covered_may_stand_behind_a_label(line: str, period: tuple[int, int] | None) -> None:
    text = HEAD + BODY + line + "\n"
    assert read_metadata(text, read_outline(text), fallback_title="x").period == period
