"""Where else a document writes a sum that an answer shows: the annex beside the text, one annex beside another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.answering.draft import Citations, Draft, short_title
from assistant.answering.figures import money_unit
from assistant.answering.notices import cite_place, place_of, value_at
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import Citation, ListBlock, TextBlock
from indexer.language.normal import one_line
from indexer.language.numbers import times
from indexer.language.tokens import syllables
from indexer.records import Span
from indexer.store.facts import StoredFact
from indexer.store.reader import OpenIndex

_TELLING = 3  # digits of a sum, zeros at its end aside: shorter ones are met by chance
_ALIKE = 0.6  # of the words of a row's label, said of the other place too
_MOST = 4  # sums that are shown twice
_ROOM = 900  # code points of an answer that has room for a further place

_Key = tuple[Decimal, date | None, date | None]  # a period may be open on one side


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums of money of one document by value and time, in source order, and which stand in rows of totals."""

    by_key: Mapping[_Key, Sequence[StoredFact]]
    totals: frozenset[Span]


def with_second_place(index: OpenIndex, question: Question, draft: Draft) -> Draft:
    """``draft`` with the other place that writes the same sums for the same time, cited; unchanged if none does."""
    listed = any(isinstance(block, ListBlock) for block in draft.blocks)
    if draft.status != "answered" or listed or len(draft.text) > _ROOM or phrase("inconsistent") in draft.text:
        return draft
    citations = Citations(index, list(draft.citations))
    found = [(citation.document_id, twin) for citation in draft.citations for twin in _twins(index, draft, citation)]
    if not found:
        return draft
    document, first = found[0]
    english = question.language == "en"
    place = place_of(index, document, first.fact.span, english=english)
    entry = next(one for one in index.catalogue.documents() if one.id == document)
    values: list[str] = []
    numbers: list[int] = []
    for twin in {(one.document_id, one.ordinal): one for home, one in found if home == document}.values():
        passage = index.catalogue.passage_at(document, twin.fact.span.start)
        if passage is None or len(values) == _MOST:
            continue
        if place_of(index, document, twin.fact.span, english=english) == place:
            numbers.append(cite_place(index, citations, entry, passage, twin.fact.span))
            values.append(phrase("also_value", value=value_at(index, document, twin.fact.span), n=numbers[-1]))
    if len({citation.document_id for citation in draft.citations}) > 1:
        place = f"{short_title(entry)}, {place}"
    said = phrase("also_there", english=english, place=place, values="; ".join(values))
    blocks = (*draft.blocks, TextBlock(said, tuple(dict.fromkeys(numbers))))
    return replace(draft, text=f"{draft.text}\n{said}", blocks=blocks, citations=tuple(citations.made))


def _twins(index: OpenIndex, draft: Draft, citation: Citation) -> Iterator[StoredFact]:
    """The facts elsewhere that say what the shown figures inside ``citation`` say."""
    document = citation.document_id
    (sums,) = index.prepared.once(("sums of money", document), lambda: [_sums(index, document)])
    cited = [Span(one.start, one.end) for one in draft.citations if one.document_id == document]
    quoted = Span(citation.start, citation.end)
    for key, facts in sums.by_key.items():
        shown = next((one for one in facts if quoted.holds(one.fact.span) and _shows(draft.text, one)), None)
        if shown is None or len(facts) < 2:
            continue
        others = [one for one in facts if one.fact.table is None or one.fact.table != shown.fact.table]
        if any(span.holds(one.fact.span) for one in others for span in cited):
            continue  # both places are told already
        twin = next((one for one in others if _same_thing(sums, shown, one, key[0])), None)
        if twin is not None:
            yield twin


def _sums(index: OpenIndex, document: str) -> _Sums:
    by_key: dict[_Key, list[StoredFact]] = defaultdict(list)
    for stored in index.catalogue.facts(document, role="amount"):
        fact, unit = stored.fact, money_unit(stored.fact.unit)
        if unit is not None and fact.value and fact.period is not None and fact.certain:
            by_key[(times(fact.value, unit.scale), fact.period.first, fact.period.last)].append(stored)
    totals = {
        cell.span
        for table in index.catalogue.tables(document)
        for row in table.rows
        if row.kind == "total"
        for cell in row.cells
        if cell.span is not None
    }
    kept = {key: tuple(facts) for key, facts in by_key.items() if len(facts) > 1}
    return _Sums(kept, frozenset(one.fact.span for facts in kept.values() for one in facts if one.fact.span in totals))


def _same_thing(sums: _Sums, one: StoredFact, other: StoredFact, dong: Decimal) -> bool:
    """Whether two equal sums of one time are one: a total and what is told of the whole, or things of one name."""
    first, second = one.fact, other.fact
    if first.table is None and second.table is None:
        return False
    if len(str(int(dong)).rstrip("0")) < _TELLING:
        return False
    if (first.span in sums.totals or second.span in sums.totals) and None in (first.table, second.table):
        return True
    if first.span in sums.totals and second.span in sums.totals:
        return True
    here, there = _words(one), _words(other)
    return len(here & there) >= _ALIKE * min(len(here), len(there)) > 1


def _words(stored: StoredFact) -> frozenset[str]:
    return frozenset(
        word.casefold() for word in syllables(f"{stored.fact.label} {' '.join(stored.fact.row_path[-1:])}")
    )


def _shows(answer: str, stored: StoredFact) -> bool:
    figure = one_line(stored.fact.text)
    return figure in answer and re.search(rf"(?<![\w.,]){re.escape(figure)}(?![.,]?\w)", answer) is not None
