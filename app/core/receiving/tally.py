"""What a receipt's packages add up to, line by line, kept up so that each scan costs O(log n)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.core.flow.changes import Change
from app.core.flow.open_lines import OpenLines
from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.measures import NOTHING, counted, fits, in_buying_unit
from app.core.receiving.order_index import OrderIndex
from app.core.receiving.packages import Package, PackageBook, line_of
from app.core.receiving.sums import Lack, LineSums
from app.core.serials import expand


class Tally:
    """Of one state of the order; made anew with the order's facts.

    Attributes:
        sums: How much of each line is here, and what its packages lack.
        open: The lines that want a scan; pressing are those with a package that lacks something.
        faulty: The lines that can't be received as they are here, a buyer having changed them.
    """

    def __init__(
        self, index: OrderIndex, packages: PackageBook, owned: Mapping[str, Mapping[str, object]]
    ) -> None:
        self._index, self._packages, self._owned = index, packages, owned
        self.sums = LineSums()
        # Most lines have no packages: for those nothing needs to be added up.
        self.open = OpenLines(index.to_come)
        self.faulty: dict[str, None] = {}
        self._parts: dict[str, str] = {}  # by package, also of those that are no more
        self._strange: dict[str, dict[str, None]] = defaultdict(dict)  # by line
        self._holders: dict[str, dict[str, str]] = defaultdict(dict)
        for package in packages:
            self._recount(package.key)
            serials = owned.get(package.key, {})
            self._holders[package.origin.part_id].update(dict.fromkeys(serials, package.key))
        self._note_lines(packages.lines())

    def holders(self, part_id: str) -> Mapping[str, str]:
        """All serial numbers of a part, each to its package."""
        return self._holders[part_id]

    def note_serials(self, change: Change) -> None:
        """Serial numbers went out of a package, or came in."""
        package = self._packages.get(change.owner)
        part_id = package.origin.part_id if package else self._parts.get(change.owner, "")
        held = self._holders[part_id]
        for serial in expand(change.old) if change.old else ():
            held.pop(serial, None)
        if change.new:
            held.update(dict.fromkeys(expand(change.new), change.owner))

    def note(self, keys: Iterable[str]) -> None:
        """These packages are others than they were, or are no more."""
        self._note_lines({self._recount(key) for key in keys})

    def _note_lines(self, numbers: Iterable[str]) -> None:
        for number in numbers:
            position = self._index.position(number)
            if position is not None:
                self._note_line(position, self._index.lines[position])

    def lack_of(self, package: Package) -> Lack | None:
        """What a package wants next, also of one that isn't there yet."""
        if package.key in self._parts:
            return self.sums.lack(package.key)
        line = self._index.line(package.line)
        return _lack(package, line, 0) if line is not None else None

    def is_strange(self, number: str) -> bool:
        """Whether packages came while the line was of another part, or in another unit."""
        return bool(self._strange[number])

    def still_open(self, line: PurchaseOrderLine) -> Decimal:
        """How much of what was ordered is still not here."""
        return max(line.open - self.sums.of(line.number), NOTHING)

    def wants_scan(self, line: PurchaseOrderLine) -> bool:
        """Whether more of the line is to come, or a package of it lacks something."""
        return bool(self.sums.lacking(line.number)) or self.still_open(line) > NOTHING

    def _recount(self, key: str) -> str:
        """Sum a package up anew; its line."""
        package = self._packages.get(key)
        if package is None:
            self.sums.drop(key)
            self._strange[line_of(key)].pop(key, None)
            return line_of(key)
        self._parts[key] = package.origin.part_id
        line = self._index.line(package.line)
        quantity, serials = package.quantity, len(self._owned.get(key, ()))
        if quantity is None and line is not None and line.serial_controlled:
            quantity = counted(line, serials)
        lack = _lack(package, line, serials) if line is not None else None
        if line is not None and not package.origin.is_of(line):
            self._strange[package.line][key] = None
        self.sums.note(key, package.line, quantity or NOTHING, lack)
        return package.line

    def _note_line(self, position: int, line: PurchaseOrderLine) -> None:
        number = line.number
        lacking = bool(self.sums.lacking(number))
        self.open.put(position, wanted=self.wants_scan(line), pressing=lacking)
        here = self._packages.count(number) > 0
        too_much = self.sums.of(number) > line.room
        if here and (too_much or not line.is_open or self._strange[number]):
            self.faulty[number] = None
        else:
            self.faulty.pop(number, None)


def _lack(package: Package, line: PurchaseOrderLine, serials: int) -> Lack | None:
    if line.lot_controlled and not package.lot:
        return Lack.LOT
    if not line.serial_controlled:
        return Lack.QUANTITY if package.quantity is None else None
    if package.quantity is not None:
        return Lack.SERIALS if serials < line.stock_quantity(package.quantity) else None
    exact = in_buying_unit(line, Decimal(serials))
    return None if exact and fits(line, exact) else Lack.SERIALS
