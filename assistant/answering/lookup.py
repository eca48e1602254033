"""The answer from one place: a row's figures or fields, or the clause of running text that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.amounts import Chosen, choose_amounts
from assistant.answering.candidates import Candidates, RowHit
from assistant.answering.draft import Citations, place_words
from assistant.answering.figures import Money, in_unit, money_unit, readable, summed
from assistant.answering.reading import Clause
from assistant.answering.rows import AmountCell, RowView
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import one_line
from indexer.records import DocumentEntry

_FIELDS = ("owner", "partner", "time", "basis", "fund")
_ROW_MARGIN = 0.08  # a row that answers in the kind asked for is preferred to a clause this much better
_FIGURE_MARGIN = 0.2  # the same for a row with a figure for just the years asked for
MIN_SCORE = 0.33


@dataclass(frozen=True, slots=True)
class Found:
    """What one place says: the sentence for people, its citation numbers, and the amount if it is one."""

    entry: DocumentEntry
    text: str
    citations: tuple[int, ...]
    score: float
    amount: Decimal | None = None  # in đồng
    terms: tuple[tuple[Money, str, int], ...] = ()  # amounts with their period and citation
    kind: str = "text"
    label: str = ""


def look_up(question: Question, asked: Asked, found: Candidates, citations: Citations) -> Found | None:
    """The best answer among ``found``, or None if nothing holds enough of the topic."""
    row = best_row(question, asked, found.rows)
    clause = best_fitting_clause(_of_years(question, asked, found.clauses, citations))
    if row is not None and row.score >= MIN_SCORE and (clause is None or _prefers_row(question, asked, row, clause)):
        return from_row(question, asked, row, citations)
    if clause is not None and clause.score >= MIN_SCORE:
        return from_clause(question, asked, clause, citations)
    return None


def best_row(question: Question, asked: Asked, rows: Sequence[RowHit]) -> RowHit | None:
    """The best row that holds what is asked for; rows that cannot answer are passed over if others can."""
    able = [hit for hit in rows if answers(hit.view, asked)]
    if not able:
        return None
    best = able[0]
    if question.years and "money" in asked.wants:  # of rows as good, the one with a figure for the years
        for hit in able[1:3]:
            chosen = choose_amounts(hit.view, asked, question.years).kind
            if hit.score >= best.score - 0.02 and chosen == "one" and not _has_year(best.view, asked, question):
                return hit
    return best


def answers(view: RowView, asked: Asked) -> bool:
    """Whether the row holds a filled cell of a kind that is asked for."""
    if asked.any_of("money") and (view.amounts() or any(child.amounts() for child in view.children())):
        return True
    return any(want in asked.wants and field_text(view, want) for want in _FIELDS)


def field_text(view: RowView, want: str) -> str:
    """The text of a row's field, abbreviations spelt out, or "" if the row has none."""
    if want == "fund":
        return view.under_header(load("intents")["fund_headers"])
    if want in ("owner", "partner", "time", "basis"):
        return view.described(want)  # type: ignore[arg-type]
    return ""


def best_fitting_clause(clauses: Sequence[Clause]) -> Clause | None:
    """The best clause that holds a thing of the kind asked for, else the best one."""
    fitting = [clause for clause in clauses if clause.fits]
    return next(iter(fitting or clauses), None)


def from_row(question: Question, asked: Asked, hit: RowHit, citations: Citations) -> Found:
    """What the row says of what is asked."""
    summed_up = None
    if asked.any_of("money") and not hit.view.amounts():
        summed_up = _children_sum(question, asked, hit, citations)
    if summed_up is not None:
        found = summed_up
    elif asked.any_of("money") and hit.view.amounts():
        found = _amount(question, asked, hit, citations)
    else:
        found = _fields(question, asked, hit, citations, list(_FIELDS))
    others = [want for want in _FIELDS if want in asked.wants]
    if found.kind != "fields" and others:
        more = "; ".join(_field_texts(question, hit.view, others))
        found = replace(found, text=f"{found.text} {more}." if more else found.text)
    return found


