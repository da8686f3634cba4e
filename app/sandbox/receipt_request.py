"""A receipt as it is asked for (contracts.md E1): read and checked by itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.sandbox import fields
from app.sandbox.form import Form
from app.sandbox.quantities import is_whole, read_decimal
from app.sandbox.refusals import Code, broken, shown
from app.sandbox.serial_field import read_serial_list

MOST_LINES = 10_000  # of one call
LAST_LINE = 10**6  # of one order


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One entry of `LINES`: what came of one line of the order, of one lot.

    `quantity` is in the line's buying unit. `serial_text` is the list as it was sent, for the
    answer.
    """

    number: int
    quantity: Decimal
    stores: str
    location: str
    lot_id: str
    mfg_lot_id: str
    expires: date | None
    serial_text: str
    serials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiptRequest:
    """The request with its defaults filled in, as far as they need no books."""

    po_id: str
    packing_slip: str
    action_date: date
    reference: str
    batch_number: str
    lines: tuple[ReceiptLine, ...]


def read_receipt_request(form: Form, today: date, *, strict: bool) -> ReceiptRequest:
    """Read the form.

    Raises:
        RefusalError: A required field is missing, or a value is none of its kind.
    """
    entries = form.forms("LINES")
    if strict:
        form.refuse_unknown(fields.PO_RECEIPT)
        for entry in entries:
            entry.refuse_unknown(fields.PO_RECEIPT_LINE)
    po_id = form.required("PO_ID")
    if not entries:
        raise broken(Code.FIELD_REQUIRED, "LINES is required.")
    if len(entries) > MOST_LINES:
        raise broken(Code.VALUE_MALFORMED, f"LINES holds more than {MOST_LINES} objects.")
    # As with a kit issue: the field has no known meaning, it is only read.
    form.text("TXNS_ACCEPTED")
    return ReceiptRequest(
        po_id=po_id,
        packing_slip=form.text("PACKING_SLIP"),
        action_date=form.day("ACTION_DATE") or today,
        reference=form.text("REFERENCE"),
        batch_number=form.text("BATCH_NUMBER"),
        lines=tuple(_line(entry) for entry in entries),
    )


def _line(form: Form) -> ReceiptLine:
    number = _number(form.required("LINE_NUMBER"))
    serial_text, serials = read_serial_list(form, f"LINE_NUMBER {number}: ")
    return ReceiptLine(
        number=number,
        quantity=form.quantity("QUANTITY"),
        stores=form.text("STORES_CODE"),
        location=form.text("STOCK_LOCATION"),
        lot_id=form.text("LOT_ID"),
        mfg_lot_id=form.text("MFG_LOT_ID"),
        expires=form.day("EXPIRE_DATE"),
        serial_text=serial_text,
        serials=serials,
    )


def _number(text: str) -> int:
    """A line's number: `1`, as in the vendor's samples; `001` is the same."""
    read = read_decimal(text)
    if read is None or not is_whole(read) or not 0 < read < LAST_LINE:
        raise broken(
            Code.VALUE_MALFORMED, f"LINES.LINE_NUMBER is not the number of a line: {shown(text)}"
        )
    return int(read)
