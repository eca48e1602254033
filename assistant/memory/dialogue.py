"""A question asked within a conversation: stored before it is answered, read with what was said before it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from assistant.memory.errors import MemoryProblem
from assistant.memory.opening import Memory
from assistant.records import Answer
from assistant.service import AskRequest, check_question

if TYPE_CHECKING:
    from assistant.memory.records import Asked

_log = logging.getLogger("assistant.memory")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer is to be kept: ``asked`` is None for a question outside any conversation."""

    memory: Memory
    asked: Asked | None = None

    def keep(self, answer: Answer) -> Answer:
        """Stores ``answer`` and returns it with its ids; as it is when the conversation cannot take it any more.

        The person has waited for this answer: it is not withheld because it could not be stored.
        """
        if self.asked is None:
            return answer
        named = replace(answer, conversation_id=self.asked.conversation_id, message_id=str(uuid4()))
        try:
            self.memory.open().messages.answer(self.asked, str(named.message_id), named)
        except MemoryProblem as problem:
            _log.warning("an answer was not stored: %s", type(problem).__name__)
            return answer
        return named


def enter(memory: Memory, owner: str | None, conversation_id: str, request: AskRequest) -> tuple[AskRequest, Place]:
    """Stores the question; returns ``request`` with the conversation's own history, and where its answer belongs.

    Raises :class:`~assistant.service.BadQuestion` before anything is stored, and the problems of the memory.
    """
    check_question(request.question)
    asked = memory.open().messages.ask(owner or "", conversation_id, request.question)
    return replace(request, history=asked.history), Place(memory, asked)
