"""An answer said piece by piece: nothing can be taken back from a chat client, so that a withdrawal is said too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.chat.rendering import Annotation, annotated, body, harmless, pieces, sources
from assistant.phrases import phrase
from assistant.records import Answer


@dataclass(frozen=True, slots=True)
class Said:
    """A verified piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was said does not stand; ``text`` stands in its place."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is complete; its sources follow."""

    answer: Answer


Event = Said | Withdrawn | Finished


@dataclass(frozen=True, slots=True)
class Ending:
    """What the last piece carries: the answer, if there is one, and where the marks stand in what was said."""

    answer: Answer | None
    text: str
    annotations: tuple[Annotation, ...]


def saying(answer: Answer) -> Iterator[Event]:
    """A finished answer as events."""
    yield from map(Said, pieces(body(answer)))
    yield Finished(answer)


def speak(events: Iterable[Event]) -> Iterator[str | Ending]:
    """The pieces to send, whose sum is the text of the message, then its :class:`Ending`."""
    text = ""
    for event in events:
        if isinstance(event, Finished):
            list_of_sources = sources(event.answer)
            if list_of_sources:
                yield list_of_sources
            yield Ending(event.answer, text + list_of_sources, annotated(text, event.answer.citations))
            return
        piece = event.text if isinstance(event, Said) else _correction(event.text)
        text += piece
        yield piece


def _correction(text: str) -> str:
    return f"\n\n{phrase('correction', text=harmless(text))}"
