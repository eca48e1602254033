"""The answer from one place: a row's figures or fields, or the clause of running text that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.agencies import begins_with_agency
from assistant.answering.amounts import choose_amounts
from assistant.answering.attributes import AttributeBlock, best_attributes, from_attributes
from assistant.answering.below import fuller_named, item_below
from assistant.answering.candidates import Candidates, RowHit
from assistant.answering.cells import asked_cells, has_money
from assistant.answering.counted_row import lacks_count, look_up_row_count
from assistant.answering.counted_total import look_up_total_count
from assistant.answering.draft import Citations, place_words
from assistant.answering.excerpt import sentences
from assistant.answering.found import Found
from assistant.answering.pieces import item_lead
from assistant.answering.reading import Clause, grown
from assistant.answering.relevance import relevance, wants_features
from assistant.answering.rival_clauses import rival_clauses
from assistant.answering.rival_fields import rival_fields
from assistant.answering.rivals import rivals
from assistant.answering.roles import role_clause
from assistant.answering.row_answer import FIELDS, field_text, from_blank, from_record, from_row, with_others
from assistant.answering.rows import RowView
from assistant.answering.series import unbroken
from assistant.answering.staged import staged_targets
from assistant.answering.timely import asks_only_time, says_more, tells_interval, timely_clause
from assistant.answering.told_counts import look_up_told_counts
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.page_breaks import told_line
from indexer.language.tokens import syllables
from indexer.records import Span

_ROW_MARGIN = 0.08  # a row that answers in the kind asked for is preferred to a clause this much better
_NEAR = 0.9  # of the best score: a second clause this good is shown too
_SHORT_ANSWER = 330  # code points in which two clauses can be told apart at a glance
_AHEAD = 0.1
_NEARLY = 3.0  # of relevance: so much less may a row fit that holds everything asked for
_CLOSE = 0.1  # rows this near the best one are told apart by what they hold
_LABEL = 5  # code points of a step's number
_PLAIN = 0.5
_LONGEST_LIST = 600  # code points of a list quoted whole
_NEARLY = 1.5  # relevance
_BESIDE_YEAR = 5.0  # relevance that a figure of the year asked for may lack
_HALF = 0.5
MIN_SCORE = 0.28


def look_up(question: Question, asked: Asked, found: Candidates, citations: Citations) -> Found | None:
    """The best answer among ``found``, or None if nothing holds enough of the topic."""
    counted = look_up_told_counts(question, asked, found, citations)
    counted = counted or look_up_row_count(
        question, asked, found, citations, lambda hit: row_relevance(question, asked, hit)
    )
    counted = counted or look_up_total_count(question, asked, found, citations)
    if counted is not None:
        return counted
    role = role_clause(question, found.clauses, citations)
    if role is not None:
        return from_clause(question, asked, role, citations, whole=True)
    row = best_row(question, asked, found.rows)
    blank = _blank_row(question, asked, row, found.rows)
    if blank is not None:
        return from_blank(question, asked, blank, citations)
    clause = best_fitting_clause(_of_years(question, asked, found.clauses, citations))
    block = best_attributes(citations, asked, found)
    if block is not None and (row is None or block.cover > row.score + _ROW_MARGIN) and not _outdoes(clause, block):
        return from_attributes(question, asked, block, citations)
    if clause is not None and asks_only_time(asked):
        clause = timely_clause(question, clause, found.clauses, citations)
        if (
            row is not None
            and _is_close(question, asked, row, clause)
            and (says_more(clause, row, found.interest, citations) or tells_interval(question, clause, row, citations))
        ):
            row = None
    if row is not None and row.score >= MIN_SCORE and (clause is None or _prefers_row(question, asked, row, clause)):
        alike = rivals(question, asked, row, found, citations)
        alike = alike or rival_fields(question, asked, row, found, citations)
        return alike or with_others(question, asked, row, from_row(question, asked, row, citations))
    cells = _row_at(clause, found.rows) if clause is not None else None
    if cells is not None and lacks_count(question, asked, cells.view):
        return None
    if clause is not None and clause.score >= MIN_SCORE:
        rival = rival_clauses(question, asked, clause, found, citations)
        rival = rival or staged_targets(question, asked, clause, found, citations)
        return rival or _with_second(question, asked, clause, found, citations)
    return None


def _row_at(clause: Clause, rows: Sequence[RowHit]) -> RowHit | None:
    """The row that the clause is cells of, under their headers; None for text, in a cell too, that answers."""
    if clause.passage.table is None:
        return None
    held = [hit for hit in rows if hit.view.entry == clause.entry and hit.view.span.holds(clause.span)]
    row = min(held, key=lambda hit: len(hit.view.span), default=None)
    spans = [cell.span for cell in row.view.row.cells if cell.span and cell.text.strip()] if row is not None else []
    touched = [span for span in spans if span.start < clause.span.end and clause.span.start < span.end]
    return row if len(touched) > 1 or not clause.fits else None


def best_row(question: Question, asked: Asked, rows: Sequence[RowHit]) -> RowHit | None:
    """The most relevant row that holds what is asked for; rows that cannot answer are passed over if others can."""
    able = [hit for hit in rows if answers(question, asked, hit.view)]
    if not able:
        return None
    able.sort(key=lambda hit: -row_relevance(question, asked, hit))
    best = fuller_named(question, item_below(_holding_all(question, asked, able), able), able)
    if question.years and "money" in asked.wants:  # of rows as good, the one with a figure for the years
        for hit in able[1:3]:
            chosen = choose_amounts(hit.view, asked, question.years).kind
            if hit.score >= best.score - 0.02 and chosen == "one" and not _has_year(best.view, asked, question):
                return hit
    return best


def _holding_all(question: Question, asked: Asked, able: Sequence[RowHit]) -> RowHit:
    """Of rows nearly as relevant as the first, the one that holds money and the other fields asked for together."""
    kinds = [want for want in FIELDS if want in asked.wants]
    if not kinds or not asked.any_of("money"):
        return able[0]
    least = row_relevance(question, asked, able[0]) - _NEARLY
    near = [hit for hit in able if row_relevance(question, asked, hit) >= least]
    full = [hit for hit in near if _has_amounts(hit.view) and all(field_text(hit.view, want) for want in kinds)]
    return full[0] if full else able[0]


def row_relevance(question: Question, asked: Asked, hit: RowHit) -> float:
    """How likely the row is what was asked for, by its words and by the kinds of its cells."""
    return relevance({**hit.features, **row_kinds(question, asked, hit.view)})


def row_kinds(question: Question, asked: Asked, view: RowView) -> dict[str, float]:
    """What the row holds of the kinds asked for, as features."""
    kinds = [want for want in FIELDS if want in asked.wants]
    cells = bool(asked_cells(question, asked, view))
    money = asked.any_of("money")
    filled = [bool(field_text(view, want)) for want in kinds]
    return {
        **wants_features(asked),
        "fields": sum(filled) / len(kinds) if kinds else 0.0,
        "cell": float(cells),
        "money": float(money and bool(view.amounts())),
        "answers": float(any(filled) or cells or (money and _has_amounts(view))),
    }


def _has_amounts(view: RowView) -> bool:
    return bool(view.amounts()) or any(child.amounts() for child in view.children())


def _blank_row(question: Question, asked: Asked, able: RowHit | None, rows: Sequence[RowHit]) -> RowHit | None:
    """The row that is plainly meant, where its figures are blank; None if a row with figures fits nearly as well."""
    if not asked.any_of("money") or not rows or rows[0].view.row.kind != "item":
        return None
    if answers(question, asked, rows[0].view):
        return None
    has_column = has_money(rows[0].view)
    ahead = able is None or rows[0].score >= able.score + _AHEAD
    return rows[0] if has_column and ahead and rows[0].score >= _PLAIN else None


def answers(question: Question, asked: Asked, view: RowView) -> bool:
    """Whether the row holds a filled cell of a kind that is asked for."""
    return (asked.any_of("money") and _has_amounts(view)) or _is_filled(question, asked, view)


def _is_filled(question: Question, asked: Asked, view: RowView) -> bool:
    """Whether a cell of a kind, or of a column, that is asked for holds something."""
    by_kind = any(want in asked.wants and field_text(view, want) for want in FIELDS)
    return by_kind or bool(asked_cells(question, asked, view))


def best_fitting_clause(clauses: Sequence[Clause]) -> Clause | None:
    """The most relevant clause; one that holds enough of the topic, if any does."""
    able = [clause for clause in clauses if clause.score >= MIN_SCORE] or clauses
    return max(able, key=lambda clause: (clause.relevance, -clause.passage.id), default=None)


def _with_second(question: Question, asked: Asked, best: Clause, found: Candidates, citations: Citations) -> Found:
    """The best clause, and the next one where it is as good and both are short: the reader may choose."""
    first = _told(question, asked, best, found, citations)
    said = _words(best, citations)
    for clause in found.clauses[:3]:
        near = clause.fits and clause.score >= _NEAR * best.score and _words(clause, citations) != said
        if clause.span != best.span and near and len(first.text) + len(clause.span) <= _SHORT_ANSWER:
            second = _told(question, asked, clause, found, citations)
            text = f"{first.text}\n{phrase('see_also', english=question.language == 'en', text=second.text)}"
            return replace(first, text=text, citations=(*first.citations, *second.citations))
    return _told(question, asked, best, found, citations, whole=True)


def _words(clause: Clause, citations: Citations) -> list[str]:
    return syllables(clause.span.of(citations.index.catalogue.text(clause.entry.id)))


def _told(
    question: Question, asked: Asked, clause: Clause, found: Candidates, citations: Citations, *, whole: bool = False
) -> Found:
    """What the clause says; if it is cells of a row, under their headers."""
    row = _row_at(clause, found.rows)
    if row is not None:
        return from_record(question, asked, row, citations)
    return from_clause(question, asked, clause, citations, whole=whole)


def from_clause(
    question: Question, asked: Asked, clause: Clause, citations: Citations, *, whole: bool = False
) -> Found:
    """What the clause says, in its own words (with ``whole``, of its sentence too); if asked who, with its heading."""
    english = question.language == "en"
    text = citations.index.catalogue.text(clause.entry.id)
    span = _whole_list(text, clause)
    span = grown(text, clause.passage.span, span) if whole else span
    sentence = next((one for one in sentences(text, clause.passage.span) if one.holds(span)), span)
    span = unbroken(text, sentence, span, _LONGEST_LIST)
    n = citations.add_around(clause.entry, clause.passage, span)
    where = place_words(clause.entry, clause.passage.breadcrumb, english=english)
    quote = told_line(span.of(text)).lstrip("-+• ")
    lead = item_lead(text, clause.passage.span, span)
    if asked.any_of("time") and lead.end <= span.start and len(lead):
        quote = f"{lead.of(text)} … {quote}"
    named = lead.of(text).rstrip(": ") if lead.end <= span.start and begins_with_agency(lead.of(text)) else ""
    heading = (named or _last_heading(clause)) if asked.any_of("owner", "partner") else ""
    quote = f"{heading}: {quote}" if heading and heading.lower() not in quote.lower() else quote
    shown = phrase("stated", english=english, quote=quote, n=n, **where)
    return Found(clause.entry, shown, (n,), clause.cover, kind="quote")


def _whole_list(text: str, clause: Clause) -> Span:
    """The clause; where it is the line that announces a list with its first item, the list to its end."""
    if ":" not in clause.span.of(text) or not clause.span.of(text).endswith((";", ":")):
        return clause.span
    end = clause.span.end
    for piece in sentences(text, Span(end, clause.passage.span.end)):
        if piece.end - clause.span.start > _LONGEST_LIST:
            break
        end = piece.end
        if not piece.of(text).endswith(";"):
            break
    return Span(clause.span.start, end)


def _last_heading(clause: Clause) -> str:
    """The nearest heading above the clause that says something besides its number."""
    steps = clause.passage.breadcrumb.split(" > ")
    for step in reversed(steps):
        label, _, heading = step.partition(" ")
        if label.strip(".)").isalnum() and len(label) <= _LABEL:
            if heading:
                return heading
        else:
            return step
    return ""


def _of_years(question: Question, asked: Asked, clauses: Sequence[Clause], citations: Citations) -> Sequence[Clause]:
    """The clauses that may answer: an amount for a year must stand beside that year."""
    if not question.years:
        return clauses
    if not asked.any_of("money"):
        return _beside_year(clauses) if asked.any_of("percent", "count") else clauses
    texts = citations.index.catalogue.text
    years = [str(year) for year in question.years]
    return [clause for clause in clauses if any(year in clause.span.of(texts(clause.entry.id)) for year in years)]


def _beside_year(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses beside the year asked for, or below a heading with it, where one says half as much of the topic."""
    best = max(clauses, key=lambda one: one.relevance, default=None)
    if best is None:
        return clauses
    beside = [one for one in clauses if one.features.get("year") or one.features.get("year_around")]
    least = _HALF * best.features.get("described", 0.0)
    near = [one for one in beside if one.fits and one.features.get("described", 0.0) >= least]
    return beside if any(one.relevance >= best.relevance - _BESIDE_YEAR for one in near) else clauses


def _prefers_row(question: Question, asked: Asked, row: RowHit, clause: Clause) -> bool:
    if asked.any_of("money") and not clause.fits:
        return True
    return row_relevance(question, asked, row) >= clause.relevance


def _outdoes(clause: Clause | None, block: AttributeBlock) -> bool:
    """Whether a clause elsewhere says what is asked and is plainly nearer to it than the block."""
    if clause is None or not clause.fits or clause.passage.id == block.passage.id:
        return False
    return clause.relevance > block.relevance + _NEARLY


def _is_close(question: Question, asked: Asked, row: RowHit, clause: Clause) -> bool:
    return row_relevance(question, asked, row) <= clause.relevance + _NEARLY


def _has_year(view: RowView, asked: Asked, question: Question) -> bool:
    return choose_amounts(view, asked, question.years).kind in ("one", "sum")
