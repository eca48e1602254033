"""What a passage holds of a question: rare shared words weigh most."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain

from assistant.asking import without_generic
from assistant.query import Query
from indexer.language.lexicon import load
from indexer.language.tokens import BIGRAM_JOINT, bigrams, fold_term, syllables
from indexer.store.lexical import Field, LexicalIndex
from indexer.store.reader import OpenIndex

_CLAUSE = 300  # code points
_RARITIES = 50_000  # words, about 7 MB
STANDS_FOR = 0.9  # of its weight that a word counts where other words stand for it
PAIR_SHARE = 0.3  # of its weight that a pair of words counts: syllables alone match too many other words


@dataclass(frozen=True, slots=True)
class StandIn:
    """Terms of a question that count as held where a text holds all the terms of one of ``others``."""

    terms: frozenset[str]
    others: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Interest:
    """The terms of a question with how much each tells, and whether texts are to be read without diacritics."""

    weights: Mapping[str, float]
    folded: bool
    passages: int  # in the index, for the weight of further words
    stand_ins: tuple[StandIn, ...] = ()

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The terms of the question in order, then those that may only stand for them, each with a bit of its own."""
        others = {term for one in self.stand_ins for other in one.others for term in other} - self.weights.keys()
        return (*self.weights, *sorted(others))

    @cached_property
    def _bits(self) -> dict[str, int]:
        return {term: 1 << at for at, term in enumerate(self._names)}

    @cached_property
    def _sought(self) -> frozenset[str]:
        return frozenset(self._names)

    @cached_property
    def _weighing(self) -> int:
        """The bits of the terms of the question itself."""
        return (1 << len(self.weights)) - 1

    @cached_property
    def _singles(self) -> int:
        """The bits of the terms that are no pairs."""
        return self._of(term for term in self._names if BIGRAM_JOINT not in term)

    @cached_property
    def _standing(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The stand-ins as bits."""
        return tuple((self._of(one.terms & self._sought), tuple(map(self._of, one.others))) for one in self.stand_ins)

    @cached_property
    def _counted(self) -> tuple[float, ...]:
        """What each term of the question counts: word pairs less than words."""
        return tuple(weight * (PAIR_SHARE if BIGRAM_JOINT in term else 1.0) for term, weight in self.weights.items())

    @cached_property
    def _totals(self) -> tuple[float, float]:
        """What all terms count together, and what the pairs weigh."""
        return sum(self._counted), sum([weight for term, weight in self.weights.items() if BIGRAM_JOINT in term])

    @cached_property
    def _coverages(self) -> dict[int, float]:
        """Those reckoned so far, by the terms that are held: most clauses hold the same few."""
        return {}

    @cached_property
    def _pairings(self) -> dict[int, float]:
        """The same for the pairs of words."""
        return {}

    def words(self, text: str) -> AbstractSet[str]:
        """The terms of ``text``, in the spelling of this interest."""
        return _terms(text, self.folded)

    def singles(self, text: str) -> Collection[str]:
        """The words of ``text`` without pairs of them, in the spelling of this interest."""
        return [word for word in _terms(text, self.folded) if BIGRAM_JOINT not in word]

    def held(self, text: str) -> int:
        """The question's terms that ``text`` holds, and those that may stand for them, as bits."""
        return self._of(self._sought & _terms(text, self.folded))

    def held_among(self, *terms: Sequence[str]) -> int:
        """The same for a text that consists of ``terms``."""
        return self._of(self._sought.intersection(chain(*terms)))

    def held_behind(self, lead: str, words: Sequence[str], held: int) -> int:
        """The same for ``lead`` and, behind it, a text that consists of ``words`` and holds the terms ``held``."""
        before = syllables(lead)
        if self.folded:
            before = [*map(fold_term, before)]
        joint = f"{before[-1]}{BIGRAM_JOINT}{words[0]}" if before and words else ""
        return held | self._of(self._sought.intersection((*before, *bigrams(before), joint)))

    def held_in(self, terms: Mapping[str, object]) -> int:
        """The same for a text that has the terms of which ``terms`` tells something."""
        return self._of(self._sought & terms.keys())

    def _of(self, sought: Iterable[str]) -> int:
        return sum(map(self._bits.__getitem__, sought))

    def gain(self, text: str) -> float:
        """Summed weight of the question's terms that ``text`` holds."""
        return self._gained(tuple(self.weights.values()), self.held(text))

    def focused(self, words: Collection[str]) -> Interest:
        """The same with double weight for ``words``, the nouns that the question is put to."""
        raised = {term: weight * (2 if term in words else 1) for term, weight in self.weights.items()}
        return replace(self, weights=raised)

    def with_less(self, other: Interest, share: float) -> Interest:
        """The same with the terms of ``other`` added at ``share`` of their weight."""
        added = {term: weight * share for term, weight in other.weights.items()}
        return replace(self, weights=added | dict(self.weights), stand_ins=(*self.stand_ins, *other.stand_ins))

    def idf(self, frequency: int) -> float:
        """Robertson's inverse document frequency, as in BM25, of a word that ``frequency`` passages hold."""
        return rarity(frequency, self.passages)

    def pairing(self, text: str) -> float:
        """Share, 0 to 1, of the weight of the question's word pairs that ``text`` holds."""
        return self.paired(self.held(text))

    def paired(self, held: int) -> float:
        """The same for a text that holds the terms ``held``."""
        share = self._pairings.get(held)
        if share is None:
            total = self._totals[1]
            gained = self._gained(tuple(self.weights.values()), held, ~self._singles)
            share = self._pairings[held] = gained / total if total else 0.0
        return share

    def share_of(self, text: str) -> float:
        """Share, 0 to 1, of the distinct words of ``text`` that the question holds too, or that stand for others."""
        words = {word for word in self.words(text) if BIGRAM_JOINT not in word}
        meant = self.meant_by(text)
        return sum(word in meant for word in words) / len(words) if words else 0.0

    def coverage(self, text: str) -> float:
        """Share, 0 to 1, of the question's weight that ``text`` holds; word pairs count for less than words."""
        return self.covered(self.held(text))

    def covered(self, held: int) -> float:
        """The same for a text that holds the terms ``held``."""
        share = self._coverages.get(held)
        if share is None:
            total = self._totals[0]
            share = self._coverages[held] = self._gained(self._counted, held) / total if total else 0.0
        return share

    def spread(self, masks: Mapping[str, int]) -> dict[int, int]:
        """The terms held at each place, from the places (as bits) at which each term stands."""
        found: dict[int, int] = {}
        for term in self._sought & masks.keys():
            bit, places = self._bits[term], masks[term]
            while places:
                lowest = places & -places
                found[lowest] = found.get(lowest, 0) | bit
                places ^= lowest
        return found

    def meant_by(self, text: str) -> frozenset[str]:
        """The terms of ``text`` that the question holds, or that stand for some of the question's."""
        return frozenset(self._named(self._meant(self.held(text))))

    def meant_words(self, held: int) -> list[str]:
        """The same without pairs, for a text that holds the terms ``held``."""
        return self._named(self._meant(held) & self._singles)

    def _meant(self, held: int) -> int:
        meant = held & self._weighing
        for _, others in self._standing:
            for other in others:
                if other & held == other:
                    meant |= other
        return meant

    def _named(self, bits: int) -> list[str]:
        return [self._names[at] for at in _places(bits)]

    def _gained(self, weights: Sequence[float], held: int, among: int = -1) -> float:
        """What of the terms is held, those for which others stand at :data:`STANDS_FOR`."""
        stood = 0
        for terms, others in self._standing:
            for other in others:
                if other & held == other:
                    stood |= terms
                    break
        gained = 0.0
        bits = (held | stood) & self._weighing & among
        while bits:  # as :func:`_places` does, without a generator: this runs a hundred times a question
            lowest = bits & -bits
            weight = weights[lowest.bit_length() - 1]
            gained += weight if held & lowest else weight * STANDS_FOR
            bits ^= lowest
        return gained


def _places(bits: int) -> Iterator[int]:
    """Which bits are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _terms(text: str, folded: bool) -> frozenset[str]:
    """Words and word pairs of a text; passages and their clauses are weighed again for question after question."""
    return _terms_of_clause(text, folded) if len(text) <= _CLAUSE else _terms_of_passage(text, folded)


def _read_terms(text: str, folded: bool) -> frozenset[str]:
    terms = syllables(text)
    if folded:
        terms = [fold_term(term) for term in terms]
    return frozenset((*terms, *bigrams(terms)))


# A clause takes about 3 KB, a longer text 15 KB.
_terms_of_clause = lru_cache(maxsize=8192)(_read_terms)
_terms_of_passage = lru_cache(maxsize=1024)(_read_terms)


class Rarities(dict[str, float]):
    """How rare each word of the documents is (:func:`rarity`), reckoned when it is met first."""

    def __init__(self, lexical: LexicalIndex, field: Field) -> None:
        super().__init__()
        self._lexical, self._field = lexical, field

    def __missing__(self, word: str) -> float:
        if len(self) >= _RARITIES:
            self.clear()
        known = rarity(self._lexical.document_frequency(word, field=self._field), self._lexical.size)
        self[word] = known
        return known


def rarities_of(index: OpenIndex, *, folded: bool) -> Mapping[str, float]:
    """The rarities of the words of ``index``, kept with it."""
    field: Field = "folded" if folded else "terms"
    return index.prepared.one(("rarities", field), lambda: Rarities(index.lexical, field))


def exactness(interest: Interest, rarities: Mapping[str, float], words: Iterable[str], held: int) -> float:
    """Share of the weight of ``words`` that the topic holds: high for a short text that is just what is asked.

    ``held`` are the sought terms among them, pairs too.
    """
    total = sum(map(rarities.__getitem__, set(words)))
    return sum(map(rarities.__getitem__, interest.meant_words(held))) / total if total else 0.0


def interest_in(query: Query, lexical: LexicalIndex) -> Interest:
    """Weights by inverse document frequency (Robertson's, as in BM25), without the words that only ask.

    Words that say the same as a phrase of the question are no terms of their own: they stand for that phrase.
    """
    weights: dict[str, float] = {}
    passages = lexical.size
    ignored = _stopwords(folded=query.field == "folded")
    for term, weight in query.terms.items():
        if term in query.added:
            continue
        frequency = lexical.document_frequency(term, field=query.field)
        if frequency and term not in ignored and not all(word in ignored for word in term.split(BIGRAM_JOINT)):
            weights[term] = weight * rarity(frequency, passages)
    stand_ins = tuple(_stand_ins(query, weights, lexical, ignored))
    return Interest(weights, query.field == "folded", passages, stand_ins)


def _stand_ins(
    query: Query, weights: dict[str, float], lexical: LexicalIndex, ignored: AbstractSet[str]
) -> Iterator[StandIn]:
    """What may stand for the phrases of the question.

    A phrase that no passage holds, or a single word for which several words are more common (an abbreviation), gives
    way to the most common phrase that says the same, as if that had been asked for.
    """

    folded = query.field == "folded"

    def frequency(term: str) -> int:
        return lexical.document_frequency(term, field=query.field)

    for concept in query.concepts:
        if ignored >= frozenset(concept.asked) or not without_generic(" ".join(concept.asked), folded=folded):
            continue  # what all plans say tells nothing, in whatever words
        rarest = {terms: min(map(frequency, terms)) for terms in map(_with_pairs, concept.others)}
        rarest = {terms: held for terms, held in rarest.items() if held}
        if not rarest:
            continue
        asked = _with_pairs(concept.asked)
        common = max(rarest, key=lambda terms: (rarest[terms], sorted(terms)))
        held = min(map(frequency, asked))
        if held < (rarest[common] if len(asked) == 1 < len(common) else 1):
            for term in asked:
                weights.pop(term, None)
            known = {term: rarity(frequency(term), lexical.size) for term in common - ignored}
            weights |= {term: weight for term, weight in known.items() if term not in weights}
            rarest |= {asked: held} if held else {}
            asked = common
        yield StandIn(asked & weights.keys(), tuple(other for other in rarest if not other <= asked))


def _with_pairs(words: Sequence[str]) -> frozenset[str]:
    return frozenset((*words, *bigrams(words)))


def rarity(frequency: int, passages: int) -> float:
    """Robertson's inverse document frequency, as in BM25, of a word that ``frequency`` of ``passages`` hold."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


@lru_cache(maxsize=2)
def _stopwords(*, folded: bool) -> frozenset[str]:
    words = [term for word in load("stopwords")["vi"] for term in syllables(word)]
    if not folded:
        return frozenset(words)
    return frozenset([*(fold_term(word) for word in words), *load("stopwords")["en"]])
