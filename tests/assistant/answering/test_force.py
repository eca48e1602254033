"""One document replaces another: both are told, the one in force first, with the place that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.records import NoticeBlock
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN
Số: {number}/KH-UBND

Bắc Kạn, ngày {day} tháng 3 năm {year}

KẾ HOẠCH
Chuyển đổi số tỉnh Bắc Kạn năm 2033

I. KINH PHÍ
Kinh phí mua sắm máy quét tài liệu năm 2033 là {money} triệu đồng.

II. TỔ CHỨC THỰC HIỆN
Sở Khoa học và Công nghệ chủ trì theo dõi việc thực hiện.
{closing}

CHỦ TỊCH
Nguyễn Văn Bình
"""
OLD = PLAN.format(number=41, day=5, year=2032, money="450", closing="Kế hoạch này có hiệu lực kể từ ngày ký.")
NEW = PLAN.format(
    number=77, day=9, year=2033, money="620",
    closing="Kế hoạch này thay thế Kế hoạch số 41/KH-UBND ngày 05/3/2032 của Ủy ban nhân dân tỉnh.",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("force")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "cu.txt").write_text(OLD, encoding="utf-8")
    (corpus / "moi.txt").write_text(NEW, encoding="utf-8")
    build(corpus, folder / "index", encoder)
    return open_assistant(folder / "index")


def test_both_are_told_and_the_one_in_force_is_named(assistant: Assistant) -> None:
    answer = assistant.ask(AskRequest("Kinh phí mua sắm máy quét tài liệu của Bắc Kạn năm 2033 là bao nhiêu?"))
    first, second, notice = answer.answer.split("\n")[:3]
    assert first.startswith("77/KH-UBND (đang có hiệu lực):")
    assert "620 triệu đồng" in first
    assert second.startswith("41/KH-UBND (đã được thay thế):")
    assert "450 triệu đồng" in second
    assert "văn bản đang có hiệu lực là 77/KH-UBND" in notice
    said = next(block for block in answer.blocks if isinstance(block, NoticeBlock))
    cited = next(citation for citation in answer.citations if citation.n == said.citations[0])
    assert "thay thế Kế hoạch số 41/KH-UBND" in cited.quote


def test_an_answer_from_the_old_one_alone_says_that_it_was_replaced(assistant: Assistant) -> None:
    answer = assistant.ask(AskRequest("Kế hoạch số 41/KH-UBND ban hành ngày nào?"))
    assert "05/03/2032" in answer.answer
    assert "đã được 77/KH-UBND thay thế" in answer.answer
