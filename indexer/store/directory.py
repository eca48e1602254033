"""The documents of a generation by what questions name them by, so that no question walks through all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from indexer.language.issuers import of_ministry, own_name
from indexer.records import DocumentEntry

K = TypeVar("K")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Directory:
    """Document ids by place, number and issuer, and the document of each passage id."""

    documents: tuple[DocumentEntry, ...]  # in corpus order
    all: frozenset[str]
    places: Mapping[str | None, frozenset[str]]
    numbers: Mapping[str | None, frozenset[str]]
    issuers: Mapping[tuple[str, ...], frozenset[str]]  # by the folded words of the name, of documents without a place
    place_of: Mapping[str, str | None]
    date_of: Mapping[str, str | None]  # ISO 8601
    ends: tuple[int, ...]  # of the passage ids of each document

    @classmethod
    def of(cls, documents: Sequence[DocumentEntry]) -> Directory:
        """The directory of ``documents``; passage ids count from 0 through all of them."""
        return cls(
            documents=tuple(documents),
            all=frozenset(entry.id for entry in documents),
            places=_grouped(
                (entry.metadata.place, entry.id) for entry in documents if not of_ministry(entry.metadata.issuer)
            ),
            numbers=_grouped((leading_number(entry), entry.id) for entry in documents),
            issuers=_grouped(
                (name, entry.id)
                for entry in documents
                if entry.metadata.place is None and (name := own_name(entry.metadata.issuer))
            ),
            place_of={entry.id: entry.metadata.place for entry in documents},
            date_of={entry.id: entry.metadata.date for entry in documents},
            ends=tuple(accumulate(entry.passages for entry in documents)),
        )

    def among(self, documents: Sequence[DocumentEntry]) -> Directory:
        """The directory of some of the documents; itself where these are all."""
        return self if documents is self.documents else Directory.of(documents)

    def of_place(self, place: str | None) -> frozenset[str]:
        """The documents of a place; of none: those of the central level, ministries aside."""
        return self.places.get(place, _NONE)

    def of_number(self, number: str) -> frozenset[str]:
        """The documents whose symbol starts with ``number``."""
        return self.numbers.get(number, _NONE)

    def document_of(self, passage: int) -> str:
        """The id of the document that passage ``passage`` belongs to."""
        return self.documents[self.position_of(passage)].id

    def position_of(self, passage: int) -> int:
        """Where that document stands among the documents."""
        return bisect_right(self.ends, passage)


def leading_number(entry: DocumentEntry) -> str | None:
    """The bare number of a document's symbol: 237 of 237-KH/TU."""
    number = entry.metadata.number
    return number.replace("/", "-").split("-")[0].strip() if number else None


def _grouped(pairs: Iterable[tuple[K, str]]) -> dict[K, frozenset[str]]:
    found: defaultdict[K, set[str]] = defaultdict(set)
    for key, id_ in pairs:
        found[key].add(id_)
    return {key: frozenset(ids) for key, ids in found.items()}
