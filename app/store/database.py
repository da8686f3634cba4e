"""One SQLite file of one workstation: durable writes through one thread, reads from any.

WAL with `synchronous=FULL`: what was acknowledged survives a kill and a power cut (platform.md,
"SQLite"). Not to be used after a fork.
"""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

from app.store.faults import (
    StoreClosedError,
    StoreFault,
    StoreFaultKind,
    fault_of_system,
    faults_told_apart,
)
from app.store.local_disk import check_local
from app.store.lock import PRIVATE_FILE, FileLock
from app.store.migrations import check_owner, migrate
from app.store.moments import Clock, utc_now
from app.store.writer import GroupLimits, Write, Writer

T = TypeVar("T")
PRIVATE_FOLDER = 0o700
_OPEN_TO_OTHERS = 0o077
_KEPT_READERS = 4
_KEPT_LOG = 16_000_000  # bytes of the write-ahead log that are kept for use again


class Database:
    """The open database; one per file, held by a lock of the operating system.

    Makes the folder (0700) and the file (0600) where they are missing.

    Args:
        path: The file; `<path>.lock` stands beside it.
        clock: For every moment that the store itself notes down.
        limits: Of a group of writes.
        patience: Seconds to wait for another program (a backup) that holds the file.

    Raises:
        HomeInUse: Another program works with it.
        StoreFault: It cannot be opened for writing, or stands on a network share.
        NewerDatabaseError: A newer Kitbench wrote it.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock = utc_now,
        limits: GroupLimits | None = None,
        patience: float = 5.0,
    ) -> None:
        self.path = path
        self.clock = clock
        self._patience = patience
        _make_folder(path.parent)
        check_local(path.parent)
        self._lock = FileLock(path.with_name(f"{path.name}.lock"))
        try:
            self._writer = Writer(self._open_for_writing(), limits or GroupLimits())
        except BaseException:
            self._lock.close()
            raise
        self._readers = threading.Condition()
        self._idle: list[sqlite3.Connection] = []
        self._reading = 0
        self._closed = False

    def submit(self, work: Callable[[sqlite3.Connection], T], *, patient: bool = False) -> Write[T]:
        """Have work done by the writer; from any thread.

        The future resolves once the result is durable, with the work's own exception, or with
        `StoreFault`; then nothing of this work was kept. Works are done in the order they
        were submitted. Callbacks of the future run on the writer's thread: they must not wait
        for another future.

        Args:
            work: Gets the connection inside a transaction that it must not end. It may be
                run a second time if the disk failed the first, so it has no other effects.
            patient: More will follow that belongs to it: it may wait for that as long as a
                group of writes may last.

        Raises:
            StoreClosedError: After `close`.
        """
        return self._writer.submit(work, patient=patient)

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do reading work on this thread and return its result; sees one moment throughout.

        Raises:
            StoreFault: The file cannot be read.
            StoreClosedError: After `close`.
        """
        with faults_told_apart(), self._reader() as connection:
            connection.execute("BEGIN")
            try:
                return work(connection)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def close(self) -> None:
        """Finish what is queued and being read, then let go of the file. Idempotent."""
        self._writer.close()
        with self._readers:
            self._closed = True
            self._readers.wait_for(lambda: not self._reading)
            while self._idle:
                self._idle.pop().close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        """A connection for this thread alone, as long as it reads."""
        with self._readers:
            if self._closed:
                raise StoreClosedError
            self._reading += 1
            connection = self._idle.pop() if self._idle else None
        try:
            connection = connection or self._connect("PRAGMA query_only = ON")
            yield connection
        finally:
            with self._readers:
                self._reading -= 1
                self._readers.notify_all()
                if connection is not None:
                    if len(self._idle) < _KEPT_READERS:
                        self._idle.append(connection)
                    else:
                        connection.close()

    def _open_for_writing(self) -> sqlite3.Connection:
        _make_private(self.path)
        with faults_told_apart():
            connection = self._connect()
            try:
                _prepare(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    def _connect(self, *more: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=self._patience, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        try:
            for pragma in ("PRAGMA foreign_keys = ON", *more):
                connection.execute(pragma)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Set the writing connection up, and find out now whether it can write."""
    check_owner(connection)
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreFault(StoreFaultKind.CANNOT_OPEN, "no write-ahead log on this file system")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: reach the disk, not only its cache
    connection.execute(f"PRAGMA journal_size_limit = {_KEPT_LOG}")
    migrate(connection)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise fault_of_system(error) from error


def _make_private(path: Path) -> None:
    """Create the file readable by its owner alone, before SQLite makes it otherwise."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & _OPEN_TO_OTHERS:
            path.chmod(PRIVATE_FILE)
    except OSError as error:
        raise fault_of_system(error) from error
