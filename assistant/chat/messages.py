"""The messages of a chat client, and the question in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.chat.rendering import without_sources
from assistant.records import Turn

HISTORY_MESSAGES = 20
HISTORY_CHARACTERS = 20_000
# Clients that attach files of their own wrap the question in a prompt with their passages in front of it.
_WRAPPED = re.compile(r"<user_query>(.*?)</user_query>", re.DOTALL)
_EVIDENCE_ENDS = "</context>"
_ANNOUNCED = re.compile(r"(?:^|\n)(?:#+\s*)?(?:user )?(?:query|question)\s*:\s*(.+)\Z", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message; what systems, developers and tools say is never an instruction here."""

    role: Literal["person", "assistant", "system"]
    text: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The last question of a person with the turns before it."""

    question: str
    history: tuple[Turn, ...]


def dialogue(messages: Sequence[ChatMessage]) -> Dialogue:
    """The question to answer: the last message of a person, empty if there is none; its history is bounded."""
    spoken = [message for message in messages if message.role != "system"]
    last = max((place for place, one in enumerate(spoken) if one.role == "person"), default=None)
    if last is None:
        return Dialogue("", ())
    return Dialogue(unwrapped(spoken[last].text), _turns(spoken[:last]))


def unwrapped(text: str) -> str:
    """The question inside a prompt that carries a client's own passages; any other text as it is."""
    found = _WRAPPED.findall(text)
    if found:
        return str(found[-1]).strip()
    _, ended, rest = text.rpartition(_EVIDENCE_ENDS)
    if not ended or not rest.strip():
        return text
    announced = _ANNOUNCED.search(rest)
    return (announced.group(1) if announced else rest).strip()


def _turns(messages: Sequence[ChatMessage]) -> tuple[Turn, ...]:
    """The last turns that the bounds let through, our own lists of sources taken off."""
    turns: list[Turn] = []
    left = HISTORY_CHARACTERS
    for message in reversed(messages[-HISTORY_MESSAGES:]):
        person = message.role == "person"
        text = unwrapped(message.text) if person else without_sources(message.text)
        left -= len(text)
        if left < 0:
            break
        turns.append(Turn("user" if person else "assistant", text))
    return tuple(reversed(turns))
