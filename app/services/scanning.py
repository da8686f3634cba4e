"""From the scanners' threads into the GUI thread: each scan journalled, read, in order."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.settings import ScannerMode, ScannerRole, ScannerSettings
from app.services.scanner_setup import scanner_of
from app.store.journal import Journal
from app.store.moments import Clock, utc_now
from hardware.framing import Flaw
from hardware.keyboard import KeyboardScanner
from hardware.scanner import Access, Garbled, Scan, Scanner, ScannerState, ScannerStatus

if TYPE_CHECKING:
    from app.core.labels import Label

__all__ = [
    "Access",
    "Flaw",
    "Garbled",
    "KeyboardScanner",
    "Scan",
    "ScannedLabel",
    "ScannerMode",
    "ScannerRole",
    "ScannerState",
    "ScannerStatus",
    "Scanning",
    "Tried",
]

UNNAMED = "Keyboard"
"""The scanner that types where the station file has none: nobody need set one up."""


@dataclass(frozen=True, slots=True)
class ScannedLabel:
    """One scan and what it says.

    Attributes:
        scan_id: Resolves once the scan is durable; that is when it may be answered with green.
        mode: Of the scanner it came from (design.md 3).
        role: The same; what has no scanner is of any.
    """

    label: "Label"
    scan: Scan
    scan_id: Future[int]
    mode: ScannerMode
    role: ScannerRole = ScannerRole.ANY


@dataclass(frozen=True, slots=True)
class Tried:
    """One scan that was made to see whether a scanner works; nothing else came of it.

    Attributes:
        raw: All bytes between two terminators, in which `text` is to be found.
        text: Without the scanner's marks; of a flawed one all of it that can be read.
        label: What it says; None where it is flawed.
        flaw: Why it is no whole scan.
    """

    scanner: str
    raw: bytes
    text: str
    received_at: datetime
    label: "Label | None" = None
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A scanner at this station; `settings` where it came from the station file."""

    scanner: Scanner
    mode: ScannerMode
    role: ScannerRole
    settings: ScannerSettings | None = None


