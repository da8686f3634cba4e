"""A look at a database that changes nothing, also while somebody works in it.

SQLite would write beside a database even where it only reads, so what it is told depends on what
lies there (https://www.sqlite.org/wal.html, "Read-Only Databases").
"""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from app.core.target import Target
from app.store.faults import StoreFault, StoreFaultKind, faults_told_apart
from app.store.migrations import MIGRATIONS, check_owner, version_of
from app.store.outbox_queries import counts
from app.store.postings import OutboxCounts

_UNSETTLED_SCANS = "SELECT count(*) FROM scans WHERE outcome IS NULL"
_CHECK = "PRAGMA quick_check(1)"
_STEPS = 10_000  # of SQLite's machine, between two looks at the clock
_LOOKS = 3  # at a file that is written meanwhile by one who came later: it may seem damaged


@dataclass(frozen=True, slots=True)
class DatabaseLook:
    """What was found.

    Attributes:
        version: Of its tables,
        known: and the newest this program knows.
        complaint: Of the check; empty for none, None where it did not end in time.
        counts: Of the outbox; None unless the version is this program's own.
        open_scans: Without an outcome; None likewise.
    """

    version: int
    known: int
    complaint: str | None
    counts: OutboxCounts | None = None
    open_scans: int | None = None


def look_at(path: Path, targets: Collection[Target], *, seconds: float) -> DatabaseLook:
    """Look at a database that is there.

    Args:
        path: Of the file.
        targets: Whose postings are the station's own.
        seconds: For the check.

    Raises:
        StoreFault: It can't be read, is damaged, or is another program's.
    """
    ends = monotonic() + seconds
    for _ in range(_LOOKS):
        before = _quiet_since(path)
        try:
            seen = _look_once(path, targets, ends)
        except StoreFault:
            if _quiet_since(path) == before:
                raise
        else:
            if before in {None, _quiet_since(path)}:
                return seen
    raise StoreFault(StoreFaultKind.CANNOT_OPEN, "other programs wrote it all the while")


def _quiet_since(path: Path) -> tuple[int, int] | None:
    """Age and size of a file that nobody works with; None while somebody does."""
    if _beside(path, "wal").exists():
        return None
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def _look_once(path: Path, targets: Collection[Target], ends: float) -> DatabaseLook:
    with faults_told_apart(), closing(_opened(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("BEGIN")  # all of one moment
        check_owner(connection)
        version, known = version_of(connection), len(MIGRATIONS)
        found, scans = None, None
        if version == known:
            found = counts(connection, targets)
            (scans,) = connection.execute(_UNSETTLED_SCANS).fetchone()
        return DatabaseLook(version, known, _complaint(connection, ends), found, scans)


def _opened(path: Path) -> sqlite3.Connection:
    if not _beside(path, "wal").exists():
        way = "immutable=1"  # it was closed as it should be: the file alone is all of it
    elif not _beside(path, "shm").exists():
        words = "it was copied while it was in use, or another program holds it alone"
        raise StoreFault(StoreFaultKind.CANNOT_OPEN, words)
    else:  # a program works with it, or ended by a crash
        way = "readonly_shm=1"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&{way}", uri=True, isolation_level=None, timeout=1.0
    )


def _beside(path: Path, part: str) -> Path:
    return path.with_name(f"{path.name}-{part}")


def _complaint(connection: sqlite3.Connection, ends: float) -> str | None:
    connection.set_progress_handler(lambda: int(monotonic() > ends), _STEPS)
    try:
        (said,) = connection.execute(_CHECK).fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return None
    return "" if said == "ok" else str(said)
