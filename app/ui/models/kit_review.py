"""The table of a kit's Review page."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from app.core.kit.draft import KitDraft
from app.ui import kit_texts, serial_texts, texts
from app.ui.widgets.cells import EMPTY, Cell, CellModel, Column
from app.ui.widgets.values import Tone

_NOWHERE = QModelIndex()


class KitReviewModel(CellModel):
    """What the request will issue, line by line."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("Component", Cell("WIND-24V", "Winding 24 V", strong=True), stretch=True),
                Column("Quantity", Cell("10,000"), right=True),
                Column("Lot, serials", Cell("24B-118", mono=True)),
                Column("Location", Cell("ISLE 12 / SHELF 3", small=True), drop=1),
            )
        )
        self._draft: KitDraft | None = None

    def show_draft(self, draft: KitDraft | None) -> None:
        """Show this draft's lines."""
        self.beginResetModel()
        self._draft = draft
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._draft is None else len(self._draft.state.lines)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        if self._draft is None:
            return EMPTY
        line = self._draft.state.lines[row]
        entry = self._draft.state.entry(line.component_id)
        match column:
            case 0:
                return Cell(line.component_id, line.description, strong=True)
            case 1:
                return Cell(texts.much(line.needed, line.unit))
            case 2 if line.serial_controlled:
                serials = self._draft.state.owned(line.component_id)
                return Cell(texts.joined(entry.lot, serial_texts.brief(serials)), mono=True)
            case 2 if entry.lot:
                return Cell(entry.lot, mono=True)
            case 2 if line.lot_controlled:
                return Cell(kit_texts.ERP_CHOOSES, tone=Tone.SECOND, small=True)
            case 3:
                place = texts.place(entry.location or line.location)
                return Cell(place, tone=Tone.SECOND, small=True)
            case _:
                return Cell(texts.DASH)
