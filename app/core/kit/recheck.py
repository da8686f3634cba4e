"""What changed between the plan a kit was scanned on and a fresh one, before it is posted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.kit.plan import ZERO, KitPlan, PlanLine


class PlanChangeKind(StrEnum):
    """How a component's line changed."""

    ADDED = "added"
    REMOVED = "removed"
    QUANTITY = "quantity"
    SHORT = "short"  # there was enough, now there isn't
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
    before = {line.component_id: line for line in old.lines}
    now = {line.component_id: line for line in new.lines}
    changes: list[PlanChange] = []
    for component_id in {**before, **now}:
        was, line = before.get(component_id), now.get(component_id)
        if was is None and line is not None:
            added = PlanChange(PlanChangeKind.ADDED, component_id, line.unit, now=line.needed)
            changes.append(added)
        elif line is None and was is not None:
            gone = PlanChange(PlanChangeKind.REMOVED, component_id, was.unit, before=was.needed)
            changes.append(gone)
        elif was is not None and line is not None:
            changes.extend(_line_changes(was, line, lots.get(component_id, "")))
    return tuple(changes)


def _line_changes(was: PlanLine, line: PlanLine, lot: str) -> Iterator[PlanChange]:
    if was.needed != line.needed:
        yield PlanChange(
            PlanChangeKind.QUANTITY, line.component_id, line.unit, was.needed, line.needed
        )
    if line.short and not was.short:
        yield PlanChange(PlanChangeKind.SHORT, line.component_id, line.unit, now=line.short)
    places = [place for place in line.places if place.lot and place.lot.lot_id == lot]
    if lot and not any(place.holds(line.needed) for place in places):
        held = max((place.on_hand or ZERO for place in places), default=ZERO)
        yield PlanChange(
            PlanChangeKind.LOT_GONE, line.component_id, line.unit, line.needed, held, lot
        )
