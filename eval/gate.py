"""Whether a change may pass: no significant drop against a stored baseline, and no figure that may not be signed.

A drop is judged by the exact test on paired questions, so that it is neither noise nor hidden by gains elsewhere. A
new figure that nothing supports, a false or misscaled sum, an inexact quote, an answer to what no document says or
a failure stops a change alone: such a trade is accepted by storing a new baseline, which a person reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eval.cases import Run
from eval.comparing import Comparison, Pair, compare

GATED = frozenset(
    {"right", "all@5", "recall@5", "cited", "citation recall", "exact", "nuggets", "refused unanswerable"}
)


@dataclass(frozen=True, slots=True)
class Failure:
    """One reason to stop; ``question`` is the id of the question that shows it, empty for a drop of a figure."""

    kind: str
    text: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The comparison and all reasons to stop."""

    comparison: Comparison
    failures: tuple[Failure, ...]

    @property
    def passes(self) -> bool:
        """Whether nothing stops the change."""
        return not self.failures


def gate(baseline: Run, run: Run) -> Judgement:
    """Judge a run by a stored baseline of the same questions."""
    comparison = compare(baseline, run)
    failures = [*_drops(comparison), *(failure for pair in comparison.pairs for failure in _unsignable(pair))]
    failures += [Failure("question missing", "was asked for the baseline", one) for one in comparison.only_before]
    return Judgement(comparison, tuple(failures))


def _drops(comparison: Comparison) -> Iterator[Failure]:
    for change in comparison.changes:
        if change.metric.key in GATED and change.significant and change.lost > change.gained:
            was, now = 100 * change.before.value, 100 * change.after.value
            text = (
                f"{change.metric.name}: {was:.1f} % to {now:.1f} %, {change.lost} questions worse,"
                f" {change.gained} better, p = {change.p:.3g}"
            )
            yield Failure("significant drop", text)


def _unsignable(pair: Pair) -> Iterator[Failure]:
    """What may not happen to a single question."""
    was, now, id_ = pair.before.measures, pair.after.measures, pair.after.asked.id
    new = sorted(set(now.invented) - set(was.invented))
    if new:
        yield Failure("invented figure", f"nothing supports {', '.join(new)}", id_)
    if now.scale_error and not was.scale_error:
        yield Failure("scale", f"a thousand times too great or too small: {now.why}", id_)
    elif now.false_figure and not was.false_figure:
        yield Failure("false figure", now.why, id_)
    if now.inexact > was.inexact:
        yield Failure("inexact quote", f"{now.inexact} of {now.slices} slices are not the source's", id_)
    if now.cause in ("answered", "stated an amount") and now.cause != was.cause:
        yield Failure("answer without a source", now.why, id_)
    if pair.after.given.error is not None and pair.before.given.error is None:
        yield Failure("failed", pair.after.given.error, id_)
