"""Tables of Review and Done: what will be issued, and what was."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from app.core.kit.confirm import Compared, Difference, compare
from app.core.kit.draft import KitDraft
from app.core.kit_issue import PlannedComponent
from app.ui import flow_texts, kit_texts, serial_texts, texts
from app.ui.widgets.cells import EMPTY, Cell, CellModel, Column
from app.ui.widgets.values import Shape, Tone

_NOWHERE = QModelIndex()


class ReviewModel(CellModel):
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
                return Cell(texts.amount(line.needed, texts.measure(line.unit)))
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


class ComparisonModel(CellModel):
    """Planned against posted, with what differs marked (operators.md 53)."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("Component", Cell("WIND-24V", "Winding 24 V", strong=True), stretch=True),
                Column("Planned", Cell("10,000"), right=True),
                Column("Posted", Cell("10,000"), right=True),
                Column("Lot", Cell("24B-118", mono=True)),
                Column("From", Cell("MS, ISLE 12 / SHELF 3", small=True), drop=1),
                Column("State", Cell("Not in the plan", shape=Shape.DIAMOND, small=True)),
            )
        )
        self._rows: tuple[Compared, ...] = ()
        self._posted = False

    def show_rows(self, rows: Sequence[Compared]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._posted = True
        self.endResetModel()

    def show_planned(self, planned: Sequence[PlannedComponent]) -> None:
        """Show the plan alone: nothing is known of what was issued."""
        self.beginResetModel()
        self._rows = compare(tuple(planned), ())
        self._posted = False
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        found = self._rows[row]
        same = found.difference is Difference.SAME
        match column:
            case 0:
                return Cell(found.component_id, found.description, strong=True)
            case 1:
                return Cell(texts.amount(found.planned))
            case 2 | 3 | 4 if not self._posted:
                return Cell(texts.DASH)
            case 5 if not self._posted:
                return Cell(flow_texts.NOT_POSTED, tone=Tone.SECOND, shape=Shape.RING, small=True)
            case 2:
                return Cell(texts.amount(found.posted), strong=not same)
            case 3 if found.issued and found.issued.lot_id:
                return Cell(found.issued.lot_id, mono=True)
            case 4 if found.issued:
                place = texts.joined(found.issued.stores, texts.place(found.issued.location))
                return Cell(place, tone=Tone.SECOND, small=True)
            case 5:
                tone, shape = (Tone.OK, Shape.CHECK) if same else (Tone.ATTENTION, Shape.DIAMOND)
                return Cell(
                    kit_texts.difference(found), tone=tone, shape=shape, small=True, strong=True
                )
            case _:
                return Cell(texts.DASH)
