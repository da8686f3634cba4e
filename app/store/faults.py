"""What can be wrong with the place where the database lives, told apart from bugs.

A full disk, a folder that became read-only, a backup that holds the file: the program can say
so and go on once it is mended. Every other `sqlite3.Error` is a mistake in this program and
passes as it is.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class StoreFaultKind(StrEnum):
    """The cause, for choosing words."""

    FULL = "full"
    READ_ONLY = "read-only"
    BUSY = "busy"  # another program holds the file
    IO = "io"
    CORRUPT = "corrupt"
    NOT_A_DATABASE = "not-a-database"  # another kind of file, or another program's database
    CANNOT_OPEN = "cannot-open"
    OUT_OF_MEMORY = "out-of-memory"
    NETWORK = "network"  # the folder is on a network share


class StoreFault(Exception):  # noqa: N818 - a fault of the surroundings, not of the program
    """The database cannot be used as things are; nothing of the failed call was kept.

    Attributes:
        kind: The cause.
        detail: SQLite's or the system's own words.
    """

    def __init__(self, kind: StoreFaultKind, detail: str) -> None:
        super().__init__(f"{kind.value}: {detail}")
        self.kind = kind
        self.detail = detail


class NewerDatabaseError(Exception):
    """The database was written by a newer Kitbench.

    Attributes:
        found: The version in the file.
        known: The newest version this program knows.
    """

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"the database has version {found}, this program knows {known}")
        self.found = found
        self.known = known


class StoreClosedError(Exception):
    """The database was closed before the call: a bug in the order of shutting down."""


_KINDS = {
    sqlite3.SQLITE_FULL: StoreFaultKind.FULL,
    sqlite3.SQLITE_READONLY: StoreFaultKind.READ_ONLY,
    sqlite3.SQLITE_PERM: StoreFaultKind.READ_ONLY,
    sqlite3.SQLITE_BUSY: StoreFaultKind.BUSY,
    sqlite3.SQLITE_PROTOCOL: StoreFaultKind.BUSY,
    sqlite3.SQLITE_IOERR: StoreFaultKind.IO,
    sqlite3.SQLITE_CORRUPT: StoreFaultKind.CORRUPT,
    sqlite3.SQLITE_NOTADB: StoreFaultKind.NOT_A_DATABASE,
    sqlite3.SQLITE_CANTOPEN: StoreFaultKind.CANNOT_OPEN,
    sqlite3.SQLITE_NOMEM: StoreFaultKind.OUT_OF_MEMORY,
}
_PRIMARY_CODE = 0xFF
_SYSTEM_KINDS = {
    errno.ENOSPC: StoreFaultKind.FULL,
    errno.EDQUOT: StoreFaultKind.FULL,
    errno.EROFS: StoreFaultKind.READ_ONLY,
    errno.EACCES: StoreFaultKind.READ_ONLY,
    errno.EPERM: StoreFaultKind.READ_ONLY,
    errno.EIO: StoreFaultKind.IO,
}


def fault_of(error: sqlite3.Error) -> StoreFault | None:
    """The fault of the surroundings behind an error, or None where it is a bug."""
    # Errors of the Python module itself (a wrong number of bindings) carry no code.
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    kind = _KINDS.get(code & _PRIMARY_CODE)
    return StoreFault(kind, f"{error} ({error.sqlite_errorname})") if kind else None


def fault_of_system(error: OSError) -> StoreFault:
    """The fault behind an error of the file system around the database."""
    kind = _SYSTEM_KINDS.get(error.errno or 0, StoreFaultKind.CANNOT_OPEN)
    return StoreFault(kind, str(error))


@contextmanager
def faults_told_apart() -> Iterator[None]:
    """Raise `StoreFault` for faults of the surroundings; everything else passes."""
    try:
        yield
    except sqlite3.Error as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise fault from error
