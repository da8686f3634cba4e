"""The state a receipt's events add up to, with the sums that keep each scan O(1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.core.flow.changes import Change, HeaderField, Slot
from app.core.flow.state import FlowState
from app.core.receipt_facts import OrderFacts, OrderStatus, PurchaseOrder, PurchaseOrderLine
from app.core.receiving.measures import NOTHING
from app.core.receiving.order_index import OrderIndex
from app.core.receiving.packages import Package, PackageBook, line_of
from app.core.receiving.sums import Lack
from app.core.receiving.tally import Tally
from app.core.settings import ScannerRole


class LineState(StrEnum):
    """How a line of the order stands in this receipt."""

    UNTOUCHED = "untouched"  # something is to come, and nothing of it is here
    SCAN_LOT = "scan-lot"  # as the next two, of a package of it
    SET_QUANTITY = "set-quantity"
    SCAN_SERIALS = "scan-serials"
    PARTIAL = "partial"
    COMPLETE = "complete"
    OVER = "over"  # more than was to come, within the line's percentage
    NOTHING_OPEN = "nothing-open"  # all of it came before, or it is closed
    GONE = "gone"  # there are packages, and the order has no such line any more


_LACKS = {
    Lack.LOT: LineState.SCAN_LOT,
    Lack.QUANTITY: LineState.SET_QUANTITY,
    Lack.SERIALS: LineState.SCAN_SERIALS,
}


@dataclass(slots=True)
class ReceiptState(FlowState):
    """Header, packages and serial numbers of one draft. Changed only through `apply`.

    Serial numbers are a package's. Lines are named by their number as the ERP writes it.

    Attributes:
        packages: All of them.
        at: The package that is asked for, or empty.
        damaged: By line, in its buying unit: not received, and why it is missing.
        short: By line: how much less came than the packing slip says.
    """

    packages: PackageBook = field(default_factory=PackageBook)
    at: str = ""
    damaged: dict[str, Decimal] = field(default_factory=dict)
    short: dict[str, Decimal] = field(default_factory=dict)
    facts: OrderFacts | None = None
    index: OrderIndex = field(default_factory=OrderIndex)
    _gone: dict[str, PurchaseOrderLine] = field(default_factory=dict)
    _tally: Tally = field(init=False)

    def __post_init__(self) -> None:
        self._tally = Tally(self.index, self.packages, self.serials)

    @property
    def subject(self) -> str:
        """The order's number."""
        return self.text(HeaderField.ORDER)

    @property
    def quantity(self) -> Decimal | None:
        """A receipt has none; its lines do."""
        return None

    @property
    def order(self) -> PurchaseOrder | None:
        """The order, once its facts are at hand."""
        return self.index.order

    @property
    def lines(self) -> tuple[PurchaseOrderLine, ...]:
        """Of the order, and behind them those that are gone while there are packages of them."""
        return self.index.lines

    @property
    def progress(self) -> tuple[int, int]:
        """How many lines want no scan, of how many."""
        return len(self.lines) - len(self._tally.open), len(self.lines)

    @property
    def open_count(self) -> int:
        """How many lines are not here whole, or have a package that lacks something."""
        return len(self._tally.open)

    def position(self, name: str) -> int | None:
        """Where a line stands in the order, or that of a package."""
        return self.index.position(line_of(name) or name)

    def has_line(self, name: str) -> bool:
        """Whether the order has this line."""
        return self.index.line(name) is not None

    def wants_scan(self, name: str) -> bool:
        """Whether more of the line is to come, or a package of it lacks something."""
        line = self.index.line(name)
        return line is not None and self._tally.wants_scan(line)

    def asked_after(self, name: str) -> str:
        """The same: packages come in any order, and the next scan says which line it is for."""
        return name

    def next_open(self, after: str = "") -> PurchaseOrderLine | None:
        """The next line that wants a scan, round the end."""
        position = self._tally.open.after(self.position(after) if after else None)
        return None if position is None else self.lines[position]

    def part_on(self, name: str) -> str:
        """What a line of the order is of."""
        line = self.index.line(name)
        return line.part_id if line else ""

    def part_of(self, owner: str) -> str:
        """The part of a package, as it was when it came."""
        package = self.packages.get(owner)
        return package.origin.part_id if package else ""

    def turns_away(self, role: ScannerRole) -> bool:
        """Roles tell components from finished assemblies; a delivery has neither."""
        del role
        return False

    @property
    def received_on(self) -> date:
        """The day on which the delivery comes in."""
        return self.day(HeaderField.ACTION_DATE) or self.today

    # Of a line

    def here(self, number: str) -> Decimal:
        """How much of a line this receipt has, in its buying unit."""
        return self._tally.sums.of(number)

    def room(self, line: PurchaseOrderLine) -> Decimal:
        """How much more of it may come, the percentage of over-receipt counted in."""
        return max(line.room - self.here(line.number), NOTHING)

    def still_open(self, line: PurchaseOrderLine) -> Decimal:
        """How much of what was ordered is still not here."""
        return self._tally.still_open(line)

    def is_gone(self, number: str) -> bool:
        """Whether there are packages of a line that the order no longer has."""
        return number in self._gone

    def is_strange(self, number: str) -> bool:
        """Whether packages of the line came while it was of another part, or in another unit."""
        return self._tally.is_strange(number)

    def line_state(self, line: PurchaseOrderLine) -> LineState:
        """How the line stands, what its packages lack first."""
        number = line.number
        if self.is_gone(number):
            return LineState.GONE
        lacks = self._tally.sums.lacking(number)
        if lacks:
            return _LACKS[next(reversed(lacks.values()))]
        if not self.packages.count(number):
            return LineState.UNTOUCHED if line.open else LineState.NOTHING_OPEN
        now = self.here(number)
        if now > line.open:
            return LineState.OVER
        return LineState.COMPLETE if now == line.open else LineState.PARTIAL

    # Of a package

    def quantity_of(self, package: Package) -> Decimal:
        """As said, else by its serial numbers; in the line's buying unit."""
        return self._tally.sums.quantity(package.key)

    def lack_of(self, package: Package) -> Lack | None:
        """What it wants next, also of one that isn't there yet."""
        return self._tally.lack_of(package)

    @property
    def first_lacking(self) -> Package | None:
        """A package that wants something, of the first such line."""
        position = self._tally.open.first_pressing
        return None if position is None else self.newest_lacking(self.lines[position].number)

    @property
    def faulty(self) -> str:
        """A line that can't be received as it is here, a buyer having changed it; or empty."""
        return next(iter(self._tally.faulty), "")

    def newest_lacking(self, number: str) -> Package | None:
        """The newest package of a line that wants something."""
        lacking = self._tally.sums.lacking(number)
        return self.packages.get(next(reversed(lacking))) if lacking else None

    def serials_wanted(self, package: Package) -> Decimal | None:
        """How many serial numbers it must have, by its quantity; None if they are counted."""
        line = self.index.line(package.line)
        if package.quantity is None or line is None:
            return None
        return line.stock_quantity(package.quantity)

    def holders(self, part_id: str) -> Mapping[str, str]:
        """All serial numbers of a part, each to its package."""
        return self._tally.holders(part_id)

    # Changing

    def know(self, facts: OrderFacts, index: OrderIndex) -> None:
        """Take in facts of the header's order and their index; sums anew."""
        self.facts = facts
        self._rebuild(index)

    def _set(self, change: Change) -> None:
        match change.slot:
            case Slot.AT:
                self.at = change.new
            case Slot.DAMAGED | Slot.SHORT:
                noted = self.damaged if change.slot is Slot.DAMAGED else self.short
                noted.pop(change.owner, None)
                if change.new:
                    noted[change.owner] = Decimal(change.new)
            case _:
                self.packages.set(change)

    def _changed(self, changes: Iterable[Change]) -> None:
        anew = False
        keys: dict[str, None] = {}
        for change in changes:
            if change.slot is Slot.HEADER:
                anew |= change.owner == HeaderField.ORDER and change.new != change.old
            elif change.slot is Slot.SERIALS:
                self._tally.note_serials(change)
                keys[change.owner] = None
            elif change.slot is Slot.PACKAGE:
                anew |= not self.has_line(line_of(change.owner))
                keys[change.owner] = None
            elif change.slot in _COUNTING:
                keys[change.owner] = None
        if anew:
            if self.facts is not None and self.facts.number != self.subject:
                self.facts = None
            self._rebuild(OrderIndex(self.facts))
            return
        self._tally.note(keys)

    def _rebuild(self, known: OrderIndex) -> None:
        before, order = self.index, self.facts.order if self.facts else None
        self._gone = {
            number: _gone_line(number, before.line(number), self.packages.last_of(number))
            for number in self.packages.lines()
            if order is not None and known.line(number) is None
        }
        self.index = OrderIndex(self.facts, tuple(self._gone.values())) if self._gone else known
        self._tally = Tally(self.index, self.packages, self.serials)


_COUNTING = {Slot.LOT, Slot.QUANTITY}


def _gone_line(
    number: str, before: PurchaseOrderLine | None, package: Package | None
) -> PurchaseOrderLine:
    """What is left to be shown of a line that a buyer took out of the order."""
    known = before or PurchaseOrderLine(number, package.origin.part_id if package else "", NOTHING)
    return replace(known, status=OrderStatus.CANCELLED)
