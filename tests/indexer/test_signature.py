"""Signatures: alone, beside the recipients in columns of any kind, and in the signer's own name."""

from __future__ import annotations

import pytest

from indexer.language.signature import find_signature
from indexer.records import Span


@pytest.mark.parametrize(
    ("closing", "pieces"),
    [
        (
            "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n \nĐào Văn Quý\n",
            ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Đào Văn Quý"],
        ),
        (  # two columns, a tab between
            "Nơi nhận:\tT/M BAN THƯỜNG VỤ\n- Ban Bí thư,\tBÍ THƯ\n- Các đảng ủy xã,\n- Lưu Văn phòng.\tLê Thị Na\n",
            ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Lê Thị Na"],
        ),
        (  # two columns, one space between
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Bộ Nội vụ (b/c); KT. CHỦ TỊCH\n- TT Tỉnh ủy (b/c); PHÓ CHỦ TỊCH\n"
            "- Trường Đại học Phú Vang;\n- Lưu: VT, KGVX (Tr-9b). Phan Đình Bảo\n",
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phan Đình Bảo"],
        ),
        (  # two columns of fixed width
            "Nơi nhận:            KT. BỘ TRƯỞNG\n- Như Điều 3;         THỨ TRƯỞNG\n- Lưu: VT.             Vũ An\n",
            ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Vũ An"],
        ),
        ("BỘ TRƯỞNG\n\n(Đã ký)\n\nGiàng A Sình\n", ["BỘ TRƯỞNG", "Giàng A Sình"]),
        (  # what an extraction leaves is no part of it
            "\tT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\n[bookmark: _GoBack][daky]\nHồ Minh Châu\n",
            ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Hồ Minh Châu"],
        ),
    ],
)
def test_a_signature_is_read_in_its_pieces(closing: str, pieces: list[str]) -> None:
    found = find_signature(closing, Span(0, len(closing)))
    assert found is not None
    assert [piece.of(closing) for piece in found.pieces] == pieces
    assert found.name.of(closing) == pieces[-1]
    assert found.span.of(closing).startswith(pieces[0])


@pytest.mark.parametrize(
    "closing",
    [
        "T/M BAN THƯỜNG VỤ\n PHỤ LỤC\n",  # nobody signed yet
        "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT, Sở Nội vụ.\n",
        "Trường Đại học Phú Vang\nBÍ THƯ\n",  # a name above the office is no signer
        "",
    ],
)
def test_without_a_name_there_is_no_signature(closing: str) -> None:
    assert find_signature(closing, Span(0, len(closing))) is None
