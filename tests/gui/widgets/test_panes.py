"""Panes: what leads where they stand in one column."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.look import Look
from app.ui.widgets.card import Card
from app.ui.widgets.notice import Notice
from app.ui.widgets.panes import Panes
from tests.gui.widgets.conftest import Show


def test_what_must_be_read_leads_where_panes_stand_in_one_column(look: Look, show: Show) -> None:
    """And it goes back to its pane where they stand side by side again."""
    table, side = Card(look, "Will be issued"), QWidget()
    notice, about = Notice(look), Card(look, "Assembly")
    notice.set_notice("1 thing to know", ["SEAL-22 is short by 1 EACH."])
    column = QVBoxLayout(side)
    for part in (notice, about):
        column.addWidget(part)
    panes = Panes(look, table, side, lead=notice)
    window = show(panes, width=900, height=400)
    for width, first in ((900, table), (500, notice), (900, table)):
        window.resize(width, 400)
        QApplication.processEvents()
        assert panes.stacked == (first is notice)
        parts = (notice, about, table)
        tops = [part.mapTo(panes, QPoint()).y() for part in parts]
        assert tops[0] < tops[1]
        assert (tops[0] < tops[2]) == panes.stacked
        assert all(part.isVisible() for part in parts)
