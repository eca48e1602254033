"""Questions whether named figures add up or agree: the check itself, with its operands, also where nothing is wrong.

What the audit found comes first. Where it found nothing, a sentence whose first figure is the sum of those after it,
or a group or total row that is the sum of its items, is shown as the formula that confirms it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from assistant.answering.beside import side_by_side
from assistant.answering.candidates import RowHit, gather
from assistant.answering.check_case import FIGURE, NAMED, Check, CheckCase, figures_of
from assistant.answering.check_sums import sums_across
from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.excerpt import sentences
from assistant.answering.notices import CHECKED, cell_at, described, place_of, two_places, unit_at, value_at
from assistant.answering.row_answer import short_label
from assistant.answering.rows import AmountCell, RowView, view_row
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import TextBlock
from indexer.language.lexicon import load
from indexer.language.normal import one_line
from indexer.language.numbers import Amount, find_amounts, format_vietnamese, plus
from indexer.language.periods import parse_period
from indexer.records import DocumentEntry, Finding, Span, StoredPassage
from indexer.store.reader import OpenIndex

_LEAST = 0.55  # of the topic's weight that the place of a check must hold
_STATED = 0.6  # of the topic's weight that a place must hold to confirm a figure
_AFTER_SUMS = 0.1  # a sum answers whether figures are right before the figure itself does
_MOST_CITED = 8
_DEPTH = 4  # clauses and rows that are tried


def check_named(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """Whether the figures that the question names agree, with both values or the formula; None if it names none."""
    if not asked.any_of("check"):
        return None
    found = gather(index, question, asked, [entry.id for entry in documents])
    citations = Citations(index)
    case = CheckCase(index, question, found, citations, figures_of(question.text))
    across = [*sums_across(case, documents)]
    stated = [] if any(check.score >= _LEAST for check in across) else [*_stated(case)]
    checks = [*_found_wrong(case, documents), *_sums_of_text(case), *_sums_of_rows(case), *across, *stated]
    best = max(checks, key=lambda check: (check.score, len(check.numbers)), default=None)
    if best is None or best.score < _LEAST:
        best = side_by_side(case, asked, documents)
    if best is None:
        return None
    return Draft("answered", best.text, (TextBlock(best.text, best.numbers),), tuple(citations.made), CHECKED)


def _found_wrong(case: CheckCase, documents: Sequence[DocumentEntry]) -> Iterator[Check]:
    """What the audit found at places that the question is about."""
    for entry in documents:
        text = case.index.catalogue.text(entry.id)
        for finding in case.index.catalogue.findings(entry.id):
            passage = case.index.catalogue.passage_at(entry.id, finding.spans[0].start) if finding.spans else None
            if passage is None or not _of_years(case, entry, finding):
                continue
            around = f"{finding.message} {passage.breadcrumb} {_line(text, passage, finding.spans[0])}"
            values = figures_of(finding.message)
            score = case.fits(around, values) if finding.kind != "incomplete" else 0.0
            cell = cell_at(case.index.catalogue.tables(entry.id), finding.spans[0])
            if cell is not None and finding.kind != "differs":  # a sum of the row that the question names
                label = next((cell[1].cells[c.ordinal].text for c in cell[0].columns if c.role == "label"), "")
                score = max(score, _fit_of(case, label, values))
            if score >= _LEAST:
                yield _wrong(case, entry, finding, score)


def _fit_of(case: CheckCase, label: str, values: frozenset[Decimal]) -> float:
    """How well a sum of the row of that label fits the question."""
    named = NAMED * case.interest.share_of(label) if len(label.split()) > 1 else 0.0
    return named + (FIGURE if case.figures & values else 0.0)


def _of_years(case: CheckCase, entry: DocumentEntry, finding: Finding) -> bool:
    """Whether the finding's column is of a year that is asked for, if years are."""
    cell = cell_at(case.index.catalogue.tables(entry.id), finding.spans[0])
    period = parse_period(cell[2].period) if cell is not None and cell[2].period else None
    if not case.question.years or period is None or period.years is None:
        return True
    years = case.question.years
    return period.years[0] <= max(years) and min(years) <= period.years[1]


