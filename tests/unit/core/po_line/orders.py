"""A small order and its parts, as the ERP tells of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from app.core.flow.identity import DraftIdentity
from app.core.po_line.facts import ApprovedManufacturer, ItemMaster, Order, OrderHeader, OrderLine
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.parts import PartFound, PartQuery
from app.core.po_line.values import LineValues
from app.core.settings import BuyingSettings

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
IDENTITY = DraftIdentity(str(UUID(int=1)), str(UUID(int=2)), "KB00000001", "0417")
GENR = ApprovedManufacturer("_K0", "GENR", "416-242424")
YAGEO = ApprovedManufacturer("_K1", "YAGEO", "RC0805")
ITEMS = {
    part: ItemMaster(
        f"_P{part}",
        part,
        stock_unit="EACH",
        purchase_unit="EACH",
        manufacturers=makers,
        multiple=multiple,
        cost_each=Decimal(2),
    )
    for part, makers, multiple in (
        ("416", (GENR,), None),
        ("102", (GENR, YAGEO), None),
        ("217", (YAGEO,), Decimal(100)),
    )
}


def values(part: str = "416", quantity: int = 100, price: str = "2") -> LineValues:
    """As the ERP holds a line of this part, of its first manufacturer."""
    item = ITEMS[part]
    maker = item.manufacturers[0]
    return LineValues(
        part_number=part,
        part_key=item.key,
        manufacturer=maker.manufacturer,
        mfgr_part=maker.mfgr_part,
        mfgr_key=maker.key,
        quantity=Decimal(quantity),
        cost_each=Decimal(price),
        purchase_unit="EACH",
        stock_unit="EACH",
    )


def line(number: int, held: LineValues | None = None, *, received: int = 0) -> OrderLine:
    """A line of order 1748."""
    return OrderLine(
        "1748", f"_L{number}", f"{number:03}", held or values(), received=Decimal(received)
    )


def order(lines: Iterable[OrderLine] | None = None) -> Order:
    """Order 1748, with three lines unless others are given."""
    some = (line(1), line(2, values("102")), line(3, values("217", 200), received=100))
    return Order(OrderHeader("1748", supplier="Romp"), tuple(some if lines is None else lines), AT)


def changed(before: OrderLine, **new: object) -> OrderLine:
    """The line with other values."""
    return replace(before, values=replace(before.values, **new))  # type: ignore[arg-type]  # of that name


def draft(of: Order | None = None, rules: BuyingSettings | None = None) -> OrderDraft:
    """A draft of it, with all item masters at hand."""
    made = OrderDraft(IDENTITY, of or order(), rules or BuyingSettings())
    for part, item in ITEMS.items():
        made.know_part(PartQuery(part), PartFound(item))
    return made
