"""Whether a receipt that waited long can still be received as it was confirmed (design.md 4)."""

from app.core.hold import Hold, HoldCause
from app.core.receipt import ReceiptPosting
from app.core.receipt_facts import OrderStatus, PurchaseOrder
from app.core.receivable import held_lines


def hold_of(posting: ReceiptPosting, order: PurchaseOrder | None) -> Hold | None:
    """What a person must decide on before it is sent; None if it may go as it is.

    Args:
        posting: That waited.
        order: As it is now; None where the ERP no longer knows it.
    """
    if order is None or order.status is not OrderStatus.OPEN:
        return Hold(HoldCause.NO_ORDER, detail=posting.subject)
    lines = held_lines(posting, order)
    return Hold(HoldCause.ORDER_CHANGED, detail=posting.subject, lines=lines) if lines else None
