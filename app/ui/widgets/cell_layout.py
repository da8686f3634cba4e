"""How a cell lies in its column: in which fonts, what is cut, where each part begins.

Measuring words costs more than painting them, and the same cells are painted again and again as
the current line moves and a row lights up: each is laid out once for the room it has.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTransform

from app.ui.look import BODY, LARGE, REGULAR, SEMIBOLD, SMALL, Look
from app.ui.widgets.cells import Cell, Column
from app.ui.widgets.text import elided, figures, visible
from app.ui.widgets.values import Shape

MARK = 10
_MARK_GAP = 5
_SECOND_GAP = 5
_UNDER_WAS, _OVER_MAIN = 9, 10
_MEASURED = 200
"""Characters beyond this don't make a cell any wider."""
_LEAST_SECOND = 5
"""Quieter words that would be cut to less than this are left away."""
_MOST_KEPT = 4_000


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a cell.

    Attributes:
        text: As far as there is room for it; its letters are shaped already.
        x: Where it begins, in pixels from where the room does.
        base: Where its letters stand, in pixels under the middle of the row.
        up: How far above that its top is.
        wide: In pixels.
    """

    text: QStaticText
    font: QFont
    x: int
    base: float
    up: int
    wide: int


@dataclass(frozen=True, slots=True)
class CellLayout:
    """All parts of one cell; None for those it doesn't have.

    Attributes:
        mark: Where its mark has its left, and its middle under that of the row.
    """

    main: Words | None
    second: Words | None
    was: Words | None
    mark: tuple[int, int] | None


class CellLayouts:
    """Lays cells out, and keeps what it found. GUI thread."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._kept: dict[tuple[Cell, bool, int, bool], CellLayout] = {}
        look.changed.connect(self._kept.clear)

    def of(self, cell: Cell, column: Column, room: int, *, large: bool = False) -> CellLayout:
        """Return how a cell lies in a room of so many pixels; large is the current line."""
        key = (cell, column.right, room, large)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = self._lay_out(cell, column, room, large=large)
        return found

    def wish(self, cell: Cell, column: Column, *, large: bool, second: bool = True) -> int:
        """Return the pixels that show all of a cell, if wanted without its quieter words."""
        look = self._look
        size, weight, mono, tabular = _face(cell, column, large=large)
        text = visible(cell.text)[:_MEASURED]
        wide = look.wide(text, size, weight, mono=mono, tabular=tabular) + self._mark_room(cell)
        if cell.second and second:
            words = visible(cell.second)[:_MEASURED]
            wide += look.wide(words, SMALL) + (look.px(_SECOND_GAP) if cell.text else 0)
        return wide + 1

    def _lay_out(self, cell: Cell, column: Column, room: int, *, large: bool) -> CellLayout:
        look = self._look
        mark = self._mark_room(cell)
        whole = visible(cell.text)
        size, weight, mono, tabular = _face(cell, column, large=large)
        font = look.font(size, weight, mono=mono, tabular=tabular)
        text, wide = _fitted(font, whole, room - mark)
        gap = look.px(_SECOND_GAP) if text else 0
        second, second_wide = "", 0
        if cell.second and text == whole:
            left = room - mark - wide - gap
            second, second_wide = _fitted(look.font(SMALL), visible(cell.second), left)
            if len(second) < _LEAST_SECOND and second.endswith("…"):
                second = ""
        taken = mark + wide + (gap + second_wide if second else 0)
        x = room - taken if column.right else 0
        middle = look.px(_UNDER_WAS) if cell.was else 0
        base = middle + _half(font)
        after = x + mark + wide + gap
        return CellLayout(
            _words(text, font, x + mark, base, wide) if text else None,
            _words(second, look.font(SMALL), after, base, second_wide) if second else None,
            self._was(cell, column, room) if cell.was else None,
            (x, middle) if mark else None,
        )

    def _was(self, cell: Cell, column: Column, room: int) -> Words:
        font = self._look.font(SMALL, tabular=True)
        text, wide = _fitted(font, visible(cell.was), room)
        base = _half(font) - self._look.px(_OVER_MAIN)
        return _words(text, font, room - wide if column.right else 0, base, wide)

    def _mark_room(self, cell: Cell) -> int:
        return 0 if cell.shape is Shape.NONE else self._look.px(MARK + _MARK_GAP)


def _words(text: str, font: QFont, x: int, base: float, wide: int) -> Words:
    shaped = QStaticText(text)
    shaped.setTextFormat(Qt.TextFormat.PlainText)
    shaped.prepare(QTransform(), font)
    return Words(shaped, font, x, base, QFontMetrics(font).ascent(), wide)


def _fitted(font: QFont, text: str, room: int) -> tuple[str, int]:
    """Return as much of a text as there is room for, and the pixels it takes."""
    metrics = QFontMetrics(font)
    if len(text) <= _MEASURED and (wide := metrics.horizontalAdvance(text)) <= room:
        return text, wide
    cut = elided(metrics, text, room)
    return cut, metrics.horizontalAdvance(cut)


def _half(font: QFont) -> float:
    """Return half the height of a capital: so far under the middle letters look centred."""
    return QFontMetrics(font).capHeight() / 2


def _face(cell: Cell, column: Column, *, large: bool) -> tuple[int, int, bool, bool]:
    """Return the size, the weight, and whether in one width all letters are, or the figures."""
    marked = cell.shape is not Shape.NONE
    size = SMALL if cell.small or cell.mono or marked else BODY
    if large and size == BODY:
        size = LARGE + 1
    weight = SEMIBOLD if cell.strong or marked or cell.link else REGULAR
    return size, weight, cell.mono, column.right or figures(cell.text)
