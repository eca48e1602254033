"""The answer from a table row: its figures for the time asked for, its fields, and what is odd about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.amount_words import one_amount, parts_of_total, period_words
from assistant.answering.amounts import Chosen, choose_amounts
from assistant.answering.candidates import RowHit
from assistant.answering.cells import asked_cells, record_cells
from assistant.answering.draft import Citations, clipped_words, whose
from assistant.answering.figures import Money, in_unit, money_unit, readable, summed
from assistant.answering.found import Found
from assistant.answering.rows import AmountCell, RowView
from assistant.answering.unit_prices import unit_price_fields
from assistant.asking import Asked, Want
from assistant.phrases import phrase
from assistant.price_asked import asks_unit_price
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.records import Span

_HEADING = 60  # code points of a heading inside a sentence
_BESIDE: tuple[Want, ...] = ("owner", "partner", "time")
_FEW = 200  # code points of the fields of a row that are told together
_RECORD = 260  # code points of the cells of a row that is told whole
FIELDS = ("owner", "partner", "time", "basis", "fund")


def from_row(question: Question, asked: Asked, hit: RowHit, citations: Citations) -> Found:
    """What the row says of what is asked."""
    priced = _priced(question, hit, citations)
    if priced is not None:
        return priced
    summed_up = None
    if asked.any_of("money") and not hit.view.amounts():
        summed_up = _children_sum(question, asked, hit, citations)
    if summed_up is not None:
        found = summed_up
    elif asked.any_of("money") and hit.view.amounts():
        found = _amount(question, asked, hit, citations)
    else:
        found = _fields(question, asked, hit, citations, list(FIELDS))
    own = "fund" if _fund_column(hit.view) else ""  # whose money it is belongs to a sum
    act = "basis" if asked.any_of("reference") else ""  # "by which guideline" asks for the row's basis
    others = [want for want in FIELDS if want in asked.wants or want in (own, act)]
    if found.amount == 0:
        others = [*others, *(want for want in _BESIDE if want not in others)]  # whose it is, if no money is planned
    if found.kind not in ("fields", "alike") and others:
        more = "; ".join(_field_texts(question, asked, hit.view, others))
        found = replace(found, text=f"{found.text} {_marked(more, found, question)}" if more else found.text)
    return found


def _priced(question: Question, hit: RowHit, citations: Citations) -> Found | None:
    """What one of the thing costs, where that is asked and the row has it; never what all of it costs."""
    fields = unit_price_fields(question, hit.view) if asks_unit_price(question.text, question.language) else []
    if not fields:
        return None
    view = hit.view
    n = citations.add(view.entry, view.passage, view.span, view.table)
    label, section = short_label(view.label), section_of(view)
    text = phrase(
        "fields", english=question.language == "en", fields="; ".join(fields), n=n, label=label, section=section
    )
    return Found(view.entry, text, (n,), hit.score, kind="fields", label=view.label)


def _marked(more: str, found: Found, question: Question) -> str:
    return phrase("item", english=question.language == "en", text=more, n=found.citations[0]) + "."


def _fund_column(view: RowView) -> str:
    return view.under_header(load("intents")["fund_headers"])


def field_text(view: RowView, want: str) -> str:
    """The text of a row's field, abbreviations spelt out, or "" if the row has none."""
    if want == "fund":
        return _fund_column(view) or view.payer()
    if want in ("owner", "partner", "time", "basis"):
        return view.described(want)  # type: ignore[arg-type]
    return ""


def _fields(question: Question, asked: Asked, hit: RowHit, citations: Citations, order: Sequence[str]) -> Found:
    view = hit.view
    wanted = [want for want in order if want in asked.wants]
    by_time = _by_time(question, asked, hit, citations) if not wanted else None
    if by_time is not None:
        return by_time
    n = citations.add(view.entry, view.passage, view.span, view.table)
    texts = _field_texts(question, asked, view, wanted) or _field_texts(question, asked, view, list(order))
    shown = phrase(
        "fields",
        english=question.language == "en",
        fields="; ".join(texts),
        n=n,
        label=short_label(view.label),
        section=section_of(view),
    )
    if asked.any_of("time") and field_text(view, "time"):
        doubts = _doubts(view, Chosen("one", ()), citations, english=question.language == "en")
        shown = " ".join([shown, *doubts])
    return Found(view.entry, shown, (n,), hit.score, kind="fields", label=view.label)


