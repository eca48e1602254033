"""The verifier: which figures stand in what is cited, and in which scale."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_

import pytest

from assistant.records import Citation
from eval.support import NOTHING, Shown, invented, of_citation, of_text
from tests.eval.citing import cite

ROW = cite(1, "Mua máy trạm\t1.200\t900", ("figure", "1.200"), ("unit", "triệu đồng"))
TEXT = cite(1, "Tổng kinh phí là 3,60 tỷ đồng, chiếm 45% của cả giai đoạn, cho 254 điểm cầu.")


def found(
    answer: str, *citations: Citation, asked: str = "", written: Callable[[str], bool] | None = None
) -> tuple[str, ...]:
    proven = reduce(or_, map(of_citation, citations), of_text(asked))
    return invented(answer, proven, Shown(answer, proven, written))


@pytest.mark.parametrize(
    "answer",
    [
        "Kinh phí là 1.200 triệu đồng (1,2 tỷ đồng) [1].",
        "Năm đầu 1.200 triệu đồng, năm sau 900 triệu đồng [1].",
        "Cộng lại là 2,1 tỷ đồng: 1.200 triệu đồng [1] + 900 triệu đồng [1].",
        "Chênh lệch 300 triệu đồng: 1.200 triệu đồng và 900 triệu đồng.",
        "900 triệu đồng, chiếm 75% của 1.200 triệu đồng.",
        "900 triệu đồng bằng 42,86 % của 900 triệu đồng + 1.200 triệu đồng.",
        "Bình quân 1.050 triệu đồng mỗi năm: 1.200 triệu đồng và 900 triệu đồng.",
        "Kế hoạch 12-KH/TU ghi 1.200 triệu đồng.",
        "Cộng lại là 2,1 tỷ đồng: 1.200 triệu đồng (1,2 tỷ đồng) [1]; 900 triệu đồng (0,9 tỷ đồng) [1].",
        "Có 2 mục:\n- 1.200 triệu đồng\n- 900 triệu đồng",
        "1. 1.200 triệu đồng [1]",
        "Năm đầu nhiều hơn: 1.200 triệu đồng, còn năm sau là 900 triệu đồng. Gấp khoảng 1,33 lần.",
        "Năm đầu 1.200 triệu đồng, năm sau 900 triệu đồng. Giảm 25%.",
        "It is 1.200 triệu đồng against 900 triệu đồng. That is about 33,33% more.",
    ],
)
def test_figures_of_a_row_and_what_they_make(answer: str) -> None:
    assert found(answer, ROW) == ()


@pytest.mark.parametrize(
    ("answer", "made_up"),
    [
        ("Kinh phí là 1.200 tỷ đồng [1].", ("1.200",)),
        ("Kinh phí là 1,2 triệu đồng [1].", ("1,2",)),
        ("Kinh phí là 1.300 triệu đồng [1].", ("1.300",)),
        ("Tăng 12% lên 1.200 triệu đồng [1].", ("12",)),
        ("Mua 37 máy với 1.200 triệu đồng [1].", ("37",)),
        ("Cộng lại 2.200 triệu đồng: 1.200 triệu đồng + 900 triệu đồng.", ("2.200",)),
        ("Năm đầu 1.200 triệu đồng, năm sau 900 triệu đồng. Gấp 1,4 lần.", ("1,4",)),
        ("Năm đầu 1.200 triệu đồng, năm sau 900 triệu đồng. Giảm 26%.", ("26",)),
        ("Tính ra 240 triệu đồng: 20% × 1.200 triệu đồng [1].", ("240", "20")),  # the percentage is not cited
    ],
)
def test_what_nothing_supports(answer: str, made_up: tuple[str, ...]) -> None:
    assert found(answer, ROW) == made_up


@pytest.mark.parametrize("answer", ["3.600 triệu đồng", "VND 3.6 billion", "3.600.000.000 đồng", "45%", "254 điểm cầu"])
def test_any_notation_of_an_amount_in_a_sentence(answer: str) -> None:
    assert found(answer, TEXT) == ()


@pytest.mark.parametrize("answer", ["36 tỷ đồng", "3,6 triệu đồng", "3,60%", "54%", "245 điểm cầu", "45 tỷ đồng"])
def test_other_amounts_and_other_kinds_are_not_supported(answer: str) -> None:
    assert len(found(answer, TEXT)) == 1


def test_a_bare_figure_needs_the_unit_that_is_cited() -> None:
    bare = cite(1, "Mua máy trạm\t1.200")
    assert found("1.200 triệu đồng", bare) == ("1.200",)
    assert found("1.200 máy", bare) == ()


def test_what_the_person_asked_may_be_repeated() -> None:
    assert found("Không thấy 7 tỷ đồng.", asked="Có phải 7 tỷ đồng không?") == ()
    assert found("Không thấy 7 tỷ đồng.") == ("7",)


def test_an_addition_is_redone_over_operands_that_the_document_writes() -> None:
    printed = cite(1, "Tổng cộng 56,15", ("unit", "tỷ đồng"))
    answer = "ghi 56,15 tỷ đồng, cộng các mục được 55,25 tỷ đồng (41,10 + 12,10 + 2,05)"
    assert found(answer, printed, written=lambda digits: digits in "41,10 12,10 2,05") == ()
    assert "55,25" in found(answer, printed, written=lambda digits: digits in "41,10 12,10")
    assert found(f"{answer}, chênh 0,9 tỷ đồng", printed, written=lambda _: True) == ()
    assert found(f"{answer}, chênh 0,8 tỷ đồng", printed, written=lambda _: True) == ("0,8",)
    assert "55,26" in found(answer.replace("55,25", "55,26"), printed, written=lambda _: True)


def test_a_product_that_is_written_out_is_redone() -> None:
    rate = cite(1, "chi phí vận hành khoảng 20%/tổng mức đầu tư")
    assert found("Tính ra 240 triệu đồng: 20% × 1.200 triệu đồng (tổng) [1].", ROW, rate) == ()
    assert found("Tính ra 250 triệu đồng: 20% × 1.200 triệu đồng (tổng) [1].", ROW, rate) == ("250",)
    norm = cite(1, "65 trung tâm theo định mức 05 bộ máy tính mỗi trung tâm")
    assert found("Tất cả 325 bộ máy tính: 65 trung tâm × 05 bộ máy tính [1].", norm) == ()
    assert found("Tất cả 326 bộ máy tính: 65 trung tâm × 05 bộ máy tính [1].", norm) == ("326",)


def test_an_amount_that_is_shared_out_is_redone() -> None:
    count = cite(2, "Thay thế 240 bộ máy trạm")
    assert found("Bình quân 5 triệu đồng: 1.200 triệu đồng (tổng) [1] : 240 bộ máy trạm [2].", ROW, count) == ()
    assert found("Bình quân 6 triệu đồng: 1.200 triệu đồng (tổng) [1] : 240 bộ máy trạm [2].", ROW, count) == ("6",)
    assert found("Bình quân khoảng 171,43 triệu đồng: 1.200 triệu đồng (tổng) [1] : 7 năm [1].", ROW) == ()
    assert found("Bình quân 171,43 triệu đồng: 1.200 triệu đồng (tổng) [1] : 7 bộ [1].", ROW) == ("171,43", "7")


def test_years_and_marks_are_no_figures() -> None:
    assert found("Năm 2027 [3][4], hạn 2030.") == ()


def test_nothing_proves_nothing() -> None:
    assert of_text("") == NOTHING
    assert found("5 tỷ đồng và 7%") == ("5", "7")
