"""Messages of conversations: questions stored before they are answered, answers, and feedback on answers."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from assistant.memory.errors import ConversationFull, NoConversation, NoMessage
from assistant.memory.records import (
    HISTORY_CHARACTERS,
    HISTORY_MESSAGES,
    MAX_MESSAGES,
    Asked,
    Feedback,
    Message,
    Reviewed,
)
from assistant.memory.sql import rows
from assistant.memory.sql.database import Database
from assistant.memory.sql.tables import conversations, feedback, messages
from assistant.naming import searchable, title_from
from assistant.records import Answer, Turn
from assistant.wire import to_json


class Messages:
    """The tables of messages and of feedback."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, owner: str, conversation_id: str, question: str) -> Asked:
        """Stores a question; raises :class:`NoConversation` or :class:`ConversationFull`."""
        question = rows.plain(question)
        with self._database.writing() as connection:
            title, position = _locked(connection, conversation_id, owner)
            if position + 1 >= MAX_MESSAGES:  # its answer needs a place too
                raise ConversationFull(conversation_id)
            history = _history(connection, conversation_id)
            identifier, time = str(uuid4()), rows.now()
            stored = insert(messages).values(
                id=identifier,
                conversation_id=conversation_id,
                position=position,
                role="user",
                content=question,
                content_folded=searchable(question),
                created_at=time,
            )
            connection.execute(stored)
            _touch(connection, conversation_id, time, title or title_from(question))
        return Asked(conversation_id, identifier, history)

    def answer(self, asked: Asked, message_id: str, answer: Answer) -> None:
        """Stores the answer to a stored question; raises :class:`NoConversation` when it was deleted meanwhile."""
        with self._database.writing() as connection:
            title, position = _locked(connection, asked.conversation_id)
            time = rows.now()
            stored = insert(messages).values(
                id=message_id,
                conversation_id=asked.conversation_id,
                position=position,
                role="assistant",
                content=rows.plain(answer.answer),
                created_at=time,
                question_id=asked.question_id,
                status=answer.status,
                engine=answer.engine,
                answer=json.dumps(to_json(answer), ensure_ascii=True),  # ASCII: a NUL is escaped, and stays exact
            )
            connection.execute(stored)
            _touch(connection, asked.conversation_id, time, title)

    def message(self, owner: str, message_id: str) -> Message:
        """One message; raises :class:`NoMessage`."""
        query = (
            select(messages, feedback.c.rating, feedback.c.reason)
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .outerjoin(feedback, feedback.c.message_id == messages.c.id)
            .where(and_(messages.c.id == rows.key(message_id), conversations.c.owner == owner))
        )
        with self._database.reading() as connection:
            found = connection.execute(query).one_or_none()
        if found is None:
            raise NoMessage(message_id)
        return rows.message(found)

    def rate(self, owner: str, message_id: str, given: Feedback) -> None:
        """Stores feedback on an answer in place of what stood there; raises :class:`NoMessage`."""
        reason = rows.plain(given.reason) if given.reason else None
        values = {"rating": given.rating, "reason": reason, "rated_at": rows.now()}
        with self._database.writing() as connection:
            _answer_of(connection, owner, message_id)
            changed = connection.execute(update(feedback).where(feedback.c.message_id == message_id).values(values))
            if changed.rowcount == 0:
                connection.execute(insert(feedback).values(message_id=message_id, **values))

    def unrate(self, owner: str, message_id: str) -> None:
        """Takes feedback back, if there is any; raises :class:`NoMessage`."""
        with self._database.writing() as connection:
            _answer_of(connection, owner, message_id)
            connection.execute(delete(feedback).where(feedback.c.message_id == message_id))

    def reviewed(self) -> tuple[Reviewed, ...]:
        """All feedback with its question and answer, newest first."""
        question = messages.alias("question")
        query = (
            select(
                feedback, messages.c.content, messages.c.status, messages.c.engine, question.c.content.label("asked")
            )
            .join(messages, messages.c.id == feedback.c.message_id)
            .join(question, question.c.id == messages.c.question_id)
            .order_by(feedback.c.rated_at.desc(), feedback.c.message_id)
        )
        with self._database.reading() as connection:
            return tuple(_reviewed(row) for row in connection.execute(query))


def _locked(connection: Connection, conversation_id: str, owner: str | None = None) -> tuple[str, int]:
    """Title of the conversation and its next position, with nobody else writing to it until the end."""
    query = select(conversations.c.title).where(conversations.c.id == rows.key(conversation_id)).with_for_update()
    title = connection.execute(query if owner is None else query.where(conversations.c.owner == owner)).scalar()
    if title is None:
        raise NoConversation(conversation_id)
    last = select(func.max(messages.c.position)).where(messages.c.conversation_id == conversation_id)
    position = connection.execute(last).scalar()
    return title, 0 if position is None else position + 1


def _history(connection: Connection, conversation_id: str) -> tuple[Turn, ...]:
    """The last turns, as many as the bounds on messages and characters let through."""
    query = (
        select(messages.c.role, messages.c.content)
        .where(messages.c.conversation_id == conversation_id)
        .order_by(messages.c.position.desc())
        .limit(HISTORY_MESSAGES)
    )
    turns: list[Turn] = []
    left = HISTORY_CHARACTERS
    for row in connection.execute(query):
        left -= len(row.content)
        if left < 0:
            break
        turns.append(Turn(row.role, row.content))
    return tuple(reversed(turns))


def _touch(connection: Connection, conversation_id: str, time: int, title: str) -> None:
    values = {"updated_at": time, "title": title, "title_folded": searchable(title)}
    connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(values))


def _answer_of(connection: Connection, owner: str, message_id: str) -> None:
    """Fails with :class:`NoMessage` unless ``message_id`` is an answer given to ``owner``; locks it."""
    query = (
        select(messages.c.id)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.id == rows.key(message_id), messages.c.role == "assistant", conversations.c.owner == owner)
        .with_for_update()
    )
    if connection.execute(query).scalar() is None:
        raise NoMessage(message_id)


def _reviewed(row: Row[Any]) -> Reviewed:
    return Reviewed(
        message_id=row.message_id,
        rating=row.rating,
        reason=row.reason,
        rated_at=rows.moment(row.rated_at),
        question=row.asked,
        answer=row.content,
        status=row.status,
        engine=row.engine,
    )
