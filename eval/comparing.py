"""Two runs of the same questions: what changed, question by question, and whether it is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.cases import Case, Run
from eval.errors import UnusableInputError
from eval.statistics import Interval, mcnemar, paired
from eval.summary import METRICS, Figure, Metric, figure


@dataclass(frozen=True, slots=True)
class Pair:
    """One question before and after."""

    before: Case
    after: Case

    @property
    def changed(self) -> bool:
        """Whether the person who asked would see a difference."""
        was, now = self.before.given, self.after.given
        return (was.status, was.answer) != (now.status, now.answer)

    @property
    def turned(self) -> str:
        """ "lost" or "gained" where the verdict changed, else ""."""
        if self.before.right == self.after.right:
            return ""
        return "gained" if self.after.right else "lost"


@dataclass(frozen=True, slots=True)
class Change:
    """One metric before and after; ``lost`` and ``gained`` count the questions that were wholly right and are not."""

    metric: Metric
    before: Figure
    after: Figure
    difference: Interval
    lost: int
    gained: int
    p: float

    @property
    def significant(self) -> bool:
        """Whether chance alone would show this once in twenty times or less."""
        return self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Comparison:
    """The questions that both runs asked, and those that only one of them did."""

    pairs: tuple[Pair, ...]
    changes: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


SIGNIFICANT = 0.05


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs over the questions that they share by id and wording."""
    earlier = {case.asked.id: case for case in before.cases}
    pairs = tuple(
        Pair(earlier[case.asked.id], case)
        for case in after.cases
        if case.asked.id in earlier and earlier[case.asked.id].asked.question == case.asked.question
    )
    if not pairs:
        raise UnusableInputError("the two runs share no question")
    shared = {pair.after.asked.id for pair in pairs}
    found = tuple(change for metric in METRICS if (change := _change(metric, pairs)) is not None)
    return Comparison(
        pairs=pairs,
        changes=found,
        only_before=tuple(case.asked.id for case in before.cases if case.asked.id not in shared),
        only_after=tuple(case.asked.id for case in after.cases if case.asked.id not in shared),
    )


def _change(metric: Metric, pairs: Sequence[Pair]) -> Change | None:
    """The change of one metric over the questions that have a part in it both times."""
    shared = [pair for pair in pairs if metric.part(pair.before) and metric.part(pair.after)]
    before, after = figure(metric, [p.before for p in shared]), figure(metric, [p.after for p in shared])
    if before is None or after is None:
        return None
    was, now = [share(metric, p.before) for p in shared], [share(metric, p.after) for p in shared]
    worse, better = sum(b < a for a, b in zip(was, now, strict=True)), sum(b > a for a, b in zip(was, now, strict=True))
    lost, gained = (worse, better) if metric.better == "more" else (better, worse)
    return Change(
        metric=metric,
        before=before,
        after=after,
        difference=paired(was, now, [pair.after.cluster for pair in shared]),
        lost=lost,
        gained=gained,
        p=mcnemar(lost, gained),
    )


def share(metric: Metric, case: Case) -> float:
    """A question's own value of a metric that it has a part in."""
    part = metric.part(case)
    if part is None:
        raise ValueError(f"{case.asked.id} has no part in {metric.key}")
    return part[0] / part[1]
