"""Tasks told in running text with lines such as "Cơ quan chủ trì: …" below a heading: those that a question selects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.agencies import begins_with_agency
from assistant.answering.attributes import attribute_want
from assistant.answering.draft import Citations, Draft, clipped_words, place_words
from assistant.answering.excerpt import MAX_QUOTE
from assistant.answering.filters import asked_period, spellings_of, within, words_of
from assistant.answering.listed import MOST_CHARACTERS
from assistant.answering.plain_words import words_left
from assistant.answering.rows import table_rows
from assistant.asking import Asked, asks_which
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import ListBlock, ListItem, TextBlock
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.periods import Period, parse_period
from indexer.records import DocumentEntry, Outline, Section, Span
from indexer.store.reader import OpenIndex

_LINE = re.compile(
    r"^[ \t]*(?:[-–+*•]\s*)?([^:\n]{4,40}):[ \t]*(?P<value>\S[^\n]*(?:\n(?!\s*[-–+*•]|[^:\n]{4,40}:)[^\n]+)?)", re.M
)
_TITLE = 160
_FEWEST = 2  # tasks of a plan that have a line of that label
_NAME = 2  # words of an agency's name
_MARK = 8  # what a citation mark and a bullet take


@dataclass(frozen=True, slots=True)
class ToldTask:
    """A task below a heading, with the lines that say who, when … in the order of the text."""

    entry: DocumentEntry
    section: Section
    title: str
    above: str  # the headings that it stands under
    fields: tuple[tuple[str, Span], ...]  # folded label -> the words behind the colon


def list_told(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The told tasks that the question selects by an agency in one of their lines, or by when they begin or are due.

    None where nothing selects, or where the question says something else that a selected task does not hold.
    """
    if len(documents) != 1 or not (asked.any_of("list") or asks_which(question)):
        return None
    tasks = told_tasks(index, documents[0])
    rows = table_rows(index, documents[0])
    owned, dated = (any(view.first_text(role) for view in rows) for role in ("owner", "time"))
    after = re.search(load("intents")["from_on"], fold(question.text))
    kept, used = _of_agency(index, question, asked, tasks, labelled=owned)  # what a table tells it tells whole
    if after is not None and asked.any_of("list") and not dated:
        kept = [task for task in (kept or tasks) if _begins(index, task, int(after["year"]))]
    elif kept is None and not dated:
        period = asked_period(question) if asked.any_of("time") and asked.any_of("list") else None
        kept = [task for task in tasks if period is not None and _due(index, task, period)]
    left = words_left(question, asked, documents, also=("lead_fillers", "row_fillers", "cited_fillers")) - used
    chosen = [task for task in kept or () if left <= set(words_of(f"{task.above} {task.title}"))]
    return _told(index, question, chosen, timed=after is not None or asked.any_of("time")) if chosen else None


def told_tasks(index: OpenIndex, entry: DocumentEntry) -> tuple[ToldTask, ...]:
    """The tasks of ``entry`` with lines whose labels several of its tasks have."""
    return index.prepared.once(("told tasks", entry.id), lambda: _repeated(list(_read(index, entry))))


def _read(index: OpenIndex, entry: DocumentEntry) -> Iterator[ToldTask]:
    text, outline = index.catalogue.text(entry.id), index.catalogue.outline(entry.id)
    parents = {section.parent for section in outline.sections}
    for section in outline.sections[1:]:
        if section.ordinal in parents or section.kind == "closing":
            continue
        lines = _LINE.finditer(
            text, section.heading_span.end if section.heading else section.span.start, section.span.end
        )
        fields = tuple((fold(one_line(line[1])), Span(line.start("value"), line.end("value"))) for line in lines)
        title = section.heading or _opening(text, outline, section)
        if fields and title:
            above = " ".join(step.heading for step in outline.path(section.ordinal)[:-1])
            yield ToldTask(entry, section, clipped_words(title.rstrip(" .:;"), _TITLE), above, fields)


def _opening(text: str, outline: Outline, section: Section) -> str:
    """The first paragraph of a section without a heading."""
    first = next((block for block in outline.blocks if block.section == section.ordinal), None)
    return one_line(first.span.of(text)) if first is not None else ""


