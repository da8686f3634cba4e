"""One process at a time: a lock file that the kernel lets go of when its holders end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

WAITING = "Another dev.py is at work in this checkout; waiting for it."


@contextmanager
def take_turn(lock_file: Path) -> Iterator[tuple[int, ...]]:
    """Wait for the lock, hold it inside; gives the file descriptors a child has to inherit.

    A child that has them holds the lock too: should this process be killed, the next one waits
    until a pip left behind has ended. (Windows can't pass the lock on.)

    Raises:
        OSError: the file can't be made or locked here.
    """
    with lock_file.open("a", encoding="ascii") as file:
        if not _try_lock(file):
            print(WAITING, file=sys.stderr, flush=True)
            _wait_for_lock(file)
        yield () if sys.platform == "win32" else (file.fileno(),)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: TextIO) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait_for_lock(file: TextIO) -> None:
        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # gives up after 10 s
            except OSError:
                continue

else:
    import fcntl

    def _try_lock(file: TextIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait_for_lock(file: TextIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)
