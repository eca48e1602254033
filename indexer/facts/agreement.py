"""Whether two statements of the same thing can both be true: as numbers, as times, as agencies."""

from __future__ import annotations

import re
from datetime import timedelta
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
