"""Two places of the running text that state different things of what reads as the same: dates, counted things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, takewhile

from indexer.facts.records import Fact
from indexer.facts.words import fact_words
from indexer.language.normal import fold
from indexer.language.numbers import format_vietnamese
from indexer.records import Finding

_SUBJECT = re.compile(r"[a-z0-9]+")
_REACH = 160  # code points after a date that tell what its document is about
_ISSUER_WORDS = 4  # words alike after two dates that name one issuer
SLIP_SHARE = 200  # one part in so many: two counts so close are meant to be the same


def date_findings(text: str, facts: Sequence[Fact]) -> list[Finding]:
    """Documents whose number stands with two different dates, and that are about the same thing."""
    by_number: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.role == "date" and fact.period is not None:
            by_number.setdefault(re.sub(r"\s", "", fold(fact.label)), []).append(fact)
    found = []
    for same in by_number.values():
        first = same[0]
        seen = {first.period}
        for other in same[1:]:
            if other.period in seen or not _same_document(text, first, other):
                continue
            seen.add(other.period)
            message = fact_words().messages["date"].format(number=first.label, first=first.text, second=other.text)
            found.append(Finding("differs", None, message, None, None, (first.span, other.span)))
    return found


def _same_document(text: str, first: Fact, other: Fact) -> bool:
    """Whether what follows the two dates names the same issuer and subject; in one year, the issuer is enough."""
    a, b = (_subject(text, f.span.end) for f in (first, other))
    if not a or not b:
        return False
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    if alike >= _ISSUER_WORDS and first.period and other.period and first.period.years == other.period.years:
        return True  # an issuer numbers its documents anew each year, and no number twice
    rest, other_rest = set(a[alike:]), set(b[alike:])
    return len(rest & other_rest) * 2 >= max(1, min(len(rest), len(other_rest)))


def _subject(text: str, at: int) -> list[str]:
    sentence = re.split(r"[.;\n]", text[at : at + _REACH].lstrip(" ,"))[0]
    return _SUBJECT.findall(fold(sentence))


def count_findings(facts: Sequence[Fact]) -> list[Finding]:
    """Pairs of large counts of the same things under one heading that differ by a slip of the pen."""
    counts = [f for f in facts if f.role == "count" and f.value is not None and f.value >= 1000 and f.table is None]
    by_path: dict[tuple[str, ...], list[Fact]] = {}
    for fact in counts:
        by_path.setdefault(fact.row_path, []).append(fact)
    return [finding for same in by_path.values() for finding in _pairs(same)]


def _pairs(counts: Sequence[Fact]) -> list[Finding]:
    found = []
    seen: set[tuple[Decimal | None, Decimal | None]] = set()
    for first, other in combinations(counts, 2):
        if (first.value, other.value) not in seen and _same_things(first, other) and _slip(first, other):
            seen |= {(first.value, other.value), (other.value, first.value)}
            shown = (format_vietnamese(f.value) for f in (first, other) if f.value is not None)
            unit = min((first.unit or "", other.unit or ""), key=len)
            message = fact_words().messages["count"].format(unit=unit, first=next(shown), second=next(shown))
            found.append(Finding("differs", None, message, first.value, other.value, (first.span, other.span)))
    return found


def _same_things(first: Fact, other: Fact) -> bool:
    a, b = (fold(f.unit or "").split() for f in (first, other))
    short, long = sorted((a, b), key=len)
    return bool(short) and len(short) >= 2 and set(short) <= set(long)


def _slip(first: Fact, other: Fact) -> bool:
    if first.value is None or other.value is None or first.period != other.period:
        return False
    return is_slip(first.value, other.value)


def is_slip(first: Decimal, other: Decimal) -> bool:
    """Whether two counts are not the same but so close, or so alike in their digits, that one may be a misprint."""
    if first == other:
        return False
    a, b = (f"{v.normalize():f}" for v in (first, other))
    moved = sorted(a) == sorted(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2
    return moved or abs(first - other) * SLIP_SHARE <= max(first, other)
