"""What ManEx's reading calls tell beside an order's lines (contracts.md C3, C11, C18)."""

from collections.abc import Iterator
from decimal import Decimal

from app.core.po_line.facts import (
    ApprovedManufacturer,
    ItemMaster,
    LineSchedule,
    OrderHeader,
    OrderStatus,
    bare_number,
)
from app.core.po_line.values import Package, Unit
from app.erp.manex.rows import Row
from app.erp.manex.values import known, lead_time, nothing, one_of
from app.erp.manex.wire import Field, Shape


def header_of(row: Row) -> OrderHeader:
    """A row of PO Main Get."""
    return OrderHeader(
        number=bare_number(row.key(Field.PONUM)),
        key=row.text(Field.POUNIQUE),
        supplier=row.text(Field.SUPNAME),
        supplier_key=row.text(Field.UNIQSUPNO),
        status=one_of(OrderStatus, row.text(Field.POSTATUS)),
        approval=row.text(Field.STATUS),
        buyer=row.text(Field.BUYER),
        terms=row.text(Field.TERMS),
        priority=row.text(Field.POPRIORITY),
        ordered_on=row.day(Field.PODATE),
        total=row.known_quantity(Field.POTOTAL),
        change_order=row.count(Field.CONUM),
        note=row.text(Field.PONOTE),
    )


def schedule_of(row: Row) -> LineSchedule:
    """A row of PO Schedule Get; what it repeats of the line is 0 or null and isn't read (C8)."""
    return LineSchedule(
        key=row.text(Field.UNIQDETNO),
        line_key=row.text(Field.UNIQLNNO),
        scheduled=row.day(Field.SCHD_DATE),
        required=row.day(Field.REQ_DATE),
        promised=row.day(Field.ORIGCOMMITDT),
        quantity=row.quantity(Field.SCHD_QTY),
        received=nothing(row.known_quantity(Field.RECDQTY)),
        balance=nothing(row.known_quantity(Field.BALANCE)),
        warehouse=row.text(Field.WAREHOUSE),
        location=row.text(Field.LOCATION),
        project=row.text(Field.WOPRJNUMBER),
        requestor=row.text(Field.REQUESTOR),
        gl_account=row.text(Field.GL_NBR),
        note=row.text(Field.SCHDNOTES),
    )


def item_master_of(row: Row) -> ItemMaster:
    """The answer of Item Master Get."""
    entries = tuple(row.rows(Field.INVTMFHDLIST, Shape.ITEM_MASTER_MANUFACTURER))
    return ItemMaster(
        key=row.key(Field.UNIQ_KEY),
        part_number=row.text(Field.PART_NO),
        revision=row.text(Field.REVISION),
        description=row.text(Field.DESCRIPT),
        part_class=row.text(Field.PART_CLASS),
        part_type=row.text(Field.PART_TYPE),
        stock_unit=known(Unit, row.text(Field.U_OF_MEAS)),
        purchase_unit=known(Unit, row.text(Field.PUR_UOFM)),
        package=known(Package, row.text(Field.PACKAGE)),
        manufacturers=tuple(_approved(entries)),
        minimum=row.known_quantity(Field.MINORDER),
        multiple=row.known_quantity(Field.ORDMULT),
        lead_time=lead_time(row),
        cost_each=row.known_quantity(Field.MATL_COST),
        first_article=row.flag(Field.FIRSTARTICLE),
        on_hand=_on_hand(entries),
    )


def _approved(entries: tuple[Row, ...]) -> Iterator[ApprovedManufacturer]:
    """The list without what was taken off it; the key may stand with the stock only (C18)."""
    for entry in entries:
        stock = _stock(entry)
        keys = (one.text(Field.UNIQMFGRHD) for one in (entry, *stock))
        key = next(filter(None, keys), "")
        if key and not entry.flag(Field.IS_DELETED):
            yield ApprovedManufacturer(
                key, entry.text(Field.PARTMFGR), entry.text(Field.MFGR_PT_NO)
            )


def _on_hand(entries: tuple[Row, ...]) -> Decimal | None:
    held = [
        one.known_quantity(Field.QTY_OH)
        for entry in entries
        for one in _stock(entry)
        if not one.flag(Field.IS_DELETED)
    ]
    told = [quantity for quantity in held if quantity is not None]
    return sum(told, Decimal(0)) if told else None


def _stock(entry: Row) -> tuple[Row, ...]:
    return tuple(entry.rows(Field.INVTMFGRLIST, Shape.ITEM_MASTER_STOCK))
