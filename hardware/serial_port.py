"""An open serial port of any kind that pyserial knows: paths, COM ports and its URLs.

The border to pyserial: out of here come bytes and `PortError`, nothing else.
"""

import errno
import os
import re
import select
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum

import serial

from hardware.scanner import ScannerState

if sys.platform != "win32":
    import fcntl
    import termios

_EARLY_ENDS = 3
"""So many reads in a row that end at once with nothing mean that the other side is gone."""

_KEEP_ALIVE = {"TCP_KEEPIDLE": 5, "TCP_KEEPINTVL": 2, "TCP_KEEPCNT": 3}
"""Seconds of silence, seconds between questions, and how many stay unanswered."""

_PSEUDO = "/dev/pts/"


class Parity(Enum):
    NONE = serial.PARITY_NONE
    EVEN = serial.PARITY_EVEN
    ODD = serial.PARITY_ODD


class FlowControl(Enum):
    NONE = "none"
    XON_XOFF = "xon/xoff"
    RTS_CTS = "rts/cts"


@dataclass(frozen=True, slots=True)
class LineSettings:
    """How an RS-232 line is set. USB scanners and network addresses don't mind."""

    baud: int = 9600
    data_bits: int = 8
    parity: Parity = Parity.NONE
    stop_bits: float = 1
    flow: FlowControl = FlowControl.NONE


class PortError(Exception):
    """The port can't be opened, or not be read any longer.

    `missing` says that the device itself isn't there: looking again costs nothing.
    """

    def __init__(
        self, port: str, state: ScannerState, detail: str, *, missing: bool = False
    ) -> None:
        super().__init__(f"{port}: {detail}")
        self.port = port
        self.state = state
        self.detail = detail
        self.missing = missing


class SerialPort:
    """Opened by its constructor, for this program alone where the system can do that.

    `read`, `write` and `close` belong to one thread; `cancel` may come from any, before `close`.
    `longest_read` is for the kinds of port that can't be waited for from outside (Windows' own,
    rfc2217): they are asked at least that often, in seconds.

    Raises:
        PortError: ABSENT, BUSY, NO_PERMISSION or UNUSABLE.
    """

    def __init__(self, url: str, line: LineSettings, longest_read: float = 0.25) -> None:
        self.url = url
        self._longest_read = longest_read
        self._cancelled = False
        self._early_ends = 0
        try:
            self._serial = serial.serial_for_url(
                url,
                baudrate=line.baud,
                bytesize=line.data_bits,
                parity=line.parity.value,
                stopbits=line.stop_bits,
                xonxoff=line.flow is FlowControl.XON_XOFF,
                rtscts=line.flow is FlowControl.RTS_CTS,
                timeout=longest_read,
                exclusive=True,
            )
            self._fd = self._descriptor()
            self._sole = take_alone(self._fd)
            _keep_alive(getattr(self._serial, "_socket", None))
            self._woken, self._wake = socket.socketpair()
        except Exception as error:
            raise port_error(url, error) from error

    def read(self, wait: float | None) -> bytes:
        """All that has arrived; waits up to `wait` seconds (None: for ever) for the first byte.

        Returns b"" after that time, when cancelled, and whenever the kind of port needs it.

        Raises:
            PortError: LOST.
        """
        began = time.monotonic()
        try:
            if self._fd is not None:
                # No wake-ups while nothing comes, which pyserial's own time-outs can't do.
                ends = [self._fd, self._woken.fileno()]
                ready, _, _ = select.select(ends, [], [], wait)
                if self._fd not in ready:
                    return b""
            chunk = self._serial.read(self._serial.in_waiting or 1)
        except Exception as error:
            # Besides OSError pyserial lets out TypeError, AttributeError, termios.error and more
            # when a device goes while it is used; they all mean the same.
            raise PortError(self.url, ScannerState.LOST, _words(error)) from error
        if chunk or self._cancelled or time.monotonic() - began >= self._longest_read / 2:
            self._early_ends = 0
            return chunk
        # A dropped rfc2217:// ends each read at once, with no error (platform.md, Serial).
        self._early_ends += 1
        if self._early_ends >= _EARLY_ENDS:
            detail = "the connection ended without a word"
            raise PortError(self.url, ScannerState.LOST, detail)
        return chunk

    def write(self, content: bytes, wait: float) -> None:
        """Hand over all of it within `wait` seconds. Belongs to the thread of `read`.

        Raises:
            PortError: LOST.
            TimeoutError: The device took nothing more.
        """
        try:
            self._serial.write_timeout = wait
            self._serial.write(content)
        except serial.SerialTimeoutException as error:
            raise TimeoutError(f"{len(content)} bytes were not taken in time") from error
        except Exception as error:
            raise PortError(self.url, ScannerState.LOST, _words(error)) from error

    def cancel(self) -> None:
        """Let a blocked `read`, and each that follows, return soon: most kinds of port at once."""
        self._cancelled = True
        self._wake.send(b"x")
        cancel_read = getattr(self._serial, "cancel_read", None)
        if self._fd is None and cancel_read is not None:
            cancel_read()

    def close(self) -> None:
        self._woken.close()
        self._wake.close()
        # pyserial leaves a network socket open when the other side has reset it.
        sock = getattr(self._serial, "_socket", None)
        if self._sole and self._fd is not None:
            with suppress(OSError):  # the device is gone, and its lock with it
                set_alone(self._fd, alone=False)
        try:
            self._serial.close()
        except OSError:
            # The device is gone, and its handle with it: nothing is left to be closed.
            return
        finally:
            if sock is not None:
                sock.close()

    def _descriptor(self) -> int | None:
        try:
            return self._serial.fileno()
        except OSError:  # io.UnsupportedOperation
            return None


