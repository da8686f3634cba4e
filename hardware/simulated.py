"""A scanner for demos, training and tests: real bytes on a real serial line, without the device."""

import os
import select
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Protocol, Self

if sys.platform != "win32":
    import tty

_STEP = 0.1
"""Seconds a blocked write waits before it looks whether the device was unplugged."""


class SimulatedScanner:
    """Types scans into a line that a `SerialScanner` on `port` reads through pyserial.

    A pseudo terminal where there are such, else (or with `network`) a TCP socket on loopback.
    `port` stays the same over `unplug` and `plug`. As with a device, what is sent before the
    reader has opened the line may be lost: wait for CONNECTED. May be used from any thread.
    """

    def __init__(
        self, *, prefix: bytes = b"", terminator: bytes = b"\r", network: bool = False
    ) -> None:
        self._prefix = prefix
        self._terminator = terminator
        self._wire = _wire(network=network)
        self._lock = threading.Lock()
        self._plugged = threading.Event()
        self.plug()

    @property
    def port(self) -> str:
        return self._wire.port

    def scan(self, text: str) -> None:
        """One scan with its marks. Raises as `write`."""
        self.write(self._prefix + text.encode() + self._terminator)

    def write(self, sent: bytes, timeout: float = 5.0) -> None:
        """Send bytes as they are, in as many pieces as the line takes.

        Raises:
            TimeoutError: nobody has read for `timeout` seconds and the line is full.
            ConnectionError: it is unplugged, or was while this waited.
        """
        with self._lock:
            rest = memoryview(sent)
            deadline = time.monotonic() + timeout
            while rest:
                if not self._plugged.is_set():
                    raise ConnectionError("the simulated scanner is unplugged")
                written = self._wire.write(rest, _STEP)
                rest = rest[written:]
                if written:
                    deadline = time.monotonic() + timeout
                elif time.monotonic() > deadline:
                    raise TimeoutError("nobody reads the simulated scanner")

    def unplug(self) -> None:
        """The device goes, as when its cable is pulled."""
        self._plugged.clear()
        with self._lock:
            self._wire.unplug()

    def plug(self) -> None:
        """The device comes back, under the same name."""
        with self._lock:
            if not self._plugged.is_set():
                self._wire.plug()
                self._plugged.set()

    def close(self) -> None:
        self._plugged.clear()
        with self._lock:
            self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


class _Wire(Protocol):
    port: str

    def plug(self) -> None: ...

    def write(self, sent: memoryview, wait: float) -> int:
        """How many bytes were taken within `wait` seconds."""

    def unplug(self) -> None: ...

    def close(self) -> None: ...


if sys.platform != "win32":

    class _Pty:
        """A pseudo terminal behind a link, since its own name changes with each new one."""

        def __init__(self) -> None:
            self._folder = Path(tempfile.mkdtemp(prefix="kitbench-scanner-"))
            self._link = self._folder / "scanner"
            self.port = str(self._link)
            self._fds: tuple[int, int] | None = None

        def plug(self) -> None:
            # Both ends stay open here: else the line is hung up whenever its reader closes it.
            master, slave = self._fds = os.openpty()
            tty.setraw(master)
            tty.setraw(slave)
            os.set_blocking(master, False)
            self._link.symlink_to(os.ttyname(slave))

        def write(self, sent: memoryview, wait: float) -> int:
            if self._fds is None:
                return 0
            master, _ = self._fds
            if not select.select([], [master], [], wait)[1]:
                return 0
            try:
                return os.write(master, sent)
            except BlockingIOError:
                return 0

        def unplug(self) -> None:
            if self._fds is not None:
                self._link.unlink()
                for fd in self._fds:
                    os.close(fd)
                self._fds = None

        def close(self) -> None:
            self.unplug()
            if self._folder.is_dir():
                self._folder.rmdir()


class _Socket:
    """A serial line over TCP, for one reader at a time: the one who connected last."""

    def __init__(self) -> None:
        self._listener: socket.socket | None = None
        self._reader: socket.socket | None = None
        self._address = ("127.0.0.1", 0)
        self.port = ""

    def plug(self) -> None:
        self._listener = socket.create_server(self._address)
        self._address = self._listener.getsockname()
        self.port = f"socket://127.0.0.1:{self._address[1]}"

    def write(self, sent: memoryview, wait: float) -> int:
        if self._listener is None:
            return 0
        # Readers who came and went meanwhile wait in the queue before the present one.
        while select.select([self._listener], [], [], 0 if self._reader else wait)[0]:
            self._hang_up()
            self._reader, _ = self._listener.accept()
            self._reader.setblocking(False)
        if self._reader is None or not select.select([], [self._reader], [], wait)[1]:
            return 0
        try:
            return self._reader.send(sent)
        except BlockingIOError:
            return 0
        except ConnectionError:
            self._hang_up()
            return 0

    def _hang_up(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def unplug(self) -> None:
        self._hang_up()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def close(self) -> None:
        self.unplug()


def _wire(*, network: bool) -> _Wire:
    if sys.platform != "win32" and not network:
        return _Pty()
    return _Socket()
