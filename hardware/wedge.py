"""Whether keys are a scanner's or a person's: by marks, else by key timing. No Qt, no clock.

A key is held back until that is known: until the next key, or until so much silence that no
scanner would have kept. What is read then is swallowed whole; what was typing is let go, in order.
Times are those of the keys themselves, so a program that was busy makes no typing into a scan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from hardware.framing import Flaw
from hardware.keystroke import ENTER, TAB, Stroke, alt_code, sign
from hardware.typed import Keyboard, Mistyped, Reading, Typed

SURE = 4
"""Keys in a row at a scanner's speed; from there on it may stall, as a busy computer does."""
STALLS = 4
"""Such a stall, in times of the longest gap."""
BROKEN_MS = 500
"""After a scan broke off, how long its rest is expected and not taken for a scan of its own."""
SOONEST_REPEAT_MS = 100
"""No computer repeats a key that went down so little ago; X11 says so of one that goes down twice
within a millisecond.
"""

_WRAP = 1 << 32


class Fate(Enum):
    """Of a key, or of all that were held back before it."""

    HOLD = "hold"
    LET_GO = "let go"
    """It is typing: to whatever has the focus."""
    SWALLOW = "swallow"
    """It belongs to a scan."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, in this order.

    Attributes:
        held: With all keys that were held back before.
        read: What they and this key were, where they were a scanner's.
        key: With this key.
    """

    key: Fate
    held: Fate = Fate.HOLD
    read: Typed | Mistyped | None = None


class _Run:
    """Keys one after the other at a scanner's speed."""

    def __init__(self, readings: list[Reading], time: int) -> None:
        self.readings = readings
        self.first = self.last = time
        self.count = 0
        self.alt = ""  # digits of an Alt code so far

    @property
    def gap(self) -> float:
        return max((reading.gap for reading in self.readings), default=0)

    @property
    def patience(self) -> float:
        """Milliseconds within which the next key must come."""
        sure = self.count >= SURE or any(reading.marked for reading in self.readings)
        return self.gap * STALLS if sure else self.gap

    @property
    def pace(self) -> float:
        """Milliseconds from key to key, on the average."""
        return _since(self.first, self.last) / max(1, self.count - 1)

    def note(self, time: int) -> None:
        self.last = time
        self.count += 1

    def narrow(self) -> None:
        self.readings = [reading for reading in self.readings if reading.possible]


@dataclass(frozen=True, slots=True)
class _Past:
    """What ended, and how long a key that comes next still has to do with it (milliseconds)."""

    time: int
    within: float

    def reaches(self, time: int) -> bool:
        return _since(self.time, time) <= self.within


