"""The five real documents and the fixture documents, with their tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.records import Table
from indexer.tables import find_tables

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def read() -> Callable[[str], tuple[str, tuple[Table, ...]]]:
    """A document of the corpus, or of tests/data/tables, by its stem: its text and its tables."""

    def of(stem: str) -> tuple[str, tuple[Table, ...]]:
        folder = ROOT / "corpus" if (ROOT / "corpus" / f"{stem}.txt").exists() else ROOT / "tests" / "data" / "tables"
        text = (folder / f"{stem}.txt").read_bytes().decode("utf-8")
        return text, find_tables(text)

    return of
