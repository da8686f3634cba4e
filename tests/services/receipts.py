"""Receipts at the plant that doesn't run out, and what the ERP has of them."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from app.core.posting import new_reference
from app.core.receipt import (
    PlannedLine,
    Receipt,
    ReceiptPosting,
    ReceivedLine,
)
from app.core.receipt_facts import ReceiptRecord
from app.store.moments import utc_now
from tests.services.world import TARGET


def receipt(*lines: ReceivedLine, order: str = "RUN-PO-0", batch: str = "") -> ReceiptPosting:
    """A receipt at the plant that doesn't run out, planned as its orders are."""
    parts = {"1": f"RUN-BUY-{order[-1]}", "2": "RUN-BUY-LOT", "3": "RUN-BUY-SN"}
    reference = new_reference()
    today = date.today()  # noqa: DTZ011 - as above
    return ReceiptPosting(
        posting_id=str(uuid4()),
        draft_id=str(uuid4()),
        target=TARGET,
        reference=reference,
        operator="Mia",
        erp_user="APIUSER",
        confirmed_at=utc_now(),
        batch=batch,
        request=Receipt(order, lines, reference, today, "PS-1"),
        planned=tuple(
            PlannedLine(number, parts[number], "", Decimal(1), "EACH", stores="MS")
            for number in dict.fromkeys(line.line_number for line in lines)
        ),
    )


def record_of(posting: ReceiptPosting, line: ReceivedLine) -> ReceiptRecord:
    """What the books have of an entry."""
    return ReceiptRecord(
        receipt_id="00000001",
        order_number=posting.subject,
        line_number=line.line_number,
        part_id=posting.parts[line.line_number],
        quantity=line.quantity,
        reference=posting.request.reference,
        lot_id=line.lot_id,
    )
