"""An answer under construction: its status, text, blocks, and the citations numbered as they are made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.answering.cite import cite, text_parts
from assistant.answering.excerpt import MAX_QUOTE, around, clipped, sentences
from assistant.phrases import phrase
from assistant.places import placed
from assistant.records import AnswerBlock, Citation, Part, Status
from indexer.language.issuers import short_name
from indexer.records import DocumentEntry, Span, StoredPassage, Table
from indexer.store.reader import OpenIndex

_TITLE = 60
_STEP = 48  # code points of a heading inside a sentence
_LABEL_WORDS = 3  # of a step without a number, such as that of an appendix
_NUMBERED = re.compile(r"[IVXL]+|\d+(?:\.\d+)*|[a-zđ]")


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before the service adds timings and the conversation; ``reason`` says why it is of its kind."""

    status: Status
    text: str
    blocks: tuple[AnswerBlock, ...]
    citations: tuple[Citation, ...]
    reason: str
    features: Mapping[str, float] = field(default_factory=dict)  # by which its evidence was weighed, where it was


@dataclass(slots=True)
class Citations:
    """Numbers citations from 1; the same slice is cited once."""

    index: OpenIndex
    made: list[Citation] = field(default_factory=list)

    def add(self, entry: DocumentEntry, passage: StoredPassage, span: Span, table: Table | None = None) -> int:
        """The number of the citation of ``span``, at most :data:`MAX_QUOTE` code points of it."""
        text = self.index.catalogue.text(entry.id)
        kept = clipped(text, span, MAX_QUOTE)
        for citation in self.made:
            if (citation.document_id, citation.start, citation.end) == (entry.id, kept.start, kept.end):
                return citation.n
        cited = cite(len(self.made) + 1, entry, text, passage, kept, table)
        self.made.append(placed(self.index.catalogue, cited))
        return self.made[-1].n

    def add_around(self, entry: DocumentEntry, passage: StoredPassage, core: Span) -> int:
        """The number of the citation of ``core`` with as much of its passage as a quote may hold.

        The figures and times of ``core`` become parts of the citation.
        """
        text = self.index.catalogue.text(entry.id)
        return self._with_parts(self.add(entry, passage, around(text, passage.span, core)), text, core)

    def add_sentence(self, entry: DocumentEntry, passage: StoredPassage, core: Span) -> int:
        """The number of the citation of the sentence of ``passage`` that holds ``core``, its figures as parts."""
        text = self.index.catalogue.text(entry.id)
        sentence = next((one for one in sentences(text, passage.span) if one.holds(core)), core)
        return self._with_parts(self.add(entry, passage, sentence), text, core)

    def _with_parts(self, n: int, text: str, core: Span) -> int:
        made = self.made[n - 1]
        new = [part for part in text_parts(text, core) if part not in made.parts and _inside(made, part)]
        self.made[n - 1] = replace(made, parts=(*made.parts, *new))
        return n


def _inside(citation: Citation, part: Part) -> bool:
    return citation.start <= part.start and part.end <= citation.end


def name_of(entry: DocumentEntry) -> str:
    """How a document is called inside an answer: by its place, else its number, else its title."""
    return entry.metadata.place or entry.metadata.number or entry.metadata.title


def side_name(entry: DocumentEntry) -> str:
    """How a document is called beside others: by its place, else its number with the name of its issuer."""
    name = short_name(entry.metadata.issuer) if entry.metadata.place is None and entry.metadata.number else ""
    return f"{entry.metadata.number} ({name})" if name else name_of(entry)


def whose(entry: DocumentEntry, *, english: bool) -> dict[str, str]:
    """The variables of phrases about a sum: ``place``, whose document it is, and ``of`` it; "" without a place."""
    place = entry.metadata.place
    if place is None:
        return {"place": "", "of": ""}
    return {"place": f"{place} ", "of": phrase("of_whom", english=english, name=place)}


def short_title(entry: DocumentEntry) -> str:
    """A document's number, else its kind and place, else the start of its title."""
    about = entry.metadata
    if about.number:
        return about.number
    if about.kind and about.place:
        return f"{about.kind} {about.place}"
    return clipped_words(about.title, _TITLE)


def compact(breadcrumb: str) -> str:
    """A breadcrumb for the inside of a sentence: the numbers of its steps, and the heading of the last one."""
    steps = breadcrumb.split(" > ")
    numbers: list[str] = []
    for step in steps[:-1]:
        label = step.split(" ", 1)[0]
        numbers.append(label if _NUMBERED.fullmatch(label) else " ".join(step.split()[:_LABEL_WORDS]))
    return ", ".join([*([".".join(numbers)] if numbers else []), clipped_words(steps[-1], _STEP)])


def clipped_words(text: str, most: int) -> str:
    """``text``, cut at a space with an ellipsis where it is longer than ``most``."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


def place_words(entry: DocumentEntry, section: str, *, english: bool) -> dict[str, str]:
    """The variables ``title`` and ``section`` of the phrases that say where something stands."""
    shown = phrase("section", english=english, section=compact(section)) if section else ""
    return {"title": short_title(entry), "section": shown}
