"""Keeps the focus off buttons that nobody led it to, and the way of Tab in order."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


class FocusGuard(QObject):
    """Takes the focus from a button that got it because something else vanished or opened.

    Qt moves the focus on by itself when the widget that has it is hidden or disabled, and gives it
    to the first widget of a window that opens. A scanner's Return must not find a button there
    (operators.md 7 and 8). The window itself takes the focus, from where Tab leads to every button.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        app.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if not isinstance(new, QAbstractButton):
            return
        led = old is not None and old.isVisible() and old.isEnabled()
        if not (led and old is not None and old.window() is new.window()):
            new.window().setFocus()


def within(widget: QWidget) -> list[QWidget]:
    """Return what in a widget can have the focus, as Tab goes through.

    It looks no further than the last of them: the rest of the window may be large.
    """
    left = {one for one in widget.findChildren(QWidget) if _can_have_focus(one)}
    found, one = [], widget.nextInFocusChain()
    while left and one is not None and one is not widget:
        if one in left:
            left.remove(one)
            if widget.isAncestorOf(one):  # and in the same window
                found.append(one)
        one = one.nextInFocusChain()
    return found


def _can_have_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus


def put_behind(last: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let Tab lead from one widget through these, and then on to where it led before.

    All of them can have the focus: Qt leaves the others where they are.
    """
    for widget in widgets:
        QWidget.setTabOrder(last, widget)
        last = widget


def put_before(first: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let Tab lead through these before it comes to one widget that can have the focus."""
    last = first.previousInFocusChain() or first
    while last.focusPolicy() is Qt.FocusPolicy.NoFocus:
        last = last.previousInFocusChain() or first
    put_behind(last, widgets)
