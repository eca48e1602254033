"""Everyday words and the words of plans: which phrases of a question may be said otherwise, and how."""

from __future__ import annotations

import pytest

from indexer.language.lexicon import load
from indexer.language.synonyms import mentions, synonym_groups
from indexer.language.tokens import fold_term, syllables


@pytest.mark.parametrize(
    ("question", "asked", "other"),
    [
        ("mua laptop cho xã", "laptop", "máy tính xách tay"),
        ("mua máy tính xách tay cho xã", "máy tính xách tay", "laptop"),
        ("loa đài phòng họp", "loa đài", "âm thanh"),
        ("dân nộp hồ sơ qua mạng", "dân nộp hồ sơ qua mạng", "hồ sơ trực tuyến"),
        ("thanh toán online", "thanh toán online", "thanh toán trực tuyến"),
        ("bên nào soi máy móc", "soi máy móc", "kiểm tra thiết bị"),
        ("ai cầm trịch việc này", "cầm trịch", "chủ trì"),
        ("tập huấn CNTT", "CNTT", "công nghệ thông tin"),
        ("ngành công nghệ thông tin", "công nghệ thông tin", "CNTT"),
    ],
)
@pytest.mark.parametrize("folded", [False, True])
def test_a_phrase_may_be_said_otherwise(question: str, asked: str, other: str, folded: bool) -> None:
    words = _words(question, folded)
    found = {tuple(words[one.start : one.end]): one.others for one in mentions(words, folded=folded)}
    assert tuple(_words(other, folded)) in found[tuple(_words(asked, folded))]


def test_everyday_words_are_not_looked_for_in_place_of_those_of_plans() -> None:
    words = _words("hệ thống âm thanh", folded=False)
    assert not any(("loa", "đài") in one.others for one in mentions(words, folded=False))


def test_a_phrase_inside_a_longer_one_is_none_of_its_own() -> None:
    found = mentions(_words("mua máy tính bảng", folded=False), folded=False)
    assert [(one.start, one.end) for one in found] == [(0, 1), (1, 4)]


def test_every_group_says_something_else() -> None:
    for asked, found in synonym_groups():
        assert len({tuple(syllables(phrase)) for phrase in (*asked, *found)}) > 1, asked


def test_no_phrase_is_written_twice_in_a_group() -> None:
    for entries in load("synonyms")["fields"].values():
        for entry in entries:
            for phrases in entry.values():
                spelled = [tuple(syllables(phrase)) for phrase in phrases]
                assert len(spelled) == len(set(spelled)), entry


def _words(text: str, folded: bool) -> list[str]:
    return [fold_term(word) if folded else word for word in syllables(text)]
