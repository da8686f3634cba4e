"""What the keys of a scanner that types amount to. No Qt, no clock."""

import re
from dataclasses import dataclass, field

from hardware.framing import Flaw, Framing, Terminator
from hardware.keystroke import ENTER, EOT, ETX, SEPARATORS, TAB, Layout, Stroke, sign

LEAST = 6
"""Characters of a scan that nothing but its speed gives away."""
SHORTEST = 3
"""Characters of what is still surely a scanner's where it types at `SURELY_MS`: said aloud and not
read. Fewer, or slower, may be a person's whose fingers fell on the keys together.
"""
SURELY_MS = 15
"""From key to key on the average, the terminator included; nobody's fingers are half as fast."""
GAP_MS = 50
"""Between two keys of a scanner, where its set-up says nothing else. Six keys in a row take the
fastest typists more than that each; scanners need 1 to 20, and a busy computer adds some.
"""

_ENDS = {
    Terminator.AUTO: ENTER + TAB,
    Terminator.CR: ENTER,
    Terminator.LF: ENTER,
    Terminator.CRLF: ENTER,
    Terminator.TAB: TAB,
    Terminator.ETX: ETX,
    Terminator.EOT: EOT,
    Terminator.NONE: "",
}
_COMMANDS = ("KB:", "kb:")
_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z].", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A scanner that types.

    Without prefix and suffix it is known by its speed alone. Of several at one station only one
    can be; the others have marks, which are told apart even where one begins like another.

    Attributes:
        framing: `gap` is the longest time between two of its keys, 0.05 s where it isn't set.
            The terminators CR, LF and CR LF are Enter; AUTO is Enter or Tab; with NONE the suffix
            ends a scan, or silence one that has a prefix.
    """

    name: str
    framing: Framing = field(default_factory=Framing)
    layout: Layout = Layout.US

    @property
    def gap(self) -> float:
        """Milliseconds."""
        return GAP_MS if self.framing.gap is None else self.framing.gap * 1000

    @property
    def prefix(self) -> str:
        return self.framing.prefix.decode(self.framing.encoding.value)

    @property
    def suffix(self) -> str:
        return self.framing.suffix.decode(self.framing.encoding.value)


@dataclass(frozen=True, slots=True)
class Typed:
    """A whole scan.

    Attributes:
        keyboard: The scanner's name.
        text: Without terminator, prefix and suffix.
        all: With prefix and suffix.
        end: The terminator; empty where the suffix or silence was it.
    """

    keyboard: str
    text: str
    all: str
    end: str = ""


@dataclass(frozen=True, slots=True)
class Mistyped:
    """Keys of a scanner that are no whole scan: to be said aloud."""

    keyboard: str
    all: str
    flaw: Flaw


class Reading:
    """What the keys are if they are this scanner's."""

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard
        self._prefix, self._suffix = keyboard.prefix, keyboard.suffix
        self._ends = _ENDS[keyboard.framing.terminator]
        self._signs: list[str] = []
        self.gap = keyboard.gap
        self.possible = True

    def may_begin_with(self, stroke: Stroke) -> bool:
        if stroke.alt_digit:
            return True
        char = self.sign(stroke)
        if self._prefix:
            return char == self._prefix[0]
        return char in SEPARATORS or (char >= " " and char != "")

    def sign(self, stroke: Stroke) -> str:
        return sign(stroke, self._keyboard.layout)

    @property
    def marked(self) -> bool:
        """Whether its own prefix is there."""
        return self.possible and bool(self._prefix) and len(self._signs) >= len(self._prefix)

    @property
    def too_long(self) -> bool:
        return len(self._signs) > self._keyboard.framing.limit

    def ended_by(self, char: str) -> bool:
        return bool(char) and char in self._ends

    def ended_by_suffix(self) -> bool:
        """Whether nothing more is to come, though it has no terminator."""
        if self._ends or not self._suffix:
            return False
        return "".join(self._signs[-len(self._suffix) :]) == self._suffix

    def ended_by_silence(self) -> bool:
        return not self._ends and not self._suffix and self.marked

    def add(self, char: str) -> None:
        """Empty for a key that no scan of this scanner holds."""
        at = len(self._signs)
        self._signs.append(char)
        self.possible = bool(char) and (at >= len(self._prefix) or self._prefix[at] == char)

    def result(self, pace: float, end: str = "") -> Typed | Mistyped | None:
        """What it was, now that it has ended; None if it wasn't this scanner's."""
        typed = "".join(self._signs)
        body = typed[len(self._prefix) :]
        if pace > self.gap or not self.possible or not body:
            return None
        if not body.endswith(self._suffix):
            return self.flaw(Flaw.NO_SUFFIX) if self.marked else None
        text = body.removesuffix(self._suffix)
        proved = bool(self._prefix or self._suffix) or _proved(text)
        if text and (proved or len(text) >= LEAST):
            return Typed(self._keyboard.name, text, typed, end)
        surely = bool(end) and len(text) >= SHORTEST and pace <= SURELY_MS
        return self.flaw(Flaw.TOO_SHORT) if surely else None

    def flaw(self, flaw: Flaw) -> Mistyped:
        return Mistyped(self._keyboard.name, "".join(self._signs), flaw)


def _proved(text: str) -> bool:
    """Whether it begins as only scans do: a command, or a symbology identifier (labels.md 4)."""
    if text.startswith(_COMMANDS):
        return len(text) > len(_COMMANDS[0])
    return _IDENTIFIER.match(text) is not None
