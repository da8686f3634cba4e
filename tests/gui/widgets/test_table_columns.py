"""How wide the columns of a table are, and which give way first."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.ui.look import LARGE, Look
from app.ui.widgets.cell_painter import TIGHT_PADDING
from app.ui.widgets.cells import Cell, ListedCells
from app.ui.widgets.table import RowTable
from tests.gui.widgets.conftest import Show
from tests.gui.widgets.test_table import COLUMNS, small_table

NAME, NUMBER = 0, 1


def test_columns_give_way_in_their_order(look: Look, show: Show) -> None:
    table, _model = small_table(look)
    window = show(table, width=900, height=400)

    def hidden() -> list[str]:
        return [c.title for at, c in enumerate(COLUMNS) if table.isColumnHidden(at)]

    assert hidden() == []
    widths = [table.columnWidth(at) for at in range(4)]
    assert sum(widths) == table.viewport().width()
    window.resize(320, 400)
    assert hidden() == ["Expires"]
    window.resize(210, 400)
    assert hidden() == ["Expires", "State"]
    window.resize(120, 400)
    assert sum(table.columnWidth(at) for at in (0, 1)) <= table.viewport().width()
    window.resize(900, 400)
    assert [table.columnWidth(at) for at in range(4)] == widths


def test_room_kept_for_what_may_come_is_given_before_words_are_cut(look: Look, show: Show) -> None:
    rows = [[Cell("PART-1234"), Cell("3"), Cell(), Cell("Open")]] * 5
    table, model = small_table(look)
    model.show_rows(rows)
    window = show(table, width=210, height=400)  # for two columns
    kept = table.columnWidth(NUMBER)
    narrow(window, table, NUMBER)
    whole = table.columnWidth(NAME)
    window.resize(window.width() - 8, 400)
    assert table.columnWidth(NAME) == whole
    model.show_rows([rows[0], [Cell("PART-1"), Cell("10,000"), Cell(), Cell("Open")], *rows[2:]])
    assert table.columnWidth(NUMBER) == kept
    model.show_rows(rows * 7)  # more than are measured: any number may stand below
    assert table.columnWidth(NUMBER) == kept


def test_columns_fit_what_came_while_the_table_was_not_to_be_seen(look: Look, show: Show) -> None:
    table, model = small_table(look)
    show(table, height=400)
    before = table.columnWidth(1)
    table.hide()
    model.show_rows([[Cell("PART-1"), Cell("10,000,000.25"), Cell(), Cell("Open")]] * 5)
    table.show()
    assert table.columnWidth(1) > before


def test_a_column_fits_a_single_line_that_has_outgrown_it(look: Look, show: Show) -> None:
    table, model = small_table(look, rows=1)
    show(table, width=900, height=500)
    before = table.columnWidth(1)
    model.show_rows([[Cell("PART-0"), Cell("1,234,567.0015 KG"), Cell(), Cell("Open")]])
    assert table.columnWidth(1) > before


def test_a_number_that_came_while_there_was_room_is_whole_where_there_is_less(
    look: Look, show: Show
) -> None:
    rows = [[Cell("PART-1234"), Cell("3"), Cell(), Cell("Open")]] * 5
    table, model = small_table(look)
    model.show_rows(rows)
    window = show(table, width=900, height=400)
    model.show_news([[*rows[0][:1], Cell("9,999"), *rows[0][2:]], *rows[1:]])
    window.resize(210, 400)
    for column in (NUMBER, NAME):  # once the second gives way the first has given what it can
        narrow(window, table, column)
    needs = look.wide("9,999", LARGE + 1, tabular=True)
    assert table.columnWidth(NUMBER) >= needs + 2 * look.px(TIGHT_PADDING)


class Growing(ListedCells):
    """Its rows come one by one, and are typed into."""

    def come(self, row: list[Cell]) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._rows = (row, *self._rows)
        self.endInsertRows()

    def type_over(self, row: list[Cell]) -> None:
        self._rows = (row, *self._rows[1:])
        self.dataChanged.emit(self.index(0, 0), self.index(0, 3), [Qt.ItemDataRole.DisplayRole])


@pytest.mark.parametrize("what_comes", [Growing.come, Growing.type_over])
def test_a_column_that_has_given_room_takes_it_back_for_what_comes_or_is_typed(
    look: Look, show: Show, what_comes: Callable[[Growing, list[Cell]], None]
) -> None:
    model = Growing(COLUMNS)
    model.show_rows([[Cell("PART-1234"), Cell("3"), Cell(), Cell("Open")]] * 5)
    table = RowTable(look, model, "Components")
    model.setParent(table)
    window = show(table, width=210, height=400)
    kept = table.columnWidth(NUMBER)
    narrow(window, table, NUMBER)
    what_comes(model, [Cell("PART-1"), Cell("10,000"), Cell(), Cell("Open")])
    assert table.columnWidth(NUMBER) == kept


def narrow(window: QWidget, table: RowTable, column: int) -> None:
    """Make the window narrower until this column is."""
    before = table.columnWidth(column)
    for width in range(window.width(), window.minimumWidth(), -4):
        window.resize(width, window.height())
        if table.columnWidth(column) < before:
            return
    pytest.fail("it never gives way")
