"""One line below a header taken apart: the number of a row, its words, its run of figures, the words behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.language.numbers import looks_numeric
from indexer.language.periods import find_periods
from indexer.records import Span
from indexer.tables.flat_rows import is_numbered, mark_of
from indexer.tables.lexicon import may_head, table_words
from indexer.tables.lines import Line
from indexer.tables.ordinals import RANK, Ordinal, parse_ordinal
from indexer.tables.shape import is_nothing, is_total_label

_TOKEN = re.compile(r"\S+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BULLETS = ("-", "+", "–", "•", "*")


@dataclass(frozen=True, slots=True)
class Heads:
    """What the header tells of the lines below it."""

    contents: frozenset[str]  # its lines
    units: bool  # a column of units stands in front of the figures
    times: bool  # a column of times stands in front of them
    figures: bool  # there are figures at all
    spaced: bool  # an empty line stands below every line
    between: bool = False  # a column of other texts stands in front of the figures
    blocked: bool = False  # empty lines stand between the rows and nowhere else
    whole: str = ""  # all of its lines, one blank between words

    def begins_with(self, content: str) -> bool:
        """Whether a line is the beginning of the header, as a page break repeats no more of it."""
        return len(content) > 2 and self.whole.startswith(content) and may_head(content)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One line; each part is a slice of the source, ``figures`` one for each figure or dash."""

    number: Span | None
    ordinal: Ordinal | None
    words: tuple[Span, ...]  # label, and what is told apart from it before the figures: a time, a unit
    figures: tuple[Span, ...]
    tail: Span | None
    form: Literal["row", "total", "bullet", "more"]
    lower: bool  # it begins in lower case, or with a parenthesis
    named: bool  # its words begin with a label, not with a time or a unit
    broken: bool = False  # a page break stands above it
    gap: int = 0  # empty lines above


@dataclass(slots=True)
class Numbers:
    """The row numbers that are open."""

    opened: list[tuple[Ordinal, str]]
    last: Ordinal | None = None  # the last plain number, over headings of another kind

    def may_follow(self, ordinal: Ordinal, mark: str) -> bool:
        """Whether a number may come next: after its last sibling, or as the first of a kind below what is open."""
        if not self.opened:
            return ordinal.last == 1
        if any(m != mark for o, m in self.opened if o.style == ordinal.style):
            return False
        if any(ordinal.follows(o) for o, m in self.opened if m == mark or o.style == "dotted"):
            return True
        if ordinal.style == "dotted":
            return ordinal.last == 1 and any(ordinal.values[:-1] == o.values for o, _ in self.opened)
        return ordinal.last == 1 and RANK[ordinal.style] > RANK[self.opened[-1][0].style]

    def goes_on(self, ordinal: Ordinal) -> bool:
        """Whether a number goes on where the last one stopped, over headings of another kind."""
        return ordinal.style == "number" and self.last is not None and ordinal.follows(self.last)

    def enter(self, ordinal: Ordinal, mark: str) -> None:
        """Take note of the number of a row."""
        for depth in range(len(self.opened) - 1, -1, -1):
            if ordinal.follows(self.opened[depth][0]):
                del self.opened[depth:]
                break
        else:
            while self.opened and RANK[self.opened[-1][0].style] >= RANK[ordinal.style] and ordinal.style != "dotted":
                self.opened.pop()
        self.opened.append((ordinal, mark))
        self.last = ordinal if ordinal.style == "number" else self.last


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    text: str


def parse_line(text: str, line: Line, numbers: Numbers, heads: Heads, *, hungry: bool, inside: bool) -> Parsed:
    """The parts of one line; ``hungry``: the row above has no figures yet, ``inside``: no row begins here."""
    tokens = [_Token(Span(line.start + m.start(), line.start + m.end()), m.group()) for m in _TOKEN.finditer(line.text)]
    number, ordinal = (None, None) if inside else _number(tokens, numbers, heads, hungry=hungry)
    rest = tokens[1:] if number is not None else tokens
    run = _run(text, rest, heads, alone=number is None)
    if heads.times and run[0] < run[1] and _YEAR.fullmatch(rest[run[0]].text) and (hungry or run[1] - run[0] > 1):
        run = run[0] + 1, run[1]  # the time of the row, in front of its figures
    label, figures, tail = rest[: run[0]], rest[run[0] : run[1]], rest[run[1] :]
    cut = _cut(text, label, heads) if figures else None
    words = _apart(label, cut)
    form: Literal["row", "total", "bullet", "more"] = "more"
    said = " ".join(t.text for t in label)
    if number is not None:
        form = "row"
    elif said and is_total_label(said):
        form = "total"
    elif label and label[0].text in _BULLETS and len(label) > 1 and (figures or (heads.figures and not hungry)):
        form = "bullet"
    lower = bool(said) and (said[:1].islower() or said[:1] in "(")
    named = bool(label) and cut != label[0].span.start
    return Parsed(number, ordinal, words, tuple(t.span for t in figures), _joined(tail), form, lower, named)


