"""The small plans of these tests: other places and other figures than those of the shipped corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

FOLDER = Path(__file__).parent / "plans"


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """An index of the plans of this folder; tests only read it."""
    index = tmp_path_factory.mktemp("answering") / "index"
    report = build(FOLDER, index, encoder)
    assert not report.failures
    return index


@pytest.fixture(scope="session")
def small(small_index: Path) -> Assistant:
    """The assistant over the plans of this folder."""
    return open_assistant(small_index)


@pytest.fixture(scope="session")
def shipped(shipped_index: Path) -> Assistant:
    """The assistant over the shipped corpus."""
    return open_assistant(shipped_index)