def from_record(question: Question, asked: Asked, hit: RowHit, citations: Citations) -> Found:
    """The whole row as a record: what is asked for first, then its other cells under their headers, while short."""
    english = question.language == "en"
    view = hit.view
    n = citations.add(view.entry, view.passage, view.span, view.table)
    texts = _field_texts(question, asked, view, [want for want in FIELDS if want in asked.wants])
    for cell in record_cells(view):
        shown = cell.shown(english=english)
        told = " ".join(texts)
        repeated = shown in texts or (not re.search(r"\d", cell.text) and cell.text in told)
        if not repeated and len(told) + len(shown) <= _RECORD:
            texts.append(shown)
    label, section = short_label(view.label), section_of(view)
    shown = phrase("record", english=english, label=label, n=n, section=section, fields="; ".join(texts))
    return Found(view.entry, shown, (n,), hit.score, kind="quote", label=view.label)


def with_others(question: Question, asked: Asked, hit: RowHit, found: Found) -> Found:
    """What the row says besides of who and when, where that was asked for and is short."""
    if found.kind != "fields" or asked.wants.isdisjoint(FIELDS) or asked_cells(question, asked, hit.view):
        return found
    told = {field_text(hit.view, want) for want in FIELDS if want in asked.wants}
    beside = [want for want in _BESIDE if want not in asked.wants and field_text(hit.view, want) not in told]
    others = _field_texts(question, asked, hit.view, beside)
    more = "; ".join(others)
    if not more or len(more) > _FEW:
        return found
    return replace(found, text=f"{found.text} {_marked(more, found, question)}")


def _by_time(question: Question, asked: Asked, hit: RowHit, citations: Citations) -> Found | None:
    """The row's percentages of several times, each cited, and the question which; None unless they differ."""
    view = hit.view
    cells = [(cell, cell.span) for cell in asked_cells(question, asked, view) if asked.wants == {"percent"}]
    if question.years or question.context or len({cell.text for cell, _ in cells}) < 2:
        return None
    english = question.language == "en"
    numbers: list[int] = []
    texts: list[str] = []
    for cell, span in cells:
        if span is None:
            return None
        numbers.append(citations.add(view.entry, view.passage, Span(view.span.start, span.end), view.table))
        texts.append(phrase("item", english=english, text=cell.shown(english=english), n=numbers[-1]))
    text = phrase(
        "by_time", english=english, values="; ".join(texts), label=short_label(view.label), section=section_of(view)
    )
    return Found(view.entry, text, tuple(numbers), hit.score, kind="alike", label=view.label)


def _field_texts(question: Question, asked: Asked, view: RowView, wants: Sequence[str]) -> list[str]:
    english = question.language == "en"
    values = {value: want for want in reversed(wants) if (value := field_text(view, want))}  # each is told once
    texts = [phrase(want, english=english, value=value.rstrip(" .")) for value, want in reversed(values.items())]
    return texts + [cell.shown(english=english) for cell in asked_cells(question, asked, view)]


def from_blank(question: Question, asked: Asked, hit: RowHit, citations: Citations) -> Found:
    """Says that the row has no figure, and what its other cells say of it."""
    english = question.language == "en"
    view = hit.view
    n = citations.add(view.entry, view.passage, view.span, view.table)
    label = short_label(view.label)
    text = phrase("blank_row", english=english, label=label, n=n, section=section_of(view))
    fields = "; ".join(_field_texts(question, asked, view, FIELDS))
    text = f"{text} {fields}." if fields else text
    return Found(view.entry, text, (n,), hit.score, kind="fields", label=view.label)


def _children_sum(question: Question, asked: Asked, hit: RowHit, citations: Citations) -> Found | None:
    """The sum over the items of a group that prints no figure of its own; None where an item has none at all."""
    english = question.language == "en"
    terms: list[tuple[Money, str, int]] = []
    for child in hit.view.children():
        chosen = choose_amounts(child, asked, question.years)
        if chosen.kind == "blank":  # nothing is planned for the item in those years
            continue
        if chosen.kind not in ("one", "sum") or not all(cell.cell.certain for cell in chosen.cells):
            return None
        n = citations.add(child.entry, child.passage, child.span, child.table)
        terms += [(cell.amount, short_label(child.label), n) for cell in chosen.cells]
    if not terms:
        return None
    listed = " + ".join(phrase("term_numbered", english=english, amount=money.written, n=n) for money, _, n in terms)
    dong = summed(money for money, _, _ in terms)
    about = whose(hit.view.entry, english=english)
    common = {**about, "label": short_label(hit.view.label), "section": section_of(hit.view)}
    text = phrase("amount_sum", english=english, sum=readable(dong), terms=listed, **common)
    return Found(
        hit.view.entry, text, tuple(n for _, _, n in terms), hit.score, dong, tuple(terms), "sum", hit.view.label
    )


