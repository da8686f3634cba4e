"""The serial ports of this computer, and a scanner's own port among them.

A port's name changes with the socket, the order of plugging and the computer; what a USB device
says of itself doesn't (operators.md 45).
"""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from serial.tools import list_ports, list_ports_common

_log = logging.getLogger(__name__)

_IDENTITY = re.compile(
    r"usb:(?P<vendor>[0-9a-f]{4}):(?P<product>[0-9a-f]{4})"
    r"(?::(?P<serial>[^@]*))?(?:@(?P<location>.+))?",
    re.IGNORECASE,
)

_UNQUOTED = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in "@%")


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """A USB device, whatever its port is called today.

    `location` is the socket it is plugged into. Where the device has a serial number that tells
    it apart, the socket doesn't matter; where it has none, the socket is what tells it apart.
    """

    vendor_id: int
    product_id: int
    serial_number: str | None = None
    location: str | None = None

    @classmethod
    def parse(cls, text: str) -> "UsbIdentity":
        """The inverse of `str()`: `usb:0c2e:0b6a:S/N12@1-2.3`, without what isn't known.

        Raises:
            ValueError: it isn't written like that.
        """
        match = _IDENTITY.fullmatch(text)
        if match is None:
            raise ValueError(f"not a USB identity: {text!r}")
        return cls(
            int(match["vendor"], 16),
            int(match["product"], 16),
            unquote(match["serial"] or "") or None,
            match["location"],
        )

    def like(self, other: "UsbIdentity") -> bool:
        """Whether both are the same product."""
        return (self.vendor_id, self.product_id) == (other.vendor_id, other.product_id)

    def __str__(self) -> str:
        # An @ of its own would begin the location.
        serial = f":{quote(self.serial_number, safe=_UNQUOTED)}" if self.serial_number else ""
        location = f"@{self.location}" if self.location else ""
        return f"usb:{self.vendor_id:04x}:{self.product_id:04x}{serial}{location}"


@dataclass(frozen=True, slots=True)
class PortInfo:
    """One port as the system lists it; `identity` is None where it isn't a USB device."""

    path: str
    description: str
    maker: str | None = None
    product: str | None = None
    identity: UsbIdentity | None = None

    @classmethod
    def of(cls, listed: list_ports_common.ListPortInfo) -> "PortInfo":
        vendor_id: int | None = listed.vid  # None too, other than the stubs say
        product_id: int | None = listed.pid
        identity = None
        if vendor_id is not None and product_id is not None:
            identity = UsbIdentity(
                vendor_id, product_id, listed.serial_number or None, listed.location or None
            )
        description = listed.description if listed.description != "n/a" else listed.name
        return cls(listed.device, description, listed.manufacturer, listed.product, identity)


def address_of(port: str) -> str | UsbIdentity:
    """What a station file's port names: a USB device, else a path or URL as it stands."""
    try:
        return UsbIdentity.parse(port)
    except ValueError:
        return port


def ports() -> list[PortInfo]:
    """All serial ports the system knows of, in the order of their names.

    Pseudo terminals and network addresses are never among them.
    """
    try:
        return [PortInfo.of(listed) for listed in sorted(list_ports.comports())]
    except (OSError, TypeError) as error:
        # A device that is unplugged while it is looked at; TypeError is how pyserial says it.
        _log.debug("the serial ports changed while they were listed: %s", error)
        return []


def candidates(identity: UsbIdentity, among: Iterable[PortInfo]) -> list[PortInfo]:
    """The ports that may be that very device: several where it can't be told apart.

    What the identity doesn't say may be anything. The location counts where there is no serial
    number, or where the serial number doesn't tell the devices apart.
    """
    alike = [
        port
        for port in among
        if port.identity is not None
        and identity.like(port.identity)
        and identity.serial_number in (None, port.identity.serial_number)
    ]
    known = identity.serial_number is not None and len(alike) == 1
    if identity.location is None or known:
        return alike
    return [port for port in alike if port.identity and port.identity.location == identity.location]


def shortest_identity(port: PortInfo, among: Sequence[PortInfo]) -> UsbIdentity | None:
    """What to write into a station file: as little as names this device and no other.

    None where it isn't a USB device. The product alone would name a second one of its kind too,
    so it is never given while the device says more of itself.
    """
    whole = port.identity
    if whole is None or whole.serial_number is None:
        return whole
    by_serial = UsbIdentity(whole.vendor_id, whole.product_id, whole.serial_number)
    return by_serial if candidates(by_serial, among) == [port] else whole
