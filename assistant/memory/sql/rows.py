"""Rows as records, and what queries share: times, escaped patterns, the marks of pages."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row

from assistant.memory.errors import BadPage
from assistant.memory.records import Conversation, Feedback, Message

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ESCAPE = "\\"


def now() -> int:
    """Microseconds since 1970."""
    return microseconds(datetime.now(UTC))


def microseconds(moment: datetime) -> int:
    """``moment`` as it is stored."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment(stored: int) -> datetime:
    """The time that ``stored`` stands for."""
    return _EPOCH + timedelta(microseconds=stored)


def plain(text: str) -> str:
    """``text`` as every database takes it: PostgreSQL knows no NUL."""
    return text.replace("\0", "\ufffd")


def key(identifier: str) -> str:
    """``identifier`` if it may be one of ours, else one that nothing has: a driver may refuse what a client sends."""
    return identifier if len(identifier) <= 36 and identifier.isascii() and identifier.isprintable() else ""


def holds(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Whether the folded ``column`` holds ``word`` as it is spelt, wildcards included."""
    escaped = word.replace(_ESCAPE, _ESCAPE * 2).replace("%", f"{_ESCAPE}%").replace("_", f"{_ESCAPE}_")
    return column.like(f"%{escaped}%", escape=_ESCAPE)


def conversation(row: Row[Any]) -> Conversation:
    """The record of a row of id, title, created_at, updated_at and the number of messages."""
    return Conversation(row.id, row.title, moment(row.created_at), moment(row.updated_at), row.messages)


def message(row: Row[Any]) -> Message:
    """The record of a row of a message beside its feedback."""
    return Message(
        id=row.id,
        role=row.role,
        content=row.content,
        created_at=moment(row.created_at),
        answer=json.loads(row.answer) if row.answer is not None else None,
        feedback=Feedback(row.rating, row.reason) if row.rating is not None else None,
    )


def mark(row: Row[Any]) -> str:
    """Where the page after ``row`` begins."""
    return f"{row.updated_at}.{row.id}"


def read_mark(text: str) -> tuple[int, str]:
    """The time and id of a mark; raises :class:`BadPage`."""
    time, _, identifier = text.partition(".")
    if not (time.isascii() and time.isdigit() and len(time) < 19 and 0 < len(identifier) <= 36):
        raise BadPage(text)
    return int(time), identifier
