"""Answers on their way to a reader who may leave before the end; those of a conversation are stored all the same."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from queue import SimpleQueue

from assistant.memory.dialogue import Place
from assistant.records import Answer, AnswerEvent


def kept(events: Iterable[AnswerEvent], place: Place) -> Iterable[AnswerEvent]:
    """The events, the whole answer stored where it belongs; one that is there already before the first of them."""
    if isinstance(events, tuple):
        return tuple(_kept(events, place))
    return _kept(events, place) if place.asked is None else _to_the_end(_kept(events, place))


def _kept(events: Iterable[AnswerEvent], place: Place) -> Iterator[AnswerEvent]:
    for event in events:
        yield place.keep(event) if isinstance(event, Answer) else event


def _to_the_end(events: Iterator[AnswerEvent]) -> Iterator[AnswerEvent]:
    """``events``, gone through in a thread of their own whether or not anybody still reads."""
    passed: SimpleQueue[AnswerEvent | Exception | None] = SimpleQueue()

    def go() -> None:
        try:
            for event in events:
                passed.put(event)
        except Exception as problem:  # raised again where it is read
            passed.put(problem)
        passed.put(None)

    threading.Thread(target=go, name="llm-answer", daemon=True).start()
    return _received(passed)


def _received(passed: SimpleQueue[AnswerEvent | Exception | None]) -> Iterator[AnswerEvent]:
    while (event := passed.get()) is not None:
        if isinstance(event, Exception):
            raise event
        yield event
