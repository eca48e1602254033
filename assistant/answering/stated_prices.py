"""What one thing costs: prices that text states for each of a thing ("45 triệu đồng/lớp", "mỗi lớp 10 triệu đồng")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache, partial

from assistant.answering.draft import Citations, place_words
from assistant.answering.excerpt import clipped, sentences
from assistant.answering.figures import money_in
from assistant.answering.found import Found
from assistant.answering.topic_words import TopicWord, topic_words
from assistant.asking import Asked, read_asked
from assistant.phrases import phrase
from assistant.query import spoken_lines
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

_MOST = 3  # prices of one kind of thing that are told together
_LEAST = 0.5  # of the words of the question that the sentence of a price must hold
_SHOWN = 260  # code points of a quote
_EACH = re.compile(r"\s*/\s*(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+)?)")
_BEFORE = 24  # code points before an amount in which it is said that it is for each


@dataclass(frozen=True, slots=True)
class _Price:
    """An amount for each of a thing: its first word, folded, and the sentence that says it with all its words."""

    entry: DocumentEntry
    passage: StoredPassage
    span: Span
    dong: Decimal
    noun: str
    words: frozenset[str]


def look_up_unit_price(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The price of one of the thing that the question asks about; None unless one sentence states it for that thing."""
    wanted = _asked_nouns(question, asked)
    if wanted is None or asked.any_of("percent", "share", "list", "sum", "owner"):
        return None
    lines = " ".join(spoken_lines(question))
    words = [one for one in topic_words(index, question, asked) if fold(one.text) not in _asking_words()]
    for entry in documents:
        prices = index.prepared.once(("prices", entry.id), partial(_prices, index, entry))
        able = [one for one in prices if (one.noun in wanted if wanted else f" {one.noun} " in f" {lines} ")]
        scored = [(_held(question, words, one), one) for one in able]
        best = max((score for score, _ in scored), default=0.0)
        chosen = [one for score, one in scored if score == best and best >= _LEAST]
        passages = [one.passage for one in chosen]
        chosen = [one for one in chosen if one.passage == max(passages, key=passages.count)]
        if chosen and len(chosen) <= _MOST:
            return _told(question, chosen, citations)
    return None


def _held(question: Question, words: Sequence[TopicWord], price: _Price) -> float:
    """The share of the weight of ``words`` that the sentence of the price says, in these or in other words."""
    terms = price.words if question.language == "vi" else frozenset(map(fold_term, price.words))
    total = sum(word.weight for word in words)
    return sum(word.weight for word in words if word.held_in(terms)) / total if total else 0.0


def splits_price(question: Question) -> tuple[Question, Question] | None:
    """The question without its clause about a price, and that clause; None where it asks for one thing alone."""
    pieces = [piece.strip() for piece in re.split(r"[,;?]\s*", question.text) if piece.strip()]
    priced = [piece for piece in pieces if _names_price(piece)]
    others = [piece for piece in pieces if piece not in priced]
    if (
        len(priced) != 1
        or not others
        or not re.search(load("computing")["asks_figure"], " ".join(others), re.IGNORECASE)
    ):
        return None
    plain = replace(question, text=", ".join(others))
    thing = read_asked(plain).counted
    return plain, replace(question, text=f"{priced[0]} {thing}".strip(), context="")


def _names_price(text: str) -> bool:
    line = f" {' '.join(fold_term(word) for word in syllables(text))} "
    return any(f" {' '.join(map(fold_term, syllables(words)))} " in line for words in load("computing")["price_words"])


def _asked_nouns(question: Question, asked: Asked) -> frozenset[str] | None:
    """The first words of what "one" or "each" stands before; none where a price is named; None: no price is asked."""
    found = re.findall(load("computing")["one_of"], fold(question.text))
    nouns = frozenset(found) - {fold(word) for word in load("computing")["time_units"]}
    if nouns and asked.any_of("money"):
        return nouns
    return frozenset() if _names_price(question.text) else None


@lru_cache(maxsize=1)
def _asking_words() -> frozenset[str]:
    phrases = (*load("computing")["price_words"], *load("computing")["explained"], *load("computing")["each_year"])
    return frozenset(fold_term(word) for words in phrases for word in syllables(words))


def _prices(index: OpenIndex, entry: DocumentEntry) -> Iterator[_Price]:
    text = index.catalogue.text(entry.id)
    for passage in index.catalogue.passages_of(entry.id):
        if passage.table is not None or "ồng" not in passage.span.of(text):
            continue
        for sentence in sentences(text, passage.span):
            yield from _in_sentence(text, entry, passage, sentence)


def _in_sentence(text: str, entry: DocumentEntry, passage: StoredPassage, sentence: Span) -> Iterator[_Price]:
    raw = sentence.of(text)
    words = frozenset(syllables(f"{passage.breadcrumb.rsplit(' > ', 1)[-1]} {raw}"))
    for amount in money_in(raw):
        behind = _EACH.match(raw, amount.end)
        before = _for_each().search(fold(raw[max(0, amount.start - _BEFORE) : amount.start]))
        noun = fold(behind["noun"]).split()[0] if behind else before["noun"] if before else ""
        if noun and noun not in load("computing")["time_units_bare"]:
            yield _Price(entry, passage, sentence, amount.exact, noun, words)


@lru_cache(maxsize=1)
def _for_each() -> re.Pattern[str]:
    return re.compile(r"\bmoi (?P<noun>[a-z]+)(?: [a-z]+){0,2}\s*:?\s*$")


def _told(question: Question, chosen: Sequence[_Price], citations: Citations) -> Found:
    english = question.language == "en"
    first = chosen[0]
    text = citations.index.catalogue.text(first.entry.id)
    spans = list(dict.fromkeys(one.span for one in chosen))
    whole = Span(spans[0].start, spans[-1].end)
    n = citations.add_around(first.entry, first.passage, whole)
    where = place_words(first.entry, first.passage.breadcrumb, english=english)
    quote = one_line(clipped(text, whole, _SHOWN).of(text)).lstrip("-+• ")
    shown = phrase("stated", english=english, quote=quote, n=n, **where)
    values = {one.dong for one in chosen}
    amount = values.pop() if len(values) == 1 else None
    return Found(first.entry, shown, (n,), 1.0, amount, kind="price")
