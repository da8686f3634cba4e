"""The line that stands over a cell of a sheet while it is being typed into."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.look import BODY, Look
from app.ui.widgets.suggestions import Suggestions

MOST = 4000
_TABS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_UP_OR_DOWN = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})


class CellField(QLineEdit):
    """One for all cells of a sheet.

    Signals: `confirmed` with the key that ended it (Return, Tab, Backtab, Up or Down; Unknown
    where the focus went elsewhere); `left` by Esc, and nothing is to change.
    """

    confirmed = Signal(int)
    left = Signal()

    def __init__(
        self, look: Look, parent: QWidget, complete: Callable[[str], Sequence[str]]
    ) -> None:
        """Stand nowhere yet.

        Args:
            look: Of all widgets.
            parent: The viewport of the table.
            complete: What would complete a text.
        """
        super().__init__(parent)
        self._look, self._complete = look, complete
        look.dress(self)
        self._list = Suggestions(look, self)
        self._list.pressed.connect(self._take)
        self._ending = False
        self._began: str | None = None
        self.setMaxLength(MOST)
        self.textEdited.connect(self._edited)
        self.hide()
        look.changed.connect(self._restyle)
        self._restyle()

    def begin(self, area: QRect, text: str, *, right: bool, anew: bool) -> None:
        """Stand over a cell.

        Args:
            area: Of the cell.
            text: What stands there, or what was typed to begin.
            right: Whether it is a number.
            anew: What was typed takes the place of what stood there.
        """
        self._ending = False
        self._began = None if anew else text
        self.setGeometry(area)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setText(text)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if anew:
            self.setCursorPosition(len(text))
        else:
            self.selectAll()
        self._edited(text)

    def move_to(self, area: QRect) -> None:
        """The cell is elsewhere now; what was offered below it is offered at the next key."""
        self._list.offer(())
        self.setGeometry(area)

    @property
    def typed(self) -> str | None:
        """What stands in it; None where that is still what it began with."""
        return self.text() if self.text() != self._began else None

    def finish(self) -> str | None:
        """Go away; gives what was typed."""
        self._ending = True
        self._list.offer(())
        self.hide()
        return self.typed

    def event(self, event: QEvent) -> bool:
        """Tab is a key of the sheet, and no way out of it; F2 does nothing more here."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            event.accept()
            return True
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _TABS
        ):
            self._confirm(Qt.Key(event.key()))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ENDS:
            event.accept()
            if not event.isAutoRepeat():
                self._confirm(Qt.Key.Key_Return)
        elif key is Qt.Key.Key_Escape:
            event.accept()
            if self._list.isHidden():
                self.left.emit()
            else:
                self._list.offer(())
        elif key in _UP_OR_DOWN:
            event.accept()
            if self._list.isHidden():
                self._confirm(key)
            else:
                self._list.move_mark(1 if key is Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        elsewhere = event.reason() not in {
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        }
        if elsewhere and not self._ending:
            self._confirm(Qt.Key.Key_unknown)

    def _confirm(self, key: Qt.Key) -> None:
        if self._list.marked:
            self.setText(self._list.marked)
        self._ending = True
        self.confirmed.emit(int(key))

    def _take(self, text: str) -> None:
        self.setText(text)
        self._confirm(Qt.Key.Key_Tab)

    def _edited(self, text: str) -> None:
        offered = [one for one in self._complete(text) if one != text]
        self._list.offer(offered)

    def _restyle(self) -> None:
        self.setFont(self._look.font(BODY))
