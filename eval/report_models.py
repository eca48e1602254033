"""What language models took and said in a run, in words."""

from __future__ import annotations

from eval.agreement import Agreement, agreement
from eval.cases import Run
from eval.spending import Spent, together


def spent_on_answers(run: Run) -> Spent | None:
    """All that the model took that phrases answers; None where none took part."""
    found = [case.given.spent for case in run.cases if case.given.spent is not None]
    return together(found) if found else None


def spent_on_judging(run: Run) -> Spent | None:
    """All that the model took that judges."""
    found = [case.opinion.spent for case in run.cases if case.opinion is not None and case.opinion.spent is not None]
    return together(found) if found else None


def model_lines(run: Run) -> list[str]:
    """Lines on the models of a run, none where there were none."""
    lines: list[str] = []
    spent, judging, agreed = spent_on_answers(run), spent_on_judging(run), agreement(run.cases)
    if spent is not None:
        phrased = sum(case.given.engine == "llm" for case in run.cases)
        lines.append(f"model {run.model}: {phrased} of {len(run.cases)} answers phrased; {_tokens(spent)}")
        lines.append(f"model {run.model}: {_cost(run, spent)}")
    if run.judge is not None and judging is not None:
        lines.append(f"judge {run.judge}: {_tokens(judging)}")
    if agreed is not None:
        lines.append(_agreed(agreed))
    elif run.judge is not None:
        lines.append("the judge gave no verdict")
    return lines


def _tokens(spent: Spent) -> str:
    counted = "counted by the server"
    if spent.estimated:
        counted = f"of {spent.estimated} requests estimated, not counted by the server"
    return f"{spent.requests} requests, {spent.sent} tokens sent, {spent.written} written ({counted})"


def _cost(run: Run, spent: Spent) -> str:
    if run.prices is None or spent.cost is None:
        return "no prices given"
    given = f"{run.prices.sent:g} for a million tokens sent, {run.prices.written:g} for a million written"
    return f"cost {spent.cost:.4g} {run.prices.currency} ({given})"


def _agreed(found: Agreement) -> str:
    known = "none: one verdict is all that was given" if found.kappa is None else f"{found.kappa:.2f}"
    if found.kappa is not None and found.kappa_bounds is not None:
        known += f" ({found.kappa_bounds.low:.2f} – {found.kappa_bounds.high:.2f}, other documents)"
    text = (
        f"judge and rule agree: {found.same} of {found.of} ({100 * found.same / found.of:.1f} %,"
        f" {100 * found.shares.low:.1f} – {100 * found.shares.high:.1f}); Cohen's kappa {known};"
        f" right by the rule alone {found.only_rule}, by the model alone {found.only_model}"
    )
    return f"{text}; {found.silent} without a verdict" if found.silent else text
