"""What types on a window: a keyboard, or a scanner that acts as one. Its times are its own."""

from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

Key: TypeAlias = Qt.Key
Modifier: TypeAlias = Qt.KeyboardModifier
PLAIN = Modifier.NoModifier

_NAMED = {"\r": Key.Key_Return, "\t": Key.Key_Tab, "\x1b": Key.Key_Escape}
_OFF_PAD = (
    Key.Key_Insert,
    Key.Key_End,
    Key.Key_Down,
    Key.Key_PageDown,
    Key.Key_Left,
    Key.Key_Clear,
    Key.Key_Right,
    Key.Key_Home,
    Key.Key_Up,
    Key.Key_PageUp,
)


class KeyDevice:
    """Sends each key as a platform does: first the question for its shortcut, then the key.

    Attributes:
        window: Where its keys go; the focus within is Qt's. PySide's own idea of the platform's
            window may not last as long as that does, and is asked for anew with every key.
        time: Of its next key, in milliseconds.
    """

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.time = 10_000

    def scan(self, text: str, end: str = "\r", gap: int = 5) -> None:
        """A text and its terminator as a scanner types it, GS with Ctrl."""
        self.type(text + end, gap)
        self.pause()

    def type(self, text: str, gap: int = 5) -> None:
        """Key after key, all at once by our time and `gap` apart by theirs."""
        for char in text:
            self.time += gap
            if char < " " and char not in _NAMED:
                self.key(Key(ord(char) | 0x40), Modifier.ControlModifier, char)
            else:
                self.key(_NAMED.get(char, Key(ord(char.upper()))), PLAIN, char)

    def pad(self, digits: str, *, num_lock: bool, gap: int = 5) -> None:
        """Digits of the number pad."""
        for digit in digits:
            self.time += gap
            key = Key(ord(digit)) if num_lock else _OFF_PAD[int(digit)]
            self.key(key, Modifier.KeypadModifier, digit if num_lock else "")

    def alt_code(self, digits: str, gap: int = 2) -> None:
        """Alt held down over some digits of the number pad."""
        self.time += gap
        self.down(Key.Key_Alt)
        for digit in digits:
            self.time += gap
            both = Modifier.AltModifier | Modifier.KeypadModifier
            self.key(Key(ord(digit)), both, digit)
        self.time += gap
        self.up(Key.Key_Alt)

    def pause(self, by: int = 1000) -> None:
        """Nobody types."""
        self.time += by

    def key(self, key: Key, modifiers: Modifier = PLAIN, text: str = "") -> None:
        """Down and up."""
        self.down(key, modifiers, text)
        self.up(key, modifiers, text)

    def down(
        self, key: Key, modifiers: Modifier = PLAIN, text: str = "", *, repeat: bool = False
    ) -> None:
        """Without the other half."""
        self._send(QEvent.Type.ShortcutOverride, key, modifiers, text, repeat=repeat)
        self._send(QEvent.Type.KeyPress, key, modifiers, text, repeat=repeat)

    def up(self, key: Key, modifiers: Modifier = PLAIN, text: str = "") -> None:
        """The other half."""
        self._send(QEvent.Type.KeyRelease, key, modifiers, text)

    def _send(
        self, kind: QEvent.Type, key: Key, modifiers: Modifier, text: str, *, repeat: bool = False
    ) -> None:
        event = QKeyEvent(kind, key, modifiers, text, repeat)
        event.setTimestamp(self.time)
        QCoreApplication.sendEvent(self.window.windowHandle(), event)
