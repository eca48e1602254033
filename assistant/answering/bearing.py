"""Features of an answer by which its evidence is weighed: how much of the question it covers, and what it lacks.

The words of a question weigh by their rarity in the documents; a word that no document holds weighs most. All features
are shares or counts between 0 and 1, so that they mean the same in any collection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.answering.draft import Draft
from assistant.answering.evidence import rarity
from assistant.answering.kinds import kinds_told
from assistant.answering.reading import fit
from assistant.answering.topic_words import TopicWord, topic_words
from assistant.asking import Asked
from assistant.marks import MARK
from assistant.query import make_query
from assistant.question import Question
from indexer.language.tokens import BIGRAM_JOINT, fold_term, syllables
from indexer.records import DocumentEntry
from indexer.store.lexical import Field
from indexer.store.reader import OpenIndex

_NUMBER = re.compile(r"(?<![\w./,-])\d{1,6}(?![\w/-]|[.,]\d)")
_SEARCHED = 25  # passages among which the cited ones are to stand
_BEST_TERM = 2.2  # times its weight: the most that BM25 gives a term (k1 = 1.2)
_MANY = 6
_LABELS = 3  # rows whose labels are compared with the question
_MOST_RANGES = 64  # documents that are searched one by one; of more, all
_WAYS = ("quote", "fields", "one", "sum", "varies", "text", "rivals", "counted")


@dataclass(frozen=True)
class Weighed:
    """An answer before it is given, with all that its evidence is weighed by."""

    index: OpenIndex
    question: Question
    asked: Asked
    documents: Sequence[DocumentEntry]
    draft: Draft

    @property
    def folded(self) -> bool:
        """Whether words are compared without diacritics."""
        return self.question.language != "vi"

    @property
    def field(self) -> Field:
        """The lexical field in the question's spelling."""
        return "folded" if self.folded else "terms"

    @cached_property
    def words(self) -> tuple[TopicWord, ...]:
        """What the question is about."""
        return topic_words(self.index, self.question, self.asked)

    @cached_property
    def first(self) -> str:
        """The direct answer: the first line up to its last citation mark; of several to choose from, all."""
        line = self.draft.text if self.draft.status == "clarify" else self.draft.text.split("\n", 1)[0]
        return line[: max((mark.start() for mark in MARK.finditer(line)), default=None)]

    @cached_property
    def told(self) -> frozenset[str]:
        """The terms of the direct answer."""
        return self.terms(self.first)

    @cached_property
    def placed(self) -> frozenset[str]:
        """The same, and the terms of all that is quoted and of the headings and titles that it stands under."""
        quotes = [text for one in self.draft.citations for text in (one.quote, *(part.quote for part in one.parts))]
        places = [text for one in self.draft.citations for text in (one.section, one.title, one.number or "")]
        return self.told | self.terms("\n".join((*quotes, *places)))

    def terms(self, text: str) -> frozenset[str]:
        """The words and word pairs of ``text`` in the question's spelling."""
        words = [fold_term(word) if self.folded else word for word in syllables(text)]
        return frozenset((*words, *map(BIGRAM_JOINT.join, pairwise(words))))


def features_of(weighed: Weighed) -> dict[str, float]:
    """The features of an answer; see ``assistant/data/support.json`` for what each counts."""
    question, asked, draft = weighed.question, weighed.asked, weighed.draft
    told = kinds_told(question, asked, weighed.first, draft)
    years = [str(year) for year in question.years]
    numbers = [one for one in _NUMBER.findall(question.text) if one not in years]
    way = draft.reason.removeprefix("lookup: ")
    return {
        **_covered(weighed),
        **_in_search(weighed),
        **_label(weighed),
        **told,
        "fit": min(fit(weighed.first, asked), 1.0),
        "number_told": float(any(one in weighed.told for one in numbers)),
        "number_missing": float(any(one not in weighed.placed for one in numbers)),
        "year_missing": sum(year not in weighed.placed for year in years) / len(years) if years else 0.0,
        "asks_list": float(asked.any_of("list")),
        "english": float(question.language == "en"),
        "bare": float(question.language == "vi-ascii"),
        "followup": float(bool(question.context)),
        **{f"by_{one}": float(way == one) for one in _WAYS},
    }


