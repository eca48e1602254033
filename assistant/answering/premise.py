"""What a question takes for granted: amounts that it states and no document does, names that no document holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import pairwise

from assistant.answering.figures import MONEY_BASE, money_in
from assistant.answering.scope import names_a_part
from assistant.asking import Asked, content_words, filler_words
from assistant.foreign import foreign_words
from assistant.grouping import Result
from assistant.query import Concept, make_query, translated
from assistant.question import Question
from indexer.language.abbreviations import abbreviations
from indexer.language.gazetteer import places
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.numbers import times, unit_named
from indexer.language.tokens import BIGRAM_JOINT, Token, bigrams, fold_term, syllables, tokenize
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.lexical import Field
from indexer.store.reader import OpenIndex

_NEAR = Decimal("0.01")  # a question may round
_OF_TOPIC = 0.6  # of the words of the topic that a row must hold for its heads to be its own
_FIRST = 3  # results whose text shows whether a thing is spoken of
_MOST_FACTS = 10_000
_MOST_RANGES = 64  # documents that are asked for one by one; of more, any passage counts


def unstated(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    documents: Sequence[DocumentEntry],
    results: Sequence[Result],
) -> list[str]:
    """What the question names and ``documents`` do not hold: foreign words, amounts, names, attributes.

    Attributes (a unit price, a contract) must stand in the first few of ``results``.
    """
    missing = unheld_words(index, question)
    missing += unheld_amounts(index, question, asked, documents)
    missing += unheld_names(index, question, documents)
    needed = needed_attributes(question)
    looked = [passage for result in results[:_FIRST] for passage in result.passages] if needed else []
    topic = _told_words(question, asked, documents, needed)
    heads = fold("\n".join(_heads(index, passage, topic) for passage in looked))
    held = "\n".join([heads, *(fold(_text(index, passage)) for passage in looked)])
    return missing + [one for one in needed if fold(one) not in held and not _heads_say(one, question, heads)]


def _told_words(
    question: Question, asked: Asked, documents: Sequence[DocumentEntry], needed: Sequence[str]
) -> set[str]:
    """The words of the topic, folded, without those of the attributes ``needed``; of English, in Vietnamese."""
    named = {fold_term(word) for phrase in needed for word in syllables(phrase)}
    if question.language != "en":
        return {fold_term(word) for word in content_words(question, asked, documents)} - named
    phrases, _ = translated(" ".join(word for word in syllables(asked.topic) if fold_term(word) not in named))
    return {fold_term(word) for phrase in phrases for word in syllables(phrase)}


def _heads_say(attribute: str, question: Question, heads: str) -> bool:
    """Whether the folded ``heads`` above rows of the topic name in Vietnamese what is asked for in English."""
    return question.language == "en" and any(fold(phrase) in heads for phrase in translated(attribute)[0])


def _text(index: OpenIndex, passage: StoredPassage) -> str:
    return passage.span.of(index.catalogue.text(passage.document_id))


def _heads(index: OpenIndex, passage: StoredPassage, topic: set[str]) -> str:
    """The heads of the table that the passage is a row of, if the row is of the topic; "" if it is not."""
    words = {fold_term(word) for word in syllables(_text(index, passage))} if passage.table is not None else set()
    if not topic or len(words & topic) < _OF_TOPIC * len(topic):
        return ""
    tables = index.catalogue.tables(passage.document_id) if passage.table is not None else ()
    columns = (column for table in tables if table.ordinal == passage.table for column in table.columns)
    return " ".join(" ".join(column.path) for column in columns)


def needed_attributes(question: Question) -> list[str]:
    """Attributes that the question asks for by name and that evidence must name too (a unit price, a contract)."""
    folded = question.language != "vi"
    line = _line(question.text, folded=folded)
    return [phrase for phrase, words in _needed(folded=folded) if words in line]


@lru_cache(maxsize=2)
def _needed(*, folded: bool) -> tuple[tuple[str, str], ...]:
    """Those attributes, each also as a line of words."""
    return tuple((phrase, _line(phrase, folded=folded)) for phrase in load("intents")["needed"])


def _line(text: str, *, folded: bool) -> str:
    return f" {' '.join(fold_term(word) if folded else word for word in syllables(text))} "


def unheld_amounts(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> list[str]:
    """The amounts that ``question`` states without asking for anything countable and no document of those holds."""
    if asked.wants - {"check"}:
        return []
    stated = money_in(question.text)
    if not stated:
        return []
    held = [
        value
        for entry in documents
        for value in index.prepared.once(("amounts", entry.id), partial(_amounts, index, entry))
    ]
    return [
        question.text[one.start : one.end]
        for one in stated
        if not any(abs(value - one.exact) <= _NEAR * one.exact for value in held)
    ]


def _amounts(index: OpenIndex, entry: DocumentEntry) -> Iterator[Decimal]:
    for stored in index.catalogue.facts(entry.id, role="amount", limit=_MOST_FACTS):
        fact = stored.fact
        unit = unit_named(fact.unit) if fact.unit else None
        if fact.value is not None and unit is not None and unit.base == MONEY_BASE:
            yield times(fact.value, unit.scale)


def unheld_words(index: OpenIndex, question: Question) -> list[str]:
    """The foreign words of ``question`` that no document holds, nor anything that says the same."""
    foreign = foreign_words(question)
    if not foreign:
        return []
    field: Field = "terms" if question.language == "vi" else "folded"
    concepts = make_query(question).concepts
    return [
        word
        for word in foreign
        if not index.lexical.document_frequency(fold_term(word), field="folded")
        and not any(_says(index, concept, fold_term(word), field) for concept in concepts)
    ]


def _says(index: OpenIndex, concept: Concept, word: str, field: Field) -> bool:
    """Whether ``word`` is part of a phrase for which the documents have another."""
    return word in map(fold_term, concept.asked) and any(
        all(index.lexical.document_frequency(term, field=field) for term in (*other, *bigrams(other)))
        for other in concept.others
    )


def unheld_names(index: OpenIndex, question: Question, documents: Sequence[DocumentEntry]) -> list[str]:
    """The names (two or more capitalised words) of ``question`` that none of ``documents`` holds, however written.

    Only a question typed with diacritics shows its names; provinces are looked up elsewhere.
    """
    if question.language != "vi":
        return []
    names = _names(question.text)
    if not names:
        return []
    ranges = _ranges(index, documents)
    return [name for name in names if not _held(index, name, ranges)]


def unheld_topic(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> list[str]:
    """The pairs of words that the topic is made of, if none of ``documents`` holds any of them; else nothing.

    A question put in other words shares at least one pair with its document; an abbreviation may stand for any.
    A single pair counts only if its words are unknown as well. Questions in English are put in other words throughout.
    """
    if question.language == "en" or question.context or names_a_part(question.text):
        return []
    folded = question.language != "vi"
    field: Field = "folded" if folded else "terms"
    content = set(content_words(question, asked, [])) - filler_words(folded=False) - filler_words(folded=True)
    words = [fold_term(word) if folded else word for word in syllables(asked.topic)]
    pairs = [pair for pair in pairwise(words) if content.issuperset(pair)]
    fulls = [f" {fold(full) if folded else full.lower()} " for full in abbreviations().values()]
    short = any(fold(word) in abbreviations() for word in content)
    if not pairs or short or any(f" {' '.join(pair)} " in full for pair in pairs for full in fulls):
        return []
    ranges = _ranges(index, documents)
    terms = [BIGRAM_JOINT.join(pair) for pair in pairs]
    if any(index.lexical.search({term: 1.0}, field=field, limit=1, within=ranges) for term in terms):
        return []
    if len(pairs) == 1 and any(index.lexical.document_frequency(word, field=field) for word in pairs[0]):
        return []
    return [" ".join(pair) for pair in pairs]


def _ranges(index: OpenIndex, documents: Sequence[DocumentEntry]) -> list[range] | None:
    """The ids of the passages of ``documents``; None where these are too many to be named one by one."""
    within = [index.ids[entry.id] for entry in documents if entry.id in index.ids]
    return sorted(within, key=lambda ids: ids.start) if len(within) <= _MOST_RANGES else None


def _held(index: OpenIndex, name: str, within: Sequence[range] | None) -> bool:
    """Whether each pair of neighbouring words of ``name`` stands in a passage, or in what an abbreviation means."""
    words = syllables(name)
    for pair, (first, second) in zip(bigrams(words), pairwise(words), strict=True):
        if index.lexical.search({pair: 1.0}, field="terms", limit=1, within=within):
            continue
        fulls = (
            short
            for short, full in abbreviations().items()
            if f" {first} {second} " in f" {full.lower()} " or full.lower().startswith(f"{second} ")
        )
        if not any(index.lexical.document_frequency(short, field="folded") for short in fulls):
            return False
    return True


def _names(text: str) -> list[str]:
    taken = places(text)
    names: list[str] = []
    run: list[Token] = []
    for token in [*tokenize(text), None]:
        word = text[token.start : token.end] if token is not None else ""
        named = word[:1].isupper() and (len(word) == 1 or not word.isupper())
        inside = token is not None and any(one.start < token.end and token.start < one.end for one in taken)
        joined = not run or (token is not None and not text[run[-1].end : token.start].strip())
        if token is not None and named and not inside and joined:
            run.append(token)
            continue
        if run and text[run[0].start : run[0].end].lower() in _opening_words():
            run = run[1:]  # a word before the name: "Trong …", "Nhóm …"
        if len(run) > 1:
            names.append(text[run[0].start : run[-1].end])
        run = [token] if token is not None and named and not inside else []
    return names


@lru_cache(maxsize=1)
def _opening_words() -> frozenset[str]:
    """Words that open questions or stand before names, and are no part of them."""
    phrases = [*load("stopwords")["vi"], *load("intents")["table_parts"]]
    return frozenset(phrase for phrase in phrases if len(syllables(phrase)) == 1)
