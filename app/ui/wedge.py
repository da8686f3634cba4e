"""Keys on their way to a widget: a scanner's are taken before any widget sees them.

A window is asked before its widgets are, and a key's shortcut before the key. What is held back
goes on to the widget that had the focus when it was pressed (resources/decisions).
"""

import math
from collections import deque
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.services.keyboards import Decision, Fate, Keyboards, Stroke

MARGIN_MS = 25
"""A key may take so much longer from the keyboard to here than the one before it."""
LATE_MS = 10
"""A timer that is so late was kept waiting, and so were keys."""

_Modifier = Qt.KeyboardModifier
_KEYS = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
_ALONE = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}
"""They only change others, and go through at all times."""
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PAD = {
    Qt.Key.Key_Insert: "0",
    Qt.Key.Key_End: "1",
    Qt.Key.Key_Down: "2",
    Qt.Key.Key_PageDown: "3",
    Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5",
    Qt.Key.Key_Right: "6",
    Qt.Key.Key_Home: "7",
    Qt.Key.Key_Up: "8",
    Qt.Key.Key_PageUp: "9",
}
"""The number pad's digits while Num Lock is off (operators.md 19)."""
_LAST_ON_A_KEY = 0xFF


def stroke_of(event: QKeyEvent) -> Stroke:
    """The key as the wedge knows it; without a time stamp nothing can be told of it."""
    modifiers = event.modifiers()
    ctrl = bool(modifiers & _Modifier.ControlModifier)
    alt = bool(modifiers & _Modifier.AltModifier)
    keypad = bool(modifiers & _Modifier.KeypadModifier)
    time, key = event.timestamp(), Qt.Key(event.key())
    text = event.text()
    base = chr(key) if Qt.Key.Key_Space <= key <= _LAST_ON_A_KEY else ""
    if not time or modifiers & _Modifier.MetaModifier:
        text = base = ""
    elif key in _ENTERS or key == Qt.Key.Key_Tab:
        plain = not modifiers & ~_Modifier.KeypadModifier
        text = ("\t" if key == Qt.Key.Key_Tab else "\r") if plain else ""
    elif keypad and key in _PAD:
        text = base = _PAD[key]
    return Stroke(time, text, base, ctrl=ctrl, alt=alt, keypad=keypad, repeat=event.isAutoRepeat())


def is_secret(widget: QWidget | None) -> bool:
    """Whether what is typed there is not to be seen."""
    if isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal:
        return True
    hidden = Qt.InputMethodHint.ImhHiddenText
    return widget is not None and bool(widget.inputMethodHints() & hidden)


@dataclass(frozen=True, slots=True)
class _Held:
    event: QKeyEvent
    receiver: QObject


