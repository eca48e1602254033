"""What a person may ask next: the choices of a doubt, or what else the cited row says."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.draft import Draft, name_of
from assistant.answering.drawn import CitedRow, cited_rows
from assistant.phrases import phrase
from assistant.question import Question
from assistant.suggestions import examples
from indexer.language.normal import fold
from indexer.store.reader import OpenIndex

_MOST = 3
_MOST_CHOICES = 6
_LABEL = (8, 110)  # a label that names something and reads well inside a question


def suggested(index: OpenIndex, question: Question, draft: Draft) -> tuple[str, ...]:
    """What a person may ask after ``draft``: its choices, what else its row says, or else examples."""
    if draft.status == "answered":
        return tuple(_next(index, question, draft))[:_MOST]
    if draft.status == "clarify":
        return tuple(_choices(index, question, draft))[:_MOST_CHOICES] or examples(index)
    return examples(index)


def _next(index: OpenIndex, question: Question, draft: Draft) -> Iterator[str]:
    """What else the one cited row says: other years, the agency, the time, the money."""
    rows = list(cited_rows(index, draft))
    if len(rows) != 1 or not _LABEL[0] <= len(rows[0].view.label) <= _LABEL[1]:
        return
    row, said, english = rows[0], fold(draft.text), question.language == "en"
    about = {"label": row.view.label, "place": name_of(row.view.entry)}
    figures = [cell for cell in row.cells if cell.cell.certain]
    if figures and not any(fold(cell.amount.written) in said for cell in figures):
        yield phrase("next_money", english=english, **about)
    elif len(question.years) == 1:
        for year in _other_years(row, question.years[0]):
            yield phrase("next_year", english=english, year=year, **about)
    owner, time = row.view.first_text("owner"), row.view.first_text("time")
    if owner and fold(owner) not in said:
        yield phrase("next_owner", english=english, **about)
    if time and fold(time) not in said:
        yield phrase("next_time", english=english, **about)


def _other_years(row: CitedRow, asked: int) -> list[int]:
    """The year after the one asked for, else the one before, if the row has a figure for it."""
    spans = {cell.period.years for cell in row.cells if cell.period is not None and cell.cell.certain}
    return [year for year in (asked + 1, asked - 1) if (year, year) in spans][:1]


def _choices(index: OpenIndex, question: Question, draft: Draft) -> Iterator[str]:
    """The question again, with each document or year that it may mean."""
    english, asked = question.language == "en", question.text.rstrip(" ?.")
    documents = dict.fromkeys(citation.document_id for citation in draft.citations)
    if len(documents) > 1:
        for document_id in documents:
            entry = index.catalogue.document(document_id)
            if entry is not None:
                yield phrase("choose_place", english=english, question=asked, name=name_of(entry))
        return
    for row in cited_rows(index, draft):
        for cell in row.cells:
            years = cell.period.years if cell.period is not None else None
            if years is not None and years[0] == years[1]:
                yield phrase("choose_year", english=english, question=asked, year=years[0])
