"""The scanners of this station: as they stand in the station file, and kept there."""

import os
import secrets
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.core.settings import ScannerSettings, parse
from app.core.settings.scanner_tables import CannotEditError, with_scanner, without_scanner
from app.services.scanning import Scanning
from app.services.tasks import Tasks

_CRLF = "\r\n"  # the ends of lines as Windows' editors write them


class NotSaved(Enum):
    """Why the station file is as it was."""

    BY_HAND = "by hand"
    """It is written in a way that only a person should change, or has such a scanner."""
    DISK = "disk"


class StationScanners(QObject):
    """Lives in the GUI thread.

    Signals: `saved` once the file is written and the scanners run as it says; `not_saved` with a
    `NotSaved` and the system's words.
    """

    saved = Signal()
    not_saved = Signal(object, str)

    def __init__(
        self, file: Path, scanners: Sequence[ScannerSettings], scanning: Scanning, tasks: Tasks
    ) -> None:
        """Know what runs now.

        Args:
            file: The station file; it need not be there.
            scanners: Those that were set up at start, beyond the file as well.
            scanning: Brought in line with what is saved.
            tasks: Where the file is written.
        """
        super().__init__()
        self._file = file
        self._scanners = tuple(scanners)
        self._scanning, self._tasks = scanning, tasks

    @property
    def all(self) -> tuple[ScannerSettings, ...]:
        """What is set up, in the order of the file."""
        return self._scanners

    def called(self, name: str) -> ScannerSettings | None:
        """The scanner of that name."""
        return next((one for one in self._scanners if one.name == name), None)

    def save(self, scanner: ScannerSettings, *, before: str = "") -> None:
        """Write a scanner into the file: a new one, or in place of the one called `before`."""
        self._change(lambda text: with_scanner(text, scanner, before=_in(text, before)), before)

    def remove(self, name: str) -> None:
        """Take a scanner out of the file."""
        self._change(lambda text: without_scanner(text, name), name)

    def _change(self, edit: Callable[[str], str], gone: str) -> None:
        file = self._file

        def work() -> tuple[ScannerSettings, ...]:
            before = file.read_bytes().decode("utf-8") if file.exists() else ""
            after = edit(before.replace(_CRLF, "\n"))
            _replace(file, after.replace("\n", _CRLF) if _CRLF in before else after)
            return parse(after)[0].scanners

        self._tasks.run(work, lambda written: self._took(written, gone), self._failed)

    def _took(self, written: tuple[ScannerSettings, ...], gone: str) -> None:
        names = {gone, *(one.name for one in written)}
        others = tuple(one for one in self._scanners if one.name not in names)
        self._scanners = written + others
        self._scanning.set_up(self._scanners)
        self.saved.emit()

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, CannotEditError | UnicodeDecodeError):
            self.not_saved.emit(NotSaved.BY_HAND, str(self._file))
        elif isinstance(problem, OSError):
            self.not_saved.emit(NotSaved.DISK, str(problem))
        else:
            raise problem


def _in(text: str, name: str) -> str:
    """The name, if the file has such a scanner; one of the command line is added to it."""
    return name if any(one.name == name for one in parse(text)[0].scanners) else ""


def _replace(file: Path, text: str) -> None:
    """Write it whole or not at all; nobody else may read it. A link goes on leading to it."""
    target = file.resolve()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = target.parent / f".{secrets.token_hex(6)}.part"
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as part:
            part.write(text.encode())
            part.flush()
            os.fsync(part.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
