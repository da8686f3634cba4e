"""A printer's raw TCP port: what is written there is printed."""

import re
import socket
import time

from hardware.scanner import ScannerState
from hardware.serial_port import PortError

_CHUNK = 65_536
_NUMBERS = range(1, 65_536)
_ADDRESS = re.compile(
    r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[^\s:/\[\]]+))(?::(?P<port>[0-9]{1,5}))?"
)
_LAST_WORDS = 0.5
"""Seconds that the other side may still say something after all was written."""


class RawTcp:
    """Connected by its constructor. For one thread.

    Args:
        address: `host` or `host:port`; an IPv6 address stands in brackets.
        port: Where `address` names none.
        wait: Seconds to connect.

    Raises:
        PortError: ABSENT, UNUSABLE.
    """

    def __init__(self, address: str, port: int, wait: float) -> None:
        self._url = address
        host, number = _parted(address, port)
        try:
            self._socket = socket.create_connection((host, number), timeout=wait)
        except (OSError, UnicodeError) as error:
            raise PortError(address, ScannerState.ABSENT, str(error) or "no answer") from error

    def read(self, wait: float | None) -> bytes:
        """What has arrived; waits up to `wait` seconds (None: for ever) for the first byte.

        Raises:
            PortError: LOST.
        """
        self._socket.settimeout(wait)
        try:
            chunk = self._socket.recv(_CHUNK)
        except TimeoutError:
            return b""
        except OSError as error:
            raise PortError(self._url, ScannerState.LOST, str(error)) from error
        if not chunk:
            raise PortError(self._url, ScannerState.LOST, "the connection was closed")
        return chunk

    def write(self, content: bytes, wait: float) -> None:
        """Hand over all of it within `wait` seconds.

        Raises:
            PortError: LOST.
            TimeoutError: The other side took nothing more.
        """
        rest = memoryview(content)
        deadline = time.monotonic() + wait
        while rest:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"{len(rest)} of {len(content)} bytes were not taken")
            self._socket.settimeout(left)
            try:
                rest = rest[self._socket.send(rest[:_CHUNK]) :]
            except TimeoutError:
                continue  # the deadline has passed, and what is left is told
            except OSError as error:
                raise PortError(self._url, ScannerState.LOST, str(error)) from error

    def close(self) -> None:
        """Let the other side have all that was written, then go.

        What it still says is taken: a socket that is closed with something unread throws away
        what was written last.
        """
        try:
            self._socket.shutdown(socket.SHUT_WR)
            self._socket.settimeout(_LAST_WORDS)
            while self._socket.recv(_CHUNK):
                pass
        except OSError:
            # It went first, or has nothing to say: nothing is left to wait for.
            return
        finally:
            self._socket.close()


def _parted(address: str, port: int) -> tuple[str, int]:
    found = _ADDRESS.fullmatch(address)
    number = int(found["port"] or port) if found else 0
    if found is None or number not in _NUMBERS:
        raise PortError(address, ScannerState.UNUSABLE, "host:port is wanted")
    return found["six"] or found["host"], number