def _covered(weighed: Weighed) -> dict[str, float]:
    """How much of what is asked about is held, and how rare the words are that are not."""
    words = weighed.words
    known = [word for word in words if word.known]
    top = rarity(0, weighed.index.lexical.size)
    found = {
        "words": min(len(words), 2 * _MANY) / (2 * _MANY),
        "unknown": 1.0 - _share(words, known),
        "named_missing": float(any(word.named and not word.held_in(weighed.placed) for word in words)),
    }
    for name, terms in (("told", weighed.told), ("placed", weighed.placed)):
        held = [word for word in known if word.held_in(terms)]
        missing = sorted((word.weight / top for word in known if not word.held_in(terms)), reverse=True)
        found |= {
            f"held_{name}": _share(known, held),
            f"missing_{name}": min(len(missing), _MANY) / _MANY,
            f"rarest_missing_{name}": missing[0] if missing else 0.0,
            f"second_missing_{name}": missing[1] if len(missing) > 1 else 0.0,
        }
    return found


def _share(words: Sequence[TopicWord], held: Sequence[TopicWord]) -> float:
    total = sum(word.weight for word in words)
    return sum(word.weight for word in held) / total if total else 1.0


def _in_search(weighed: Weighed) -> dict[str, float]:
    """How well the cited passages match the question, of all that could be matched and beside the next ones."""
    index, query = weighed.index, make_query(weighed.question)
    terms = {
        term: weight
        for term, weight in query.terms.items()
        if term not in query.added and index.lexical.document_frequency(term, field=query.field)
    }
    ids = [index.ids[entry.id] for entry in weighed.documents if entry.id in index.ids]
    within = sorted(ids, key=lambda one: one.start) if len(ids) <= _MOST_RANGES else None
    hits = index.lexical.search(terms, field=query.field, limit=_SEARCHED, within=within)
    most = _BEST_TERM * sum(
        weight * rarity(index.lexical.document_frequency(term, field=query.field), index.lexical.size)
        for term, weight in terms.items()
    )
    if not hits or not most:
        return {}
    places = (index.catalogue.passage_at(one.document_id, one.start) for one in weighed.draft.citations)
    cited = {place.id for place in places if place is not None}
    own = max((hit.score for hit in hits if hit.id in cited), default=0.0)
    other = max((hit.score for hit in hits if hit.id not in cited), default=0.0)
    return {
        "match_best": hits[0].score / most,
        "match": own / most,
        "ahead": (own - other) / hits[0].score,
        "first": float(hits[0].id in cited),
    }


def _label(weighed: Weighed) -> dict[str, float]:
    """Of a row: how little else its label says, and how much of the topic it holds; of text, the former."""
    index, citations = weighed.index, weighed.draft.citations
    labels = [part.quote for one in citations[:_LABELS] for part in one.parts if part.role == "label"]
    meant = {one for word in weighed.words for one in word.spellings}
    exact = 0.0
    for text in labels or [weighed.first]:
        words = {word for word in weighed.terms(text) if BIGRAM_JOINT not in word}
        weights = {
            word: rarity(index.lexical.document_frequency(word, field=weighed.field), index.lexical.size)
            for word in words
        }
        total = sum(weights.values())
        exact = max(exact, sum(weights[word] for word in words & meant) / total if total else 0.0)
    terms = weighed.terms("\n".join(labels))
    held = [word for word in weighed.words if word.held_in(terms)]
    return {
        "row": float(bool(labels)),
        "exact_row": exact if labels else 0.0,
        "exact_text": 0.0 if labels else exact,
        "label": _share(weighed.words, held) if labels else 0.0,
    }