def _number(
    tokens: Sequence[_Token], numbers: Numbers, heads: Heads, *, hungry: bool
) -> tuple[Span | None, Ordinal | None]:
    """The row number that a line begins with."""
    first = tokens[0].text
    ordinal = parse_ordinal(first) if len(first) <= 8 else None
    if ordinal is None or ordinal.style == "bullet":
        return None, None
    mark = mark_of(first)
    if ordinal.style == "letter" and not mark and len(tokens) > 1:
        return None, None
    if not (numbers.may_follow(ordinal, mark) or numbers.goes_on(ordinal)):
        return None, None
    plain = ordinal.style in ("number", "dotted") and not mark
    if plain and len(tokens) > 1:
        figure = looks_numeric(tokens[1].text) or is_nothing(tokens[1].text)
        if (figure and hungry) or (tokens[1].text[:1].islower() and hungry):
            return None, None
    if plain and len(tokens) == 1 and hungry and heads.figures and numbers.opened and len(numbers.opened) > 90:
        return None, None
    return tokens[0].span, ordinal


def _run(text: str, tokens: Sequence[_Token], heads: Heads, *, alone: bool) -> tuple[int, int]:
    """The run of figures and dashes of a line: the longest, the last where several are as long; empty at the end."""
    nothing = len(tokens), len(tokens)
    if not heads.figures or not tokens:
        return nothing
    inside = _periods(text, tokens)
    best = nothing
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and end not in inside and _is_cell(tokens, end):
            end += 1
        if end == at:
            at += 1
            continue
        after = tokens[end].text if end < len(tokens) else ""
        if end - at > 1 and after[:1].islower() and _counts(tokens[end - 1].text):
            end -= 1  # "1.400 | 02 chuyến": the last of them counts what follows
        if end - at >= best[1] - best[0] and _stands(tokens, at, end, alone=alone):
            best = at, end
        at = end
    start, end = best
    while start < end and is_nothing(tokens[start].text) and start > 0 and end - start == 1:
        return nothing
    return start, end


def _is_cell(tokens: Sequence[_Token], at: int) -> bool:
    token = tokens[at].text
    if is_nothing(token):
        beside = tokens[at + 1].text if at + 1 < len(tokens) else ""
        before = tokens[at - 1].text if at else ""
        return any(looks_numeric(x) or is_nothing(x) for x in (beside, before)) or len(tokens) == 1
    return looks_numeric(token)


def _stands(tokens: Sequence[_Token], start: int, end: int, *, alone: bool) -> bool:
    """Whether a run is the row's figures, and no number inside its words."""
    after = tokens[end].text if end < len(tokens) else ""
    before = [t.text for t in tokens[max(0, start - 2) : start]]
    if after[:1] in ("%", "/", "("):
        return False
    if end - start >= 2:
        return True
    only = tokens[start].text
    if (after[:1].islower() and len(only) < 3) or (before and is_numbered(before)):
        return False
    if start == 0:
        return alone or not after
    return len(only) > 2 or not after


def _counts(figure: str) -> bool:
    return figure.isdigit() and len(figure) <= 2


def _periods(text: str, tokens: Sequence[_Token]) -> set[int]:
    """The tokens inside a period that is written out: "năm 2026", "2026 - 2028"."""
    base, end = tokens[0].span.start, tokens[-1].span.end
    raw = text[base:end]
    if "20" not in raw and "19" not in raw:
        return set()
    spans = [(base + p.start, base + p.end) for p in find_periods(raw) if p.end - p.start > 4]
    inside = {i for i, t in enumerate(tokens) if any(a <= t.span.start and t.span.end <= b for a, b in spans)}
    bare = {i for i in inside if looks_numeric(tokens[i].text) and not _YEAR.fullmatch(tokens[i].text)}
    return inside - bare


def _cut(text: str, label: Sequence[_Token], heads: Heads) -> int | None:
    """Where in the words in front of the figures a time or a unit begins, where columns of them stand there."""
    whole = _joined(label)
    if whole is None:
        return None
    if heads.times:
        raw = whole.of(text)
        last = next((p for p in find_periods(raw) if p.end >= len(raw.rstrip())), None)
        if last is not None:
            return whole.start + last.start
        if _YEAR.fullmatch(label[-1].text):
            return label[-1].span.start
    return _unit_at(label) if heads.units else None


def _apart(label: Sequence[_Token], cut: int | None) -> tuple[Span, ...]:
    """The words in front of the figures: the label, and what begins at ``cut``."""
    if not label:
        return ()
    first = [t for t in label if cut is None or t.span.start < cut]
    rest = label[len(first) :]
    return tuple(Span(part[0].span.start, part[-1].span.end) for part in (first, rest) if part)


def _unit_at(label: Sequence[_Token]) -> int | None:
    """Where the unit at the end of a row's words begins."""
    for count in (3, 2, 1):
        words = [t.text for t in label[-count:]]
        if len(label) >= count and " ".join(words).lower() in table_words().row_units:
            return label[-count].span.start
    return None


def _joined(tokens: Sequence[_Token]) -> Span | None:
    return Span(tokens[0].span.start, tokens[-1].span.end) if tokens else None