def from_clause(question: Question, asked: Asked, clause: Clause, citations: Citations) -> Found:
    """What the clause says, in its own words; where it is asked who, with the heading of whom it speaks."""
    english = question.language == "en"
    text = citations.index.catalogue.text(clause.entry.id)
    n = citations.add_around(clause.entry, clause.passage, clause.span)
    where = place_words(clause.entry, clause.passage.breadcrumb, english=english)
    quote = one_line(clause.span.of(text)).lstrip("-+• ")
    heading = _last_heading(clause) if asked.any_of("owner", "partner") else ""
    quote = f"{heading}: {quote}" if heading and heading.lower() not in quote.lower() else quote
    shown = phrase("stated", english=english, quote=quote, n=n, **where)
    return Found(clause.entry, shown, (n,), clause.cover, kind="quote")


def _last_heading(clause: Clause) -> str:
    """The heading of the section that the clause stands in, without its number."""
    last = clause.passage.breadcrumb.rsplit(" > ", 1)[-1]
    label, _, heading = last.partition(" ")
    return heading if label.strip(".)").isalnum() and len(label) <= 5 and heading else last


def _of_years(question: Question, asked: Asked, clauses: Sequence[Clause], citations: Citations) -> Sequence[Clause]:
    """The clauses that may answer: an amount for a year must stand beside that year."""
    if not question.years or not asked.any_of("money"):
        return clauses
    texts = citations.index.catalogue.text
    years = [str(year) for year in question.years]
    return [clause for clause in clauses if any(year in clause.span.of(texts(clause.entry.id)) for year in years)]


def _prefers_row(question: Question, asked: Asked, row: RowHit, clause: Clause) -> bool:
    if asked.any_of("count", "percent", "where", "reference") and not asked.any_of("owner", "partner", "money"):
        return False
    margin = _ROW_MARGIN
    if asked.any_of("money") and choose_amounts(row.view, asked, question.years).kind in ("one", "sum", "blank"):
        margin = _FIGURE_MARGIN
    return row.score + margin >= clause.cover


def _has_year(view: RowView, asked: Asked, question: Question) -> bool:
    return choose_amounts(view, asked, question.years).kind in ("one", "sum")


def _fields(question: Question, asked: Asked, hit: RowHit, citations: Citations, order: Sequence[str]) -> Found:
    view = hit.view
    wanted = [want for want in order if want in asked.wants]
    n = citations.add(view.entry, view.passage, view.span, view.table)
    texts = _field_texts(question, view, wanted) or _field_texts(question, view, list(order))
    shown = phrase(
        "fields",
        english=question.language == "en",
        fields="; ".join(texts),
        n=n,
        label=short_label(view.label),
        section=section_of(view),
    )
    return Found(view.entry, shown, (n,), hit.score, kind="fields", label=view.label)


def _field_texts(question: Question, view: RowView, wants: Sequence[str]) -> list[str]:
    english = question.language == "en"
    values = [(want, field_text(view, want)) for want in wants]
    return [phrase(want, english=english, value=value.rstrip(" .")) for want, value in values if value]


def _children_sum(question: Question, asked: Asked, hit: RowHit, citations: Citations) -> Found | None:
    """The sum over the items of a group that prints no figure of its own; None unless every item has one."""
    english = question.language == "en"
    terms: list[tuple[Money, str, int]] = []
    for child in hit.view.children():
        chosen = choose_amounts(child, asked, question.years)
        if chosen.kind not in ("one", "sum") or not all(cell.cell.certain for cell in chosen.cells):
            return None
        n = citations.add(child.entry, child.passage, child.span, child.table)
        terms += [(cell.amount, short_label(child.label), n) for cell in chosen.cells]
    if not terms:
        return None
    listed = " + ".join(phrase("term_numbered", english=english, amount=money.written, n=n) for money, _, n in terms)
    dong = summed(money for money, _, _ in terms)
    place = f"{hit.view.entry.metadata.place} " if hit.view.entry.metadata.place else ""
    common = {"place": place, "label": short_label(hit.view.label), "section": section_of(hit.view)}
    text = phrase("amount_sum", english=english, sum=readable(dong), terms=listed, **common)
    return Found(
        hit.view.entry, text, tuple(n for _, _, n in terms), hit.score, dong, tuple(terms), "sum", hit.view.label
    )


