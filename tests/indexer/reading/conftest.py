"""What the reading tests share: fixture documents made once by the real programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.indexer.reading.real_files import make_all, office


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The fixtures by format, as LibreOffice made them; ``scan`` is a PDF of pictures."""
    office()
    return make_all(tmp_path_factory.mktemp("real"))
