"""Whether two statements of the same thing can both be true: as numbers, as times, as agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from indexer.facts.audit_words import audit_words
from indexer.facts.statements import Statement
from indexer.language.abbreviations import abbreviations
from indexer.language.normal import fold
from indexer.language.periods import Period

_DAY = timedelta(days=1)
_PIECE = re.compile(r"[;,/()]|\s[-–+]\s|^\s*[-–+]\s*|\sva\s")


def agree(first: Statement, second: Statement) -> bool:
    """Whether the two may both be true; both are of one kind and, for numbers, of one unit."""
    if first.kind == "owner":
        return agencies_agree(first.shown, second.shown)
    if first.kind == "time":
        return first.period is None or second.period is None or times_agree(first.period, second.period)
    if first.value is None or second.value is None or first.value == second.value:
        return True
    return _within_bound(first, second.value) or _within_bound(second, first.value)


def times_agree(a: Period, b: Period) -> bool:
    """Whether two times have a day in common; two deadlines must end within a day of each other."""
    a, b = _dated(a), _dated(b)
    if a.last is None or b.last is None:
        return True
    if a.first is None and b.first is None:
        return abs(a.last - b.last) <= _DAY
    if a.first is None or b.first is None:
        deadline, other = (a, b) if a.first is None else (b, a)
        return other.first is None or deadline.last is None or other.first <= deadline.last
    return a.first <= b.last and b.first <= a.last


def ends_agree(first: Statement, second: Statement) -> bool:
    """Whether two times by which the same is to be done end alike: the finer one ends within the coarser one.

    A quarter that is over before a deadline keeps it, but two places that say so of one task name different ends.
    Times that are not announced as ends, and those of years, may.
    """
    a, b = first.period, second.period
    if a is None or b is None or a.last is None or b.last is None or not (_is_end(first) and _is_end(second)):
        return True
    if abs(a.last - b.last) <= _DAY:
        return True
    return any(one.first is not None and one.first <= other <= last + _DAY for one, last, other in _both(a, b))


def _both(a: Period, b: Period) -> Iterator[tuple[Period, date, date]]:
    if a.last is not None and b.last is not None:
        yield a, a.last, b.last
        yield b, b.last, a.last


def _is_end(statement: Statement) -> bool:
    """Whether the time is a deadline, or a quarter or month announced as the one in which a thing is completed."""
    period = statement.period
    if period is None or period.kind not in ("day", "month", "quarter"):
        return False
    told = fold(f"{statement.before} {statement.shown}")
    return period.deadline or any(word in told for word in audit_words().completed)


def agencies_agree(first: str, second: str) -> bool:
    """Whether one of the agencies of one side is among those of the other, however they are abbreviated."""
    a, b = _agencies(first), _agencies(second)
    if not a or not b:
        return True
    return any(one <= other or other <= one for one in a for other in b)


def _dated(period: Period) -> Period:
    """A bare day as the last day on which something may be done, as columns of deadlines write it."""
    return Period(period.kind, None, period.last, deadline=True) if period.kind == "day" else period


def _agencies(text: str) -> list[frozenset[str]]:
    full = {short: fold(meaning) for short, meaning in abbreviations().items()}
    pieces = [re.findall(r"[a-z&]+", piece) for piece in _PIECE.split(fold(text))]
    found = [frozenset(w for word in piece for w in full.get(word, word).split()) for piece in pieces if piece]
    return [words for words in found if words]


def _within_bound(bounded: Statement, value: Decimal) -> bool:
    """Whether a statement such as "at least 30" holds for ``value``."""
    words = audit_words()
    if bounded.value is None:
        return True
    if words.lower_bounds.search(bounded.before) and value >= bounded.value:
        return True
    return words.upper_bounds.search(bounded.before) is not None and value <= bounded.value
