"""A sum over things that the question names one by one: a row for each, added exactly."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answering.amounts import choose_amounts
from assistant.answering.candidates import RowHit
from assistant.answering.draft import Citations
from assistant.answering.each_year import each_year
from assistant.answering.figures import Money, readable, summed
from assistant.answering.filters import By, selected
from assistant.answering.found import Found
from assistant.answering.listing import item_rows
from assistant.answering.parts import one_row_holds_all, rows_of_parts, some_rows_of_parts
from assistant.answering.row_answer import short_label
from assistant.answering.rows import worked_out
from assistant.asking import Asked, names_any
from assistant.phrases import phrase
from assistant.question import Question
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex


def look_up_parts(
    index: OpenIndex, question: Question, asked: Asked, documents: Collection[str], citations: Citations
) -> Found | None:
    """The sum of the figures of all parts that the topic names; None unless each part has a row of its own."""
    added = asked.any_of("sum") or names_any(asked, "both")
    if asked.any_of("compare", "change") or not (added or asked.any_of("total")):
        return None
    over_years = len(question.years) > 1 and not names_any(asked, "both")  # the years of one thing may be added
    if (over_years or not added) and one_row_holds_all(index, question, asked, documents):
        return None
    hits = rows_of_parts(index, question, asked, documents)
    if not hits:
        return None
    yearly = each_year(question, hits, citations) if asked.any_of("each") and names_any(asked, "yearly") else None
    return yearly or _added(question, asked, hits, citations)


def look_up_some_parts(
    index: OpenIndex, question: Question, asked: Asked, documents: Collection[str], citations: Citations
) -> Found | None:
    """Of things to be added, the figures of those that have a row, and which have none; nothing is added."""
    if not asked.any_of("sum", "each") and not names_any(asked, "both"):
        return None
    hits, missing = some_rows_of_parts(index, question, asked, documents)
    found = _added(question, asked, hits, citations) if hits else None
    if found is None or asked.any_of("compare", "change"):
        return None
    english = question.language == "en"
    listed = "; ".join(
        phrase("term_labelled", english=english, amount=money.written, label=short_label(label), n=n)
        for money, label, n in found.terms
    )
    text = phrase("sum_missing", english=english, missing="”, “".join(missing), terms=listed)
    return replace(found, text=text, amount=None, kind="partial")


def look_up_selected(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    documents: Sequence[DocumentEntry],
    citations: Citations,
    *,
    by: Sequence[By] = ("owner",),
) -> Found | None:
    """The sum of the rows of an agency, or that one source pays for; None if fewer than two rows are meant."""
    if not asked.any_of("sum", "total") or asked.any_of("compare"):
        return None
    rows = [view for entry in documents for view in item_rows(index, entry) if view.amounts()]
    chosen = selected(question, asked, documents, rows, by=by)
    return _added(question, asked, [RowHit(view, 1.0) for view in chosen], citations) if len(chosen) > 1 else None


def _added(question: Question, asked: Asked, hits: list[RowHit], citations: Citations) -> Found | None:
    english = question.language == "en"
    terms: list[tuple[Money, str, int]] = []
    sure = True
    for hit in hits:
        chosen = choose_amounts(hit.view, asked, question.years)
        if chosen.kind == "blank":
            continue
        if chosen.kind not in ("one", "sum"):
            return None
        sure = sure and all(cell.cell.certain or worked_out(hit.view, cell) for cell in chosen.cells)
        n = citations.add(hit.view.entry, hit.view.passage, hit.view.span, hit.view.table)
        terms += [(cell.amount, hit.view.label, n) for cell in chosen.cells]
    if not terms:
        return None
    dong = summed(money for money, _, _ in terms) if sure else None
    written = [
        phrase("term_labelled", english=english, amount=money.written, label=short_label(label), n=n)
        for money, label, n in terms
    ]
    if dong is not None:
        text = phrase("sum_sides", english=english, sum=readable(dong), terms=" + ".join(written))
    else:
        text = phrase("sum_unsure", english=english, terms="; ".join(written))
    numbers = tuple(dict.fromkeys(n for _, _, n in terms))
    return Found(hits[0].view.entry, text, numbers, min(hit.score for hit in hits), dong, tuple(terms), "sum")
