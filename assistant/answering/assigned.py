"""What an agency is to do, as a plan assigns it: the section of its duties, and the rows of tables that name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.agencies import begins_with_agency
from assistant.answering.draft import Citations, Draft
from assistant.answering.filters import Words, spellings_of, within, words_of
from assistant.answering.listed import MOST_CHARACTERS, tell
from assistant.answering.rows import RowView, table_rows
from assistant.answering.sections import Named, is_of, items_of, run_in
from assistant.asking import Asked, names_any
from assistant.phrases import phrase
from assistant.query import spoken_lines
from assistant.question import Question
from assistant.records import AnswerBlock, ListBlock, ListItem, TextBlock
from indexer.language.lexicon import load
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_NAME = 2  # words of an agency's name
_MARK = 8  # what a citation mark and a bullet take


def list_assigned(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The duties of the agency that the question names, quoted, and the rows that it leads; None without a section.

    Of one document alone, and where it is asked what is assigned: who leads or when is another question.
    """
    if len(documents) != 1 or not names_any(asked, "assigned") or not names_any(asked, "assigned_what"):
        return None
    if asked.any_of("money", "time", "compare", "summary", "count", "partner") or question.years:
        return None
    agency, named = _duties_of_named(index, question, documents[0])
    listed = items_of(index, named) if named is not None else None
    if listed is None:
        return None
    citations = Citations(index)
    lines, blocks = tell(index, question, listed, citations, MOST_CHARACTERS // 2)
    rows = _led(index, documents[0], agency)
    if rows:
        more = _rows_told(question, rows, citations, MOST_CHARACTERS - sum(map(len, lines)))
        lines, blocks = [*lines, *more[0]], [*blocks, *more[1]]
    return Draft("answered", "\n".join(lines), tuple(blocks), tuple(citations.made), "what is assigned to an agency")


def _duties_of_named(index: OpenIndex, question: Question, entry: DocumentEntry) -> tuple[Words, Named | None]:
    """The agency that the question names in full, as folded words, and the section of its duties.

    Of several the one with the longest name; it is headed by the agency or begins with its name and a colon, if
    possible below the heading for duties.
    """
    spoken = [*spellings_of(question.text), *(tuple(line.split()) for line in spoken_lines(question))]
    text, outline = index.catalogue.text(entry.id), index.catalogue.outline(entry.id)
    best: tuple[tuple[bool, int], Words, Named] | None = None
    for section in outline.sections[1:]:
        title = section.heading or run_in(text, section.span)
        names = [words_of(name) for name in title.split(",")] if begins_with_agency(title) else []
        held = [name for name in names if len(name) >= _NAME and any(within(name, words) for words in spoken)]
        if not held or section.kind in ("closing", "appendix"):
            continue
        heads = [step.heading for step in outline.path(section.ordinal)]
        below = any(is_of(heading, load("intents")["duty_headings"]) for heading in heads)
        name = max(held, key=len)
        if best is None or (below, len(name)) > best[0]:
            best = ((below, len(name)), name, Named(1.0, entry, section.ordinal))
    return (best[1], best[2]) if best is not None else ((), None)


def _led(index: OpenIndex, entry: DocumentEntry, agency: Words) -> list[RowView]:
    """The items whose lead agency is ``agency``, also by the start of its name ("Ban Tổ chức"); communes are none."""
    communes = {words_of(head)[:1] for head in load("intents")["row_heads"]}
    return [
        view
        for view in table_rows(index, entry)
        if view.row.kind == "item" and words_of(view.label)[:1] not in communes and _owns(agency, view)
    ]


def _owns(agency: Words, view: RowView) -> bool:
    owners = [words for one in re.split(r"[;,]", view.first_text("owner")) for words in spellings_of(one)]
    return any(len(words) >= _NAME and agency[: len(words)] == words for words in owners)


def _rows_told(
    question: Question, rows: Sequence[RowView], citations: Citations, room: int
) -> tuple[list[str], list[AnswerBlock]]:
    head = phrase("assigned_rows", english=question.language == "en", count=len(rows))
    items: list[ListItem] = []
    room -= len(head)
    for view in rows:
        room -= len(view.label) + _MARK
        if room < 0:
            break
        n = citations.add(view.entry, view.passage, view.span, view.table)
        items.append(ListItem(phrase("item", text=view.label, n=n), (n,)))
    return [head, *(f"- {item.text}" for item in items)], [TextBlock(head), ListBlock(tuple(items))]
