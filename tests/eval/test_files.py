"""Result files appear whole or not at all, and progress shows on terminals only."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from eval.errors import UnusableInputError
from eval.files import whole_file
from eval.progress import with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def write_half(path: Path) -> None:
    with whole_file(path) as stream:
        stream.write("half")
        raise KeyboardInterrupt


def test_a_file_is_replaced_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")
    with whole_file(path) as stream:
        stream.write("mới")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "mới"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_half(path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableInputError, match="none/out: cannot be written"), whole_file(tmp_path / "none" / "out"):
        pass
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnusableInputError, match="it is a folder"), whole_file(tmp_path / "folder"):
        pass
    assert [found.name for found in tmp_path.iterdir()] == ["folder"]


def test_progress_shows_on_a_terminal() -> None:
    terminal, log = Terminal(), io.StringIO()
    assert list(with_progress([1, 2], "asking", terminal)) == [1, 2]
    assert terminal.getvalue().endswith("2/2\n")
    assert list(with_progress([1, 2], "asking", log)) == [1, 2]
    assert log.getvalue() == ""
