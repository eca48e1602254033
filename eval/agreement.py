"""How far the model that judges agrees with the judging rule, beyond what chance would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.statistics import Interval, kappa, kappa_interval, wilson


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two verdicts of the same answers: the rule's, and the model's."""

    of: int  # answers with both
    same: int
    shares: Interval  # of agreement, by Wilson
    kappa: float | None
    kappa_bounds: Interval | None  # by drawing whole documents again
    only_rule: int  # right by the rule alone
    only_model: int
    silent: int  # answers of which the model gave no verdict


def agreement(cases: Sequence[Case]) -> Agreement | None:
    """The agreement over the answers that a model was asked about; None where it gave no verdict at all."""
    judged = [case for case in cases if case.opinion is not None]
    both = [case for case in judged if case.opinion is not None and case.opinion.grade is not None]
    if not both:
        return None
    pairs = [(case.right, case.opinion is not None and case.opinion.grade == "right") for case in both]
    same = sum(one == other for one, other in pairs)
    return Agreement(
        of=len(both),
        same=same,
        shares=wilson(same, len(both)),
        kappa=kappa(pairs),
        kappa_bounds=kappa_interval(pairs, [case.cluster for case in both]),
        only_rule=sum(one and not other for one, other in pairs),
        only_model=sum(other and not one for one, other in pairs),
        silent=len(judged) - len(both),
    )


def disputed(case: Case) -> bool:
    """Whether the model says otherwise than the rule."""
    grade = case.opinion.grade if case.opinion else None
    return grade is not None and (grade == "right") != case.right
