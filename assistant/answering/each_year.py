"""What several rows make together in each year: "each year, how much for A and B"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import RowHit
from assistant.answering.draft import Citations
from assistant.answering.figures import Money, readable, summed
from assistant.answering.found import Found
from assistant.answering.row_answer import short_label
from assistant.phrases import phrase
from assistant.question import Question

_FEWEST = 2  # years that can be told one by one


def each_year(question: Question, hits: Sequence[RowHit], citations: Citations) -> Found | None:
    """The sum of the rows in each single year that all have a figure for, told once where all years are alike.

    None where fewer than two years are shared, where a year has several columns, or where a figure is in doubt.
    """
    english = question.language == "en"
    by_row = [_yearly(hit) for hit in hits]
    years = sorted(set.intersection(*(set(row) for row in by_row)) if by_row else ())
    if question.years:
        years = [year for year in years if year in question.years]
    if len(years) < _FEWEST or any(set(row) != set(by_row[0]) for row in by_row):
        return None
    numbers = [citations.add(hit.view.entry, hit.view.passage, hit.view.span, hit.view.table) for hit in hits]
    labels = [short_label(hit.view.label) for hit in hits]

    def terms(year: int) -> str:
        return " + ".join(
            phrase("term_labelled", english=english, amount=row[year].written, label=label, n=n)
            for row, label, n in zip(by_row, labels, numbers, strict=True)
        )

    sums = {year: summed(row[year] for row in by_row) for year in years}
    alike = all(row[year].dong == row[years[0]].dong for row in by_row for year in years)
    if alike:
        first, last = str(years[0]), str(years[-1])
        text = phrase(
            "sum_each", english=english, first=first, last=last, sum=readable(sums[years[0]]), terms=terms(years[0])
        )
    else:
        lines = [
            phrase("sum_in", english=english, year=year, sum=readable(sums[year]), terms=terms(year)) for year in years
        ]
        text = "\n".join(lines)
    found = tuple((row[year], str(year), n) for row, n in zip(by_row, numbers, strict=True) for year in years)
    kind = "sum" if alike else "sums"
    cited = tuple(dict.fromkeys(numbers))
    return Found(hits[0].view.entry, text, cited, min(hit.score for hit in hits), None, found, kind)


def _yearly(hit: RowHit) -> dict[int, Money]:
    """The figures of the row by single years; none where a year has two columns or a figure is in doubt."""
    found: dict[int, Money] = {}
    for cell in hit.view.amounts():
        years = cell.period.years if cell.period is not None and cell.period.kind == "year" else None
        if years is None or years[0] != years[1]:
            continue
        if years[0] in found or not cell.cell.certain:
            return {}
        found[years[0]] = cell.amount
    return found
