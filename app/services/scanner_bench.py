"""Trying scanners: which ports there are, and what comes out of them. For the set-up pages.

What is scanned on the bench goes nowhere else: it is neither journalled nor offered to a draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.settings import ScannerSettings
from app.services.newest import Newest
from app.services.scanner_setup import scanner_of
from app.services.scanning import Scanning, Tried, tried_in_vain
from app.services.tasks import Tasks
from hardware import discovery
from hardware.discovery import PortInfo
from hardware.keyboard import KeyboardScanner
from hardware.scanner import Scan, Scanner, ScannerState, ScannerStatus

__all__ = ["ListedPort", "PortInfo", "ScannerBench", "Tried"]


@dataclass(frozen=True, slots=True)
class ListedPort:
    """One serial port of this computer.

    Attributes:
        port: As the system describes it: path, maker, product and, of a USB device, its identity.
        address: What to write as `port` into the station file.
        scanner: The name of the station's scanner that has it now, or empty.
    """

    port: PortInfo
    address: str
    scanner: str = ""


class ScannerBench(QObject):
    """Lives in the GUI thread.

    Signals: `ports_listed` with a tuple of `ListedPort`, in answer to `list_ports`. Between `open`
    and `close`, of all scanners of the station and of the one on trial: `heard` with a scanner's
    name and its bytes, as they come in and before they are framed; `tried` with a `Tried` for
    each scan, or what was none. `status_changed` with the name and `ScannerStatus` of the
    one on trial.
    """

    ports_listed = Signal(object)
    heard = Signal(str, bytes)
    tried = Signal(object)
    status_changed = Signal(str, object)

    _heard = Signal(str, bytes)
    _tried = Signal(object)
    _told = Signal(object, object)

    def __init__(self, scanning: Scanning, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scanning = scanning
        self._ports = Newest(tasks)
        self._trial: Scanner | None = None
        self._status = ScannerStatus(ScannerState.CLOSED, "")
        self._suspended: list[str] = []
        scanning.heard.connect(self.heard)
        scanning.tried.connect(self.tried)
        queued = Qt.ConnectionType.QueuedConnection
        self._heard.connect(self.heard, queued)
        self._tried.connect(self.tried, queued)
        self._told.connect(self._note, queued)

    @property
    def status(self) -> ScannerStatus:
        """Where the scanner on trial stands; CLOSED while there is none."""
        return self._status

    @property
    def keyboard(self) -> KeyboardScanner | None:
        """The scanner on trial, if it is one that types: it gets all keys meanwhile."""
        return self._trial if isinstance(self._trial, KeyboardScanner) else None

    def list_ports(self) -> None:
        """Look which ports there are now; `ports_listed` tells, soon."""
        self._ports.run(discovery.ports, self._list)

    def open(self) -> None:
        """Begin: from now on every scan of the station comes here."""
        self._scanning.testing = True

    def close(self) -> None:
        """End the trial, if one is on; scans go to the work again."""
        self.end_trial()
        self._scanning.testing = False

    def try_port(self, settings: ScannerSettings) -> None:
        """Read a scanner with these settings, in place of the one tried before.

        A scanner of the station that has the same port lets go of it until the trial ends.
        """
        self.end_trial()
        self._suspended = self._holders(settings)
        for name in self._suspended:
            self._scanning.suspend(name)
        trial = self._trial = scanner_of(settings)
        if isinstance(trial, KeyboardScanner):
            self._scanning.lend_keys(trial.name, trial)
        name = trial.name
        trial.tap(lambda chunk: self._overhear(name, chunk))
        trial.start(
            self._take,
            lambda garbled: self._tell(tried_in_vain(garbled)),
            lambda status: self._told.emit(trial, status),
        )

    def end_trial(self) -> None:
        """Stop the scanner on trial; the station's own takes its port again."""
        trial, self._trial = self._trial, None
        if trial is None:
            return
        trial.stop()
        self._scanning.lend_keys(trial.name, None)
        self._status = ScannerStatus(ScannerState.CLOSED, "")
        self.status_changed.emit(trial.name, self._status)
        suspended, self._suspended = self._suspended, []
        for name in suspended:
            self._scanning.resume(name)

    def _holders(self, settings: ScannerSettings) -> list[str]:
        """The station's scanners that have this port, by its name or by its identity."""
        return [
            name
            for name, status in self._scanning.statuses.items()
            if settings.port in (status.port, status.identity, self._scanning.port_of(name))
        ]

    def _list(self, ports: Sequence[PortInfo]) -> None:
        taken = {status.port: name for name, status in self._scanning.statuses.items()}
        listed = (
            ListedPort(
                port,
                str(discovery.shortest_identity(port, ports) or port.path),
                taken.get(port.path, ""),
            )
            for port in ports
        )
        self.ports_listed.emit(tuple(listed))

    @Slot(object, object)
    def _note(self, trial: Scanner, status: ScannerStatus) -> None:
        if trial is self._trial:
            self._status = status
            self.status_changed.emit(trial.name, status)

    # Below: on the thread of the scanner on trial.

    def _take(self, scan: Scan) -> None:
        label = self._scanning.label_of(scan.text)
        self._tell(Tried(scan.scanner, scan.raw, scan.text, scan.received_at, label))

    def _tell(self, tried: Tried) -> None:
        if not self._scanning.secret_entry:
            self._tried.emit(tried)

    def _overhear(self, name: str, chunk: bytes) -> None:
        if not self._scanning.secret_entry:
            self._heard.emit(name, chunk)
