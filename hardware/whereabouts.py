"""Where a scanner's device is now: from what the set-up says, and from what was seen of it."""

import os
from collections.abc import Callable, Sequence

from hardware import discovery
from hardware.access import access, holder
from hardware.discovery import PortInfo, UsbIdentity
from hardware.scanner import ScannerState, ScannerStatus
from hardware.serial_port import PortError

Ports = Callable[[], Sequence[PortInfo]]

STRANGER_LOOKS = 5
"""So often a device that is a stranger at the port's name is left alone: after a hub lost its power
another scanner of this station may have got the name first, and this one's own device comes next.
"""


class Whereabouts:
    """One scanner's way to its port. For the reader's thread.

    A USB device is looked for by its identity each time. A scanner that was set up with the name
    of a port is followed too: once the device behind the name has been seen, that device is
    looked for first, whatever its port is called after it was plugged in again
    (operators.md 45), and the name only where it isn't there: a spare is taken, a little later.
    """

    def __init__(self, address: str | UsbIdentity, ports: Ports) -> None:
        self._address = address
        self._ports = ports
        self._identity = address if isinstance(address, UsbIdentity) else None
        self._strangers = 0  # looks in a row that found one at the name

    def __str__(self) -> str:
        return str(self._address)

    def look(self) -> str:
        """The path or URL to open now.

        Raises:
            PortError: ABSENT or AMBIGUOUS, and nothing was opened.
        """
        if self._identity is None:
            return str(self._address)
        listed = self._ports()
        found = discovery.candidates(self._identity, listed)
        if len(found) == 1:
            return found[0].path
        if isinstance(self._address, str):
            return self._by_name(self._address, listed, found)
        if found:
            raise self._missing(ScannerState.AMBIGUOUS, "", found)
        alike = [port for port in listed if port.identity and self._identity.like(port.identity)]
        raise self._missing(ScannerState.ABSENT, "no such USB device", alike)

    def opened(self, path: str) -> ScannerStatus:
        """The port at this path has been opened: note whose it is."""
        listed = self._listed(path)
        port = _at(path, listed)
        self._strangers = 0
        identity = discovery.shortest_identity(port, listed) if port is not None else None
        if isinstance(self._address, str) and identity is not None:
            self._identity = identity
        return ScannerStatus(ScannerState.CONNECTED, path, identity=str(identity or ""))

    def refused(self, error: PortError) -> ScannerStatus:
        """What is said of a port that can't be had, with what a person can do about it."""
        holds, way = "", None
        if error.state is ScannerState.BUSY:
            holds = holder(error.port)
        elif error.state is ScannerState.NO_PERMISSION:
            port = _at(error.port, self._listed(error.port))
            way = access(error.port, port.identity if port else None)
        return ScannerStatus(error.state, error.port, error.detail, holder=holds, access=way)

    def _by_name(self, name: str, listed: Sequence[PortInfo], found: list[PortInfo]) -> str:
        port = _at(name, listed)
        strange = port is not None and port.identity is not None and port not in found
        self._strangers = self._strangers + 1 if strange else 0
        if port is not None and 0 < self._strangers <= STRANGER_LOOKS:
            raise self._missing(ScannerState.ABSENT, "another USB device", [port])
        return name

    def _missing(self, state: ScannerState, detail: str, alike: list[PortInfo]) -> PortError:
        """With what is there of its kind: perhaps it was only plugged in elsewhere."""
        others = ", ".join(f"{port.path} is {port.identity}" for port in alike)
        words = "; ".join(part for part in (detail, others) if part)
        return PortError(str(self), state, words, missing=True)

    def _listed(self, path: str) -> Sequence[PortInfo]:
        """What the system lists; networks and pseudo terminals are never among it."""
        return () if "://" in path else self._ports()


def _at(path: str, among: Sequence[PortInfo]) -> PortInfo | None:
    """The port at this path, or at what it is a link to."""
    device = os.path.realpath(path)
    return next((port for port in among if port.path in (path, device)), None)
