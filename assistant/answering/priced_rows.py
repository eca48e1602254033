"""The row that has the price of one thing, where that price is asked: it outranks rows of other tables that name it.

A plan names what it buys twice: in the annex of tasks, and in the estimate with "Số lượng", "Đơn giá", "Thành tiền".
"""

from __future__ import annotations

from assistant.answering.candidates import Candidates
from assistant.answering.draft import Citations
from assistant.answering.found import Found
from assistant.answering.lookup import row_relevance
from assistant.answering.row_answer import from_row
from assistant.answering.unit_prices import unit_price
from assistant.asking import Asked, Want
from assistant.question import Question

_NEARLY = 1.5  # of relevance that the row with the price may lack
_NAMED = 0.5  # of the topic that it must hold
_NOT_ONE: tuple[Want, ...] = ("list", "sum", "compare", "change", "most", "least", "share", "percent")


def look_up_priced_row(question: Question, asked: Asked, found: Candidates, citations: Citations) -> Found | None:
    """The price, the number and the sum of the row nearly as relevant as any that has a price; None without one.

    None too where several such rows have different prices, or a sentence is nearer: other look-ups tell them apart.
    """
    if asked.any_of(*_NOT_ONE):
        return None
    weighed = sorted(((row_relevance(question, asked, hit), hit) for hit in found.rows), key=lambda one: -one[0])
    near = [(weight, hit) for weight, hit in weighed if weight >= weighed[0][0] - _NEARLY]
    priced = [(weight, hit, price) for weight, hit in near if (price := unit_price(hit.view)) is not None]
    if not priced or priced[0][1].features.get("found", 0.0) < _NAMED:
        return None
    first, best, price = priced[0]
    if any(other.dong != price.dong for _, _, other in priced[1:]):
        return None
    if any(clause.fits and clause.relevance > first for clause in found.clauses if clause.passage.table is None):
        return None
    return from_row(question, asked, best, citations)
