"""The guide for those who embed the assistant names what the scripts know, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from assistant.api.exports import Kind

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "EMBED.md").read_text(encoding="utf-8")
WIDGET = (ROOT / "assistant" / "web" / "widget.js").read_text(encoding="utf-8")
PAGE = (ROOT / "assistant" / "web" / "js" / "embed.js").read_text(encoding="utf-8")


def test_every_attribute_of_the_widget_is_in_the_guide() -> None:
    listed = re.search(r"const SETTINGS = \[(.*?)\]", WIDGET)
    assert listed is not None
    known = set(re.findall(r'"(\w+)"', listed.group(1)))
    assert set(re.findall(r"^\| `data-(\w+)`", GUIDE, re.MULTILINE)) == known
    assert set(re.findall(r"\bdata-(\w+)", GUIDE)) - {""} == known


def test_every_message_is_in_the_guide_and_known_to_both_sides() -> None:
    said = {side: set(re.findall(r"\$\{NAME\}:(\w+)", script)) for side, script in (("w", WIDGET), ("p", PAGE))}
    assert said["w"] == said["p"] == set(re.findall(r'"tro-ly-ao:(\w+)"', GUIDE))


def test_every_format_of_a_file_is_in_the_guide() -> None:
    assert set(re.findall(r"messages/\{message_id\}/export\?format=(\w+)", GUIDE)) == set(get_args(Kind))


def test_the_widget_writes_no_markup() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", WIDGET)
