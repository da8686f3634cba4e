"""Fonts on paper: how wide a text is, and how it is broken into lines.

Part numbers, lots and serial numbers are set in a fixed width, whose zero is dotted. Inter's own
slashed zero is a substitute that PDF readers can't copy as text (resources/decisions/print.md).
"""

from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontMetricsF

from app.ui.print.paper import PER_INCH
from app.ui.widgets.text import visible, wrapped

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700
INK, SECOND = "#16202A", "#4A5866"

_POINT = PER_INCH / 72
_SMALLEST = 5


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a text looks; sizes in points. Each is a constant somewhere and known by identity."""

    points: float
    weight: int = REGULAR
    colour: str = INK
    mono: bool = False

    @property
    def size(self) -> int:
        """The font's size."""
        return round(self.points * _POINT)

    @property
    def leading(self) -> int:
        """From one baseline to the next."""
        return round(self.size * 1.32)


class Typeface:
    """Fonts and their measures. An instance belongs to one thread; `Look` registers the fonts."""

    def __init__(self) -> None:
        self._fonts: dict[Style, tuple[QFont, QFontMetricsF]] = {}
        self._lines: dict[tuple[str, Style, int, int], tuple[str, ...]] = {}
        self._smaller: dict[tuple[Style, float], Style] = {}
        self._widths: dict[tuple[str, Style], float] = {}  # a table repeats most of its words

    def font(self, style: Style) -> QFont:
        """The font of a style."""
        return self._made(style)[0]

    def width(self, text: str, style: Style) -> float:
        """How wide one line of text is."""
        key = (text, style)
        width = self._widths.get(key)
        if width is None:
            width = self._widths[key] = self._made(style)[1].horizontalAdvance(text)
        return width

    def lines(self, text: str, style: Style, width: int, most: int = 1) -> tuple[str, ...]:
        """Foreign text as it is shown, in at most `most` lines; the last one may be elided."""
        shown = visible(text)
        if len(shown) < width and self.width(shown, style) <= width:
            return (shown,)
        key = (shown, style, width, most)
        lines = self._lines.get(key)
        if lines is None:
            lines = self._lines[key] = tuple(wrapped(shown, self.font(style), width, most))
        return lines

    def fitting(self, text: str, style: Style, width: int) -> Style:
        """The style, or the largest smaller one in which the text stands on one line.

        A text too long for the smallest one, of five points, gets that.
        """
        points = style.points
        while self.width(visible(text), style) > width and points > _SMALLEST:
            points = max(points - 1, _SMALLEST)
            style = self._smaller.setdefault((style, points), replace(style, points=points))
        return style

    def _made(self, style: Style) -> tuple[QFont, QFontMetricsF]:
        made = self._fonts.get(style)
        if made is None:
            font = _font(style)
            made = self._fonts[style] = (font, QFontMetricsF(font))
        return made


def _font(style: Style) -> QFont:
    font = QFont("DejaVu Sans Mono" if style.mono else "Inter")
    font.setPixelSize(style.size)
    font.setWeight(QFont.Weight(style.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for tag in ("calt", "liga", "dlig"):  # "->" stays two characters, on paper and when copied
        font.setFeature(QFont.Tag(tag), 0)
    return font
