"""Whether the words of a sentence are those of its evidence: topics, names, negations, comparisons, number words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.llm.claims import Claims
from assistant.llm.grounds import Support
from assistant.llm.lexicon import Phrase, holds, lexicon, places_of
from indexer.language.lexicon import load
from indexer.language.tokens import Token, fold_term, syllables, tokenize

_SHARE = 0.7  # of the telling words that the evidence must hold
_NEAR = 3  # syllables after a negation that say what is denied
_GAP = 2  # small words inside of a name
_ENGLISH = frozenset(("not", "no", "never", "without", "cannot", "neither", "nor", "none"))
_BREAK = re.compile(r"[^\s]")


def has_its_words(claims: Claims, held: Support, asked: frozenset[str], *, english: bool) -> bool:
    """Whether the evidence (or the question) holds most of the telling words."""
    places = {word for place in claims.places for word in syllables(place.name)}
    known = held.words | asked | places | (_glossed(held.words) if english else frozenset())
    folded = {fold_term(word) for word in known}
    free = lexicon().free | (lexicon().free_english if english else frozenset())
    telling = [word for word in claims.words if word not in free and not word[0].isdigit() and len(word) > 1]
    missing = [word for word in telling if word not in known and not (english and fold_term(word) in folded)]
    return len(telling) - len(missing) >= _SHARE * len(telling)


def _glossed(words: frozenset[str]) -> frozenset[str]:
    """English words whose Vietnamese stands among ``words``."""
    entries: dict[str, str] = load("glossary")["entries"]
    return frozenset(
        word
        for english, vietnamese in entries.items()
        if any(all(one in words for one in syllables(reading)) for reading in vietnamese.split("|"))
        for word in syllables(english)
    )


def foreign_names(claims: Claims, held: Support) -> list[str]:
    """Names of bodies and persons that the evidence does not hold."""
    bodies = [head for head in lexicon().agency_heads if len(head) > 1 and holds(claims.words, [head])]
    unknown = [" ".join(head) for head in bodies if not held.holds_words(head)]
    free = {at for place in claims.places for at in range(place.start, place.end)}
    return unknown + [
        claims.text[run[0].start : run[-1].end]
        for run in _runs(claims.text, list(tokenize(claims.text)), free)
        if len(run) > 1 and not held.holds_words([token.term for token in run])
    ]


def _runs(text: str, tokens: Sequence[Token], free: set[int]) -> Iterator[list[Token]]:
    """Neighbouring capitalised words; behind the head of a body's name, small words may stand between them."""
    words = lexicon()
    run: list[Token] = []
    waiting: list[Token] = []
    begins = True
    for token in tokens:
        parted = bool(run) and _BREAK.search(text[(waiting or run)[-1].end : token.start]) is not None
        capital = text[token.start].isupper() and token.start not in free
        if parted or token.start in free or token.term in words.name_breaks:
            yield run
            run, waiting = [], []
        if capital and not (begins and token.term in words.free):
            run, waiting = [*run, *waiting, token], []
        elif run and not parted:
            waiting = [*waiting, token]
            if not _headed(run, words.agency_heads) or len(waiting) > _GAP:
                yield run
                run, waiting = [], []
        begins = False
    yield run


def _headed(run: Sequence[Token], heads: frozenset[Phrase]) -> bool:
    return (run[0].term,) in heads or tuple(token.term for token in run[:2]) in heads


def denies_otherwise(claims: Claims, held: Support) -> bool:
    """Whether the sentence denies what the evidence does not deny, or says what the evidence denies."""
    known = [near for ground in held.grounds for near in _denied(ground.claims.words)]
    negations = {phrase[0] for phrase in lexicon().negations}
    for near in _denied(claims.words):
        english = near[0] in _ENGLISH
        if near[1:2] and near[1] in negations:  # twice denied is said
            return True
        if not (known if english else any(set(near[1:]) & set(other[1:]) for other in known)):
            return True
    return any(_affirms(claims.words, near[1:3], held) for near in known if len(near) > 2)


def _denied(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Each negation with the syllables behind it, those that deny nothing left out."""
    inert = {at for phrase in lexicon().inert_negations for at in places_of(words, phrase)}
    found = [at for phrase in lexicon().negations for at in places_of(words, phrase)]
    return [tuple(words[at : at + 1 + _NEAR]) for at in found if at not in inert]


def _affirms(words: Sequence[str], pair: tuple[str, ...], held: Support) -> bool:
    """Whether ``words`` hold ``pair`` plainly, which the evidence holds only behind a negation."""
    plain = list(_plain(words, pair))
    return bool(plain) and not any(list(_plain(ground.claims.words, pair)) for ground in held.grounds)


def _plain(words: Sequence[str], pair: tuple[str, ...]) -> Iterator[int]:
    negations = {phrase[0] for phrase in lexicon().negations}
    for at in places_of(words, pair):
        if negations.isdisjoint(words[max(0, at - 2) : at]):
            yield at


def bounds_otherwise(claims: Claims, held: Support) -> bool:
    """Whether the sentence says "at least", "at most" or "about" in words where the evidence does not."""
    phrases = [phrase for phrase in lexicon().qualifiers if len(phrase) > 1]
    kinds = {lexicon().qualifiers[phrase] for phrase in phrases if holds(claims.words, [phrase])}
    told = [phrase for phrase in lexicon().qualifiers if any(holds(one.claims.words, [phrase]) for one in held.grounds)]
    return not kinds <= {lexicon().qualifiers[phrase] for phrase in told}


def compares_otherwise(claims: Claims, held: Support) -> bool:
    """Whether the sentence says more, less, up or down where the evidence does not."""
    told = [ground.claims.words for ground in held.grounds]
    return any(
        holds(claims.words, group) and not any(holds(words, group) for words in told) for group in lexicon().directions
    )


def foreign_number_words(claims: Claims, held: Support, cited: int) -> list[str]:
    """Numbers in words that the evidence holds neither as words nor as figures."""
    words = lexicon()
    values = {one.figure.value for one in held.counts}
    found: list[str] = []
    for at, word in enumerate(claims.words):
        before = claims.words[at - 1] if at else ""
        if word not in words.number_words or before[:1].isdigit() or word in held.words:
            continue
        value = words.number_values.get(word)
        if value is None or (value not in values and value != cited):
            found.append(word)
    return found
