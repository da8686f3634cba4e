"""The table of a page: 46 px rows, one current line, as many rows as there are."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.look import Look
from app.ui.widgets.cell_painter import CellPainter, RowState
from app.ui.widgets.cells import CellModel, Index
from app.ui.widgets.column_fit import Natural, fitted, natural_widths, outgrown
from app.ui.widgets.scroll import OPENS
from app.ui.widgets.table_header import HEADER, TableHeader

ROW = 46
_PULSE_MS = 120
_NO_LINE = -1
_OPEN_ROWS = 12
_ROWS = 3
_TYPED = Qt.ItemDataRole.DisplayRole
"""The role by which a model tells what a person typed: columns with room for more stay then."""


class RowTable(QTableView):
    """Shows a `CellModel`; only what is visible is asked for, so 10,000 rows are as one.

    The current line is marked by a bar and a tint. `set_current_line` moves it silently; when a
    person does (a tap, an arrow key), `line_chosen` tells the row. `link_pressed` tells the row
    and column of a pressed cell that is a link; Enter on a line presses the line's first link.
    """

    line_chosen = Signal(int)
    link_pressed = Signal(int, int)

    def __init__(self, look: Look, model: CellModel, name: str, *, header: bool = True) -> None:
        super().__init__()
        self._look = look
        self._cells = model
        self._silent = False
        self._open = False
        self.setObjectName(OPENS)
        self._room = (0, 0)
        self._keeping = QTimer(self, singleShot=True, interval=0)
        self._keeping.timeout.connect(self._keep_line)
        self._natural: list[Natural] = []
        self._good_for: tuple[int, ...] = ()
        self._tight = False
        self._measured = False
        self._with_header = header
        self._painter = self.make_painter(look, model)
        self._header = TableHeader(look, model.columns, self)
        self._pulse = QVariantAnimation(self)
        self._pulse.setStartValue(1.0)
        self._pulse.setEndValue(0.0)
        self._pulse.setDuration(_PULSE_MS)
        self._pulse.valueChanged.connect(self._pulsed)
        self.setAccessibleName(name)
        look.dress(self)
        self.setItemDelegate(self._painter)
        self._set_up()
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        model.modelReset.connect(self._forget_line)
        model.modelReset.connect(self._measure)
        model.rowsInserted.connect(self._rows_came)
        model.rowsRemoved.connect(self._rows_moved)
        model.dataChanged.connect(self._changed)
        self.clicked.connect(self._pressed)
        look.changed.connect(self._restyle)
        self._restyle()

    def make_painter(self, look: Look, model: CellModel) -> CellPainter:
        """The delegate; other kinds of tables have another one."""
        return CellPainter(look, model, self)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(self._header)
        self._header.setVisible(self._with_header)

    @property
    def current_line(self) -> int:
        """The marked row, -1 where there is none."""
        return self._painter.state.current

    def set_current_line(self, row: int, *, scroll: bool = True) -> None:
        """Mark a row, or none by -1, without telling anybody; by default bring it into view."""
        self._silent = True
        try:
            if 0 <= row < self._cells.rowCount():
                index = self._cells.index(row, 0)
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                if scroll:
                    self.show_line(row)
            else:
                self.selectionModel().clear()
                self._mark(_NO_LINE)
        finally:
            self._silent = False

    def set_open(self, opened: bool) -> None:
        """Ask for the height of all rows, up to a dozen, because something around it scrolls."""
        self._open = opened
        self.updateGeometry()

    def pulse(self, row: int) -> None:
        """Light a row up once, for 120 ms: what was scanned went there. Not without motion."""
        if self._look.reduced_motion:
            return
        self._pulse.stop()
        self._repaint_row(self._painter.state.pulsing)  # may still be lit
        self._painter.state = RowState(self.current_line, row, 1.0)
        self._repaint_row(row)
        self._pulse.start()

    def show_line(self, row: int) -> None:
        """Bring a row into view without marking it."""
        shown = (at for at in range(len(self._cells.columns)) if not self.isColumnHidden(at))
        index = self._cells.index(row, next(shown, 0))  # a hidden cell would not be scrolled to
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _pulsed(self, left: float) -> None:
        state = self._painter.state
        self._painter.state = RowState(state.current, state.pulsing, left)
        self._repaint_row(state.pulsing)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.row() if now.isValid() else _NO_LINE
        self._mark(row)
        if not self._silent and row != _NO_LINE:
            self.line_chosen.emit(row)

    def _mark(self, row: int) -> None:
        state = self._painter.state
        self._painter.state = RowState(row, state.pulsing, state.pulse)
        self._repaint_row(state.current)
        self._repaint_row(row)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """A line that leaves the list passes its mark on; nobody has chosen the next one."""
        self._silent = True
        try:
            super().rowsAboutToBeRemoved(parent, start, end)
        finally:
            self._silent = False

    def _rows_moved(self) -> None:
        self._painter.state = RowState(self.currentIndex().row())
        self.viewport().update()

    def _rows_came(self) -> None:
        self._rows_moved()
        if self._tight:  # made for the others alone
            self._measure()

    def _forget_line(self) -> None:
        self._painter.state = RowState()

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def _pressed(self, index: QModelIndex) -> None:
        if self._cells.cell(index.row(), index.column()).link:
            self.link_pressed.emit(index.row(), index.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            row = self.current_line
            links = (c for c in range(len(self._cells.columns)) if self._cells.cell(row, c).link)
            if row >= 0 and not event.isAutoRepeat() and (column := next(links, -1)) >= 0:
                self.link_pressed.emit(row, column)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters don't move the line: they may come from a scanner that types."""

    def _restyle(self) -> None:
        px = self._look.px
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self._header.setFixedHeight(px(HEADER))
        self._header.setMinimumSectionSize(px(20))
        self._measure()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.paint_rows(self, event.region())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rows = min(2, self._cells.rowCount())
        enough = self.height() >= self._look.px(HEADER) + rows * self._look.px(ROW)
        self._header.setVisible(self._with_header and enough)
        self._fit_columns()

    def updateGeometries(self) -> None:
        """Keep the current line in view when the room for rows, or their height, changes."""
        super().updateGeometries()
        room = (self.viewport().height(), self.verticalHeader().defaultSectionSize())
        if room != self._room:
            self._room = room
            self._keeping.start()

    def _keep_line(self) -> None:
        if self.current_line >= 0:
            self.show_line(self.current_line)

    def sizeHint(self) -> QSize:
        rows = min(max(1, self._cells.rowCount()), _OPEN_ROWS) if self._open else _ROWS
        header = self._look.px(HEADER) if self._with_header else 0
        return QSize(self._look.px(400), header + rows * self._look.px(ROW))

    def minimumSizeHint(self) -> QSize:
        height = self.sizeHint().height() if self._open else self._look.px(ROW)
        return QSize(self._look.px(160), height)

    def _changed(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int]) -> None:
        """Measure anew; single lines, and cells that scans change, mostly fit as samples do."""
        rows = range(first.row(), last.row() + 1)
        now = self._look, self._cells, self._painter, self._good_for
        single = self._tight or _TYPED not in roles
        if (not roles and len(rows) > 1) or (single and outgrown(*now, rows)):
            self._measure()

    def _measure(self) -> None:
        """What stands in the columns is another; a table that is not to be seen waits with it."""
        self._measured = False
        if self.isVisible():
            self._fit_columns()
        if self._open:
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        if not self._measured:
            self._fit_columns()
        super().showEvent(event)

    def _fit_columns(self) -> None:
        """Give each column what its sample and its cells ask for; drop what doesn't fit.

        Where room is short the cells' padding goes first, then the quieter words of the columns
        that stretch, then the columns that may be dropped, then what the others keep for what
        may come; after that the columns that stretch elide, and only then all.
        """
        now, room = (self._look, self._cells.columns), self.viewport().width()
        fit = fitted(*now, self._natural, room) if self._measured else None
        if fit is None or fit.tight:  # what came since was within what there was room for
            measuring = self._look, self._cells, self._painter, self._header
            self._natural, self._measured = natural_widths(*measuring), True
            fit = fitted(*now, self._natural, room)
        self._good_for, self._tight = fit.good_for, fit.tight
        self._painter.padding = self._header.padding = fit.padding
        for at in range(len(self._cells.columns)):
            self.setColumnHidden(at, at not in fit.widths)
            self.setColumnWidth(at, fit.widths.get(at, 0))
