"""The records of conversations; times are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from assistant.records import Turn

Rating = Literal["up", "down"]
Role = Literal["user", "assistant"]

MAX_TITLE = 200
MAX_REASON = 1000
MAX_CONVERSATIONS = 500  # of one owner
MAX_MESSAGES = 400  # of one conversation
HISTORY_MESSAGES = 20
HISTORY_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is listed; its title is empty until it is named or its first question names it."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    messages: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Conversations, newest first; ``next`` is where the following page begins, None on the last."""

    conversations: tuple[Conversation, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thought of an answer."""

    rating: Rating
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A question, or an answer with the JSON that the API gave for it."""

    id: str
    role: Role
    content: str
    created_at: datetime
    answer: Mapping[str, Any] | None
    feedback: Feedback | None


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation with its messages in order."""

    conversation: Conversation
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was stored, with the turns before it by which it is to be understood."""

    conversation_id: str
    question_id: str
    history: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Feedback as those who run the assistant read it; whose it is stays unknown."""

    message_id: str
    rating: Rating
    reason: str | None
    rated_at: datetime
    question: str
    answer: str
    status: str
    engine: str
