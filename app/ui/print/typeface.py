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
        self._cut: dict[Style, _Cut] = {}
        self._smaller: dict[tuple[Style, float], Style] = {}

    def font(self, style: Style) -> QFont:
        """The font of a style."""
        return self._of(style).font

    def width(self, text: str, style: Style) -> float:
        """How wide one line of text is."""
        return self._of(style).width(text)

    def lines(self, text: str, style: Style, width: int, most: int = 1) -> tuple[str, ...]:
        """Foreign text as it is shown, in at most `most` lines; the last one may be elided."""
        shown = visible(text)
        cut = self._of(style)
        if len(shown) < width and cut.width(shown) <= width:
            return (shown,)
        return cut.lines(shown, width, most)

    def fitting(self, text: str, style: Style, width: int) -> Style:
        """The style, or the largest smaller one in which the text stands on one line.

        A text too long for the smallest one, of five points, gets that.
        """
        points = style.points
        while self.width(visible(text), style) > width and points > _SMALLEST:
            points = max(points - 1, _SMALLEST)
            style = self._smaller.setdefault((style, points), replace(style, points=points))
        return style

    def _of(self, style: Style) -> "_Cut":
        cut = self._cut.get(style)
        if cut is None:
            cut = self._cut[style] = _Cut(_font(style))
        return cut


class _Cut:
    """One style's font, and what was measured in it: a table repeats most of its words.

    Keys and values are plain, so that the garbage collector need not look at them.
    """

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._widths: dict[str, float] = {}
        self._lines: dict[tuple[str, int, int], tuple[str, ...]] = {}

    def width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self._metrics.horizontalAdvance(text)
        return width

    def lines(self, text: str, width: int, most: int) -> tuple[str, ...]:
        key = (text, width, most)
        lines = self._lines.get(key)
        if lines is None:
            lines = self._lines[key] = tuple(wrapped(text, self.font, width, most))
        return lines


def _font(style: Style) -> QFont:
    font = QFont("DejaVu Sans Mono" if style.mono else "Inter")
    font.setPixelSize(style.size)
    font.setWeight(QFont.Weight(style.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for tag in ("calt", "liga", "dlig"):  # "->" stays two characters, on paper and when copied
        font.setFeature(QFont.Tag(tag), 0)
    return font
