"""An item that is named by its own words and by those of its heading: the item is meant, not the heading."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import RowHit

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
