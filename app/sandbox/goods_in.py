"""PO Receipts Entry: what a vendor delivers on a purchase order comes in (contracts.md E1, C20).

Everything happens in one database transaction, or nothing does. Quantities of the order are in
the line's buying unit; stock gets them times `BUY_CONV`.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import Connection, bindparam, insert, select

from app.sandbox import batches
from app.sandbox.counters import take_numbers
from app.sandbox.keyed import change_keyed, in_chunks
from app.sandbox.lot_names import LotNames
from app.sandbox.order_lines import OPEN, OrderLine, read_order_lines, status_word
from app.sandbox.quantities import EXACT, STEP, WHOLE_UNITS, is_whole, plain
from app.sandbox.receipt_request import ReceiptLine, ReceiptRequest
from app.sandbox.receiving import Arrival, Called, Received, receive
from app.sandbox.refusals import Code, RefusalError, broken
from app.sandbox.shelves import read_serials
from app.sandbox.stamp import Stamp
from app.sandbox.tables import (
    Amount,
    purchase_order,
    purchase_order_line,
    receipt_transaction,
    stores,
)

ACTION_TYPE = "PR"  # of the ledger; the vendor's own code is unknown
COUNTER = "receipt"
INSPECTION = "QI"  # the stores that parts to be inspected go to
PURCHASED = "P"  # LOT_TYPE of a lot that was bought

ZERO = Decimal(0)


def receive_order(
    connection: Connection, request: ReceiptRequest, user: str, now: datetime
) -> dict[str, object]:
    """Carry out the request inside the connection's transaction.

    Returns:
        The answer, field by field.

    Raises:
        RefusalError: The rule that forbids it; the caller takes the transaction back.
    """
    return _Delivery(connection, request, Stamp(user, now, request.action_date)).post()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the request with the line of the order it is for."""

    asked: ReceiptLine
    line: OrderLine

    @property
    def stock_quantity(self) -> Decimal:
        """In the part's own unit, to the step the books can hold."""
        exact = EXACT.multiply(self.asked.quantity, self.line.buy_conv)
        return exact.quantize(STEP, rounding=ROUND_HALF_UP, context=EXACT)

    def refused(self, code: Code, fault: str) -> RefusalError:
        """A broken rule of it."""
        return broken(code, f"LINE_NUMBER {self.asked.number}: {fault}")


@dataclass(frozen=True, slots=True)
class _Total:
    """How a line stands after the delivery, in its buying unit."""

    received: Decimal
    ordered: Decimal

    @property
    def open(self) -> Decimal:
        """What is still to come."""
        return max(self.ordered - self.received, ZERO)


@dataclass(frozen=True, slots=True)
class _Receipt:
    """What became of an entry: a receipt transaction."""

    receipt_id: str
    entry: _Entry
    arrival: Arrival
    received: Received


