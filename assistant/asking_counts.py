"""What a question counts ("how many X"), told from what only looks like it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from assistant.asking_cues import Cues, words_of
from assistant.meant import Cue, cues_in
from assistant.query import translated
from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables

_MAX_COUNTED = 3


def counted_words(words: Sequence[str], taken: Collection[int], cues: Cues) -> list[str]:
    """The words after "how many" (or after "số" at the start), up to three, unless they ask for money."""
    if tuple(words[:1]) in cues.count_first and tuple(words[1:2]) not in cues.count_not:
        return list(words[1 : _MAX_COUNTED + 1])
    for at in range(len(words)):
        for size in (2, 1):
            free = at not in taken or words[at - 2 : at] == cues.all_of  # "quý mấy" counts nothing
            free = free and not _is_machine(words, at, cues) and tuple(words[at - 1 : at]) not in cues.ordinal
            if tuple(words[at : at + size]) in cues.count and free:
                beyond = words[at + size : at + size + _MAX_COUNTED + 1]
                whole = tuple(beyond[:2]) in cues.count_inside  # "người dùng" are no "người"
                after = [word for word in beyond if word not in cues.skips or whole] or list(beyond[:1])
                after = list(beyond[:1]) if after and after[0] in cues.empty else after  # "people in a meeting"
                of_things = after and (whole or after[0] not in cues.money)  # "đồng chí" are no money
                if of_things and after[0] not in cues.empty and not after[0].isdigit():
                    return after[:_MAX_COUNTED]
    return []


def counts_things(words: Sequence[str], cue: Cue, cues: Cues, *, folded: bool) -> bool:
    """Whether a phrase for money that ends in "how many" stands before a thing: "is granted how many computers"."""
    if "money" not in cue.wants or tuple(words[cue.end - 2 : cue.end]) not in cues.count:
        return False
    return any(tuple(words[cue.end : cue.end + len(head)]) == head for head in _counted_heads(folded=folded))


@lru_cache(maxsize=2)
def _counted_heads(*, folded: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(words_of(head, folded=folded) for head in load("computing")["counted_heads"])


def asks_money_besides(words: Sequence[str], counted: Sequence[str], cues: Cues) -> bool:
    """Whether money is asked for beside "how many X": "is granted how many" is of things where a thing follows."""
    if (counted[0],) in cues.count_ends:
        return True
    at = next((at for at in range(1, len(words)) if list(words[at : at + len(counted)]) == list(counted)), 0)
    size = next((size for size in (2, 1) if tuple(words[max(0, at - size) : at]) in cues.count), 0)
    if not size:
        return True
    beside = (*cues_found(words[: at - size], cues), *cues_found(words[at:], cues))
    return any("money" in cue.wants for cue in beside)


def _is_machine(words: Sequence[str], at: int, cues: Cues) -> bool:
    """Whether "may" without diacritics is "máy": before what machines are called, where another word asks."""
    others = cues.asks.intersection([*words[:at], *words[at + 1 :]])
    return bool(others) and (words[at], *words[at + 1 : at + 2]) in cues.machines


def counted_in_vietnamese(counted: Sequence[str]) -> list[str]:
    """The head of an English phrase ("dedicated officers", "pages of archives") in Vietnamese, or as it is."""
    stops = [at for at, word in enumerate(counted) if word in load("stopwords")["en"] or (at and word.endswith("ed"))]
    head = counted[: stops[0]] if stops else counted
    for at in range(len(head)):
        phrases, rest = translated(" ".join(head[at:]))
        if len(phrases) == 1 and not rest:
            return [fold_term(word) for word in syllables(phrases[0])]
    return list(counted)


def cues_found(words: Sequence[str], cues: Cues) -> list[Cue]:
    """The phrases of the question that ask for something."""
    return cues_in(words, cues.phrases, cues.longest, cues.count, cues.money)
