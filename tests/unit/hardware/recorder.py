"""What a scanner told, kept for the tests and waited for by condition."""

import threading
from collections.abc import Callable
from typing import TypeVar

from hardware.scanner import Garbled, Scan, ScannerState, ScannerStatus

_T = TypeVar("_T")

PATIENCE = 10.0
"""Seconds that are never used up unless something is broken."""


class Recorder:
    def __init__(self) -> None:
        self.scans: list[Scan] = []
        self.garbled: list[Garbled] = []
        self.statuses: list[ScannerStatus] = []
        self.threads: set[threading.Thread] = set()
        self._changed = threading.Condition()

    def on_scan(self, scan: Scan) -> None:
        self._keep(self.scans.append, scan)

    def on_garbled(self, garbled: Garbled) -> None:
        self._keep(self.garbled.append, garbled)

    def on_status(self, status: ScannerStatus) -> None:
        self._keep(self.statuses.append, status)

    @property
    def texts(self) -> list[str]:
        return [scan.text for scan in self.scans]

    @property
    def states(self) -> list[ScannerState]:
        return [status.state for status in self.statuses]

    def wait(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            if not self._changed.wait_for(condition, PATIENCE):
                told = (self.states, self.texts[-5:], self.garbled[-5:])
                raise AssertionError(f"never came; told so far: {told}")

    def wait_state(self, state: ScannerState) -> ScannerStatus:
        """Wait until the scanner stands there, and give that status."""
        self.wait(lambda: self.states[-1:] == [state])
        return self.statuses[-1]

    def wait_scans(self, number: int) -> list[str]:
        self.wait(lambda: len(self.scans) >= number)
        return self.texts

    def _keep(self, keep: Callable[[_T], None], value: _T) -> None:
        with self._changed:
            self.threads.add(threading.current_thread())
            keep(value)
            self._changed.notify_all()
