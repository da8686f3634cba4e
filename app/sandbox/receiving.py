"""What comes onto the shelves: finished assemblies and bought parts (contracts.md E2.8).

Any number of arrivals at once, each as if the ones before it were there already.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, Table, insert

from app.sandbox.keyed import Key, add_on_hand, change_keyed, read_keyed
from app.sandbox.picking import ACTIVE, IN_STOCK, LOT_STATUS
from app.sandbox.quantities import LIMIT
from app.sandbox.refusals import Code, RefusalError, broken
from app.sandbox.shelves import PartRecord
from app.sandbox.stamp import Stamp
from app.sandbox.tables import lot, lot_place, multiple_location, serial_number, stock

MADE = "M"  # LOT_TYPE of a lot that was made here

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Called:
    """How a call names an arrival in its messages.

    Attributes:
        quantity: The field and what stands in it.
        location: The field.
        lot: The field.
        before: What every message begins with.
    """

    quantity: str
    location: str
    lot: str
    before: str = ""

    def refused(self, code: Code, fault: str) -> RefusalError:
        """A broken rule of this arrival."""
        return broken(code, f"{self.before}{fault}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What comes in, in the part's own unit. `stores` is known, `location` as asked for.

    Attributes:
        lot_type: Of a lot that is new.
        lot_origin: Further columns of one.
    """

    part: PartRecord
    quantity: Decimal
    stores: str
    location: str
    lot_id: str
    expires: date | None
    serials: tuple[str, ...]
    reference: str
    called: Called
    lot_type: str = MADE
    lot_origin: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """Where it went, and the last day of what came in (ISO text, empty for none)."""

    location: str
    expires: str
    multi_location: bool


@dataclass(slots=True)
class _Stock:
    """A stock record as it will be."""

    location: str
    multi_location: bool
    on_hand: Decimal


@dataclass(slots=True)
class _Lot:
    """A lot as it will be; `opened_by` where it is new."""

    status: str
    expires: str
    opened_by: Arrival | None = None
    quantity: Decimal = ZERO


def receive(connection: Connection, arrivals: Sequence[Arrival], stamp: Stamp) -> list[Received]:
    """Put the arrivals onto the books.

    Returns:
        What became of each, in their order.

    Raises:
        RefusalError: One can't lie there, or its lot is another one; the caller takes all back.
    """
    receiving = _Receiving(connection, arrivals, stamp)
    received = [receiving.add(arrival) for arrival in arrivals]
    receiving.write(list(zip(arrivals, received, strict=True)))
    return received