class _Delivery:
    """One delivery on its way into the books."""

    def __init__(self, connection: Connection, request: ReceiptRequest, stamp: Stamp) -> None:
        self._connection = connection
        self._request = request
        self._stamp = stamp

    def post(self) -> dict[str, object]:
        request = self._request
        self._check_order()
        entries = self._entries()
        totals = _totals(entries)
        self._check_serials(entries)
        receipts = self._receive(entries)
        self._write_totals(totals)
        batch, accepted = batches.enter_batch(self._connection, request.batch_number)
        self._write_receipts(receipts, batch)
        answer: dict[str, object] = {
            "PO_ID": request.po_id,
            "PACKING_SLIP": request.packing_slip,
            "ACTION_DATE": request.action_date.isoformat(),
            "REFERENCE": request.reference,
            "BATCH_NUMBER": batch,
            "TXNS_ACCEPTED": str(accepted),
            "LINES": [_told(one, totals[one.entry.asked.number]) for one in receipts],
        }
        batches.enter_ledger(self._connection, ACTION_TYPE, answer, self._stamp)
        return answer

    def _check_order(self) -> None:
        """The order must be there and open; it is locked, so that its receipts take turns."""
        po_id = self._request.po_id
        columns = purchase_order.c
        status = self._connection.scalar(
            select(columns.po_status).where(columns.po_id == po_id).with_for_update()
        )
        if status is None:
            raise broken(Code.VALUE_UNKNOWN, f"PO_ID {po_id} is unknown.")
        if status != OPEN:
            raise broken(Code.ORDER_NOT_OPEN, f"PO_ID {po_id} is {status_word(status)}.")

    def _entries(self) -> list[_Entry]:
        """The request's entries, each checked against its line."""
        request = self._request
        numbers = dict.fromkeys(asked.number for asked in request.lines)
        lines = read_order_lines(self._connection, request.po_id, list(numbers))
        entries = []
        for asked in request.lines:
            if asked.number not in lines:
                raise broken(
                    Code.VALUE_UNKNOWN,
                    f"LINE_NUMBER {asked.number} is unknown in PO_ID {request.po_id}.",
                )
            entry = _Entry(asked, lines[asked.number])
            _check(entry, request)
            entries.append(entry)
        self._check_stores({asked.stores for asked in request.lines if asked.stores})
        return entries

    def _check_stores(self, named: Collection[str]) -> None:
        code = stores.c.stores_code
        known = {row[0] for row in in_chunks(self._connection, select(code), code, named)}
        for one in named:
            if one not in known:
                raise broken(Code.VALUE_UNKNOWN, f"STORES_CODE {one} is unknown.")

    def _check_serials(self, entries: Sequence[_Entry]) -> None:
        """As many as pieces, none of them known in any status or named twice."""
        by_part: dict[str, dict[str, _Entry]] = defaultdict(dict)
        for entry in entries:
            part_id, serials = entry.line.part.part_id, entry.asked.serials
            for serial in serials:
                if serial in by_part[part_id]:
                    raise entry.refused(
                        Code.SERIAL_TWICE, f"SERIAL_NUMBER {serial} stands in two LINES."
                    )
                by_part[part_id][serial] = entry
        for part_id, named in by_part.items():
            known = read_serials(self._connection, part_id, named)
            for serial in named:
                if serial in known:
                    raise named[serial].refused(
                        Code.SERIAL_EXISTS, f"SERIAL_NUMBER {serial} of {part_id} already exists."
                    )

    def _receive(self, entries: Sequence[_Entry]) -> list[_Receipt]:
        named = {entry.asked.lot_id for entry in entries if entry.asked.lot_id}
        lot_names = LotNames(self._connection, named)
        arrivals = [self._arrival(entry, lot_names) for entry in entries]
        received = receive(self._connection, arrivals, self._stamp)
        numbers = take_numbers(self._connection, COUNTER, len(entries))
        rows = zip(numbers, entries, arrivals, received, strict=True)
        return [
            _Receipt(receipt_number(number), entry, arrival, done)
            for number, entry, arrival, done in rows
        ]

    def _arrival(self, entry: _Entry, lot_names: LotNames) -> Arrival:
        asked, line = entry.asked, entry.line
        if asked.lot_id and line.part.lot_controlled:
            other = lot_names.other_part(asked.lot_id, line.part.part_id)
            if other:
                raise entry.refused(
                    Code.LOT_REFUSED,
                    f"LOT_ID {asked.lot_id} is a lot of {other}, not of {line.part.part_id}.",
                )
        to_stores = _stores(entry)
        return Arrival(
            part=line.part,
            quantity=entry.stock_quantity,
            stores=to_stores,
            location=asked.location or (line.location if to_stores == line.stores else ""),
            lot_id=asked.lot_id,
            expires=asked.expires,
            serials=asked.serials,
            reference=self._request.reference,
            called=Called(
                f"QUANTITY {plain(asked.quantity)}",
                "STOCK_LOCATION",
                "LOT_ID",
                before=f"LINE_NUMBER {asked.number}: ",
            ),
            lot_type=PURCHASED,
            lot_origin={
                "order_id": self._request.po_id,
                "line_number": str(asked.number),
                "mfg_id": line.mfg_id,
                "mfg_lot_id": asked.mfg_lot_id,
            },
        )

    def _write_totals(self, totals: Mapping[int, _Total]) -> None:
        po_id = self._request.po_id
        change_keyed(
            self._connection,
            purchase_order_line,
            {(po_id, Decimal(number)): {"now": one.received} for number, one in totals.items()},
            {"received_qty": bindparam("now", type_=Amount())},
        )

    def _write_receipts(self, receipts: Sequence[_Receipt], batch: str) -> None:
        request = self._request
        rows = [
            {
                "receipt_id": one.receipt_id,
                "po_id": request.po_id,
                "line_number": Decimal(one.entry.asked.number),
                "batch_number": batch,
                "reference": request.reference,
                "packing_slip": request.packing_slip,
                "action_date": request.action_date.isoformat(),
                "part_id": one.entry.line.part.part_id,
                "quantity": one.entry.asked.quantity,
                "lot_id": one.entry.asked.lot_id,
                "stores_code": one.arrival.stores,
                "stock_location": one.received.location,
                "serial_number": one.entry.asked.serial_text,
            }
            for one in receipts
        ]
        self._connection.execute(insert(receipt_transaction), rows)


