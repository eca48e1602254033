"""How running text divides a total: by source of funds, or by phase; each division adds up exactly to its total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import takewhile

from assistant.answering.figures import summed
from assistant.answering.told import Told, is_total, told_amounts
from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_MOST = 8  # parts of one total
_APART = 3  # passages between a total and its first part


@dataclass(frozen=True, slots=True)
class Division:
    """A total and the parts that make it up, in source order."""

    whole: Told
    parts: tuple[Told, ...]


def fund_divisions(index: OpenIndex, entry: DocumentEntry) -> tuple[Division, ...]:
    """Each total of ``entry`` whose sources of funds are told right behind it and add up to it."""
    return index.prepared.once(("fund divisions", entry.id), lambda: list(_funds(told_amounts(index, entry))))


def _funds(told: Sequence[Told]) -> Iterator[Division]:
    for at, whole in enumerate(told):
        if not is_total(whole.name) and (whole.name or whole.years is None):
            continue
        behind = takewhile(partial(_is_part, whole), told[at + 1 : at + 1 + _MOST])
        parts: list[Told] = []
        for one in behind:
            parts.append(one)
            if summed(part.amount for part in parts) == whole.amount.dong and len(parts) > 1:
                yield Division(whole, tuple(parts))
                break


def _is_part(whole: Told, one: Told) -> bool:
    near = 0 <= one.passage.id - whole.passage.id <= _APART
    return near and bool(one.name) and not is_total(one.name) and not is_phase(one) and one.years in (None, whole.years)


def phases(index: OpenIndex, entry: DocumentEntry) -> tuple[Told, ...]:
    """The amounts of the phases of ``entry``: times side by side, one of several years at least."""
    return index.prepared.once(("phases", entry.id), lambda: list(_phases(told_amounts(index, entry))))


def _phases(told: Sequence[Told]) -> Sequence[Told]:
    timed = [one for one in told if one.years is not None and (not one.name or is_phase(one))]
    named = [one for one in timed if is_phase(one)]
    for pool in (named, [one for one in timed if one.years and one.years[0] < one.years[1]], timed):
        for first in range(len(pool)):
            run = [pool[first]]
            for one in pool[first + 1 :]:
                if _follows(run[-1], one):
                    run.append(one)
            if len(run) > 1 and any(one.years and one.years[0] < one.years[1] for one in run):
                return run
    return ()


def _follows(before: Told, one: Told) -> bool:
    """Whether the years of ``one`` begin when those of ``before`` end, close by in the text."""
    ends, begins = before.years, one.years
    near = abs(one.passage.id - before.passage.id) <= 1
    return near and ends is not None and begins is not None and begins[0] == ends[1] + 1


def is_phase(one: Told) -> bool:
    """Whether the amount is told under the number or name of a phase ("Giai đoạn 1")."""
    return any(one.name[: len(words)] == words for words in _phase_words())


@lru_cache(maxsize=1)
def _phase_words() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold_term(word) for word in syllables(words)) for words in load("computing")["phase"])
