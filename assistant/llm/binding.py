"""Which time and which place a figure is said of; a right figure beside the wrong year is a wrong figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.llm.claims import Claims, Ends, Figure, Place, Time
from assistant.llm.lexicon import holds, lexicon, places_of
from indexer.language.tokens import syllables, tokenize

_LABEL = 8  # words before a figure that tell it from others
_IN_BRACKETS = re.compile(r"\s*\(([^()\d][^()]*)\)")
_BRACKET = re.compile(r"\s*\(\D{0,6}")
_STOP = re.compile(r"[;:()\n]|\.\s")
_STOPS = re.compile(r"[;:(,\n]|\.\s")
_CLAUSE = re.compile(r"[;.:\n]\s|,\s")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with the time and the place it is said of, None where the text says none, and the words beside it."""

    figure: Figure
    time: Ends | None
    place: str | None
    label: frozenset[str]  # before it, or in brackets behind it
    after: frozenset[str]  # behind it, up to the end of the clause


def bind(claims: Claims) -> tuple[Bound, ...]:
    """Every figure of a line or sentence with its time and place."""
    times = _times(claims)
    places = _places(claims)
    return tuple(
        Bound(one, times.get(one.start), places.get(one.start), label, _after(claims, one))
        for one, label in zip(claims.figures, _labels(claims), strict=True)
    )


def _labels(claims: Claims) -> Iterator[frozenset[str]]:
    """The words between the figure before it and each figure, and those in brackets behind it.

    What follows "more than" or "rises" without brackets is a difference, whatever stands before it.
    """
    end = 0
    for figure in claims.figures:
        before = claims.text[end : figure.start]
        words = _telling(before)[-_LABEL:]
        behind = _IN_BRACKETS.match(claims.text, figure.end)
        end = figure.end
        if any(holds(syllables(before), group) for group in lexicon().directions) and not before.rstrip().endswith("("):
            yield lexicon().difference
            continue
        yield frozenset((*words, *(_telling(behind.group(1)) if behind else ())))


def _after(claims: Claims, figure: Figure) -> frozenset[str]:
    """The words behind a figure up to the next figure or stop."""
    end = min((one.start for one in claims.figures if one.start >= figure.end), default=len(claims.text))
    stop = _STOPS.search(claims.text, figure.end, end)
    return frozenset(_telling(claims.text[figure.end : stop.start() if stop else end])[:_LABEL])


def _telling(text: str) -> list[str]:
    """The words of ``text`` that tell a figure from others: no joints, no numbers."""
    return [word for word in syllables(text) if word not in lexicon().joints and not word[0].isdigit()]


def _times(claims: Claims) -> dict[int, Ends]:
    """The time of each figure: in brackets or close behind it, else before it, else further behind in its clause."""
    behind = _bracketed(claims)
    free = [time for time in claims.times if time not in behind.values()]
    found = {start: time.ends for start, time in behind.items()}
    for figure in claims.figures:
        if figure.start not in found:
            time = _time(claims, figure, free)
            if time is not None:
                found[figure.start] = time.ends
    return found


def _time(claims: Claims, figure: Figure, times: Sequence[Time]) -> Time | None:
    before = max((time for time in times if time.end <= figure.start), key=lambda one: one.start, default=None)
    after = min((time for time in times if time.start >= figure.end), key=lambda one: one.start, default=None)
    if (
        after is not None
        and _close(claims.text[figure.end : after.start])
        and not claims.text[after.end :].lstrip().startswith((":", "="))
    ):
        return after
    if before is not None or after is None:
        return before
    between = claims.text[figure.end : after.start]
    other = any(figure.end <= one.start < after.start for one in claims.figures)
    return None if other or _STOP.search(between) else after


def _close(between: str) -> bool:
    """Whether only a joint or two stand between a figure and the time behind it."""
    words = syllables(between)
    return len(words) <= 2 and lexicon().time_joints.issuperset(words) and _STOPS.search(between) is None


def _bracketed(claims: Claims) -> dict[int, Time]:
    found: dict[int, Time] = {}
    for figure in claims.figures:
        for time in claims.times:
            if 0 <= time.start - figure.end <= 8 and re.fullmatch(
                r"\s*\(\D{0,6}", claims.text[figure.end : time.start]
            ):
                found[figure.start] = time
    return found


def _places(claims: Claims) -> dict[int, str]:
    """The place of each figure: the last one before it; after "more than" the one that it is said of stays."""
    found: dict[int, str] = {}
    turns = _comparisons(claims.text)
    for figure in claims.figures:
        before = [place for place in claims.places if place.end <= figure.start]
        turn = max((at for at in turns if at <= figure.start), default=None)
        beside = before and re.fullmatch(r"\s*\(\s*", claims.text[max(one.end for one in before) : figure.start])
        if not beside and turn is not None and _CLAUSE.search(claims.text, turn, figure.start) is None:
            before = [place for place in before if place.end <= turn] or before
        last: Place | None = max(before, key=lambda one: one.start, default=None)
        if last is not None:
            found[figure.start] = last.name
    return found


def _comparisons(text: str) -> list[int]:
    tokens = list(tokenize(text))
    words = [token.term for token in tokens]
    return [tokens[at].start for group in lexicon().directions for phrase in group for at in places_of(words, phrase)]
