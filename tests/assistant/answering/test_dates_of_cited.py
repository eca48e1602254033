"""The date of a document that others cite: any that cites it will do, also where the question names no one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.select import load_encoder

CENTRAL = """BAN CHẤP HÀNH TRUNG ƯƠNG
Số 12-QĐ/TW

QUYẾT ĐỊNH
của Ban Bí thư về kho tư liệu số

Căn cứ Nghị quyết số 31-NQ/TW, ngày 08/8/2030 của Bộ Chính trị về kho tư liệu;

Điều 1. Các cấp ủy lập kho tư liệu số trước ngày 01/7/2032.
"""
PLAN = """TỈNH ỦY HÒA AN
Số 45-KH/TU

KẾ HOẠCH
Kho tư liệu số năm 2032

I. CĂN CỨ
- Nghị quyết số 36-NQ/TW, ngày 14/3/2031 của Bộ Chính trị về kho tư liệu số quốc gia;

II. NHIỆM VỤ
1. Số hóa 9.000 trang tư liệu.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("cited")
    (folder / "corpus").mkdir()
    for name, text in (("trung-uong-12", CENTRAL), ("hoa-an-45", PLAN)):
        (folder / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    build(folder / "corpus", folder / "index", load_encoder())
    return open_assistant(Path(folder / "index"))


@pytest.mark.parametrize(
    ("question", "date", "other"),
    [
        ("Nghị quyết 36-NQ/TW của Bộ Chính trị là ngày nào?", "14/3/2031", "08/8/2030"),
        ("Nghị quyết 31-NQ/TW của Bộ Chính trị ban hành ngày nào?", "08/8/2030", "14/3/2031"),
    ],
)
def test_the_date_is_that_of_the_number_asked_for(assistant: Assistant, question: str, date: str, other: str) -> None:
    answer = assistant.ask(AskRequest(question))
    assert answer.status == "answered"
    assert date in answer.answer
    assert other not in answer.answer
    assert any(date in citation.quote for citation in answer.citations)
