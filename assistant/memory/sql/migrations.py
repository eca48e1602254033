"""The schema, step by step: a step that was released is never changed, a change is a new step at the end.

The statements are those that SQLite and PostgreSQL both know. Times are microseconds since 1970, UTC; ``answer`` is the
JSON that the API gave. ``question_id`` has no foreign key: both messages stand in one conversation and go with it.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, inspect, select, text, update

from assistant.memory.errors import DatabaseUnavailable
from assistant.memory.sql.tables import schema_version

_LOCK = 7_263_541  # any number that nothing else in the database locks

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE conversations (
            id VARCHAR(36) PRIMARY KEY,
            owner VARCHAR(64) NOT NULL,
            title TEXT NOT NULL,
            title_folded TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX conversations_of_owner ON conversations (owner, updated_at, id)",
        "CREATE INDEX conversations_by_age ON conversations (updated_at)",
        """
        CREATE TABLE messages (
            id VARCHAR(36) PRIMARY KEY,
            conversation_id VARCHAR(36) NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            role VARCHAR(9) NOT NULL CHECK (role IN ('user', 'assistant')),
            content TEXT NOT NULL,
            content_folded TEXT,
            created_at BIGINT NOT NULL,
            question_id VARCHAR(36),
            status VARCHAR(20),
            engine VARCHAR(20),
            answer TEXT,
            UNIQUE (conversation_id, position)
        )
        """,
        """
        CREATE TABLE feedback (
            message_id VARCHAR(36) PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
            rating VARCHAR(4) NOT NULL CHECK (rating IN ('up', 'down')),
            reason TEXT,
            rated_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX feedback_by_time ON feedback (rated_at)",
    ),
)


def migrate(connection: Connection) -> None:
    """Brings the schema up to date in the transaction of ``connection``, alone among all processes."""
    if connection.dialect.name == "postgresql":  # SQLite's write transaction is exclusive by itself
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise DatabaseUnavailable(f"the database has schema {version}, this program knows {len(MIGRATIONS)}")
    for step in MIGRATIONS[version:]:
        for statement in step:
            connection.execute(text(statement))
    if version < len(MIGRATIONS):
        connection.execute(update(schema_version).values(version=len(MIGRATIONS)))


def _version(connection: Connection) -> int:
    """How many steps the schema has taken."""
    if inspect(connection).has_table(schema_version.name):
        return int(connection.execute(select(schema_version.c.version)).scalar_one())
    connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
    connection.execute(insert(schema_version).values(version=0))
    return 0
