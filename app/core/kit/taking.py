"""The rules of serial numbers in a kit: the assembly's new ones, and its components' (E2.6)."""

from collections.abc import Sequence
from decimal import Decimal

from app.core.facts import SerialStatus
from app.core.flow.changes import Change, HeaderField, Slot
from app.core.flow.outcomes import Facts, LookUp, LookUpKind, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.serials import judge_list
from app.core.kit.plan import PlanLine
from app.core.kit.state import ASSEMBLY, KitState
from app.core.kit.surroundings import KitSurroundings
from app.core.serials import compress


def judge_assembly_serials(
    state: KitState, serials: Sequence[str], around: KitSurroundings, assembly: str = ""
) -> Change | Refused:
    """New serial numbers of the assembly: as many as are completed, none twice (E2.6).

    Args:
        state: Of the kit.
        serials: New ones.
        around: Where they may be waiting.
        assembly: The part that the same scan chooses; empty: the one that is chosen.
    """
    part_id = assembly or state.text(HeaderField.ASSEMBLY)
    components = around.kits[assembly].parts if assembly else {}
    fault = judge_list(serials, part_id, state.owned(ASSEMBLY), state.names.has_line, around)
    named = next((serial for serial in serials if serial in components), None)
    if named is not None:
        return Refused(Refusal.SERIAL_IS_A_PART, Facts(text=named, part=part_id))
    if fault is not None:
        return fault
    have = len(state.owned(ASSEMBLY))
    said = bool(state.text(HeaderField.QUANTITY))
    if said and have + len(serials) > state.quantity:
        return Refused(
            Refusal.SERIALS_COMPLETE,
            Facts(text=serials[0], part=part_id, have=Decimal(have), need=state.quantity),
        )
    return Change(Slot.SERIALS, ASSEMBLY, "", compress(serials))


def judge_component_serials(
    state: KitState, line: PlanLine, serials: Sequence[str], around: KitSurroundings
) -> Change | Refused | LookUp:
    """Serial numbers of a component: each in stock in the stores it is taken from (E2.6)."""
    part_id = line.component_id
    if not line.serial_controlled:
        return Refused(Refusal.NO_SERIALS_WANTED, Facts(text=serials[0], part=part_id))
    fault = judge_list(serials, part_id, state.owned(part_id), state.names.has_line, around)
    if fault is not None:
        return fault
    have = len(state.owned(part_id))
    if have + len(serials) > line.needed:
        return Refused(
            Refusal.SERIALS_COMPLETE,
            Facts(text=serials[0], part=part_id, have=Decimal(have), need=line.needed),
        )
    for serial in serials:
        verdict = _in_stock(state, line, serial, around)
        if verdict is not None:
            return verdict
    return Change(Slot.SERIALS, part_id, "", compress(serials))


def _in_stock(
    state: KitState, line: PlanLine, serial: str, around: KitSurroundings
) -> Refused | LookUp | None:
    record = state.index.stocked_serials(line.component_id).get(serial)
    if record is None and serial in around.found:
        records = around.found[serial].serials
        record = next((one for one in records if one.part_id == line.component_id), None)
        if record is None:
            other = next((one.part_id for one in records), "")
            near = () if other else _but_for_case(state, line, serial)
            return Refused(
                Refusal.SERIAL_NOT_IN_STOCK,
                Facts(
                    text=serial,
                    part=line.component_id,
                    other=other,
                    stores=line.stores,
                    alternatives=near,
                ),
            )
    if record is None:
        # Offline it is taken unchecked; the ERP checks it before anything is posted.
        unreachable = serial in around.unreachable
        return None if unreachable else LookUp(LookUpKind.NAME, serial)
    if record.status is not SerialStatus.IN_STOCK or record.stores != line.stores:
        return Refused(
            Refusal.SERIAL_NOT_IN_STOCK,
            Facts(text=serial, part=line.component_id, stores=line.stores),
        )
    return None


def _but_for_case(state: KitState, line: PlanLine, serial: str) -> tuple[tuple[str, None], ...]:
    """What the stores hold by that name in other letters, small or capital: to be told, not taken.

    A serial number keeps its case (labels.md 8), and two that differ by it alone are two.
    """
    stocked = state.index.stocked_serials(line.component_id).values()
    folded = serial.casefold()
    return tuple(
        (one.serial, None)
        for one in stocked
        if one.serial.casefold() == folded and one.stores == line.stores
    )
