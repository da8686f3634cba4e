"""A finished assembly that comes onto the shelves (contracts.md E2.8)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, Table, insert, select, update

from app.sandbox.picking import ACTIVE, IN_STOCK, LOT_STATUS
from app.sandbox.quantities import LIMIT, plain
from app.sandbox.refusals import Code, broken
from app.sandbox.shelves import PartRecord
from app.sandbox.stamp import Stamp
from app.sandbox.tables import lot, lot_place, multiple_location, serial_number, stock

MADE = "M"  # LOT_TYPE of a lot that was made here


@dataclass(frozen=True, slots=True)
class Arrival:
    """What comes in. `stores` is known, `location` as asked for."""

    part: PartRecord
    quantity: Decimal
    stores: str
    location: str
    lot_id: str
    expires: date | None
    serials: tuple[str, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class Received:
    """Where it went, and the last day of what came in (ISO text, empty for none)."""

    location: str
    expires: str


def receive(connection: Connection, arrival: Arrival, stamp: Stamp) -> Received:
    """Put the arrival onto the books.

    Raises:
        RefusalError: It can't lie there, or its lot is another one.
    """
    location, multi_location = _place(connection, arrival, stamp)
    own_stock = {"part_id": arrival.part.part_id, "stores_code": arrival.stores}
    here = {**own_stock, "stock_location": location}
    day = stamp.day.isoformat()
    _add(connection, stock, own_stock, arrival.quantity, {"date_last_recpt": day})
    if multi_location:
        dates = {"date_last_recpt": day, "date_last_act": day}
        if not _add(
            connection, multiple_location, here, arrival.quantity, {**dates, **stamp.modified()}
        ):
            connection.execute(
                insert(multiple_location).values(
                    **here, on_hand_qty=arrival.quantity, **dates, **stamp.created()
                )
            )
    expires = _enter_lot(connection, arrival, location, stamp) if arrival.lot_id else ""
    if arrival.serials:
        connection.execute(
            insert(serial_number),
            [
                {
                    **here,
                    "serial_number": serial,
                    "lot_id": arrival.lot_id,
                    "sn_status": IN_STOCK,
                    "reference": arrival.reference,
                }
                for serial in arrival.serials
            ],
        )
    if not expires and arrival.expires:
        expires = arrival.expires.isoformat()
    return Received(location, expires)


def _place(connection: Connection, arrival: Arrival, stamp: Stamp) -> tuple[str, bool]:
    """The location to receive into, and whether the part has several there."""
    part_id, stores, asked = arrival.part.part_id, arrival.stores, arrival.location
    record = connection.execute(
        select(stock.c.stock_location, stock.c.multi_loc, stock.c.on_hand_qty)
        .where(stock.c.part_id == part_id, stock.c.stores_code == stores)
        .with_for_update()
    ).one_or_none()
    if record is None:
        connection.execute(
            insert(stock).values(
                part_id=part_id,
                stores_code=stores,
                stock_location=asked,
                multi_loc="Y" if asked else "N",
                date_last_recpt=stamp.day.isoformat(),
            )
        )
        return asked, bool(asked)
    if record.on_hand_qty + arrival.quantity >= LIMIT:
        raise broken(
            Code.QUANTITY_REFUSED,
            f"COMPLETED_QTY {plain(arrival.quantity)} is more than stores {stores} can hold.",
        )
    location = asked or record.stock_location
    if record.multi_loc == "Y" and not location:
        raise broken(
            Code.FIELD_REQUIRED, f"TO_LOCATION is required: {part_id} has several in {stores}."
        )
    if record.multi_loc != "Y" and location != record.stock_location:
        raise broken(
            Code.LOCATION_REFUSED,
            f"TO_LOCATION {asked}: {part_id} is kept in "
            f"{record.stock_location or 'no location'} of stores {stores}.",
        )
    return location, record.multi_loc == "Y"


def _enter_lot(connection: Connection, arrival: Arrival, location: str, stamp: Stamp) -> str:
    """Enter the arrival's lot and what lies in it.

    A lot named for a part that isn't lot-controlled is on record too, so that it can be found
    again, but no stock is kept by it.

    Returns:
        The lot's last day as ISO text.
    """
    own_lot = {"part_id": arrival.part.part_id, "lot_id": arrival.lot_id}
    found = connection.execute(
        select(lot.c.lot_status, lot.c.expire_date).filter_by(**own_lot)
    ).one_or_none()
    if found is None:
        expires = _last_day(arrival, stamp.day)
        connection.execute(
            insert(lot).values(
                **own_lot,
                lot_type=MADE,
                lot_status=ACTIVE,
                expire_date=expires,
                original_qty=arrival.quantity,
                date_last_recpt=stamp.day.isoformat(),
                txn_note=arrival.reference,
                **stamp.created(),
            )
        )
    else:
        expires = _agreed_day(arrival, found.lot_status, found.expire_date)
        connection.execute(
            update(lot)
            .filter_by(**own_lot)
            .values(date_last_recpt=stamp.day.isoformat(), **stamp.modified())
        )
    here = {**own_lot, "stores_code": arrival.stores, "stock_location": location}
    quantity = arrival.quantity if arrival.part.lot_controlled else Decimal(0)
    if not _add(connection, lot_place, here, quantity, {}):
        connection.execute(insert(lot_place).values(**here, on_hand_qty=quantity))
    return expires


def _last_day(arrival: Arrival, day: date) -> str:
    """A new lot's last day: as given, else by the part's shelf life."""
    if arrival.expires:
        return arrival.expires.isoformat()
    if not arrival.part.shelf_life:
        return ""
    days = min(arrival.part.shelf_life, (date.max - day).days)
    return (day + timedelta(days)).isoformat()


def _agreed_day(arrival: Arrival, status: str, expires: str) -> str:
    """An existing lot's last day; the arrival must not contradict the lot."""
    if status != ACTIVE:
        named = LOT_STATUS.get(status, f"in status {status}")
        raise broken(Code.LOT_NOT_ACTIVE, f"ASSEMBLY_LOT {arrival.lot_id} is {named}.")
    if arrival.expires and arrival.expires.isoformat() != expires:
        raise broken(
            Code.LOT_REFUSED,
            f"EXPIRE_DATE {arrival.expires}: ASSEMBLY_LOT {arrival.lot_id} expires on "
            f"{expires or 'no day'}.",
        )
    return expires


def _add(
    connection: Connection,
    table: Table,
    key: dict[str, str],
    quantity: Decimal,
    values: dict[str, str],
) -> bool:
    """Add to the row of this key; False if there is none."""
    changed = connection.execute(
        update(table).filter_by(**key).values(on_hand_qty=table.c.on_hand_qty + quantity, **values)
    )
    return bool(changed.rowcount)
