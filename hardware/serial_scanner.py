"""A scanner on a serial line, a USB port or a network address, read by a thread of its own."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hardware import discovery
from hardware.discovery import PortInfo, UsbIdentity
from hardware.framing import Framer, Framing
from hardware.listeners import Listeners
from hardware.scanner import OnGarbled, OnScan, OnStatus, ScannerState
from hardware.serial_port import LineSettings, PortError, SerialPort

_LONGEST_READ = 0.25
"""Seconds, for ports whose read can't be cancelled; time enough for `stop`."""

_JOIN = 0.9
"""Seconds `stop` waits for the reader."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Seconds between attempts to connect.

    A port that is there and can't be had is asked at growing intervals. For a device that isn't
    there one looks steadily, which costs nothing, so that it is read soon after it is plugged in.
    """

    first: float = 0.2
    longest: float = 5.0
    look: float = 0.4

    def delays(self) -> Iterator[float]:
        delay = self.first
        while True:
            yield delay
            delay = min(delay * 2, self.longest)


class SerialScanner:
    """A `Scanner` on any path or URL that pyserial knows, or on a USB device by its identity.

    What is sent before CONNECTED is reported may be lost: opening a port empties it. `ports`
    lists the ports among which an identity is looked up. It may be started again after a stop.
    """

    def __init__(  # noqa: PLR0913 # a scanner's set-up, by keyword
        self,
        name: str,
        address: str | UsbIdentity,
        *,
        framing: Framing | None = None,
        line: LineSettings | None = None,
        retry: Retry | None = None,
        ports: Callable[[], Sequence[PortInfo]] = discovery.ports,
    ) -> None:
        self._name = name
        self._address = address
        self._framing = framing or Framing()
        self._line = line or LineSettings()
        self._retry = retry or Retry()
        self._ports = ports
        self._reader: _Reader | None = None

    @property
    def name(self) -> str:
        return self._name

    def start(self, on_scan: OnScan, on_garbled: OnGarbled, on_status: OnStatus) -> None:
        if self._reader is not None:
            raise RuntimeError(f"the scanner {self._name} is started already")
        listeners = Listeners(self._name, on_scan, on_garbled, on_status)
        framer = Framer(self._framing)
        self._reader = _Reader(str(self._address), self._open, framer, self._retry, listeners)
        self._reader.start(f"scanner {self._name}")

    def stop(self) -> None:
        """As `Scanner.stop`.

        An attempt to connect that the system won't break off (a silent network address) ends by
        itself some seconds later, on a thread that calls nobody any more.
        """
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.stop()

    def _open(self) -> SerialPort:
        """The scanner's port; a USB device is looked for anew each time."""
        address = self._address
        if isinstance(address, UsbIdentity):
            port = discovery.find(address, self._ports())
            if port is None:
                detail = "no such USB device"
                raise PortError(str(address), ScannerState.ABSENT, detail, missing=True)
            address = port.path
        longest_read = min(_LONGEST_READ, self._framing.quiet or self._framing.patience)
        return SerialPort(address, self._line, longest_read)


class _Reader:
    """Connects, reads and connects again on a thread of its own, from `start` to `stop`."""

    def __init__(
        self,
        address: str,
        open_port: Callable[[], SerialPort],
        framer: Framer,
        retry: Retry,
        listeners: Listeners,
    ) -> None:
        self._address = address
        self._open_port = open_port
        self._framer = framer
        self._retry = retry
        self._listeners = listeners
        self._was_connected = False
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._port: SerialPort | None = None
        """Set while it may be cancelled; guarded by the lock, so that it isn't closed meanwhile."""

    def start(self, name: str) -> None:
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        with self._lock:
            if self._port is not None:
                self._port.cancel()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(_JOIN)
        self._listeners.close(self._address)

    def _run(self) -> None:
        self._listeners.tell(ScannerState.CONNECTING, self._address)
        delays = self._retry.delays()
        while not self._stopping.is_set():
            try:
                port = self._open_port()
            except PortError as error:
                self._tell_error(error)
                if error.missing:
                    delays = self._retry.delays()
                wait = self._retry.look if error.missing else next(delays)
            else:
                if self._serve(port):
                    delays = self._retry.delays()
                wait = next(delays)
            self._stopping.wait(wait)

    def _serve(self, port: SerialPort) -> bool:
        """Read `port` until it is lost or the reader is stopped, and close it.

        Returns whether it worked: what opens and fails at once is a reason to wait longer.
        """
        with self._lock:
            self._port = port
        opened = time.monotonic()
        worked = False
        try:
            if not self._stopping.is_set():
                self._was_connected = True
                self._listeners.tell(ScannerState.CONNECTED, port.url)
            silent_since = time.monotonic()
            while not self._stopping.is_set():
                due = self._framer.due
                silence = time.monotonic() - silent_since
                chunk = port.read(None if due is None else max(0.0, due - silence))
                if chunk:
                    worked = True
                    self._listeners.hear(self._framer.feed(chunk))
                    silent_since = time.monotonic()
                else:
                    self._listeners.hear(self._framer.idle(time.monotonic() - silent_since))
        except PortError as error:
            self._listeners.hear(self._framer.cut_off())
            self._tell_error(error)
        finally:
            with self._lock:
                self._port = None
            port.close()
        return worked or time.monotonic() - opened >= self._retry.longest

    def _tell_error(self, error: PortError) -> None:
        state = error.state
        if state is ScannerState.ABSENT and self._was_connected:
            state = ScannerState.LOST
        self._listeners.tell(state, error.port, error.detail)
