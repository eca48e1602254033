"""Opening the database: SQLite in a file or PostgreSQL by URL, with transactions that translate its errors."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from assistant.memory.errors import DatabaseUnavailable
from assistant.memory.sql.migrations import migrate

_WRITING = "tro_ly_ao_writing"  # the execution option that marks a transaction which writes
_PAUSE_SECONDS = 0.02
_WAIT_SECONDS = 10
_POSTGRESQL = "postgresql+psycopg"


class Database:
    """Connections to one migrated database, safe to use from several threads."""

    def __init__(self, location: str) -> None:
        """Opens and migrates ``location`` (a path or a URL); raises :class:`DatabaseUnavailable`."""
        self._engine = _engine(location)
        try:
            with self.writing() as connection:
                migrate(connection)
        except DatabaseUnavailable:
            self._engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with _translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written when the block ends well, and undone otherwise."""
        with _translated(), self._engine.execution_options(**{_WRITING: True}).begin() as connection:
            yield connection

    def close(self) -> None:
        """Closes all connections that are not in use."""
        self._engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as problem:
        # The driver's own words hold no password; SQLAlchemy's would add the statement with what people wrote.
        reason = str(getattr(problem, "orig", None) or type(problem).__name__).strip().splitlines()
        raise DatabaseUnavailable(reason[0] if reason else type(problem).__name__) from None


def _engine(location: str) -> Engine:
    try:
        url = make_url(location) if "://" in location else URL.create("sqlite", database=str(Path(location).absolute()))
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return create_engine(
            url.set(drivername=_POSTGRESQL),
            pool_pre_ping=True,
            pool_timeout=_WAIT_SECONDS,
            connect_args={"connect_timeout": _WAIT_SECONDS},
        )
    except (ArgumentError, ValueError):  # its text would show the address
        raise DatabaseUnavailable("ASSISTANT_DATABASE is not an address of a database") from None
    except ModuleNotFoundError as problem:
        raise DatabaseUnavailable(f"{problem.name} is missing: pip install 'tro-ly-ao[postgres]'") from None
    except OSError as problem:
        raise DatabaseUnavailable(f"the folder of the database cannot be used ({problem.strerror})") from None


def _keep_a_log(connection: Any, busy: type[Exception]) -> None:
    """Switches to the write-ahead log; SQLite itself waits for nobody here, but raises ``busy`` at once."""
    end = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except busy:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE_SECONDS)


def _sqlite(url: URL) -> Engine:
    """An engine over a file that only this account may read, in a folder made for it."""
    path = Path(url.database or "")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        connection.isolation_level = None  # BEGIN is ours to send: Python's own comes too late for a read
        _keep_a_log(connection, engine.dialect.loaded_dbapi.OperationalError)
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