class Scanning(QObject):
    """All scanners of a station, and what comes to the same place from elsewhere.

    Lives in the GUI thread. A scan is journalled and read on the scanner's own thread, so that
    a busy GUI loses nothing and has little to do in a burst.

    Signals: `scanned` with a `ScannedLabel`, in the order of arrival; `garbled` with a
    `Garbled`; `status_changed` with a scanner's name and its `ScannerStatus`, CLOSED once it
    has been taken away; `withheld` with the name of a scanner that read something while a
    secret was being typed. While `testing`: `tried` with a `Tried` in place of the first two,
    and `heard` with a scanner's name and its bytes as they come.

    Attributes:
        secret_entry: Set while a secret field has the focus: nothing is taken as a scan or
            journalled then (design.md 7).
    """

    scanned = Signal(object)
    garbled = Signal(object)
    status_changed = Signal(str, object)
    withheld = Signal(str)
    tried = Signal(object)
    heard = Signal(str, bytes)

    _read = Signal(object)
    _unread = Signal(object)
    _told = Signal(str, object)
    _kept_back = Signal(str)
    _tested = Signal(object)
    _overheard = Signal(str, bytes)

    def __init__(
        self,
        journal: Journal,
        read: "Callable[[str], Label]",
        *,
        now: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        """Have no scanner yet.

        Args:
            journal: Where each scan is noted before anything looks at it.
            read: A text's label; called from any thread, and never raises.
            now: Dates what doesn't come from a scanner.
            parent: Of this object.
        """
        super().__init__(parent)
        self._journal = journal
        self._label = read
        self._now = now
        self._fitted: dict[str, _Fitted] = {}
        self._statuses: dict[str, ScannerStatus] = {}
        self._started = False
        self._testing = False
        self._lent: dict[str, KeyboardScanner] = {}
        self._unnamed = KeyboardScanner(UNNAMED)
        self.secret_entry = False
        queued = Qt.ConnectionType.QueuedConnection
        self._read.connect(self.scanned, queued)
        self._unread.connect(self.garbled, queued)
        self._told.connect(self._note_status, queued)
        self._kept_back.connect(self.withheld, queued)
        self._tested.connect(self.tried, queued)
        self._overheard.connect(self.heard, queued)

    @property
    def statuses(self) -> Mapping[str, ScannerStatus]:
        """Where each scanner stands that has said so, by name."""
        return MappingProxyType(self._statuses)

    @property
    def keyboards(self) -> Sequence[KeyboardScanner]:
        """The scanners that type, for whoever takes the keys; one on trial stands alone.

        Without any there is still one, which has no marks and no status: nobody can see whether
        it is there, and a scan must not be typed into a widget where it is.
        """
        if self._lent:
            return tuple(self._lent.values())
        scanners = (fitted.scanner for fitted in self._fitted.values())
        named = tuple(one for one in scanners if isinstance(one, KeyboardScanner))
        return named or (self._unnamed,)

    @property
    def testing(self) -> bool:
        """Set while the live test page is open: scans are shown there and go nowhere else."""
        return self._testing

    @testing.setter
    def testing(self, testing: bool) -> None:
        self._testing = testing
        for scanner in (self._unnamed, *(fitted.scanner for fitted in self._fitted.values())):
            self._tap(scanner)

    def add(
        self,
        scanner: Scanner,
        mode: ScannerMode = ScannerMode.LIVE,
        role: ScannerRole = ScannerRole.ANY,
    ) -> None:
        """Take scans of this scanner, from `start` on, or at once when started.

        In place of one of the same name, which is stopped.
        """
        self._fit(_Fitted(scanner, mode, role))

    def set_up(self, scanners: Sequence[ScannerSettings]) -> None:
        """Bring the scanners of the station file in line with it.

        One whose settings are as before goes on reading, undisturbed; one that is named no more
        is stopped. What was added otherwise stays.
        """
        wanted = {settings.name: settings for settings in scanners}
        for name, fitted in list(self._fitted.items()):
            if fitted.settings not in (None, wanted.get(name)):
                self.remove(name)
        for settings in scanners:
            known = self._fitted.get(settings.name)
            if known is None or known.settings != settings:
                scanner = scanner_of(settings)
                self._fit(_Fitted(scanner, settings.mode, settings.role, settings))

    def remove(self, name: str) -> None:
        """Stop a scanner and forget it; one that isn't there is forgotten already."""
        fitted = self._fitted.pop(name, None)
        if fitted is not None:
            fitted.scanner.stop()
            if self._statuses.pop(name, None) is not None:
                self.status_changed.emit(name, ScannerStatus(ScannerState.CLOSED, ""))

    def start(self) -> None:
        """Start all scanners."""
        self._started = True
        self._start(_Fitted(self._unnamed, ScannerMode.LIVE, ScannerRole.ANY))
        for fitted in self._fitted.values():
            self._start(fitted)

    def stop(self) -> None:
        """Stop all scanners and join their threads; what they read before still arrives."""
        self._started = False
        self._unnamed.stop()
        for fitted in self._fitted.values():
            fitted.scanner.stop()

    def suspend(self, name: str) -> None:
        """Let go of a scanner's port for a while, for a trial; `resume` takes it again."""
        fitted = self._fitted.get(name)
        if fitted is not None:
            fitted.scanner.stop()

    def resume(self, name: str) -> None:
        """Go on reading a scanner that was suspended."""
        fitted = self._fitted.get(name)
        if fitted is not None and self._started:
            fitted.scanner.stop()
            self._start(fitted)

    def lend_keys(self, name: str, keyboard: KeyboardScanner | None) -> None:
        """Let one scanner on trial have all keys, until this is called with None."""
        self._lent.pop(name, None)
        if keyboard is not None:
            self._lent[name] = keyboard

    def inject(
        self,
        text: str,
        source: str,
        mode: ScannerMode = ScannerMode.LIVE,
        raw: bytes | None = None,
    ) -> None:
        """Take what came otherwise: typed, touched, or by a scanner that acts as a keyboard.

        Args:
            text: As a scanner would have sent it, without its marks.
            source: In place of a scanner's name.
            mode: As of a scanner.
            raw: What is journalled, where that isn't the text itself.
        """
        bytes_of_it = text.encode("utf-8", "surrogatepass") if raw is None else raw
        scan = Scan(source, bytes_of_it, text, self._now(), time.monotonic_ns())
        self._take(scan, mode)

    def port_of(self, name: str) -> str:
        """The port of a scanner as the station file has it; empty for one that isn't there."""
        fitted = self._fitted.get(name)
        return fitted.settings.port if fitted and fitted.settings else ""

    def mode_of(self, name: str) -> ScannerMode:
        """The mode of a scanner; LIVE for one that isn't there."""
        return self._fitted[name].mode if name in self._fitted else ScannerMode.LIVE

    def label_of(self, text: str) -> "Label":
        """What a text says. Any thread."""
        return self._label(text)

    def _fit(self, fitted: _Fitted) -> None:
        name = fitted.scanner.name
        self.remove(name)
        self._fitted[name] = fitted
        if self._started:
            self._start(fitted)

    def _start(self, fitted: _Fitted) -> None:
        scanner = fitted.scanner
        name = scanner.name
        self._tap(scanner)
        scanner.start(
            lambda scan: self._take(scan, fitted.mode, fitted.role),
            self._take_garbled,
            lambda status: self._told.emit(name, status),
        )

    def _tap(self, scanner: Scanner) -> None:
        name = scanner.name
        listen = (lambda chunk: self._overhear(name, chunk)) if self._testing else None
        scanner.tap(listen)

    # Below: on the scanners' threads, but for the slot.

    def _take(self, scan: Scan, mode: ScannerMode, role: ScannerRole = ScannerRole.ANY) -> None:
        if self.secret_entry:
            self._kept_back.emit(scan.scanner)
        elif self._testing:
            label = self._label(scan.text)
            tried = Tried(scan.scanner, scan.raw, scan.text, scan.received_at, label)
            self._tested.emit(tried)
        else:
            scan_id = self._journal.record(scan.received_at, scan.scanner, scan.raw)
            self._read.emit(ScannedLabel(self._label(scan.text), scan, scan_id, mode, role))

    def _take_garbled(self, garbled: Garbled) -> None:
        if self.secret_entry:
            self._kept_back.emit(garbled.scanner)
        elif self._testing:
            self._tested.emit(tried_in_vain(garbled))
        else:
            outcome = f"garbled: {garbled.flaw.value}"
            self._journal.record(garbled.received_at, garbled.scanner, garbled.raw, outcome)
            self._unread.emit(garbled)

    def _overhear(self, name: str, chunk: bytes) -> None:
        if not self.secret_entry:
            self._overheard.emit(name, chunk)

    @Slot(str, object)
    def _note_status(self, name: str, status: ScannerStatus) -> None:
        if name in self._fitted:  # else it was taken away meanwhile
            self._statuses[name] = status
            self.status_changed.emit(name, status)


def tried_in_vain(garbled: Garbled) -> Tried:
    """A flawed scan, as the live test shows it."""
    return Tried(garbled.scanner, garbled.raw, garbled.text, garbled.received_at, flaw=garbled.flaw)
