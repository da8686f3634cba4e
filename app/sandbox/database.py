"""The file the books are kept in."""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

LOCK_SECONDS = 30  # how long another process may hold the file


class Database:
    """An SQLite file in WAL mode: any number of readers beside one writer.

    Any thread may read and write. Without a path the file is a temporary one, gone after
    `close`. What is special about SQLite stands here alone; PostgreSQL needs another engine and
    no turn: the stockroom locks the rows it changes.
    """

    def __init__(self, path: Path | None, connections: int) -> None:
        self._folder = None if path else Path(tempfile.mkdtemp(prefix="kitbench-training-"))
        self._engine = _engine(path or Path(f"{self._folder}/books.sqlite3"), connections)
        event.listen(self._engine, "connect", self._tune)
        event.listen(self._engine, "begin", _begin)
        # SQLite makes writers poll for their turn; a lock hands it on at once.
        self._turn = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the books."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, alone: committed at the end, taken back if anything is raised."""
        with (
            self._turn,
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Close all connections; nothing may be reading or writing any more."""
        self._engine.dispose()
        if self._folder is not None:
            shutil.rmtree(self._folder)

    def _tune(self, connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        # The driver must not begin transactions by itself: `_begin` says which kind.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        # Temporary books needn't outlive the machine, kept ones only the process.
        cursor.execute(f"PRAGMA synchronous = {'OFF' if self._folder else 'NORMAL'}")
        cursor.execute("PRAGMA case_sensitive_like = ON")  # as everywhere but in SQLite
        cursor.close()


def _engine(path: Path, connections: int) -> Engine:
    return create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False},
    )


def _begin(connection: Connection) -> None:
    # A writer takes the lock before its first read, so that what it reads stays true.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
