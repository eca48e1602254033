"""Figures that no place states and that stated ones give: a percentage of a base, what is left of a total, a norm."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.averages import look_up_average
from assistant.answering.draft import Citations
from assistant.answering.found import Found
from assistant.answering.norms import look_up_norm
from assistant.answering.outstanding import look_up_outstanding
from assistant.answering.rates import look_up_rate
from assistant.answering.remainders import look_up_remainder
from assistant.answering.told_sets import look_up_division
from assistant.asking import Asked
from assistant.question import Question
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex


def look_up_computed(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The first computation whose operands are all stated, with its formula; None if the question asks for none."""
    looked = (index, question, asked, documents, citations)
    division = look_up_division(*looked) or look_up_outstanding(*looked)
    return (
        division
        or look_up_remainder(*looked)
        or look_up_rate(*looked)
        or look_up_norm(*looked)
        or look_up_average(*looked)
    )