class Wedge:
    """The keys of one station, in the order in which they were pressed. For one thread."""

    def __init__(self, keyboards: Sequence[Keyboard]) -> None:
        order = sorted(keyboards, key=lambda one: (-len(one.prefix), -len(one.suffix)))
        self._keyboards = tuple(order)
        self._gap = max((one.gap for one in order), default=0)
        self._run: _Run | None = None
        self._overlong: Reading | None = None  # reported; swallowed up to its end
        self._last = 0  # when a key of that came
        self._ended: _Past | None = None
        self._broken: _Past | None = None  # keys that may be the beginning of a scan
        self._echo = ""
        self._before: Stroke | None = None  # the last key, and not its repeats

    @property
    def due(self) -> float | None:
        """Milliseconds without a key after which `silence` decides something; None for never."""
        if self._overlong is not None:
            return self._overlong.gap * STALLS
        return self._run.patience if self._run else None

    @property
    def idle(self) -> bool:
        """Whether no key is held back, and none is being swallowed."""
        return self._run is None and self._overlong is None

    def press(self, stroke: Stroke) -> Decision:
        """A key went down; keys that only change others, such as Shift, are not told."""
        stroke = self._pressed_twice(stroke)
        run, due = self._run, self.due
        last = run.last if run else self._last
        if due is None or _since(last, stroke.time) <= due:
            return self._take(stroke)
        before = self.silence()
        after = self._take(stroke)  # one key alone is never read as something yet
        return Decision(after.key, before.held, before.read)

    def alt_up(self, time: int) -> Decision:
        """Alt was let go; the decision's `key` means nothing."""
        run = self._run
        if run is None or not run.alt:
            return Decision(Fate.LET_GO)
        char, run.alt = alt_code(run.alt), ""
        self._echo = char
        return self._add(run, Stroke(time, char, keypad=True))

    def interrupt(self) -> Decision:
        """Something else came that no scanner does; the decision's `key` means nothing."""
        return self._break()

    def silence(self) -> Decision:
        """No key came for `due`; the decision's `key` means nothing."""
        if self._overlong is not None:
            self._broken = _Past(self._last, BROKEN_MS)
            self._overlong = None
        run = self._run
        if run is None:
            return Decision(Fate.LET_GO)
        for reading in run.readings:
            result = reading.result(run.pace) if reading.marked and not run.alt else None
            if result is not None:
                whole = result if reading.ended_by_silence() else reading.flaw(Flaw.UNFINISHED)
                return self._close(run, reading, whole)
        return self._break()

    def _pressed_twice(self, stroke: Stroke) -> Stroke:
        """The key as one that isn't held down, where it can't be."""
        before = self._before
        if stroke.repeat and before is not None and before.text == stroke.text:
            if _since(before.time, stroke.time) >= SOONEST_REPEAT_MS:
                return stroke
            stroke = replace(stroke, repeat=False)
        self._before = stroke
        return stroke

    def _take(self, stroke: Stroke) -> Decision:
        run, echo = self._run, self._echo
        self._echo = ""
        if self._overlong is not None:
            return self._drop(self._overlong, stroke)
        if run is None:
            return self._begin(stroke)
        if stroke.repeat:
            return self._break()
        echoed = echo != "" and stroke.text == echo  # the system's own reading of an Alt code
        if stroke.alt_digit or echoed:
            run.alt += stroke.alt_digit
            run.note(stroke.time)
            return Decision(Fate.HOLD)
        return self._break() if run.alt else self._add(run, stroke)

    def _begin(self, stroke: Stroke) -> Decision:
        if stroke.repeat:
            return Decision(Fate.LET_GO)
        past = self._ended
        ends = sign(stroke) != "" and sign(stroke) in ENTER + TAB
        if past and ends and past.reaches(stroke.time):
            self._ended = _Past(stroke.time, past.within)  # the LF of a CR LF
            return Decision(Fate.SWALLOW)
        readings = [Reading(keyboard) for keyboard in self._keyboards]
        run = _Run([one for one in readings if one.may_begin_with(stroke)], stroke.time)
        if not run.readings:
            return Decision(Fate.LET_GO)
        self._run = run
        if not stroke.alt_digit:
            return self._add(run, stroke)
        run.alt = stroke.alt_digit
        run.note(stroke.time)
        return Decision(Fate.HOLD)

    def _add(self, run: _Run, stroke: Stroke) -> Decision:
        run.note(stroke.time)
        for reading in run.readings:
            char = reading.sign(stroke)
            ended = reading.ended_by(char)
            if not ended:
                reading.add(char)
            if ended or reading.ended_by_suffix():
                result = reading.result(run.pace, char if ended else "")
                if result is not None:
                    return self._close(run, reading, result)
                reading.possible = reading.possible and not ended
        run.narrow()
        if not run.readings or run.pace > run.gap:
            return self._break()
        overlong = next((reading for reading in run.readings if reading.too_long), None)
        if overlong is not None:
            self._run, self._overlong, self._last = None, overlong, stroke.time
            return Decision(Fate.SWALLOW, Fate.SWALLOW, overlong.flaw(Flaw.TOO_LONG))
        return Decision(Fate.HOLD)

    def _close(self, run: _Run, reading: Reading, result: Typed | Mistyped) -> Decision:
        broken, self._broken, self._run = self._broken, None, None
        torn = broken is not None and broken.reaches(run.first)
        if torn and not reading.marked:
            result = reading.flaw(Flaw.UNFINISHED)
        self._ended = _Past(run.last, reading.gap)
        return Decision(Fate.SWALLOW, Fate.SWALLOW, result)

    def _break(self) -> Decision:
        """It was typing, this key included."""
        run, self._run = self._run, None
        if run is not None:
            # It may have been a scan's first key, with the rest on its way.
            within = BROKEN_MS if run.count >= SURE else self._gap * STALLS
            self._broken = _Past(run.last, within)
        return Decision(Fate.LET_GO, Fate.LET_GO)

    def _drop(self, reading: Reading, stroke: Stroke) -> Decision:
        self._last = stroke.time
        if reading.ended_by(reading.sign(stroke)):
            self._overlong = None
            self._ended = _Past(stroke.time, reading.gap)
        return Decision(Fate.SWALLOW)


def _since(before: int, now: int) -> int:
    """Milliseconds; a time that lies before counts as very long ago."""
    return (now - before) % _WRAP
