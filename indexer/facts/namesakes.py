"""Tasks of the same name, in the text and in a table or in two tables, for which different times or leads are given.

A name is what a task begins with, up to the first comma, colon, bracket or full stop. Names are the same where their
words are, or where one goes on with its purpose only ("… theo chuẩn …"). A name that several rows of a table or
several sentences bear tells nothing: those are parts of one thing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from indexer.facts.agreement import agree, ends_agree
from indexer.facts.audit_words import audit_words
from indexer.facts.prose import Paragraph
from indexer.facts.statements import Statement
from indexer.language.lexicon import load
from indexer.language.normal import fold, nfc, one_line
from indexer.language.tokens import syllables
from indexer.records import Span, Table

_FEWEST_WORDS = 5
_NAME_END = re.compile(r"[,:;(]|\.(?=\s|$)")
_PIECE_START = re.compile(r"[,:;()]\s|\.\s")
_LIST_MARK = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?")

Pair = tuple[Statement, Statement]


@dataclass(frozen=True, slots=True)
class _Named:
    """A statement with the words of its name; ``closed``: the name is all that is said."""

    words: tuple[str, ...]
    closed: bool
    statement: Statement
    table: int | None


def namesakes(
    text: str, tables: Sequence[Table], paragraphs: Sequence[Paragraph], said: Sequence[Statement],
    rows: Sequence[Statement],
) -> list[Pair]:  # fmt: skip
    """Pairs of statements that bear one name and give different times or leads, the earlier one first."""
    kinds = {table.ordinal: frozenset(column.role for column in table.columns) for table in tables}
    alike: defaultdict[tuple[str, ...], list[_Named]] = defaultdict(list)
    for one in (*_sentences(text, paragraphs, said), *_rows(rows)):
        if len(one.words) >= _FEWEST_WORDS:
            alike[one.words[:_FEWEST_WORDS]].append(one)
    return [pair for same in alike.values() for pair in _pairs(same, kinds)]


def _pairs(same: Sequence[_Named], kinds: Mapping[int, frozenset[str]]) -> Iterator[Pair]:
    """The pairs among statements whose names begin alike."""
    in_text = [one for one in same if one.table is None]
    in_rows = [one for one in same if one.table is not None]
    yield from _between(in_text, in_rows)
    yield from _between_tables(in_rows, kinds)


def _sentences(text: str, paragraphs: Sequence[Paragraph], said: Sequence[Statement]) -> Iterator[_Named]:
    """Paragraphs that name a task and give it one time."""
    starts = [paragraph.span.start for paragraph in paragraphs]
    held: dict[int, list[Statement]] = {}
    for statement in said:
        at = bisect_right(starts, statement.span.start) - 1
        if statement.kind == "time" and at >= 0 and paragraphs[at].body.holds(statement.span):
            held.setdefault(at, []).append(statement)
    for at, times in held.items():
        body = paragraphs[at].body
        words, end = _name(body.of(text))
        if len(times) == 1 and _is_of_all(text, body, words, times[0]):
            rest = _telling(text[body.start + end : min(times[0].span.start, body.end)])
            yield _Named(words, not rest or text[body.start + end] in ":.(", times[0], None)


def _is_of_all(text: str, body: Span, words: Sequence[str], time: Statement) -> bool:
    """Whether the words that lead to the time speak of the whole paragraph: they say nothing, or the name itself."""
    before = text[body.start : time.span.start]
    starts = [found.end() for found in _PIECE_START.finditer(before)]
    return set(_telling(before[starts[-1] if starts else 0 :])) <= set(words)


def _rows(rows: Sequence[Statement]) -> Iterator[_Named]:
    for row in rows:
        if row.kind in ("time", "owner") and row.where is not None and not row.needs:
            words, end = _name(row.label)
            yield _Named(words, end >= len(row.label.rstrip(" .;")), row, row.where[0])


def _between(in_text: Sequence[_Named], in_rows: Sequence[_Named]) -> Iterator[Pair]:
    """A sentence and the one row that bears its name."""
    for one in in_text:
        if sum(_is_same(one, other) for other in in_text) > 1:
            continue
        alike = [row for row in in_rows if row.statement.kind == "time" and _is_same(one, row)]
        if alike and not any(_may_both_be(one.statement, row.statement) for row in alike):
            yield from ((one.statement, row.statement) for row in alike[:1] if _is_alone(row, in_rows))


def _between_tables(in_rows: Sequence[_Named], kinds: Mapping[int, frozenset[str]]) -> Iterator[Pair]:
    """Rows of tables of different kinds; tables of one kind are parts of one list, or the lists of several bodies."""
    for one, other in combinations(in_rows, 2):
        if one.table is None or other.table is None or kinds[one.table] == kinds[other.table]:
            continue
        same_kind = one.statement.kind == other.statement.kind
        if not same_kind or not _is_same(one, other) or _may_both_be(one.statement, other.statement):
            continue
        if _is_alone(one, in_rows) and _is_alone(other, in_rows):
            yield one.statement, other.statement


def _is_alone(row: _Named, rows: Sequence[_Named]) -> bool:
    """Whether no other row of its table begins with the name."""
    same = {one.statement.where for one in rows if one.table == row.table and _begins_with(one.words, row.words)}
    return len(same) == 1


def _is_same(one: _Named, other: _Named) -> bool:
    short, long = sorted((one.words, other.words), key=len)
    if len(short) < _FEWEST_WORDS or not (one.closed or other.closed) or not _begins_with(long, short):
        return False
    return len(short) == len(long) or _is_purpose(long[len(short) :])


def _begins_with(words: Sequence[str], start: Sequence[str]) -> bool:
    return tuple(words[: len(start)]) == tuple(start)


def _is_purpose(words: Sequence[str]) -> bool:
    return any(_begins_with(words, cue) for cue in _purposes())


def _may_both_be(first: Statement, second: Statement) -> bool:
    if first.kind == "owner" and any(
        fold(one.shown).startswith(tuple(audit_words().nobody)) for one in (first, second)
    ):
        return True
    return agree(first, second) and (first.kind != "time" or ends_agree(first, second))


def _name(text: str) -> tuple[tuple[str, ...], int]:
    """The words of the name that ``text`` begins with, and where it ends."""
    lead = _LIST_MARK.match(text)
    start = lead.end() if lead else 0
    found = _NAME_END.search(text, start)
    end = found.start() if found else len(text)
    return _telling(text[start:end]), end


@lru_cache(maxsize=4096)
def _telling(text: str) -> tuple[str, ...]:
    """The words of ``text`` in order without figures, times and the words that only say that it is to be done."""
    return tuple(w for w in syllables(_silent().sub(" ", nfc(one_line(text)).lower())) if not w[0].isdigit())


@lru_cache(maxsize=1)
def _silent() -> re.Pattern[str]:
    """What may stand around a time without saying what is to be done."""
    words = sorted((nfc(word) for word in load("audit")["around_times"]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


@lru_cache(maxsize=1)
def _purposes() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(syllables(word)) for word in load("audit")["purposes"])
