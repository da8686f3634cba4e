"""Paints the cells of a `RowTable`: text, quieter text, mark, underline, older value."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.ui.look import BODY, LARGE, REGULAR, SEMIBOLD, SMALL, Look
from app.ui.widgets.cells import CELL_ROLE, EMPTY, Cell, Column
from app.ui.widgets.paint import shape
from app.ui.widgets.text import elided, figures, tooltip, visible
from app.ui.widgets.values import Shape, Tone

Index = QModelIndex | QPersistentModelIndex
PADDING, TIGHT_PADDING = 14, 9
_BAR = 4
_MARK, _MARK_GAP = 10, 5
_SECOND_GAP = 5
_MEASURED = 200
"""Characters beyond this don't make a cell any wider."""
_LEAST_SECOND = 5
"""Quieter words that would be cut to less than this are left away."""


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

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = columns
        self.padding = look.px(PADDING)
        self.state = RowState()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)
        painter.save()
        self._paint_ground(painter, area, index)
        large = self.enlarges and index.row() == self.state.current
        self.paint_cell(painter, area, _cell(index), self._columns[index.column()], large=large)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, index: Index) -> None:
        look = self._look
        row = index.row()
        current = row == self.state.current
        if current:
            painter.fillRect(area, look.colour("selected"))
        if row == self.state.pulsing and self.state.pulse > 0:
            tint = look.colour("ok_soft" if look.tinted else Tone.OK)
            tint.setAlphaF(self.state.pulse * (1.0 if look.tinted else 0.35))
            painter.fillRect(area, tint)
        line = look.colour("line" if look.tinted else Tone.FAINT)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), line)
        if not current:
            return
        if not look.tinted:  # no tint to see it by: the row gets an outline instead
            wide = look.px(look.theme.line_width)
            for top in (area.top(), area.bottom() - wide):
                painter.fillRect(QRectF(area.left(), top, area.width(), wide), look.colour("text"))
        if index.column() == 0:
            bar = QRectF(
                area.left(), area.top(), look.px(_BAR if look.tinted else 8), area.height()
            )
            painter.fillRect(bar, look.colour(Tone.ACCENT))

    def paint_cell(
        self, painter: QPainter, area: QRectF, cell: Cell, column: Column, *, large: bool = False
    ) -> None:
        look = self._look
        room = area.adjusted(self.padding, 0, -self.padding, 0)
        main = visible(cell.text)
        font = self._font(cell, column, large=large)
        metrics = QFontMetrics(font)
        mark = look.px(_MARK + _MARK_GAP) if cell.shape is not Shape.NONE else 0
        main_cut = elided(metrics, main, round(room.width()) - mark)
        main_wide = metrics.horizontalAdvance(main_cut)
        second, second_wide = "", 0
        second_font = look.font(SMALL)
        gap = look.px(_SECOND_GAP) if main and cell.second else 0
        if cell.second and main_cut == main:
            left = round(room.width()) - mark - main_wide - gap
            second_metrics = QFontMetrics(second_font)
            second = elided(second_metrics, visible(cell.second), left)
            second = "" if len(second) < _LEAST_SECOND and second.endswith("…") else second
            second_wide = second_metrics.horizontalAdvance(second) if second else 0
        whole = mark + main_wide + (gap + second_wide if second else 0)
        x = room.right() - whole if column.right else room.left()
        middle = area.center().y()
        ink = look.colour(Tone.ACCENT if cell.link else cell.tone)
        if cell.was:
            self._paint_was(painter, room, cell, column)
            middle += look.px(9)
        if mark:
            side = look.px(_MARK)
            shape(painter, cell.shape, QRectF(x, middle - side / 2, side, side), ink)
            x += mark
        baseline = middle + (metrics.capHeight() / 2)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(round(x), round(baseline), main_cut)
        if cell.suggested and main_cut:
            self._underline(painter, x, baseline, main_wide, ink)
        if second:
            painter.setFont(second_font)
            faint = cell.tone is Tone.FAINT
            painter.setPen(look.colour(Tone.FAINT if faint else Tone.SECOND))
            painter.drawText(round(x + main_wide + gap), round(baseline), second)

    def _paint_was(self, painter: QPainter, room: QRectF, cell: Cell, column: Column) -> None:
        font = self._look.font(SMALL, tabular=True)
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(self._look.colour(Tone.SECOND))
        metrics = QFontMetrics(font)
        was = elided(metrics, visible(cell.was), round(room.width()))
        wide = metrics.horizontalAdvance(was)
        x = room.right() - wide if column.right else room.left()
        middle = room.center().y() - self._look.px(10)
        painter.drawText(round(x), round(middle + metrics.capHeight() / 2), was)

    def _underline(
        self, painter: QPainter, x: float, baseline: float, wide: float, ink: QColor
    ) -> None:
        pen = QPen(ink, self._look.px(1))
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        y = round(baseline) + self._look.px(3.5) + 0.5
        painter.drawLine(round(x), round(y), round(x + wide), round(y))

    def _font(self, cell: Cell, column: Column, *, large: bool = False) -> QFont:
        size, weight, mono, tabular = _face(cell, column, large=large)
        return self._look.font(size, weight, mono=mono, tabular=tabular)

    def wish(self, cell: Cell, column: Column, *, second: bool = True) -> int:
        """Return the width in pixels that shows all of a cell, also where the line is current.

        Without padding; if wanted without the quieter words.
        """
        look = self._look
        size, weight, mono, tabular = _face(cell, column, large=self.enlarges)
        text = visible(cell.text)[:_MEASURED]
        wide = look.wide(text, size, weight, mono=mono, tabular=tabular)
        if cell.shape is not Shape.NONE:
            wide += look.px(_MARK + _MARK_GAP)
        if cell.second and second:
            words = visible(cell.second)[:_MEASURED]
            wide += look.wide(words, SMALL) + (look.px(_SECOND_GAP) if cell.text else 0)
        return wide + 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        column = self._columns[index.column()]
        wide = self.wish(_cell(index), column) + 2 * self.padding
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
        cell = _cell(index)
        width = option.rect.width() - 2 * self.padding
        if self.wish(cell, self._columns[index.column()]) > width:
            QToolTip.showText(event.globalPos(), tooltip(cell.words), view)
        else:
            QToolTip.hideText()
        return True


def _face(cell: Cell, column: Column, *, large: bool) -> tuple[int, int, bool, bool]:
    """Return the size, the weight, and whether in one width all letters are, or the figures."""
    marked = cell.shape is not Shape.NONE
    size = SMALL if cell.small or cell.mono or marked else BODY
    if large and size == BODY:
        size = LARGE + 1
    weight = SEMIBOLD if cell.strong or marked or cell.link else REGULAR
    return size, weight, cell.mono, column.right or figures(cell.text)


def _cell(index: Index) -> Cell:
    cell = index.data(CELL_ROLE)
    return cell if isinstance(cell, Cell) else EMPTY
