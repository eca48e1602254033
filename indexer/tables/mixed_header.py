"""The heads of a table whose header stands on lines of its own, however these are broken: all ways to part them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from indexer.language.periods import find_periods
from indexer.records import Span
from indexer.tables.lexicon import (
    is_ordinal_header,
    is_total_column,
    role_of,
    starts_with,
    table_words,
)
from indexer.tables.lines import Line
from indexer.tables.raw import Pieces, RawRow, piece_text
from indexer.tables.shape import is_header_cell, is_index_row, is_subhead

_JOINTS = (",", "/", "-", "–", "&", "(", ";", ":")
_MOST_HEADS = 20
_LONGEST_HEAD = 90
_MOST_WEAK = 4  # places where two heads may be one, of which all combinations are tried
_MOST_PARENTS = 3  # merged heads in one header


@dataclass(frozen=True, slots=True)
class Head:
    """One head; ``weak``: it may be the rest of the head before it."""

    pieces: Pieces
    text: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    text: str
    first: bool  # of its line


def read_heads(text: str, lines: Sequence[Line]) -> list[Head]:
    """The heads in the lines of a header that begins with the head of the row numbers; empty where it is none."""
    words = list(_words([line for line in lines if not line.blank]))
    taken = next((n for n in (3, 2, 1) if is_ordinal_header(" ".join(w.text for w in words[:n]))), 0)
    if not taken or len(words) == taken:
        return []
    end = words[-1].span.end
    base = words[taken].span.start
    periods = [Span(base + p.start, base + p.end) for p in find_periods(text[base:end])]
    found = [_head(text, words[:taken])]
    current: list[_Word] = []
    weak = False
    line = 0  # heads that began in the line above, but for the first two
    before = 0
    for word in words[taken:]:
        begins = _begins(word, current, periods)
        if word.first:
            line, before = 0, line
        if begins is None:
            if word.first and before > 1 and word.text[:1].islower() and not _known_with(current, word):
                return []  # the line below several heads may go on with any of them
            current.append(word)
            continue
        line += bool(current)
        if current:
            found.append(_head(text, current, weak=weak))
        current, weak = [word], begins == "weak" and len(found) > 1
    found.append(_head(text, current, weak=weak))
    plausible = 3 <= len(found) <= _MOST_HEADS and all(len(h.text) <= _LONGEST_HEAD for h in found)
    return found if plausible else []


def _words(lines: Sequence[Line]) -> Iterator[_Word]:
    for line in lines:
        parts = line.text.split()
        if is_index_row(parts):
            continue
        at = 0
        for number, part in enumerate(parts):
            at = line.text.index(part, at)
            yield _Word(Span(line.start + at, line.start + at + len(part)), part, number == 0)
            at += len(part)


def _head(text: str, words: Sequence[_Word], *, weak: bool = False) -> Head:
    pieces: list[Span] = []
    for word in words:
        if pieces and not word.first:
            pieces[-1] = Span(pieces[-1].start, word.span.end)
        else:
            pieces.append(word.span)
    return Head(tuple(pieces), piece_text(text, tuple(pieces)), weak)


def _known_with(words: Sequence[_Word], more: _Word) -> bool:
    """Whether a head is known only with the word of the next line: "Cơ quan" is not, "Cơ quan chủ trì" is."""
    head = " ".join(w.text for w in words)
    return role_of(f"{head} {more.text}") is not None or role_of(head) is not None


def _begins(word: _Word, current: Sequence[_Word], periods: Sequence[Span]) -> str | None:
    """Whether a word begins a head behind the words of the one before: "sure", "weak", or None where it does not."""
    if not current:
        return "sure"
    before = " ".join(w.text for w in current)
    if before.count("(") > before.count(")") or before.endswith(_JOINTS):
        return None
    if any(p.start < word.span.start < p.end for p in periods):
        return None
    if any(p.start == word.span.start for p in periods):
        known = role_of(before) in ("label", "note", "amount") or is_total_column(before)
        return "sure" if known or _holds_period(current, periods) else "weak"
    if not word.text[:1].isupper():
        return None
    if _holds_period(current[-1:], periods):
        return "sure"
    if len(word.text) > 1 and word.text.isupper():  # an abbreviation: a head by itself, or the end of one
        return "sure" if is_subhead(word.text) or is_header_cell(word.text) or is_ordinal_header(before) else "weak"
    broken = word.first and role_of(before) is None and not is_subhead(before)
    return "weak" if broken or _calls_for_more(before) else "sure"


def _holds_period(words: Sequence[_Word], periods: Sequence[Span]) -> bool:
    return any(p.start < w.span.end and w.span.start < p.end for w in words for p in periods)


def _calls_for_more(head: str) -> bool:
    """Whether a head may be the beginning of a longer name: "Ngân sách" before "Trung ương"."""
    return starts_with(head, table_words().fund_sources) and len(head.split()) <= 2


def stand_alone(lines: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Whether every head has lines of its own, so that a line of a row holds one cell only."""
    starts = {line.start + len(line.text) - len(line.text.lstrip()) for line in lines}
    return all(head.pieces[0].start in starts for head in heads)


