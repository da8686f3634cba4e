"""Bytes -> whole scans, whatever the pieces they arrive in. No clock, no port.

Terminators come first, time is the fallback (operators.md 21); what can't be read as one whole
scan is reported with its bytes, never dropped in silence and never read as something else.
"""

import re
from dataclasses import dataclass
from enum import Enum

_STX = b"\x02"
_EOT = b"\x04"
_RS = 0x1E
_LINE_ENDS = b"\r\n"

_MESSAGE_START = re.compile(rb"(?:\][A-Za-z][0-9A-Za-z])?>?\[\)>")
"""ISO/IEC 15434's header, after a symbology identifier and the stray `>` seen on labels."""


class Terminator(Enum):
    AUTO = "auto"
    """CR, LF, CR LF and ETX alike; the gap after a scan as long as none of them was ever seen."""
    CR = "cr"
    LF = "lf"
    CRLF = "crlf"
    """Only the pair; a lone CR or LF is part of the label."""
    TAB = "tab"
    ETX = "etx"
    EOT = "eot"
    """The EOT that ends an ISO/IEC 15434 message stays in its scan; one after it ends nothing."""
    NONE = "none"
    """Only the gap after a scan."""


_ENDS: dict[Terminator, re.Pattern[bytes]] = {
    Terminator.AUTO: re.compile(rb"[\r\n\x03]"),
    Terminator.CR: re.compile(rb"\r"),
    Terminator.LF: re.compile(rb"\n"),
    Terminator.CRLF: re.compile(rb"\r\n"),
    Terminator.TAB: re.compile(rb"\t"),
    Terminator.ETX: re.compile(rb"\x03"),
    Terminator.EOT: re.compile(_EOT),
    Terminator.NONE: re.compile(rb"(?!)"),
}


class Encoding(Enum):
    UTF_8 = "utf-8"
    LATIN_1 = "latin-1"


@dataclass(frozen=True, slots=True)
class Framing:
    """How one scanner marks its scans: a part of its set-up.

    A prefix or suffix that is set must be there: a scan that lacks it has lost its beginning or
    its end, and is refused. A leading STX is taken off in any case.

    Raises:
        ValueError: a mark holds the terminator, or a size or time isn't above zero.
    """

    terminator: Terminator = Terminator.AUTO
    prefix: bytes = b""
    suffix: bytes = b""
    encoding: Encoding = Encoding.UTF_8
    limit: int = 16 * 1024
    """The most bytes of one scan."""
    gap: float | None = None
    """Seconds of silence that end a scan. Left out: 0.1 for NONE; 0.5 for AUTO, where a cut costs
    more than a wait. Means nothing to the other terminators."""
    patience: float = 2.0
    """Seconds of silence after which a scan without its terminator is broken off."""
    substitutes: tuple[tuple[str, str], ...] = ()
    """What the scanner sends in place of something, and what that is: `(("~", "\\x1d"),)`."""

    def __post_init__(self) -> None:
        ends = _ENDS[self.terminator]
        if ends.search(self.prefix) or ends.search(self.suffix):
            raise ValueError("a prefix or suffix that holds the terminator is never seen")
        if any(not sent for sent, _ in self.substitutes):
            raise ValueError("nothing can't stand in place of something")
        if self.limit < 1 or self.patience <= 0 or (self.gap is not None and self.gap <= 0):
            raise ValueError("limit, gap and patience must be above zero")

    def restored(self, text: str) -> str:
        """The text with GS and its like where the scanner sent something in their place."""
        for sent, meant in self.substitutes:
            text = text.replace(sent, meant)
        return text

    @property
    def quiet(self) -> float | None:
        """Seconds of silence that end a scan, None where silence never does."""
        if self.terminator is Terminator.NONE:
            return self.gap or 0.1
        if self.terminator is Terminator.AUTO:
            return self.gap or 0.5
        return None


class Flaw(Enum):
    TOO_LONG = "too long"
    """More than the limit; the rest of it, up to the terminator, is dropped."""
    UNDECODABLE = "undecodable"
    """Not of the scanner's encoding."""
    UNFINISHED = "unfinished"
    """Silence instead of the terminator; also what follows such a piece up to the terminator."""
    CUT_OFF = "cut off"
    """The connection was lost within a scan."""
    NO_PREFIX = "no prefix"
    NO_SUFFIX = "no suffix"
    TOO_SHORT = "too short"
    """Keys that only a scanner types so fast, and too few to be read without its marks."""


@dataclass(frozen=True, slots=True)
class Frame:
    raw: bytes
    text: str
    ended_by: bytes
    """The terminator's first byte as seen; empty where silence ended the scan."""


@dataclass(frozen=True, slots=True)
class Flawed:
    raw: bytes
    flaw: Flaw


class _Course(Enum):
    READING = 1
    DROPPING = 2
    """Within an overlong scan, which has been reported."""
    BROKEN = 3
    """After silence within a scan: what comes up to the next terminator may be its other half."""


