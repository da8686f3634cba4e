"""What changed between the plan a kit was scanned on and a fresh one, before it is posted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.facts import LotStock
from app.core.kit.plan import ZERO, KitPlan, PlanLine, Terms, is_expired
from app.core.kit_issue import PlannedComponent


class PlanChangeKind(StrEnum):
    """How a component's line changed."""

    ADDED = "added"
    REMOVED = "removed"
    QUANTITY = "quantity"
    SHORT = "short"  # there was enough, now there isn't
    LOT_EXPIRED = "lot-expired"  # the chosen lot, by the day on which the kit is made now
    LOT_GONE = "lot-gone"  # the chosen lot no longer holds what is needed


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One line that is another one now."""

    kind: PlanChangeKind
    component_id: str
    unit: str
    before: Decimal = ZERO
    now: Decimal = ZERO
    lot: str = ""


def plan_changes(old: KitPlan, new: KitPlan, lots: Mapping[str, str]) -> tuple[PlanChange, ...]:
    """What a person must know who scanned by the old plan; `lots` are the chosen ones."""
    changes = [*component_changes(old.planned(), new.planned())]
    before = {line.component_id: line for line in old.lines}
    for line in new.lines:
        was = before.get(line.component_id)
        if was is not None:
            lot = lots.get(line.component_id, "")
            changes.extend(_stock_changes(was, line, lot))
            place = line.place_of(lot) if lot else None
            if place and place.lot and _expired_between(place.lot, old.terms, new.terms):
                changes.append(
                    PlanChange(PlanChangeKind.LOT_EXPIRED, line.component_id, line.unit, lot=lot)
                )
    return tuple(changes)


def component_changes(
    before: Iterable[PlannedComponent], now: Iterable[PlannedComponent]
) -> tuple[PlanChange, ...]:
    """What the ERP would issue otherwise: components that came, went or take another quantity."""
    old = {one.component_id: one for one in before}
    new = {one.component_id: one for one in now}
    changes: list[PlanChange] = []
    for component_id in {**old, **new}:
        changes.extend(_component_changes(old.get(component_id), new.get(component_id)))
    return tuple(changes)


def _component_changes(
    was: PlannedComponent | None, now: PlannedComponent | None
) -> Iterator[PlanChange]:
    if was and now and was.unit == now.unit:
        if was.quantity != now.quantity:
            yield PlanChange(
                PlanChangeKind.QUANTITY, now.component_id, now.unit, was.quantity, now.quantity
            )
        return
    # Also where the unit is another one: its numbers can't be compared.
    if was:
        yield PlanChange(PlanChangeKind.REMOVED, was.component_id, was.unit, before=was.quantity)
    if now:
        yield PlanChange(PlanChangeKind.ADDED, now.component_id, now.unit, now=now.quantity)


def _expired_between(lot: LotStock, old: Terms, new: Terms) -> bool:
    return is_expired(lot, new.effective) and not is_expired(lot, old.effective)


def _stock_changes(was: PlanLine, line: PlanLine, lot: str) -> Iterator[PlanChange]:
    if line.short and not was.short:
        yield PlanChange(PlanChangeKind.SHORT, line.component_id, line.unit, now=line.short)
    places = [place for place in line.places if place.lot and place.lot.lot_id == lot]
    if lot and not any(place.holds(line.needed) for place in places):
        held = max((place.on_hand or ZERO for place in places), default=ZERO)
        yield PlanChange(
            PlanChangeKind.LOT_GONE, line.component_id, line.unit, line.needed, held, lot
        )
