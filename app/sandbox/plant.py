"""What a plant is made of, and how the books are opened with it.

A plant says what lies where; stock, multiple location and lot records follow from that, so that
the books agree from the first day. The plants themselves stand in `plants.py`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import chain

from sqlalchemy import Connection, Table, insert, select, update

from app.sandbox import batches, goods_in, tables
from app.sandbox.bill import PHANTOM
from app.sandbox.manex_plant import NOTHING, ManexBooks, enter_books
from app.sandbox.picking import ACTIVE, IN_STOCK
from app.sandbox.plant_order import PlantOrder, enter_orders
from app.sandbox.stamp import Stamp

VERSION = 3  # of the tables; kept books of earlier versions are brought up
FOUNDER = "SETUP"  # the user the first records were made by
PURCHASED = "P"  # LOT_TYPE and PART_TYPE
MADE = "M"


@dataclass(frozen=True, slots=True)
class PlantPart:
    """A part. `stores` is its default stores; `shelf_life` is in days, 0 for none.

    One is bought in `buy_unit` (empty for its own unit) of `buy_conv` own units each; one that is
    `inspected` goes to inspection first.
    """

    part_id: str
    description: str
    unit: str = "EACH"
    stores: str = "MS"
    cost: str = "1"
    made: bool = False
    lot_controlled: bool = False
    serial_controlled: bool = False
    shelf_life: int = 0
    buy_unit: str = ""
    buy_conv: str = "1"
    inspected: bool = False


@dataclass(frozen=True, slots=True)
class PlantRow:
    """A row of a bill of material."""

    assembly_id: str
    item: str
    component_id: str
    required: str
    scrap: str = "0"
    phantom: bool = False
    kit_stores: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class PlantLot:
    """A lot and where it lies. `expires_in` counts days from the day the books are opened.

    A lot that lies in more than one location has a `PlantPlace` for each further one.
    """

    part_id: str
    lot_id: str
    expires_in: int | None
    quantity: str
    location: str
    stores: str = "MS"
    status: str = ACTIVE


@dataclass(frozen=True, slots=True)
class PlantPlace:
    """What lies in one location of one stores."""

    part_id: str
    location: str
    quantity: str
    stores: str = "MS"
    lot_id: str = ""


@dataclass(frozen=True, slots=True)
class PlantSerial:
    """A serial number; one in stock (status A) is one piece in its location."""

    part_id: str
    serial: str
    location: str = ""
    stores: str = ""
    lot_id: str = ""
    status: str = IN_STOCK


@dataclass(frozen=True, slots=True)
class Product:
    """An assembly with the parts, bills and stock that come with it.

    Attributes:
        spread: Part and stores that are multi-location though all lies in one location now.
    """

    parts: Sequence[PlantPart]
    rows: Sequence[PlantRow] = ()
    lots: Sequence[PlantLot] = ()
    places: Sequence[PlantPlace] = ()
    serials: Sequence[PlantSerial] = ()
    spread: Collection[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Plant:
    """All a plant begins with. A part belongs to one product, whoever else uses it."""

    name: str
    stores: Sequence[tuple[str, str]]
    departments: Sequence[str]
    accounts: Sequence[str]
    products: Sequence[Product]
    orders: Sequence[PlantOrder] = ()
    manex: ManexBooks = NOTHING


def open_books(connection: Connection, plant: Plant, now: datetime) -> None:
    """Write the plant into empty tables, inside the connection's transaction."""
    stamp = Stamp(FOUNDER, now, now.date())
    _fill(connection, tables.plant, [{"name": plant.name, "version": VERSION, "created": str(now)}])
    _fill(
        connection,
        tables.stores,
        [{"stores_code": code, "description": text} for code, text in plant.stores],
    )
    _fill(connection, tables.department, [{"department": code} for code in plant.departments])
    _fill(connection, tables.account, [{"account": code} for code in plant.accounts])
    _fill(connection, tables.counter, [{"name": batches.COUNTER, "value": batches.FIRST - 1}])
    _enter_products(connection, plant.products, stamp)
    _enter_orders(connection, plant, stamp)
    enter_books(connection, plant.manex, now)


def extend_books(connection: Connection, plant: Plant, now: datetime, kept: int) -> None:
    """Bring kept books of an earlier version up to this one.

    Those of version 1 knew no purchase orders, nor the parts for them; those of version 2 nothing
    of ManEx.
    """
    tables.metadata.create_all(connection)
    if kept == 1:
        known = set(connection.scalars(select(tables.part.c.part_id)))
        products = [one for one in plant.products if known.isdisjoint(p.part_id for p in one.parts)]
        stamp = Stamp(FOUNDER, now, now.date())
        _enter_products(connection, products, stamp)
        _enter_orders(connection, plant, stamp)
    enter_books(connection, plant.manex, now)
    connection.execute(update(tables.plant).values(version=VERSION))


def _enter_products(connection: Connection, products: Sequence[Product], stamp: Stamp) -> None:
    created = stamp.created()
    for product in products:
        _fill(connection, tables.part, [_part(part) for part in product.parts])
        _fill(connection, tables.bill, [{**_row(row), **created} for row in product.rows])
        _fill(connection, tables.serial_number, [_serial(one) for one in product.serials])
    shelving = _Shelving(products)
    shelving.fill(connection, created)
    _fill(connection, tables.lot, [{**row, **created} for row in shelving.lots(stamp.day)])