class Framer:
    """Collects the bytes of one scanner. Not for two threads at once.

    The frames depend on the bytes and on the silences between them, not on the pieces: feeding
    a byte at a time gives the same as feeding all at once.
    """

    def __init__(self, framing: Framing) -> None:
        self._framing = framing
        self._ends = _ENDS[framing.terminator]
        self._prefix = framing.prefix.lstrip(_LINE_ENDS)
        self._suffix = framing.suffix.rstrip(_LINE_ENDS)
        self._pending = bytearray()
        self._searched = 0
        self._course = _Course.READING
        self._terminated = False

    def feed(self, chunk: bytes) -> list[Frame | Flawed]:
        """The scans that `chunk` completes, in order."""
        found: list[Frame | Flawed] = []
        pending = self._pending
        pending += chunk
        start = 0
        for end in self._ends.finditer(pending, self._searched):
            stop = end.start()
            if self._within_message(start, stop):
                continue
            self._terminated = True
            found += self._close(start, stop, bytes(end[0][:1]))
            start = end.end()
        del pending[:start]
        half = 1 if self._framing.terminator is Terminator.CRLF and pending.endswith(b"\r") else 0
        if self._course is not _Course.DROPPING and len(pending) - half > self._framing.limit:
            found.append(self._too_long(0))
            self._course = _Course.DROPPING
        if self._course is _Course.DROPPING:
            del pending[: len(pending) - half]
        self._searched = len(pending) - half
        return found

    @property
    def due(self) -> float | None:
        """Seconds of silence after which `idle` decides something; None while nothing is open."""
        if not self._pending and self._course is not _Course.DROPPING:
            return None
        quiet = None if self._terminated else self._framing.quiet
        return self._framing.patience if quiet is None else quiet

    def idle(self, seconds: float) -> list[Frame | Flawed]:
        """What is known once nothing has come for `seconds`."""
        due = self.due
        if due is None or seconds < due:
            return []
        if not self._terminated and self._framing.quiet is not None:
            return self._flush()
        raw = self._take()
        if raw.strip(_LINE_ENDS):
            self._course = _Course.BROKEN
            return [Flawed(raw, Flaw.UNFINISHED)]
        if self._course is _Course.DROPPING:
            self._course = _Course.BROKEN
        return []

    def cut_off(self) -> list[Frame | Flawed]:
        """The connection is gone: begin anew, and give what had arrived of a scan."""
        raw = self._take()
        self._course = _Course.READING
        return [Flawed(raw, Flaw.CUT_OFF)] if raw.strip(_LINE_ENDS) else []

    def _flush(self) -> list[Frame | Flawed]:
        found = self._close(0, len(self._pending), b"")
        self._take()
        return found

    def _take(self) -> bytes:
        raw = bytes(self._pending)
        self._pending.clear()
        self._searched = 0
        return raw

    def _within_message(self, start: int, stop: int) -> bool:
        """Whether the EOT at `stop` ends a message that the suffix is yet to follow.

        Without a suffix that EOT ends the scan too: `_close` keeps it, and the scanner's own EOT
        then ends an empty scan, which is none.
        """
        return (
            self._suffix != b""
            and stop - start <= self._framing.limit
            and self._ends_message(start, stop)
        )

    def _ends_message(self, start: int, stop: int) -> bool:
        if self._framing.terminator is not Terminator.EOT or self._course is _Course.DROPPING:
            return False
        if stop == start or self._pending[stop - 1] != _RS:
            return False
        body = self._bare(bytes(self._pending[start:stop])).removeprefix(self._prefix)
        return _MESSAGE_START.match(body) is not None

    def _close(self, start: int, stop: int, ended_by: bytes) -> list[Frame | Flawed]:
        course, self._course = self._course, _Course.READING
        if course is _Course.DROPPING:
            return []
        if stop - start > self._framing.limit:
            return [self._too_long(start)]
        message = self._ends_message(start, stop)
        raw = bytes(self._pending[start:stop]) + (_EOT if message else b"")
        if course is _Course.BROKEN:
            return [Flawed(raw, Flaw.UNFINISHED)] if raw.strip(_LINE_ENDS) else []
        read = self.read(raw, ended_by)
        return [] if read is None else [read]

    def _too_long(self, start: int) -> Flawed:
        return Flawed(bytes(self._pending[start : start + self._framing.limit]), Flaw.TOO_LONG)

    def read(self, raw: bytes, ended_by: bytes = b"") -> Frame | Flawed | None:
        """One scan without its marks, of all between two terminators; None for nothing but marks.

        It changes nothing of what is being collected.
        """
        body = self._bare(raw)
        if not body:
            return None
        if not body.startswith(self._prefix):
            return Flawed(raw, Flaw.NO_PREFIX)
        body = body[len(self._prefix) :]
        if not body.endswith(self._suffix):
            return Flawed(raw, Flaw.NO_SUFFIX)
        body = body.removesuffix(self._suffix)
        if not body:
            return None
        try:
            text = body.decode(self._framing.encoding.value)
        except UnicodeDecodeError:
            return Flawed(raw, Flaw.UNDECODABLE)
        return Frame(raw, self._framing.restored(text), ended_by)

    def _bare(self, raw: bytes) -> bytes:
        """`raw` without the line ends around it (the LF of a CR LF among them) and its STX."""
        body = raw.strip(_LINE_ENDS)
        return body if self._prefix.startswith(_STX) else body.removeprefix(_STX)
