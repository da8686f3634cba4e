"""Paints the cells of a `RowTable`: text, quieter text, mark, underline, older value."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from app.ui.look import Look
from app.ui.widgets.cell_layout import MARK, CellLayouts, Words
from app.ui.widgets.cells import Cell, CellModel, Column
from app.ui.widgets.paint import shape
from app.ui.widgets.text import tooltip
from app.ui.widgets.values import Tone

Index = QModelIndex | QPersistentModelIndex
PADDING, TIGHT_PADDING = 14, 9
_BAR, _UNTINTED_BAR = 4, 8
_BESIDE_BAR = 4
"""What stays free at least between the bar of the current row and its words."""


@dataclass(frozen=True, slots=True)
class RowState:
    """How the table sees a row: the current one is marked, and may be pulsing."""

    current: int = -1
    pulsing: int = -1
    pulse: float = 0.0
    """0 to 1: how much of the pulse's tint is left."""


class CellPainter(QStyledItemDelegate):
    """The delegate of `RowTable`; it never makes an editor.

    Attributes:
        enlarges: Whether the current line is written larger: it is what one reads from afar.
    """

    enlarges = True

    def __init__(self, look: Look, model: CellModel, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._cells = model
        self._layouts = CellLayouts(look)
        self.padding = look.px(PADDING)
        self.state = RowState()
        self._leading = 0  # the column at the left, where the row's bar is

    def paint_rows(self, table: QTableView, region: QRegion) -> None:
        """Paint the rows in a region of a table's viewport.

        All in one go: asked by Qt for one cell after the other, each would take three times as
        long, most of it on the way from Qt to here.
        """
        heads, columns = table.verticalHeader(), table.horizontalHeader()
        places = [
            (at, columns.sectionViewportPosition(at), columns.sectionSize(at))
            for at in range(len(self._cells.columns))
            if not columns.isSectionHidden(at)
        ]
        self._leading = next((at for at, _, _ in places), 0)
        painter = QPainter(table.viewport())
        for row in self._rows_in(heads, region):
            top, high = heads.sectionViewportPosition(row), heads.sectionSize(row)
            for column, left, wide in places:
                self.paint_cell(painter, QRect(left, top, wide, high), row, column)

    def _rows_in(self, heads: QHeaderView, region: QRegion) -> list[int]:
        found: set[int] = set()
        for area in region:  # type: ignore[attr-defined]  # the stubs don't know that it can
            first, last = heads.visualIndexAt(area.top()), heads.visualIndexAt(area.bottom())
            if first >= 0:
                found.update(range(first, last + 1 if last >= 0 else self._cells.rowCount()))
        return sorted(found)

    def paint_cell(self, painter: QPainter, area: QRect, row: int, column: int) -> None:
        """Paint one cell into its area."""
        self._paint_ground(painter, area, row, column)
        large = self.enlarges and row == self.state.current
        cell = self._cells.cell(row, column)
        self._paint_words(painter, area, cell, self._cells.columns[column], large=large)

    def _paint_ground(self, painter: QPainter, area: QRect, row: int, column: int) -> None:
        look, state = self._look, self.state
        current = row == state.current
        left, top, wide, high = area.x(), area.y(), area.width(), area.height()
        if current:
            painter.fillRect(area, look.colour("selected"))
        if row == state.pulsing and state.pulse > 0:
            name = "ok_soft" if look.tinted else Tone.OK
            painter.fillRect(area, look.tint(name, state.pulse * (1.0 if look.tinted else 0.35)))
        line = look.colour("line" if look.tinted else Tone.FAINT)
        painter.fillRect(left, top + high - 1, wide, 1, line)
        if not current:
            return
        if not look.tinted:  # no tint to see it by: the row gets an outline instead
            edge = look.px(look.theme.line_width)
            for y in (top, top + high - edge):
                painter.fillRect(left, y, wide, edge, look.colour("text"))
        if column == self._leading:
            bar = look.px(_BAR if look.tinted else _UNTINTED_BAR)
            bar = min(bar, self.padding - look.px(_BESIDE_BAR))
            painter.fillRect(left, top, bar, high, look.colour(Tone.ACCENT))

    def _paint_words(
        self, painter: QPainter, area: QRect, cell: Cell, column: Column, *, large: bool
    ) -> None:
        look, padding = self._look, self.padding
        layout = self._layouts.of(cell, column, area.width() - 2 * padding, large=large)
        left, middle = area.x() + padding, area.y() + area.height() / 2
        ink = look.colour(Tone.ACCENT if cell.link else cell.tone)
        if layout.mark is not None:
            x, y = layout.mark
            side = look.px(MARK)
            shape(painter, cell.shape, QRectF(left + x, middle + y - side / 2, side, side), ink)
        if layout.main is not None:
            self._write(painter, layout.main, left, middle, ink)
            if cell.suggested:
                self._underline(painter, layout.main, left, middle, ink)
        if layout.second is not None:
            quiet = look.colour(Tone.FAINT if cell.tone is Tone.FAINT else Tone.SECOND)
            self._write(painter, layout.second, left, middle, quiet)
        if layout.was is not None:
            faint = look.colour(Tone.SECOND)
            self._write(painter, layout.was, left, middle, faint)
            self._strike(painter, layout.was, left, middle, faint)

    def _write(
        self, painter: QPainter, words: Words, left: int, middle: float, ink: QColor
    ) -> None:
        painter.setFont(words.font)
        painter.setPen(ink)
        painter.drawStaticText(left + words.x, round(middle + words.base) - words.up, words.text)

    def _strike(
        self, painter: QPainter, words: Words, left: int, middle: float, ink: QColor
    ) -> None:
        """By hand: Qt draws the line of shaped words beside them unless the painter begins at 0."""
        metrics = QFontMetrics(words.font)
        y = round(middle + words.base) - metrics.strikeOutPos()
        painter.fillRect(left + words.x, y, words.wide, max(1, metrics.lineWidth()), ink)

    def _underline(
        self, painter: QPainter, words: Words, left: int, middle: float, ink: QColor
    ) -> None:
        pen = QPen(ink, self._look.px(1))
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        x, y = left + words.x, round(middle + words.base) + self._look.px(3.5)
        painter.drawLine(x, y, x + words.wide, y)

    def wish(self, cell: Cell, column: Column, *, second: bool = True) -> int:
        """Return the width in pixels that shows all of a cell, also where the line is current.

        Without padding; if wanted without the quieter words.
        """
        return self._layouts.wish(cell, column, large=self.enlarges, second=second)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        column = index.column()
        cell = self._cells.cell(index.row(), column)
        wide = self.wish(cell, self._cells.columns[column]) + 2 * self.padding
        return QSize(wide, self._look.px(46))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show a cell's whole text where it doesn't fit."""
        if not index.isValid():
            return super().helpEvent(event, view, option, index)
        cell = self._cells.cell(index.row(), index.column())
        width = option.rect.width() - 2 * self.padding
        if self.wish(cell, self._cells.columns[index.column()]) > width:
            QToolTip.showText(event.globalPos(), tooltip(cell.words), view)
        else:
            QToolTip.hideText()
        return True
