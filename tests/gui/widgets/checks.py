"""What holds of every page: nothing sticks out, nothing is cut without a word about it."""

from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget

from app.ui.look import Look
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.key import Key
from app.ui.widgets.keypad import LEAST
from app.ui.widgets.table import RowTable


def scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def nothing_sticks_out(page: QWidget) -> None:
    for widget in page.findChildren(QWidget):
        above = widget.parentWidget()
        if not widget.isVisible() or above is None or widget.isWindow() or scrolls(widget):
            continue
        assert above.rect().contains(widget.geometry()), f"{widget} in {above}"


def all_words_can_be_read(page: QWidget) -> None:
    for label in page.findChildren(QLabel):
        if not label.isVisible() or scrolls(label):
            continue
        assert label.height() >= label.fontMetrics().height() - 1, label.text()
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
        elif label.width() < label.sizeHint().width() - 1:
            assert label.toolTip(), label.text()


def steps_forward_are_whole(page: QWidget) -> None:
    """No button at the right of a bar is cut: the way on must be read."""
    for bar in page.findChildren(ActionBar):
        for button in bar._right:
            if bar.isVisible() and button.isVisible():
                assert button.width() >= button.wish(tight=True), button.words


def targets_are_large_enough(page: QWidget, look: Look) -> None:
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            least = LEAST if isinstance(button, Key) else look.px(44)
            assert min(button.width(), button.height()) >= least, button.accessibleName()


def numbers_and_states_are_whole(page: QWidget, look: Look) -> None:
    """No cell is cut, but in the column that takes what is left, or out of all proportion."""
    for table in page.findChildren(RowTable):
        if not table.isVisible():
            continue
        painter, model = table._painter, table._cells
        for row in _rows_in_view(table):
            for at, column in enumerate(model.columns):
                cell = model.cell(row, at)
                wish = painter.wish(cell, column)
                if table.isColumnHidden(at) or column.stretch or wish > look.px(240):
                    continue
                room = table.columnWidth(at) - 2 * painter.padding
                assert wish <= room, f"{cell.words!r} in {table.accessibleName()}"


def _rows_in_view(table: RowTable) -> list[int]:
    tall = table.viewport().height()
    rows = range(table.model().rowCount())
    return [row for row in rows if 0 <= table.rowViewportPosition(row) < tall]
