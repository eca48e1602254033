"""Prompt files: a head that names version and variables, then the messages; checked whole before the first question.

A file looks so, and a person may edit it without touching code::

    version: 3
    variables: question, result
    --- system
    ...
    --- user
    ... {question} ... {result}
"""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, get_args

from assistant.llm.model import Message, ModelUnusable

PromptName = Literal["phrase", "answer", "summary", "rewrite"]
# What the program fills in; a prompt uses all of these variables and no other.
VARIABLES: Mapping[PromptName, frozenset[str]] = {
    "phrase": frozenset(("question", "result", "evidence", "language")),
    "answer": frozenset(("question", "evidence", "language")),
    "summary": frozenset(("question", "evidence", "language")),
    "rewrite": frozenset(("question", "history")),
}
_SECTION = re.compile(r"^--- (system|user)\n", re.MULTILINE)
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file; ``id`` names it in the answer's record: name, version, and a hash that tells edits apart."""

    name: str
    id: str
    system: str
    user: str

    def filled(self, **values: str) -> tuple[Message, ...]:
        """The messages with the variables filled in; what a value holds is never read as a template again."""
        return (
            Message("system", self.system.format_map(values)),
            Message("user", self.user.format_map(values)),
        )


@dataclass(frozen=True, slots=True)
class Prompts:
    """All prompts of a folder."""

    phrase: Prompt
    answer: Prompt
    summary: Prompt
    rewrite: Prompt


def load_prompts(folder: Path | None = None) -> Prompts:
    """The prompts of ``folder``, or those that come with the program; :class:`ModelUnusable` names file and fault."""
    shipped = resources.files("assistant").joinpath("prompts")
    return Prompts(
        **{
            name: load_prompt((folder or shipped) / f"{name}.md", name, VARIABLES[name])
            for name in get_args(PromptName)
        }
    )


def load_prompt(source: Traversable, name: str, variables: frozenset[str]) -> Prompt:
    """One prompt that uses all of ``variables`` and no other; :class:`ModelUnusable` names file and fault."""
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ModelUnusable(f"prompt {source}: cannot be read ({type(problem).__name__})") from problem
    if len(text) > _MOST:
        raise ModelUnusable(f"prompt {source}: longer than {_MOST} characters")
    try:
        return _read(name, variables, text.replace("\r\n", "\n"))
    except ValueError as problem:
        raise ModelUnusable(f"prompt {source}: {problem}") from None


def _read(name: str, variables: frozenset[str], text: str) -> Prompt:
    """The prompt that a file's ``text`` holds; ValueError says what is wrong with it."""
    head, *sections = _SECTION.split(text)
    bodies = dict(zip(sections[::2], sections[1::2], strict=True))
    if sections[::2] != ["system", "user"]:
        raise ValueError("needs the two parts '--- system' and '--- user', in this order")
    fields = _fields(head)
    declared = {variable.strip() for variable in fields["variables"].split(",") if variable.strip()}
    used = _used(bodies["system"]) | _used(bodies["user"])
    for names, fault in (
        (declared - variables, "declares unknown variables"),
        (variables - declared, "does not declare"),
        (used - declared, "uses undeclared variables"),
        (declared - used, "never uses"),
    ):
        if names:
            raise ValueError(f"{fault}: {', '.join(sorted(names))}")
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return Prompt(name, f"{name}/{fields['version']}@{digest}", bodies["system"].strip(), bodies["user"].strip())


def _fields(head: str) -> dict[str, str]:
    """The lines ``key: value`` of the head."""
    found: dict[str, str] = {}
    for line in filter(str.strip, head.splitlines()):
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in ("version", "variables"):
            raise ValueError(f"the head has an unknown line {line.strip()[:60]!r}")
        found[key.strip()] = value.strip()
    if not re.fullmatch(r"\d+", found.get("version", "")):
        raise ValueError("the head needs a line 'version: N'")
    if "variables" not in found:
        raise ValueError("the head needs a line 'variables: ...'")
    return found


def _used(template: str) -> set[str]:
    """The variables of a template; ValueError for braces that are none."""
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError as problem:
        raise ValueError(f"has a stray brace ({problem}); double it to mean the character") from None
    names = {field for _, field, _, _ in parsed if field is not None}
    if any(not re.fullmatch(r"[a-z_]+", field) or spec or conversion for _, field, spec, conversion in parsed if field):
        raise ValueError("variables are plain names in braces")
    return names
