"""The scans of a batch that were refused and wait for a person (design.md 3)."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.core.gate import Unresolved
from app.services.intake import Intake, Offered
from app.ui import flow_texts, refusal_texts
from app.ui.look import Look
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, Column, ListedCells
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Tone

AGAIN, ASIDE = 2, 3
ROWS_SHOWN = 3


class UnresolvedCard(QWidget):
    """Visible only while something waits. Each row is read again or put aside.

    Who shows it refreshes it.
    """

    def __init__(self, look: Look, intake: Intake) -> None:
        super().__init__()
        self._look, self._intake = look, intake
        self._shown: tuple[Unresolved[Offered], ...] = ()
        self._model = ListedCells(
            (
                Column("Scan", Cell("GC00004057-AB", mono=True), stretch=True),
                Column("Why", Cell("GC00004057 is not in this kit"), stretch=True),
                Column("", Cell(flow_texts.READ_AGAIN, link=True, strong=True)),
                Column("", Cell(flow_texts.PUT_ASIDE, link=True, strong=True)),
            )
        )
        self._table = RowTable(look, self._model, flow_texts.UNRESOLVED, header=False)
        self._table.link_pressed.connect(self._pressed)
        self._card = Card(look, flow_texts.UNRESOLVED)
        self._card.set_body(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        look.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    def refresh(self) -> None:
        """Show what waits."""
        waiting = tuple(self._intake.gate.unresolved)
        self.setVisible(bool(waiting))
        if waiting == self._shown:
            return
        self._shown = waiting
        self._card.set_title(flow_texts.UNRESOLVED, flow_texts.unresolved(len(waiting)))
        self._model.show_rows([_row(one) for one in waiting])

    def _pressed(self, row: int, column: int) -> None:
        self._intake.resolve(self._shown[row], again=column == AGAIN)

    def sizeHint(self) -> QSize:
        """Room for a few; the others are scrolled to."""
        return QSize(self._look.px(400), self._look.px(56 + 46 * ROWS_SHOWN))

    def minimumSizeHint(self) -> QSize:
        """It shares what little there is with the page below."""
        return QSize(self._look.px(160), self._look.px(46))

    def _restyle(self) -> None:
        self.setMaximumHeight(self.sizeHint().height())


def _row(unresolved: Unresolved[Offered]) -> tuple[Cell, ...]:
    refused = unresolved.scan.refused
    why = refusal_texts.refused(refused).title if refused else unresolved.reason
    return (
        Cell(unresolved.scan.label.text, mono=True),
        Cell(why, tone=Tone.REFUSED),
        Cell(flow_texts.READ_AGAIN, tone=Tone.ACCENT, strong=True, link=True),
        Cell(flow_texts.PUT_ASIDE, tone=Tone.ACCENT, strong=True, link=True),
    )
