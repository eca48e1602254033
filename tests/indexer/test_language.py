"""Spelling variants, tokens with their offsets, document numbers and places."""

from __future__ import annotations

import json
import unicodedata
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.gazetteer import first_place, places
from indexer.language.lexicon import StructureWords, provinces, structure_words
from indexer.language.normal import canonical, fold, has_diacritics, nfc, one_line
from indexer.language.tokens import document_numbers, folded_terms, index_terms, placed_terms, syllables, tokenize

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵbcdđghklmnpqrstvx"
vietnamese = st.text(st.sampled_from(LETTERS + LETTERS.upper() + " \n.,-/0123456789"), max_size=60)
anything = st.text(max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Hoà", "HÒA"),
        ("khoẻ", "khỏe"),
        ("uỷ", "ủy"),
        ("thuỷ", "thủy"),
        ("tỉ", "tỷ"),
        ("kĩ", "kỹ"),
        ("lí", "lý"),
        ("quí", "quý"),
        ("qúy", "quý"),
        ("Qủa", "quả"),
        ("hòan", "hoàn"),
        ("ngòai", "ngoài"),
        ("họat", "hoạt"),
        ("hùynh", "huỳnh"),
        ("tụê", "tuệ"),
        ("ho\u0300a", "hòa"),
        ("ti\u0309", "tỷ"),
    ],
)
def test_spellings_of_one_syllable_become_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("múa", "muá"), ("ma", "mà"), ("tai", "tay"), ("mai", "may"), ("da", "đa")])
def test_other_syllables_stay_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_a_glide_after_q_keeps_its_tone() -> None:
    assert canonical("Quỳ") in ("quỳ", "quì")
    assert canonical("quà") == "quà"
    assert canonical("quyển") == "quyển"
    assert canonical("thuyền") == "thuyền"


@given(vietnamese)
def test_canonical_and_fold_are_settled_after_one_pass(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    assert fold(fold(text)) == fold(text)
    assert fold(canonical(text)).replace("y", "i") == fold(text).replace("y", "i")


@given(vietnamese)
def test_fold_is_plain_ascii_of_the_same_length_for_composed_vietnamese(text: str) -> None:
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)


@given(vietnamese)
def test_composition_makes_no_difference(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed) == fold(text)
    assert nfc(decomposed) == text
    assert one_line(decomposed) == one_line(text)
    assert syllables(decomposed) == syllables(text)
    assert has_diacritics(decomposed) == has_diacritics(text)


@given(anything)
def test_tokens_are_exact_slices_in_order(text: str) -> None:
    tokens = list(tokenize(text))
    assert [token.term for token in tokens] == [canonical(text[token.start : token.end]) for token in tokens]
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert [token.term for token in tokens] == syllables(text)


@given(anything)
def test_syllables_are_the_terms_of_the_tokens(text: str) -> None:
    assert syllables(text) == [token.term for token in tokenize(text)]
    terms, places = placed_terms(text)
    assert [*zip(terms, places, strict=True)] == [(one.term, (one.start, one.end)) for one in tokenize(text)]


@given(anything)
def test_terms_hold_no_white_space_for_the_lexical_index(text: str) -> None:
    assert all(
        term and not term.isspace() and len(term.split()) == 1 for term in index_terms(text) + folded_terms(text)
    )


def test_tokens_of_a_line_of_a_plan() -> None:
    text = "Chi 1.234,5 tỷ đồng (Hoà Bình), 15/7/2031."
    assert [(token.term, text[token.start : token.end]) for token in tokenize(text)] == [
        ("chi", "Chi"),
        ("1.234,5", "1.234,5"),
        ("tỉ", "tỷ"),
        ("đồng", "đồng"),
        ("hòa", "Hoà"),
        ("bình", "Bình"),
        ("15", "15"),
        ("7", "7"),
        ("2031", "2031"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kế hoạch số 85-KH/TU", ["85-kh/tu"]),
        ("Quyết định 412 - QĐ/TU và Công văn 9-CV/VPTW", ["412-qd/tu", "9-cv/vptw"]),
        ("số 1207/KH-UBND ngày 05/11/2029", ["1207-kh-ubnd"]),
        ("Nghị định số 45/2031/NĐ-CP", ["45-2031/nd-cp"]),
        ("Hướng dẫn 38–HD/BTCTW", ["38-hd/btctw"]),
        ("giai đoạn 2031-2034, tỷ lệ 3/4, ngày 30/6", []),
        ("", []),
    ],
)
def test_document_numbers_have_one_spelling(text: str, found: list[str]) -> None:
    assert document_numbers(text) == found


def test_a_document_number_is_a_term_of_its_own_with_and_without_diacritics() -> None:
    assert "412-qd/tu" in index_terms("Quyết định số 412-QĐ/TU")
    assert "412-qd/tu" in folded_terms("quyet dinh so 412-QD/TU")


def test_every_province_is_found_by_its_name_and_without_diacritics() -> None:
    for province in provinces():
        for name in (province.name, *province.aliases):
            assert first_place(f"kế hoạch của tỉnh {name} năm 2031") == province.name
    assert first_place("ke hoach tinh ca mau") == "Cà Mau"


def test_places_stand_where_they_are_said_to() -> None:
    text = "Kế hoạch của tỉnh Lai Châu\xa0và\nthành phố  Hải\n Phòng"
    found = places(text)
    assert [mention.province.name for mention in found] == ["Lai Châu", "Hải Phòng"]
    assert [text[mention.start : mention.end] for mention in found] == ["Lai Châu", "Hải\n Phòng"]


@pytest.mark.parametrize("text", ["", "công nghệ số", "cámau", "LAICHAU", "Hà Nộii"])
def test_no_place_is_seen_where_none_is_named(text: str) -> None:
    assert first_place(text) is None


@given(anything)
def test_places_are_inside_any_text(text: str) -> None:
    assert all(0 <= mention.start < mention.end <= len(text) for mention in places(nfc(text)))


def test_every_place_belongs_to_one_of_34_units() -> None:
    assert len(provinces()) == 63
    assert len({province.now for province in provinces()}) == 34
    assert all(province.name == nfc(province.name) for province in provinces())


def test_the_structure_words_are_lower_case_and_complete() -> None:
    words = structure_words()
    lists = [getattr(words, name) for name in StructureWords.__dataclass_fields__ if name != "signature_context"]
    assert all(isinstance(word, str) and word == word.lower() for listed in lists for word in listed)
    assert all(lists)


def test_every_lexicon_says_what_it_is_about() -> None:
    files = [path for path in resources.files("indexer.language.data").iterdir() if path.name.endswith(".json")]
    assert files
    for path in files:
        assert json.loads(path.read_text(encoding="utf-8"))["about"].strip(), path.name
