"""The log file with redaction, and both excepthooks.

Secrets are registered when they become known and are replaced wherever they would be written,
tracebacks included, or shown.
"""

import logging
import os
import re
import sys
import threading
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from app.core.spellings import spellings

REDACTED = "[redacted]"
SHORTEST_SECRET = 4
LOG_BYTES = 2_000_000
LOG_FILES = 5

log = logging.getLogger("kitbench")


class Redactor:
    """Knows the secrets of this session. Thread-safe."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._spellings: frozenset[str] = frozenset()
        self._patterns: tuple[re.Pattern[str], ...] = ()

    def keep_secret(self, secret: str) -> None:
        """Never write this text again, in whichever spelling; very short ones are in everything."""
        if len(secret) < SHORTEST_SECRET:
            return
        with self._gate:
            written = spellings(secret)  # on one line it may be short, too
            self._spellings |= {one for one in written if len(one) >= SHORTEST_SECRET}
            # The longest first: one secret may be the beginning of another.
            longest_first = map(re.escape, sorted(self._spellings, key=len, reverse=True))
            self._patterns = tuple(re.compile(one, re.IGNORECASE) for one in longest_first)

    def clean(self, text: str) -> str:
        """The text without any secret."""
        for pattern in self._patterns:
            text = pattern.sub(REDACTED, text)
        return text


class RedactingFormatter(logging.Formatter):
    """Formats first, then cleans: arguments and tracebacks are covered too."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """One record as it is written."""
        return self._redactor.clean(super().format(record))


class PrivateLogFile(RotatingFileHandler):
    """Each file of the row is its owner's alone, those begun later too."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=_open_privately)


def _open_privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def open_log(path: Path, level: str, redactor: Redactor) -> Callable[[], None]:
    """Write the root logger to a file, 0600; returns what closes it."""
    path.touch(mode=0o600, exist_ok=True)
    path.chmod(0o600)
    handler = PrivateLogFile(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    handler.setFormatter(RedactingFormatter(redactor))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(level.upper())

    def close() -> None:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()

    return close


def install_hooks(show: Callable[[str], None], redactor: Redactor) -> Callable[[], None]:
    """Log what nobody caught, on any thread, and hand a short text without secrets to `show`.

    `show` is called on the thread of the fault; it must hop to the GUI thread by itself.
    Returns what puts the former hooks back.
    """
    before, before_thread = sys.excepthook, threading.excepthook

    def uncaught(
        kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, fault, trace)
            return
        log.critical("Nobody caught this", exc_info=(kind, fault, trace))
        show(redactor.clean(f"{kind.__name__}: {fault}"))

    def uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook, threading.excepthook = uncaught, uncaught_in_thread

    def restore() -> None:
        sys.excepthook, threading.excepthook = before, before_thread

    return restore
