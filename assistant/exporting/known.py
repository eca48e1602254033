"""How the index has read a figure: the reading that the answer was made from, not a second one."""

from __future__ import annotations

from assistant.exporting.figures import NOT_KNOWN, Known, KnownFigure
from indexer.store.reader import OpenIndex


def known_figures(index: OpenIndex) -> Known:
    """Looks a figure up by its place in ``index``; one outside a table, or an uncertain one, is not known."""

    def known(document_id: str, start: int) -> KnownFigure:
        passage = index.catalogue.passage_at(document_id, start)
        if passage is None or passage.table is None or passage.row is None:
            return NOT_KNOWN
        facts = index.catalogue.facts(document_id, table=passage.table, row=passage.row)
        fact = next((stored.fact for stored in facts if stored.fact.span.start == start), None)
        if fact is None:
            return NOT_KNOWN
        return KnownFigure(fact.value if fact.certain else None, fact.audit)

    return known
