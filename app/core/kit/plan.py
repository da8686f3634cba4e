"""The plan of a kit: what it will take, from where, and what is missing (contracts.md E2.2-E2.5).

The client plans by the same rules the ERP issues by, so that the person is told before the
ERP is asked. A plan is a pure function of facts and terms.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.core.facts import BomRow, KitFacts, LotStatus, LotStock, Part
from app.core.kit_issue import PlannedComponent
from app.core.quantities import round_up_for_unit

ZERO = Decimal(0)
ONE = Decimal(1)


class PlanFault(StrEnum):
    """Why there is no plan."""

    UNKNOWN_PART = "unknown-part"
    NO_BOM = "no-bom"
    NOTHING_IN_EFFECT = "nothing-in-effect"
    LOOP = "loop"


class NoPlanError(ValueError):
    """The facts allow no plan.

    Attributes:
        fault: Why.
        part_id: The part it is about.
    """

    def __init__(self, fault: PlanFault, part_id: str) -> None:
        super().__init__(f"{fault.value}: {part_id}")
        self.fault = fault
        self.part_id = part_id


@dataclass(frozen=True, slots=True)
class Terms:
    """What of the request decides the plan."""

    quantity: Decimal
    effective: date
    include_scrap: bool = False
    kit_stores: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Stock of a component in one location, of one lot where it is lot-controlled.

    `on_hand` is None where the ERP doesn't say.
    """

    location: str
    on_hand: Decimal | None
    lot: LotStock | None = None

    def holds(self, quantity: Decimal) -> bool:
        """Whether this place alone can give the quantity; an unknown stock may."""
        return self.on_hand is None or self.on_hand >= quantity


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One component of the kit: all its BOM rows together.

    Attributes:
        needed: In the stock unit, rounded up for whole units.
        stores: Where it is taken from.
        on_hand: Usable stock in those stores: active lots that are not expired, else what the
            stock record says. None where the ERP doesn't say.
        places: Where it lies, best first: first to expire, then walk order. Lots on hold or
            expired are here too, to be recognised when scanned, after the usable ones.
        suggestion: The first usable place that holds all that is needed.
    """

    component_id: str
    description: str
    unit: str
    needed: Decimal
    stores: str
    lot_controlled: bool
    serial_controlled: bool
    multi_location: bool
    on_hand: Decimal | None
    places: tuple[Place, ...]
    suggestion: Place | None

    @property
    def short(self) -> Decimal:
        """How much is missing in the stores; zero where the stock is not known."""
        return ZERO if self.on_hand is None else max(ZERO, self.needed - self.on_hand)

    def place_of(self, lot_id: str, location: str = "") -> Place | None:
        """The place of a lot in the stores: the one named, else the first that holds all."""
        places = [
            place
            for place in self.places
            if place.lot
            and place.lot.lot_id == lot_id
            and (not location or place.location == location)
        ]
        fitting = (place for place in places if place.holds(self.needed))
        return next(fitting, places[0] if places else None)

    @property
    def location(self) -> str:
        """Where a person walks to: the suggestion's location, else the first place's."""
        if self.suggestion is not None:
            return self.suggestion.location
        return self.places[0].location if self.places else ""


@dataclass(frozen=True, slots=True)
class KitPlan:
    """What a kit will take, in walk order."""

    assembly: Part
    terms: Terms
    read_at: datetime
    lines: tuple[PlanLine, ...]
    short: tuple[PlanLine, ...] = ()  # those whose stores don't hold what is needed

    def planned(self) -> tuple[PlannedComponent, ...]:
        """What each component should take, to be compared with the ERP's answer."""
        return tuple(
            PlannedComponent(line.component_id, line.description, line.needed, line.unit)
            for line in self.lines
        )


def make_plan(facts: KitFacts, terms: Terms) -> KitPlan:
    """Plan a kit of the facts' assembly.

    Raises:
        NoPlanError: The part or its bill of material is unknown, loops, or is not in effect.
    """
    assembly = facts.parts.get(facts.assembly_id)
    if assembly is None:
        raise NoPlanError(PlanFault.UNKNOWN_PART, facts.assembly_id)
    if not facts.bom.get(facts.assembly_id):
        raise NoPlanError(PlanFault.NO_BOM, facts.assembly_id)
    needs: dict[str, _Need] = {}
    for row, quantity in _exploded(facts, facts.assembly_id, terms.quantity, terms, ()):
        part = facts.parts.get(row.component_id, Part(row.component_id))
        need = needs.get(row.component_id)
        amount = round_up_for_unit(quantity, part.unit)
        if need is None:
            stores = terms.kit_stores or row.kit_stores or part.default_stores
            needs[row.component_id] = _Need(part, amount, stores)
        else:
            needs[row.component_id] = _Need(part, need.quantity + amount, need.stores)
    if not needs:
        raise NoPlanError(PlanFault.NOTHING_IN_EFFECT, facts.assembly_id)
    lines = [_line(facts, need, terms.effective) for need in needs.values()]
    lines.sort(key=lambda line: (walk_order(line.location), line.component_id))
    short = tuple(line for line in lines if line.short)
    return KitPlan(assembly, terms, facts.read_at, tuple(lines), short)


