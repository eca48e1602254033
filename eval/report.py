"""The figures of a run, a comparison and a gate as aligned text."""

from __future__ import annotations

from collections.abc import Sequence

from eval.cases import Case, Run
from eval.comparing import Change, Comparison, Pair
from eval.gate import Judgement
from eval.questions import LANGUAGES, QUESTION_TYPES
from eval.report_models import model_lines
from eval.statistics import Interval
from eval.summary import Figure, Group, by_document, causes, figures, group, groups, milliseconds

_HEADER = ("", "questions", "right", "wrong", "refused", "right %", "all@5", "all@5 %")
_SHOWN_FAILURES = 40


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells in columns, the first column flush left and the others flush right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def percent(count: float, of: float) -> str:
    """A share in percent with one decimal, a dash for a share of nothing."""
    return f"{100 * count / of:.1f}" if of else "-"


def group_table(cases: Sequence[Case]) -> str:
    """Counts overall, by type, by language and by document."""
    blank = [""] * len(_HEADER)
    parts = (
        groups(cases, lambda case: case.asked.type, QUESTION_TYPES),
        groups(cases, lambda case: case.asked.lang, LANGUAGES),
        by_document(cases),
    )
    rows: list[Sequence[str]] = [_HEADER, _group_row(group("all", cases))]
    for part in parts:
        rows += [blank, *map(_group_row, part)]
    return aligned(rows)


def _group_row(group: Group) -> tuple[str, ...]:
    """One line of the table; a dash where retrieval is not measured."""
    retrieval = f"{group.retrieved_all}/{group.retrieval_questions}" if group.retrieval_questions else "-"
    return (
        group.name,
        str(group.questions),
        str(group.right),
        str(group.wrong),
        str(group.refused),
        percent(group.right, group.questions),
        retrieval,
        percent(group.retrieved_all, group.retrieval_questions),
    )


def counted(figure: Figure) -> str:
    """What a figure was counted from: so many of so many; a score or an amount stands alone."""
    return f"{figure.total:g} of {figure.of:g}" if figure.metric.is_share else ""


def shown(value: float, figure: Figure) -> str:
    """A share in percent, a score with three decimals, an amount with four digits or all that it has."""
    if figure.metric.is_share:
        return f"{100 * value:.1f} %"
    if figure.metric.kind == "score":
        return f"{value:.3f}"
    return f"{value:.0f}" if abs(value) >= 1_000 else f"{value:.4g}"


def probability(p: float) -> str:
    """A p with three decimals; what would be shown as nothing is told as less than the least that is shown."""
    return f"{p:.3f}" if p >= 0.001 else "< 0.001"


def bounds(interval: Interval | None, figure: Figure) -> str:
    """Both ends of an interval, nothing where there is none."""
    if interval is None:
        return ""
    return f"{shown(interval.low, figure)} – {shown(interval.high, figure)}"


def summary(cases: Sequence[Case]) -> str:
    """Every figure with its intervals, the causes of what was refused, and the times."""
    rows = [("", "", "", "95 %, more such questions", "95 %, other documents")]
    rows += [_summary_row(one) for one in figures(cases)]
    lines = [aligned(rows)]
    lines += [f"{count} × {cause}" for cause, count in causes(cases)]
    half, most = milliseconds(cases, 0.5), milliseconds(cases, 0.95)
    return "\n".join([*lines, f"milliseconds per question, p50 / p95: {half:.1f} / {most:.1f}"])


def _summary_row(one: Figure) -> tuple[str, str, str, str, str]:
    by_questions = f"at most {100 * one.none_of:.1f} %" if one.none_of is not None else bounds(one.questions, one)
    return one.metric.name, counted(one), shown(one.value, one), by_questions, bounds(one.documents, one)


def shortcomings(cases: Sequence[Case]) -> str:
    """A line for every question that is not right or states what nothing supports, with the reason."""
    lines = []
    for case in cases:
        measures = case.measures
        if not case.right:
            lines.append(f"{case.asked.id}  {case.asked.type}  {measures.grade}: {measures.why}")
        if measures.invented:
            lines.append(f"{case.asked.id}  {case.asked.type}  nothing supports: {', '.join(measures.invented)}")
    return "\n".join(lines)


def comparison_text(before: Run, after: Run, found: Comparison) -> str:
    """The metrics of two runs side by side, and every question whose verdict or answer changed."""
    rows: list[tuple[str, ...]] = [("", "before", "after", "difference, 95 %", "worse", "better", "p")]
    rows += [_change_row(change) for change in found.changes]
    lines = [f"before: {_named(before)}", *indented(before), f"after:  {_named(after)}", *indented(after)]
    lines += ["", aligned(rows), ""]
    lines += [_pair_line(pair) for pair in found.pairs if pair.turned]
    reworded = [pair.after.asked.id for pair in found.pairs if pair.changed and not pair.turned]
    lines.append(f"{len(reworded)} further answers changed: {', '.join(reworded) or '-'}")
    for name, ids in (("before", found.only_before), ("after", found.only_after)):
        if ids:
            lines.append(f"only {name}: {', '.join(ids)}")
    return "\n".join(lines)


def _named(run: Run) -> str:
    return f"{run.set}, {len(run.cases)} questions, {run.created}, code {run.code}, {run.encoder}"


def indented(run: Run) -> list[str]:
    """What models took and said in a run, below its name."""
    return [f"        {line}" for line in model_lines(run)]


def _change_row(change: Change) -> tuple[str, ...]:
    star = " *" if change.significant else ""
    return (
        change.metric.name,
        shown(change.before.value, change.before),
        shown(change.after.value, change.after),
        bounds(change.difference, change.after),
        str(change.lost),
        str(change.gained),
        f"{probability(change.p)}{star}",
    )


def _pair_line(pair: Pair) -> str:
    was, now = pair.before.measures, pair.after.measures
    asked = pair.after.asked
    return f"{pair.turned.ljust(6)} {asked.id}  {asked.type}: {was.why or was.grade} → {now.why or now.grade}"


def judgement_text(found: Judgement) -> str:
    """Whether the gate is open, and every reason why it is not."""
    right = next(change for change in found.comparison.changes if change.metric.key == "right")
    head = (
        f"right: {right.before.total:g} → {right.after.total:g} of {right.after.of:g}"
        f" ({right.lost} lost, {right.gained} gained, p = {right.p:.3f})"
    )
    lines = [
        f"{one.kind}: {' '.join(filter(None, (one.question, one.text)))}" for one in found.failures[:_SHOWN_FAILURES]
    ]
    more = len(found.failures) - len(lines)
    end = "gate: open" if found.passes else f"gate: closed, {len(found.failures)} reasons"
    return "\n".join([head, *lines, *([f"… and {more} more"] if more else []), end])
