"""The tables as queries see them; what creates them are the migrations."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

_metadata = MetaData()

schema_version = Table("schema_version", _metadata, Column("version", Integer, nullable=False))

conversations = Table(
    "conversations",
    _metadata,
    Column("id", String(36), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_folded", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
)

messages = Table(
    "messages",
    _metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", String(36), nullable=False),
    Column("position", Integer, nullable=False),
    Column("role", String(9), nullable=False),
    Column("content", Text, nullable=False),
    Column("content_folded", Text),
    Column("created_at", BigInteger, nullable=False),
    Column("question_id", String(36)),
    Column("status", String(20)),
    Column("engine", String(20)),
    Column("answer", Text),
)

feedback = Table(
    "feedback",
    _metadata,
    Column("message_id", String(36), primary_key=True),
    Column("rating", String(4), nullable=False),
    Column("reason", Text),
    Column("rated_at", BigInteger, nullable=False),
)
