"""The table: virtual rows, one current line, cells as values, columns that give way."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.ui.look import SMALL, Look
from app.ui.theme import load_theme
from app.ui.widgets.cells import EMPTY, Cell, CellModel, Column, ListedCells
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Shape, Tone
from tests.gui.widgets.conftest import Show

COLUMNS = (
    Column("Component", Cell("SCR-M4X12", strong=True), stretch=True),
    Column("Needed", Cell("10,000"), right=True),
    Column("Expires", Cell("2027-06-30", small=True), drop=2),
    Column("State", Cell("Scan 5 serials", shape=Shape.RING), drop=1),
)


class ManyRows(CellModel):
    """Rows that are made when asked for, and count how often they were."""

    def __init__(self, count: int) -> None:
        super().__init__(COLUMNS)
        self.count = count
        self.asked = 0
        self.rows_asked: set[int] = set()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.count

    def cell(self, row: int, column: int) -> Cell:
        self.asked += 1
        self.rows_asked.add(row)
        return Cell(f"{row} {column}")


def small_table(look: Look, rows: int = 5) -> tuple[RowTable, ListedCells]:
    model = ListedCells(COLUMNS)
    model.show_rows(
        [
            [Cell(f"PART-{at}"), Cell(str(at)), Cell(), Cell("Open", link=at == 2)]
            for at in range(rows)
        ]
    )
    table = RowTable(look, model, "Components")
    model.setParent(table)
    return table, model


def row_image(table: RowTable, row: int) -> QImage:
    tall = table.rowHeight(row)
    area = (0, table.rowViewportPosition(row), table.viewport().width(), tall)
    return table.viewport().grab().toImage().copy(*area)


def test_only_what_is_seen_is_asked_for(look: Look, show: Show, qtbot: QtBot) -> None:
    model = ManyRows(10_000)
    table = RowTable(look, model, "Components")
    model.setParent(table)
    show(table, width=900, height=500)
    model.asked = 0
    table.viewport().repaint()
    in_view = 500 // look.px(46) + 2
    assert 0 < model.asked <= 2 * in_view * len(COLUMNS)
    model.asked = 0
    table.set_current_line(9_999)
    table.viewport().repaint()
    assert table.rowViewportPosition(9_999) < table.viewport().height()
    assert model.asked <= 4 * in_view * len(COLUMNS)


def test_of_lines_that_are_far_apart_none_between_is_painted(look: Look, show: Show) -> None:
    model = ManyRows(10_000)
    table = RowTable(look, model, "Components")
    model.setParent(table)
    show(table, width=900, height=500)
    table.set_current_line(1)
    table.viewport().repaint()
    model.asked = 0
    table.set_current_line(8)
    QApplication.processEvents()
    assert model.asked == 2 * len(COLUMNS)


def test_cells_are_laid_out_anew_for_another_look(look: Look, show: Show) -> None:
    table, model = small_table(look)
    show(table, height=400)
    before = table.viewport().grab().toImage()
    look.use(load_theme("dark"), scale=1.5)
    fresh = RowTable(look, model, "Components")
    show(fresh, height=400)
    assert fresh.viewport().grab().toImage() == table.viewport().grab().toImage() != before


def test_rows_and_header_have_their_heights(look: Look, show: Show) -> None:
    table, _model = small_table(look)
    show(table, height=400)
    assert table.rowHeight(0) == 46
    assert table.horizontalHeader().height() == 38
    look.use(look.theme, scale=1.5)
    assert table.rowHeight(0) == 69
    assert table.horizontalHeader().height() == 57


def test_the_current_line_is_marked_by_bar_and_tint(look: Look, show: Show) -> None:
    table, _model = small_table(look)
    show(table, height=400)
    table.set_current_line(1)
    assert table.current_line == 1
    image = row_image(table, 1)
    assert image.pixelColor(2, 20) == look.colour("accent")
    assert image.pixelColor(8, 20) == look.colour("selected")
    assert row_image(table, 0).pixelColor(2, 20) == look.colour("surface")
    table.set_current_line(-1)
    assert table.current_line == -1
    assert row_image(table, 1).pixelColor(8, 20) == look.colour("surface")


def test_without_tints_the_current_line_is_outlined(look: Look, show: Show) -> None:
    look.use(load_theme("contrast"))
    table, _model = small_table(look)
    show(table, height=400)
    table.set_current_line(1)
    image = row_image(table, 1)
    assert image.pixelColor(200, 1) == QColor("#000000")
    assert image.pixelColor(2, 20) == look.colour("accent")


def test_only_a_person_is_told_to_have_chosen_a_line(look: Look, show: Show, qtbot: QtBot) -> None:
    table, _model = small_table(look)
    show(table, height=400)
    chosen: list[int] = []
    table.line_chosen.connect(chosen.append)
    table.set_current_line(1)
    table.set_current_line(-1)
    table.set_current_line(99)
    assert chosen == []
    spot = QPoint(100, table.rowViewportPosition(3) + 10)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert chosen == [3, 2]
    assert table.current_line == 2


def test_a_link_is_pressed_by_pointer_and_by_enter(look: Look, show: Show, qtbot: QtBot) -> None:
    table, model = small_table(look)
    show(table, height=400)
    pressed: list[tuple[int, int]] = []
    table.link_pressed.connect(lambda row, column: pressed.append((row, column)))
    for row, column in ((2, 3), (2, 0), (1, 3)):
        spot = table.visualRect(model.index(row, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert pressed == [(2, 3)]
    table.set_current_line(2)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    table.set_current_line(1)
    qtbot.keyClick(table, Qt.Key.Key_Enter)
    assert pressed == [(2, 3), (2, 3)]


def test_letters_do_not_move_the_line(look: Look, show: Show, qtbot: QtBot) -> None:
    table, _model = small_table(look)
    show(table, height=400)
    table.set_current_line(0)
    qtbot.keyClicks(table, "PART-4")
    assert table.current_line == 0


def test_of_news_only_the_lines_that_are_others_are_shown_anew() -> None:
    model = ListedCells((Column("A", Cell("PART")), Column("State", Cell("posted"))))
    before = [[Cell(f"PART-{at}"), Cell("queued")] for at in range(3)]
    model.show_rows(before)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.show_news([before[0], [Cell("PART-1"), Cell("posted")], [*before[2]]])
    assert told == [(1, 1)]
    assert model.cell(1, 1) == Cell("posted")
    model.show_news([before[0]])
    assert model.rowCount() == 1


def test_the_current_line_stays_in_view_when_the_window_shrinks(look: Look, show: Show) -> None:
    table, _model = small_table(look, rows=40)
    window = show(table, height=900)
    table.set_current_line(15)
    window.resize(900, 200)
    QApplication.processEvents()
    top = table.rowViewportPosition(15)
    assert 0 <= top <= table.viewport().height() - table.rowHeight(15)


def test_numbers_stand_right_and_words_left(look: Look, show: Show) -> None:
    model = ListedCells((Column("A", Cell("MMMMMM")), Column("B", Cell("MMMMMM"), right=True)))
    model.show_rows([[Cell("I"), Cell("I")]])
    table = RowTable(look, model, "Two")
    model.setParent(table)
    show(table, width=600, height=200)
    image = row_image(table, 0)
    ground = look.colour("surface")
    inked = [x for x in range(image.width()) if image.pixelColor(x, 22) != ground]
    assert min(inked) < 20
    assert max(inked) > image.width() - 20


@pytest.mark.parametrize(
    "cell",
    [
        Cell("Complete", tone=Tone.OK, shape=Shape.CHECK),
        Cell("PART", second="Bearing"),
        Cell("PART", mono=True),
        Cell("PART", strong=True),
        Cell("PART", small=True),
        Cell("PART", suggested=True),
        Cell("PART", was="OLD"),
        Cell("PART", link=True),
        Cell("PART", tone=Tone.FAINT),
        Cell("<b>PART</b>"),
    ],
)
def test_every_trait_of_a_cell_is_seen(look: Look, show: Show, cell: Cell) -> None:
    model = ListedCells((Column("A", Cell("M" * 20)),))
    model.show_rows([[Cell("PART")], [cell]])
    table = RowTable(look, model, "One")
    model.setParent(table)
    show(table, height=300)
    assert row_image(table, 0) != row_image(table, 1)


@pytest.mark.parametrize("right", [True, False])
def test_an_older_value_is_struck_through(look: Look, show: Show, right: bool) -> None:
    model = ListedCells((Column("A", Cell("x"), stretch=True), Column("B", Cell("1,000"), right)))
    model.show_rows([[Cell(), Cell("600", was="500")]])
    table = RowTable(look, model, "Lines")
    model.setParent(table)
    window = show(table, width=500, height=200)
    window.setContentsMargins(60, 10, 0, 0)  # where a table stands matters to Qt
    QApplication.processEvents()

    place = table.viewport().mapTo(window, QPoint(10, table.rowViewportPosition(0) + 2))
    image = window.grab().toImage().copy(place.x(), place.y(), table.viewport().width() - 10, 20)
    ground = image.pixelColor(0, 0)
    rows = [
        [x for x in range(image.width()) if image.pixelColor(x, y) != ground]
        for y in range(image.height())
    ]
    inked = sorted({x for row in rows for x in row})
    wide = look.wide("500", SMALL, tabular=True)
    assert inked[-1] - inked[0] <= wide + 1
    assert max(map(len, rows)) >= wide - 1  # one line goes through all of it


def test_states_differ_without_their_colours(look: Look, show: Show) -> None:
    model = ListedCells((Column("A", Cell("M" * 20)),))
    shapes = [one for one in Shape if one is not Shape.NONE]
    model.show_rows([[Cell("State", shape=one)] for one in shapes])
    table = RowTable(look, model, "One")
    model.setParent(table)
    show(table, height=46 * 12)
    grey = [
        row_image(table, row).convertToFormat(QImage.Format.Format_Grayscale8)
        for row in range(len(shapes))
    ]
    for at, image in enumerate(grey):
        assert all(image != other for other in grey[at + 1 :])


@pytest.mark.parametrize("reduced", [False, True])
def test_a_taken_scan_lights_its_line_once(
    look: Look, show: Show, qtbot: QtBot, reduced: bool
) -> None:
    look.use(look.theme, reduced_motion=reduced)
    table, _model = small_table(look)
    show(table, height=400)
    before = row_image(table, 1)
    table.pulse(1)
    assert (row_image(table, 1) != before) is not reduced
    qtbot.waitUntil(lambda: row_image(table, 1) == before)


def test_a_line_is_lit_no_longer_once_the_next_scan_lights_another(look: Look, show: Show) -> None:
    model = ManyRows(20)
    table = RowTable(look, model, "Components")
    model.setParent(table)
    show(table, width=900, height=500)
    table.pulse(1)
    QApplication.processEvents()
    model.rows_asked.clear()
    table.pulse(5)
    QApplication.processEvents()
    assert model.rows_asked == {1, 5}


def test_the_whole_of_a_cut_cell_is_its_tool_tip(look: Look, show: Show) -> None:
    long = "A <b>description</b> that has no room " * 4
    model = ListedCells((Column("A", Cell("M" * 5)),))
    model.show_rows([[Cell("PART", second=long)], [Cell("PART")]])
    table = RowTable(look, model, "One")
    model.setParent(table)
    show(table, width=300, height=300)
    for row, tip in ((0, "&lt;b&gt;"), (1, "")):
        spot = table.visualRect(model.index(row, 0)).center()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, spot, table.viewport().mapToGlobal(spot))
        QApplication.sendEvent(table.viewport(), event)
        assert tip in QToolTip.text()
        assert QToolTip.isVisible() is bool(tip) or not tip
    QToolTip.hideText()


def test_a_screen_reader_gets_words_and_titles(look: Look) -> None:
    table, model = small_table(look)
    model.show_rows([[Cell("P\x1d1", second="Bearing", was="P0")]])
    index = model.index(0, 0)
    spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "P0 P\u2039GS\u203a1 Bearing"
    assert model.data(index, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.cell(0, 3) == EMPTY
    across = Qt.Orientation.Horizontal
    assert model.headerData(1, across) == "Needed"
    assert model.headerData(9, across) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(0, across, Qt.ItemDataRole.DecorationRole) is None
    right = model.headerData(1, across, Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    assert table.accessibleName() == "Components"


def test_new_rows_keep_the_line_and_a_new_number_of_rows_forgets_it(look: Look, show: Show) -> None:
    table, model = small_table(look)
    show(table, height=400)
    table.set_current_line(3)
    model.show_rows([[Cell("NEW")]] * 5)
    assert table.current_line == 3
    model.show_rows([[Cell("NEW")]] * 4)
    assert table.current_line == -1
    model.show_rows([])
    assert model.rowCount() == 0


def test_a_low_table_shows_lines_before_titles(look: Look, show: Show) -> None:
    table, _model = small_table(look)
    window = show(table, height=400)
    assert table.horizontalHeader().isVisible()
    window.resize(900, 100)
    assert not table.horizontalHeader().isVisible()
    bare = RowTable(look, _model, "Bare", header=False)
    show(bare, height=400)
    assert not bare.horizontalHeader().isVisible()
