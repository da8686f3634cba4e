"""What a scanner is to the rest of the program: scans, garbled scans and a state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from hardware.framing import Flaw


@dataclass(frozen=True, slots=True)
class Scan:
    """One whole scan, as the scanner sent it.

    `raw` holds every byte between two terminators; `text` is the same without the scanner's own
    start mark, prefix and suffix. GS, RS, FS and EOT stand in both.
    """

    scanner: str
    raw: bytes
    text: str
    received_at: datetime
    """Aware, UTC; of the moment the bytes were read from the port."""
    monotonic_ns: int
    """The same moment on `time.monotonic_ns`, for intervals: the wall clock may be set back."""


@dataclass(frozen=True, slots=True)
class Garbled:
    """Bytes that came from the scanner and are no scan: to be said aloud, then scanned again."""

    scanner: str
    raw: bytes
    """At most the framing's limit; what follows an overlong scan is dropped."""
    flaw: Flaw
    received_at: datetime
    monotonic_ns: int

    @property
    def text(self) -> str:
        """As much of it as can be read; bytes that aren't UTF-8 stand there as escapes."""
        return self.raw.decode(errors="backslashreplace")


class ScannerState(Enum):
    """Where a scanner stands. All but CLOSED are left without help as soon as that is possible."""

    CLOSED = "closed"
    """Not started, or stopped."""
    CONNECTING = "connecting"
    """Started; the first attempt is under way."""
    CONNECTED = "connected"
    ABSENT = "absent"
    """The device or its server wasn't there yet since the start."""
    LOST = "lost"
    """It was connected and is gone: unplugged, switched off, out of reach."""
    BUSY = "busy"
    """Another program, or another scanner of this station, has the port."""
    NO_PERMISSION = "no permission"
    """The port is there and this user may not open it."""
    AMBIGUOUS = "ambiguous"
    """Several devices answer to its identity: it needs a serial number or a location."""
    UNUSABLE = "unusable"
    """What is named isn't a serial port, or it can't be set up as asked: see the set-up."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a person must do to be let at a port; empty where that isn't known."""

    group: str = ""
    """Whose members may use it."""
    member: bool = False
    """This user is a member, but not yet in this session: sign out of the computer and in."""
    udev_rule: str = ""
    """For a USB device on Linux: the line that lets whoever sits at the computer use it."""


@dataclass(frozen=True, slots=True)
class ScannerStatus:
    state: ScannerState
    port: str
    """The path or URL; where a USB device isn't found, its identity."""
    detail: str = ""
    """The system's own words, for IT. Sentences for operators are made from `state`."""
    identity: str = ""
    """Of a connected USB device: what names it whatever its port is called (discovery)."""
    holder: str = ""
    """Of a busy port: the program that has it, where the system tells."""
    access: Access | None = None
    """Of a port without permission."""


OnScan = Callable[[Scan], None]
OnGarbled = Callable[[Garbled], None]
OnStatus = Callable[[ScannerStatus], None]
OnBytes = Callable[[bytes], None]


class Scanner(Protocol):
    """A source of scans. Started and stopped by its owner, from one thread at a time."""

    @property
    def name(self) -> str:
        """Stands in every scan, so that two scanners at one station are told apart."""

    def start(self, on_scan: OnScan, on_garbled: OnGarbled, on_status: OnStatus) -> None:
        """Begin to read; returns at once.

        The callbacks run on the reader's thread, one at a time and in the order of arrival. What
        they raise goes to `threading.excepthook`, and reading goes on.

        Raises:
            RuntimeError: it is started already.
        """

    def tap(self, on_bytes: OnBytes | None) -> None:
        """Also hand over all bytes as they come, before they are framed; None ends that.

        Called back as the others are, until the scanner is stopped. May be called at any time.
        """

    def stop(self) -> None:
        """End reading and let go of the port; nothing happens if it isn't started.

        Returns within a second. The last callback is `on_status(CLOSED)`, from the caller's thread.
        """
