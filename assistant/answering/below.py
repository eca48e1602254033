"""Which of two rows that fit is meant: the item, not its heading; the one whose label the question says more fully."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import RowHit
from assistant.answering.filters import words_of
from assistant.query import spoken_lines
from assistant.question import Question

_MORE = 0.25  # of the topic that the item holds beyond its heading
_OWN = 0.25  # of the topic that the item's own label holds


def item_below(best: RowHit, able: Sequence[RowHit]) -> RowHit:
    """The row below the heading ``best`` that says the rest of the topic, if there is one; else ``best``."""
    if best.view.row.kind != "group":
        return best
    held = best.features.get("described", 0.0)
    below = [
        hit
        for hit in able
        if hit.view.row.kind == "item"
        and _is_below(hit, best)
        and hit.features.get("around", 0.0) >= held + _MORE
        and hit.features.get("own", 0.0) >= _OWN
        and hit.features.get("pairs", 0.0) > 0
    ]
    return max(below, key=lambda hit: (hit.features.get("around", 0.0), hit.features.get("own", 0.0)), default=best)


def _is_below(hit: RowHit, heading: RowHit) -> bool:
    view, top = hit.view, heading.view
    if (view.entry.id, view.table.ordinal) != (top.entry.id, top.table.ordinal):
        return False
    seen: set[int] = set()
    at = view.row.parent
    while at is not None and at not in seen:
        if at == top.row.ordinal:
            return True
        seen.add(at)
        at = view.table.rows[at].parent
    return False


def fuller_named(question: Question, best: RowHit, able: Sequence[RowHit]) -> RowHit:
    """Of items of one table whose labels differ by some words only, the one of which the question says those words.

    Words that all plans hold ("Ban Thường vụ") tell nothing of a topic, but they tell one such label from another.
    """
    label = set(words_of(best.view.label))
    if best.view.row.kind != "item" or not label:
        return best
    said = {word for line in spoken_lines(question) for word in line.split()}
    for hit in able:
        words = set(words_of(hit.view.label))
        same = (hit.view.entry.id, hit.view.table.ordinal) == (best.view.entry.id, best.view.table.ordinal)
        if same and hit.view.row.kind == "item" and label < words and words - label <= said:
            return hit
    return best