class _Receiving:
    """Arrivals on their way onto the books."""

    def __init__(self, connection: Connection, arrivals: Sequence[Arrival], stamp: Stamp) -> None:
        self._connection = connection
        self._stamp = stamp
        stock_keys = {(arrival.part.part_id, arrival.stores) for arrival in arrivals}
        columns = (stock.c.stock_location, stock.c.multi_loc, stock.c.on_hand_qty)
        self._stock = {
            key: _Stock(row.stock_location, row.multi_loc == "Y", row.on_hand_qty)
            for key, row in read_keyed(connection, stock, stock_keys, *columns).items()
        }
        self._known_stock = frozenset(self._stock)
        lot_keys = {_lot_key(arrival) for arrival in arrivals if arrival.lot_id}
        self._lots = {
            key: _Lot(row.lot_status, row.expire_date)
            for key, row in read_keyed(
                connection, lot, lot_keys, lot.c.lot_status, lot.c.expire_date
            ).items()
        }

    def add(self, arrival: Arrival) -> Received:
        """Check one against the books and those before it."""
        record = self._record(arrival)
        expires = self._last_day(arrival) if arrival.lot_id else ""
        if not expires and arrival.expires:
            expires = arrival.expires.isoformat()
        return Received(_location(arrival, record), expires, record.multi_location)

    def write(self, pairs: Sequence[tuple[Arrival, Received]]) -> None:
        """Change the books."""
        of_stock: dict[Key, Decimal] = defaultdict(Decimal)
        of_location: dict[Key, Decimal] = defaultdict(Decimal)
        of_lot: dict[Key, Decimal] = defaultdict(Decimal)
        for arrival, received in pairs:
            part_id, here = arrival.part.part_id, (arrival.stores, received.location)
            of_stock[part_id, arrival.stores] += arrival.quantity
            if received.multi_location:
                of_location[part_id, *here] += arrival.quantity
            if arrival.lot_id:
                # A lot named for a part that isn't lot-controlled is on record too, so that it
                # can be found again, but no stock is kept by it.
                kept = arrival.quantity if arrival.part.lot_controlled else ZERO
                of_lot[part_id, arrival.lot_id, *here] += kept
        self._write_stock(of_stock)
        self._write_places(multiple_location, of_location, self._active(), self._stamp.created())
        self._write_lots()
        self._write_places(lot_place, of_lot, {}, {})
        serials = [
            _serial(arrival, received, serial)
            for arrival, received in pairs
            for serial in arrival.serials
        ]
        if serials:
            self._connection.execute(insert(serial_number), serials)

    def _record(self, arrival: Arrival) -> _Stock:
        """The stock record with the arrival in it; one that isn't there yet begins with it."""
        key = arrival.part.part_id, arrival.stores
        record = self._stock.get(key)
        if record is None:
            record = _Stock(arrival.location, bool(arrival.location), ZERO)
            self._stock[key] = record
        record.on_hand += arrival.quantity
        if record.on_hand >= LIMIT:
            raise arrival.called.refused(
                Code.QUANTITY_REFUSED,
                f"{arrival.called.quantity} is more than stores {arrival.stores} can hold.",
            )
        return record

    def _last_day(self, arrival: Arrival) -> str:
        """The last day of the arrival's lot, which begins with it if there is none yet."""
        key = _lot_key(arrival)
        known = self._lots.get(key)
        if known is None:
            known = _Lot(ACTIVE, _new_last_day(arrival, self._stamp.day), opened_by=arrival)
            self._lots[key] = known
        else:
            _check_agreed(arrival, known)
        known.quantity += arrival.quantity
        return known.expires

    def _active(self) -> dict[str, object]:
        day = self._stamp.day.isoformat()
        return {"date_last_recpt": day, "date_last_act": day}

    def _write_stock(self, added: Mapping[Key, Decimal]) -> None:
        day = {"date_last_recpt": self._stamp.day.isoformat()}
        old = {key: more for key, more in added.items() if key in self._known_stock}
        add_on_hand(self._connection, stock, old, day)
        new = [
            {
                "part_id": key[0],
                "stores_code": key[1],
                "stock_location": self._stock[key].location,
                "multi_loc": "Y" if self._stock[key].multi_location else "N",
                "on_hand_qty": more,
                **day,
            }
            for key, more in added.items()
            if key not in old
        ]
        if new:
            self._connection.execute(insert(stock), new)

    def _write_places(
        self,
        table: Table,
        added: Mapping[Key, Decimal],
        values: Mapping[str, object],
        created: Mapping[str, object],
    ) -> None:
        """Add to locations or to what lies there of lots; make those that aren't there yet."""
        known = read_keyed(self._connection, table, added)
        old = {key: more for key, more in added.items() if key in known}
        changed = {**values, **self._stamp.modified()} if created else values
        add_on_hand(self._connection, table, old, changed)
        names = [column.name for column in table.primary_key]
        new = [
            {**dict(zip(names, key, strict=True)), "on_hand_qty": more, **values, **created}
            for key, more in added.items()
            if key not in known
        ]
        if new:
            self._connection.execute(insert(table), new)

    def _write_lots(self) -> None:
        day = {"date_last_recpt": self._stamp.day.isoformat()}
        old: dict[Key, dict[str, object]] = {
            key: {} for key, one in self._lots.items() if one.opened_by is None
        }
        change_keyed(self._connection, lot, old, {**day, **self._stamp.modified()})
        new = [
            {
                "part_id": key[0],
                "lot_id": key[1],
                "lot_type": one.opened_by.lot_type,
                "lot_status": one.status,
                "expire_date": one.expires,
                "original_qty": one.quantity,
                "txn_note": one.opened_by.reference,
                **one.opened_by.lot_origin,
                **day,
                **self._stamp.created(),
            }
            for key, one in self._lots.items()
            if one.opened_by is not None
        ]
        if new:
            self._connection.execute(insert(lot), new)


def _lot_key(arrival: Arrival) -> Key:
    return arrival.part.part_id, arrival.lot_id


def _location(arrival: Arrival, record: _Stock) -> str:
    """The location it goes to."""
    asked, part_id, called = arrival.location, arrival.part.part_id, arrival.called
    location = asked or record.location
    if record.multi_location and not location:
        raise called.refused(
            Code.FIELD_REQUIRED,
            f"{called.location} is required: {part_id} has several in {arrival.stores}.",
        )
    if not record.multi_location and location != record.location:
        raise called.refused(
            Code.LOCATION_REFUSED,
            f"{called.location} {asked}: {part_id} is kept in "
            f"{record.location or 'no location'} of stores {arrival.stores}.",
        )
    return location


def _new_last_day(arrival: Arrival, day: date) -> str:
    """A new lot's last day: as given, else by the part's shelf life."""
    if arrival.expires:
        return arrival.expires.isoformat()
    if not arrival.part.shelf_life:
        return ""
    days = min(arrival.part.shelf_life, (date.max - day).days)
    return (day + timedelta(days)).isoformat()


def _check_agreed(arrival: Arrival, known: _Lot) -> None:
    """The arrival must not contradict its lot."""
    called, lot_id = arrival.called, arrival.lot_id
    if known.status != ACTIVE:
        named = LOT_STATUS.get(known.status, f"in status {known.status}")
        raise called.refused(Code.LOT_NOT_ACTIVE, f"{called.lot} {lot_id} is {named}.")
    if arrival.expires and arrival.expires.isoformat() != known.expires:
        raise called.refused(
            Code.LOT_REFUSED,
            f"EXPIRE_DATE {arrival.expires}: {called.lot} {lot_id} expires on "
            f"{known.expires or 'no day'}.",
        )


def _serial(arrival: Arrival, received: Received, serial: str) -> dict[str, object]:
    return {
        "part_id": arrival.part.part_id,
        "stores_code": arrival.stores,
        "stock_location": received.location,
        "serial_number": serial,
        "lot_id": arrival.lot_id,
        "sn_status": IN_STOCK,
        "reference": arrival.reference,
    }
