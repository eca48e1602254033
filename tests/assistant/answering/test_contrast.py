"""Two things of one document side by side; what is asked for and not stated; names that no document holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.records import Answer
from assistant.service import AskRequest, Assistant

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(shipped: Assistant) -> Ask:
    return lambda text: shipped.ask(AskRequest(text))


def test_which_of_two_rows_has_more_money(ask: Ask) -> None:
    answer = ask("Trong phụ lục Quảng Ngãi, tổng tiền thuê Sổ tay Đảng viên và tổng tiền VR/AR khoản nào lớn hơn?")
    assert answer.answer.startswith(
        "“Duy trì thuê dịch vụ Hệ thống phần mềm sổ tay Đảng viên” lớn hơn: 6,3 tỷ đồng [1]"
    )
    assert "chênh lệch 0,8 tỷ đồng" in answer.answer
    assert [citation.n for citation in answer.citations] == [1, 2]


def test_the_totals_of_two_named_tables(ask: Ask) -> None:
    answer = ask("Bắc Giang: vốn phụ lục 1 hơn vốn phụ lục 2 bao nhiêu?")
    assert answer.answer.startswith("“vốn phụ lục 1” lớn hơn: 36,025 tỷ đồng [1]")  # the years of the total row
    assert "11.042 triệu đồng (2022) [1] + 8.597 triệu đồng (2023) [1]" in answer.answer
    assert "chênh lệch 10,641 tỷ đồng" in answer.answer


def test_which_of_two_tasks_comes_first(ask: Ask) -> None:
    answer = ask("Theo QĐ 204, ứng dụng số lĩnh vực tuyên giáo và lĩnh vực dân vận cái nào làm trước?")
    first, second = answer.answer.split("\n")[0].split(" trước, ")
    assert "tuyên giáo" in first
    assert "dân vận" in second
    assert "2026 [1]" in answer.answer
    assert "2027 [2]" in answer.answer


def test_the_total_of_one_named_table(ask: Ask) -> None:
    answer = ask("Phụ lục 2 của Bắc Giang, hai năm 2024 và 2025 gộp lại là bao nhiêu?")
    assert "9,014 tỷ đồng: 4.732 triệu đồng (2024) [1] + 4.282 triệu đồng (2025) [1]" in answer.answer


def test_a_total_under_any_header_is_not_added_to_its_parts(ask: Ask) -> None:
    answer = ask("Kết nối, liên thông dữ liệu giữa các hệ thống thông tin, CSDL ở Bắc Giang tốn bao nhiêu tiền?")
    assert "tổng cộng 6.000 triệu đồng" in answer.answer
    assert "12" not in answer.answer.split("(PHỤ LỤC")[0]


@pytest.mark.parametrize(
    "question",
    [
        "Điện Biên dự toán bao nhiêu tiền cho việc chỉnh lý, số hóa 90.000 trang tài liệu?",  # no money beside it
        "Đề án 10 của Bắc Giang cấp cho Huyện ủy Lục Nam mấy trăm triệu?",  # a name that no document holds
        "Sở Xây dựng Quảng Nam được giao chủ trì việc gì?",
        "Quảng Nam chi bao nhiêu cho xe buýt điện năm 2026?",  # nothing of what the question names
        "Thủ đô nước Pháp là gì?",
    ],
)
def test_what_no_document_states_is_not_found(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "not_found"
    assert "đồng" not in answer.answer.replace(question, "")


def test_a_quarter_that_is_asked_for_counts_nothing(ask: Ask) -> None:
    answer = ask("Trang cấp tường lửa, thiết bị chuyển mạch ở Điện Biên phải xong quý mấy năm 2026?")
    assert "Quý III/2026" in answer.answer.replace("Qúy", "Quý")


def test_a_time_that_its_own_money_contradicts_is_told_so(ask: Ask) -> None:
    answer = ask("Hệ thống thông tin điều hành tác nghiệp trên mạng nội bộ Bắc Giang thực hiện năm nào?")
    assert "Thời gian thực hiện: 2023" in answer.answer
    assert "không thống nhất" in answer.answer
    assert "2022" in answer.answer
