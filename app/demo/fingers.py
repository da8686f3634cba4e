"""What plays a person at a keyboard: it writes into what has the focus, and presses buttons."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from app.core.po_line.catalogue import LineField
from app.demo.report import Tally
from app.main import Workstation
from app.ui.models.order_lines import FIELDS

W = TypeVar("W", bound=QWidget)
_NO_KEY = Qt.Key.Key_unknown


class UnseenError(RuntimeError):
    """What was to be pressed or chosen is not to be seen, or is off."""


class Fingers:
    """Each key, press and choice counts as one action of the buyer's. GUI thread.

    The focus is the window's own, so that it plays on while another program is in front.
    """

    def __init__(self, station: Workstation, tally: Tally) -> None:
        self._station, self._tally = station, tally

    def write(self, text: str) -> None:
        """Type it, character by character."""
        for character in text:
            self._strike(_NO_KEY, character)

    def key(self, name: str) -> None:
        """Strike one key, as Qt names it: `Return`."""
        self._strike(Qt.Key[f"Key_{name}"], "")

    def paste(self, text: str) -> None:
        """Paste what was copied elsewhere; the person's own clipboard is left alone."""
        self._tally.buyer_actions += 1
        self._station.window.purchase.lines.paste(text)

    def sees(self, words: str) -> bool:
        """Whether there is a button to press, or a field, whose words begin like this."""
        kinds = (QAbstractButton, QComboBox)
        return any(next(self._named(kind, words), None) is not None for kind in kinds)

    def press(self, words: str) -> None:
        """Press the button whose words begin like this."""
        found = self._seen(QAbstractButton, words)
        self._tally.buyer_actions += 1
        found.click()

    def choose(self, field: str, text: str) -> None:
        """Choose this from a field's list."""
        found = self._seen(QComboBox, field)
        at = found.findText(text)
        if at < 0:
            raise UnseenError(text)
        self._tally.buyer_actions += 1
        found.setCurrentIndex(at)
        found.activated.emit(at)

    def point_at(self, item: str, field: LineField) -> None:
        """Make a cell of the sheet the current one; no item is the row of the next line."""
        purchase = self._station.purchase
        draft = purchase.desk.draft if purchase else None
        if draft is None:
            raise UnseenError(item)
        lines = self._station.window.purchase.lines
        found = (at for at, one in enumerate(draft.sheet.lines()) if one.item_number == item)
        row = next(found, len(draft.sheet))
        self._tally.buyer_actions += 1
        lines.table.setFocus()
        lines.table.go_to(row, FIELDS.index(field))

    def _strike(self, key: Qt.Key, text: str) -> None:
        there = self._station.window.focusWidget()
        if there is None:
            raise UnseenError(text)
        self._tally.buyer_actions += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(there, event)

    def _seen(self, kind: type[W], words: str) -> W:
        for one in self._named(kind, words):
            return one
        raise UnseenError(words)

    def _named(self, kind: type[W], words: str) -> Iterator[W]:
        for one in self._station.window.findChildren(kind):
            if one.isVisible() and one.isEnabled() and one.accessibleName().startswith(words):
                yield one
