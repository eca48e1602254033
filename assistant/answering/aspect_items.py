"""Parts that every plan has, asked for by name: its goals (of a year), weaknesses, viewpoints, risks, phases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.draft import Draft
from assistant.answering.enumerations import section_items
from assistant.answering.listed import told
from assistant.answering.plain_words import words_left
from assistant.answering.sections import asked_aspects, is_of, run_in
from assistant.asking import Asked, names_any, without_generic
from assistant.query import translated
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Section
from indexer.store.reader import OpenIndex

_YEAR = re.compile(r"20\d\d")
_BESIDE = frozenset({"list", "none"})  # what may be asked for beside a part


def list_aspect(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The items of the part of the one document that the question names, of the year that it names.

    None where it asks for something in particular: an amount, an agency, a thing that such a part speaks of.
    """
    aspects = asked_aspects(asked)
    if len(documents) != 1 or not aspects or asked.before or asked.wants - _BESIDE or not names_any(asked, "asks_part"):
        return None
    if _left(question, asked, documents):
        return None
    ranked = sorted(_sections(index, documents[0], aspects, asked, question.years), key=lambda one: one[0])
    if not ranked:
        return None
    section = ranked[-1][1]
    passage = index.catalogue.passage_at(documents[0].id, section.heading_span.start)
    if passage is None:
        return None
    outline = index.catalogue.outline(documents[0].id)
    return told(index, question, [section_items(documents[0], passage, outline, section.ordinal)])


def _left(question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> set[str]:
    """What the question says beside the part, its years and the document."""
    plain = {fold_term(word) for phrase in load("intents")["part_fillers"] for word in syllables(phrase)}
    cues = [cue for one in load("intents")["aspects"] for key in ("ask", "heads") for cue in one[key]]
    plain |= {fold_term(word) for cue in cues for word in syllables(cue)}
    if question.language != "en":
        return words_left(question, asked, documents, also=("part_fillers",)) - plain
    phrases, rest = translated(asked.topic)
    titles = {fold_term(word) for entry in documents for word in syllables(entry.metadata.title)}
    said = [fold_term(word) for phrase in (*phrases, *rest) for word in without_generic(phrase, folded=True)]
    return {word for word in said if not word.isdigit()} - plain - titles


def _sections(
    index: OpenIndex,
    entry: DocumentEntry,
    aspects: Sequence[Sequence[str]],
    asked: Asked,
    years: Sequence[int],
) -> Iterator[tuple[tuple[int, ...], Section]]:
    """The sections of the part with how well they fit; with years, only those of one of them."""
    text, outline = index.catalogue.text(entry.id), index.catalogue.outline(entry.id)
    wanted = {str(year) for year in years}
    for section in outline.sections[1:]:
        title = section.heading or run_in(text, section.span)
        path = [step.heading for step in outline.path(section.ordinal)[:-1]]
        own = any(is_of(title, heads) for heads in aspects)
        under = any(is_of(step, heads) for step in path for heads in aspects)
        if section.kind in ("closing", "appendix") or not title or not (own or under):
            continue
        dated = bool(wanted & set(_YEAR.findall(title)))
        if dated if wanted else own:
            said = sum(word in asked.words for word in map(fold_term, syllables(title)))
            exact = -len(_YEAR.findall(title)) if wanted else -len(path)
            yield (said if not wanted else 0, exact, int(own), -section.ordinal), section
