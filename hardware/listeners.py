"""How a scanner's reader speaks to the program: in order, never twice, whatever a callback does."""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from hardware.framing import Flawed, Frame
from hardware.scanner import (
    Garbled,
    OnBytes,
    OnGarbled,
    OnScan,
    OnStatus,
    Scan,
    ScannerState,
    ScannerStatus,
)

_T = TypeVar("_T")


class Listeners:
    """The callbacks of one start of one scanner.

    All methods but `close` are for the reader's thread. After `close` nothing is called any more,
    even by a reader that is still on its way out.
    """

    def __init__(
        self, scanner: str, on_scan: OnScan, on_garbled: OnGarbled, on_status: OnStatus
    ) -> None:
        self._scanner = scanner
        self._on_scan = on_scan
        self._on_garbled = on_garbled
        self._on_status = on_status
        self._told: ScannerState | None = None
        self._closed = False
        self.on_bytes: OnBytes | None = None
        """Also told of all bytes; may be set from any thread."""

    def hear(self, frames: Iterable[Frame | Flawed]) -> None:
        """Pass on what was read just now."""
        received_at, monotonic_ns = datetime.now(UTC), time.monotonic_ns()
        for frame in frames:
            if isinstance(frame, Frame):
                scan = Scan(self._scanner, frame.raw, frame.text, received_at, monotonic_ns)
                self._call(self._on_scan, scan)
            else:
                garbled = Garbled(self._scanner, frame.raw, frame.flaw, received_at, monotonic_ns)
                self._call(self._on_garbled, garbled)

    def overhear(self, chunk: bytes) -> None:
        """Pass on bytes as they came, if anybody listens."""
        on_bytes = self.on_bytes
        if on_bytes is not None:
            self._call(on_bytes, chunk)

    def tell(self, status: ScannerStatus) -> None:
        """Pass on where the scanner stands, if it didn't stand there before."""
        if not self.told(status.state):
            self._told = status.state
            self._call(self._on_status, status)

    def told(self, state: ScannerState) -> bool:
        """Whether that is the last thing that was passed on."""
        return self._told is state

    def close(self, port: str) -> None:
        """The last word, on the thread that stops the scanner; what it raises is the caller's."""
        self._closed = True
        self._on_status(ScannerStatus(ScannerState.CLOSED, port))

    def _call(self, callback: Callable[[_T], None], value: _T) -> None:
        if self._closed:
            return
        try:
            callback(value)
        except Exception as error:  # noqa: BLE001 # it is handed on, and reading must go on
            thread = threading.current_thread()
            details = (type(error), error, error.__traceback__, thread)
            threading.excepthook(threading.ExceptHookArgs(details))
