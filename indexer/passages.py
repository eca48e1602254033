"""Outline and tables to passages: the slices that are searched, quoted and cited.

A passage never crosses a section, and is at most :data:`MAX_PASSAGE` code points, so that five of them fit the 6,000
characters that a reader (or a language model) is given. A table row is a passage of its own with the words of its
headers and groups beside it: most rows never name their column, and most chunks never name their province.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from indexer.language.lexicon import structure_words
from indexer.language.normal import one_line
from indexer.language.note_names import names_below
from indexer.language.structure import is_signature, opens_recipients
from indexer.records import Block, Outline, Passage, Row, Span, Table

MAX_PASSAGE = 1200
GOOD_PASSAGE = 900  # a passage that is this long takes no further block


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long passages of running text are, in code points; ``python -m eval sweep`` tries others."""

    most: int = MAX_PASSAGE
    good: int = GOOD_PASSAGE


LENGTHS = Lengths()
BREADCRUMB_JOINT = " > "
_SENTENCE_END = re.compile(r"[.;:!?…]['\"”)\]]*\s+|\n\s*\n|\n")


def make_passages(
    text: str, outline: Outline, tables: Sequence[Table], lengths: Lengths = LENGTHS
) -> tuple[Passage, ...]:
    """All passages of a document in source order, numbered from 0."""
    found = [*_text_passages(text, outline, lengths), *_row_passages(text, outline, tables)]
    found.sort(key=lambda passage: passage.span)
    return tuple(replace(passage, ordinal=ordinal) for ordinal, passage in enumerate(found))


def breadcrumb(outline: Outline, section: int) -> str:
    """The labels and headings from the outermost section down, as shown in citations."""
    steps = (" ".join(filter(None, (step.label, step.heading))) for step in outline.path(section))
    return BREADCRUMB_JOINT.join(step for step in steps if step)


def _text_passages(text: str, outline: Outline, lengths: Lengths) -> Iterator[Passage]:
    for section, blocks in _runs(outline):
        crumb = breadcrumb(outline, section)
        for span in _packed(text, blocks, lengths):
            yield Passage(0, "text", section, crumb, span, _signature_context(text, span))


def _runs(outline: Outline) -> Iterator[tuple[int, list[Block]]]:
    """The running text of each section, in pieces between which a table stands; a rule on the page parts nothing."""
    for section, blocks in groupby(outline.blocks, key=lambda block: block.section):
        for is_table, run in groupby(blocks, key=lambda block: block.kind == "table"):
            if not is_table:
                yield section, [block for block in run if block.kind != "furniture"]


def _packed(text: str, blocks: Sequence[Block], lengths: Lengths) -> Iterator[Span]:
    """Neighbouring blocks joined up to a good length; a longer block is cut at sentence ends."""
    current: Span | None = None
    for block in blocks:
        for piece in _pieces(text, block.span, lengths.most):
            if current is not None and (_full(current, piece, lengths) or _starts_afresh(text, current, piece)):
                yield current
                current = None
            current = piece if current is None else Span(current.start, piece.end)
    if current is not None:
        yield current


def _full(current: Span, piece: Span, lengths: Lengths) -> bool:
    joined = piece.end - current.start
    return joined > lengths.most or (len(current) >= lengths.good // 2 and joined > lengths.good)


def _starts_afresh(text: str, current: Span, piece: Span) -> bool:
    """Whether ``piece`` opens the recipients or the signature, which is one however many marks it has."""
    slice_ = piece.of(text)
    signs_on = is_signature(current.of(text))
    return opens_recipients(slice_) or (is_signature(slice_) and not signs_on)


def _signature_context(text: str, span: Span) -> str:
    return structure_words().signature_context if is_signature(span.of(text)) else ""


def _pieces(text: str, span: Span, most: int) -> Iterator[Span]:
    """``span`` cut at the last sentence end (else the last space) before every ``most`` code points."""
    start = span.start
    while span.end - start > most:
        limit = start + most
        cuts = [found.end() for found in _SENTENCE_END.finditer(text, start + most // 3, limit)]
        cut = cuts[-1] if cuts else max(text.rfind(" ", start + 1, limit) + 1, start + most // 3)
        yield from _trim(text, Span(start, cut))
        start = cut
    yield from _trim(text, Span(start, span.end))


def _trim(text: str, span: Span) -> Iterator[Span]:
    """``span`` without the white space around it; nothing where it holds nothing else."""
    slice_ = span.of(text)
    left = len(slice_) - len(slice_.lstrip())
    right = len(slice_.rstrip())
    if left < right:
        yield Span(span.start + left, span.start + right)


def _row_passages(text: str, outline: Outline, tables: Sequence[Table]) -> Iterator[Passage]:
    section_of = {block.table: block.section for block in outline.blocks if block.table is not None}
    for table in tables:
        section = section_of.get(table.ordinal, 0)
        crumb = breadcrumb(outline, section)
        headers = table_headers(table)
        names = names_below(text, table.span.end)
        for rows in _row_groups(table):
            meant = " ".join(filter(None, (names.get(row_label(table, row).lstrip("-–+• ")) for row in rows)))
            context = f"{headers} {meant}".strip()
            first = next((row for row in rows if not _is_bare(table, row)), rows[0])
            crumbs = BREADCRUMB_JOINT.join(filter(None, (crumb, *_group_steps(table, first))))
            whole = Span(rows[0].span.start, rows[-1].span.end)
            for span in _pieces(text, whole, MAX_PASSAGE):
                yield Passage(0, "row", section, crumbs, span, context, table.ordinal, first.ordinal)


def table_headers(table: Table) -> str:
    """The words of a table's columns and unit, for searching its rows."""
    words = [word for column in table.columns for word in column.path]
    return one_line(" ".join(dict.fromkeys([*words, table.unit or ""])))


def _row_groups(table: Table) -> Iterator[list[Row]]:
    """Each row with the details below it and the bare headings above it, as far as they fit one passage.

    A heading that holds nothing but its label would win every search by its shortness, and answer none.
    """
    rows: list[Row] = []
    for row in table.rows:
        continues = row.kind == "detail" or all(_is_bare(table, above) for above in rows)
        if rows and not (continues and row.span.end - rows[0].span.start <= MAX_PASSAGE):
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows


def _is_bare(table: Table, row: Row) -> bool:
    """Whether only the number and the label of ``row`` are filled, and the other cells are known to be blank."""
    silent = {column.ordinal for column in table.columns if column.role in ("ordinal", "label")}
    filled = (cell.text or not cell.certain for at, cell in enumerate(row.cells) if at not in silent)
    return row.kind != "detail" and not any(filled)


def _group_steps(table: Table, row: Row) -> tuple[str, ...]:
    """The labels of the groups that hold ``row``, outermost first."""
    steps: list[str] = []
    seen = {row.ordinal}
    at = row.parent
    while at is not None and at not in seen:
        seen.add(at)
        group = table.rows[at]
        steps.append(one_line(" ".join(filter(None, (group.label, row_label(table, group))))))
        at = group.parent
    return tuple(reversed(steps))


def row_label(table: Table, row: Row) -> str:
    """What the row is about: the text of its first column that labels rows."""
    for column in table.columns:
        if column.role == "label" and column.ordinal < len(row.cells):
            return row.cells[column.ordinal].text
    return ""
