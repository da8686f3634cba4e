"""Keys one after the other, and what became of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from hardware.keystroke import Stroke
from hardware.typed import Keyboard, Mistyped, Typed
from hardware.wedge import Decision, Fate, Wedge

PLAIN = Keyboard("Keyboard")
WRAP = 1 << 32


@dataclass
class Desk:
    """A wedge and what stands behind it.

    Attributes:
        typing: What was let go, in order.
        swallowed: What was kept from every widget.
        read: What it was.
    """

    wedge: Wedge
    typing: list[Stroke] = field(default_factory=list)
    swallowed: list[Stroke] = field(default_factory=list)
    read: list[Typed | Mistyped] = field(default_factory=list)
    held: list[Stroke] = field(default_factory=list)

    @classmethod
    def of(cls, *keyboards: Keyboard) -> "Desk":
        return cls(Wedge(keyboards or (PLAIN,)))

    def press(self, stroke: Stroke) -> Fate:
        decision = self.wedge.press(stroke)
        self._apply(decision)
        match decision.key:
            case Fate.HOLD:
                self.held.append(stroke)
            case Fate.LET_GO:
                self.typing.append(stroke)
            case Fate.SWALLOW:
                self.swallowed.append(stroke)
        return decision.key

    def alt_up(self, time: int) -> None:
        self._apply(self.wedge.alt_up(time))

    def silence(self) -> None:
        self._apply(self.wedge.silence())

    def interrupt(self) -> None:
        self._apply(self.wedge.interrupt())

    def play(self, strokes: Iterable[Stroke], *, lively: bool = True) -> None:
        """Press all.

        Args:
            strokes: In their order.
            lively: Silences are seen while they last; else the program was busy all the while.
        """
        last: int | None = None
        for stroke in strokes:
            due = self.wedge.due
            seen = lively and last is not None and due is not None
            if seen and (stroke.time - (last or 0)) % WRAP > (due or 0):
                self.silence()
            self.press(stroke)
            last = stroke.time
        if self.wedge.due is not None:
            self.silence()

    @property
    def texts(self) -> list[str]:
        return [one.text if isinstance(one, Typed) else one.flaw.value for one in self.read]

    @property
    def typed(self) -> str:
        return "".join(stroke.text for stroke in self.typing)

    def _apply(self, decision: Decision) -> None:
        match decision.held:
            case Fate.LET_GO:
                self.typing += self.held
                self.held.clear()
            case Fate.SWALLOW:
                self.swallowed += self.held
                self.held.clear()
        if decision.read is not None:
            self.read.append(decision.read)


def keys(text: str, gap: int = 5, start: int = 1000) -> list[Stroke]:
    """A text as a scanner types it: GS and its like with Ctrl, CR as Enter."""
    return timed([key(char) for char in text], [gap] * len(text), start)


def key(char: str) -> Stroke:
    if char < " " and char not in "\r\n\t":
        return Stroke(0, char, chr(ord(char) | 0x40), ctrl=True)
    return Stroke(0, char, char)


def timed(strokes: Sequence[Stroke], gaps: Sequence[int], start: int = 1000) -> list[Stroke]:
    """The same at times: each gap stands before its stroke."""
    made, time = [], start
    for stroke, gap in zip(strokes, gaps, strict=True):
        time = (time + gap) % WRAP
        made.append(replace(stroke, time=time))
    return made


def alt_codes(desk: Desk, codes: Iterable[str], gap: int = 3, start: int = 5000) -> int:
    """Press Alt codes and single keys (one character), each at a time; gives the last."""
    time = start
    for code in codes:
        if len(code) == 1:
            time += gap
            desk.press(replace(key(code), time=time))
            continue
        for digit in code:
            time += gap
            desk.press(Stroke(time, digit, digit, alt=True, keypad=True))
        time += gap
        desk.alt_up(time)
    return time
