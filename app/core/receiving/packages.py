"""The packages of a delivery: what one label told, or a person, of one line and one lot."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.core.flow.changes import Change, Slot
from app.core.quantities import plain
from app.core.receipt_facts import PurchaseOrderLine


class Origin(NamedTuple):
    """What a line of the order was of when a package of it came.

    Attributes:
        part_id: Ours.
        measure: The buying unit and its size: `REEL 5000`.
    """

    part_id: str
    measure: str

    @classmethod
    def of(cls, line: PurchaseOrderLine) -> "Origin":
        """What the line is of now."""
        return cls(line.part_id, _measure(line.buy_unit, line.stock_per_unit))

    def is_of(self, line: PurchaseOrderLine) -> bool:
        """Whether the line is of that still."""
        same = self.part_id == line.part_id
        return same and self.measure == _measure(line.buy_unit, line.stock_per_unit)

    @classmethod
    def read(cls, text: str) -> "Origin":
        """From what a change says."""
        part_id, _, measure = text.rpartition(_BETWEEN)
        return cls(part_id, measure)

    @property
    def text(self) -> str:
        """As a change says it."""
        return f"{self.part_id}{_BETWEEN}{self.measure}"


_BETWEEN = "\t"


@lru_cache(maxsize=1024)
def _measure(unit: str, size: Decimal) -> str:
    return f"{unit} {plain(size)}"


@dataclass(slots=True)
class Package:
    """One package. What is empty nobody said.

    Attributes:
        key: The line's number and its own among the packages of it: `3/2`.
        origin: What the line was of when it came; a buyer may change that.
        quantity: In the line's buying unit; None while nobody said it.
        expires: As the label says.
        reason: Why a warning was passed.
    """

    key: str
    line: str
    origin: Origin
    quantity: Decimal | None = None
    lot: str = ""
    mfg_lot: str = ""
    expires: date | None = None
    stores: str = ""
    location: str = ""
    package_id: str = ""
    reason: str = ""

    @property
    def number(self) -> int:
        """Its place among the packages of its line."""
        return _number(self.key)

    def text(self, slot: Slot) -> str:
        """What it has in a slot, as a change would say it."""
        match slot:
            case Slot.QUANTITY:
                return format(self.quantity, "f") if self.quantity is not None else ""
            case Slot.EXPIRES:
                return self.expires.isoformat() if self.expires else ""
            case Slot.PACKAGE:
                return self.origin.text
            case _:
                return str(getattr(self, _TEXTS[slot]))


_TEXTS = {
    Slot.LOT: "lot",
    Slot.MFG_LOT: "mfg_lot",
    Slot.STORES: "stores",
    Slot.LOCATION: "location",
    Slot.PACKAGE_ID: "package_id",
    Slot.REASON: "reason",
}
SLOTS = (*_TEXTS, Slot.QUANTITY, Slot.EXPIRES)
"""What a package can have; its serial numbers are the draft's, with its key as their owner."""


class PackageBook:
    """All packages of a draft, by key and by line."""

    def __init__(self) -> None:
        self._packages: dict[str, Package] = {}
        self._of_line: dict[str, list[str]] = defaultdict(list)  # keys, by their number
        self._with_id: dict[str, str] = {}
        self._dated: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)  # by line and lot

    def __len__(self) -> int:
        return len(self._packages)

    def __iter__(self) -> Iterator[Package]:
        return iter(self._packages.values())

    def get(self, key: str) -> Package | None:
        """The package of this key."""
        return self._packages.get(key)

    def of_line(self, number: str) -> Sequence[Package]:
        """The packages of a line, oldest first."""
        return [self._packages[key] for key in self._of_line.get(number, ())]

    def last_of(self, number: str) -> Package | None:
        """The newest package of a line."""
        keys = self._of_line.get(number)
        return self._packages[keys[-1]] if keys else None

    def count(self, number: str) -> int:
        """How many packages a line has."""
        return len(self._of_line.get(number, ()))

    def with_id(self, package_id: str) -> Package | None:
        """The package that says it is this one."""
        key = self._with_id.get(package_id)
        return self._packages[key] if key else None

    def dated(self, number: str, lot: str, but: str = "") -> date | None:
        """The day of expiry that a lot of a line has in another package than `but`."""
        keys = self._dated.get((number, lot), {})
        key = next((key for key in keys if key != but), "")
        return self._packages[key].expires if key else None

    def lines(self) -> Iterator[str]:
        """The numbers of the lines that have packages."""
        return (number for number, keys in self._of_line.items() if keys)

    def new_key(self, number: str) -> str:
        """The key of the next package of a line."""
        keys = self._of_line.get(number)
        return f"{number}/{_number(keys[-1]) + 1 if keys else 1}"

    def next_of(self, line: PurchaseOrderLine) -> Package:
        """A package of a line that isn't there yet."""
        return Package(self.new_key(line.number), line.number, Origin.of(line))

    def set(self, change: Change) -> None:
        """Carry out a change of a package's slot."""
        if change.slot is Slot.PACKAGE:
            self._open_or_close(change)
            return
        package = self._packages[change.owner]
        match change.slot:
            case Slot.QUANTITY:
                package.quantity = Decimal(change.new) if change.new else None
            case Slot.EXPIRES:
                self._forget_day(package)
                package.expires = date.fromisoformat(change.new) if change.new else None
                self._note_day(package)
            case Slot.LOT:
                self._forget_day(package)
                package.lot = change.new
                self._note_day(package)
            case Slot.PACKAGE_ID:
                self._with_id.pop(package.package_id, None)
                package.package_id = change.new
                if change.new:
                    self._with_id[change.new] = package.key
            case _:
                setattr(package, _TEXTS[change.slot], change.new)

    def _note_day(self, package: Package) -> None:
        if package.lot and package.expires:
            self._dated[package.line, package.lot][package.key] = None

    def _forget_day(self, package: Package) -> None:
        self._dated[package.line, package.lot].pop(package.key, None)

    def _open_or_close(self, change: Change) -> None:
        key = change.owner
        if change.new:
            number = line_of(key)
            self._packages[key] = Package(key, number, Origin.read(change.new))
            insort(self._of_line[number], key, key=_number)
        else:
            del self._packages[key]
            self._of_line[line_of(key)].remove(key)


def line_of(key: str) -> str:
    """The line of a package's key."""
    return key.rpartition("/")[0]


def _number(key: str) -> int:
    return int(key.rpartition("/")[2])
