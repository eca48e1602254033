"""Which of two documents is in force: one may replace or amend another, as the documents themselves say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answering.draft import Citations, Draft, short_title
from assistant.phrases import phrase
from assistant.records import NoticeBlock
from indexer.language.normal import fold, nfc
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.reader import OpenIndex

Relation = Literal["replaced", "amended"]
_DASH = re.compile(r"\s*[-–]\s*")


@dataclass(frozen=True, slots=True)
class Succession:
    """``later`` replaces or amends ``earlier``."""

    earlier: DocumentEntry
    later: DocumentEntry
    relation: Relation


def successions(documents: Sequence[DocumentEntry], among: Sequence[DocumentEntry]) -> Iterator[Succession]:
    """The documents of ``among`` that some other of ``documents`` replaces or amends, by their numbers."""
    numbers = {_plain(entry.metadata.number): entry for entry in among if entry.metadata.number}
    for later in documents:
        relations: tuple[tuple[Relation, tuple[str, ...]], ...] = (
            ("replaced", later.metadata.replaces),
            ("amended", later.metadata.amends),
        )
        for relation, written in relations:
            for number in written:
                earlier = next((entry for plain, entry in numbers.items() if plain in _plain(number)), None)
                if earlier is not None and earlier.id != later.id:
                    yield Succession(earlier, later, relation)


def with_force(index: OpenIndex, draft: Draft, *, english: bool) -> Draft:
    """``draft`` with a notice for each document that it cites and that another one replaces or amends."""
    if draft.status not in ("answered", "clarify") or not draft.citations:
        return draft
    documents = index.catalogue.documents()
    cited = {citation.document_id for citation in draft.citations}
    citations = Citations(index, list(draft.citations))
    notices: list[NoticeBlock] = []
    for one in successions(documents, [entry for entry in documents if entry.id in cited]):
        n = _cite(citations, one)
        if n is None:
            continue
        earlier, later = short_title(one.earlier), short_title(one.later)
        notices.append(NoticeBlock(phrase(one.relation, english=english, earlier=earlier, later=later, n=n), (n,)))
    if not notices:
        return draft
    text = "\n".join([draft.text, *(notice.text for notice in notices)])
    return replace(draft, text=text, blocks=(*draft.blocks, *notices), citations=tuple(citations.made))


def _cite(citations: Citations, one: Succession) -> int | None:
    """The number of the citation of the place where the later document names the earlier one."""
    text = citations.index.catalogue.text(one.later.id)
    number = _plain(one.earlier.metadata.number)
    found: StoredPassage | None = None
    for passage in citations.index.catalogue.passages_of(one.later.id):
        if passage.kind == "text" and number in _plain(passage.span.of(text)):
            found = passage  # the last one: the closing articles say what is replaced
    return citations.add(one.later, found, found.span) if found is not None else None


def _plain(number: str | None) -> str:
    return _DASH.sub("-", fold(nfc(number or "")))
