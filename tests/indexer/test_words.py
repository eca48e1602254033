"""Words of several syllables and where they stand."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyvi import ViTokenizer

from indexer.language.words import segmented, words

LINE = "Ủy ban nhân dân tỉnh giao  Sở Thông tin\n(chuyển đổi số) chủ trì, 12.500 triệu; a_b … 😀"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_are_slices_of_the_source(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, LINE)
    found = words(text)
    joined = {one.term for one in found if "_" in one.term}
    assert {"Ủy_ban", "nhân_dân", "chuyển_đổi", "chủ_trì"} <= joined
    for one in found:
        slice_ = unicodedata.normalize("NFC", text[one.start : one.end])
        assert "".join(slice_.split()).replace("_", "") == one.term.replace("_", "")


def test_words_are_those_of_pyvi() -> None:
    assert [one.term for one in words(LINE)] == [one for one in ViTokenizer.tokenize(LINE).split(" ") if one.strip()]
    assert segmented(LINE) == ViTokenizer.tokenize(LINE)


@given(st.text(st.sampled_from("aoiuyệốđ Đ.,_-/12\n\t\u0301\u0323\u0306…😀한\u1112\u1161\u11ab"), max_size=40))
def test_offsets_are_in_order_and_hold_every_sign(text: str) -> None:
    found = words(text)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_nothing_has_no_words(text: str) -> None:
    assert words(text) == ()
    assert segmented(text) == ""
