"""The lot that a package says it is: new, or one that must agree with what there is (E1)."""

from datetime import date

from app.core.facts import LotStatus
from app.core.flow.header import is_malformed
from app.core.flow.outcomes import Facts, LookUp, LookUpKind, Refused
from app.core.flow.refusals import Refusal
from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.state import ReceiptState
from app.core.receiving.surroundings import ReceiptSurroundings

LOT_LENGTH = 100
"""Characters of the ERP's lot field. No page states it [A0]: what is longer is a label."""


def judge_lot(
    state: ReceiptState,
    line: PurchaseOrderLine,
    lot: str,
    around: ReceiptSurroundings,
) -> Refused | LookUp | None:
    """Why a lot of this name can't be received on a line, what to ask first, or None.

    A lot of another part is refused here, where it can still be put aside (operators.md 28).
    """
    facts = Facts(text=lot, lot=lot, part=line.part_id, line=line.number)
    if len(lot) > LOT_LENGTH:
        return Refused(Refusal.LOT_TOO_LONG, Facts(text=lot, part=line.part_id, count=LOT_LENGTH))
    if is_malformed(lot):
        return Refused(Refusal.FIELD_MALFORMED, facts)
    if state.index.is_part(lot):
        return Refused(Refusal.LOT_IS_A_PART, facts)
    rows = state.index.lot_rows(line.part_id, lot)
    if rows:
        if rows[0].status is LotStatus.ACTIVE:
            return None
        held = rows[0].status is LotStatus.HOLD
        return Refused(Refusal.LOT_ON_HOLD if held else Refusal.LOT_CLOSED, facts)
    other = state.index.part_of_lot(lot)
    if not other and not around.asked(lot):
        return LookUp(LookUpKind.NAME, lot)
    found = around.found.get(lot)
    if found and any(part.part_id == lot for part in found.parts):
        return Refused(Refusal.LOT_IS_A_PART, facts)
    owners = [row.part_id for row in found.lots] if found else []
    if not other and owners and line.part_id not in owners:
        other = owners[0]
    if other:
        return Refused(
            Refusal.LOT_OF_OTHER_PART,
            Facts(text=lot, lot=lot, part=line.part_id, line=line.number, other=other),
        )
    return None


def judge_expiry(
    state: ReceiptState, line: PurchaseOrderLine, lot: str, expires: date, but: str
) -> Refused | None:
    """Whether a day of expiry contradicts what the ERP or another package says of the lot.

    Args:
        state: Of the receipt.
        line: Of the order.
        lot: Of its part.
        expires: As the label says.
        but: The package that the label is of, if it is there already.
    """
    rows = state.index.lot_rows(line.part_id, lot)
    dated = None if rows else state.packages.dated(line.number, lot, but)
    if not rows and dated is None:
        return None
    known = rows[0].expires if rows else dated
    if known == expires:
        return None
    facts = Facts(
        text=expires.isoformat(),
        lot=lot,
        part=line.part_id,
        line=line.number,
        day=known,
    )
    return Refused(Refusal.EXPIRY_DIFFERS, facts)
