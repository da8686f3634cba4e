"""`kitbench doctor`: a port of this computer. It is not opened: that would disturb who reads it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from app.commands.scanners import may_open, remedy
from app.core.doctor import Concern, Fact, Finding, Look, State
from hardware import access, discovery
from hardware.discovery import PortInfo, UsbIdentity
from hardware.scanner import ScannerState
from hardware.serial_port import PortError
from hardware.whereabouts import Whereabouts


@dataclass(frozen=True, slots=True)
class Ports:
    """What is plugged in.

    Attributes:
        listed: As the system lists it.
        own: The process of Kitbench that works in this home, if one does.
    """

    listed: Sequence[PortInfo]
    own: int | None

    def at(self, path: str) -> PortInfo | None:
        """The port at this path, or at what it is a link to."""
        device = os.path.realpath(path)
        return next((one for one in self.listed if one.path in (path, device)), None)

    def besides(self, named: Sequence[str]) -> list[PortInfo]:
        """Those that no port of a station file means."""
        addresses = [discovery.address_of(port) for port in named]
        return [one for one in self.listed if not any(self._is(one, of) for of in addresses)]

    def _is(self, port: PortInfo, address: str | UsbIdentity) -> bool:
        if isinstance(address, UsbIdentity):
            return port in discovery.candidates(address, self.listed)
        return port.path in (address, os.path.realpath(address))


@dataclass(frozen=True, slots=True)
class Device:
    """What a station file means by a port.

    Attributes:
        state: How bad it is if it can't be had,
        means: and what that is to the work.
    """

    look: Look
    name: str
    port: str
    state: State
    means: str

    def finding(self, found: str, *concerns: Concern, **facts: Fact) -> Finding:
        """All looks at a port have the same facts."""
        return Finding(
            self.look, found, self.name, concerns, facts={**facts_of(self.port), **facts}
        )

    def concern(self, found: str, what: str) -> Concern:
        """Why it can't be had, and what to do."""
        return Concern(self.state, found, self.means, what)


def facts_of(port: str) -> dict[str, Fact]:
    """The facts of a port that nothing is known of."""
    return {"port": port, "path": None, "there": None, "permitted": None, "holder": None}


def look_at_port(device: Device, ports: Ports) -> Finding:
    """Whether it is there, may be opened, and who has it."""
    address = discovery.address_of(device.port)
    try:
        path = Whereabouts(address, lambda: ports.listed).look()
    except PortError as error:
        words = f"{error.detail[:1].upper()}{error.detail[1:]}."
        return device.finding(
            f"{device.port}.", device.concern(words, _what_to_do(error)), there=False
        )
    found = device.port if path == device.port else f"{device.port} is at {path}"
    if ports.at(path) is None and not os.path.exists(path):  # noqa: PTH110 - not of Windows
        gone = device.concern("It is not there.", "Plug it in and switch it on.")
        return device.finding(f"{found}.", gone, path=path, there=False)
    permitted, holder = may_open(path), access.holder(path)
    ours = ports.own is not None and holder.endswith(f"({ports.own})")
    concerns = []
    if not permitted:
        concerns.append(device.concern(f"This user may not open {path}.", _way(path, ports)))
    if holder and not ours:
        words = f"Another program has it: {holder}."
        concerns.append(
            device.concern(words, "End that program; Kitbench then finds it by itself.")
        )
    return device.finding(
        f"{found}, {'read by Kitbench now' if ours else 'there'}.",
        *concerns,
        path=path,
        there=True,
        permitted=permitted,
        holder=holder or None,
    )


def _way(path: str, ports: Ports) -> str:
    port = ports.at(path)
    return remedy(access.access(path, port.identity if port else None))


def _what_to_do(error: PortError) -> str:
    if error.state is ScannerState.AMBIGUOUS:
        return "Write the one that is meant into the station file, as `kitbench scanners` lists it."
    return "Plug it in and switch it on; if it was changed for another, set that one up in Set-up."
