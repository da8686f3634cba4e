"""Complete what stock allows now, the rest as the next kit in this batch (design.md 5).

The request has no quantity per component, so a place that holds too little for the whole kit
can only serve a smaller one.
"""

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from app.core.flow.changes import Change, HeaderField, Slot
from app.core.kit.plan import Place, PlanLine, make_plan
from app.core.kit.state import ASSEMBLY, KitState
from app.core.quantities import is_whole_unit, plain
from app.core.serials import compress

QUANTITY, SERIALS = "quantity", "serials"  # the two keys of KitState.rest


def how_many(state: KitState, line: PlanLine, place: Place) -> int:
    """How many whole assemblies this place's stock of the component is enough for."""
    facts, plan = state.facts, state.plan
    if facts is None or plan is None or place.on_hand is None or not line.needed:
        return 0
    if not is_whole_unit(plan.assembly.unit):
        return 0
    each = line.needed / state.quantity
    count = int((place.on_hand / each).to_integral_value(ROUND_DOWN))
    while count > 0 and _needs(state, count)[line.component_id] > place.on_hand:
        count -= 1  # rounding up to whole pieces can cost one
    return min(count, int(state.quantity) - 1)


def split_changes(state: KitState, count: int) -> list[Change]:
    """The changes that make this kit one of `count` and put the rest aside for the next."""
    left = state.quantity - count
    said = state.text(HeaderField.QUANTITY)
    changes = [
        Change(Slot.HEADER, HeaderField.QUANTITY, said, str(count)),
        Change(Slot.REST, QUANTITY, state.rest.get(QUANTITY, ""), plain(left)),
    ]
    surplus = list(state.owned(ASSEMBLY))[count:]
    if surplus:
        listed = compress(surplus)
        changes.append(Change(Slot.SERIALS, ASSEMBLY, listed, ""))
        changes.append(Change(Slot.REST, SERIALS, state.rest.get(SERIALS, ""), listed))
    needs = _needs(state, count)
    for component_id in state.index.serial_components:
        surplus = list(state.owned(component_id))[int(needs[component_id]) :]
        if surplus:
            changes.append(Change(Slot.SERIALS, component_id, compress(surplus), ""))
    return changes


def carried_over(serials: str) -> tuple[Change, ...]:
    """The serial numbers, in list notation, with which the next kit begins."""
    return (Change(Slot.SERIALS, ASSEMBLY, "", serials),) if serials else ()


def _needs(state: KitState, count: int) -> dict[str, Decimal]:
    """What each component of a kit of `count` takes."""
    if state.facts is None:
        return {}
    plan = make_plan(state.facts, replace(state.terms, quantity=Decimal(count)))
    return {line.component_id: line.needed for line in plan.lines}