def walk_order(location: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts ISLE 3 before ISLE 12 and an empty location last."""
    if not location:
        return ((2, 0, ""),)
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.casefold())
        for piece in re.split(r"([0-9]{1,18})", location)
        if piece
    )


def is_expired(lot: LotStock, on: date) -> bool:
    """Whether the lot's last day lies before the effective date (operators.md 56)."""
    return lot.expires is not None and lot.expires < on


@dataclass(frozen=True, slots=True)
class _Need:
    part: Part
    quantity: Decimal
    stores: str


def _exploded(
    facts: KitFacts, assembly_id: str, quantity: Decimal, terms: Terms, above: tuple[str, ...]
) -> Iterator[tuple[BomRow, Decimal]]:
    """The rows in effect with their quantities; a phantom gives way to its own rows."""
    if assembly_id in above:
        raise NoPlanError(PlanFault.LOOP, assembly_id)
    for row in facts.bom.get(assembly_id, ()):
        if not _in_effect(row, terms.effective):
            continue
        amount = row.required * quantity
        if terms.include_scrap:
            amount *= ONE + row.scrap_factor
        if row.phantom:
            yield from _exploded(facts, row.component_id, amount, terms, (*above, assembly_id))
        elif row.component_id in above or row.component_id == assembly_id:
            raise NoPlanError(PlanFault.LOOP, row.component_id)
        else:
            yield row, amount


def _in_effect(row: BomRow, on: date) -> bool:
    return (row.starts is None or row.starts <= on) and (row.ends is None or on <= row.ends)


def _line(facts: KitFacts, need: _Need, effective: date) -> PlanLine:
    part = need.part
    record = next(
        (stock for stock in facts.stock.get(part.part_id, ()) if stock.stores == need.stores), None
    )
    if part.lot_controlled:
        places = _lot_places(facts, need, effective)
        usable = [place for place in places if place.lot and usable_lot(place.lot, effective)]
        on_hand = _total(usable)
    else:
        places = usable = _stock_places(facts, need)
        on_hand = record.on_hand if record else ZERO
    return PlanLine(
        component_id=part.part_id,
        description=part.description,
        unit=part.unit,
        needed=need.quantity,
        stores=need.stores,
        lot_controlled=part.lot_controlled,
        serial_controlled=part.serial_controlled,
        multi_location=record is not None and record.multi_location,
        on_hand=on_hand,
        places=tuple(places),
        suggestion=next((place for place in usable if place.holds(need.quantity)), None),
    )


def usable_lot(lot: LotStock, effective: date) -> bool:
    """Active and not expired on the effective date (contracts.md E2.5)."""
    return lot.status is LotStatus.ACTIVE and not is_expired(lot, effective)


def _lot_places(facts: KitFacts, need: _Need, effective: date) -> list[Place]:
    def best_first(lot: LotStock) -> tuple[object, ...]:
        return (
            not usable_lot(lot, effective),
            lot.expires or date.max,
            lot.lot_id,
            walk_order(lot.location),
        )

    lots = (lot for lot in facts.lots.get(need.part.part_id, ()) if lot.stores == need.stores)
    return [Place(lot.location, lot.on_hand, lot) for lot in sorted(lots, key=best_first)]


def _stock_places(facts: KitFacts, need: _Need) -> list[Place]:
    rows = [row for row in facts.locations.get(need.part.part_id, ()) if row.stores == need.stores]
    if rows:
        rows.sort(key=lambda row: walk_order(row.location))
        return [Place(row.location, row.on_hand) for row in rows]
    return [
        Place(stock.location, stock.on_hand)
        for stock in facts.stock.get(need.part.part_id, ())
        if stock.stores == need.stores
    ]


def _total(places: list[Place]) -> Decimal | None:
    total = ZERO
    for place in places:
        if place.on_hand is None:
            return None
        total += place.on_hand
    return total
