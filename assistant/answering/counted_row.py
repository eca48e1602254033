"""Numbers of one row under the heads that the question names: told side by side, each a cell read without doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.candidates import Candidates, RowHit
from assistant.answering.cells import scale_words, shown_figure
from assistant.answering.count_heads import named_counts, said_head
from assistant.answering.draft import Citations
from assistant.answering.found import Found
from assistant.answering.row_answer import FIELDS, field_text, section_of, short_label
from assistant.answering.rows import RowView
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.normal import one_line
from indexer.language.numbers import notation_of, parse_number
from indexer.language.tokens import fold_term, syllables
from indexer.records import Cell, Column

_MARGIN = 2.0  # a clause must be this much more relevant than a row that has the number under the head asked for
_FEWEST = 2  # figures of a row of counts
_EXACT = 0.5  # of the label that the topic holds, where no two words of it stand side by side


def look_up_row_count(
    question: Question, asked: Asked, found: Candidates, citations: Citations, weigh: Callable[[RowHit], float]
) -> Found | None:
    """The numbers of the row that the topic names best, under the heads that it names; None unless that is plain.

    ``weigh`` tells how likely a row is what was asked for.
    """
    if not asked.any_of("count") or asked.any_of("money", "percent", "compare", "change", "list", "most", "least"):
        return None
    hits = [hit for hit in found.rows if hit.view.row.kind in ("item", "group")]
    able = [hit for hit in hits if named_counts(question, asked, hit.view.table).columns]
    best = max(able, key=weigh, default=None)
    if best is None or not _is_meant(best, hits):
        return None
    if any(clause.relevance > weigh(best) + _MARGIN for clause in found.clauses if clause.fits):
        return None
    cells = count_cells(question, asked, best.view)
    if not cells:
        return _blank(question, asked, best.view, citations)
    return told_counts(question, asked, best.view, cells, citations)


def count_cells(question: Question, asked: Asked, view: RowView) -> list[tuple[Column, Cell]]:
    """The certain numbers of the row in the columns of counts that the question names; none where one is in doubt."""
    columns = named_counts(question, asked, view.table).columns
    cells = [(column, view.row.cells[column.ordinal]) for column in columns]
    filled = [(column, cell) for column, cell in cells if _is_number(cell)]
    return filled if all(cell.certain for _, cell in filled) else []


def told_counts(
    question: Question, asked: Asked, view: RowView, cells: Sequence[tuple[Column, Cell]], citations: Citations
) -> Found:
    """The numbers under their heads, with who it is if that is asked, and where the row stands."""
    english = question.language == "en"
    n = citations.add(view.entry, view.passage, view.span, view.table)
    texts = [phrase("cell", english=english, header=said_head(c), text=_figure(view, c, cell)) for c, cell in cells]
    wanted = [(want, field_text(view, want)) for want in FIELDS if want in asked.wants]
    texts += [phrase(want, english=english, value=value.rstrip(" .")) for want, value in wanted if value]
    shown = phrase(
        "fields", english=english, fields="; ".join(texts), n=n, label=short_label(view.label), section=section_of(view)
    )
    return Found(view.entry, shown, (n,), 1.0, kind="counted", label=view.label)


def _figure(view: RowView, column: Column, cell: Cell) -> str:
    """The number with its unit, unless its head names what is counted; a scale ("nghìn trang") is always told."""
    plain, shown = one_line(cell.text), shown_figure(view, column, cell)
    unit = {fold_term(word) for word in syllables(shown.removeprefix(plain))}
    named = unit & {fold_term(word) for word in syllables(said_head(column))}
    return plain if named and not unit & scale_words() else shown


def lacks_count(question: Question, asked: Asked, view: RowView) -> bool:
    """Whether a row of counts has no column of what is counted, or none of its years: other numbers are no answer."""
    if asked.wants != {"count"} or not asked.counted or view.amounts():
        return False
    figures = [
        cell for column, cell in zip(view.table.columns, view.row.cells, strict=False) if column.role == "amount"
    ]
    if len(figures) < _FEWEST or not all(_is_number(cell) for cell in figures if cell.text.strip(" -–")):
        return False
    words = f" {' '.join(fold_term(word) for word in syllables(f'{view.label} {view.other_text()}'))} "
    noun = fold_term(syllables(asked.counted)[0])
    return not named_counts(question, asked, view.table).columns and f" {noun} " not in words


def _blank(question: Question, asked: Asked, view: RowView, citations: Citations) -> Found | None:
    """Says that the cells asked for are left blank; None where they hold something."""
    columns = named_counts(question, asked, view.table).columns
    if any(view.row.cells[column.ordinal].text.strip(" -–") for column in columns):
        return None
    english = question.language == "en"
    n = citations.add(view.entry, view.passage, view.span, view.table)
    header = "; ".join(map(said_head, columns))
    label, section = short_label(view.label), section_of(view)
    text = phrase("blank_cell", english=english, header=header, label=label, n=n, section=section)
    return Found(view.entry, text, (n,), 1.0, kind="counted", label=view.label)


def _is_number(cell: Cell) -> bool:
    text = cell.text.strip()
    return bool(text) and parse_number(text, notation_of([text])) is not None


def _is_meant(best: RowHit, hits: Sequence[RowHit]) -> bool:
    """Whether the topic holds two words of the label side by side, or most of it, and no other row's so much of it."""
    features = best.features
    if features.get("pairs", 0.0) <= 0 and features.get("exact", 0.0) < _EXACT:
        return False
    table = best.view.table.ordinal
    rest = [hit for hit in hits if hit is not best and hit.view.table.ordinal == table]
    return all(hit.features.get("own", 0.0) < features.get("own", 0.0) for hit in rest)
