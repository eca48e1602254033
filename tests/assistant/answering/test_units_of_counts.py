"""Figures that count are told in the unit above their table; abbreviations of one name are spelt out together."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder
from indexer.language.abbreviations import expanded

PLAN = """KẾ HOẠCH
Số hóa tài liệu lưu trữ tỉnh Kon Tum giai đoạn 2031 - 2032

PHỤ LỤC 1
KHỐI LƯỢNG SỐ HÓA
Đơn vị tính: nghìn trang

TT\tPhông tài liệu\tMét giá\tTổng số trang\t2031\t2032
1\tPhông địa chính cũ\t110\t900\t400\t500
2\tPhông hộ tịch mới\t90\t700\t300\t400
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over a plan whose table counts thousands of pages."""
    corpus: Path = tmp_path_factory.mktemp("pages")
    (corpus / "kon-tum.txt").write_text(PLAN, encoding="utf-8")
    index = corpus.parent / f"{corpus.name}-index"
    assert not build(corpus, index, encoder).failures
    return open_assistant(index)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Phông địa chính cũ của Kon Tum có tổng số trang là bao nhiêu?", "900 nghìn trang"),
        ("Phông hộ tịch mới của Kon Tum năm 2032 số hóa bao nhiêu trang?", "400 nghìn trang"),
    ],
)
def test_figures_that_count_are_told_in_the_unit_above_the_table(pages: Assistant, question: str, told: str) -> None:
    assert told in pages.ask(AskRequest(question)).answer


def test_a_column_of_another_thing_keeps_its_figures_bare(pages: Assistant) -> None:
    answer = pages.ask(AskRequest("Phông địa chính cũ của Kon Tum có bao nhiêu mét giá?")).answer
    assert "110" in answer
    assert "110 nghìn" not in answer


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Ban QLDA ĐTXD tỉnh", "Ban QLDA ĐTXD (quản lý dự án đầu tư xây dựng) tỉnh"),
        ("VPTU; Sở TT&TT", "VPTU (Văn phòng Tỉnh ủy); Sở TT&TT (Thông tin và Truyền thông)"),
        ("VP UBND tỉnh", "VP UBND (VP: văn phòng) tỉnh"),
        ("VPTU, VPTU", "VPTU (Văn phòng Tỉnh ủy), VPTU"),
        ("UBND tỉnh", "UBND tỉnh"),
    ],
)
def test_abbreviations_of_one_name_are_spelt_out_together(written: str, told: str) -> None:
    assert expanded(written) == told