class Wedge(QObject):
    """Filters the keys of every window of the program, as soon as it has the focus."""

    def __init__(self, app: QApplication, keyboards: Keyboards) -> None:
        super().__init__()
        self._keyboards = keyboards
        self._held: deque[_Held] = deque()
        self._leaving: deque[_Held] = deque()
        self._down: dict[int, Fate] = {}  # keys whose press didn't go through, until they go up
        self._asked: tuple[int, int, Fate] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._silent)
        self._waited = QElapsedTimer()
        self._again = False
        self._composing: QObject | None = None
        self._app = app
        self._closed = False
        app.focusWindowChanged.connect(self._watch_window)
        app.focusObjectChanged.connect(self._watch_object)
        app.focusChanged.connect(self._focus_moved)
        self._watch_window(app.focusWindow())
        self._watch_object(app.focusObject())
        self._focus_moved(None, QApplication.focusWidget())

    def close(self) -> None:
        """Let go of what is held, and of all windows; nothing happens the second time."""
        if self._closed:
            return
        self._closed = True
        self._follow(self._keyboards.interrupt())
        self._timer.stop()
        self._app.focusWindowChanged.disconnect(self._watch_window)
        self._app.focusObjectChanged.disconnect(self._watch_object)
        self._app.focusChanged.disconnect(self._focus_moved)
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)
        self._watch_object(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key of a window, or what an input method writes into the widget with the focus."""
        kind = event.type()
        if kind is QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            if event.commitString() or event.preeditString():
                self._follow(self._keyboards.interrupt())
        elif kind in _KEYS and isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            if kind is QEvent.Type.KeyPress:
                return self._press(watched, event)
            if kind is QEvent.Type.KeyRelease:
                return self._release(watched, event)
            return self._override(event)
        return False

    # Keys

    def _override(self, event: QKeyEvent) -> bool:
        """A shortcut is looked for next, unless the key is wanted as a key."""
        fate = self._fate(event)
        self._asked = (_identity(event), event.timestamp(), fate)
        if fate is Fate.LET_GO:
            return False
        event.accept()
        return True

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        key = _identity(event)
        asked, self._asked = self._asked, None
        if asked is not None and asked[:2] == (key, event.timestamp()):
            fate = asked[2]
        else:
            fate = self._fate(event)
        if fate is Fate.LET_GO:
            self._down.pop(key, None)
            return False
        self._down[key] = fate
        if fate is Fate.HOLD:
            self._hold(window, event)
        return True

    def _release(self, window: QWindow, event: QKeyEvent) -> bool:
        key = _identity(event)
        fate = self._down.get(key)
        if fate is not None and not event.isAutoRepeat():
            del self._down[key]
        if event.key() == Qt.Key.Key_Alt:
            self._follow(self._keyboards.alt_up(event.timestamp()))
        if fate is Fate.HOLD:
            self._hold(window, event)
        return fate is not None

    def _fate(self, event: QKeyEvent) -> Fate:
        if event.key() in _ALONE:
            return Fate.LET_GO
        if event.isAutoRepeat() and self._down.get(_identity(event)) is Fate.SWALLOW:
            return Fate.SWALLOW
        if self._keyboards.idle and is_secret(QApplication.focusWidget()):
            return Fate.LET_GO
        decision = self._keyboards.press(stroke_of(event))
        self._follow(decision)
        return decision.key

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        self._held.append(_Held(event.clone(), _receiver(window)))

    def _follow(self, decision: Decision) -> None:
        """Do with what is held as was decided, and wait for the next silence."""
        if decision.held is Fate.SWALLOW:
            self._held.clear()
            self._down = dict.fromkeys(self._down, Fate.SWALLOW)
        elif decision.held is Fate.LET_GO:
            self._leaving.extend(self._held)
            self._held.clear()
            swallowed = (key for key, fate in self._down.items() if fate is Fate.SWALLOW)
            self._down = dict.fromkeys(swallowed, Fate.SWALLOW)
            self._send()
        self._again = False
        self._wait()

    def _send(self) -> None:
        """A key may open a dialog, in which others are pressed: they come after these."""
        while self._leaving:
            held = self._leaving.popleft()
            if shiboken6.isValid(held.receiver):
                QCoreApplication.sendEvent(held.receiver, held.event)

    # Silence

    def _wait(self) -> None:
        due = self._keyboards.due
        if due is None:
            self._timer.stop()
            return
        self._timer.start(math.ceil(due) + MARGIN_MS)
        self._waited.start()

    def _silent(self) -> None:
        late = self._waited.elapsed() - self._timer.interval()
        if late > LATE_MS and not self._again:
            self._again = True  # what was pressed meanwhile is read first
            self._wait()
        else:
            self._follow(self._keyboards.silence())

    # Focus

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _watch_object(self, composing: QObject | None) -> None:
        before, self._composing = self._composing, composing
        if before is not None and shiboken6.isValid(before):
            before.removeEventFilter(self)
        if composing is not None:
            composing.installEventFilter(self)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._keyboards.secret(is_secret(now))


def _identity(event: QKeyEvent) -> int:
    """Of the key itself: what it gives may differ between its press and its release."""
    return event.nativeScanCode() or event.key()


def _receiver(window: QWindow) -> QObject:
    """Where Qt would have sent a key of this window."""
    popup = QApplication.activePopupWidget()
    widget = popup or QWidget.find(window.winId())
    if widget is None:
        return window
    focused: QWidget | None = widget.focusWidget()
    return focused or widget
