"""Text in the codes before Unicode is detected and repaired; nothing else is touched."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from indexer.language.lexicon import load
from indexer.reading.legacy import from_tcvn3, from_vni, repaired, text_in_font
from indexer.reading.textfile import decode
from tests.conftest import PLANS

TEXT = (
    "Căn cứ Nghị quyết của Tỉnh ủy, Ủy ban nhân dân tỉnh xây dựng kế hoạch chuyển đổi số.\n"
    "Các đơn vị được giao nhiệm vụ thực hiện đúng thời hạn, bảo đảm nguồn vốn đầu tư và kết quả; thưởng 12.500 đồng."
)
LETTERS = "ắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹđâăêôơư"


def in_tcvn3(text: str) -> str:
    back = {meant: code for code, meant in load("reading_legacy")["tcvn3"].items()}
    return "".join(back.get(letter, letter) for letter in text)


def in_vni(text: str) -> str:
    back = {meant: code for code, meant in load("reading_legacy")["vni"].items()}
    back |= {meant.upper(): code.upper() for meant, code in back.items()}
    return "".join(back.get(letter, letter) for letter in text)


def in_cp1258(text: str) -> bytes:
    """Windows-1258 keeps ă â đ ê ô ơ ư whole and writes the tone behind the letter."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = list(unicodedata.normalize("NFD", letter))
            tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
            shape = "".join(mark for mark in marks if mark not in tones)
            out += (unicodedata.normalize("NFC", base + shape) + "".join(tones)).encode("cp1258")
    return out


def lower_only(text: str) -> str:
    """TCVN3 has no capitals with tones; its fonts of capitals show them."""
    return text.replace("Ủy", "ủy")


def test_bytes_of_the_three_old_codes() -> None:
    assert decode(in_cp1258(TEXT), "a.txt") == (TEXT, "windows-1258")
    assert decode(in_tcvn3(lower_only(TEXT)).encode("latin-1"), "a.txt") == (lower_only(TEXT), "tcvn3")
    assert decode(in_vni(TEXT).encode("cp1252"), "a.txt") == (TEXT, "vni")


def test_old_codes_saved_as_utf8_are_repaired() -> None:
    assert decode(in_tcvn3(lower_only(TEXT)).encode(), "a.txt") == (lower_only(TEXT), "tcvn3")
    assert decode(in_vni(TEXT).encode(), "a.txt") == (TEXT, "vni")


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_has_its_code(letter: str) -> None:
    assert from_tcvn3(in_tcvn3(letter)) == letter
    assert from_vni(in_vni(letter)) == letter
    assert from_vni(in_vni(letter.upper())) == letter.upper()


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.*")), ids=lambda path: path.name)
def test_unicode_documents_are_left_alone(path: Path) -> None:
    assert repaired(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(
    "text", ["A plain English text about café, señor, naïve façade and so on.", "12 3 4 5 6 7", ""]
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert repaired(text) is None


def test_a_font_that_is_not_old_changes_nothing() -> None:
    assert text_in_font("señor ¸", "Times New Roman") == "señor ¸"
    assert text_in_font("¸", None) == "¸"
