"""Draws pages on any paint device whose units are 1/100 mm: a PDF, a printer, a picture."""

import re

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.ui.print.block import Bars, Box, Fill, Matrix, Page, Words
from app.ui.print.typeface import INK, Style, Typeface

_LINE = 25
_OVERLAP = 0.02  # of a module: no white hair between two dark rows
_DARK = re.compile(rb"\x00+")
_CHECK = ((0.2, 0.55), (0.42, 0.78), (0.82, 0.24))


def paint(painter: QPainter, page: Page, typeface: Typeface) -> None:
    """Draw one page. In the thread of the painter's device; `typeface` is of the same one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    style: Style | None = None
    for placed in page:
        for mark in placed.block.marks:
            if isinstance(mark, Words):
                if mark.style is not style:
                    style = mark.style
                    painter.setFont(typeface.font(style))
                painter.setPen(QColor(mark.style.colour))
                painter.drawText(QPointF(mark.x, placed.y + mark.y), mark.text)
            else:
                _draw(painter, mark, placed.y)


def _draw(painter: QPainter, mark: Fill | Box | Matrix | Bars, top: float) -> None:
    match mark:
        case Fill():
            area = QRectF(mark.x, top + mark.y, mark.width, mark.height)
            painter.fillRect(area, QColor(mark.colour))
        case Box():
            _draw_box(painter, mark, top)
        case Matrix():
            _draw_matrix(painter, mark, top)
        case Bars():
            _draw_bars(painter, mark, top)


def _draw_box(painter: QPainter, box: Box, top: float) -> None:
    area = QRectF(box.x, top + box.y, box.width, box.height)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(INK), _LINE))
    painter.drawRect(area)
    if box.ticked:
        painter.setPen(QPen(QColor(INK), 2 * _LINE))
        points = [
            QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in _CHECK
        ]
        painter.drawPolyline(QPolygonF(points))


def _draw_matrix(painter: QPainter, matrix: Matrix, top: float) -> None:
    """Each dark run as a thick line: sharp at every size, where a picture would be smoothed."""
    side = matrix.module
    pen = QPen(QColor("black"), side * (1 + _OVERLAP))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    lines: list[QLineF] = []
    for at, row in enumerate(matrix.rows):
        y = top + matrix.y + (at + 0.5) * side
        for run in _DARK.finditer(row):
            start, end = matrix.x + run.start() * side, matrix.x + run.end() * side
            lines.append(QLineF(start, y, end, y))
    painter.drawLines(lines)


def _draw_bars(painter: QPainter, bars: Bars, top: float) -> None:
    """Each dark run as one bar of exactly its width: the widths are what is read."""
    for run in _DARK.finditer(bars.row):
        start, end = run.start() * bars.module, run.end() * bars.module
        area = QRectF(bars.x + start, top + bars.y, end - start, bars.height)
        painter.fillRect(area, QColor("black"))
