"""Marks for the control characters of a line edit, which Qt shows as blanks."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from app.ui.look import Look
from app.ui.widgets.paint import box
from app.ui.widgets.values import Tone

_SIGNS = {"\n": "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}", "\t": "\N{RIGHTWARDS ARROW}"}


_FEW = 64
"""So many are all looked at. Among more, those in sight are found first: asking where one stands
takes Qt the longer, the further to the right it is."""


class _Spot(NamedTuple):
    place: int
    """In UTF-16, as Qt counts."""
    char: str


class ControlMarks:
    """Where the control characters of a text stand, and their painting."""

    def __init__(self, text: str, shown: str, font: QFont) -> None:
        """Lay the text out as the line edit did.

        Args:
            text: The text itself.
            shown: What the line edit draws of it, of the same length.
            font: The line edit's.
        """
        self._font = font
        self._layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._layout.endLayout()
        self._spots = tuple(_spots(text))

    def x(self, place: int) -> float:
        """Return how far from the text's start the cursor stands at a place, in pixels."""
        return cast("tuple[float, int]", self._line.cursorToX(place))[0]

    def paint(
        self, painter: QPainter, look: Look, start: float, inside: QRect, selected: range
    ) -> None:
        """Draw the marks; the text starts at `start` and may be seen `inside`."""
        painter.save()
        painter.setClipRect(inside)
        painter.setFont(self._font)
        for spot in self._in_sight(inside.left() - start, inside.right() - start):
            ends = (start + self.x(spot.place), start + self.x(spot.place + 1))
            area = QRectF(min(ends), 0, max(ends) - min(ends), inside.height())
            ink: Tone | str = "on_accent" if spot.place in selected else Tone.ACCENT
            painter.setPen(look.colour(ink))
            self._paint_one(painter, look, spot.char, area)
        painter.restore()

    def _in_sight(self, left: float, right: float) -> Sequence[_Spot]:
        if len(self._spots) <= _FEW:
            return self._spots
        low, high = sorted((self._line.xToCursor(left), self._line.xToCursor(right)))
        first = bisect_left(self._spots, low - 1, key=attrgetter("place"))
        return self._spots[first : bisect_left(self._spots, high + 1, key=attrgetter("place"))]

    @staticmethod
    def _paint_one(painter: QPainter, look: Look, char: str, area: QRectF) -> None:
        if char in _SIGNS:
            wide = area.adjusted(-look.px(4), 0, look.px(4), 0)
            painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, _SIGNS[char])
            return
        side = min(area.width() * 0.8, look.px(10))
        pill = QRectF(0, 0, side, side * 1.6)
        pill.moveCenter(QPointF(area.center()))
        ink = painter.pen().color()
        box(painter, pill, side / 3, ink)


def _spots(text: str) -> Iterator[_Spot]:
    place = 0
    for char in text:
        if char < " ":
            yield _Spot(place, char)
        place += 2 if char > "\uffff" else 1
