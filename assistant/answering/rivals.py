"""Rows that a question about money could mean alike: all of them are shown, and the person is asked which."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.amounts import choose_amounts
from assistant.answering.candidates import Candidates, RowHit
from assistant.answering.draft import Citations
from assistant.answering.figures import Money
from assistant.answering.found import Found
from assistant.answering.row_answer import section_of, short_label
from assistant.answering.unit_prices import unit_price
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.price_asked import asks_unit_price
from assistant.question import Question

_HELD = 0.6  # of the topic that the label of each must hold
_EQUAL = 0.02
_BEHIND = 0.12  # of the best row's score
_EXACT = 0.8  # of a label's words that the question holds: then that row is meant
_LOOKED_AT = 12
MOST = 5


def rivals(question: Question, asked: Asked, best: RowHit, found: Candidates, citations: Citations) -> Found | None:
    """The best row and those whose labels hold as much of the topic, with other figures; None if one is meant."""
    plain = not asked.any_of("sum", "total", "compare", "share", "change", "most", "least", "each", "list")
    if not asked.any_of("money") or not plain or best.view.row.kind != "item":
        return None
    told = [(hit, money) for hit in looked_alike(best, found) if (money := _figure(question, asked, hit)) is not None]
    if len({money.dong for _, money in told}) < 2 or is_meant([hit for hit, _ in told], found):
        return None
    return _listed(question, _of_every_figure(told)[:MOST], citations)


def looked_alike(best: RowHit, found: Candidates) -> list[RowHit]:
    """The items whose labels hold as much of the topic as that of ``best``; none where that is little."""
    held = found.interest.coverage(best.view.label)
    alike = [hit for hit in found.rows[:_LOOKED_AT] if _is_alike(hit, best, held, found)]
    return alike if held >= _HELD and best.view.row.kind == "item" else []


def is_meant(hits: Sequence[RowHit], found: Candidates) -> bool:
    """Whether the question says nearly all of a label: then just that row is meant."""
    return any(found.interest.share_of(hit.view.label) >= _EXACT for hit in hits)


def _of_every_figure(told: Sequence[tuple[RowHit, Money]]) -> list[tuple[RowHit, Money]]:
    """The best row of each figure first, then the others."""
    first = {money.dong: at for at, (_, money) in reversed(list(enumerate(told)))}
    return sorted(told, key=lambda one: told.index(one) != first[one[1].dong])


def _is_alike(hit: RowHit, best: RowHit, held: float, found: Candidates) -> bool:
    same = abs(found.interest.coverage(hit.view.label) - held) <= _EQUAL
    return hit.view.row.kind == "item" and same and hit.score >= best.score - _BEHIND


def _figure(question: Question, asked: Asked, hit: RowHit) -> Money | None:
    if asks_unit_price(question.text, question.language):
        return unit_price(hit.view)
    chosen = choose_amounts(hit.view, asked, question.years)
    return chosen.cells[0].amount if chosen.kind == "one" and chosen.cells[0].cell.certain else None


def _listed(question: Question, told: Sequence[tuple[RowHit, Money]], citations: Citations) -> Found:
    english = question.language == "en"
    lines: list[str] = []
    terms: list[tuple[Money, str, int]] = []
    for hit, money in told:
        view = hit.view
        n = citations.add(view.entry, view.passage, view.span, view.table)
        terms.append((money, view.label, n))
        lines.append(phrase("rival", english=english, amount=money.shown, label=short_label(view.label), n=n))
    entry = told[0][0].view.entry
    head = phrase("rivals_head", english=english, section=section_of(told[0][0].view).rsplit(",", 1)[0])
    text = "\n".join([head, *(f"- {line}" for line in lines), phrase("rivals_ask", english=english)])
    return Found(entry, text, tuple(n for _, _, n in terms), told[0][0].score, None, tuple(terms), "rivals")
