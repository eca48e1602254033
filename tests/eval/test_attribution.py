"""Statements, and whether what they cite supports them."""

from __future__ import annotations

import pytest

from eval.attribution import Attribution, attribution, statements
from eval.support import Shown, of_citation, of_text
from tests.eval.citing import cite

BUDGET = cite(1, "Tổng kinh phí thực hiện kế hoạch là 7.250 triệu đồng, do ngân sách tỉnh bảo đảm.")
OWNER = cite(2, "Văn phòng Tỉnh ủy chủ trì, theo dõi, đôn đốc việc thực hiện kế hoạch.")


def counted(answer: str) -> Attribution:
    given = of_text("Kinh phí là bao nhiêu?")
    proven = given | of_citation(BUDGET) | of_citation(OWNER)
    return attribution(answer, given, [BUDGET, OWNER], Shown(answer, proven))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("A b c. [1]\nD e f [2]", [("A b c. [1]", (1,)), ("D e f [2]", (2,))]),
        ("A b c [1]. Sau đó d e f [2].", [("A b c [1].", (1,)), ("Sau đó d e f [2].", (2,))]),
        ("200 đồng [1] + 300 đồng [2] = 500 đồng", [("200 đồng [1] + 300 đồng [2] = 500 đồng", (1, 2))]),
        ("A b c [1] (12-KH/TU, mục II)", [("A b c [1] (12-KH/TU, mục II)", (1,))]),
        ("A b c [1] và d e f [1, 2]", [("A b c [1] và d e f [1, 2]", (1, 2))]),
        ("Các mục gồm:\n- A b c [1]", [("- A b c [1]", (1,))]),
        ("A b c [1]\n(12-KH/TU, II, 3)", [("A b c [1]", (1,))]),
        ("Bạn hỏi của năm nào?", []),
        ("Không có dấu nào cả", [("Không có dấu nào cả", ())]),
    ],
)
def test_statements(answer: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(one.text, one.cited) for one in statements(answer)] == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Tổng kinh phí thực hiện là 7.250 triệu đồng [1].", Attribution(1, 1, 1, 1)),
        ("Tổng kinh phí thực hiện là 7,25 tỷ đồng [1].", Attribution(1, 1, 1, 1)),
        ("Tổng kinh phí thực hiện là 7.250 tỷ đồng [1].", Attribution(1, 0, 1, 0)),
        ("Tổng kinh phí thực hiện là 7.250 triệu đồng [2].", Attribution(1, 0, 1, 0)),
        ("Tổng kinh phí thực hiện là 7.250 triệu đồng [7].", Attribution(1, 0, 1, 0)),
        ("Tổng kinh phí thực hiện là 7.250 triệu đồng.", Attribution(1, 0, 0, 0)),
        ("Tổng kinh phí thực hiện là 7.250 triệu đồng [1][2].", Attribution(1, 1, 2, 1)),
        ("Trời hôm nay nắng to khắp nơi [1].", Attribution(1, 0, 1, 0)),
        ("Kinh phí 7.250 triệu đồng, Văn phòng Tỉnh ủy chủ trì, theo dõi [1][2].", Attribution(1, 1, 2, 2)),
    ],
)
def test_recall_and_precision(answer: str, expected: Attribution) -> None:
    assert counted(answer) == expected
