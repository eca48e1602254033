"""Conversations of an owner: begun, listed, read, renamed, deleted. An owner is a hash; nobody sees another's."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, insert, or_, select, update

from assistant.memory.errors import NoConversation, TooManyConversations
from assistant.memory.records import MAX_CONVERSATIONS, Conversation, Listing, Transcript
from assistant.memory.sql import rows
from assistant.memory.sql.database import Database
from assistant.memory.sql.tables import conversations, feedback, messages
from assistant.naming import searchable

_MOST_WORDS = 10  # of a search


class Conversations:
    """The table of conversations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, owner: str, title: str = "") -> Conversation:
        """A new conversation; raises :class:`TooManyConversations`."""
        identifier, time, title = str(uuid4()), rows.now(), rows.plain(title)
        with self._database.writing() as connection:
            held = connection.execute(select(func.count()).where(conversations.c.owner == owner)).scalar_one()
            if held >= MAX_CONVERSATIONS:
                raise TooManyConversations(owner)
            connection.execute(
                insert(conversations).values(
                    id=identifier,
                    owner=owner,
                    title=title,
                    title_folded=searchable(title),
                    created_at=time,
                    updated_at=time,
                )
            )
        return Conversation(identifier, title, rows.moment(time), rows.moment(time), 0)

    def listing(self, owner: str, *, search: str = "", limit: int = 30, before: str | None = None) -> Listing:
        """The owner's conversations that hold all words of ``search``; raises :class:`BadPage` for a made-up mark."""
        query = _listed().where(conversations.c.owner == owner)
        for word in searchable(search).split()[:_MOST_WORDS]:
            query = query.where(_mentions(rows.plain(word)))
        if before is not None:
            query = query.where(_before(*rows.read_mark(before)))
        query = query.order_by(conversations.c.updated_at.desc(), conversations.c.id.desc()).limit(limit + 1)
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        further = rows.mark(found[limit - 1]) if len(found) > limit else None
        return Listing(tuple(rows.conversation(row) for row in found[:limit]), further)

    def transcript(self, owner: str, conversation_id: str) -> Transcript:
        """A conversation with all its messages; raises :class:`NoConversation`."""
        one = _listed().where(_theirs(owner, conversation_id))
        said = (
            select(messages, feedback.c.rating, feedback.c.reason)
            .outerjoin(feedback, feedback.c.message_id == messages.c.id)
            .where(messages.c.conversation_id == rows.key(conversation_id))
            .order_by(messages.c.position)
        )
        with self._database.reading() as connection:
            found = connection.execute(one).one_or_none()
            if found is None:
                raise NoConversation(conversation_id)
            held = connection.execute(said).all()
        return Transcript(rows.conversation(found), tuple(rows.message(row) for row in held))

    def rename(self, owner: str, conversation_id: str, title: str) -> Conversation:
        """The conversation under its new title; raises :class:`NoConversation`."""
        title = rows.plain(title)
        named = update(conversations).where(_theirs(owner, conversation_id))
        with self._database.writing() as connection:
            connection.execute(named.values(title=title, title_folded=searchable(title)))
            found = connection.execute(_listed().where(_theirs(owner, conversation_id))).one_or_none()
        if found is None:
            raise NoConversation(conversation_id)
        return rows.conversation(found)

    def delete(self, owner: str, conversation_id: str) -> None:
        """Deletes a conversation with its messages and feedback; raises :class:`NoConversation`."""
        with self._database.writing() as connection:
            gone = connection.execute(delete(conversations).where(_theirs(owner, conversation_id)))
            if gone.rowcount == 0:
                raise NoConversation(conversation_id)

    def forget(self, before: datetime) -> int:
        """Deletes every conversation that was last used before then; returns how many."""
        old = delete(conversations).where(conversations.c.updated_at < rows.microseconds(before))
        with self._database.writing() as connection:
            return connection.execute(old).rowcount


def _listed() -> Select[Any]:
    """Conversations with the number of their messages."""
    number = (
        select(func.count())
        .where(messages.c.conversation_id == conversations.c.id)
        .correlate(conversations)
        .scalar_subquery()
        .label("messages")
    )
    held = conversations.c
    return select(held.id, held.title, held.created_at, held.updated_at, number)


def _theirs(owner: str, conversation_id: str) -> ColumnElement[bool]:
    return and_(conversations.c.id == rows.key(conversation_id), conversations.c.owner == owner)


def _mentions(word: str) -> ColumnElement[bool]:
    """Whether the title or a question of the conversation holds the folded ``word``."""
    asked = exists().where(
        messages.c.conversation_id == conversations.c.id, rows.holds(messages.c.content_folded, word)
    )
    return or_(rows.holds(conversations.c.title_folded, word), asked)


def _before(time: int, identifier: str) -> ColumnElement[bool]:
    same = and_(conversations.c.updated_at == time, conversations.c.id < identifier)
    return or_(conversations.c.updated_at < time, same)
