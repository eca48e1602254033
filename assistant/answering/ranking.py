"""Which items cost most or least: the rows of a document in the order of their figures."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.amounts import choose_amounts
from assistant.answering.draft import Citations, Draft, name_of
from assistant.answering.figures import Money, summed
from assistant.answering.listing import item_rows
from assistant.answering.row_answer import short_label
from assistant.answering.rows import RowView
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import ListBlock, ListItem, TextBlock
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

SHOWN = 3


def rank_items(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The items with the highest (or lowest) figures for the years asked, of documents that have figures."""
    if not asked.any_of("most", "least") or not asked.any_of("money", "most", "least"):
        return None
    figures = [
        figure for entry in documents for view in item_rows(index, entry) if (figure := _figure(view, asked, question))
    ]
    if len(figures) < 2:
        return None
    ordered = sorted(figures, key=lambda one: -one[0].dong if "most" in asked.wants else one[0].dong)
    english = question.language == "en"
    citations = Citations(index)
    items: list[ListItem] = []
    for money, view in ordered[:SHOWN]:
        n = citations.add(view.entry, view.passage, view.span, view.table)
        text = phrase(
            "ranked", english=english, label=short_label(view.label), amount=money.shown, name=name_of(view.entry), n=n
        )
        items.append(ListItem(text, (n,)))
    head = phrase("ranked_head", english=english, count=len(figures))
    text = "\n".join([*(f"{at}. {item.text}" for at, item in enumerate(items, start=1)), head])
    return Draft("answered", text, (ListBlock(tuple(items)), TextBlock(head)), tuple(citations.made), "items by figure")


def _figure(view: RowView, asked: Asked, question: Question) -> tuple[Money, RowView] | None:
    chosen = choose_amounts(view, asked, question.years)
    if chosen.kind not in ("one", "sum", "varies") or not all(cell.cell.certain for cell in chosen.cells):
        return None
    if len(chosen.cells) == 1:
        return chosen.cells[0].amount, view
    dong = summed(cell.amount for cell in chosen.cells)
    return Money(dong, " + ".join(cell.amount.written for cell in chosen.cells)), view
