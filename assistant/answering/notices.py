"""What the audit found about the figures that an answer shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.draft import Citations, Draft, compact
from assistant.asking import Want, read_asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import Citation, NoticeBlock
from indexer.language.normal import one_line
from indexer.language.numbers import format_vietnamese
from indexer.language.periods import find_periods, parse_period
from indexer.language.tokens import document_numbers, syllables
from indexer.records import Column, DocumentEntry, Finding, Row, Span, StoredPassage, Table
from indexer.store.reader import OpenIndex

_FIGURE = re.compile(r"^[\d.,]+\s*")
CHECKED, LISTED = "checked", "audit findings"  # reasons of answers that say themselves what does not agree
_MOST = 2
_SHORT = 3  # digits
_OF_TIMES: frozenset[Want] = frozenset(
    {"time", "owner", "partner", "list", "duties", "summary", "check", "none", "issued", "reference"}
)
_MOST_OPERANDS = 12
_CONTEXT = 14  # code points before a figure of running text that tell it from its like elsewhere
_NUMBER_REACH = 24  # code points before a date in which the number of its document stands
_ROOM = 380  # code points that are read at a glance: beyond them a notice is said in short
_SAME_LABEL = 0.8  # of a label's words: the same thing in another table


def described(finding: Finding, text: str) -> str:
    """The finding in words, with the figures that were added up where figures were."""
    operands = [one_line(span.of(text)) for span in finding.spans[1:]]
    if finding.computed is None or not 2 <= len(operands) <= _MOST_OPERANDS:
        return finding.message
    return phrase("finding", text=finding.message.rstrip("."), terms=" + ".join(operands))


def two_places(finding: Finding) -> bool:
    """Whether the finding sets one place beside another, rather than a sum beside its operands."""
    return finding.kind == "differs" and len(finding.spans) == 2


def with_notices(index: OpenIndex, question: Question, draft: Draft) -> Draft:
    """``draft`` with a notice for each finding about a figure that it cites and shows."""
    if (
        draft.status not in ("answered", "clarify")
        or draft.reason in (CHECKED, LISTED)
        or phrase("inconsistent") in draft.text
    ):
        return draft
    citations = Citations(index, list(draft.citations))
    notices: dict[str, _Notice] = {}
    for citation in draft.citations:
        for finding in index.catalogue.findings(citation.document_id):
            if finding.kind != "incomplete" and finding.spans and len(notices) < _MOST:
                said = _notice(_Shown(index, question, draft.text, citation), finding, citations)
                if said is not None and said.text not in draft.text:
                    notices.setdefault(said.text, said)
    if not notices:
        return draft
    said_short = [one.text if len(draft.text) + len(one.text) <= _ROOM else one.short for one in notices.values()]
    blocks = (*draft.blocks, *(NoticeBlock(one.text, one.numbers) for one in notices.values()))
    return replace(draft, text="\n".join([draft.text, *said_short]), blocks=blocks, citations=tuple(citations.made))


@dataclass(frozen=True, slots=True)
class _Notice:
    """What is said of a finding, and the same in short for an answer that is long already."""

    text: str
    numbers: tuple[int, ...]
    short: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """An answer with one of its citations."""

    index: OpenIndex
    question: Question
    answer: str
    citation: Citation

    @property
    def text(self) -> str:
        """The source text of the cited document."""
        return self.index.catalogue.text(self.citation.document_id)

    @property
    def tables(self) -> Sequence[Table]:
        """The tables of the cited document."""
        return self.index.catalogue.tables(self.citation.document_id)


def _notice(shown: _Shown, finding: Finding, citations: Citations) -> _Notice | None:
    quoted = Span(shown.citation.start, shown.citation.end)
    if not two_places(finding):
        printed = finding.spans[0]
        if not quoted.holds(printed) or not _answers(shown, printed):
            return None
        beyond = _cited_operands(shown, finding, citations)
        marks = "".join(f" [{n}]" for n in beyond)
        said = phrase("mismatch", text=described(finding, shown.text)) + marks
        short = _in_short(shown, finding)
        return _Notice(said, (shown.citation.n, *beyond), f"{short}{marks}" if short else said)
    if finding.printed is None and not _asks_about(shown, finding.spans[0]):
        return None
    for here, there in (finding.spans, finding.spans[::-1]):
        stands = quoted.holds(here) or _same_row(shown.tables, here, shown.citation.quote)
        told = one_line(there.of(shown.text)) in shown.answer.partition("\n")[0]  # what is only to be seen also is not
        if stands and not told and _answers(shown, here):
            return _elsewhere(shown, there, citations)
    return None


def _asks_about(shown: _Shown, span: Span) -> bool:
    """Whether a time that is told in two ways may be what the question asks for: it is not where it asks how much."""
    told = next(find_periods(span.of(shown.text)), None)
    wants = read_asked(shown.question).wants
    return told is None or not wants or not wants.isdisjoint(_OF_TIMES)


def _elsewhere(shown: _Shown, there: Span, citations: Citations) -> _Notice | None:
    """The other place with its value and a citation of its own."""
    document = shown.citation.document_id
    entry = next((one for one in shown.index.catalogue.documents() if one.id == document), None)
    passage = shown.index.catalogue.passage_at(document, there.start)
    if entry is None or passage is None:
        return None
    n = cite_place(shown.index, citations, entry, passage, there)
    english = shown.question.language == "en"
    where = place_of(shown.index, document, there, english=english)
    text = phrase("elsewhere", english=english, place=where, value=value_at(shown.index, document, there), n=n)
    return _Notice(text, (shown.citation.n, n), text)


def _cited_operands(shown: _Shown, finding: Finding, citations: Citations) -> list[int]:
    """The numbers of the citations of what running text adds up, where it stands beyond what is cited already.

    The operands of a table stand in the same table as its total, one column.
    """
    if finding.table is not None:
        return []
    document = shown.citation.document_id
    cited = [Span(one.start, one.end) for one in citations.made if one.document_id == document]
    entry = next(one for one in shown.index.catalogue.documents() if one.id == document)
    numbers: list[int] = []
    for span in finding.spans[1:] if 2 < len(finding.spans) <= _MOST_OPERANDS + 1 else ():
        passage = shown.index.catalogue.passage_at(document, span.start)
        if passage is not None and not any(one.holds(span) for one in cited):
            numbers.append(cite_place(shown.index, citations, entry, passage, span))
            cited.append(Span(citations.made[-1].start, citations.made[-1].end))
    return list(dict.fromkeys(numbers))


def cite_place(index: OpenIndex, citations: Citations, entry: DocumentEntry, passage: StoredPassage, span: Span) -> int:
    """The number of the citation of ``span``: its row, the unit of the table a part, or what stands around it."""
    cell = cell_at(index.catalogue.tables(entry.id), span)
    if cell is None:
        return citations.add_around(entry, passage, span)
    return citations.add(entry, passage, cell[1].span, cell[0])


def _in_short(shown: _Shown, finding: Finding) -> str:
    """The printed figure and the computed one; "" where the finding has none."""
    if finding.computed is None:
        return ""
    printed = value_at(shown.index, shown.citation.document_id, finding.spans[0])
    unit = unit_at(shown.index, shown.citation.document_id, finding.spans[0])
    english, n = shown.question.language == "en", shown.citation.n
    operands = [one_line(span.of(shown.text)) for span in finding.spans[1:]]
    if not 2 <= len(operands) <= _MOST_OPERANDS:
        return ""  # a sum is told with what was added
    computed = f"{format_vietnamese(finding.computed)} {unit}".strip()
    terms = " + ".join(operands)
    return phrase("sum_differs", english=english, printed=printed, computed=computed, terms=terms, n=n)


def place_of(index: OpenIndex, document: str, span: Span, *, english: bool) -> str:
    """Where ``span`` stands, in words: a table or a section of the running text."""
    passage = index.catalogue.passage_at(document, span.start)
    if cell_at(index.catalogue.tables(document), span) is None and (passage is None or not passage.section):
        return phrase("opening", english=english)
    key = "in_text" if cell_at(index.catalogue.tables(document), span) is None else "in_table"
    return phrase(key, english=english, place=compact(passage.breadcrumb) if passage is not None else "")


def value_at(index: OpenIndex, document: str, span: Span) -> str:
    """What stands at ``span``, with the unit of a bare figure and the time that a roadmap's column gives it."""
    shown = one_line(span.of(index.catalogue.text(document)))
    cell = cell_at(index.catalogue.tables(document), span)
    if cell is None:
        return shown
    whole = cell[1].cells[cell[2].ordinal]
    shown = one_line(whole.text) if whole.span == span else shown  # a wrapped cell stands in several places
    facts = index.prepared.once(("facts", document), lambda: index.catalogue.facts(document))
    fact = next((one.fact for one in facts if one.fact.span == span), None)
    if fact is not None and fact.role == "amount" and fact.unit:
        return f"{shown}{fact.unit}" if fact.unit == "%" else f"{shown} {fact.unit}"
    column = cell[2]
    return f"{shown} ({column.period})" if column.period and column.role != "amount" else shown


