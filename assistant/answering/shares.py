"""What share of the whole an item is: both operands cited, the division shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.amounts import choose_amounts
from assistant.answering.candidates import gather
from assistant.answering.draft import Citations
from assistant.answering.figures import readable, summed
from assistant.answering.found import Found
from assistant.answering.lookup import MIN_SCORE, best_row
from assistant.answering.row_answer import short_label
from assistant.answering.totals import look_up_total
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.numbers import format_vietnamese
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_PLACES = Decimal("0.01")


def look_up_share(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The share of the best row in its document's total for the same years; None unless both are stated."""
    if not asked.any_of("share"):
        return None
    money = replace(asked, wants=frozenset({"money"}))
    found = gather(index, question, money, [entry.id for entry in documents])
    hit = best_row(question, money, found.rows)
    if hit is None or hit.score < MIN_SCORE:
        return None
    chosen = choose_amounts(hit.view, money, question.years)
    whole = look_up_total(index, question, replace(money, topic=""), [hit.view.entry], citations)
    sure = chosen.kind in ("one", "sum") and all(cell.cell.certain for cell in chosen.cells)
    if not sure or whole is None or not whole.amount or whole.kind == "only_range":
        return None
    part = summed(cell.amount for cell in chosen.cells)
    n = citations.add(hit.view.entry, hit.view.passage, hit.view.span, hit.view.table)
    english = question.language == "en"
    values = {
        "label": short_label(hit.view.label),
        "part": readable(part),
        "percent": format_vietnamese((part / whole.amount * 100).quantize(_PLACES).normalize()),
        "whole": readable(whole.amount),
        "part_terms": phrase("item", english=english, text=readable(part), n=n),
        "whole_terms": phrase("item", english=english, text=readable(whole.amount), n=whole.citations[0]),
    }
    text = phrase("share_of", english=english, **values)
    return Found(hit.view.entry, text, (n, *whole.citations), hit.score, kind="share", label=hit.view.label)