def _repeated(tasks: Sequence[ToldTask]) -> list[ToldTask]:
    """The tasks with a line of a label that others have too, or that is known to say who or when."""
    labels = Counter(label for task in tasks for label in {label for label, _ in task.fields})
    return [
        task
        for task in tasks
        if any(attribute_want(label) is not None or labels[label] >= _FEWEST for label, _ in task.fields)
    ]


def _of_agency(
    index: OpenIndex, question: Question, asked: Asked, tasks: Sequence[ToldTask], *, labelled: bool
) -> tuple[list[ToldTask] | None, set[str]]:
    """The tasks with a line that holds an agency which the question names, and the words that the line explains.

    Of lines whose labels the question names ("đầu mối là …") only these count, with ``labelled`` no others at all;
    None where no line holds one.
    """
    spoken, said = spellings_of(question.text), set(asked.words)
    plain = {word for phrase in load("intents")["lead_fillers"] for word in words_of(phrase)}
    held: list[tuple[ToldTask, set[str], bool]] = []
    for task in tasks:
        for label, span in task.fields:
            values = re.split(r"[;,.]", one_line(span.of(index.catalogue.text(task.entry.id))))
            bodies = [value for value in values if begins_with_agency(value.strip())]
            names = [name for value in bodies for name in spellings_of(value) if len(name) >= _NAME]
            found = [name for name in names if any(within(name, words) for words in spoken)]
            own = set(words_of(label)) - plain
            if found and (own & said or attribute_want(label) in asked.wants):
                held.append((task, {*own, *(word for name in found for word in name)}, bool(own & said)))
    named = [one for one in held if one[2]] or ([] if labelled else held)
    if not named:
        return None, set()
    return list(dict.fromkeys(task for task, _, _ in named)), set().union(*(words for _, words, _ in named))


def _time_of(index: OpenIndex, task: ToldTask) -> tuple[str, Period | None]:
    """What the task's line for its time says, as written and read; "" without one."""
    for label, span in task.fields:
        if attribute_want(label) == "time" or label.startswith(tuple(load("intents")["time_labels"])):
            said = one_line(span.of(index.catalogue.text(task.entry.id))).rstrip(" .")
            return said, parse_period(said)
    return "", None


def _begins(index: OpenIndex, task: ToldTask, year: int) -> bool:
    period = _time_of(index, task)[1]
    begins = (period.first or period.last) if period is not None else None
    return begins is not None and begins.year >= year


def _due(index: OpenIndex, task: ToldTask, asked: Period) -> bool:
    """Whether the time of the task ends in the period asked for and does not begin before it."""
    written = _time_of(index, task)[1]
    if written is None or written.last is None or asked.first is None or asked.last is None:
        return False
    return asked.first <= written.last <= asked.last and (written.first is None or asked.holds(written))


def _told(index: OpenIndex, question: Question, tasks: Sequence[ToldTask], *, timed: bool) -> Draft | None:
    english = question.language == "en"
    citations = Citations(index)
    items: list[ListItem] = []
    for task in tasks:
        start = task.section.heading_span.start
        passage = index.catalogue.passage_at(task.entry.id, start)
        if passage is None:
            continue
        n = citations.add(task.entry, passage, Span(start, min(task.fields[-1][1].end, start + MAX_QUOTE)))
        time = _time_of(index, task)[0] if timed else ""
        items.append(ListItem(phrase("item", text=f"{task.title}: {time}" if time else task.title, n=n), (n,)))
    head = phrase("list_head", english=english, count=len(items), **place_words(tasks[0].entry, "", english=english))
    room = MOST_CHARACTERS - len(head)
    kept: list[ListItem] = []
    for item in items:
        room -= len(item.text) + _MARK
        if room >= 0:
            kept.append(item)
    text = "\n".join([head, *(f"- {item.text}" for item in kept)])
    blocks = (TextBlock(head), ListBlock(tuple(kept)))
    return Draft("answered", text, blocks, tuple(citations.made), "tasks told in text")
