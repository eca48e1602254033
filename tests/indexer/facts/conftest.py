"""Documents with their tables, facts and findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from indexer.facts.extract import audit, extract
from indexer.facts.records import Fact
from indexer.records import Finding, Table
from indexer.tables import find_tables

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Read:
    text: str
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]


@pytest.fixture(scope="session")
def read() -> Callable[[str], Read]:
    """A document of the corpus, or of tests/data/tables, by its stem."""

    @cache
    def of(stem: str) -> Read:
        folder = ROOT / "corpus" if (ROOT / "corpus" / f"{stem}.txt").exists() else ROOT / "tests" / "data" / "tables"
        text = (folder / f"{stem}.txt").read_bytes().decode("utf-8")
        tables = find_tables(text)
        facts = extract(text, None, tables)
        return Read(text, tables, facts, audit(text, tables, facts))

    return of
