"""How cells lie in their columns: cut where room is short, the quieter words first."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetrics

from app.ui.look import LARGE, Look
from app.ui.widgets.cell_layout import CellLayouts
from app.ui.widgets.cells import Cell, Column
from app.ui.widgets.values import Shape

WORDS = Column("Component", Cell("SCR-M4X12"), stretch=True)
NUMBERS = Column("Needed", Cell("10,000"), right=True)
CELL = Cell("SCR-M4X12", "Screw M4 x 12, zinc", shape=Shape.RING)


@pytest.mark.parametrize("column", [WORDS, NUMBERS], ids=["left", "right"])
def test_nothing_reaches_out_of_its_room_or_over_the_next(look: Look, column: Column) -> None:
    layouts = CellLayouts(look)
    for room in range(look.px(40), 400):  # from a mark and an ellipsis on
        layout = layouts.of(CELL, column, room)
        ends = [(layout.mark[0], 0)] if layout.mark else []
        ends += [(part.x, part.wide) for part in (layout.main, layout.second) if part]
        assert all(x + wide <= after for (x, wide), (after, _) in pairwise([*ends, (room, 0)]))


def test_quieter_words_are_cut_before_any_other(look: Look) -> None:
    layouts = CellLayouts(look)
    whole = layouts.wish(CELL, WORDS, large=False)
    alone = layouts.wish(CELL, WORDS, large=False, second=False)
    seen = [layouts.of(CELL, WORDS, room) for room in (whole, whole - 10, alone, alone - 10)]
    texts = [[part and part.text.text() for part in (one.main, one.second)] for one in seen]
    assert texts[0] == [CELL.text, CELL.second]
    assert texts[1][0] == CELL.text
    assert str(texts[1][1]).endswith("…")
    assert texts[2] == [CELL.text, None]
    assert str(texts[3][0]).endswith("…")
    assert texts[3][1] is None


def test_a_cell_is_laid_out_once_until_the_look_changes(look: Look) -> None:
    layouts = CellLayouts(look)
    first = layouts.of(CELL, WORDS, 300)
    assert (
        layouts.of(Cell("SCR-M4X12", "Screw M4 x 12, zinc", shape=Shape.RING), WORDS, 300) is first
    )
    assert layouts.of(CELL, WORDS, 301) is not first
    look.use(look.theme, scale=2)
    assert first.main
    larger = layouts.of(CELL, WORDS, 300).main
    assert larger
    assert larger.wide > first.main.wide


def test_the_current_line_is_large(look: Look) -> None:
    main = CellLayouts(look).of(Cell("10"), NUMBERS, 100, large=True).main
    assert main
    assert main.font.pixelSize() == look.px(LARGE + 1)
    assert main.x == 100 - QFontMetrics(main.font).horizontalAdvance("10")
