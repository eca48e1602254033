"""The passages of a generation taken apart: each once, whichever question reads it, and many before the first one.

Taking one apart costs a quarter of a millisecond, and a question reads some dozens: the first ones would wait for that.
"""

from __future__ import annotations

import time

from assistant.answering.pieces import Pieces, take_apart, without_diacritics
from indexer.records import StoredPassage
from indexer.store.reader import OpenIndex

_BATCH = 100  # passages read from the catalogue at once
_FILLED = 0.3  # of the room for passages taken apart: the same without diacritics takes as much again


def taken_apart(index: OpenIndex, passage: StoredPassage, *, folded: bool) -> Pieces:
    """The pieces of ``passage``; with ``folded``, their terms are without diacritics."""
    return index.read.one(
        (passage.id, folded),
        lambda: _read(index, passage, folded=folded),
        lambda pieces: len(pieces.masks),
    )


def _read(index: OpenIndex, passage: StoredPassage, *, folded: bool) -> Pieces:
    if folded:
        return without_diacritics(taken_apart(index, passage, folded=False), passage)
    return take_apart(index.catalogue.text(passage.document_id), passage)


def take_apart_ahead(index: OpenIndex, seconds: float) -> int:
    """Takes passages apart in corpus order, for ``seconds`` of the processor or until their room is full; how many."""
    until = time.thread_time() + seconds
    done = 0
    for first in range(0, index.manifest.passages, _BATCH):
        for passage in index.catalogue.passages(range(first, min(first + _BATCH, index.manifest.passages))):
            if time.thread_time() > until or index.read.share > _FILLED:
                return done
            taken_apart(index, passage, folded=False)
            done += 1
    return done
