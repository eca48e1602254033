"""The figures of a run as aligned text."""

from __future__ import annotations

from collections.abc import Sequence

from eval.evidence import QUOTE_LIMIT
from eval.measure import Figures, Group, Measured, Share

_HEADER = ("", "questions", "right", "wrong", "refused", "right %", "all@5", "all@5 %")


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells in columns, the first column flush left and the others flush right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def percent(count: int, of: int) -> str:
    """A share in percent with one decimal, a dash for a share of nothing."""
    return f"{100 * count / of:.1f}" if of else "-"


def group_table(figures: Figures) -> str:
    """Counts overall, by type and by language."""
    blank = [""] * len(_HEADER)
    rows: list[Sequence[str]] = [_HEADER, _group_row(figures.overall), blank]
    rows += [_group_row(group) for group in figures.by_type]
    rows += [blank, *(_group_row(group) for group in figures.by_language)]
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


def _share(share: Share) -> str:
    """A share with its counts."""
    return f"{share.count} of {share.of} ({percent(share.count, share.of)} %)" if share.of else "none"


def _mean(value: float | None) -> str:
    """A mean share in percent."""
    return "-" if value is None else f"{100 * value:.1f} %"


def summary(figures: Figures) -> str:
    """The figures that are not counted by group."""
    overall = figures.overall
    all_retrieved = Share(overall.retrieved_all, overall.retrieval_questions)
    invented = figures.refused_unanswerable.of - figures.refused_unanswerable.count
    rows = [
        ("retrieval, all evidence in the best 5", _share(all_retrieved)),
        ("retrieval, mean share of the evidence", _mean(figures.evidence_retrieved)),
        ("citations hold all evidence", _share(figures.citations_whole)),
        ("citations, mean share of the evidence", _mean(figures.evidence_cited)),
        ("quotes and parts exactly as in the source", _share(figures.exact)),
        (f"quotes over {QUOTE_LIMIT} characters", str(figures.long_quotes)),
        ("unanswerable, refused", _share(figures.refused_unanswerable)),
        ("unanswerable, not refused", str(invented)),
        ("answerable, refused", _share(figures.refused_answerable)),
        ("failed with an error", str(figures.failed)),
        ("milliseconds per question, p50 / p95", f"{figures.p50_ms:.1f} / {figures.p95_ms:.1f}"),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name.ljust(width)}  {value}" for name, value in rows)


def shortcomings(measured: Sequence[Measured]) -> str:
    """A line for every question that is not right, with the reason."""
    return "\n".join(
        f"{one.question.id}  {one.question.type}  {one.grade}: {one.outcome.error or one.verdict.why}"
        for one in measured
        if one.grade != "right"
    )