def readings_of(heads: Sequence[Head]) -> Iterator[tuple[tuple[RawRow, ...], int]]:
    """The header rows and the width of every way to read the heads, the plainest first."""
    for joined in _joined(heads):
        yield from levels_of(joined)


def _joined(heads: Sequence[Head]) -> Iterator[list[Head]]:
    weak = [i for i, head in enumerate(heads) if head.weak]
    ways = list(product((False, True), repeat=min(len(weak), _MOST_WEAK)))
    if len(weak) > _MOST_WEAK:
        ways = [(False,) * len(weak), (True,) * len(weak)]
    for way in sorted(ways, key=sum):
        merged = {i for i, merge in zip(weak, way, strict=True) if merge}
        found: list[Head] = []
        for i, head in enumerate(heads):
            if i in merged:
                last = found[-1]
                found[-1] = replace(last, pieces=(*last.pieces, *head.pieces), text=f"{last.text} {head.text}")
            else:
                found.append(head)
        yield found


def levels_of(heads: Sequence[Head]) -> Iterator[tuple[tuple[RawRow, ...], int]]:
    """The heads as one row, and as two where the last of them can be the names below merged ones."""
    yield (header_row(heads),), len(heads)
    yield from _in_place(heads)
    inner = 0
    while inner < len(heads) - 3 and is_subhead(heads[-1 - inner].text):
        inner += 1
    for count in range(inner, 1, -1):
        rows = (header_row(heads[:-count]), header_row(heads[-count:]))
        for parents in range(1, _MOST_PARENTS + 1):
            if parents * 2 <= count:
                yield rows, len(heads) - parents


def _in_place(heads: Sequence[Head]) -> Iterator[tuple[tuple[RawRow, ...], int]]:
    """The heads with the names below a merged one right behind it, and further heads behind these."""
    first = next((i for i in range(2, len(heads) - 1) if _spans(heads[i], heads[i + 1])), None)
    if first is None:
        return
    end = first + 1
    while end < len(heads) and is_subhead(heads[end].text) and not is_total_column(heads[end].text):
        end += 1
    if end - first < 3 or end == len(heads):
        return
    count = end - first - 1
    whole = Span(heads[0].pieces[0].start, heads[-1].pieces[-1].end)
    upper = [h.pieces for h in (*heads[: first + 1], *heads[end:])]
    upper[first + 1 : first + 1] = [()] * (count - 1)
    lower: list[Pieces] = [()] * len(upper)
    lower[first : first + count] = [h.pieces for h in heads[first + 1 : end]]
    yield (RawRow(tuple(upper), whole), RawRow(tuple(lower), whole)), len(upper)


def _spans(head: Head, below: Head) -> bool:
    """Whether a head may stand over the one behind it."""
    if not is_subhead(below.text) or is_total_column(head.text):
        return False
    words = table_words()
    return role_of(head.text) == "amount" or starts_with(head.text, (*words.group_heads, *words.fund_heads))


def header_row(heads: Sequence[Head]) -> RawRow:
    """One row of heads."""
    return RawRow(tuple(h.pieces for h in heads), Span(heads[0].pieces[0].start, heads[-1].pieces[-1].end))