def _amount(question: Question, asked: Asked, hit: RowHit, citations: Citations) -> Found:
    view = hit.view
    chosen = choose_amounts(view, asked, question.years)
    english = question.language == "en"
    differ = chosen.kind == "varies" and len({cell.amount.dong for cell in chosen.cells}) > 1
    numbers = [_cite_cell(view, cell, citations) for cell in chosen.cells] if differ else []
    n = numbers[0] if numbers else citations.add(view.entry, view.passage, view.span, view.table)
    numbers = numbers or [n] * len(chosen.cells)
    terms = tuple((cell.amount, cell.period_words, m) for cell, m in zip(chosen.cells, numbers, strict=True))
    notices = group_notice(question, asked, view, chosen, citations)
    notices = notices or _doubts(view, chosen, citations, english=english)
    text = " ".join([_amount_text(question, asked, view, chosen, numbers or [n]), *notices])
    amount = summed(cell.amount for cell in chosen.cells) if chosen.kind in ("one", "sum", "varies") else None
    cited = tuple(dict.fromkeys([n, *numbers]))
    return Found(view.entry, text, cited, hit.score, amount, terms, chosen.kind, view.label)


def _cite_cell(view: RowView, cell: AmountCell, citations: Citations) -> int:
    """The citation of the row from its start to the cell, so that each figure has one of its own."""
    end = cell.cell.span.end if cell.cell.span is not None else view.span.end
    return citations.add(view.entry, view.passage, Span(view.span.start, max(end, view.span.start)), view.table)


def _doubts(view: RowView, chosen: Chosen, citations: Citations, *, english: bool) -> list[str]:
    """What the reader must know where the source puts figures into columns that cannot be right."""
    doubtful = [cell for cell in view.amounts() if not cell.cell.certain and not cell.is_total]
    if not doubtful or chosen.kind == "no_year":
        return []
    n = citations.add(view.entry, view.passage, view.span, view.table)
    listed = "; ".join(
        phrase("amount_by_period", english=english, period=cell.period_words, amount=cell.amount.written, n=n)
        for cell in doubtful
    )
    time = view.described("time")
    if not time:
        return [phrase("uncertain_plain", english=english)]
    return [phrase("uncertain", english=english, years=listed, time=time)]


def group_notice(question: Question, asked: Asked, view: RowView, chosen: Chosen, citations: Citations) -> list[str]:
    """Says so where a group's printed figure is not the sum of its items; confirms it where that was asked."""
    if view.row.kind != "group" or chosen.kind != "one":
        return []
    printed = chosen.cells[0]
    operands: list[tuple[Money, int]] = []
    for child in view.children():
        cells = [cell for cell in child.amounts() if cell.column.ordinal == printed.column.ordinal]
        if any(not cell.cell.certain for cell in cells):
            return []
        if cells and cells[0].amount.dong:
            n = citations.add(child.entry, child.passage, child.span, child.table)
            operands.append((cells[0].amount, n))
    if len(operands) < 2:
        return []
    computed = summed(money for money, _ in operands)
    if computed == printed.amount.dong and "check" not in asked.wants:
        return []
    english = question.language == "en"
    words = printed.column.unit or view.table.unit or ""
    unit = money_unit(words)
    listed = " + ".join(phrase("term_numbered", english=english, amount=money.written, n=n) for money, n in operands)
    values = {
        "sum": in_unit(computed, unit, words) if unit else readable(computed),
        "printed": printed.amount.shown,
        "difference": readable(abs(computed - printed.amount.dong)),
        "terms": listed,
    }
    return [phrase("group_agrees" if computed == printed.amount.dong else "group_differs", english=english, **values)]