def _enter_orders(connection: Connection, plant: Plant, stamp: Stamp) -> None:
    receipts = enter_orders(connection, plant.orders, stamp.day) if plant.orders else 0
    _fill(connection, tables.counter, [{"name": goods_in.COUNTER, "value": receipts}])


def _fill(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _part(part: PlantPart) -> dict[str, object]:
    return {
        "part_id": part.part_id,
        "part_desc": part.description,
        "part_um": part.unit,
        "part_status": "A",
        "part_type": MADE if part.made else PURCHASED,
        "search_name": part.part_id,
        "def_stores_code": part.stores,
        "buy_um": part.buy_unit or part.unit,
        "buy_conv": Decimal(part.buy_conv),
        "qc_flag": _flag(part.inspected),
        "lot_control": _flag(part.lot_controlled),
        "sn_reqd_inv": _flag(part.serial_controlled),
        "sn_reqd": _flag(part.serial_controlled),
        "shelf_life": Decimal(part.shelf_life),
        "std_cost": Decimal(part.cost),
    }


def _row(row: PlantRow) -> dict[str, object]:
    return {
        "assembly_id": row.assembly_id,
        "component_id": row.component_id,
        "dwg_item_code": row.item,
        "required_qty": Decimal(row.required),
        "start_date": row.start,
        "end_date": row.end,
        "bills_type": PHANTOM if row.phantom else "",
        "scrap_factor": Decimal(row.scrap),
        "kit_stores": row.kit_stores,
    }


def _serial(serial: PlantSerial) -> dict[str, object]:
    return {
        "part_id": serial.part_id,
        "serial_number": serial.serial,
        "lot_id": serial.lot_id,
        "sn_status": serial.status,
        "stores_code": serial.stores,
        "stock_location": serial.location,
    }


def _flag(value: bool) -> str:
    return "Y" if value else "N"


def _places(product: Product) -> Iterator[PlantPlace]:
    """Everything that lies somewhere, lots and serial numbers included."""
    yield from product.places
    for lot in product.lots:
        yield PlantPlace(lot.part_id, lot.location, lot.quantity, lot.stores, lot.lot_id)
    for one in product.serials:
        if one.status == IN_STOCK:
            yield PlantPlace(one.part_id, one.location, "1", one.stores, one.lot_id)


class _Shelving:
    """Adds up what lies where, by stores, by location and by lot."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._stock: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        self._locations: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
        self._in_lots: dict[tuple[str, str, str, str], Decimal] = defaultdict(Decimal)
        self._products = products
        for place in chain.from_iterable(_places(product) for product in products):
            self._add(place)

    def _add(self, place: PlantPlace) -> None:
        quantity = Decimal(place.quantity)
        self._stock[place.part_id, place.stores] += quantity
        here = self._locations[place.part_id, place.stores]
        here[place.location] = here.get(place.location, Decimal(0)) + quantity
        if place.lot_id:
            self._in_lots[place.part_id, place.lot_id, place.stores, place.location] += quantity

    def lots(self, today: date) -> Iterator[dict[str, object]]:
        """The lot records, with all that lies in them."""
        originals: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for (part_id, lot_id, _, _), quantity in self._in_lots.items():
            originals[part_id, lot_id] += quantity
        made = {part.part_id for product in self._products for part in product.parts if part.made}
        for lot in chain.from_iterable(product.lots for product in self._products):
            never = lot.expires_in is None
            yield {
                "part_id": lot.part_id,
                "lot_id": lot.lot_id,
                "lot_type": MADE if lot.part_id in made else PURCHASED,
                "lot_status": lot.status,
                "lot_hold_code": "QA" if lot.status == "H" else "",
                "expire_date": "" if never else str(today + timedelta(lot.expires_in or 0)),
                "original_qty": originals[lot.part_id, lot.lot_id],
            }

    def fill(self, connection: Connection, created: dict[str, str]) -> None:
        """Write stock, multiple location and lot place records."""
        spread = {key for product in self._products for key in product.spread}
        several = {key for key, here in self._locations.items() if len(here) > 1 or key in spread}
        _fill(
            connection,
            tables.stock,
            [
                {
                    "part_id": key[0],
                    "stores_code": key[1],
                    "stock_location": next(iter(self._locations[key])),
                    "multi_loc": _flag(key in several),
                    "on_hand_qty": on_hand,
                    "date_last_recpt": created["date_created"],
                }
                for key, on_hand in self._stock.items()
            ],
        )
        _fill(
            connection,
            tables.multiple_location,
            [
                {
                    "part_id": key[0],
                    "stores_code": key[1],
                    "stock_location": location,
                    "on_hand_qty": on_hand,
                    "date_last_recpt": created["date_created"],
                    **created,
                }
                for key in self._locations
                if key in several
                for location, on_hand in self._locations[key].items()
            ],
        )
        _fill(
            connection,
            tables.lot_place,
            [
                {
                    "part_id": part_id,
                    "lot_id": lot_id,
                    "stores_code": stores,
                    "stock_location": location,
                    "on_hand_qty": on_hand,
                }
                for (part_id, lot_id, stores, location), on_hand in self._in_lots.items()
            ],
        )
