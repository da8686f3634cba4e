"""The fold at the prompt: a line to type a code into, and the keys to do it by finger alone."""

import shiboken6
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import entry_texts
from app.ui.look import LARGE, SEMIBOLD, Look
from app.ui.widgets.button import LOW, TALL, ActionButton
from app.ui.widgets.entry import EntryField
from app.ui.widgets.key import Key
from app.ui.widgets.keypad import Keypad
from app.ui.widgets.paint import box
from app.ui.widgets.prompt_field import PromptField
from app.ui.widgets.served_fields import ServedFields
from app.ui.widgets.text import Text, visible

_RADIUS = 12
_BARE, _LOW, _FULL = 480, 624, 704
"""Heights of a page, in look.md pixels: below it there is no box around; keys are 44 high; 56."""
_WIDEST = 1640
"""The keys get no wider; the line stays with them."""
_NUMBERS_ONLY = Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhFormattedNumbersOnly


class EntryPanel(QWidget):
    """Hidden until opened. What is typed stays in its line, whatever the page shows meanwhile.

    It is no dialog: scans, the banner and all buttons work as ever. A field of the page can be
    edited in it too (`serve`): its line is that field's then, until Enter or Esc.
    """

    entered = Signal(str)
    """One code as a scanner would have read it. Lines that were pasted come one by one."""
    quantity_entered = Signal(str)
    """As it was typed; whoever takes it says whether it is a number."""
    opened = Signal()
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._before: QWidget | None = None
        self._edited: QLineEdit | None = None
        self._only_to_edit = False
        self._offers_quantity = False
        self._page_height = look.px(_FULL)
        self.entry = EntryField(look)
        self.keypad = Keypad(look)
        self._name = Text(look, size=LARGE, weight=SEMIBOLD)
        self._line = PromptField(look, "", entry_texts.FIELD_HINT)
        self._recall = Key(look, "", entry_texts.BRING_BACK, icon="history")
        self._toggle = Key(look, "")
        self._close = ActionButton(look, entry_texts.CLOSE)
        self._close.cap = "Esc"  # only drawn: Esc is a key of the line (see PromptField)
        self._close.setAccessibleDescription("Esc")
        self._row = QHBoxLayout()
        self._row.addWidget(self._name)
        self._row.addWidget(self.entry, 1)
        self._row.addWidget(self._line, 1)
        for widget in (self._recall, self._toggle, self._close):
            self._row.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self.keypad, 1)
        self._served = ServedFields(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.hide()
        self._connect()
        self._show_line()
        self._show_shape()
        self._restyle()

    def _connect(self) -> None:
        self.entry.entered.connect(self.entered)
        self.entry.left.connect(self.leave)
        self.entry.textChanged.connect(self._show_recall)
        self._line.confirmed.connect(self._finish)
        self._line.left.connect(self._give_up)
        self.keypad.typed.connect(self._typed)
        self.keypad.quantity.connect(self._quantity)
        self.keypad.shape_changed.connect(self._show_shape)
        self._recall.clicked.connect(self.entry.recall)
        self._toggle.clicked.connect(self._change_shape)
        self._close.clicked.connect(self.leave)
        self._served.asked.connect(self.edit)
        self._served.changed.connect(self._line.setText)
        self._look.changed.connect(self._restyle)

    # Opening and leaving

    def make_opener(self) -> ActionButton:
        """Return a button that opens the panel and closes it, for an action bar."""
        opener = ActionButton(self._look, entry_texts.OPENER, shortcut="Ctrl+K", icon="keyboard")
        opener.clicked.connect(self.toggle)
        return opener

    def open(self) -> None:
        """Show it, with the focus in its line; text that was left there is selected."""
        if self.isHidden():
            focused = QApplication.focusWidget()
            self._before = None if isinstance(focused, QAbstractButton) else focused
            self.show()
            self.opened.emit()
        line = self.entry if self._edited is None else self._line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    def leave(self) -> None:
        """Fold it away; the focus goes back to where it was. The text stays."""
        self._stop_editing()
        if self.isHidden():
            return
        focused = QApplication.focusWidget()
        within = focused is not None and self.isAncestorOf(focused)
        if within:  # so that Qt doesn't look for another place by itself
            self.window().setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.closed.emit()
        before, self._before = self._before, None
        if within and before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle(self) -> None:
        """Open it, lead to its line, or leave where the focus is in it."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.leave()
        else:
            self.open()

    def drop_text(self) -> None:
        """Empty the line: what was typed there belongs to work that is over."""
        self.entry.setText("")
        self.leave_field()

    def leave_field(self) -> None:
        """Edit no field of the page any more: what it is of is another one now."""
        if self._edited is not None:
            self._give_up()

    def set_quantity_offered(self, offered: bool) -> None:
        """Say whether the page takes a quantity now."""
        if offered != self._offers_quantity:
            self._offers_quantity = offered
            self._show_line()

    def set_page_height(self, height: int) -> None:
        """Fit the page it stands on; its height in pixels."""
        if height != self._page_height:
            self._page_height = height
            self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # A field of the page

    def serve(self, field: QLineEdit, name: str) -> None:
        """Let a field be edited here: by a finger's touch, or a click while this is open."""
        self._served.add(field, name)

    def edit(self, field: QLineEdit, name: str) -> None:
        """Edit a field here. Enter writes it as its person would have; Esc leaves it alone."""
        self._only_to_edit = self.isHidden() or (self._edited is not None and self._only_to_edit)
        self._edited = field
        self._served.follow(field)
        self._name.setText(entry_texts.editing(name))
        self._line.setAccessibleName(visible(name))
        self._line.setMaxLength(field.maxLength())
        self._line.setText(field.text())
        numeric = bool(field.inputMethodHints() & _NUMBERS_ONLY)
        self.keypad.set_shape(Keypad.NUMBERS if numeric else Keypad.LETTERS)
        self._show_line()
        self.open()

    def _finish(self) -> None:
        field, text = self._edited, self._line.text()
        self._give_up()
        if field is not None and shiboken6.isValid(field):
            field.selectAll()
            field.insert(text)
            field.deselect()
            field.editingFinished.emit()

    def _give_up(self) -> None:
        """End editing; where that was all it was opened for, leave."""
        if self._only_to_edit or self._edited is None:
            self.leave()
        else:
            self._stop_editing()
            self.open()

    def _stop_editing(self) -> None:
        self._edited, self._only_to_edit = None, False
        self._served.follow(None)
        self._show_line()

    # Typing

    def _typed(self, _text: str) -> None:
        if self._edited is None:
            self.entry.give()
        else:
            self._finish()

    def _quantity(self, text: str) -> None:
        self.entry.setText("")
        self.quantity_entered.emit(text.strip())

    def _change_shape(self) -> None:
        numbers = self.keypad.shape is Keypad.NUMBERS
        self.keypad.set_shape(Keypad.LETTERS if numbers else Keypad.NUMBERS)

    # What it shows

    def _show_line(self) -> None:
        editing = self._edited is not None
        self.entry.setHidden(editing)
        for widget in (self._name, self._line):
            widget.setHidden(not editing)
        line = self._line if editing else self.entry
        self.keypad.set_target(line, may_be_empty=editing)
        self.keypad.set_quantity_offered(self._offers_quantity and not editing)
        self.setFocusProxy(line)
        self._show_recall()

    def _show_recall(self) -> None:
        possible = bool(self.entry.last) and not self.entry.text()
        self._recall.setEnabled(possible and self._edited is None)

    def _show_shape(self) -> None:
        numbers = self.keypad.shape is Keypad.NUMBERS
        words = entry_texts.TO_LETTERS if numbers else entry_texts.TO_NUMBERS
        self._toggle.set_face(words.title, words.hint)

    def _restyle(self) -> None:
        px = self._look.px
        height = self._page_height / self._look.scale
        self.keypad.set_key_height(44 + 12 * (height - _LOW) / (_FULL - _LOW))
        low = height < _LOW
        pad = 0 if height < _BARE else 8 if low else 12
        edge = px(pad) if pad else 0
        spare = max(0, self.width() - px(_WIDEST) - 2 * edge)
        self._column.setContentsMargins(edge, edge, edge + spare, edge)
        self._column.setSpacing(px(4 if low else 10))
        self._row.setSpacing(px(8))
        self._close.set_height(LOW if low else TALL)
        self._close.set_tight(low)
        for key in (self._recall, self._toggle):
            key.setFixedWidth(px(52 if low else 64))
        for widget in (self.entry, self._line, self._recall, self._toggle):
            widget.setFixedHeight(px(LOW if low else TALL))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        if self._page_height < look.px(_BARE):
            return
        width = look.px(look.theme.line_width)
        painter = QPainter(self)
        fill, edge = look.colour("raised"), look.colour("line")
        box(painter, QRectF(self.rect()), look.px(_RADIUS), fill, edge, width)
