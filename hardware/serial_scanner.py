"""A scanner on a serial line, a USB port or a network address, read by a thread of its own."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from hardware import discovery
from hardware.discovery import UsbIdentity
from hardware.framing import Framer, Framing
from hardware.listeners import Listeners
from hardware.scanner import (
    OnBytes,
    OnGarbled,
    OnScan,
    OnStatus,
    ScannerState,
    ScannerStatus,
)
from hardware.serial_port import LineSettings, PortError, SerialPort
from hardware.whereabouts import Ports, Whereabouts

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
        ports: Ports = discovery.ports,
    ) -> None:
        self._name = name
        self._whereabouts = Whereabouts(address, ports)
        self._framing = framing or Framing()
        self._line = line or LineSettings()
        self._retry = retry or Retry()
        self._reader: _Reader | None = None
        self._on_bytes: OnBytes | None = None

    @property
    def name(self) -> str:
        return self._name

    def start(self, on_scan: OnScan, on_garbled: OnGarbled, on_status: OnStatus) -> None:
        if self._reader is not None:
            raise RuntimeError(f"the scanner {self._name} is started already")
        listeners = Listeners(self._name, on_scan, on_garbled, on_status)
        listeners.on_bytes = self._on_bytes
        framer = Framer(self._framing)
        self._reader = _Reader(self._whereabouts, self._open, framer, self._retry, listeners)
        self._reader.start(f"scanner {self._name}")

    def tap(self, on_bytes: OnBytes | None) -> None:
        self._on_bytes = on_bytes
        if self._reader is not None:
            self._reader.listeners.on_bytes = on_bytes

    def stop(self) -> None:
        """As `Scanner.stop`.

        An attempt to connect that the system won't break off (a silent network address) ends by
        itself some seconds later, on a thread that calls nobody any more.
        """
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.stop()

    def _open(self, path: str) -> SerialPort:
        longest_read = min(_LONGEST_READ, self._framing.quiet or self._framing.patience)
        return SerialPort(path, self._line, longest_read)


class _Reader:
    """Connects, reads and connects again on a thread of its own, from `start` to `stop`."""

    def __init__(
        self,
        whereabouts: Whereabouts,
        open_port: Callable[[str], SerialPort],
        framer: Framer,
        retry: Retry,
        listeners: Listeners,
    ) -> None:
        self._whereabouts = whereabouts
        self._open_port = open_port
        self._framer = framer
        self._retry = retry
        self.listeners = listeners
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
        self.listeners.close(str(self._whereabouts))

    def _run(self) -> None:
        self.listeners.tell(ScannerStatus(ScannerState.CONNECTING, str(self._whereabouts)))
        delays = self._retry.delays()
        while not self._stopping.is_set():
            try:
                port = self._open_port(self._whereabouts.look())
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
                self.listeners.tell(self._whereabouts.opened(port.url))
            silent_since = time.monotonic()
            while not self._stopping.is_set():
                due = self._framer.due
                silence = time.monotonic() - silent_since
                chunk = port.read(None if due is None else max(0.0, due - silence))
                if chunk:
                    worked = True
                    self.listeners.overhear(chunk)
                    self.listeners.hear(self._framer.feed(chunk))
                    silent_since = time.monotonic()
                else:
                    self.listeners.hear(self._framer.idle(time.monotonic() - silent_since))
        except PortError as error:
            self.listeners.hear(self._framer.cut_off())
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
        if not self.listeners.told(state):
            self.listeners.tell(replace(self._whereabouts.refused(error), state=state))