def _amount_text(question: Question, asked: Asked, view: RowView, chosen: Chosen, numbers: Sequence[int]) -> str:
    english = question.language == "en"
    n = numbers[0]
    about = whose(view.entry, english=english)
    common = {**about, "label": short_label(view.label), "section": section_of(view)}
    if chosen.kind == "one":
        text = one_amount(chosen.cells[0], n, common, parts_of_total(view, n, english=english), english=english)
        return text + _of_whole(view, chosen.cells[0], n, english=english)
    listed = "; ".join(
        phrase("amount_by_period", english=english, period=cell.period_words, amount=cell.amount.shown, n=m)
        for cell, m in zip(chosen.cells, numbers, strict=False)
    )
    if chosen.kind == "blank":
        years = ", ".join(map(str, question.years))
        blank = phrase(
            "amount_blank",
            english=english,
            period=period_words(years, english=english).rstrip(", "),
            label=common["label"],
            n=n,
        )
        totals = [cell for cell in view.amounts() if cell.is_total]
        whole = phrase("amount_whole", english=english, sum=totals[0].amount.shown, n=n) if totals else ""
        return blank + phrase("amount_years", english=english, years=listed) + whole
    total = _total_words(view, chosen.cells)
    if chosen.kind == "varies" and len({cell.amount.dong for cell in chosen.cells}) == 1:
        first, last = chosen.cells[0].period_words, chosen.cells[-1].period_words
        if len({cell.aspect for cell in chosen.cells}) == 1:  # "2027–2029, Ngân sách tỉnh"
            first = chosen.cells[0].column.period or first
        return phrase(
            "amount_each", english=english, first=first, last=last, amount=chosen.cells[0].amount.shown, n=n, **common
        )
    if chosen.kind == "sum" and asked.any_of("change") and not asked.any_of("sum"):
        return _change(view, chosen, numbers, common, english=english)
    if chosen.kind == "sum":
        terms = " + ".join(
            phrase("term", english=english, amount=cell.amount.written, period=cell.period_words, n=n)
            for cell in chosen.cells
        )
        return phrase("amount_sum", english=english, sum=total, terms=terms, **common)
    return phrase("amount_varies", english=english, years=listed, sum=total, **common)


def _of_whole(view: RowView, cell: AmountCell, n: int, *, english: bool) -> str:
    """The total that a figure under a source of funds is part of, or ""."""
    totals = [other for other in view.amounts() if other.is_total and other.cell.certain]
    if cell.period is not None or cell.is_total or len(totals) != 1:
        return ""
    return " " + phrase("of_whole", english=english, amount=totals[0].amount.shown, n=n)


def _change(view: RowView, chosen: Chosen, numbers: Sequence[int], common: dict[str, str], *, english: bool) -> str:
    """From the first of the years to the last: up or down, by how much."""
    first, last = chosen.cells[0], chosen.cells[-1]
    difference = last.amount.dong - first.amount.dong
    key = "increases" if difference > 0 else "decreases" if difference < 0 else "unchanged"
    words = first.column.unit or view.table.unit or ""
    unit = money_unit(words)
    ends = {
        name: phrase("term", english=english, amount=cell.amount.written, period=cell.period_words, n=n)
        for name, cell, n in (("first", first, numbers[0]), ("last", last, numbers[-1]))
    }
    values = {
        "direction": phrase(key, english=english),
        "difference": in_unit(abs(difference), unit, words) if unit else readable(abs(difference)),
    }
    return phrase("change", english=english, **common, **values, **ends)


def _total_words(view: RowView, cells: Sequence[AmountCell]) -> str:
    """The sum in the unit of the column."""
    words = cells[0].column.unit or view.table.unit or ""
    unit = money_unit(words)
    dong = summed(cell.amount for cell in cells)
    return in_unit(dong, unit, words) if unit is not None else str(dong)


def short_label(label: str) -> str:
    """A label that stands well inside a sentence."""
    return label if len(label) <= 120 else label[:117].rsplit(" ", 1)[0] + "…"


def section_of(view: RowView) -> str:
    """Where the row stands: its section and its number."""
    above = view.passage.breadcrumb.split(" > ")
    crumb = next((step for step in above if step == view.table.title), above[0])  # the annex, not what it belongs to
    steps = [clipped_words(crumb, _HEADING)] if crumb else []
    numbers = [view.table.rows[at].label for at in _ancestors(view)] + [view.row.label]
    number = ".".join(number.strip(".)") for number in numbers if number)
    return ", ".join([*steps, number] if number else steps)


def _ancestors(view: RowView) -> list[int]:
    found: list[int] = []
    at = view.row.parent
    while at is not None and at not in found:
        found.append(at)
        at = view.table.rows[at].parent
    return found[::-1]
