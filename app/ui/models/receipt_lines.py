"""The table of a receipt's lines: what was ordered and what is here, its packages under it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.measures import NOTHING
from app.core.receiving.packages import Package
from app.core.receiving.state import LineState, ReceiptState
from app.ui import receipt_texts, texts
from app.ui.models.lines import Filter, LinesModel, Row
from app.ui.widgets.cells import EMPTY, Cell, Column
from app.ui.widgets.values import Shape, Tone

_MARKS = {
    LineState.UNTOUCHED: (Shape.RING, Tone.SECOND),
    LineState.SCAN_LOT: (Shape.RING, Tone.ACCENT),
    LineState.SET_QUANTITY: (Shape.RING, Tone.ACCENT),
    LineState.SCAN_SERIALS: (Shape.RING, Tone.ACCENT),
    LineState.PARTIAL: (Shape.DOT, Tone.SECOND),
    LineState.COMPLETE: (Shape.CHECK, Tone.OK),
    LineState.OVER: (Shape.DIAMOND, Tone.ATTENTION),
    LineState.NOTHING_OPEN: (Shape.CHECK, Tone.SECOND),
    LineState.GONE: (Shape.TRIANGLE, Tone.REFUSED),
}
SEVERAL = 2
"""From so many packages on they are folded under their line."""
_RECEDING = {LineState.COMPLETE, LineState.NOTHING_OPEN}


class Item(StrEnum):
    """What a column shows."""

    LINE = "Line"
    PART = "Part"
    ORDERED = "Ordered"
    RECEIVED = "Received"
    OPEN = "Open"
    NOW = "Now"
    LOT = "Lot"
    EXPIRES = "Expires"
    LOCATION = "Location"
    SERIALS = "Serials"
    PROMISED = "Promised"
    STATE = "State"


_COLUMNS = {
    Item.LINE: Column("Line", Cell("100", small=True), right=True, drop=3),
    Item.PART: Column("Part", Cell("GEARWHEEL-48", "Gear", strong=True), stretch=True),
    Item.ORDERED: Column("Ordered", Cell("10,000"), right=True, drop=6),
    Item.RECEIVED: Column("Received", Cell("10,000"), right=True, drop=7),
    Item.OPEN: Column("Open", Cell("10,000"), right=True, drop=1),
    Item.NOW: Column("Now", Cell("10,000", strong=True), right=True),
    Item.LOT: Column("Lot", Cell("10 packs", small=True, link=True)),
    Item.EXPIRES: Column("Expires", Cell("2026-12-20", mono=True, small=True), drop=4),
    Item.LOCATION: Column("Location", Cell("BENCH 12", small=True), drop=5),
    Item.SERIALS: Column("Serials", Cell("10 of 10"), right=True, drop=2),
    Item.PROMISED: Column("Promised", Cell("2026-12-20", mono=True, small=True), drop=1),
    Item.STATE: Column("State", Cell("Scan 10 serials", shape=Shape.RING, small=True, strong=True)),
}
ALL_ITEMS = tuple(item for item in Item if item is not Item.PROMISED)
SHORT_LIST = (Item.LINE, Item.PART, Item.ORDERED, Item.OPEN, Item.PROMISED)


class ReceiptLinesModel(LinesModel[ReceiptDraft]):
    """The lines of one order. Of several packages of a line each is listed once it is unfolded."""

    def __init__(self, items: tuple[Item, ...] = ALL_ITEMS) -> None:
        super().__init__([_COLUMNS[item] for item in items])
        self._items = items

    def line_count(self, draft: ReceiptDraft) -> int:
        """As of the order, and those it has lost."""
        return len(draft.state.lines)

    def chosen(self, draft: ReceiptDraft, lines: Filter) -> Iterable[int]:
        """Lines of which more is to come, or of which something is here."""
        every = range(len(draft.state.lines))
        return (position for position in every if self.is_chosen(draft, position, lines))

    def is_chosen(self, draft: ReceiptDraft, position: int, lines: Filter) -> bool:
        """As the line stands now."""
        number = draft.state.lines[position].number
        if lines is Filter.REMAINING:
            return draft.state.wants_scan(number)
        return draft.state.packages.count(number) > 0

    def line_name(self, draft: ReceiptDraft, position: int) -> str:
        """Its number."""
        return draft.state.lines[position].number

    def part_count(self, draft: ReceiptDraft, position: int) -> int:
        """Its packages, where there are several; a single one is told by the line itself."""
        count = draft.state.packages.count(draft.state.lines[position].number)
        return count if count >= SEVERAL else 0

    def line_cell(self, draft: ReceiptDraft, row: Row, column: int) -> Cell:
        """One cell."""
        position, part = row
        line, item = draft.state.lines[position], self._items[column]
        packages = draft.state.packages.of_line(line.number)
        if not part:
            return _OF_LINE[item](_Line(draft.state, line, packages, self.unfolded(position)))
        if part > len(packages):  # taken back, and nobody told of it yet
            return EMPTY
        return _of_package(draft.state, line, packages[part - 1], item)


@dataclass(frozen=True, slots=True)
class _Line:
    """What the cells of a line are made of."""

    state: ReceiptState
    line: PurchaseOrderLine
    packages: Sequence[Package]
    unfolded: bool

    @property
    def only(self) -> Package | None:
        """The package that is told by the line itself."""
        return self.packages[0] if len(self.packages) == 1 else None

    @property
    def tone(self) -> Tone:
        """Of what is told; a line that wants nothing recedes, unless it was scanned last."""
        asked_for = self.state.current == self.line.number
        receding = not asked_for and self.state.line_state(self.line) in _RECEDING
        return Tone.FAINT if receding else Tone.NORMAL

    @property
    def calm(self) -> Tone:
        """Of what is beside the point."""
        return Tone.FAINT if self.tone is Tone.FAINT else Tone.SECOND


def _now(of: _Line) -> Cell:
    here = of.state.here(of.line.number)
    return Cell(_here(of.line, here), tone=of.tone, strong=here > NOTHING)


def _lots(of: _Line) -> Cell:
    if len(of.packages) < SEVERAL:
        return _lot(of.line, of.only, of.tone)
    words = receipt_texts.packages(len(of.packages), unfolded=of.unfolded)
    return Cell(words, tone=Tone.ACCENT, link=True, small=True)


def _state(of: _Line) -> Cell:
    shape, mark = _MARKS[of.state.line_state(of.line)]
    words = receipt_texts.line_state(of.state, of.line)
    number = of.line.number
    missing = receipt_texts.missing(of.state.damaged.get(number), of.state.short.get(number))
    return Cell(words, missing, tone=mark, shape=shape, small=True, strong=True)


_OF_LINE: Mapping[Item, Callable[[_Line], Cell]] = {
    Item.LINE: lambda of: Cell(of.line.number, tone=of.calm, small=True),
    Item.PART: lambda of: Cell(of.line.part_id, of.line.description, tone=of.tone, strong=True),
    Item.ORDERED: lambda of: Cell(_amount(of.line, of.line.ordered), tone=of.tone),
    Item.RECEIVED: lambda of: Cell(_amount(of.line, of.line.received), tone=of.calm),
    Item.OPEN: lambda of: Cell(_amount(of.line, of.line.open), tone=of.tone),
    Item.NOW: _now,
    Item.LOT: _lots,
    Item.EXPIRES: lambda of: _expires(of.only.expires if of.only else None, of.calm),
    Item.LOCATION: lambda of: _place(of.line, of.only, of.calm),
    Item.SERIALS: lambda of: _serials(of.state, of.line, of.packages, of.tone),
    Item.PROMISED: lambda of: _expires(of.line.promised, of.calm),
    Item.STATE: _state,
}


def _of_package(state: ReceiptState, line: PurchaseOrderLine, package: Package, item: Item) -> Cell:
    match item:
        case Item.PART:
            return Cell("", receipt_texts.package(package.number, package.package_id))
        case Item.NOW:
            return Cell(_here(line, state.quantity_of(package)), tone=Tone.SECOND)
        case Item.LOT:
            return _lot(line, package, Tone.SECOND)
        case Item.EXPIRES:
            return _expires(package.expires, Tone.SECOND)
        case Item.LOCATION:
            return _place(line, package, Tone.SECOND)
        case Item.SERIALS:
            return _serials(state, line, [package], Tone.SECOND)
        case Item.STATE:
            return _lack(state, package)
        case _:
            return EMPTY


def _lack(state: ReceiptState, package: Package) -> Cell:
    lack = state.lack_of(package)
    if lack is None:
        return EMPTY
    words = receipt_texts.lack(state, package, lack)
    return Cell(words, tone=Tone.ACCENT, shape=Shape.RING, small=True, strong=True)


def _amount(line: PurchaseOrderLine, quantity: Decimal) -> str:
    return texts.much(quantity, line.buy_unit)


def _here(line: PurchaseOrderLine, quantity: Decimal) -> str:
    """How much came; of a package that nobody has counted yet that is not known, and no 0."""
    return _amount(line, quantity) if quantity > NOTHING else texts.DASH


def _lot(line: PurchaseOrderLine, package: Package | None, tone: Tone) -> Cell:
    lot = package.lot if package and line.lot_controlled else ""
    return Cell(lot or texts.DASH, tone=tone, mono=bool(lot))


def _expires(day: date | None, tone: Tone) -> Cell:
    return Cell(texts.day(day), tone=tone, mono=True, small=True)


def _place(line: PurchaseOrderLine, package: Package | None, tone: Tone) -> Cell:
    """The location, or where nobody says one, the stores."""
    said = (package.location or package.stores) if package else ""
    return Cell(texts.place(said or line.location or line.stores), tone=tone, small=True)


def _serials(
    state: ReceiptState, line: PurchaseOrderLine, packages: Sequence[Package], tone: Tone
) -> Cell:
    """How many there are, of how many: of the packages that are here, else of what is to come."""
    if not line.serial_controlled:
        return Cell(texts.DASH, tone=tone)
    have = sum(len(state.owned(package.key)) for package in packages)
    wanted = [state.serials_wanted(package) for package in packages]
    if None in wanted:  # they are counted
        return Cell(f"{have:,}", tone=tone)
    need = sum((one for one in wanted if one is not None), Decimal(0))
    return Cell(texts.of(have, need if packages else line.stock_quantity(line.open)), tone=tone)