def _line(text: str, passage: StoredPassage, span: Span) -> str:
    return next((one.of(text) for one in sentences(text, passage.span) if one.holds(span)), "")


def _wrong(case: CheckCase, entry: DocumentEntry, finding: Finding, score: float) -> Check:
    numbers = [n for span in finding.spans[:_MOST_CITED] if (n := _cited(case, entry, span)) is not None]
    if not two_places(finding):
        return Check(score, _sum_words(case, entry, finding, numbers), tuple(dict.fromkeys(numbers)))
    first, second = (place_of(case.index, entry.id, span, english=case.english) for span in finding.spans)
    values = [value_at(case.index, entry.id, span) for span in finding.spans]
    head = phrase("check_places", english=case.english, first=first, value=values[0], n=numbers[0])
    tail = phrase("check_other", english=case.english, place=second, value=values[1], n=numbers[-1])
    return Check(score, f"{head}; {tail}", tuple(dict.fromkeys(numbers)))


def _sum_words(case: CheckCase, entry: DocumentEntry, finding: Finding, numbers: Sequence[int]) -> str:
    """What is printed, what its operands make, each with its citation, and the difference."""
    text = case.index.catalogue.text(entry.id)
    if finding.printed is None or finding.computed is None or len(numbers) < len(finding.spans):
        return phrase("check_differs", english=case.english, text=described(finding, text), n=numbers[0])
    units = (unit_at(case.index, entry.id, span) for span in finding.spans if span.of(text)[:1].isdigit())
    unit = next(units, "")  # a sum in words has its unit among its words
    difference = abs(plus((finding.printed, finding.computed.copy_negate())))
    terms = " + ".join(
        phrase("term_numbered", english=case.english, amount=one_line(span.of(text)), n=n)
        for span, n in zip(finding.spans[1:], numbers[1:], strict=True)
    )
    blank = load("tables_facts")["messages"]["blank"]
    shown = phrase(
        "check_differs_by", english=case.english, text=finding.message.removesuffix(blank).rstrip("."), terms=terms,
        n=numbers[0], difference=f"{format_vietnamese(difference)} {unit}".strip(),
    )  # fmt: skip
    return f"{shown}{blank}" if finding.kind == "incomplete" else shown


def _cited(case: CheckCase, entry: DocumentEntry, span: Span) -> int | None:
    passage = case.index.catalogue.passage_at(entry.id, span.start)
    if passage is None:
        return None
    cell = cell_at(case.index.catalogue.tables(entry.id), span)
    if cell is not None:
        return case.citations.add(entry, passage, cell[1].span, cell[0])
    return case.citations.add_sentence(entry, passage, span)


def _sums_of_text(case: CheckCase) -> Iterator[Check]:
    """Sentences in which a figure is the sum of the next ones of its kind."""
    for clause in case.found.clauses[:_DEPTH]:
        text = case.index.catalogue.text(clause.entry.id)
        for sentence in sentences(text, clause.passage.span):
            if not sentence.holds(clause.span) and not clause.span.holds(sentence):
                continue
            slice_ = sentence.of(text)
            operands = _adds_up(list(find_amounts(slice_)))
            if operands:
                n = case.citations.add_around(clause.entry, clause.passage, sentence)
                counted = {one.fact.span.start: one.fact.text for one in case.index.catalogue.facts(clause.entry.id)}
                written = [
                    counted.get(sentence.start + one.start, one_line(slice_[one.start : one.end])) for one in operands
                ]
                terms = " + ".join(written[1:])
                shown = phrase("check_agrees", english=case.english, label="", printed=written[0], terms=terms, n=n)
                score = case.fits(f"{clause.passage.breadcrumb} {slice_}", frozenset(one.exact for one in operands))
                yield Check(score, " ".join(shown.split()), (n,))


