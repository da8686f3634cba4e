"""A kit of any size for the benches: every component is lot-controlled and lies in one place."""

from datetime import UTC, date, datetime
from decimal import Decimal

from app.core.facts import BomRow, KitFacts, LotStatus, LotStock, Part, StoresStock

ASSEMBLY = "BENCH-KIT"
STORES = "MS"
PLENTY = Decimal(1_000_000)


def lot_of(number: int) -> str:
    """The lot that is taken first of the component with this number, from 1; in walk order."""
    return f"L{number:05d}"


def number_of(lot: str) -> int:
    """The other way."""
    return int(lot[1:])


def kit_facts(count: int, *, serial_controlled: bool = False) -> KitFacts:
    """An assembly of `count` components, each with two lots in a shelf of its own."""
    numbers = range(1, count + 1)
    names = [f"C{number:05d}" for number in numbers]
    parts = [Part(name, f"Component {name}", "EACH", True, False, STORES) for name in names]
    assembly = Part(ASSEMBLY, "Bench", "EACH", False, serial_controlled, "FG")
    shelves = [f"ISLE {number // 10}/SHELF {number % 10}" for number in numbers]
    return KitFacts(
        assembly_id=ASSEMBLY,
        read_at=datetime.now(UTC),
        parts={part.part_id: part for part in (assembly, *parts)},
        bom={ASSEMBLY: tuple(BomRow(ASSEMBLY, name, "1", Decimal(2)) for name in names)},
        lots={
            name: (
                _lot(name, lot_of(number), shelf, date(2090, 1, 1)),
                _lot(name, f"LATER{number:05d}", shelf, date(2091, 1, 1)),
            )
            for number, name, shelf in zip(numbers, names, shelves, strict=True)
        },
        stock={
            name: (StoresStock(name, STORES, shelf, False, 2 * PLENTY),)
            for name, shelf in zip(names, shelves, strict=True)
        },
    )


def _lot(part_id: str, lot_id: str, shelf: str, expires: date) -> LotStock:
    return LotStock(part_id, lot_id, LotStatus.ACTIVE, expires, STORES, shelf, PLENTY)
