"""The keys of a station, and the scanners that type on them."""

from app.services.scanning import KeyboardScanner, Scanning
from hardware.keystroke import Stroke
from hardware.typed import Keyboard, Typed
from hardware.wedge import Decision, Fate, Wedge

__all__ = ["Decision", "Fate", "Keyboards", "Stroke"]


class Keyboards:
    """Hands what scanners type to them; the caller does with the keys as it is told. GUI thread."""

    def __init__(self, scanning: Scanning) -> None:
        self._scanning = scanning
        self._scanners: tuple[KeyboardScanner, ...] = ()
        self._wedge = Wedge(())

    @property
    def idle(self) -> bool:
        """Whether no key is held back, and none is being swallowed."""
        return self._wedge.idle

    @property
    def due(self) -> float | None:
        """Milliseconds without a key after which `silence` is to be called; None for never."""
        return self._wedge.due

    def secret(self, focused: bool) -> None:
        """Whether a secret is being typed from now on: no scan is taken or journalled then."""
        self._scanning.secret_entry = focused

    def press(self, stroke: Stroke) -> Decision:
        """A key went down; keys that only change others, such as Shift, are not told."""
        scanners = tuple(self._scanning.keyboards)
        if self._wedge.idle and scanners != self._scanners:
            self._scanners = scanners
            self._wedge = Wedge([Keyboard(one.name, one.framing, one.layout) for one in scanners])
        return self._handed(self._wedge.press(stroke))

    def alt_up(self, time: int) -> Decision:
        """Alt was let go; the decision's `key` means nothing here and below."""
        return self._handed(self._wedge.alt_up(time))

    def silence(self) -> Decision:
        """No key came for `due`."""
        return self._handed(self._wedge.silence())

    def interrupt(self) -> Decision:
        """Something was typed by other means than keys."""
        return self._handed(self._wedge.interrupt())

    def _handed(self, decision: Decision) -> Decision:
        read = decision.read
        if read is None:
            return decision
        (scanner,) = [one for one in self._scanners if one.name == read.keyboard]
        if isinstance(read, Typed):
            scanner.overhear(read.all + read.end)
            scanner.hand(read.text, read.all)
        else:
            scanner.overhear(read.all)
            scanner.refuse(read.all, read.flaw)
        return decision
