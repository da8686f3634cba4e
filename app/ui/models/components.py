"""The table of the Components page: one line per component, asked for as it is painted."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.core.kit.draft import KitDraft
from app.core.kit.plan import PlanLine
from app.core.kit.readiness import short_lines
from app.core.kit.state import LineState
from app.ui import kit_texts, texts
from app.ui.models.lines import Filter, LinesModel, Row
from app.ui.widgets.cells import Cell, Column
from app.ui.widgets.values import Shape, Tone

_MARKS = {
    LineState.COMPLETE: (Shape.CHECK, Tone.OK),
    LineState.FROM_STOCK: (Shape.CHECK, Tone.OK),
    LineState.SCAN_LOT: (Shape.RING, Tone.SECOND),
    LineState.SCAN_LOCATION: (Shape.RING, Tone.SECOND),
    LineState.SCAN_SERIALS: (Shape.RING, Tone.SECOND),
    LineState.SHORT: (Shape.TRIANGLE, Tone.REFUSED),
}


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


class ComponentsModel(LinesModel[KitDraft]):
    """The components of one kit."""

    def __init__(self, items: tuple[Item, ...] = ALL_ITEMS) -> None:
        super().__init__([_COLUMNS[item] for item in items])
        self._items = items

    def line_count(self, draft: KitDraft) -> int:
        """As of the plan."""
        return len(draft.state.lines)

    def chosen(self, draft: KitDraft, lines: Filter) -> Iterable[int]:
        """Open lines, or short ones."""
        state = draft.state
        found = state.open_lines() if lines is Filter.REMAINING else short_lines(state)
        positions = (state.index.position(line.component_id) for line in found)
        return (position for position in positions if position is not None)

    def is_chosen(self, draft: KitDraft, position: int, lines: Filter) -> bool:
        """Whether stock is short doesn't change with a scan."""
        state = draft.state
        if lines is Filter.REMAINING:
            return state.is_open(state.lines[position])
        return self.row_of(position) >= 0

    def line_name(self, draft: KitDraft, position: int) -> str:
        """Its component."""
        return draft.state.lines[position].component_id

    def line_cell(self, draft: KitDraft, row: Row, column: int) -> Cell:
        """One cell."""
        line = draft.state.lines[row[0]]
        state = draft.state.line_state(line)
        done = state is LineState.COMPLETE
        tone, calm = (Tone.FAINT, Tone.FAINT) if done else (Tone.NORMAL, Tone.SECOND)
        have = len(draft.state.owned(line.component_id))
        match self._items[column]:
            case Item.LOCATION:
                entry = draft.state.entry(line.component_id)
                place = texts.place(entry.location or line.location)
                return Cell(place, tone=calm, small=True)
            case Item.COMPONENT:
                return Cell(line.component_id, line.description, tone=tone, strong=True)
            case Item.NEEDED:
                return Cell(texts.much(line.needed, line.unit), tone=tone)
            case Item.ON_HAND:
                return Cell(texts.amount(line.on_hand), tone=tone)
            case Item.LOT:
                return self._lot_cell(draft, line, tone)
            case Item.EXPIRES:
                day = texts.day(self._expires(draft, line)) if line.lot_controlled else ""
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
