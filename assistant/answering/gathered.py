"""Several things that a summary is asked of ("chế độ báo cáo, sơ kết, tổng kết"), each where the plan speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answering.candidates import Candidates
from assistant.answering.enumerations import Enumeration
from assistant.answering.excerpt import sentences
from assistant.asking import Asked, stopwords, without_generic
from indexer.language.lexicon import load
from indexer.language.periods import find_periods
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

_MARKS = re.compile(r"[,;:.()]")
_DAY = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])")
_MOST = 4  # sentences beside a section
_OPENING = 80  # code points of an item that say what it is about
_LONGEST = 5  # words of one thing


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence with the things that it speaks of."""

    passage: StoredPassage
    span: Span
    parts: frozenset[str]
    times: int  # that it tells

    @property
    def key(self) -> tuple[int, int, int]:
        """The more things and times the better; the first of equals."""
        return len(self.parts), self.times, -self.span.start


def with_places(index: OpenIndex, asked: Asked, found: Candidates, listed: Enumeration, *, named: bool) -> Enumeration:
    """``listed`` with the sentences on those of the things asked for that it does not speak of.

    Of a section that speaks of none of them (if it is not ``named`` by the question, in its heading) only these
    sentences are left. Nothing changes where a single thing is asked for, or where no sentence adds any.
    """
    entry = listed.entry
    parts = named_parts(asked)
    if len(parts) < 2:
        return listed
    text = index.catalogue.text(entry.id)
    heading = index.catalogue.outline(entry.id).sections[listed.passage.section].heading
    held = _held(parts, "\n".join([heading, *(span.of(text)[:_OPENING] for span in listed.spans if named)]))
    chosen: list[_Said] = []
    said = _said(index, found, entry, parts)
    while len(chosen) < _MOST:
        known = held.union(*(one.parts for one in chosen))
        new = [replace(one, parts=one.parts - known) for one in said]
        best = max((one for one in new if one.parts), key=lambda one: one.key, default=None)
        if best is None:
            break
        chosen.append(best)
    if not chosen:
        return listed
    kept = listed.spans if held else ()
    fresh = [one.span for one in chosen if not any(span.holds(one.span) for span in kept)]
    home = listed.passage if kept else chosen[0].passage
    return Enumeration(entry, home, tuple(sorted([*kept, *fresh], key=lambda span: span.start)), True)


def named_parts(asked: Asked) -> tuple[str, ...]:
    """The things that the topic joins, as folded words, without what all plans say and what kinds of documents are."""
    joints = "|".join(map(re.escape, load("intents")["series_joints"]))
    pieces = re.split(rf"[,;:]|\s(?:{joints})\s", asked.topic_text)
    unsaid = {word for said in load("intents")["document_words"] for word in syllables(said)}
    documents = [named for said in load("intents")["document_words"] if len(named := syllables(said)) > 1]
    parts: list[str] = []
    for piece in pieces:
        words = syllables(piece)
        if any(words[: len(named)] == named for named in documents):
            continue
        left = without_generic(piece, folded=False, also=stopwords(folded=False) | unsaid)
        if 1 < len(left) <= _LONGEST:
            parts.append(" ".join(map(fold_term, left)))
    return tuple(dict.fromkeys(parts))


def _said(index: OpenIndex, found: Candidates, entry: DocumentEntry, parts: Sequence[str]) -> list[_Said]:
    text = index.catalogue.text(entry.id)
    passages = {clause.passage.id: clause.passage for clause in found.clauses if clause.entry == entry}
    said: list[_Said] = []
    for passage in passages.values():
        for span in sentences(text, passage.span) if passage.table is None else ():
            slice_ = span.of(text)
            spoken = _held(parts, slice_)
            if spoken:
                said.append(_Said(passage, span, spoken, len([*find_periods(slice_), *_DAY.findall(slice_)])))
    return said


def _held(parts: Sequence[str], text: str) -> frozenset[str]:
    """The things whose last two words, which tell them from others, stand side by side in ``text``."""
    line = _line(text)
    return frozenset(part for part in parts if f" {' '.join(part.split()[-2:])} " in line)


@lru_cache(maxsize=512)
def _line(text: str) -> str:
    """The folded words of ``text``, what stands between marks apart."""
    return "".join(f" {' '.join(map(fold_term, syllables(piece)))} |" for piece in _MARKS.split(text))