def receipt_number(number: int) -> str:
    """A `RECEIPT_ID`."""
    return f"{number:08d}"


def _totals(entries: Sequence[_Entry]) -> dict[int, _Total]:
    """How each line stands after the delivery; more than it may take is refused."""
    totals: dict[int, _Total] = {}
    for entry in entries:
        asked, line = entry.asked, entry.line
        before = totals[asked.number].received if asked.number in totals else line.received
        total = _Total(before + asked.quantity, line.ordered)
        if total.received > line.most:
            raise entry.refused(
                Code.OVER_RECEIPT,
                f"QUANTITY {plain(asked.quantity)} makes {plain(total.received)} received of "
                f"ORDER_QTY {plain(line.ordered)}; OVER_RECEIPT_PCT {plain(line.over_percent)} "
                f"allows {plain(line.most)}.",
            )
        totals[asked.number] = total
    return totals


def _check(entry: _Entry, request: ReceiptRequest) -> None:
    """What the line and its part say of the entry by themselves."""
    asked, line, part = entry.asked, entry.line, entry.line.part
    if line.status != OPEN:
        raise broken(
            Code.LINE_NOT_OPEN,
            f"LINE_NUMBER {asked.number} of PO_ID {request.po_id} is {status_word(line.status)}.",
        )
    if line.buy_unit in WHOLE_UNITS and not is_whole(asked.quantity):
        raise entry.refused(
            Code.QUANTITY_REFUSED,
            f"QUANTITY {plain(asked.quantity)} must be whole: {part.part_id} is bought in "
            f"{line.buy_unit}.",
        )
    if part.unit in WHOLE_UNITS and not is_whole(entry.stock_quantity):
        raise entry.refused(
            Code.QUANTITY_REFUSED,
            f"QUANTITY {plain(asked.quantity)} makes {plain(entry.stock_quantity)}, which must be "
            f"whole: {part.part_id} is counted in {part.unit}.",
        )
    if part.lot_controlled and not asked.lot_id:
        raise entry.refused(
            Code.FIELD_REQUIRED, f"LOT_ID is required: {part.part_id} is lot-controlled."
        )
    if asked.serials and not part.serial_controlled:
        raise entry.refused(
            Code.VALUE_NOT_WANTED,
            f"SERIAL_NUMBER {asked.serials[0]}: {part.part_id} is not serial-controlled.",
        )
    if not part.serial_controlled:
        return
    if not asked.serials:
        raise entry.refused(
            Code.FIELD_REQUIRED, f"SERIAL_NUMBER is required: {part.part_id} is serial-controlled."
        )
    if len(asked.serials) != entry.stock_quantity:
        raise entry.refused(
            Code.SERIAL_COUNT,
            f"SERIAL_NUMBER names {len(asked.serials)} serial numbers, QUANTITY "
            f"{plain(asked.quantity)} makes {plain(entry.stock_quantity)} {part.unit}.",
        )


def _stores(entry: _Entry) -> str:
    """The stores it goes to: for what is inspected there is one only."""
    asked, part = entry.asked.stores, entry.line.part
    if not part.inspected:
        return asked or entry.line.stores
    if asked not in {"", INSPECTION}:
        raise entry.refused(
            Code.VALUE_NOT_WANTED,
            f"STORES_CODE {asked}: {part.part_id} is inspected first, in stores {INSPECTION}.",
        )
    return INSPECTION


def _told(receipt: _Receipt, total: _Total) -> dict[str, str]:
    asked, part = receipt.entry.asked, receipt.entry.line.part
    return {
        "LINE_NUMBER": str(asked.number),
        "QUANTITY": plain(asked.quantity),
        "STORES_CODE": receipt.arrival.stores,
        "STOCK_LOCATION": receipt.received.location,
        "LOT_ID": asked.lot_id,
        "MFG_LOT_ID": asked.mfg_lot_id,
        "EXPIRE_DATE": receipt.received.expires,
        "SERIAL_NUMBER": asked.serial_text,
        "RECEIPT_ID": receipt.receipt_id,
        "PART_ID": part.part_id,
        "PART_DESC": part.description,
        "PART_UM": part.unit,
        "RECEIVED_QTY": plain(total.received),
        "OPEN_QTY": plain(total.open),
        "MULTI_LOC": "Y" if receipt.received.multi_location else "N",
    }
