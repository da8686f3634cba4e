"""Items of purchase orders: added, edited, deleted (contracts.md C4 to C6, E3).

Each call is one database transaction that locks its order, or nothing. An edit overwrites: what
it leaves out gets its default again, but for the item's number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from app.sandbox import manex_fields as fields
from app.sandbox.manex_answers import ManexRefusalError, invalid, required
from app.sandbox.manex_form import ManexForm, read_order_number
from app.sandbox.manex_item_request import ItemRequest, read_item
from app.sandbox.manex_keys import take_key
from app.sandbox.manex_rows import Page, item_number, read_rows
from app.sandbox.manex_tables import change, item, maker, order, part, schedule
from app.sandbox.quantities import EXACT, amount, plain

OPEN = "OPEN"
MOST_ITEMS = 99_999
ZERO, HUNDRED = Decimal(0), Decimal(100)
_ADDED = Page(*fields.ITEM_ADDED)
NO_ITEM = "Po Item does not exists."  # as the page says it


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who calls, and when."""

    user: str
    now: datetime


@dataclass(frozen=True, slots=True)
class _Order:
    """The order that is changed, and by whom."""

    clerk: Clerk
    ponum: str
    uniqsupno: str
    total: Decimal
    tax: Decimal


def add_item(connection: Connection, form: ManexForm, clerk: Clerk) -> dict[str, object]:
    """Add the item that the form describes, inside the connection's transaction.

    Returns:
        The item as it stands now, by the names of the page.

    Raises:
        ManexRefusalError: The rule that forbids it; the caller takes the transaction back.
    """
    found = _open_order(connection, form, clerk)
    asked = read_item(connection, form)
    number = _asked_number(form) or _next_number(connection, found.ponum)
    _check_free(connection, found.ponum, number)
    row: dict[str, Any] = {
        **asked.values,
        "uniqlnno": take_key(connection),
        "ponum": found.ponum,
        "itemno": number,
    }
    connection.execute(insert(item).values(row))
    _update_masters(connection, asked)
    _write_change(connection, found, f"Item {item_number(number)} added", {}, row)
    (whole,) = read_rows(connection, select(item).where(item.c.uniqlnno == row["uniqlnno"]))
    whole |= {"itemno": item_number(number), "uniqsupno": found.uniqsupno}
    return {**_ADDED.told(whole), fields.SCHEDULES: []}


def edit_item(connection: Connection, form: ManexForm, clerk: Clerk) -> None:
    """Overwrite the item that the form names.

    Raises:
        ManexRefusalError: The rule that forbids it; the caller takes the transaction back.
    """
    found = _open_order(connection, form, clerk)
    before = _item_of(connection, found.ponum, form.required("uniqueLnNo"))
    asked = read_item(connection, form)
    _check_received(before, asked)
    number = _asked_number(form) or int(before["itemno"])
    if number != before["itemno"]:
        _check_free(connection, found.ponum, number)
    row = {**before, **asked.values, "itemno": number}
    own = item.c.uniqlnno == before["uniqlnno"]
    connection.execute(update(item).where(own).values(**asked.values, itemno=number))
    _update_masters(connection, asked)
    _write_change(connection, found, f"Item {item_number(number)} changed", before, row)


def delete_item(connection: Connection, form: ManexForm, clerk: Clerk) -> None:
    """Delete the item that the form names, and its schedules.

    Raises:
        ManexRefusalError: The rule that forbids it; the caller takes the transaction back.
    """
    found = _open_order(connection, form, clerk)
    named = select(item).where(item.c.ponum == found.ponum, *_named(form)).limit(2)
    rows = read_rows(connection, named)
    if not rows:
        raise ManexRefusalError(NO_ITEM)
    if len(rows) > 1:
        raise ManexRefusalError("More than one Po Item is meant. UNIQLNNO is required.")
    (row,) = rows
    if row["recv_qty"]:
        raise ManexRefusalError(f"{plain(row['recv_qty'])} of the Po Item are received.")
    connection.execute(delete(schedule).where(schedule.c.uniqlnno == row["uniqlnno"]))
    connection.execute(delete(item).where(item.c.uniqlnno == row["uniqlnno"]))
    words = f"Item {item_number(row['itemno'])} deleted"
    _write_change(connection, found, words, row, {})


