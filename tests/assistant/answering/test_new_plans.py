"""Answers from tables of other layouts: indicators, roadmaps by quarter, money by source, one cell a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.service import AskRequest, open_assistant
from eval.questions import SETS_FOLDER
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    index: Path = tmp_path_factory.mktemp("fresh") / "index"
    build(SETS_FOLDER / "fresh" / "corpus", index, encoder)
    assistant = open_assistant(index)
    return lambda text: assistant.ask(AskRequest(text))


def test_an_indicator_of_a_year_has_the_unit_of_its_row(ask: Ask) -> None:
    answer = ask("Bộ chỉ tiêu Cà Mau: năm 2026 dân số được phủ sóng 5G phải đạt mấy %?")
    assert "Năm 2026: 50% [1]" in answer.answer
    assert "31\t50\t80\t99" in answer.citations[0].quote
    assert ("unit", "%") in {(part.role, part.quote) for part in answer.citations[0].parts}


def test_an_indicator_without_a_year_is_told_for_all(ask: Ask) -> None:
    answer = ask("Chỉ tiêu hồ sơ nộp trực tuyến của Cà Mau là bao nhiêu phần trăm?")
    assert all(value in answer.answer for value in ("49%", "60%", "75%", "90%"))


def test_a_roadmap_says_what_happens_in_a_quarter_and_when_a_thing_happens(ask: Ask) -> None:
    happens = ask("Trung tâm dữ liệu vùng bán đảo Cà Mau làm gì trong quý III/2026 theo lộ trình?")
    assert "Quý III/2026: Lập dự án [1]" in happens.answer
    when = ask("Theo lộ trình theo quý, bao giờ khởi công Trung tâm dữ liệu vùng bán đảo Cà Mau?")
    assert "Quý II/2027 (Khởi công) [1]" in when.answer


def test_a_column_named_in_the_question(ask: Ask) -> None:
    answer = ask("Nâng cấp LGSP Lạng Sơn thì sản phẩm là gì?")
    assert "Sản phẩm: Kết nối tối thiểu 30 dịch vụ dữ liệu [1]" in answer.answer


def test_money_of_one_source_is_told_with_its_whole(ask: Ask) -> None:
    answer = ask("Hệ thống giám sát hành trình tàu cá ở Cà Mau Trung ương cho bao nhiêu tiền?")
    assert "15,0 tỷ đồng" in answer.answer
    assert "Tổng cộng: 27,5 tỷ đồng" in answer.answer


def test_rows_are_selected_by_any_short_cell(ask: Ask) -> None:
    answer = ask("Các văn bản mà HĐND tỉnh Cà Mau phải ban hành theo phụ lục 4?")
    assert answer.answer.startswith("Có 2 mục")
    assert "học phí" in answer.answer
    assert "miễn phí, lệ phí" in answer.answer


def test_two_years_of_a_total(ask: Ask) -> None:
    answer = ask("Kế hoạch Lạng Sơn năm 2026 hay 2027 tiêu nhiều tiền hơn, chênh bao nhiêu?")
    assert answer.answer.startswith("2027 nhiều hơn: 140.050 triệu đồng (140,05 tỷ đồng) [1]")
    assert "chênh lệch 15,5 tỷ đồng" in answer.answer


def test_two_periods_of_a_total(ask: Ask) -> None:
    answer = ask("Chương trình Cà Mau giai đoạn 2026-2027 và 2028-2030 giai đoạn nào bố trí nhiều hơn?")
    assert "412,1 tỷ đồng" in answer.answer
    assert "335,8 tỷ đồng" in answer.answer


def test_rows_that_are_meant_alike_are_asked_back(ask: Ask) -> None:
    answer = ask("Lạng Sơn chi bao nhiêu cho hội nghị trực tuyến hai cấp một năm?")
    assert answer.status == "clarify"
    assert len(answer.citations) > 1
