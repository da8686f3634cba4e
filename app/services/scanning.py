"""From the scanners' threads into the GUI thread: each scan journalled, read, in order."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.labels import Label
from app.core.settings import ScannerMode
from app.store.journal import Journal
from app.store.moments import Clock, utc_now
from hardware.framing import Flaw
from hardware.scanner import Garbled, Scan, Scanner, ScannerState, ScannerStatus

__all__ = [
    "Flaw",
    "Garbled",
    "Scan",
    "ScannedLabel",
    "ScannerMode",
    "ScannerState",
    "ScannerStatus",
    "Scanning",
]


@dataclass(frozen=True, slots=True)
class ScannedLabel:
    """One scan and what it says.

    Attributes:
        scan_id: Resolves once the scan is durable; that is when it may be answered with green.
        mode: Of the scanner it came from (design.md 3).
    """

    label: Label
    scan: Scan
    scan_id: Future[int]
    mode: ScannerMode


class Scanning(QObject):
    """All scanners of a station, and what comes to the same place from elsewhere.

    Lives in the GUI thread. A scan is journalled and read on the scanner's own thread, so that
    a busy GUI loses nothing and has little to do in a burst.

    Signals: `scanned` with a `ScannedLabel`, in the order of arrival; `garbled` with a
    `Garbled`; `status_changed` with a scanner's name and its `ScannerStatus`; `withheld` with
    the name of a scanner that read something while a secret was being typed.

    Attributes:
        secret_entry: Set while a secret field has the focus: nothing is taken as a scan or
            journalled then (design.md 7).
    """

    scanned = Signal(object)
    garbled = Signal(object)
    status_changed = Signal(str, object)
    withheld = Signal(str)

    _read = Signal(object)
    _unread = Signal(object)
    _told = Signal(str, object)
    _kept_back = Signal(str)

    def __init__(
        self,
        journal: Journal,
        read: Callable[[str], Label],
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
        self._scanners: list[tuple[Scanner, ScannerMode]] = []
        self._statuses: dict[str, ScannerStatus] = {}
        self._started = False
        self.secret_entry = False
        queued = Qt.ConnectionType.QueuedConnection
        self._read.connect(self.scanned, queued)
        self._unread.connect(self.garbled, queued)
        self._told.connect(self._note_status, queued)
        self._kept_back.connect(self.withheld, queued)

    @property
    def statuses(self) -> Mapping[str, ScannerStatus]:
        """Where each scanner stands that has said so, by name."""
        return MappingProxyType(self._statuses)

    def add(self, scanner: Scanner, mode: ScannerMode = ScannerMode.LIVE) -> None:
        """Take scans of this scanner, from `start` on, or at once when started."""
        self._scanners.append((scanner, mode))
        if self._started:
            self._start(scanner, mode)

    def start(self) -> None:
        """Start all scanners."""
        self._started = True
        for scanner, mode in self._scanners:
            self._start(scanner, mode)

    def stop(self) -> None:
        """Stop all scanners and join their threads; what they read before still arrives."""
        self._started = False
        for scanner, _ in self._scanners:
            scanner.stop()

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

    def _start(self, scanner: Scanner, mode: ScannerMode) -> None:
        name = scanner.name
        scanner.start(
            lambda scan: self._take(scan, mode),
            self._take_garbled,
            lambda status: self._told.emit(name, status),
        )

    # Below: on the scanners' threads, but for the slot.

    def _take(self, scan: Scan, mode: ScannerMode) -> None:
        if self.secret_entry:
            self._kept_back.emit(scan.scanner)
            return
        scan_id = self._journal.record(scan.received_at, scan.scanner, scan.raw)
        self._read.emit(ScannedLabel(self._label(scan.text), scan, scan_id, mode))

    def _take_garbled(self, garbled: Garbled) -> None:
        if self.secret_entry:
            self._kept_back.emit(garbled.scanner)
        else:
            self._unread.emit(garbled)

    @Slot(str, object)
    def _note_status(self, name: str, status: ScannerStatus) -> None:
        self._statuses[name] = status
        self.status_changed.emit(name, status)
