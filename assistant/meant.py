"""What the cues of a question mean beside each other: who does something with money is no question for an amount.

``wanted.json`` holds the words: nouns that are only the object of an act, the acts, and what asks for an amount.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import fold_term, syllables

_ACT_BEFORE = 2  # words between an act and its object
_AFTER = 5  # words from an object to the act that follows it
_TWO = 2
_BESIDE = frozenset({"none", "each", "time", "owner", "partner", "fund"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of a question, from word ``start`` to before ``end``, and what it asks for; ``kept``: also a topic."""

    start: int
    end: int
    wants: AbstractSet[str]
    kept: bool


def cues_in(
    words: Sequence[str],
    phrases: Mapping[tuple[str, ...], tuple[AbstractSet[str], bool]],
    longest: int,
    count: AbstractSet[tuple[str, ...]],
    money: AbstractSet[str],
) -> list[Cue]:
    """The phrases of the question that ask for something, the longest at each place, of at most ``longest`` words.

    None ends in the first word of one of ``count`` ("how many"): "thay bao" is no phrase of "thay bao nhieu"; and of
    longer ones none ends in one that a word of ``money`` follows: "tháng mấy" is none of "mỗi tháng mấy triệu".
    """
    found: list[Cue] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            known = phrases.get(tuple(words[at : at + size]))
            across = tuple(words[at + size - 1 : at + size + 1])
            of_money = size > 1 and across[:1] in count and not money.isdisjoint(across[1:])
            if known is not None and not of_money and not (len(across) > 1 and across in count):
                found.append(Cue(at, at + size, *known))
                at += size
                break
        else:
            at += 1
    return found


def settled(words: Sequence[str], cues: Sequence[Cue], places: int, *, folded: bool) -> list[Cue]:
    """``cues`` as they are meant: without those that are an object, with "which side" as who or as a comparison.

    ``places``: how many places the question names.
    """
    told = [_side(words, cue, places, folded=folded) for cue in cues]
    if not any("partner" in cue.wants for cue in told):
        told = [_receiver(words, cue, folded=folded) for cue in told]
    asked = frozenset().union(*(cue.wants for cue in told)) | ({"owner"} if words[:1] in _all("who", folded) else set())
    if asked.isdisjoint(("owner", "time")) or _asks_amount(words, told, folded=folded):
        return told
    objects: set[int] = set()
    for at, cue in enumerate(told):
        if _is_object(words, cue, objects, asked, folded=folded):
            objects |= set(range(cue.start, cue.end))
            told[at] = Cue(cue.start, cue.end, cue.wants - {"money", "share"}, True)
    return told


def ends_with_amount(
    text: str, words: Sequence[str], wants: AbstractSet[str], ends: AbstractSet[tuple[str, ...]]
) -> bool:
    """Whether it ends with a bare "how much" (one of ``ends``): alone, or after a comma beside who and when."""
    if tuple(words[-2:]) not in ends:
        return False
    return not wants - {"each", "none"} or (wants <= _BESIDE and _beside().search(fold(text)) is not None)


def names_rate(words: Sequence[str], *, folded: bool) -> bool:
    """Whether the figure that is asked for is a rate ("tỷ lệ … bao nhiêu")."""
    return _holds(words, "rates", folded=folded)


def counts_time(counted: Sequence[str], *, folded: bool) -> bool:
    """Whether what is counted is time itself ("mấy năm"): that asks when, or for how long."""
    return tuple(counted[:1]) in _phrases("time_units", folded=folded)


@lru_cache(maxsize=1)
def _beside() -> re.Pattern[str]:
    return re.compile(load("wanted")["amount_beside"])


def _side(words: Sequence[str], cue: Cue, places: int, *, folded: bool) -> Cue:
    """ "Which side" compares where two places or a comparative are named; else it asks who."""
    if tuple(words[cue.start : cue.end]) not in _phrases("sides", folded=folded) or places >= _TWO:
        return cue
    if not _holds(words, "comparatives", folded=folded):
        return Cue(cue.start, cue.end, frozenset({"owner"}), cue.kept)
    return cue


def _receiver(words: Sequence[str], cue: Cue, *, folded: bool) -> Cue:
    """ "Connects with which agencies": such a body does nothing, it is one of those that are to be listed."""
    if cue.wants != {"owner"}:
        return cue
    between = {word for phrase in _phrases("beside_bodies", folded=folded) for word in phrase}
    plural = {word for phrase in _phrases("several", folded=folded) for word in phrase}
    at = cue.start
    while at > 0 and words[at - 1] in between:
        at -= 1
    strong = (words[at - 1],) in _phrases("toward", folded=folded) if at else False
    weak = (words[at - 1],) in _phrases("toward_several", folded=folded) and bool(plural & set(words[at : cue.start]))
    given = tuple(words[at - 2 : at - 1]) in _phrases("gives", folded=folded)
    return Cue(cue.start, cue.end, frozenset({"list"}), True) if at and (strong or weak) and not given else cue


def _asks_amount(words: Sequence[str], cues: Sequence[Cue], *, folded: bool) -> bool:
    """Whether "how much" or a total is asked for, outside of phrases for times ("quý mấy")."""
    timed = {at for cue in cues if cue.wants <= {"time", "count", "owner"} for at in range(cue.start, cue.end)}
    free = [word if at not in timed else "" for at, word in enumerate(words)]
    return _holds(free, "amounts", folded=folded)


def _is_object(
    words: Sequence[str], cue: Cue, objects: AbstractSet[int], asked: AbstractSet[str], *, folded: bool
) -> bool:
    phrase = tuple(words[cue.start : cue.end])
    if "owner" in asked and phrase in _phrases("measures", folded=folded):
        return True
    if phrase not in _phrases("objects", folded=folded):
        return False
    before = words[max(0, cue.start - _ACT_BEFORE - 1) : cue.start]
    acts = not objects.isdisjoint((cue.start - 1, cue.start - 2)) or _ends_with_act(before, folded=folded)
    follows = _holds(words[cue.end : cue.end + _AFTER], "acts_after", folded=folded)
    return acts or follows


def _ends_with_act(before: Sequence[str], *, folded: bool) -> bool:
    """Whether an act stands right before, or with one word in between ("bố trí nguồn …")."""
    acts = _phrases("acts", folded=folded)
    return any(tuple(before[start:end]) in acts for end in (len(before), len(before) - 1) for start in range(end))


def _holds(words: Sequence[str], key: str, *, folded: bool) -> bool:
    line = f" {' '.join(words)} "
    return any(f" {' '.join(phrase)} " in line for phrase in _phrases(key, folded=folded))


def _all(key: str, folded: bool) -> list[list[str]]:
    return [list(phrase) for phrase in _phrases(key, folded=folded)]


@lru_cache(maxsize=32)
def _phrases(key: str, *, folded: bool) -> frozenset[tuple[str, ...]]:
    spelled = (syllables(phrase) for phrase in load("wanted")[key])
    return frozenset(tuple(fold_term(word) if folded else word for word in words) for words in spelled)
