"""The bar of a table's current line, where columns have given way."""

import pytest

from app.ui.look import Look
from app.ui.theme import load_theme
from app.ui.widgets.cells import Cell, Column, ListedCells
from app.ui.widgets.table import RowTable
from tests.gui.widgets.conftest import Show
from tests.gui.widgets.test_table import COLUMNS, row_image


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_the_bar_is_in_the_first_column_shown_and_off_its_words(
    look: Look, show: Show, theme: str
) -> None:
    look.use(load_theme(theme))
    place = Column("Location", Cell("CABINET 1 / SHELF 1"), drop=3)
    model = ListedCells((place, *COLUMNS))
    model.show_rows([[Cell("ISLE"), Cell("PART"), Cell("1"), Cell(), Cell("Open")]])
    table = RowTable(look, model, "Components")
    model.setParent(table)
    show(table, width=300, height=200)
    assert table.isColumnHidden(0)
    table.set_current_line(0)
    image = row_image(table, 0)
    assert image.pixelColor(1, 20) == look.colour("accent")
    assert image.pixelColor(table._painter.padding - 3, 20) == look.colour("selected")
