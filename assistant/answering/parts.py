"""Which row each of several named things means: one row of its own for every part, chosen together.

Parts share words that are said once ("the hall of the council and of the office"), so that a row is weighed by what it
holds of its part first, and of the whole question after that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from assistant.answering.amounts import choose_amounts
from assistant.answering.candidates import Candidates, RowHit, gather_rows
from assistant.answering.filters import spelt_out
from assistant.answering.lookup import answers
from assistant.asking import Asked, names_any, without_generic
from assistant.query import make_query
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import fold_term, syllables
from indexer.store.reader import OpenIndex

MOST_PARTS = 6
_MIN_SCORE = 0.4
_MIN_SHARED = 0.25
_MIN_OWN = 0.6  # of a part's words that the label of its row holds
_MIN_PIECE = 0.5  # of the words of each piece between commas
_HELD_WHOLE = 0.9  # of the topic that a row holds which is meant alone
_HELD_IN_PAIRS = 0.8  # of the topic, where it holds every pair of words of it
_SHARED = 0.35  # what the words of the whole question count beside those of the part
_EXACT = 0.25  # what it counts that a label says little else
_HAS_FIGURE = 0.05
_CLEARLY = 0.02  # by which the best rows are ahead of any others
_OFFERED = 5  # rows tried for each part

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Offer:
    """A row that a part may mean, with how well it fits."""

    hit: RowHit
    fit: float


def split_parts(topic: str, *, commas: bool = True, common: bool = False) -> list[str]:
    """``topic`` cut at the words that join things and at ``commas``; a piece of one word names nothing by itself.

    With ``common``, words that all plans share name something too ("the hall of the council and the committee").
    """
    return [piece for piece in _pieces(topic, commas=commas) if _names_something(piece, common=common)]


def _pieces(topic: str, *, commas: bool) -> list[str]:
    joints = "|".join(re.escape(word) for word in load("intents")["joints"])
    marks = ",|;|" if commas else ""
    pieces = [piece.strip() for piece in re.split(rf"{marks}\s(?:{joints}|\+)\s", topic)]
    return [piece for piece in pieces if len(piece.split()) >= 2 or (len(piece) > 1 and piece.isupper())]


def _names_something(piece: str, *, common: bool) -> bool:
    """Whether a word is left that not every question holds: "two projects" names none."""
    words = syllables(piece) if common else without_generic(piece, folded=False)
    line = f" {' '.join(words)} "
    for filler in _fillers():
        line = line.replace(filler, "  ")
    return any(not word.isdigit() for word in line.split())


@lru_cache(maxsize=1)
def _fillers() -> tuple[str, ...]:
    """The phrases that name nothing, longest first, with a blank at both ends: a part of one may name something."""
    phrases = {" ".join(syllables(one)) for one in (*load("stopwords")["vi"], *load("intents")["row_fillers"])}
    return tuple(f" {one} " for one in sorted(phrases, key=lambda one: (-len(one), one)))


@lru_cache(maxsize=1)
def _folded_fillers() -> tuple[str, ...]:
    return tuple(map(fold, _fillers()))


def rows_of_parts(index: OpenIndex, question: Question, asked: Asked, documents: Collection[str]) -> list[RowHit]:
    """A row for each thing that the topic names, in their order; empty unless each has one that is plainly meant."""
    search = _Search(index, question, asked, documents)
    topic, common = _without_both(asked.topic_text), names_any(asked, "both")
    announced = _announced(question)
    splits = [split_parts(topic, commas=commas, common=common) for commas in (False, True)]
    splits = [parts for parts in splits if 2 <= len(parts) <= MOST_PARTS]
    if not splits:
        return []
    shared = gather_rows(index, question, asked, documents)
    for parts in splits:
        if (announced or _counted(parts[0])) not in (None, len(parts)):  # fewer would be told as if they were all
            continue
        chosen = _chosen([search.offers(part, shared) for part in parts])
        if chosen:
            return chosen
    parts = splits[-1]  # the finest
    if (announced or _counted(parts[0])) not in (None, len(parts)):
        return []
    return _chosen([search.offers(part, shared, headed=True) for part in parts])


def _counted(part: str) -> int | None:
    """How many things are announced ("four programs: …"), or None."""
    numbers = load("intents")["small_numbers"]
    found = (numbers.get(word.lower(), int(word) if word.isdigit() else None) for word in part.split()[:2])
    return next((number for number in found if number is not None and number <= MOST_PARTS), None)


def some_rows_of_parts(
    index: OpenIndex, question: Question, asked: Asked, documents: Collection[str]
) -> tuple[list[RowHit], list[str]]:
    """Of as many things as are announced: the rows of those that have one, and the others; ([], []) if not both."""
    announced = _announced(question)
    topic = _without_both(asked.topic_text)
    splits = [split_parts(topic, commas=commas, common=True) for commas in (False, True)]
    parts = next((parts for parts in splits if len(parts) == announced), [])
    if not parts:
        return [], []
    search = _Search(index, question, asked, documents)
    nothing = Candidates((), (), gather_rows(index, question, asked, documents).interest)
    found = [(part, search.offers(part, nothing)) for part in parts]
    hits = {key_of(offers[0].hit): offers[0].hit for _, offers in found if offers}
    missing = [part.strip(" ,;:?") for part, offers in found if not offers]
    return (list(hits.values()), missing) if hits and missing and len(hits) + len(missing) == announced else ([], [])


def _announced(question: Question) -> int | None:
    """How many things the words that put several together speak of ("ba khoản", "cả hai"), or None."""
    line = f" {' '.join(syllables(question.text))} "
    times = "|".join(re.escape(word) for word in load("computing")["time_words"])  # "all four years" counts no things
    for words in load("intents")["both"]:
        said = " ".join(syllables(words))
        if f" {said} " in line and re.search(rf" {re.escape(said)} (?!(?:{times}) )", line) and _numbers(words):
            return _numbers(words)[0]
    return None


def _numbers(words: str) -> list[int]:
    known = load("intents")["small_numbers"]
    return [int(word) if word.isdigit() else known[word] for word in words.split() if word.isdigit() or word in known]


def _without_both(topic: str) -> str:
    """``topic`` without the words that say how many things there are."""
    both = "|".join(re.escape(words) for words in load("intents")["both"] if words not in load("intents")["joints"])
    return re.sub(rf"(?<!\w)(?:{both})(?!\w)", " ", topic, flags=re.I)


def one_row_holds_all(index: OpenIndex, question: Question, asked: Asked, documents: Collection[str]) -> bool:
    """Whether the label of a single row says the whole topic, so that nothing is to be added."""
    whole = gather_rows(index, question, asked, documents)
    return any(
        (held := whole.interest.coverage(hit.view.label)) >= _HELD_WHOLE
        or (held >= _HELD_IN_PAIRS and hit.features.get("pairs", 0.0) >= 1)
        for hit in whole.rows
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """Where the rows of parts are looked for."""

    index: OpenIndex
    question: Question
    asked: Asked
    documents: Collection[str]

    def offers(self, part: str, shared: Candidates, *, headed: bool = False) -> list[_Offer]:
        """The rows that ``part`` may mean, best first; ``shared`` are those of the whole topic.

        With ``headed``, the first words of a part that no row holds enough of are those that all parts share.
        """
        words = part.split()
        for first in range(max(1, len(words) - 1) if headed else 1):
            found = self._of(" ".join(words[first:]), shared, alone=first == 0)
            if found:
                return found
        return []

    def _known(self, part: str) -> float:
        """The share of the words of ``part`` that a document holds, or that say the same as such a word."""
        told = _telling(part) if self.question.language != "en" else set()
        concepts = make_query(replace(self.question, text=part, context="")).concepts if told else ()
        meant = {fold_term(word) for concept in concepts for word in concept.asked}
        held = self.index.lexical.document_frequency
        unknown = [word for word in told - meant if not held(word, field="folded")]
        return 1 - len(unknown) / len(told) if told else 1.0

    def _of(self, part: str, shared: Candidates, *, alone: bool) -> list[_Offer]:
        spelt = spelt_out(part)
        own = gather_rows(self.index, self.question, replace(self.asked, topic=spelt), self.documents)
        share = self._known(spelt)
        able = [hit for hit in own.rows if alone and hit.score >= _MIN_SCORE]
        known = {key_of(hit) for hit in able}
        able += [hit for hit in shared.rows if hit.score >= _MIN_SHARED and key_of(hit) not in known]
        found: list[_Offer] = []
        for hit in able:
            label = hit.view.label
            held = share * max(own.interest.coverage(label), own.interest.coverage(spelt_out(label)))
            if self.asked.any_of("money") and not self.asked.any_of("count") and not _has_money(hit):
                continue
            apart = self.question.language != "en" and not _holds_each(part, label)
            if held < _MIN_OWN or apart or not answers(self.question, self.asked, hit.view):
                continue
            exact = max(own.interest.share_of(label), shared.interest.share_of(label))
            fit = held + _SHARED * shared.interest.coverage(label) + _EXACT * exact
            figure = choose_amounts(hit.view, self.asked, self.question.years).kind in ("one", "sum")
            found.append(_Offer(hit, fit + (_HAS_FIGURE if figure else 0.0)))
        return sorted(found, key=lambda offer: (-offer.fit, key_of(offer.hit)))[:_OFFERED]


def _has_money(hit: RowHit) -> bool:
    return bool(hit.view.amounts()) or any(child.amounts() for child in hit.view.children())


def _holds_each(part: str, label: str) -> bool:
    """Whether ``label`` holds a word of each piece of ``part`` between commas: else these are things apart."""
    said = set(map(fold_term, syllables(label)))
    pieces = [_telling(piece) for piece in re.split("[,;]", part)]
    return len(pieces) < 2 or all(len(one) < 2 or len(one & said) >= _MIN_PIECE * len(one) for one in pieces)


def _telling(piece: str) -> set[str]:
    """The folded words of ``piece`` that every question does not hold."""
    line = f" {' '.join(map(fold_term, without_generic(piece, folded=False)))} "
    for filler in _folded_fillers():
        line = line.replace(filler, "  ")
    return {word for word in line.split() if not word.isdigit()}


def _chosen(offers: Sequence[Sequence[_Offer]]) -> list[RowHit]:
    """The rows that fit best together, each used once and none inside another; empty if others fit nearly as well."""
    sets: dict[frozenset[Key], tuple[float, list[RowHit]]] = {}
    for one in product(*offers):
        hits = [offer.hit for offer in one]
        keys = frozenset(map(key_of, hits))
        fit = sum(offer.fit for offer in one)
        if len(keys) == len(hits) and not _nested(hits) and fit > sets.get(keys, (0.0, []))[0]:
            sets[keys] = (fit, hits)
    ranked = sorted(sets.values(), key=lambda one: -one[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEARLY):
        return []
    return ranked[0][1]


def _nested(hits: Sequence[RowHit]) -> bool:
    """Whether one of the rows holds another: a total is never added to its parts."""
    keys = set(map(key_of, hits))
    return any(not keys.isdisjoint(_above(hit)) for hit in hits)


def _above(hit: RowHit) -> set[Key]:
    view, found = hit.view, set[Key]()
    at = view.row.parent
    while at is not None and (view.entry.id, view.table.ordinal, at) not in found:
        found.add((view.entry.id, view.table.ordinal, at))
        at = view.table.rows[at].parent
    return found


def key_of(hit: RowHit) -> Key:
    """The place of a row, by which it is told from others."""
    return hit.view.entry.id, hit.view.table.ordinal, hit.view.row.ordinal
