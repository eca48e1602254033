"""What requests to a model take: tokens as its server counts them, otherwise estimated and marked as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.llm.model import Message

BYTES_A_TOKEN = 3  # tokenizers make fewer tokens than that of Vietnamese: an estimate is on the high side


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens of one request: ``sent`` to the model and ``written`` by it, thinking included where it is counted."""

    sent: int
    written: int
    reported: bool  # by the server; otherwise estimated from the text


class Meter(Protocol):
    """Is told of every request, also of one that fails or is given up, in the thread that asks."""

    def began(self) -> None: ...

    def ended(self, usage: Usage) -> None: ...


def tokens_of(text: str) -> int:
    """How many tokens ``text`` takes at most, whatever the tokenizer."""
    return len(text.encode()) // BYTES_A_TOKEN + 1


class Tally:
    """Adds up one request while its pieces arrive."""

    def __init__(self, messages: Sequence[Message], meter: Meter) -> None:
        self._messages = messages
        self._meter = meter
        self._said: list[str] = []
        self._sent = self._written = 0
        self._reported = False
        meter.began()

    def take(self, text: str, sent: int | None, written: int | None) -> None:
        """A piece, with the tokens that the server counted for it, where it says so; a stream's counts add up."""
        self._said.append(text)
        if sent is not None and written is not None:
            self._sent, self._written, self._reported = self._sent + sent, self._written + written, True

    def close(self) -> None:
        """Tells the meter; a request that was refused or never answered took nothing."""
        said = "".join(self._said)
        if self._reported:
            self._meter.ended(Usage(self._sent, self._written, reported=True))
        elif said:
            sent = sum(tokens_of(one.content) for one in self._messages)
            self._meter.ended(Usage(sent, tokens_of(said), reported=False))
        else:
            self._meter.ended(Usage(0, 0, reported=False))
