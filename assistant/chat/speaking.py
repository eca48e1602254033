"""An answer said piece by piece: nothing can be taken back from a chat client, so that a withdrawal is said too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.chat.rendering import Annotation, annotated, body, harmless, pieces, sources, written
from assistant.phrases import phrase
from assistant.records import Answer, AnswerEvent, ListBlock, Replaced, TextBlock


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


def hearing(events: Iterable[AnswerEvent]) -> Iterator[Event]:
    """An answer on its way: one that is there already as it reads, else its sentences as they come."""
    if isinstance(events, tuple):
        yield from saying(events[-1])
        return
    said, standing = "", True
    for event in events:
        if isinstance(event, Answer):
            yield from _rest(event, said, standing=standing)
        elif isinstance(event, Replaced):
            standing = False
        elif isinstance(event, TextBlock | ListBlock) and standing:
            piece = written(event, after=said)
            said += piece
            yield Said(piece)


def _rest(answer: Answer, said: str, *, standing: bool) -> Iterator[Event]:
    """What is still to be said of ``answer``; where what was said does not begin it, all of it as a correction."""
    text = body(answer)
    begun = re.match(r"\s+".join(map(re.escape, said.split())), text) if standing or not said else None
    if begun is None:
        yield Withdrawn(text)
    else:
        yield from map(Said, pieces(text[begun.end() :]))
    yield Finished(answer)


def saying(answer: Answer) -> Iterator[Event]:
    """A finished answer as events."""
    yield from _rest(answer, "", standing=True)


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
