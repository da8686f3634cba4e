"""Drawing that several widgets share: rounded boxes and the shapes of states."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.ui.widgets.values import Shape


def box(  # noqa: PLR0913, PLR0917 - a box has an area, a corner, an inside and an edge
    painter: QPainter,
    area: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1,
) -> None:
    """Draw a rounded box with its edge inside `area`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        half = width / 2
        area = area.adjusted(half, half, -half, -half)
        radius = max(0.0, radius - half)
        painter.setPen(QPen(edge, width))
    painter.drawRoundedRect(area, radius, radius)


def fill(painter: QPainter, area: QRect, colour: QColor) -> None:
    """Fill a rectangle, edge to edge.

    Not by `fillRect`: that would make all of Qt's gradients known to Python.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(area)


def shape(painter: QPainter, kind: Shape, area: QRectF, colour: QColor) -> None:
    """Draw the mark of a state into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind in _SOLID:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    else:
        pen = QPen(colour, area.width() * 0.19)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind is Shape.DOT:
        painter.drawEllipse(_inset(area, 0.05))
    elif kind is Shape.RING:
        painter.drawEllipse(_inset(area, 0.12))
    else:
        for points in _LINES.get(kind, ()):
            line = QPolygonF(
                [QPointF(area.x() + x * area.width(), area.y() + y * area.height())
                 for x, y in points]
            )  # fmt: skip
            if kind in _SOLID:
                painter.drawPolygon(line)
            else:
                painter.drawPolyline(line)
    painter.restore()


def _inset(area: QRectF, part: float) -> QRectF:
    by = area.width() * part
    return area.adjusted(by, by, -by, -by)


_SOLID = frozenset({Shape.DOT, Shape.DIAMOND, Shape.TRIANGLE})

# Corners in a square of side 1.
_LINES: dict[Shape, tuple[tuple[tuple[float, float], ...], ...]] = {
    Shape.DIAMOND: (((0.5, -0.06), (1.06, 0.5), (0.5, 1.06), (-0.06, 0.5)),),
    Shape.TRIANGLE: (((0.5, 0.0), (1.08, 0.98), (-0.08, 0.98)),),
    Shape.CHECK: (((0.08, 0.55), (0.36, 0.84), (0.94, 0.2)),),
    Shape.CROSS: (((0.12, 0.12), (0.88, 0.88)), ((0.88, 0.12), (0.12, 0.88))),
    Shape.PLUS: (((0.5, 0.05), (0.5, 0.95)), ((0.05, 0.5), (0.95, 0.5))),
    Shape.PENCIL: (
        ((0.08, 0.92), (0.16, 0.64), (0.72, 0.08), (0.92, 0.28), (0.36, 0.84), (0.08, 0.92)),
    ),
}  # fmt: skip
