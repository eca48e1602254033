"""A question within a conversation: never lost, and its answer never withheld."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.memory.dialogue import Place, enter
from assistant.memory.errors import NoConversation
from assistant.memory.opening import Memory, Tables
from assistant.records import Turn
from assistant.service import AskRequest, BadQuestion
from tests.assistant.memory.test_tables import ANSWER, ME, OTHER


def test_a_question_is_stored_before_it_is_answered(tables: Tables, location: str) -> None:
    begun = tables.conversations.begin(ME)
    memory = Memory(location)
    sent = AskRequest("Hai?", history=(Turn("user", "Do người gửi kể."),))
    _, place = enter(memory, ME, begun.id, AskRequest("Một?"))
    assert [one.content for one in tables.conversations.transcript(ME, begun.id).messages] == ["Một?"]
    kept = place.keep(ANSWER)
    assert (kept.conversation_id, kept.answer) == (begun.id, ANSWER.answer)
    assert tables.messages.message(ME, str(kept.message_id)).content == ANSWER.answer
    request, _ = enter(memory, ME, begun.id, sent)
    assert request.history == (Turn("user", "Một?"), Turn("assistant", ANSWER.answer))
    memory.close()


def test_an_answer_to_a_deleted_conversation_reaches_the_reader_unstored(tables: Tables, location: str) -> None:
    begun = tables.conversations.begin(ME)
    memory = Memory(location)
    _, place = enter(memory, ME, begun.id, AskRequest("Một?"))
    tables.conversations.delete(ME, begun.id)
    assert place.keep(ANSWER) == ANSWER
    memory.close()


def test_what_cannot_be_asked_is_not_stored(tables: Tables, location: str) -> None:
    begun = tables.conversations.begin(ME)
    memory = Memory(location)
    with pytest.raises(BadQuestion):
        enter(memory, ME, begun.id, AskRequest(" "))
    for owner in (OTHER, None):
        with pytest.raises(NoConversation):
            enter(memory, owner, begun.id, AskRequest("Một?"))
    assert tables.conversations.transcript(ME, begun.id).messages == ()
    memory.close()


def test_outside_a_conversation_no_database_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    assert Place(Memory(str(path))).keep(ANSWER) == ANSWER
    assert not path.exists()
