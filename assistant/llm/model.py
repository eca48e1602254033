"""What the engine needs of a chat model: messages in, pieces of text out, failures by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user"]
FailureKind = Literal[
    "timeout", "unreachable", "busy", "server", "key", "no_model", "rejected", "cut", "garbage", "empty", "queue"
]
PASSING: frozenset[FailureKind] = frozenset(("unreachable", "busy", "server"))  # worth another attempt


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model."""

    role: Role
    content: str


class ModelFailure(Exception):
    """The model gave no usable answer; ``detail`` is for operators and never holds a key."""

    def __init__(self, kind: FailureKind, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind
        self.detail = detail


class ModelUnusable(Exception):
    """The settings name a model that cannot be used here; the message says what to change."""


class ChatModel(Protocol):
    """A model that answers messages piece by piece; raises :class:`ModelFailure`."""

    @property
    def name(self) -> str: ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str]: ...
