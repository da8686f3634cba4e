"""The table of the Components page: one line per component, asked for as it is painted."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from app.core.kit.draft import KitDraft
from app.core.kit.plan import PlanLine
from app.core.kit.readiness import short_lines
from app.core.kit.state import LineState
from app.ui import kit_texts, texts
from app.ui.models.ranges import ranges
from app.ui.widgets.cells import CELL_ROLE, EMPTY, Cell, CellModel, Column
from app.ui.widgets.values import Shape, Tone

_NOWHERE = QModelIndex()
_MARKS = {
    LineState.COMPLETE: (Shape.CHECK, Tone.OK),
    LineState.FROM_STOCK: (Shape.CHECK, Tone.OK),
    LineState.SCAN_LOT: (Shape.RING, Tone.SECOND),
    LineState.SCAN_LOCATION: (Shape.RING, Tone.SECOND),
    LineState.SCAN_SERIALS: (Shape.RING, Tone.SECOND),
    LineState.SHORT: (Shape.TRIANGLE, Tone.REFUSED),
}


class Filter(StrEnum):
    """Which lines are listed."""

    ALL = "all"
    REMAINING = "remaining"
    SHORT = "short"


class Item(StrEnum):
    """What a column shows."""

    LOCATION = "Location"
    COMPONENT = "Component"
    NEEDED = "Needed"
    ON_HAND = "On hand"
    LOT = "Lot"
    EXPIRES = "Expires"
    SERIALS = "Serials"
    STATE = "State"


_COLUMNS = {
    Item.LOCATION: Column("Location", Cell("ISLE 12 / SHELF 3", small=True), drop=1),
    Item.COMPONENT: Column(
        "Component", Cell("WIND-24V", "Winding 24 V", strong=True), stretch=True
    ),
    Item.NEEDED: Column("Needed", Cell("10,000"), right=True),
    Item.ON_HAND: Column("On hand", Cell("10,000"), right=True, drop=2),
    Item.LOT: Column("Lot", Cell("24B-118", mono=True)),
    Item.EXPIRES: Column("Expires", Cell("2026-12-20", mono=True, small=True), drop=4),
    Item.SERIALS: Column("Serials", Cell("10 of 10"), right=True, drop=3),
    Item.STATE: Column("State", Cell("Scan 10 serials", shape=Shape.RING, small=True, strong=True)),
}
ALL_ITEMS = tuple(Item)
SHORT_LIST = (Item.COMPONENT, Item.NEEDED, Item.ON_HAND, Item.STATE)


class ComponentsModel(CellModel):
    """The lines of one draft's plan, or those a filter leaves of them."""

    def __init__(self, items: tuple[Item, ...] = ALL_ITEMS) -> None:
        super().__init__([_COLUMNS[item] for item in items])
        self._items = items
        self._draft: KitDraft | None = None
        self._filter = Filter.ALL
        self._rows: list[int] = []

    def show_draft(self, draft: KitDraft | None) -> None:
        """Show this draft's lines from now on."""
        self.beginResetModel()
        self._draft = draft
        self._select()
        self.endResetModel()

    def show_only(self, lines: Filter) -> None:
        """Filter the lines."""
        self.beginResetModel()
        self._filter = lines
        self._select()
        self.endResetModel()

    def refresh(self) -> None:
        """Any line may have changed, for instance by another quantity."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def refresh_lines(self, positions: Iterable[int]) -> None:
        """Lines of the plan changed: they are painted anew, come into the list or leave it.

        Where the list is of open or short lines, `row_of` tells which of them are still in it.
        """
        rows = []
        for position in sorted(positions):
            self._sort_in(position)
            rows.append(self.row_of(position))
        for first, last in ranges(row for row in rows if row >= 0):
            corners = self.index(first, 0), self.index(last, len(self.columns) - 1)
            self.dataChanged.emit(*corners, [CELL_ROLE])

    def row_of(self, position: int) -> int:
        """The row in which a line of the plan stands, -1 where the filter left it out."""
        if self._filter is Filter.ALL:
            return position if 0 <= position < self.rowCount() else -1
        row = bisect_left(self._rows, position)
        return row if self._rows[row : row + 1] == [position] else -1

    def component_at(self, row: int) -> str:
        """The component of a row."""
        line = self._line(row)
        return line.component_id if line else ""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        if parent.isValid() or self._draft is None:
            return 0
        return len(self._draft.state.lines) if self._filter is Filter.ALL else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        line = self._line(row)
        if line is None or self._draft is None:
            return EMPTY
        state = self._draft.state.line_state(line)
        done = state is LineState.COMPLETE
        tone, calm = (Tone.FAINT, Tone.FAINT) if done else (Tone.NORMAL, Tone.SECOND)
        have = len(self._draft.state.owned(line.component_id))
        match self._items[column]:
            case Item.LOCATION:
                entry = self._draft.state.entry(line.component_id)
                place = texts.place(entry.location or line.location)
                return Cell(place, tone=calm, small=True)
            case Item.COMPONENT:
                return Cell(line.component_id, line.description, tone=tone, strong=True)
            case Item.NEEDED:
                return Cell(texts.amount(line.needed, texts.measure(line.unit)), tone=tone)
            case Item.ON_HAND:
                return Cell(texts.amount(line.on_hand), tone=tone)
            case Item.LOT:
                return self._lot_cell(self._draft, line, tone)
            case Item.EXPIRES:
                day = texts.day(self._expires(self._draft, line)) if line.lot_controlled else ""
                return Cell(day, tone=calm, mono=True, small=True)
            case Item.SERIALS:
                said = texts.of(have, line.needed) if line.serial_controlled else texts.DASH
                return Cell(said, tone=tone)
            case Item.STATE:
                shape, mark = _MARKS[state]
                words = kit_texts.line_state(state, line, have)
                return Cell(words, tone=mark, shape=shape, small=True, strong=True)

    def _lot_cell(self, draft: KitDraft, line: PlanLine, tone: Tone) -> Cell:
        if not line.lot_controlled:
            return Cell(texts.DASH, tone=tone)
        scanned = draft.state.entry(line.component_id).lot
        if scanned:
            return Cell(scanned, tone=tone, mono=True)
        if line.suggestion is None or line.suggestion.lot is None:
            return Cell(texts.DASH, tone=tone)
        return Cell(line.suggestion.lot.lot_id, tone=Tone.SECOND, mono=True, suggested=True)

    def _expires(self, draft: KitDraft, line: PlanLine) -> date | None:
        scanned = draft.state.entry(line.component_id).lot
        place = line.place_of(scanned) if scanned else line.suggestion
        return place.lot.expires if place and place.lot else None

    def _line(self, row: int) -> PlanLine | None:
        if self._draft is None or not 0 <= row < self.rowCount():
            return None
        position = row if self._filter is Filter.ALL else self._rows[row]
        return self._draft.state.lines[position]

    def _sort_in(self, position: int) -> None:
        """Put a line into the list, or take it out, where it no longer is as the filter wants."""
        if self._draft is None or self._filter is not Filter.REMAINING:
            return  # whether stock is short doesn't change with a scan
        state = self._draft.state
        row, listed = bisect_left(self._rows, position), self.row_of(position) >= 0
        wanted = state.is_open(state.lines[position])
        if wanted and not listed:
            self.beginInsertRows(_NOWHERE, row, row)
            self._rows.insert(row, position)
            self.endInsertRows()
        elif listed and not wanted:
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._rows[row]
            self.endRemoveRows()

    def _select(self) -> None:
        if self._draft is None or self._filter is Filter.ALL:
            self._rows = []
            return
        state = self._draft.state
        chosen = state.open_lines() if self._filter is Filter.REMAINING else short_lines(state)
        positions = (state.index.position(line.component_id) for line in chosen)
        self._rows = sorted(position for position in positions if position is not None)
