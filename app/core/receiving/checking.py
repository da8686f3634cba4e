"""What forbids a package to be what a label or a person says: lot, day, place, numbers, amount."""

from datetime import date
from decimal import Decimal

from app.core.flow.header import is_malformed
from app.core.flow.outcomes import Facts, LookUp, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.serials import judge_list
from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.amounts import judge_room
from app.core.receiving.lots import judge_expiry, judge_lot
from app.core.receiving.measures import NOTHING, counted
from app.core.receiving.packages import Package
from app.core.receiving.reading import Reading
from app.core.receiving.state import ReceiptState
from app.core.receiving.surroundings import ReceiptSurroundings


def judge_package(
    state: ReceiptState,
    line: PurchaseOrderLine,
    package: Package,
    reading: Reading,
    around: ReceiptSurroundings,
) -> Refused | LookUp | None:
    """Why it can't be so, what to ask first, or None.

    Args:
        state: Of the receipt.
        line: Of the order, open.
        package: As it is now.
        reading: What it is to be; what that doesn't say stays.
        around: Facts at hand.
    """
    return (
        _judge_place(line, reading)
        or _judge_lot(state, line, package, reading, around)
        or _judge_serials(state, line, package, reading, around)
        or _judge_amount(state, line, package, reading)
    )


def amount_after(
    state: ReceiptState, line: PurchaseOrderLine, package: Package, reading: Reading
) -> Decimal:
    """How much is in it then, in the buying unit: as said, else by its serial numbers."""
    said = package.quantity if reading.quantity is None else reading.quantity
    if said is not None:
        return said
    if not line.serial_controlled:
        return NOTHING
    return counted(line, len(state.owned(package.key)) + len(reading.serials))


def last_day(
    state: ReceiptState, line: PurchaseOrderLine, package: Package, reading: Reading
) -> date | None:
    """The day of expiry it has then: as labelled, else the one of a lot that the ERP knows."""
    labelled = reading.expires or package.expires
    if labelled is not None:
        return labelled
    rows = state.index.lot_rows(line.part_id, reading.lot or package.lot)
    return rows[0].expires if rows else None


def _judge_place(line: PurchaseOrderLine, reading: Reading) -> Refused | None:
    texts = (reading.stores, reading.location, reading.mfg_lot, reading.package_id)
    bad = next((text for text in texts if is_malformed(text)), None)
    if bad is not None:
        return Refused(Refusal.FIELD_MALFORMED, Facts(text=bad, part=line.part_id))
    if line.inspected and reading.stores not in {"", line.stores}:
        facts = Facts(text=reading.stores, part=line.part_id, line=line.number, stores=line.stores)
        return Refused(Refusal.INSPECTED_FIRST, facts)
    return None


def _judge_lot(
    state: ReceiptState,
    line: PurchaseOrderLine,
    package: Package,
    reading: Reading,
    around: ReceiptSurroundings,
) -> Refused | LookUp | None:
    if reading.lot and reading.lot != package.lot:
        fault = judge_lot(state, line, reading.lot, around)
        if fault is not None:
            return fault
    lot, expires = reading.lot or package.lot, reading.expires or package.expires
    said = reading.lot or reading.expires is not None
    if not (said and lot and expires):
        return None
    return judge_expiry(state, line, lot, expires, package.key)


def _judge_serials(
    state: ReceiptState,
    line: PurchaseOrderLine,
    package: Package,
    reading: Reading,
    around: ReceiptSurroundings,
) -> Refused | None:
    """New ones, none twice in the whole receipt, no more than the package has pieces."""
    if not line.serial_controlled:
        return None
    said = package.quantity if reading.quantity is None else reading.quantity
    have = len(state.owned(package.key))
    wanted = line.stock_quantity(said) if said is not None else None
    if reading.serials:
        held = state.holders(line.part_id)
        fault = judge_list(reading.serials, line.part_id, held, state.index.is_part, around)
        if fault is not None:
            return fault
        if wanted is not None and have + len(reading.serials) > wanted:
            facts = Facts(
                text=reading.serials[0], part=line.part_id, have=Decimal(have), need=wanted
            )
            return Refused(Refusal.SERIALS_COMPLETE, facts)
    elif wanted is not None and have > wanted:
        facts = Facts(part=line.part_id, line=line.number, have=Decimal(have), need=wanted)
        return Refused(Refusal.QUANTITY_BELOW_SERIALS, facts)
    return None


def _judge_amount(
    state: ReceiptState, line: PurchaseOrderLine, package: Package, reading: Reading
) -> Refused | None:
    before, after = state.quantity_of(package), amount_after(state, line, package, reading)
    if reading.quantity is None and after == before:
        return None
    by_pieces = reading.quantity is None
    return judge_room(state, line, after, before, counted=by_pieces)
