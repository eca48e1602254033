"""Every test of the stored conversations runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from assistant.memory.opening import Memory, Tables
from tests.postgres import Cluster, programs


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running PostgreSQL."""
    folder = programs()
    if folder is None:
        pytest.skip("needs the Debian package: postgresql")
    with Cluster(folder) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is, or is to be."""
    if request.param == "sqlite":
        return str(tmp_path / "kept" / "memory.sqlite3")
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.database(f"t{uuid4().hex}")


@pytest.fixture
def tables(location: str) -> Iterator[Tables]:
    """The tables of an opened database."""
    memory = Memory(location)
    yield memory.open()
    memory.close()
