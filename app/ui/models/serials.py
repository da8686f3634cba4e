"""Serial numbers one by one, with what the ERP said of each."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from app.core.flow.state import SerialCheck
from app.ui import flow_texts
from app.ui.widgets.cells import Cell, CellModel, Column
from app.ui.widgets.values import Shape, Tone

_NOWHERE = QModelIndex()
_MARKS = {
    SerialCheck.GOOD: (Shape.CHECK, Tone.OK),
    SerialCheck.CHECKING: (Shape.RING, Tone.SECOND),
    SerialCheck.UNCHECKED: (Shape.DIAMOND, Tone.ATTENTION),
}


class SerialsModel(CellModel):
    """The newest first: what was just scanned is on top."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("No.", Cell("100,000", small=True), right=True),
                Column("Serial number", Cell("GC00004057", mono=True), stretch=True),
                Column("ERP", Cell("Not checked", shape=Shape.RING, small=True, strong=True)),
            )
        )
        self._rows: tuple[tuple[str, SerialCheck], ...] = ()

    def show_serials(self, serials: Mapping[str, SerialCheck]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(serials.items())
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        place = len(self._rows) - 1 - row
        serial, check = self._rows[place]
        if column == 0:
            return Cell(f"{place + 1:,}", tone=Tone.SECOND, small=True)
        if column == 1:
            return Cell(serial, mono=True)
        shape, tone = _MARKS[check]
        words = flow_texts.SERIAL_CHECKS[check]
        return Cell(words, tone=tone, shape=shape, small=True, strong=True)
