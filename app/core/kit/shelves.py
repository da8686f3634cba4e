"""What else lies on the shelves: usable stock in other places, and lots that must stay there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.core.facts import KitFacts, LotStatus, LotStock
from app.core.kit.plan import PlanLine, usable_lot, walk_order

NOTHING = Decimal(0)


class Bar(StrEnum):
    """Why a lot must not be taken (contracts.md E2.5)."""

    ON_HOLD = "on-hold"
    CLOSED = "closed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Holding:
    """Some usable stock of a component; `on_hand` is None where the ERP doesn't say."""

    stores: str
    location: str
    lot: str
    expires: date | None
    on_hand: Decimal | None


@dataclass(frozen=True, slots=True)
class BarredLot:
    """A lot in the kit's stores that nobody may take."""

    component_id: str
    unit: str
    stores: str
    location: str
    lot: str
    bar: Bar
    expires: date | None
    on_hand: Decimal | None


def holdings(facts: KitFacts, line: PlanLine, effective: date) -> tuple[Holding, ...]:
    """Whoever holds some of a component: the line's stores first, then first to expire."""
    found = [held for held in _held(facts, line, effective) if held.on_hand != NOTHING]
    found.sort(
        key=lambda held: (
            held.stores != line.stores,
            held.stores,
            held.expires or date.max,
            walk_order(held.location),
            held.lot,
        )
    )
    return tuple(found)


def barred_lots(line: PlanLine, effective: date, allowed: str = "") -> Iterator[BarredLot]:
    """The lots of the line's stores that hold something but are on hold, closed or expired.

    Args:
        line: Of the plan.
        effective: The day by which a lot is expired (operators.md 56).
        allowed: A lot that a person chose and the station's rule let pass.
    """
    for place in line.places:
        lot = place.lot
        if lot is None or lot.lot_id == allowed or place.on_hand == NOTHING:
            continue
        bar = _bar(lot, effective)
        if bar is not None:
            yield BarredLot(
                component_id=line.component_id,
                unit=line.unit,
                stores=line.stores,
                location=place.location,
                lot=lot.lot_id,
                bar=bar,
                expires=lot.expires,
                on_hand=place.on_hand,
            )


def _held(facts: KitFacts, line: PlanLine, effective: date) -> Iterator[Holding]:
    part_id = line.component_id
    if line.lot_controlled:
        for lot in facts.lots.get(part_id, ()):
            if usable_lot(lot, effective):
                yield Holding(lot.stores, lot.location, lot.lot_id, lot.expires, lot.on_hand)
        return
    located: set[str] = set()
    for row in facts.locations.get(part_id, ()):
        located.add(row.stores)
        yield Holding(row.stores, row.location, "", None, row.on_hand)
    for stock in facts.stock.get(part_id, ()):
        if stock.stores not in located:
            yield Holding(stock.stores, stock.location, "", None, stock.on_hand)


def _bar(lot: LotStock, effective: date) -> Bar | None:
    if lot.status is LotStatus.HOLD:
        return Bar.ON_HOLD
    if lot.status is LotStatus.CLOSED:
        return Bar.CLOSED
    return None if usable_lot(lot, effective) else Bar.EXPIRED
