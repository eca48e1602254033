"""A Word file with merged header cells gives the same facts as its twin in plain text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.facts.extract import audit, extract
from indexer.facts.records import Fact
from indexer.reading.formats import read_bytes
from indexer.records import Table
from indexer.tables import find_tables
from tests.indexer.tables.word_twins import quarters, two_sources

Read = Callable[[str], tuple[str, tuple[Table, ...]]]
TWINS = {"ke-hoach-von-hai-cap": two_sources, "du-toan-nhieu-tang": quarters}


def meaning(text: str, fact: Fact) -> tuple[object, ...]:
    """All that a fact says, without where it stands."""
    parts = {(part.role, part.span.of(text)) for part in fact.parts if part.role != "group"}
    path = [" ".join(step.split()) for step in fact.row_path]
    period = (fact.period.first, fact.period.last) if fact.period else None
    about = (fact.role, fact.label, fact.text, path, fact.column_path, fact.value, fact.unit, period)
    return (*about, fact.row, fact.column, sorted(parts), fact.certain, fact.audit)


@pytest.mark.parametrize("stem", sorted(TWINS))
def test_the_same_facts_come_out_of_word_and_of_text(read: Read, stem: str) -> None:
    text, (table,) = read(stem)
    word = read_bytes(TWINS[stem](), f"{stem}.docx", ".docx").text
    (twin,) = find_tables(word)
    assert twin.layout == "tabs"
    assert (twin.title, twin.unit) == (table.title, table.unit)
    assert [(c.path, c.role, c.period, c.unit) for c in twin.columns] == [
        (c.path, c.role, c.period, c.unit) for c in table.columns
    ]
    assert [(r.kind, r.parent, r.label, [c.text for c in r.cells]) for r in twin.rows] == [
        (r.kind, r.parent, r.label, [c.text for c in r.cells]) for r in table.rows
    ]
    facts, twins = extract(text, None, [table]), extract(word, None, [twin])
    assert [meaning(word, fact) for fact in twins] == [meaning(text, fact) for fact in facts]
    assert sum(fact.table is not None for fact in twins) > 20
    assert audit(word, [twin], twins) == audit(text, [table], facts) == ()
