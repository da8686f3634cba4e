"""A receipt of a purchase order as others write it.

How many serial numbers a quantity makes, and whether they are wanted, only the order says: the
ERP refuses what it doesn't take.
"""

from datetime import date

from app.core.receipt import Receipt, ReceivedLine
from app.core.receipt_facts import line_key
from app.erp.bad_request import RequestFault
from app.erp.expandable.request_form import RequestForm
from app.erp.expandable.wire import Field, Shape


def read_receipt_request(request: object, today: date) -> Receipt:
    """The receipt; its `reference` is the receiver's text alone, ours comes before it.

    Args:
        request: JSON, decoded.
        today: The day of a request that names none.

    Raises:
        BadRequestError: It can't be taken; the first field that is wrong.
    """
    form = RequestForm(request, Shape.PO_RECEIPT_REQUEST)
    receipt = Receipt(
        order_number=form.text(Field.PO_ID, required=True),
        lines=tuple(_line(one) for one in form.forms(Field.LINES, Shape.PO_RECEIPT_REQUEST_LINE)),
        reference=form.text(Field.REFERENCE),
        action_date=form.day(Field.ACTION_DATE) or today,
        packing_slip=form.text(Field.PACKING_SLIP),
        txns_accepted=form.text(Field.TXNS_ACCEPTED),
    )
    if not receipt.lines:
        raise form.bad(Field.LINES, RequestFault.MISSING)
    seen: set[tuple[str, str]] = set()
    for line in receipt.lines:
        for serial in line.serials:
            if (line_key(line.line_number), serial) in seen:
                raise form.bad(Field.LINES, RequestFault.TWICE, serial)
            seen.add((line_key(line.line_number), serial))
    return receipt


def _line(form: RequestForm) -> ReceivedLine:
    return ReceivedLine(
        line_number=form.text(Field.LINE_NUMBER, required=True),
        quantity=form.quantity(Field.QUANTITY),
        stores=form.text(Field.STORES_CODE),
        location=form.text(Field.STOCK_LOCATION),
        lot_id=form.text(Field.LOT_ID),
        mfg_lot_id=form.text(Field.MFG_LOT_ID),
        expires=form.day(Field.EXPIRE_DATE),
        serials=form.serials(Field.SERIAL_NUMBER),
    )
