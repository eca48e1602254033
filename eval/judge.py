"""How an answer is judged against a line of a question set.

The plain text is judged, without its citation marks. A question that asks for one thing is judged on the first
400 characters: the direct answer comes first, and dumping the surroundings is no answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from eval.amounts import amounts, same, states
from eval.evidence import fold
from eval.questions import QuestionLine
from eval.words import judging_words

DEFAULT_LIMIT = 1_200
LIMITS = {"list": 2_500, "summary": 2_500, "compare": 1_600, "ambiguous": 1_600, "conflict": 1_600}
DIRECT_TYPES = frozenset({"fact", "table", "sum", "owner", "deadline", "reference"})
DIRECT_LENGTH = 400
REFUSING_STATUSES = frozenset({"not_found", "out_of_scope", "refused"})
_CITATION_MARK = re.compile(r"\[\d+(?:\s*,\s*\d+)*\]")  # citation marks are no figures


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an answer is right and, where it is not, why."""

    right: bool
    why: str = ""


def judge(gold: QuestionLine, answer: str, *, status: str | None = None, citations: int | None = None) -> Verdict:
    """Judge ``answer``; ``status`` and ``citations`` are the service's own status and citation count, when known."""
    plain = _CITATION_MARK.sub("", answer)
    folded = fold(plain)
    for forbidden in gold.must_not:
        if fold(forbidden) in folded:
            return Verdict(False, f"holds {forbidden!r}")
    if not gold.answerable:
        return _judge_refusal(gold, plain, status)
    return _judge_form(gold, plain, status, citations) or _judge_content(gold, plain)


def judged_text(gold: QuestionLine, plain: str) -> str:
    """The part of a plain answer that the judge reads: of a question that asks for one thing, its beginning."""
    return plain[:DIRECT_LENGTH] if gold.type in DIRECT_TYPES else plain


def _judge_refusal(gold: QuestionLine, plain: str, status: str | None) -> Verdict:
    """The verdict where there is no answer: it must be said so, and no amount given that the question lacks."""
    known = [value for text in (gold.question, gold.answer) for amount in amounts(text) for value in amount.values]
    for amount in amounts(plain):
        familiar = any(same(value, other) for value in amount.values for other in known)
        if amount.kind in ("money", "%") and not familiar:
            return Verdict(False, "states an amount that answers nothing")
    if status is not None:
        return Verdict(True) if status in REFUSING_STATUSES else Verdict(False, f"status {status}")
    folded = fold(plain)
    refuses = any(phrase in folded for phrase in judging_words().refusals)
    return Verdict(True) if refuses else Verdict(False, "no refusal")


def _judge_form(gold: QuestionLine, plain: str, status: str | None, citations: int | None) -> Verdict | None:
    """What is wrong before the content is looked at; None if nothing is."""
    if status in REFUSING_STATUSES:
        return Verdict(False, f"refused ({status})")
    if len(plain) > LIMITS.get(gold.type, DEFAULT_LIMIT):
        return Verdict(False, f"too long ({len(plain)})")
    if gold.type == "ambiguous" and citations is not None and citations < 2:
        return Verdict(False, "fewer than two candidates cited")
    return None


def _judge_content(gold: QuestionLine, plain: str) -> Verdict:
    """Whether the judged part of the answer states every value and one variant of each group."""
    judged = judged_text(gold, plain)
    for value in gold.values:
        if not states(judged, value):
            return Verdict(False, f"lacks {value.number} {value.unit}")
    folded = fold(judged)
    for group in gold.must:
        if not any(fold(variant) in folded for variant in group):
            return Verdict(False, f"lacks {group[0]!r}")
    return Verdict(True)