def _open_order(connection: Connection, form: ManexForm, clerk: Clerk) -> _Order:
    """The order, which must be open; it is locked, so that its changes take turns."""
    ponum = read_order_number(form.required("PoNum"))
    columns = order.c
    row = connection.execute(
        select(columns.ponum, columns.postatus, columns.uniqsupno, columns.pototal, columns.potax)
        .where(columns.ponum == ponum)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise invalid("PoNum")
    if row.postatus != OPEN:
        raise invalid("PoNum", f"The order is {row.postatus.lower()}.")
    return _Order(clerk, row.ponum, row.uniqsupno, Decimal(row.pototal), Decimal(row.potax))


def _item_of(connection: Connection, ponum: str, key: str) -> Mapping[str, Any]:
    own = select(item).where(item.c.uniqlnno == key, item.c.ponum == ponum)
    for row in read_rows(connection, own):
        return row
    raise ManexRefusalError(NO_ITEM)


def _asked_number(form: ManexForm) -> int | None:
    text = form.text("ITEMNO")
    if not text:
        return None
    number = _read_number(text)
    if not number:
        raise invalid("ITEMNO")
    return number


def _read_number(text: str) -> int:
    """The number of an item that a text names; 0 for none."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    return number if number <= MOST_ITEMS else 0


def _next_number(connection: Connection, ponum: str) -> int:
    last = connection.scalar(select(func.max(item.c.itemno)).where(item.c.ponum == ponum))
    return int(last or 0) + 1


def _check_free(connection: Connection, ponum: str, number: int) -> None:
    taken = select(item.c.uniqlnno).where(item.c.ponum == ponum, item.c.itemno == number)
    if connection.scalar(taken) is not None:
        raise invalid("ITEMNO", f"{item_number(number)} is another item of the order.")
    if number > MOST_ITEMS:
        raise required("ITEMNO")


def _check_received(before: Mapping[str, Any], asked: ItemRequest) -> None:
    """What was received can't be made something else, nor more than was ordered."""
    received, values = before["recv_qty"], asked.values
    if not received:
        return
    for name in ("POITTYPE", "part_no", "revision"):
        if values[name.lower()] != before[name.lower()]:
            raise invalid(name, f"{plain(received)} of the item are received.")
    if values["ord_qty"] < received:
        raise invalid(
            "ORD_QTY", f"{plain(values['ord_qty'])} is less than the {plain(received)} received."
        )
    if values["lcancel"] and received >= before["ord_qty"]:
        raise invalid("LCANCEL", "All of the item is received.")


def _named(form: ManexForm) -> list[ColumnElement[bool]]:
    """The conditions by which PO Item Delete names an item; all that is given must fit."""
    conditions: list[ColumnElement[bool]] = []
    for name, column in (
        ("uniqlnno", item.c.uniqlnno),
        ("part_no", item.c.part_no),
        ("uniq_key", item.c.uniq_key),
        ("partMfgr", item.c.partmfgr),
        ("mfgr_pt_no", item.c.mfgr_pt_no),
        ("uniqmfgrhd", item.c.uniqmfgrhd),
    ):
        if text := form.text(name):
            conditions.append(column == text)
    if form.text("part_no") and form.holds("revision"):
        conditions.append(item.c.revision == form.text("revision"))
    if text := form.text("itemNumber"):
        conditions.append(item.c.itemno == _read_number(text))
    if not conditions:
        raise required("UNIQLNNO")
    return conditions


def _update_masters(connection: Connection, asked: ItemRequest) -> None:
    if asked.part and asked.part_updates:
        own = part.c.uniq_key == asked.part.uniq_key
        connection.execute(update(part).where(own).values(asked.part_updates))
    if asked.maker and asked.maker_updates:
        own = maker.c.uniqmfgrhd == asked.maker.uniqmfgrhd
        connection.execute(update(maker).where(own).values(asked.maker_updates))


def _write_change(
    connection: Connection,
    found: _Order,
    words: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Bring the order's sums up by the difference, and tell the change in its history."""
    worth_before, tax_before = worth(before)
    worth_after, tax_after = worth(after)
    tax = EXACT.add(found.tax, EXACT.subtract(tax_after, tax_before))
    goods = EXACT.subtract(worth_after, worth_before)
    total = EXACT.add(EXACT.add(found.total, goods), EXACT.subtract(tax, found.tax))
    own = order.c.ponum == found.ponum
    connection.execute(update(order).where(own).values(pototal=plain(total), potax=plain(tax)))
    connection.execute(
        insert(change).values(ponum=found.ponum, words=change_words(words, found.clerk, total))
    )


def worth(row: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    """Price and tax of an item, none of no item; a cancelled one counts with what came of it."""
    if not row:
        return ZERO, ZERO
    quantity = row.get("recv_qty", ZERO) if row["lcancel"] else row["ord_qty"]
    price = EXACT.multiply(quantity, row["costeach"])
    percent = row["tax_pct"] if row["is_tax"] else ZERO
    return price, EXACT.divide(EXACT.multiply(price, percent), HUNDRED)


def change_words(words: str, clerk: Clerk, total: Decimal) -> str:
    """A change as POCHANGES tells it (contracts.md C3)."""
    when = f"{clerk.now:%m/%d/%Y %H:%M:%S}"
    return f"{words} by User: {clerk.user}, on {when}, PO Total: ${amount(total, Decimal(1))}"
