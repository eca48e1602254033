"""A question as the words of the index: folded without diacritics, translated from English, numbers kept whole."""

from __future__ import annotations

import pytest

from assistant.query import make_query, translated
from assistant.question import Question, understand
from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables


@pytest.mark.parametrize(
    ("text", "language", "places", "years", "numbers"),
    [
        ("Kế hoạch 237-KH/XY năm 2026 - 2028 của Phú Thọ", "vi", ("Phú Thọ",), (2026, 2027, 2028), ("237",)),
        ("Kế hoạch 64 và kế hoạch số 1522/KH-UBND", "vi", (), (), ("64", "1522")),
        ("NQ57 và QĐ 204 của Trung ương", "vi", (), (), ("57", "204")),
        ("qd204 noi gi, nq2025 noi gi", "vi-ascii", (), (2025,), ("204",)),
        ("năm 2027–2029", "vi", (), (2027, 2028, 2029), ()),
        ("giai đoạn 2030-2027", "vi", (), (2027, 2030), ()),
        ("12,5 tỷ và 58.000 máy, 30% việc", "vi", (), (), ()),
        ("ngày 20/11/2027 có gì", "vi", (), (2027,), ()),
        ("thành phố Hồ Chí Minh và Đà Nẵng", "vi", ("Hồ Chí Minh", "Đà Nẵng"), (), ()),
        ("lao cai chi bao nhieu", "vi-ascii", ("Lào Cai",), (), ()),
        ("What is the budget of Lào Cai?", "en", ("Lào Cai",), (), ()),
        ("Lào Cai, Lào Cai và lại Lào Cai", "vi", ("Lào Cai",), (), ()),
    ],
)
def test_what_a_question_names(
    text: str, language: str, places: tuple[str, ...], years: tuple[int, ...], numbers: tuple[str, ...]
) -> None:
    question = understand(text)
    found = (question.language, question.places, question.years, question.numbers)
    assert found == (language, places, years, numbers)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Bài hát Fog on the Tyne được phát hành vào năm nào?", "vi"),
        ("Đề án “Building the Digital State in 2030” do ai chủ trì?", "vi"),
        ("Compare the budgets of Quảng Nam and Điện Biên", "en"),
        ("What does Thừa Thiên Huế spend on servers?", "en"),
    ],
)
def test_names_in_another_language_make_no_other_question(question: str, language: str) -> None:
    assert understand(question).language == language


def test_a_question_is_read_composed_and_in_one_line() -> None:
    decomposed = understand("Lào\n Cai\u00a0 chi")
    assert decomposed.text == "Lào Cai chi"
    assert decomposed.places == ("Lào Cai",)


def test_words_and_pairs_of_the_question_are_searched_for() -> None:
    terms = make_query(understand("kho dữ liệu vùng cao")).terms
    assert {"dữ", "liệu", "dữ_liệu", "vùng_cao"} <= set(terms)


def test_without_diacritics_the_folded_field_is_searched() -> None:
    query = make_query(understand("kho du lieu vung cao"))
    assert query.field == "folded"
    assert {"du", "du_lieu"} <= set(query.terms)


def test_english_is_translated_and_names_are_kept() -> None:
    query = make_query(understand("What is the budget of the data centre of Lào Cai?"))
    assert query.field == "folded"
    assert {"lao", "cai", "trung_tam", "du_lieu"} <= set(query.terms)
    assert not {"what", "the", "of"} & set(query.terms)


@pytest.mark.parametrize(
    ("question", "searched", "not_searched"),
    [
        ("Who takes the lead on the disaster recovery centre?", {"chu_tri", "trung_tam", "du_phong"}, {"recovery"}),
        ("What is it that the IT officers must do?", {"can_bo", "cong_nghe"}, {"it"}),
        ("Is it due by the end of the year?", {"thoi_gian", "hoan_thanh", "cuoi_nam"}, {"it", "cong_nghe", "due"}),
        ("Which of the digitised records are an inventory?", {"so_hoa", "ho_so"}, {"an", "of", "are"}),
        ("What do the ministries of finance and of health pay for?", {"bo"}, {"ministries"}),
        ("Which tasks are led by the Department of Home Affairs?", {"so_noi", "noi_vu", "chu_tri"}, {"led", "affairs"}),
    ],
)
def test_english_is_read_by_its_longest_phrases(question: str, searched: set[str], not_searched: set[str]) -> None:
    query = make_query(understand(question))
    assert query.field == "folded"
    assert searched <= set(query.terms)
    assert not not_searched & set(query.terms)


def test_every_entry_of_the_glossary_says_something() -> None:
    entries = load("glossary")["entries"]
    assert len(entries) > 4000
    for english, vietnamese in entries.items():
        assert english == " ".join(english.lower().split())
        assert syllables(english)
        assert all(one.strip() == one != "" for one in vietnamese.split("|"))


def test_document_numbers_weigh_more_than_words() -> None:
    terms = make_query(understand("quyết định 58 nói gì")).terms
    assert terms["58_qđ"] > terms["quyết_định"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("quyết định số 58 nói gì", "58_qđ"),
        ("QĐ 58 nói gì", "58_qđ"),
        ("QĐ58 nói gì", "58_qđ"),
        ("58-QĐ/XY nói gì", "58_qđ"),
        ("quyet dinh 58 noi gi", "58_qd"),
        ("qd58 noi gi", "58_qd"),
        ("What does Decision No. 58 say about the tasks?", "58_qd"),
        ("Which tasks are in Resolution 58?", "58_nq"),
    ],
)
def test_documents_named_in_any_spelling_are_found_as_they_are_filed(text: str, term: str) -> None:
    assert term in make_query(understand(text)).terms


def test_abbreviations_are_spelt_out() -> None:
    assert "thông_tin" in make_query(understand("đào tạo CNTT")).terms


def test_the_question_before_is_searched_for_too() -> None:
    question = Question("còn năm sau", "vi", (), (), (), context="kho dữ liệu")
    assert "dữ_liệu" in make_query(question).terms


def test_the_vietnamese_of_english_words_has_its_synonyms() -> None:
    query = make_query(understand("How many scanners will the province buy?"))
    others = {" ".join(other) for concept in query.concepts for other in concept.others}
    assert "may scan" in others
    assert "scan" in query.added
    assert "quet" not in query.added


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [("What is Phú Thọ's plan based on?", {"s", "based"}), ("How much goes to all schools together?", {"goes", "all"})],
)
def test_small_english_words_are_not_searched_for(question: str, unsaid: set[str]) -> None:
    assert not unsaid & set(make_query(understand(question)).terms)


@pytest.mark.parametrize(
    ("question", "first", "stands_for"),
    [
        ("Which commission leads the trial?", "ban", ("uy", "ban")),
        ("Which commission leads the trial?", "thử nghiệm", ("thi", "diem")),
        ("How many files are to be cleaned?", "hồ sơ", ("tai", "lieu")),
        ("What weaknesses does the plan name?", "hạn chế", ("ton", "tai")),
    ],
)
def test_an_english_phrase_may_say_several_things(question: str, first: str, stands_for: tuple[str, ...]) -> None:
    concepts = make_query(understand(question)).concepts
    assert first in translated(question)[0]
    meant = next(one for one in concepts if one.asked == tuple(map(fold_term, syllables(first))))
    assert stands_for in meant.others