def _amount(question: Question, asked: Asked, hit: RowHit, citations: Citations) -> Found:
    view = hit.view
    chosen = choose_amounts(view, asked, question.years)
    n = citations.add(view.entry, view.passage, view.span, view.table)
    terms = tuple((cell.amount, cell.period_words, n) for cell in chosen.cells)
    text = _amount_text(question, view, chosen, n)
    if any(not cell.cell.certain and cell.period is not None for cell in chosen.cells):
        text = f"{text} {phrase('uncertain', english=question.language == 'en')}"
    amount = summed(cell.amount for cell in chosen.cells) if chosen.kind in ("one", "sum", "varies") else None
    return Found(view.entry, text, (n,), hit.score, amount, terms, chosen.kind, view.label)


def _amount_text(question: Question, view: RowView, chosen: Chosen, n: int) -> str:
    english = question.language == "en"
    place = f"{view.entry.metadata.place} " if view.entry.metadata.place else ""
    common = {"place": place, "label": short_label(view.label), "section": section_of(view)}
    if chosen.kind == "one":
        return _one(chosen.cells[0], n, common, _parts(view, n, english=english), english=english)
    listed = "; ".join(
        phrase("amount_by_period", english=english, period=cell.period_words, amount=cell.amount.shown, n=n)
        for cell in chosen.cells
    )
    if chosen.kind == "blank":
        years = ", ".join(map(str, question.years))
        blank = phrase(
            "amount_blank",
            english=english,
            period=_period_words(years, english=english).rstrip(", "),
            label=common["label"],
            n=n,
        )
        return blank + phrase("amount_years", english=english, years=listed)
    total = _total_words(view, chosen.cells)
    if chosen.kind == "varies" and len({cell.amount.dong for cell in chosen.cells}) == 1:
        first, last = chosen.cells[0].period_words, chosen.cells[-1].period_words
        return phrase(
            "amount_each", english=english, first=first, last=last, amount=chosen.cells[0].amount.shown, n=n, **common
        )
    if chosen.kind == "sum":
        terms = " + ".join(
            phrase("term", english=english, amount=cell.amount.written, period=cell.period_words, n=n)
            for cell in chosen.cells
        )
        return phrase("amount_sum", english=english, sum=total, terms=terms, **common)
    return phrase("amount_varies", english=english, years=listed, sum=total, **common)


def _one(cell: AmountCell, n: int, common: dict[str, str], parts: str, *, english: bool) -> str:
    if cell.period is None:
        text = phrase("amount_total", english=english, amount=cell.amount.shown, n=n, **common)
        return f"{text} {parts}" if parts else text
    period = _period_words(cell.period_words, english=english)
    return phrase("amount", english=english, period=period, amount=cell.amount.shown, n=n, **common)


def _parts(view: RowView, n: int, *, english: bool) -> str:
    """The figures by period that a row's total is made of, if the source is clear about them."""
    cells = [cell for cell in view.amounts() if cell.period is not None and cell.amount.dong]
    if not cells or not all(cell.cell.certain for cell in cells):
        return ""
    listed = "; ".join(
        phrase("amount_by_period", english=english, period=cell.period_words, amount=cell.amount.written, n=n)
        for cell in cells
    )
    return phrase("amount_parts", english=english, years=listed)


def _period_words(written: str, *, english: bool) -> str:
    return phrase("period" if written.isdigit() else "period_range", english=english, year=written)


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
    steps = [view.passage.breadcrumb.split(" > ")[0][:60]] if view.passage.breadcrumb else []
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
