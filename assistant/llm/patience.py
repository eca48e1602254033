"""A chat model under bounds: so many seconds for an answer, so many answers at once, so many attempts."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue

from assistant.llm.model import PASSING, ChatModel, Message, ModelFailure
from assistant.settings import Settings

_QUEUE = 5.0  # seconds that a question waits for a place: a reader is better served at once without the model
_PAUSE = 0.5  # seconds before the second attempt; each later one waits twice as long
_CHARACTERS_A_TOKEN = 8  # more than any tokenizer makes of a token: beyond that the model does not stop by itself


class _End:
    """Marks the end of what a model said."""


_Piece = str | ModelFailure | type[_End]


class PatientModel:
    """Asks a model in a thread of its own, so that a server that stalls keeps nobody waiting beyond the limit."""

    def __init__(self, model: ChatModel, settings: Settings) -> None:
        self._model = model
        self._seconds = settings.llm_timeout
        self._retries = settings.llm_retries
        self._most = settings.llm_answer_tokens * _CHARACTERS_A_TOKEN
        # Held by the asking thread until the model has really ended: a stalled server cannot pile up threads.
        self._slots = threading.BoundedSemaphore(settings.llm_concurrency)

    @property
    def name(self) -> str:
        """The name of the model within."""
        return self._model.name

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The pieces of the answer; :class:`ModelFailure`, of kind ``timeout`` when the time is over."""
        deadline = time.monotonic() + self._seconds
        if not self._slots.acquire(timeout=min(_QUEUE, self._seconds / 2)):
            raise ModelFailure("queue", "all places at the model are taken")
        pieces: SimpleQueue[_Piece] = SimpleQueue()
        given_up = threading.Event()
        asking = threading.Thread(
            target=self._ask, args=(messages, pieces, given_up, deadline), daemon=True, name="llm-model"
        )
        try:
            asking.start()
        except BaseException:
            self._slots.release()
            raise
        try:
            yield from self._received(pieces, deadline)
        finally:
            given_up.set()

    def _received(self, pieces: SimpleQueue[_Piece], deadline: float) -> Iterator[str]:
        length = 0
        while True:
            try:
                piece = pieces.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                raise ModelFailure("timeout", f"no whole answer within {self._seconds:g} s") from None
            if isinstance(piece, ModelFailure):
                raise piece
            if not isinstance(piece, str):
                if not length:
                    raise ModelFailure("empty", "the model said nothing")
                return
            length += len(piece)
            yield piece
            if length > self._most:
                raise ModelFailure("garbage", "the model did not stop")

    def _ask(
        self, messages: Sequence[Message], pieces: SimpleQueue[_Piece], given_up: threading.Event, deadline: float
    ) -> None:
        """Runs in the thread: passes pieces on, tries again while nothing has been said and there is time."""
        try:
            for attempt in range(self._retries + 1):
                failure = self._attempt(messages, pieces, given_up)
                pause = _PAUSE * 2**attempt
                last = attempt == self._retries or time.monotonic() + pause >= deadline
                if failure is None or failure.kind not in PASSING or last or given_up.wait(pause):
                    pieces.put(failure or _End)
                    return
        finally:
            self._slots.release()

    def _attempt(
        self, messages: Sequence[Message], pieces: SimpleQueue[_Piece], given_up: threading.Event
    ) -> ModelFailure | None:
        said = False
        answer = self._model.stream(messages)
        try:
            for piece in answer:
                if given_up.is_set():
                    return None
                said = True
                pieces.put(piece)
        except ModelFailure as failure:
            return ModelFailure("cut", failure.detail) if said and failure.kind in PASSING else failure
        except Exception as problem:  # a thread that dies silently would look like a stall
            return ModelFailure("garbage", type(problem).__name__)
        finally:
            with suppress(Exception):
                answer.close()  # type: ignore[attr-defined]
        return None