def take_alone(descriptor: int | None) -> bool:
    """Let nobody else open this line too; whether that was done and must be undone.

    pyserial's own lock binds only programs that ask for it; this binds all, but for root's. A
    pseudo terminal would keep it after a program that was killed, as a device doesn't.
    """
    if sys.platform == "win32" or descriptor is None or not os.isatty(descriptor):
        return False
    if os.ttyname(descriptor).startswith(_PSEUDO):
        return False
    set_alone(descriptor, alone=True)
    return True


def set_alone(descriptor: int, *, alone: bool) -> None:
    """Refuse whoever else would open this terminal, or no longer.

    Raises:
        OSError: it is gone.
    """
    if sys.platform != "win32":
        fcntl.ioctl(descriptor, termios.TIOCEXCL if alone else termios.TIOCNXCL)


def _keep_alive(sock: socket.socket | None) -> None:
    """Notice within seconds that a server has lost its power, which it can't tell."""
    if sock is None:
        return
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEP_ALIVE.items():
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def port_error(url: str, error: Exception, platform: str = sys.platform) -> PortError:
    """What an exception from opening a port says to a person."""
    causes = list(_causes(error))
    number = next((number for cause in causes if (number := _errno_of(cause)) is not None), None)
    state, missing = ScannerState.ABSENT, False
    if number in (errno.EACCES, errno.EPERM):
        # Windows denies access to a port that is open elsewhere, and only then.
        busy = platform == "win32"
        state = ScannerState.BUSY if busy else ScannerState.NO_PERMISSION
    elif number in (errno.EAGAIN, errno.EBUSY):
        state = ScannerState.BUSY
    elif number in (errno.ENOTTY, errno.EINVAL, errno.EISDIR) or any(
        isinstance(cause, ValueError | TypeError) for cause in causes
    ):
        state = ScannerState.UNUSABLE
    else:
        missing = number in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR, errno.EIO)
    return PortError(url, state, _words(error), missing=missing)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """`error` and what it was raised for: pyserial wraps without telling the number."""
    while error is not None:
        yield error
        error = error.__context__


def _errno_of(error: BaseException) -> int | None:
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    if error.args and isinstance(error.args[0], int):
        return error.args[0]  # termios.error
    # On Windows the number is only in the text, as part of a quoted "PermissionError(13, 'Acc...".
    shown = re.search(r"Error\((\d+), ", str(error))
    return int(shown[1]) if shown else None


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
