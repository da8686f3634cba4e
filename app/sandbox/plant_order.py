"""What purchase orders a plant has, and how they are written into new books."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, String, bindparam, insert, literal, select

from app.sandbox import tables
from app.sandbox.goods_in import INSPECTION, receipt_number
from app.sandbox.order_lines import OPEN
from app.sandbox.tables import Amount

FIRST_BATCH = 3001  # of earlier deliveries; all are below those given out now


@dataclass(frozen=True, slots=True)
class PlantReceipt:
    """What came earlier of a line, `days_ago`, in its buying unit."""

    quantity: str
    packing_slip: str
    days_ago: int
    lot_id: str = ""


@dataclass(frozen=True, slots=True)
class PlantLine:
    """A line of an order; its number is its place. Quantities are in the part's buying unit.

    Attributes:
        promised: Days from the day the books are opened; less than nothing is overdue.
        over: The percentage of the whole line that may come too much.
        location: Where it goes; empty for where the part lies.
    """

    part_id: str
    quantity: str
    promised: int
    price: str = "1"
    vendor_part: str = ""
    mfg_id: str = ""
    mfg_part: str = ""
    over: str = "0"
    status: str = OPEN
    stores: str = ""
    location: str = ""
    receipts: Sequence[PlantReceipt] = ()

    @property
    def received(self) -> Decimal:
        """What came so far."""
        return sum((Decimal(one.quantity) for one in self.receipts), Decimal(0))


@dataclass(frozen=True, slots=True)
class PlantOrder:
    """A purchase order, placed `placed_ago` days before the books are opened.

    One with several `call_offs` has its lines that many times, the further ones each
    `days_apart` days after those before; receipts are of the first.
    """

    po_id: str
    vendor: tuple[str, str]
    placed_ago: int
    lines: Sequence[PlantLine]
    status: str = OPEN
    kind: str = "N"
    buyer: str = "MK"
    currency: str = "EUR"
    call_offs: int = 1
    days_apart: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """What a line takes from its part."""

    stores: str
    buy_unit: str
    buy_conv: Decimal


def enter_orders(connection: Connection, orders: Sequence[PlantOrder], today: date) -> int:
    """Write the orders into the books, whose parts stand there already.

    Returns:
        How many receipts they had; their numbers begin with 1.
    """
    parts = _read_parts(connection)
    connection.execute(
        insert(tables.purchase_order),
        [
            {
                "po_id": order.po_id,
                "vendor_id": order.vendor[0],
                "vendor_name": order.vendor[1],
                "po_status": order.status,
                "po_type": order.kind,
                "buyer_id": order.buyer,
                "po_date": str(today - timedelta(order.placed_ago)),
                "curr_code": order.currency,
            }
            for order in orders
        ],
    )
    connection.execute(
        insert(tables.purchase_order_line),
        [
            {
                "po_id": order.po_id,
                "line_number": Decimal(number),
                **_line(line, parts[line.part_id], today),
            }
            for order in orders
            for number, line in enumerate(order.lines, 1)
        ],
    )
    for order in orders:
        if order.call_offs > 1:
            _call_off(connection, order, today)
    return _enter_receipts(connection, orders, parts, today)


def _call_off(connection: Connection, order: PlantOrder, today: date) -> None:
    """Copy the first call-off's lines inside of the books: thousands cost next to nothing."""
    count = len(order.lines)
    (promised,) = {line.promised for line in order.lines}  # all of it for one day
    columns = tables.purchase_order_line.c
    changed: dict[str, ColumnElement[object]] = {
        "line_number": columns.line_number + bindparam("lines_before", type_=Amount()),
        "promise_date": bindparam("promised", type_=String()),
        "received_qty": literal(Decimal(0), Amount()),
    }
    lines = select(*(changed.get(column.name, column) for column in columns)).where(
        columns.po_id == order.po_id, columns.line_number <= Decimal(count)
    )
    connection.execute(
        insert(tables.purchase_order_line).from_select(columns.keys(), lines),
        [
            {
                "lines_before": Decimal(count * further),
                "promised": str(today + timedelta(promised + order.days_apart * further)),
            }
            for further in range(1, order.call_offs)
        ],
    )


def _line(line: PlantLine, part: _Part, today: date) -> dict[str, object]:
    return {
        "part_id": line.part_id,
        "vendor_part": line.vendor_part,
        "mfg_id": line.mfg_id,
        "mfg_part": line.mfg_part,
        "order_qty": Decimal(line.quantity),
        "received_qty": line.received,
        "buy_um": part.buy_unit,
        "buy_conv": part.buy_conv,
        "unit_price": Decimal(line.price),
        "promise_date": str(today + timedelta(line.promised)),
        "line_status": line.status,
        "stores_code": line.stores or part.stores,
        "stock_location": line.location,
        "over_receipt_pct": Decimal(line.over),
    }


def _read_parts(connection: Connection) -> dict[str, _Part]:
    columns = tables.part.c
    query = select(
        columns.part_id, columns.def_stores_code, columns.buy_um, columns.buy_conv, columns.qc_flag
    )
    return {
        part_id: _Part(INSPECTION if qc_flag == "Y" else stores, buy_um, buy_conv)
        for part_id, stores, buy_um, buy_conv, qc_flag in connection.execute(query)
    }


def _enter_receipts(
    connection: Connection, orders: Sequence[PlantOrder], parts: Mapping[str, _Part], today: date
) -> int:
    """The receipt transactions, a batch for each delivery."""
    deliveries: dict[tuple[str, str], list[tuple[int, PlantLine, PlantReceipt]]]
    deliveries = defaultdict(list)
    for order in orders:
        for number, line in enumerate(order.lines, 1):
            for one in line.receipts:
                deliveries[order.po_id, one.packing_slip].append((number, line, one))
    rows: list[dict[str, object]] = []
    batches: list[dict[str, object]] = []
    for at, ((po_id, slip), received) in enumerate(deliveries.items()):
        batch = f"{FIRST_BATCH + at:06d}"
        batches.append({"batch_number": batch, "txns_accepted": 1})
        for number, line, one in received:
            rows.append(
                {
                    "receipt_id": receipt_number(len(rows) + 1),
                    "po_id": po_id,
                    "line_number": Decimal(number),
                    "batch_number": batch,
                    "packing_slip": slip,
                    "action_date": str(today - timedelta(one.days_ago)),
                    "part_id": line.part_id,
                    "quantity": Decimal(one.quantity),
                    "lot_id": one.lot_id,
                    "stores_code": line.stores or parts[line.part_id].stores,
                    "stock_location": line.location,
                }
            )
    if rows:
        connection.execute(insert(tables.batch), batches)
        connection.execute(insert(tables.receipt_transaction), rows)
    return len(rows)
