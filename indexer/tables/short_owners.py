"""Agencies in short ("VPTU") behind the tasks of a flattened table: the first short name parts task and owner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.language.normal import nfc
from indexer.records import Column, Span
from indexer.tables.lexicon import names_agency, table_words
from indexer.tables.raw import Pieces, RawRow

_EXPLAINED = re.compile(r"\b(?P<short>[A-ZĐ]{2,8})\s*[:=]\s*(?P<long>[A-ZĐ][^;:.\n]{4,90})")
_IN_BRACKETS = re.compile(r"(?P<long>[A-ZĐ][^\n.;:()]{4,90}) \((?P<short>[A-ZĐ]{2,8})\)")
_WORD = re.compile(r"[^\s,;()]+")
_MOST = 0.9  # of the rows must hold a short name


def with_short_owners(text: str, rows: Sequence[RawRow], columns: Sequence[Column]) -> list[RawRow]:
    """``rows`` with their owner told where nearly every row has a short name of an agency behind its task.

    What stands between the owner and the time is parted too, or the row stays as it is.
    """
    between = [column.ordinal for column in columns[3:] if column.role != "time"]
    told = len(columns) > 3 and columns[2].role == "owner" and columns[-1].role == "time" and 0 < len(between) < 3
    if not told or (len(between) > 1 and columns[3].role != "partner"):
        return list(rows)
    known = _short_names(text)
    open_rows = [row for row in rows if 1 in row.unsure and 0 not in row.unsure and row.cells[-1]]
    parted = [(row, _parted(text, row, known)) for row in open_rows]
    if not open_rows or sum(found is not None for _, found in parted) < _MOST * len(open_rows):
        return list(rows)
    done = {id(row): _told(text, row, found, len(between)) for row, found in parted if found is not None}
    return [done.get(id(row)) or row for row in rows]


def _told(text: str, row: RawRow, found: tuple[Pieces, Span, Pieces], between: int) -> RawRow | None:
    """The row with a cell for each column, or None where it is not told where one ends."""
    before, owner, rest = found
    cells: list[Pieces] = [row.cells[0], before, (owner,)]
    if between == 1:
        cells.append(rest)
    else:
        two = _partner(text, rest)
        if two is None:
            return None
        cells += two
    return replace(row, cells=(*cells, row.cells[-1]), unsure=frozenset())


def _partner(text: str, rest: Pieces) -> tuple[Pieces, Pieces] | None:
    """The agencies at the start of ``rest``, and what follows: the one word with a capital that is no part of a name.

    A name may hold words with capitals behind one another ("Trường Đại học Hùng Vương"): then nothing is told.
    """
    words = [
        Span(piece.start + word.start(), piece.start + word.end())
        for piece in rest
        for word in re.finditer(r"\S+", piece.of(text))
    ]
    starts: list[int] = []
    for at in range(1, len(words)):
        word, before = words[at].of(text), words[at - 1].of(text)
        if not word[:1].isupper() or (len(word) > 1 and word.isupper()):
            continue
        if before.endswith((",", ";", "-")) or nfc(before).lower() in table_words().name_joints:
            continue
        opened = names_agency(" ".join(w.of(text) for w in words[at - 1 :]))  # "Sở | Tài chính" goes on with its name
        if before[:1].isupper() and not opened and not before.isupper():
            return None
        if not opened or before.isupper():
            starts.append(at)
    if len(starts) != 1:
        return None
    cut = words[starts[0]].start
    first = tuple(Span(p.start, min(p.end, cut)) for p in rest if p.start < cut)
    second = tuple(Span(max(p.start, cut), p.end) for p in rest if p.end > cut)
    return tuple(q for p in first for q in _kept(text, p)), second


def _short_names(text: str) -> frozenset[str]:
    """Short names of agencies: those of the lexicon, and those that the text explains."""
    found = {word.upper() for word in table_words().agencies if " " not in word and len(word) > 2}
    for pattern in (_EXPLAINED, _IN_BRACKETS):
        for one in pattern.finditer(text):
            if names_agency(_tail(one.group("long"), one.group("short"))):
                found.add(one.group("short"))
    return frozenset(found)


def _tail(words: str, short: str) -> str:
    """The last words of ``words``, as many as may stand behind ``short``: from the last that names an agency on."""
    parts = words.split()
    for start in range(max(0, len(parts) - len(short) - 3), len(parts)):
        if names_agency(" ".join(parts[start:])):
            return " ".join(parts[start:])
    return words


def _parted(text: str, row: RawRow, known: frozenset[str]) -> tuple[Pieces, Span, Pieces] | None:
    """The task, the owner, and what follows them; None where no short name stands behind a task."""
    label = row.cells[1]
    for number, piece in enumerate(label):
        for word in _WORD.finditer(piece.of(text)):
            start, end = piece.start + word.start(), piece.start + word.end()
            if word.group() not in known or (number == 0 and word.start() == 0):
                continue
            if text[start - 1 : start] == "(" or not _opens(text[end : piece.end]):
                continue
            before: Pieces = (*label[:number], *_kept(text, Span(piece.start, start)))
            rest: Pieces = (*_kept(text, Span(end, piece.end)), *label[number + 1 :])
            return (before, Span(start, end), rest) if before and rest else None
    return None


def _opens(rest: str) -> bool:
    """Whether what follows a short name begins another cell, or nothing follows."""
    following = rest.strip()
    return not following or (rest[:1] == " " and following[:1].isupper())


def _kept(text: str, span: Span) -> Pieces:
    raw = span.of(text)
    start = span.start + len(raw) - len(raw.lstrip())
    return (Span(start, span.start + len(raw.rstrip())),) if raw.strip() else ()
