"""The answer of one side: the whole document's figure, a sum of named things, or the best row or clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import gather
from assistant.answering.computed import look_up_computed
from assistant.answering.counted import look_up_counted
from assistant.answering.draft import Citations
from assistant.answering.found import Found
from assistant.answering.funds import look_up_funds, look_up_told_total
from assistant.answering.groups import look_up_group
from assistant.answering.lookup import look_up
from assistant.answering.measures import with_measures
from assistant.answering.plan_funds import look_up_plan_funds
from assistant.answering.priced_rows import look_up_priced_row
from assistant.answering.shares import look_up_share
from assistant.answering.stated_prices import look_up_unit_price, splits_price
from assistant.answering.sums import look_up_parts, look_up_selected, look_up_some_parts
from assistant.answering.text_amounts import look_up_text_amount
from assistant.answering.totals import look_up_total
from assistant.asking import Asked, read_asked
from assistant.price_asked import asks_unit_price
from assistant.question import Question
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex


def answer_of_side(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """What ``documents`` answer, with all measures that the question asks for; None where nothing is found."""
    looked = (index, question, asked, documents, citations)
    if asks_unit_price(question.text, question.language):
        hits = gather(index, question, asked, [entry.id for entry in documents])
        row = look_up_priced_row(question, asked, hits, citations)
        if row is not None:
            return row
    parted = splits_price(question)
    if parted is not None:  # how many, and what each costs
        plain, priced = parted
        found = _one_place(index, plain, read_asked(plain), documents, citations)
        price = look_up_unit_price(index, priced, read_asked(priced), documents, citations)
        return _both(found, price)
    found = look_up_unit_price(*looked) or _one_place(*looked)
    return found and with_measures(index, question, asked, found, citations)


def _both(found: Found | None, more: Found | None) -> Found | None:
    if found is None or more is None or more.text in found.text:
        return found or more
    numbers = tuple(dict.fromkeys((*found.citations, *more.citations)))
    return replace(found, text=f"{found.text}\n{more.text}", citations=numbers)


def _one_place(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    looked = (index, question, asked, documents, citations)
    funds = look_up_plan_funds(*looked)
    if funds is not None:
        return funds
    share = look_up_share(*looked) if asked.any_of("share") else None
    if share is not None:
        return share
    stated = look_up_counted(*looked) or look_up_computed(*looked) or look_up_funds(*looked)
    if stated is not None:
        return stated
    ids = [entry.id for entry in documents]
    if asked.any_of("money"):
        total = (
            look_up_group(*looked)
            or look_up_selected(*looked)
            or _whole(*looked)
            or look_up_parts(index, question, asked, ids, citations)
            or look_up_text_amount(*looked)
            or look_up_selected(*looked, by=("owner", "described"))
            or look_up_some_parts(index, question, asked, ids, citations)
        )
        if total is not None:
            return total
    return look_up(question, asked, gather(index, question, asked, ids), citations)


def _whole(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The figure of the whole document: as its tables and sentences total it, else as its text tells the years."""
    looked = (index, question, asked, documents, citations)
    total = look_up_total(*looked)
    total = (look_up_told_total(*looked) if total is None or total.kind == "only_range" else None) or total
    return replace(total, explained=True) if total is not None else None
