"""Syllables, slips of the finger and Telex keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from eval.variants import in_telex
from indexer.language.lexicon import load
from indexer.language.normal import canonical, fold
from indexer.language.telex import decode_telex, read_telex
from indexer.language.vocabulary import distance, is_spelled, is_syllable, is_well_formed, neighbours, spellings

SHORT = st.text(alphabet="abcdđêơ", max_size=7)


@given(SHORT, SHORT)
def test_the_distance_is_that_of_another_implementation(one: str, other: str) -> None:
    assert distance(one, other) == OSA.distance(one, other)


def test_the_neighbours_of_a_word_are_all_one_slip_away() -> None:
    found = set(neighbours("kinh"))
    assert {OSA.distance("kinh", one) for one in found - {"kinh"}} == {1}
    assert {"knih", "kin", "king", "kiinh", "akinh", "kinhz"} <= found


def test_the_syllables_of_the_lexicon_are_filed_under_their_bare_spelling() -> None:
    entries = load("syllables")["syllables"]
    wrong = [(bare, one) for bare, listed in entries.items() for one in listed.split() if fold(one) != bare]
    assert wrong == []
    assert len(entries) > 1000


def test_what_is_a_syllable() -> None:
    assert is_syllable("chuyển")
    assert is_syllable("chuyen")
    assert is_spelled("chuyen", folded=True)
    assert not is_spelled("chuyen", folded=False)
    assert not is_syllable("chuyểm")
    assert "chuyển" in spellings("chuyen")
    assert spellings("xyz") == ()


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "giữ", "khuya", "thuở", "ngoằng", "yêu", "xe"])
def test_words_built_like_syllables(word: str) -> None:
    assert is_well_formed(word)


@pytest.mark.parametrize("word", ["tổgn", "kihn", "nhng", "server", "zoom", "cloud"])
def test_words_that_are_not(word: str) -> None:
    assert not is_well_formed(word)


def test_every_syllable_comes_back_from_its_telex_keys() -> None:
    spelled = [canonical(one) for listed in load("syllables")["syllables"].values() for one in listed.split()]
    keyed = [(one, in_telex(one)) for one in spelled if in_telex(one) != one]
    assert len(keyed) > 2000
    lost = [(one, keys, decode_telex(keys)) for one, keys in keyed if canonical(decode_telex(keys) or "") != one]
    assert lost == []


@pytest.mark.parametrize("word", ["kinh", "linux", "server", "the", "cntt", "năm", "a1", "", "https"])
def test_keys_that_are_no_telex(word: str) -> None:
    assert decode_telex(word) is None


def test_case_is_kept() -> None:
    assert decode_telex("Tinhr") == "Tỉnh"
    assert decode_telex("TINHR") == "TỈNH"
    assert read_telex("Tinhr uyr, QDD 27") == "Tỉnh ủy, QĐ 27"
    assert read_telex("max") == "max"
