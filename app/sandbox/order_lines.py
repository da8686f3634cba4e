"""Lines of a purchase order as a receipt needs them."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, select

from app.sandbox.keyed import in_chunks
from app.sandbox.quantities import EXACT
from app.sandbox.shelves import PartRecord, read_parts
from app.sandbox.tables import purchase_order_line

OPEN = "O"  # PO_STATUS and LINE_STATUS
_CLOSED = {"C": "closed", "X": "cancelled"}


def status_word(status: str) -> str:
    """What an order or a line is that isn't open."""
    return _CLOSED.get(status, f"in status {status}")


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line; quantities in `buy_unit`, of which one is `buy_conv` of the part's own unit."""

    part: PartRecord
    mfg_id: str
    ordered: Decimal
    received: Decimal
    buy_unit: str
    buy_conv: Decimal
    status: str
    stores: str
    location: str
    over_percent: Decimal

    @property
    def most(self) -> Decimal:
        """What may be received in all: the percentage is of the whole line (contracts.md C20)."""
        return EXACT.divide(EXACT.multiply(self.ordered, 100 + self.over_percent), Decimal(100))


def read_order_lines(
    connection: Connection, po_id: str, numbers: Collection[int]
) -> dict[int, OrderLine]:
    """Those lines of these numbers that exist; locked until the transaction ends."""
    columns = purchase_order_line.c
    query = select(purchase_order_line).where(columns.po_id == po_id).with_for_update()
    asked = {Decimal(number) for number in numbers}
    rows = list(in_chunks(connection, query, columns.line_number, asked))
    parts = read_parts(connection, {row.part_id for row in rows})
    return {
        int(row.line_number): OrderLine(
            part=parts[row.part_id],
            mfg_id=row.mfg_id,
            ordered=row.order_qty,
            received=row.received_qty,
            buy_unit=row.buy_um,
            buy_conv=row.buy_conv,
            status=row.line_status,
            stores=row.stores_code,
            location=row.stock_location,
            over_percent=row.over_receipt_pct,
        )
        for row in rows
    }
