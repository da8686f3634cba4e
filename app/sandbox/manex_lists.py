"""PO Main Get, PO Item Get and PO Schedule Get (contracts.md C3, C7, C11)."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, func, select

from app.sandbox import manex_fields as fields
from app.sandbox.keyed import in_chunks
from app.sandbox.manex_answers import ManexRefusalError
from app.sandbox.manex_form import ManexForm, padded, read_order_number
from app.sandbox.manex_item_request import INVENTORY
from app.sandbox.manex_items import OPEN, ZERO
from app.sandbox.manex_rows import Page, by_columns, item_number, read_rows
from app.sandbox.manex_tables import SUMS, change, item, order, schedule, supplier

# What `poStatus` may ask for, and what answers call it.
STATUSES = {"Open": OPEN, "Cancelled": "CANCELLED", "Closed": "CLOSED"}
_KINDS = {INVENTORY: "Invt Part"}  # as this page spells what the other one spells in capitals
_REQUEST = "Invt Recv "
_LOCATION, _PROJECT = 17, 10  # characters that are filled up with blanks

_ORDER = Page(*fields.ORDER, *fields.SUPPLIER)
_ITEM = Page(*fields.ITEM)
_SCHEDULE = Page(*fields.SCHEDULE)

_DIRECT = (
    ("partNo", item.c.part_no),
    ("revision", item.c.revision),
    ("uniqKey", item.c.uniq_key),
    ("uniqlnno", item.c.uniqlnno),
    ("mfgrPtNo", item.c.mfgr_pt_no),
    ("partmfgr", item.c.partmfgr),
)


def find_orders(connection: Connection, form: ManexForm) -> list[dict[str, object]]:
    """The orders that fit; those of an item's criteria have one item that fits them all."""
    conditions = _of_order(form, "supName")
    if of_item := _of_item(form):
        conditions.append(
            select(item.c.uniqlnno).where(item.c.ponum == order.c.ponum, *of_item).exists()
        )
    query = (
        select(order, supplier.c.supname)
        .join(supplier, supplier.c.uniqsupno == order.c.uniqsupno)
        .where(*conditions)
        .order_by(*_by_number())
    )
    rows = read_rows(connection, query)
    changes: dict[str, list[str]] = defaultdict(list)
    told_changes = select(change.c.ponum, change.c.words).order_by(change.c.number)
    for ponum, words in in_chunks(
        connection, told_changes, change.c.ponum, [row["ponum"] for row in rows]
    ):
        changes[ponum].append(words)
    for row in rows:
        row |= {
            "pochanges": "\n".join(changes[row["ponum"]]),
            "ponum": padded(row["ponum"]),
            **{name.lower(): Decimal(row[name.lower()]) for name in SUMS},
        }
    return [_ORDER.told(row) for row in rows]


def find_items(connection: Connection, form: ManexForm) -> list[dict[str, object]]:
    """The items that fit, order by order in their numbers' sequence."""
    query = (
        select(
            item,
            order.c.postatus,
            order.c.podate,
            order.c.status,
            order.c.uniqsupno,
            supplier.c.supname,
        )
        .join(order, order.c.ponum == item.c.ponum)
        .join(supplier, supplier.c.uniqsupno == order.c.uniqsupno)
        .where(*_of_order(form, "supplierName"), *_of_item(form))
        .order_by(*_by_number(), item.c.itemno)
    )
    rows = read_rows(connection, query)
    for row in rows:
        kind = row["poittype"]
        row |= {
            "ponum": padded(row["ponum"]),
            "itemno": item_number(row["itemno"]),
            "poittype": _KINDS.get(kind, kind),
        }
    return [_ITEM.told(row) for row in rows]


def find_schedules(connection: Connection, form: ManexForm) -> list[dict[str, object]]:
    """The schedules of an order, or of one of its items.

    Raises:
        ManexRefusalError: There is none: the page has no empty list.
    """
    ponum = read_order_number(form.required("poNum"))
    query = select(item).where(item.c.ponum == ponum)
    if key := form.text("uniqLnNo"):
        query = query.where(item.c.uniqlnno == key)
    items = {row["uniqlnno"]: row for row in read_rows(connection, query)}
    days = select(schedule).order_by(schedule.c.schd_date, schedule.c.uniqdetno)
    found = [
        (of["itemno"], _schedule(one._asdict(), of))
        for one in in_chunks(connection, days, schedule.c.uniqlnno, items)
        if (of := items[one.uniqlnno])
    ]
    if not found:
        raise ManexRefusalError("")
    return [row for _, row in sorted(found, key=itemgetter(0))]


def _by_number() -> tuple[ColumnElement[Any], ...]:
    return func.length(order.c.ponum), order.c.ponum


def _of_order(form: ManexForm, supplier_name: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if text := form.text("poNum"):
        number = read_order_number(text)
        conditions.append(false() if number is None else order.c.ponum == number)
    if text := form.text(supplier_name):
        conditions.append(func.lower(supplier.c.supname) == text.lower())
    if text := form.text("uniqSupNo"):
        conditions.append(order.c.uniqsupno == text)
    if text := form.choice("poStatus", STATUSES):
        conditions.append(order.c.postatus == STATUSES[text])
    return conditions


def _of_item(form: ManexForm) -> list[ColumnElement[bool]]:
    conditions = [column == text for name, column in _DIRECT if (text := form.text(name))]
    if form.text("withBalance"):
        balance = (item.c.ord_qty > item.c.acpt_qty) & ~item.c.lcancel
        conditions.append(balance if form.flag("withBalance") else ~balance)
    if form.text("received"):
        received = item.c.recv_qty > ZERO
        conditions.append(received if form.flag("received") else ~received)
    if day := form.day("scheduledPriorTo"):
        due = select(schedule.c.uniqdetno).where(
            schedule.c.uniqlnno == item.c.uniqlnno, schedule.c.schd_date < str(day)
        )
        conditions.append(due.exists())
    return conditions


def _schedule(row: Mapping[str, Any], of: Mapping[str, Any]) -> dict[str, object]:
    """A schedule, some of whose fields the page leaves empty or 0 whatever the item has."""
    return _SCHEDULE.told(
        {
            **of,
            **row,
            "balance": row["schd_qty"] - row["recdqty"],
            "requesttp": _REQUEST,
            "location": row["location"].ljust(_LOCATION),
            "woprjnumber": row["woprjnumber"].ljust(_PROJECT),
            "ponum": padded(of["ponum"]),
            **by_columns(("ORD_QTY", "RECV_QTY"), ZERO),
            **by_columns(
                ("UNIQ_KEY", "WAREHOUSE", "POITTYPE", "ITEMNO", "PART_NO", "REVISION"), None
            ),
        }
    )