def _adds_up(amounts: Sequence[Amount]) -> list[Amount]:
    """A figure with the figures of its kind right behind it that make it; none where there are none."""
    for at, whole in enumerate(amounts):
        base = whole.unit.base if whole.unit is not None else None
        later = [one for one in amounts[at + 1 :] if (one.unit.base if one.unit is not None else None) == base]
        for size, total in enumerate(accumulate(one.exact for one in later), 1):
            if size >= 2 and total == whole.exact and whole.exact:
                return [whole, *later[:size]]
    return []


def _stated(case: CheckCase) -> Iterator[Check]:
    """Sentences that state just the figures of the question."""
    for clause in case.found.clauses[:_DEPTH] if case.figures else ():
        text = case.index.catalogue.text(clause.entry.id)
        for sentence in sentences(text, clause.passage.span):
            slice_ = sentence.of(text)
            cover = case.interest.coverage(slice_)
            if cover >= _STATED and case.figures <= figures_of(slice_) and _holds_years(slice_, case.question.years):
                n = case.citations.add_around(clause.entry, clause.passage, sentence)
                where = place_words(clause.entry, clause.passage.breadcrumb, english=case.english)
                quote = phrase("stated", english=case.english, quote=one_line(slice_).lstrip("-+ "), n=n, **where)
                shown = phrase("check_right", english=case.english, text=quote)
                yield Check(cover + FIGURE - _AFTER_SUMS, shown, (n,))


def _holds_years(text: str, years: Sequence[int]) -> bool:
    return all(str(year) in text for year in years)


def _sums_of_rows(case: CheckCase) -> Iterator[Check]:
    """Group and total rows that their items make, column by column."""
    hits = [hit for hit in case.found.rows if hit.view.row.kind in ("group", "total", "subtotal")][:_DEPTH]
    for hit in hits:
        wrong = [
            f for f in case.index.catalogue.findings(hit.view.entry.id) if f.spans and hit.view.span.holds(f.spans[0])
        ]
        if any(_of_years(case, hit.view.entry, finding) for finding in wrong):
            continue  # no column of a row that is wrong in another one speaks for it
        for cell in _asked_cells(case, hit.view):
            operands = [(child, one) for child in _items(hit.view) for one in child.amounts() if _same(one, cell)]
            shown = [(child, one) for child, one in operands if one.amount.dong]
            if len(shown) < 2 or not all(one.cell.certain for _, one in operands):
                continue
            if plus(one.amount.dong for _, one in shown) == cell.amount.dong:
                yield _agreeing(case, hit, cell, shown)
                break


def _asked_cells(case: CheckCase, view: RowView) -> list[AmountCell]:
    """The figures of a row for the years asked; without years its total first."""
    cells: Sequence[AmountCell] = view.amounts()
    years = case.question.years
    if years:
        cells = [c for c in cells if c.period and c.period.years and c.period.years[0] in years]
    return sorted(cells, key=lambda cell: not cell.is_total)


def _items(view: RowView) -> Sequence[RowView]:
    if view.row.kind == "group":
        return view.children()
    top = [row for row in view.table.rows if row.parent is None and row.kind in ("group", "item")]
    return [view_row(view.entry, view.table, view.passage, row) for row in top]


def _same(one: AmountCell, cell: AmountCell) -> bool:
    return one.column.ordinal == cell.column.ordinal


def _agreeing(case: CheckCase, hit: RowHit, cell: AmountCell, operands: Sequence[tuple[RowView, AmountCell]]) -> Check:
    view = hit.view
    n = case.citations.add(view.entry, view.passage, view.span, view.table)
    numbers = [n]
    for child, one in operands[:_MOST_CITED]:
        cited = _cited(case, view.entry, one.cell.span) if one.cell.span is not None else None
        numbers += [cited] if cited is not None else []
        del child
    label = f"“{short_label(view.label)}”" + (f" ({cell.period_words})" if cell.period_words else "")
    terms = " + ".join(one.amount.written for _, one in operands)
    shown = phrase("check_agrees", english=case.english, label=label, printed=cell.amount.written, terms=terms, n=n)
    score = max(hit.score, _fit_of(case, view.label, frozenset({cell.amount.dong})))
    return Check(score, shown, tuple(dict.fromkeys(numbers)))
