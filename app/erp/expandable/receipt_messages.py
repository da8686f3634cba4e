"""A receipt into the contract's JSON, and its answer back (contracts.md A14, E1)."""

from app.core.problems import ProblemCode, Rejected
from app.core.receipt import EnteredLine, Receipt, ReceiptEntered, ReceivedLine
from app.core.receipt_facts import by_line
from app.erp.expandable import values
from app.erp.expandable.rows import Row
from app.erp.expandable.values import check_reference, iso, listed, plain, serials_in
from app.erp.expandable.wire import Field, Shape, Wire

_RECEIPT = Shape.PO_RECEIPT_REQUEST


def request_of(receipt: Receipt, batch_number: str, wire: Wire) -> dict[str, object]:
    """The request but for the token: texts only, and only fields that say something.

    Raises:
        Rejected: Serial numbers that a list can't express; surely nothing was sent.
    """
    said: dict[Field, object] = {
        Field.PO_ID: receipt.order_number,
        Field.PACKING_SLIP: receipt.packing_slip,
        Field.ACTION_DATE: iso(receipt.action_date),
        Field.REFERENCE: receipt.reference,
        Field.BATCH_NUMBER: batch_number,
        Field.TXNS_ACCEPTED: receipt.txns_accepted,
        Field.LINES: [_line(line, wire) for line in receipt.lines],
    }
    return {wire.name(_RECEIPT, of): value for of, value in said.items() if value}


def entered(row: Row, receipt: Receipt) -> ReceiptEntered:
    """What the ERP says it did, from the object it answered with.

    An ERP may tell a line in more or fewer entries than were sent; all of one line together
    must be what was sent of it.

    Raises:
        Unknown: It isn't the answer to this request: another order, other lines, quantities or
            reference, or a shape that can't be read. `OTHER_REFERENCE` where it would be the
            answer, and the ERP has made something else of our reference.
    """
    if (said := row.text(Field.PO_ID)) != receipt.order_number.strip():
        row.foreign(Field.PO_ID, "not what was asked", said)
    lines = tuple(
        _entered_line(line) for line in row.rows(Field.LINES, Shape.PO_RECEIPT_ANSWER_LINE)
    )
    if by_line(lines) != by_line(receipt.lines):
        row.foreign(Field.LINES, "not what was asked")
    check_reference(row, receipt.reference)
    return ReceiptEntered(
        order_number=receipt.order_number,
        reference=row.text(Field.REFERENCE),
        batch_number=row.text(Field.BATCH_NUMBER),
        txns_accepted=row.text(Field.TXNS_ACCEPTED),
        action_date=row.text(Field.ACTION_DATE),
        lines=lines,
    )


def cause_of(problem: Rejected, receipt: Receipt, batch_number: str, wire: Wire) -> ProblemCode:
    """Which rule of the ERP's it is, where that matters to what is done next."""
    serials = {serial for line in receipt.lines for serial in line.serials}
    return values.cause_of(problem, _RECEIPT, batch_number, serials, wire)


def _line(line: ReceivedLine, wire: Wire) -> dict[str, str]:
    said = {
        Field.LINE_NUMBER: line.line_number,
        Field.QUANTITY: plain(line.quantity),
        Field.STORES_CODE: line.stores,
        Field.STOCK_LOCATION: line.location,
        Field.LOT_ID: line.lot_id,
        Field.MFG_LOT_ID: line.mfg_lot_id,
        Field.EXPIRE_DATE: iso(line.expires),
        Field.SERIAL_NUMBER: listed(line.serials),
    }
    shape = Shape.PO_RECEIPT_REQUEST_LINE
    return {wire.name(shape, of): value for of, value in said.items() if value}


def _entered_line(row: Row) -> EnteredLine:
    return EnteredLine(
        line_number=row.key(Field.LINE_NUMBER),
        quantity=row.quantity(Field.QUANTITY),
        receipt_id=row.text(Field.RECEIPT_ID),
        part_id=row.text(Field.PART_ID),
        description=row.text(Field.PART_DESC),
        unit=row.text(Field.PART_UM),
        received=row.known_quantity(Field.RECEIVED_QTY),
        open=row.known_quantity(Field.OPEN_QTY),
        lot_id=row.text(Field.LOT_ID),
        expires=row.day(Field.EXPIRE_DATE),
        stores=row.text(Field.STORES_CODE),
        location=row.text(Field.STOCK_LOCATION),
        serials=serials_in(row),
    )
