"""Prompts that chat clients write for themselves (titles, tags, follow-ups …): answered shortly, without a look-up."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from assistant.chat.messages import ChatMessage
from assistant.naming import title_from
from assistant.phrases import phrase
from assistant.question import understand
from indexer.language.normal import one_line

_WANTED = re.compile(r'\{\s*"(\w{1,40})"\s*:\s*(["\[{])')  # the first key of the JSON that a prompt asks for
_NOTHING: Mapping[str, object] = {'"': "", "[": [], "{": {}}
_QUOTED = (
    re.compile(r"<chat_history>(.*?)</chat_history>", re.DOTALL),
    re.compile(r"#+ (?:chat history|content):(.*)\Z", re.DOTALL | re.IGNORECASE),
    re.compile(r"-{5,}\n(.*?)\n-{5,}", re.DOTALL),
    re.compile(r"```(.*?)```", re.DOTALL),
)
_PERSON_SAID = re.compile(r"^\s*\W{0,3}(?:user|human|person)\W{0,3}:\s*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_EMOJI = "📄"
_LONGEST_SYSTEM = 4000  # characters of a system message that may be a client's own prompt
_TAGS = 5


def chore(messages: Sequence[ChatMessage]) -> str | None:
    """The short answer to a client's own prompt; None for what a person asks."""
    last = [message for message in messages if message.role == "person"][-1:]
    system = [one for one in messages if one.role == "system" and len(one.text) <= _LONGEST_SYSTEM]
    found = ((kind, one.text) for one in (*last, *system) if (kind := _kind(one.text)) is not None)
    kind, prompt = next(found, (None, ""))
    if kind is None:
        return None
    if kind == "emoji":
        return _EMOJI
    if kind == "tools":
        return json.dumps({"tool_calls": []})
    about = _first_question(messages, prompt)
    if kind == "summary" and about:
        return phrase("chore_summary", question=about)
    title = title_from(about) or phrase("chore_title")
    wanted = _WANTED.search(prompt)
    return _as_json(wanted.group(1), wanted.group(2), title) if wanted else title


def _kind(text: str) -> str | None:
    line = one_line(text).lower()
    words = _words()
    if line.startswith(tuple(words["task"])):
        return None if any(piece in line for piece in words["evidence"]) else "task"
    kinds = ("title", "summary", "emoji", "tools")
    return next((kind for kind in kinds if any(piece in line for piece in words[kind])), None)


def _as_json(key: str, opening: str, title: str) -> str:
    """The JSON with the one key that was asked for; what cannot be said without looking anything up stays empty."""
    value = _NOTHING[opening]
    if key == "title":
        value = title
    elif key == "tags":
        value = _tags(title)
    return json.dumps({key: value}, ensure_ascii=False)


def _tags(text: str) -> list[str]:
    """The places and years of the question."""
    asked = understand(text)
    return [*asked.places, *map(str, asked.years)][:_TAGS] or [phrase("chore_tag")]


def _first_question(messages: Sequence[ChatMessage], prompt: str) -> str:
    """What the conversation is about: its first question, out of the prompt or out of the messages before it."""
    for pattern in _QUOTED:
        quoted = pattern.search(prompt)
        if quoted:
            said = _PERSON_SAID.search(quoted.group(1))
            return one_line(said.group(1) if said else quoted.group(1))
    persons = [one.text for one in messages if one.role == "person" and not _kind(one.text)]
    for text in (prompt, *persons[:1]):
        said = _PERSON_SAID.search(text)
        if said:
            return one_line(said.group(1))
    return one_line(persons[0]) if persons else ""


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    content = resources.files("assistant.data").joinpath("housekeeping.json").read_text(encoding="utf-8")
    loaded: dict[str, str | list[str]] = json.loads(content)
    return {name: value for name, value in loaded.items() if isinstance(value, list)}
