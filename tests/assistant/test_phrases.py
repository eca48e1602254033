"""What the assistant says: the same sentences in both languages, and none that is not said."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from string import Formatter

import pytest

from assistant.marks import MARK
from assistant.phrases import phrase
from tests.server import ROOT

PHRASES = json.loads((ROOT / "assistant" / "data" / "phrases.json").read_text(encoding="utf-8"))
VIETNAMESE, ENGLISH = PHRASES["vi"], PHRASES["en"]


def _variables(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _strings() -> Iterator[str]:
    """The texts of the program, those pieced together as patterns with * for what is filled in."""
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                yield "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values)


def _called() -> Iterator[str]:
    """The first argument of every call of phrase() that is spelt out."""
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
                for inner in ast.walk(node.args[0]):
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                        yield inner.value


def test_both_languages_say_the_same_things() -> None:
    assert list(VIETNAMESE) == list(ENGLISH)
    different = {key for key in VIETNAMESE if _variables(VIETNAMESE[key]) != _variables(ENGLISH[key])}
    assert different == set()


def test_every_phrase_that_is_called_exists() -> None:
    pieces = ("about_", "year", "")  # of keys that are pieced together, or compared with beside them
    missing = {key for key in _called() if key not in VIETNAMESE and key not in pieces and " " not in key}
    assert missing == set()


def test_every_phrase_is_used() -> None:
    texts = set(_strings())
    patterns = [text.split("*")[0] for text in texts if text.endswith("*") and len(text) > 3]
    unused = {key for key in VIETNAMESE if key not in texts and not any(map(key.startswith, patterns))}
    assert unused == set()


@pytest.mark.parametrize("english", [False, True])
def test_a_missing_variable_is_an_error_that_names_it(*, english: bool) -> None:
    with pytest.raises(KeyError, match="place"):
        phrase("no_place", english=english)


def test_citation_numbers_become_marks_and_other_values_stay() -> None:
    said = phrase("item", text="[7]", n=3)
    assert MARK.findall(said) == ["3"]
    assert "[7]" in said
