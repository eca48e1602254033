"""What the answers must be once the documents were changed: gold lines by rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from eval.amounts import Value, figures, wanted
from eval.evidence import EvidenceItem
from eval.questions import QuestionLine
from eval.robust.rewriting import FACTOR

_REWRITABLE = frozenset({"fact", "table", "sum", "compare"})


def unanswerable_without(questions: Sequence[QuestionLine], document_id: str) -> tuple[QuestionLine, ...]:
    """The questions that only this document answers, as questions that nothing answers."""
    return tuple(
        unanswerable(one) for one in questions if one.answerable and set(one.docs) == {document_id} and not one.history
    )


def unanswerable(one: QuestionLine) -> QuestionLine:
    """The question as one that nothing answers."""
    return replace(one, type="unanswerable", evidence=(), values=(), must=(), answer="", answerable=False)


def renamed(questions: Sequence[QuestionLine], ids: Mapping[str, str]) -> tuple[QuestionLine, ...]:
    """The same questions with the new ids of the documents."""
    return tuple(
        replace(
            one,
            docs=tuple(ids.get(doc, doc) for doc in one.docs),
            evidence=tuple(EvidenceItem(ids.get(item.doc, item.doc), item.contains) for item in one.evidence),
        )
        for one in questions
    )


def with_other_sums(questions: Sequence[QuestionLine], rewritten: Collection[str]) -> tuple[QuestionLine, ...]:
    """The questions for sums of money whose documents were all rewritten, with the multiplied sums as gold.

    Questions that name a sum themselves, or whose gold names figures as words, are left out.
    """
    return tuple(_multiplied(one) for one in questions if _asks_for_sums(one) and set(one.docs) <= set(rewritten))


def with_both_sums(questions: Sequence[QuestionLine], document_id: str, number: str | None) -> tuple[QuestionLine, ...]:
    """The questions for sums of one document; a right answer gives the old and the new sum, and names ``number``."""
    asked = [one for one in questions if _asks_for_sums(one) and set(one.docs) == {document_id}]
    return tuple(
        replace(
            one,
            type="ambiguous",
            values=(*one.values, *_multiplied(one).values),
            must=((number,),) if number else (),
            must_not=(),
            answer=_reference((*one.values, *_multiplied(one).values)),
            evidence=(),
        )
        for one in asked
    )


def _asks_for_sums(one: QuestionLine) -> bool:
    money = bool(one.values) and all(wanted(value)[1] == "money" for value in one.values)
    in_words = any(character.isdigit() for group in one.must for variant in group for character in variant)
    named = any(figure.kind == "money" for figure in figures(one.question))
    return one.answerable and one.type in _REWRITABLE and money and not in_words and not named and not one.history


def _multiplied(one: QuestionLine) -> QuestionLine:
    values = tuple(Value(value.number * FACTOR, value.unit) for value in one.values)
    return replace(one, values=values, must_not=(), answer=_reference(values), evidence=())


def _reference(values: Sequence[Value]) -> str:
    return "; ".join(f"{value.number:.15g} {value.unit}" for value in values)
