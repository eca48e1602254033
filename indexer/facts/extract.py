"""All facts of a document, and what its figures say against each other."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.facts.dates import date_facts
from indexer.facts.findings import find_disagreements
from indexer.facts.from_tables import table_facts
from indexer.facts.from_text import text_facts
from indexer.facts.prose import prose_of
from indexer.facts.records import Fact
from indexer.records import Finding, Outline, Table


def extract(text: str, outline: Outline | None, tables: Sequence[Table]) -> tuple[Fact, ...]:
    """The facts of tables and of running text in source order; ``outline`` gives facts of running text their path."""
    paragraphs = prose_of(text, outline, tables)
    facts = [f for table in tables for f in table_facts(text, table)]
    facts += text_facts(text, paragraphs)
    facts += date_facts(text, paragraphs)
    return tuple(sorted(facts, key=lambda f: (f.span.start, f.span.end)))


def audit(text: str, tables: Sequence[Table], facts: Sequence[Fact]) -> tuple[Finding, ...]:
    """Where the document disagrees with itself: sums, text against table, figures against words, dates."""
    return find_disagreements(text, tables, facts)
