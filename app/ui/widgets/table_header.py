"""The heads of a `RowTable`'s columns."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui.look import SEMIBOLD, SMALL, Look
from app.ui.widgets.cells import Column
from app.ui.widgets.text import elided
from app.ui.widgets.values import Tone

HEADER = 38


class TableHeader(QHeaderView):
    """Titles on a raised strip, aligned like the cells under them."""

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._columns = columns
        self.padding = look.px(14)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        look.changed.connect(self.updateGeometry)

    def wish(self, column: Column) -> int:
        """Return the width in pixels that shows a title, without padding."""
        return self._look.wide(column.title, SMALL - 1, SEMIBOLD) + 2

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(100), self._look.px(HEADER))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        look = self._look
        column = self._columns[logical_index]
        painter.fillRect(rect, look.colour("raised"))
        rule = look.colour("line")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, rule)
        painter.setFont(look.font(SMALL - 1, SEMIBOLD))
        painter.setPen(look.colour(Tone.SECOND))
        room = rect.adjusted(self.padding, 0, -self.padding, 0)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        words = elided(painter.fontMetrics(), column.title, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)
