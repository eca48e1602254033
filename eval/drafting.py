"""``python -m eval new-set DOC``: questions drafted from the facts of a document, to be read by a person.

A draft asks what the indexer has read, so it cannot show what the indexer has missed: a person rewords it as people
ask, checks its gold answer in the source, adds what is missing, and takes the mark away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.service import open_assistant
from assistant.settings import SettingError, read_settings
from eval.errors import UnusableInputError
from eval.evidence import evidence_held
from eval.files import whole_file
from eval.questions import QuestionType
from indexer.errors import IndexerError
from indexer.facts.records import Fact, FactRole
from indexer.language.normal import one_line
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.reader import OpenIndex

_FILE = Path(__file__).with_name("data") / "drafts.json"
_ROLES: tuple[FactRole, ...] = ("amount", "count", "percent", "owner", "date", "time")
_FIGURES = frozenset({"amount", "count", "percent"})
_LABEL = range(8, 121)  # characters of a label that can be asked about
_MOST_FACTS = 100_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted line of a question set."""

    question: str
    type: QuestionType
    answer: str
    contains: tuple[str, ...]
    values: tuple[tuple[float, str], ...]
    must: tuple[tuple[str, ...], ...]
    english: tuple[str, ...] = ()  # the same question in English frames; names stay as the document writes them


def write_drafts(document_id: str, out: Path, *, index: Path | None, most: int) -> int:
    """Write at most ``most`` drafts, spread over the document; how many there are."""
    try:
        settings = read_settings(os.environ)
        opened = open_assistant(index or settings.index, settings.encoder).index
    except (IndexerError, SettingError) as error:
        raise UnusableInputError(str(error)) from error
    entry = opened.catalogue.document(document_id)
    if entry is None:
        known = ", ".join(one.id for one in opened.catalogue.documents())
        raise UnusableInputError(f"no document {document_id!r}; there are {known}")
    drafts = spread(list(drafted(opened, entry)), most)
    with whole_file(out) as stream:
        for number, draft in enumerate(drafts, start=1):
            stream.write(_line(f"{document_id}-{number:03}", document_id, draft) + "\n")
    return len(drafts)


def drafted(index: OpenIndex, entry: DocumentEntry) -> Iterator[Draft]:
    """A draft for every fact that was read with certainty, agrees with its sums, and can be asked about."""
    text, passages = index.catalogue.text(entry.id), index.catalogue.passages_of(entry.id)
    asked: set[str] = set()
    for role in _ROLES:
        for stored in index.catalogue.facts(entry.id, role=role, limit=_MOST_FACTS):
            draft = _drafted(stored.fact, entry, text, passages)
            if draft is not None and draft.question not in asked:
                asked.add(draft.question)
                yield draft


def spread(drafts: list[Draft], most: int) -> list[Draft]:
    """At most ``most`` of the drafts, at equal distances."""
    if len(drafts) <= most:
        return drafts
    return [drafts[at * len(drafts) // most] for at in range(most)]


def _drafted(fact: Fact, entry: DocumentEntry, text: str, passages: Iterable[StoredPassage]) -> Draft | None:
    label = one_line(fact.label).strip(" :;.,-–+")
    if len(label) not in _LABEL or not fact.certain or fact.audit == "mismatch" or fact.label_span is None:
        return None
    contains = (one_line(fact.label_span.of(text)), one_line(fact.span.of(text)))
    if not any(evidence_held(contains, passage.span.of(text)) for passage in passages):
        return None
    words = _words()
    years = _years(fact)
    period = _period(words, years)
    place = entry.metadata.place or entry.metadata.number or entry.metadata.title
    shown = one_line(fact.text)
    if fact.unit and not any(letter.isalpha() or letter == "%" for letter in shown):
        shown = f"{shown} {fact.unit}"
    values = _values(fact)
    return Draft(
        question=words[fact.role].format(label=label, place=place, period=period),
        english=_in_english(fact.role, label, place, years),
        type=_type(fact),
        answer=words["answer"].format(label=label, period=period, text=shown),
        contains=contains,
        values=values,
        must=() if values else ((one_line(fact.text),),),
    )


def _values(fact: Fact) -> tuple[tuple[float, str], ...]:
    """The figure of a fact with its unit; none of an agency or a time."""
    if fact.value is None or fact.role not in _FIGURES:
        return ()
    return ((float(fact.value), fact.unit or ("%" if fact.role == "percent" else "")),)


def _years(fact: Fact) -> tuple[int, int] | None:
    """The years of the header that says of which time a figure is, where it has one."""
    if fact.period is None or fact.role not in _FIGURES:
        return None
    first, last = (day.year if day else None for day in (fact.period.first, fact.period.last))
    return None if first is None or last is None else (first, last)


def _period(words: Mapping[str, str], years: tuple[int, int] | None) -> str:
    if years is None:
        return ""
    first, last = years
    return words["period"].format(period=words["year" if first == last else "years"].format(first=first, last=last))


def _in_english(role: FactRole, label: str, place: str, years: tuple[int, int] | None) -> tuple[str, ...]:
    frames: Mapping[str, Any] = _loaded()["english"]
    period = _period(frames["periods"], years)
    return tuple(frame.format(label=label, place=place, period=period) for frame in frames[role])


def _type(fact: Fact) -> QuestionType:
    if fact.role == "owner":
        return "owner"
    if fact.role in ("date", "time"):
        return "deadline"
    return "fact" if fact.table is None else "table"


def _line(identifier: str, document_id: str, draft: Draft) -> str:
    """The draft as a line of a question set, marked as one."""
    record = {
        "id": identifier,
        "question": draft.question,
        "lang": "vi",
        "type": draft.type,
        "history": [],
        "docs": [document_id],
        "evidence": [{"doc": document_id, "contains": list(draft.contains)}],
        "answer": draft.answer,
        "values": [{"number": number, "unit": unit} for number, unit in draft.values],
        "must": [list(group) for group in draft.must],
        "must_not": [],
        "answerable": True,
        "draft": True,
    }
    return json.dumps(record, ensure_ascii=False)


def _words() -> Mapping[str, str]:
    """The Vietnamese frames."""
    return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded
