"""The header of a flattened table: its columns are found by the words of the lexicon and by periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from indexer.language.figures import is_figure
from indexer.language.folded import folded
from indexer.language.numbers import notation_of, parse_number, plus
from indexer.language.periods import PeriodAt, find_periods
from indexer.records import Column, ColumnRole, Span
from indexer.tables.header import unit_in
from indexer.tables.lexicon import is_appendix, is_ordinal_header, key, table_words
from indexer.tables.lines import Line
from indexer.tables.ordinals import numbers_first_row
from indexer.tables.raw import piece_text
from indexer.tables.shape import is_index_row, is_total_label

FIGURES_AT_END = re.compile(r"(?:\s+[\d.,]+)+\s*$")
_LONGEST = 24  # lines, blank ones included


@dataclass(frozen=True, slots=True)
class _Phrase:
    span: Span
    role: ColumnRole
    total: bool


@dataclass(frozen=True, slots=True)
class FlatHeader:
    """What was found in the lines of the header; ``after`` is the first line below it."""

    span: Span
    after: int
    number: Span
    label: Span
    periods: tuple[Span, ...]
    total: Span | None
    group: Span | None  # the head that spans the periods
    tail: Span | None
    between: tuple[Span, ...]  # heads of text in front of all figures
    lines: frozenset[str]

    def repeats(self, line: str) -> bool:
        """Whether ``line`` is a line of the header that a page break repeats."""
        content = " ".join(line.split())
        return len(content) > 1 and content in self.lines

    @property
    def has_figures(self) -> bool:
        """Whether any head announces figures."""
        return bool(self.periods or self.total or self.group)

    def text_columns(self, text: str) -> tuple[Column, ...]:
        """Number, label and the texts behind it, for a table without figures."""
        texts = [self._column(text, i, (head,), "other") for i, head in enumerate(self.between, start=2)]
        return (*self._lead(text), *texts)

    def columns(self, text: str, rows: list[list[str]], has_tail: bool) -> tuple[Column, ...] | None:
        """The columns that agree with the figures of the rows, or None where they cannot be told."""
        most = max((len(r) for r in rows), default=0)
        periods = len(self.periods)
        with_total = self.total is not None
        if not self.has_figures:
            return None
        count = periods + int(with_total) if periods else 1
        place = (_total_place(rows, count) or self._total_by_order()) if with_total and periods else None
        if most > count + 1:
            return None
        heads: list[tuple[Span, ...]] = [((self.group, p) if self.group else (p,)) for p in self.periods]
        only = self.total or self.group
        if not periods and only is not None:
            heads = [(only,)]
        elif with_total and self.total is not None:
            heads.insert(0 if place == "first" else len(heads), (self.total,))
        columns = self._lead(text)
        columns += [self._column(text, i, (head,), "other") for i, head in enumerate(self.between, start=2)]
        columns += [self._column(text, i, spans, "amount") for i, spans in enumerate(heads, start=len(columns))]
        if has_tail:
            spans = (self.tail,) if self.tail else ()
            columns.append(self._column(text, len(columns), spans, "other"))
        return tuple(columns)

    def _lead(self, text: str) -> list[Column]:
        return [self._column(text, 0, (self.number,), "ordinal"), self._column(text, 1, (self.label,), "label")]

    def _total_by_order(self) -> str:
        """Where the heads put the total, for want of figures that tell: before the head of the periods, or after."""
        first = self.group or self.periods[0]
        return "first" if self.total is not None and self.total.start < first.start else "last"

    def _column(self, text: str, ordinal: int, spans: tuple[Span, ...], role: ColumnRole) -> Column:
        path = tuple(piece_text(text, (s,)) for s in spans)
        last = spans[-1] if spans else None
        period = path[-1] if last in self.periods else None
        unit = next((u for s in reversed(spans) if (u := unit_in(text, s))), None)
        if role == "other" and spans:
            role = _role_at(text, spans[-1]) or "other"
        return Column(
            ordinal, path, role, spans, period, unit[0] if unit else None, unit[1] if unit else None
        )  # fmt: skip


def read_flat_header(text: str, lines: list[Line], at: int) -> FlatHeader | None:
    """The header that starts at line ``at`` with the head of the row numbers, or None."""
    words = lines[at].text.split()
    taken = next((n for n in (3, 2, 1) if len(words) >= n and is_ordinal_header(" ".join(words[:n]))), 0)
    if not taken:
        return None
    after = _end(lines, at)
    if after is None:
        return None
    start = lines[at].start + len(lines[at].text) - len(lines[at].text.lstrip())
    number = Span(start, text.index(words[taken - 1], start) + len(words[taken - 1]))
    used = [line for line in lines[at:after] if not line.blank]
    whole = Span(number.start, used[-1].start + len(used[-1].text.rstrip()))
    body = Span(number.end, whole.end)
    periods = tuple(_shift(p, body.start) for p in find_periods(body.of(text)))
    phrases = _phrases(text, body, periods)
    amounts = [p for p in phrases if p.role == "amount"]
    total = next((p.span for p in amounts if p.total), None)
    group = next((p.span for p in amounts if not p.total), None)
    texts = [p.span for p in phrases if p.role not in ("amount", "label")]
    first = min((s.start for s in (total, group, *periods) if s is not None), default=body.end)
    between = tuple(s for s in texts if s.end <= first)
    tail = texts[-1] if len(texts) > len(between) else None
    label = _label(text, body, [p.span for p in phrases if p.role != "label"], periods)
    contents = frozenset(" ".join(line.text.split()) for line in used)
    return FlatHeader(whole, after, number, label, periods, total, group, tail, between, contents)


def _end(lines: list[Line], at: int) -> int | None:
    """The first line that starts a row: the number 1 of some style, or a total row."""
    for index in range(at + 1, min(len(lines), at + _LONGEST)):
        content = lines[index].text.split()
        if not content:
            continue
        if is_appendix(lines[index].text) or lines[index].text.count("|") > 1:
            return None  # another table's title or row: what stood above it was no header
        if is_index_row(content):
            continue
        if numbers_first_row(lines[index].text):
            return index
        if is_total_label(FIGURES_AT_END.sub("", lines[index].text)) and _has_figures(lines, index):
            return index
    return None


def _has_figures(lines: list[Line], at: int) -> bool:
    """Whether the total at line ``at`` has its figures, on the line itself or on the next."""
    if any(is_figure(word) for word in lines[at].text.split()):
        return True
    below = next((line.text.split() for line in lines[at + 1 : at + 4] if not line.blank), [])
    return bool(below) and all(map(is_figure, below))


def _shift(found: PeriodAt, by: int) -> Span:
    return Span(found.start + by, found.end + by)


def _phrases(text: str, body: Span, periods: tuple[Span, ...]) -> list[_Phrase]:
    """Known heads in the header text, longest first, none overlapping another; in order."""
    search = folded(body.of(text))
    taken: list[_Phrase] = []
    busy = list(periods)
    for phrase, role, pattern in _head_patterns():
        for found in pattern.finditer(search.text):
            span = Span(body.start + search.source(found.start()), body.start + search.source(found.end()))
            if all(span.end <= b.start or b.end <= span.start for b in busy):
                taken.append(_Phrase(span, role, phrase in table_words().total_columns))
                busy.append(span)
    return sorted(taken, key=lambda p: p.span.start)


@lru_cache(maxsize=1)
def _head_patterns() -> tuple[tuple[str, ColumnRole, re.Pattern[str]], ...]:
    return tuple(
        (phrase, role, re.compile(r"(?<![a-z0-9])" + r"[\s,/]+".join(map(re.escape, phrase.split())) + r"(?![a-z0-9])"))
        for phrase, role in table_words().roles
    )


def _role_at(text: str, span: Span) -> ColumnRole | None:
    wanted = key(span.of(text))
    return next((role for phrase, role in table_words().roles if phrase == wanted), None)


def _label(text: str, body: Span, others: list[Span], periods: tuple[Span, ...]) -> Span:
    """The head of the label column: from the row numbers' head to the next known head."""
    ends = [s.start for s in (*others, *periods)]
    end = min(ends, default=body.end)
    raw = text[body.start : end]
    left = len(raw) - len(raw.lstrip())
    kept = raw.rstrip()
    return Span(body.start + left, body.start + max(len(kept), left))


def _total_place(rows: list[list[str]], count: int) -> str | None:
    """Whether the first or the last figure of complete rows is the sum of the others; None where neither shows."""
    notation = notation_of([f for r in rows for f in r])
    votes = {"first": 0, "last": 0}
    for row in rows:  # rows without some of their figures vote too: their total is still first or last
        if len(row) < 2 or len(row) > count + 1:
            continue
        values = [parse_number(f, notation) or Decimal(0) for f in row[-count:]]
        if not any(values):
            continue
        votes["last"] += values[-1] == plus(values[:-1])
        votes["first"] += values[0] == plus(values[1:])
    if votes["first"] == votes["last"]:
        return None
    return "first" if votes["first"] > votes["last"] else "last"
