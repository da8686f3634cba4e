"""A small order for the tests of `app.core.receiving`: one line of each sort.

1  BRG    lots, bought and stocked by piece, 5 % too much
2  SCR    no control, bought by the reel of 5,000, 10 % too much
3  PCB    serial numbers
4  RESIN  lots with a day of expiry, by the kilogram, inspected first
5  BRG    once more, promised earlier than 1
6  BRG    once more, partly received
7  SEAL   everything received
8  OLD    closed
9  MIX-A  one manufacturer's part is two of ours,
10 MIX-B  this one
11 BOX    serial numbers, bought by the box of 10
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from app.core.facts import LotStatus, LotStock
from app.core.flow.identity import DraftIdentity
from app.core.receipt_facts import (
    OrderFacts,
    OrderStatus,
    PurchaseOrder,
    PurchaseOrderLine,
    ReceiptRecord,
)
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.surroundings import ReceiptSurroundings
from app.core.settings import Rules
from tests.unit.core.flow.reading import found_nothing

TODAY = date(2026, 11, 22)
READ_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ORDER, OTHER, FOREIGN, CLOSED = "100431", "100432", "100447", "100438"


def line(number: str, part_id: str, ordered: str, **more: object) -> PurchaseOrderLine:
    texts = {"description": part_id.capitalize(), "stores": "MS", "location": "ISLE 7"}
    known = {
        name: Decimal(str(value)) if name in _DECIMALS else value
        for name, value in {**texts, **more}.items()
    }
    return PurchaseOrderLine(number, part_id, Decimal(ordered), **known)  # type: ignore[arg-type]  # a test's short way to name what differs


_DECIMALS = {"received", "over_percent", "stock_per_unit"}


def lot(part: str, lot_id: str, expires: date | None = None, **more: object) -> LotStock:
    known: dict[str, object] = {"status": LotStatus.ACTIVE, "stores": "MS", "location": "ISLE 9"}
    known.update(more)
    return LotStock(part, lot_id, expires=expires, on_hand=Decimal(5), **known)  # type: ignore[arg-type]  # a test's short way to name what differs


def bearing(number: str, ordered: str, promised: date, **more: object) -> PurchaseOrderLine:
    names = {"mfg_part": "6204-2RSR", "vendor_part": "NL-6204", "over_percent": "5"}
    return line(number, "BRG", ordered, promised=promised, lot_controlled=True, **names, **more)


LINES = (
    bearing("1", "1000", date(2027, 1, 10)),
    line(
        "2", "SCR", "10", buy_unit="REEL", stock_per_unit="5000", over_percent="10",
        vendor_part="FF-M4", mfg_part="912-M4",
    ),
    line("3", "PCB", "5", serial_controlled=True, vendor_part="VX-40117"),
    line(
        "4", "RESIN", "50", buy_unit="KG", stock_unit="KG", lot_controlled=True,
        inspected=True, stores="QI", location="",
    ),
    bearing("5", "100", date(2027, 1, 5)),
    bearing("6", "100", date(2027, 2, 1), received="40"),
    line("7", "SEAL", "20", received="20"),
    line("8", "OLD", "20", status=OrderStatus.CLOSED),
    line("9", "MIX-A", "10", mfg_part="MIX"),
    line("10", "MIX-B", "10", mfg_part="MIX"),
    line("11", "BOX", "3", buy_unit="BOX", stock_per_unit="10", serial_controlled=True),
)  # fmt: skip
"""Of the order that most tests receive."""


def facts(
    number: str = ORDER,
    lines: tuple[PurchaseOrderLine, ...] = LINES,
    vendor: str = "NORDLAGER",
    status: OrderStatus = OrderStatus.OPEN,
) -> OrderFacts:
    return OrderFacts(
        number,
        READ_AT,
        PurchaseOrder(number, vendor, vendor.capitalize(), status, lines),
        receipts=(
            ReceiptRecord(
                "R1", number, "6", "BRG", Decimal(40), packing_slip="LS-1",
                action_date=date(2026, 11, 1), lot_id="B-OLD",
            ),
        ),
        lots={
            "BRG": (
                lot("BRG", "B-OLD", date(2028, 1, 1)),
                lot("BRG", "B-HELD", status=LotStatus.HOLD),
            ),
            "RESIN": (lot("RESIN", "R-OLD", date(2026, 10, 1), location="ISLE 2"),),
        },
    )  # fmt: skip


def new_draft(rules: Rules | None = None) -> ReceiptDraft:
    around = ReceiptSurroundings(rules=rules or Rules())
    around.know_order(facts())
    around.know_order(facts(OTHER, (bearing("1", "50", date(2027, 1, 1)),)))
    around.know_order(facts(FOREIGN, (line("1", "OIL", "60"),), "CHEMPRO"))
    around.know_order(facts(CLOSED, status=OrderStatus.CLOSED))
    around.know_order(OrderFacts("100999", READ_AT))
    return ReceiptDraft(DraftIdentity("d", "p", "KB00000000", "0417"), TODAY, around)


def with_lots(draft: ReceiptDraft, *lots: str) -> ReceiptDraft:
    """Nobody knows lots of these names."""
    for one in lots:
        found_nothing(draft, one)
    return draft