def unit_at(index: OpenIndex, document: str, span: Span) -> str:
    """The words behind the figure at ``span``: its unit."""
    return _FIGURE.sub("", value_at(index, document, span))


def cell_at(tables: Sequence[Table], span: Span) -> tuple[Table, Row, Column] | None:
    """The table, row and column of the cell that holds ``span``, None in running text."""
    for table in tables:
        if not table.span.holds(span):
            continue
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=False):
                if cell.span is not None and cell.span.holds(span):
                    return table, row, column
    return None


def _same_row(tables: Sequence[Table], span: Span, quote: str) -> bool:
    """Whether the row of ``span`` and the quoted row are labelled alike."""
    cell = cell_at(tables, span)
    if cell is None:
        return False
    table, row, _ = cell
    label = next((row.cells[c.ordinal].text for c in table.columns if c.role == "label"), "")
    words, held = set(syllables(label)), set(syllables(quote))
    return len(words) > 3 and len(words & held) >= _SAME_LABEL * len(words)


def _answers(shown: _Shown, span: Span) -> bool:
    """Whether the answer shows the figure of just this place, for the years that are asked for."""
    written, years = one_line(span.of(shown.text)), shown.question.years
    if not re.search(rf"(?<![\w.,]){re.escape(written)}(?![.,]?\w)", shown.answer):
        return False
    cell = cell_at(shown.tables, span)
    if cell is None:
        start = max(0, span.start - _CONTEXT)
        dated = document_numbers(shown.text[max(0, span.start - _NUMBER_REACH) : span.start])
        if dated and not any(re.search(rf"(?<!\d){one.split('-')[0]}(?!\d)", shown.question.text) for one in dated):
            return False  # the date of a document that the question does not ask about
        telling = not written.replace(".", "").isdigit() or "\n" in shown.text[start : span.start]
        return telling or one_line(shown.text[start : span.end]) in shown.answer
    _, row, column = cell
    period = parse_period(column.period) if column.period else None
    if period is None or period.years is None:  # a short number stands for many things: its unit or header must be told
        told = (value_at(shown.index, shown.citation.document_id, span), one_line(column.path[-1]))
        telling = len(written) > _SHORT or not written.isdigit()
        return telling or any(one != written and one in shown.answer for one in told)
    if years:
        return period.years[0] <= max(years) and min(years) <= period.years[1]
    alike = [one for one in row.cells if one.text == written]
    return len(alike) == 1 or (column.period or "") in shown.answer
