"""Bytes to the frozen source text: nothing is changed in it, and what is no text is refused by name."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import UnreadableDocument
from indexer.reading.textfile import decode, read_text_file

TEXT = "Kế hoạch số 31-KH/TU\r\nThị xã Hoà Bình\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61")
readable = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\x85"), min_size=1).filter(
    lambda text: text.strip() != "" and not text.startswith("\ufeff")
)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be"),
    ],
)
def test_every_supported_encoding_gives_the_same_text(raw: bytes, encoding: str) -> None:
    assert decode(raw, "a.txt") == (TEXT, encoding)


@pytest.mark.parametrize(
    "kept",
    [
        "dòng một\r\ndòng hai\rdòng ba\n",
        "trước\x85sau",  # NEL
        "trước\u2028sau\u2029hết",
        "hoa\u0300 nhạc",  # decomposed marks
        "trang 1\ftrang 2",
        "  thụt đầu dòng \u00a0\u200b ",
        "\ufeff\ufeffhai dấu thứ tự"[1:],
    ],
)
def test_newlines_and_code_points_survive(kept: str) -> None:
    assert decode(codecs.BOM_UTF8 + kept.encode(), "a.txt")[0] == kept


@given(readable)
def test_any_text_survives_as_it_is(text: str) -> None:
    assert decode(text.encode(), "a.txt") == (text, "utf-8")
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "a.txt") == (text, "utf-16-le")


@pytest.mark.parametrize(
    "raw", [b"", b" \r\n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + "\n \u00a0".encode("utf-16-le")]
)
def test_nothing_but_white_space_is_an_empty_file(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"trong\.txt: the file is empty"):
        decode(raw, "trong.txt")


@pytest.mark.parametrize("raw", [PNG, b"chu\0 thuong", bytes(range(256)), b"PK\x03\x04" + bytes(40)])
def test_binary_data_is_named_as_such(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"anh\.txt: binary data"):
        decode(raw, "anh.txt")


@pytest.mark.parametrize("raw", ["Số 12-KH/TƯ".encode("cp1258", "ignore"), "café".encode("latin-1"), b"\xc3("])
def test_other_encodings_are_refused_with_what_to_do(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"not valid utf-8 \(byte \d+\); save it as UTF-8"):
        decode(raw, "cu.txt")


def test_a_cut_off_utf16_file_is_not_called_binary() -> None:
    with pytest.raises(UnreadableDocument, match=r"not valid utf-16-le"):
        decode(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1], "cut.txt")


@given(st.binary(max_size=400))
def test_bytes_give_a_text_or_a_named_refusal(raw: bytes) -> None:
    try:
        text, encoding = decode(raw, "a.txt")
    except UnreadableDocument:
        return
    assert text.strip()
    assert raw.endswith(text.encode(encoding))


def test_a_folder_in_place_of_a_file_is_a_named_refusal(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="cannot be read"):
        read_text_file(tmp_path, document_id="x", name="x.txt")
