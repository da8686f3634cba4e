"""A table that feels like a spreadsheet: cells are chosen, typed over, copied and filled down.

By keyboard: arrows move, Shift with them chooses more, typing begins anew, F2 or Enter goes on
with what stands there, Enter and Tab move on, Esc leaves the cell as it was, F6 leaves the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QTableView

from app.ui.look import Look
from app.ui.widgets.cell_field import CellField
from app.ui.widgets.cell_painter import CellPainter
from app.ui.widgets.cells import CellModel
from app.ui.widgets.paint import box
from app.ui.widgets.sheet_model import SheetModel
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Tone

_KEYS = QKeySequence.StandardKey
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TABS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_ERASE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class Act(StrEnum):
    """What a person wants of the chosen cells."""

    COPY = "copy"
    CUT = "cut"
    PASTE = "paste"
    CLEAR = "clear"
    FILL_DOWN = "fill-down"
    LEAVE = "leave"  # the table, for what stands beside it


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cells that are chosen, as a rectangle."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> range:
        """From the first to the last."""
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        """From the first to the last."""
        return range(self.left, self.right + 1)

    @property
    def is_one(self) -> bool:
        """Whether it is a single cell."""
        return self.top == self.bottom and self.left == self.right


class SheetPainter(CellPainter):
    """Tints what is chosen and frames the cell that is current; nothing jumps as one moves."""

    enlarges = False

    def __init__(self, look: Look, model: CellModel, table: "SheetTable") -> None:
        super().__init__(look, model, table)
        self._sheet = table
        self._chosen: Chosen | None = None
        self._current = (-1, -1)

    def paint_rows(self, table: QTableView, region: QRegion) -> None:
        now = self._sheet.currentIndex()
        self._chosen, self._current = self._sheet.chosen, (now.row(), now.column())
        super().paint_rows(table, region)

    def paint_cell(self, painter: QPainter, area: QRect, row: int, column: int) -> None:
        """Paint one cell into its area, with what shows that it is chosen."""
        super().paint_cell(painter, area, row, column)
        look, chosen = self._look, self._chosen
        if (row, column) == self._current:
            if self._sheet.hasFocus():
                edge = area.toRectF().adjusted(1, 1, -2, -2)
                painter.save()
                box(painter, edge, look.px(4), None, look.colour(Tone.ACCENT), look.focus_width)
                painter.restore()
        elif chosen is not None and row in chosen.rows and column in chosen.columns:
            painter.fillRect(area, look.tint(Tone.ACCENT, 0.14 if look.tinted else 0.3))


def _following(
    table: QTableView, model: SheetModel, row: int, column: int, step: int
) -> tuple[int, int] | None:
    """The next cell that is typed into, in this row or the one behind or before it."""
    for at in (row, row + step):
        if not 0 <= at < model.rowCount():
            break
        left = range(len(model.columns))
        if at == row:
            left = left[column + 1 :] if step > 0 else left[:column]
        able = [one for one in left if model.editable(at, one) and not table.isColumnHidden(one)]
        if able:
            return at, able[0 if step > 0 else -1]
    return None


class SheetTable(RowTable):
    """Shows a `SheetModel`. What is done to its cells is told; the owner of the model does it.

    Signals: `entered` with row, column, text and what was held there when that was begun; `acted`
    with an `Act`; beside those of a `RowTable`.
    """

    entered = Signal(int, int, str, str)
    acted = Signal(object)

    def __init__(self, look: Look, model: SheetModel, name: str) -> None:
        self._editing: tuple[int, int] | None = None
        self._stood = ""
        self._handing = False
        self._cut_off: tuple[int, str | None, str | None] | None = None
        self._sheet = model
        super().__init__(look, model, name)
        self._field = CellField(look, self.viewport(), self._complete)
        self._field.confirmed.connect(self._confirmed)
        self._field.left.connect(self.leave_cell)
        model.modelAboutToBeReset.connect(self._cut_short)
        self.doubleClicked.connect(lambda index: self.edit_cell(index.row(), index.column()))

    def make_painter(self, look: Look, model: CellModel) -> CellPainter:
        """One that knows of chosen cells."""
        return SheetPainter(look, model, self)

    def _set_up(self) -> None:
        super()._set_up()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)

    # What is chosen

    @property
    def chosen(self) -> Chosen | None:
        """The rectangle of cells that is chosen; None where there is none."""
        ranges = self.selectionModel().selection().toList()
        if not ranges:
            now = self.currentIndex()
            place = (now.row(), now.column())
            return Chosen(*place, *place) if now.isValid() else None
        return Chosen(
            min(one.top() for one in ranges),
            min(one.left() for one in ranges),
            max(one.bottom() for one in ranges),
            max(one.right() for one in ranges),
        )

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one, with nothing else chosen."""
        index = self._sheet.index(row, column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def choose(self, chosen: Chosen) -> None:
        """Choose these cells; the first is current."""
        self.go_to(chosen.top, chosen.left)
        first = self._sheet.index(chosen.top, chosen.left)
        last = self._sheet.index(chosen.bottom, chosen.right)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(QItemSelection(first, last), flags.ClearAndSelect)

    # Editing

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being typed into."""
        return self._editing is not None

    def edit_cell(
        self, row: int, column: int, typed: str | None = None, stood: str | None = None
    ) -> None:
        """Type into a cell: anew with what was typed, or on with what stands there.

        `stood` is what was held there when it was begun, where it is gone on with.
        """
        if not self._sheet.editable(row, column):
            return
        self.go_to(row, column)
        self._editing = (row, column)
        text = self._sheet.text(row, column) if typed is None else typed
        self._stood = self._sheet.held(row, column) if stood is None else stood
        area = self.visualRect(self._sheet.index(row, column))
        right = self._sheet.columns[column].right
        self._field.begin(area, text, right=right, anew=typed is not None)

    def commit(self) -> None:
        """Take what was typed as it is; where nobody typed, the cell may be newer by now."""
        if self._editing is not None:
            (row, column), self._editing = self._editing, None
            text = self._field.finish()
            if text is not None and text != self._sheet.text(row, column):
                self.entered.emit(row, column, text, self._stood)

    def leave_cell(self) -> None:
        """Type no more; the cell stays as it was."""
        if self._editing is not None:
            self._editing = None
            self._field.finish()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cut_short(self) -> None:
        """Rows come or go below what is being typed; it can be gone on with by `type_on`."""
        if self._editing is not None:
            typed = self._field.typed
            self._cut_off = (self._editing[1], typed, None if typed is None else self._stood)
            self.leave_cell()

    def type_on(self, row: int) -> None:
        """Go on with what was being typed when rows came or went; -1: it has no place any more."""
        cut_off, self._cut_off = self._cut_off, None
        if cut_off is not None and row >= 0:
            self.edit_cell(row, *cut_off)

    def _confirmed(self, key: int) -> None:
        place = self._editing
        if place is None:
            return
        self.commit()
        if key == Qt.Key.Key_unknown:
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        row, column = place
        if key == Qt.Key.Key_Tab:
            self._step(row, column, 1)
        elif key == Qt.Key.Key_Backtab:
            self._step(row, column, -1)
        else:
            self._go_down(row, column, -1 if key == Qt.Key.Key_Up else 1)

    def _complete(self, typed: str) -> Sequence[str]:
        return self._sheet.suggestions(*self._editing, typed) if self._editing else ()

    # Moving

    def _go_down(self, row: int, column: int, step: int) -> None:
        last = self._sheet.rowCount() - 1
        self.go_to(max(0, min(row + step, last)), column)

    def _step(self, row: int, column: int, step: int) -> None:
        """To the next cell that is typed into; beyond the end of a row to the next row."""
        following = _following(self, self._sheet, row, column, step)
        if following is not None:
            self.go_to(*following)

    def event(self, event: QEvent) -> bool:
        """Keys of a sheet come before shortcuts of the page, and Tab before leaving the table."""
        if isinstance(event, QKeyEvent):
            mine = self._act(event) is not None or _edits(event)
            if event.type() is QEvent.Type.ShortcutOverride and mine:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and self.is_editing:
                return self._hand_on(event)
            if event.type() is QEvent.Type.KeyPress and Qt.Key(event.key()) in _TABS:
                now = self.currentIndex()
                step = 1 if event.key() == Qt.Key.Key_Tab else -1
                if now.isValid():
                    self._step(now.row(), now.column(), step)
                    return True
        return super().event(event)

    def _hand_on(self, event: QKeyEvent) -> bool:
        """A key that was pressed before the field stood there, and held meanwhile, is the field's.

        What the field doesn't take (Shift alone, F9) comes up from it again, and is the page's.
        """
        if self._handing:
            event.ignore()
            return False
        self._handing = True
        try:
            QCoreApplication.sendEvent(self._field, event)
        finally:
            self._handing = False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act(event)
        now = self.currentIndex()
        key = Qt.Key(event.key())
        if act is not None:
            event.accept()
            self.acted.emit(act)
        elif now.isValid() and (_edits(event) or key in _ENTER):
            event.accept()
            if not event.isAutoRepeat():
                self._begin(now.row(), now.column())
        elif now.isValid() and _is_typed(event):
            event.accept()
            self.edit_cell(now.row(), now.column(), event.text())
        else:
            super().keyPressEvent(event)

    def _begin(self, row: int, column: int) -> None:
        if self._sheet.editable(row, column):
            self.edit_cell(row, column)
        else:
            self._go_down(row, column, 1)

    def _act(self, event: QKeyEvent) -> Act | None:
        """What a key means to the chosen cells."""
        for key, act in ((_KEYS.Copy, Act.COPY), (_KEYS.Cut, Act.CUT), (_KEYS.Paste, Act.PASTE)):
            if event.matches(key):
                return act
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return Act.FILL_DOWN if event.key() == Qt.Key.Key_D else None
        if event.modifiers() & _COMMANDS:
            return None
        if Qt.Key(event.key()) in _ERASE:
            return Act.CLEAR
        return Act.LEAVE if event.key() == Qt.Key.Key_F6 else None

    # An item view would paint all its cells anew, with each cell that is typed into twice.

    def focusInEvent(self, event: QFocusEvent) -> None:
        QAbstractScrollArea.focusInEvent(self, event)
        if not self.currentIndex().isValid() and self._sheet.rowCount():
            self.go_to(0, 0)
        self.update(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        QAbstractScrollArea.focusOutEvent(self, event)
        self.update(self.currentIndex())

    def hideEvent(self, event: QHideEvent) -> None:
        """Where the window is closed, nobody leaves the cell before."""
        if not event.spontaneous():
            self.commit()
        super().hideEvent(event)

    def _fit_columns(self) -> None:
        super()._fit_columns()
        if self._editing is not None:
            row, column = self._editing
            if self.isColumnHidden(column):
                self.commit()
            else:
                index = self._sheet.index(row, column)
                self.scrollTo(index)
                self._field.move_to(self.visualRect(index))


def _edits(event: QKeyEvent) -> bool:
    """Whether it is the key that goes on with what stands in a cell."""
    return event.key() == Qt.Key.Key_F2 and not event.modifiers() & _COMMANDS


def _is_typed(event: QKeyEvent) -> bool:
    """Whether it is a character, and no command."""
    text, held = event.text(), event.modifiers() & _COMMANDS
    # Both together are the third key of other countries' keyboards.
    return bool(text) and text.isprintable() and held in {Qt.KeyboardModifier(0), _COMMANDS}
