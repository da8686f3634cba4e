"""One program per database: a lock of the operating system, which no crash can leave behind."""

import json
import os
import socket
import sys
from pathlib import Path
from typing import Self

from app.store.faults import fault_of_system

PRIVATE_FILE = 0o600
# Windows locks bytes, and nobody can read locked ones: lock one far behind the text.
_LOCKED_BYTE = 1 << 30
_LONGEST_TEXT = 1000

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    _try = _take

    def _is_alive(_pid: int) -> bool:
        return True  # nobody can be asked without being disturbed
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _is_alive(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:  # another user's
            return True
        return True


class HomeInUse(Exception):  # noqa: N818 - not an error of anybody: a state to be shown
    """Another program works with this home.

    Attributes:
        path: The lock file.
        pid: Of the holder, where it could be read.
        host: Of the holder, where it could be read, else empty.
    """

    def __init__(self, path: Path, pid: int | None, host: str) -> None:
        super().__init__(
            f"{path} is held by process {pid or 'unknown'} on {host or 'this machine'}"
        )
        self.path = path
        self.pid = pid
        self.host = host


class FileLock:
    """An exclusive lock on a small file, held until `close` or the end of the process.

    The file stays behind on purpose: removing it would let two programs lock two files of one
    name.

    Raises:
        HomeInUse: Another program, or this one a second time, holds it.
        StoreFault: The file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        except OSError as error:
            raise fault_of_system(error) from error
        try:
            _take(descriptor)
        except (BlockingIOError, PermissionError) as error:
            os.close(descriptor)
            raise HomeInUse(path, *_holder(path)) from error
        except OSError as error:  # a file system without locks
            os.close(descriptor)
            raise fault_of_system(error) from error
        self._descriptor: int | None = descriptor
        try:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, json.dumps({"pid": os.getpid(), "host": _host()}).encode())
        except OSError as error:
            self.close()
            raise fault_of_system(error) from error

    def close(self) -> None:
        """Let go. Does nothing the second time."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def holder_of(path: Path) -> HomeInUse | None:
    """Who holds the lock of this file, seen from outside; None where nobody does.

    The lock is tried only where the last holder may still be alive, and is let go of at once: a
    program that begins is as good as never in the way of a look.

    Raises:
        StoreFault: The file can't be looked at.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise fault_of_system(error) from error
    pid, host = _holder(path)
    try:
        if pid is not None and host == _host() and not _is_alive(pid):
            return None
        _try(descriptor)
    except (BlockingIOError, PermissionError):
        return HomeInUse(path, pid, host)
    except OSError as error:  # a file system without locks
        raise fault_of_system(error) from error
    finally:
        os.close(descriptor)
    return None


def _host() -> str:
    return socket.gethostname()


def _holder(path: Path) -> tuple[int | None, str]:
    """Process and host of the holder; nothing where the text is missing or half written."""
    try:
        with path.open("rb") as file:
            holder = json.loads(file.read(_LONGEST_TEXT))
        return int(holder["pid"]), str(holder["host"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, ""
