"""Questions that name a ministry or a commune mean its document, and the name is no part of their topic."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

TEMPLATE = """{head}
Số: {number}

KẾ HOẠCH
Chuyển đổi số năm 2031

I. KINH PHÍ
Tổng kinh phí giai đoạn 2031 - 2033 là 9.250 triệu đồng, trong đó năm 2031: {sum} triệu đồng.

{office}

{signer}
"""


@pytest.fixture(scope="module")
def issuers(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    folder = tmp_path_factory.mktemp("issuers")
    (folder / "corpus").mkdir()
    plans = {
        "bo": ("BỘ KHÍ TƯỢNG", "77/QĐ-BKT", "4.120", "BỘ TRƯỞNG", "Vũ Đình An"),
        "xa": ("ỦY BAN NHÂN DÂN\nXÃ VĂN NHUỆ", "12/KH-UBND", "1.310", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Lò Thị Na"),
    }
    for name, (head, number, total, office, signer) in plans.items():
        text = TEMPLATE.format(head=head, number=number, sum=total, office=office, signer=signer)
        (folder / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return open_assistant(Path(folder / "index"))


@pytest.mark.parametrize(
    ("question", "said", "left_out"),
    [
        ("Tổng kinh phí năm 2031 của xã Văn Nhuệ là bao nhiêu?", "1.310 triệu đồng", "4.120"),
        ("Tong kinh phi nam 2031 cua bo khi tuong la bao nhieu?", "4.120 triệu đồng", "1.310"),
        ("Ai ký kế hoạch của Bộ Khí tượng?", "Vũ Đình An", "Lò Thị Na"),
    ],
)
def test_the_issuer_is_the_side(issuers: Assistant, question: str, said: str, left_out: str) -> None:
    answer = issuers.ask(AskRequest(question))
    assert answer.status == "answered", answer.answer
    assert said in answer.answer
    assert left_out not in answer.answer


def test_two_issuers_are_compared_by_the_sums_of_the_year(issuers: Assistant) -> None:
    answer = issuers.ask(AskRequest("Kinh phí năm 2031 của Bộ Khí tượng với của xã Văn Nhuệ bên nào nhiều hơn?"))
    assert "77/QĐ-BKT (BỘ KHÍ TƯỢNG)" in answer.answer or "77/QĐ-BKT" in answer.answer
    assert "2,81 tỷ đồng" in answer.answer, answer.answer
