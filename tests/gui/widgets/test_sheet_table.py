"""What of a sheet is chosen can be seen, and where one is in it."""

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.theme import load_theme
from app.ui.widgets.cells import Cell, Column, Index
from app.ui.widgets.sheet_model import SheetModel
from app.ui.widgets.sheet_table import Chosen, SheetTable
from tests.gui.widgets.conftest import Show

_NOWHERE = QModelIndex()


class Sheet(SheetModel):
    """Three by three, with nothing in it."""

    def __init__(self) -> None:
        super().__init__([Column(name, Cell("10,000")) for name in "ABC"])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def cell(self, _row: int, _column: int) -> Cell:
        return Cell()

    def editable(self, _row: int, _column: int) -> bool:
        return True

    def text(self, _row: int, _column: int) -> str:
        return ""

    def held(self, _row: int, _column: int) -> str:
        return ""


@pytest.fixture
def sheet(look: Look, show: Show) -> SheetTable:
    model = Sheet()
    table = SheetTable(look, model, "Lines")
    model.setParent(table)
    show(table, width=600, height=300)
    return table


def cells(table: SheetTable) -> list[list[str]]:
    """The colour in the middle of each cell."""
    image = table.viewport().grab().toImage()
    places = [[table.visualRect(table.model().index(r, c)) for c in range(3)] for r in range(3)]
    return [[image.pixelColor(one.center()).name() for one in row] for row in places]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_what_is_chosen_is_tinted_but_for_the_current_cell(
    look: Look, sheet: SheetTable, theme: str
) -> None:
    look.use(load_theme(theme))
    sheet.go_to(0, 0)
    before = cells(sheet)
    sheet.choose(Chosen(0, 0, 1, 1))
    after = cells(sheet)
    tinted = {(r, c) for r in range(3) for c in range(3) if before[r][c] != after[r][c]}
    assert tinted == {(0, 1), (1, 0), (1, 1)}


def test_the_current_cell_is_framed_while_the_sheet_has_the_focus(
    look: Look, sheet: SheetTable, qtbot: QtBot
) -> None:
    sheet.go_to(1, 1)
    area = sheet.visualRect(sheet.model().index(1, 1))

    def edge() -> str:
        image = sheet.viewport().grab().toImage()
        return image.pixelColor(area.center().x(), area.top() + 2).name()

    sheet.clearFocus()
    assert edge() != look.colour("accent").name()
    sheet.setFocus()
    qtbot.waitUntil(sheet.hasFocus)
    assert edge() == look.colour("accent").name()
