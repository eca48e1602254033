"""What the README and the changelog say is what the code does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from assistant.api.app import create_app
from assistant.live import LiveIndex
from assistant.settings import VARIABLES, Settings
from indexer import __version__
from indexer.encoder.protocol import Encoder
from tests.server import ROOT

README = ROOT / "README.md"


@pytest.mark.parametrize("variable", sorted(VARIABLES))
def test_every_setting_is_in_the_readme(variable: str) -> None:
    assert f"`{variable}`" in README.read_text(encoding="utf-8")


def test_every_route_is_in_the_readme(encoder: Encoder, tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    app = create_app(LiveIndex(tmp_path, encoder), Settings())
    paths = set(app.openapi()["paths"])
    assert "/api/ask" in paths
    assert [path for path in sorted(paths) if path not in text] == []


def test_no_setting_of_the_readme_is_made_up() -> None:
    named = set(re.findall(r"\bASSISTANT_[A-Z_]+\b", README.read_text(encoding="utf-8")))
    assert named <= set(VARIABLES)


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    released = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert released[0] == __version__


def test_every_locked_version_is_exact_and_holds_what_the_project_needs() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").split("\n")
    locked = {line.split("==")[0] for line in lines if line and not line.startswith("#")}
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*==[^\s=]+", line) for line in lines if line and line[0] != "#")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = project["optional-dependencies"]
    peers = groups.pop("peers")  # not installed by the project's own commands; their versions stand in the extra
    assert all(re.fullmatch(r"[a-z0-9-]+==[\d.]+", one) for one in peers)
    needed = [*project["dependencies"], *(one for group in groups.values() for one in group)]
    assert {re.split(r"[<>=~!\[; ]", one)[0].lower() for one in needed} <= locked
