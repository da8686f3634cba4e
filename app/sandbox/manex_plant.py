"""What a plant has in ManEx's books: suppliers, parts with their manufacturers, purchase orders."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table, insert

from app.sandbox import manex_tables as tables
from app.sandbox.manex_form import read_lead_time
from app.sandbox.manex_item_request import INVENTORY, OVERAGE
from app.sandbox.manex_items import OPEN, ZERO, Clerk, change_words, worth
from app.sandbox.manex_keys import COUNTER, plant_key
from app.sandbox.manex_units import EACH
from app.sandbox.quantities import EXACT, plain
from app.sandbox.tables import counter

APPROVED = "APPROVED"
CLOSED, CANCELLED = "CLOSED", "CANCELLED"
FOUNDER = "T1000"
WAREHOUSE_KEY = "_0WAREHSE1"
ACCOUNT = "1315000-00-00"


@dataclass(frozen=True, slots=True)
class ManexSupplier:
    """A supplier by its key."""

    uniqsupno: str
    supname: str


@dataclass(frozen=True, slots=True)
class ManexMaker:
    """A manufacturer on a part's approved list, or one that was taken off it."""

    partmfgr: str
    mfgr_pt_no: str
    key: str = ""
    disapproved: bool = False
    on_hand: str = "0"
    location: str = "s4r1"


@dataclass(frozen=True, slots=True)
class ManexPart:
    """A part; one is bought in `bought_in` (empty for its own unit) of `factor` own units each.

    Minimum and multiple are in purchase units; a key is made up where none is given.
    """

    part_no: str
    revision: str
    descript: str
    part_class: str
    part_type: str
    makers: Sequence[ManexMaker]
    unit: str = EACH
    bought_in: str = ""
    factor: str = "1"
    package: str = EACH
    minimum: str = "0"
    multiple: str = "0"
    lead_time: str = ""
    cost: str = "0"
    first_article: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class ManexSchedule:
    """How much is promised for when: days from the day the books are opened, or a day."""

    quantity: str
    day: int | date
    received: str = "0"
    key: str = ""


@dataclass(frozen=True, slots=True)
class ManexLine:
    """An item, numbered by its place; without a part what `kind` and `descript` say.

    Attributes:
        maker: Which of the part's manufacturers, by its place.
        schedules: Where there is more to say than that all is promised for the day `due`.
    """

    part: ManexPart | None
    quantity: str
    price: str = "0"
    due: int = 14
    received: str = "0"
    rejected: str = "0"
    kind: str = INVENTORY
    descript: str = ""
    note: str = ""
    supplier_part: str = ""
    tax: str = "0"
    maker: int = 0
    cancelled: bool = False
    schedules: Sequence[ManexSchedule] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class ManexOrder:
    """A purchase order, placed so many days before the books are opened, or at a moment."""

    number: str
    supplier: ManexSupplier
    placed: int | datetime
    lines: Sequence[ManexLine]
    status: str = OPEN
    approval: str = APPROVED
    terms: str = "NET 30"
    buyer: str = "Kessler, Mara"
    ship_via: str = "GROUND"
    note: str = ""
    changes: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class ManexBooks:
    """All of it."""

    suppliers: Sequence[ManexSupplier] = ()
    parts: Sequence[ManexPart] = ()
    orders: Sequence[ManexOrder] = ()


NOTHING = ManexBooks()


def enter_books(connection: Connection, books: ManexBooks, now: datetime) -> None:
    """Write the books into empty tables, inside the connection's transaction."""
    _Entry(connection, books, now).write()


class _Entry:
    """The books on their way into the tables."""

    def __init__(self, connection: Connection, books: ManexBooks, now: datetime) -> None:
        self._connection = connection
        self._books = books
        self._now = now
        self._keys = count(1)
        self._part_keys: dict[tuple[str, str], str] = {}
        self._maker_keys: dict[tuple[str, str, int], str] = {}

    def write(self) -> None:
        books = self._books
        self._fill(
            tables.supplier,
            [{"uniqsupno": one.uniqsupno, "supname": one.supname} for one in books.suppliers],
        )
        self._fill(tables.part, [self._part(one) for one in books.parts])
        self._fill(tables.maker, [row for one in books.parts for row in self._makers(one)])
        rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        for order in books.orders:
            self._add_order(rows, order)
        for table, added in rows.items():
            self._fill(table, added)
        self._fill(counter, [{"name": COUNTER, "value": 0}])

    def _fill(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _key(self, given: str = "") -> str:
        return given or plant_key(next(self._keys))

    def _part(self, part: ManexPart) -> dict[str, Any]:
        key = self._part_keys[part.part_no, part.revision] = self._key(part.key)
        lead, unit = read_lead_time(part.lead_time) or (ZERO, "")
        return {
            "uniq_key": key,
            "part_no": part.part_no,
            "revision": part.revision,
            "descript": part.descript,
            "part_class": part.part_class,
            "part_type": part.part_type,
            "part_sourc": "BUY",
            "u_of_meas": part.unit,
            "pur_uofm": part.bought_in or part.unit,
            "pur_conv": Decimal(part.factor),
            "ord_policy": "Lot for Lot",
            "package": part.package,
            "minord": Decimal(part.minimum),
            "ordmult": Decimal(part.multiple),
            "pur_ltime": lead,
            "pur_lunit": unit,
            "matl_cost": Decimal(part.cost),
            "firstarticle": part.first_article,
        }

    def _makers(self, part: ManexPart) -> Iterator[dict[str, Any]]:
        for place, one in enumerate(part.makers):
            key = self._maker_keys[part.part_no, part.revision, place] = self._key(one.key)
            yield {
                "uniqmfgrhd": key,
                "uniq_key": self._part_keys[part.part_no, part.revision],
                "partmfgr": one.partmfgr,
                "mfgr_pt_no": one.mfgr_pt_no,
                "is_deleted": one.disapproved,
                "w_key": self._key(),
                "uniqwh": WAREHOUSE_KEY,
                "location": one.location,
                "qty_oh": Decimal(one.on_hand),
            }

    def _add_order(self, rows: dict[Table, list[dict[str, Any]]], order: ManexOrder) -> None:
        items = [self._item(order, number, one) for number, one in enumerate(order.lines, 1)]
        total = tax = ZERO
        for row in items:
            price, own_tax = worth(row)
            total, tax = EXACT.add(total, EXACT.add(price, own_tax)), EXACT.add(tax, own_tax)
        placed = order.placed
        if isinstance(placed, int):
            placed = (self._now - timedelta(placed)).replace(hour=10, minute=40, second=0)
        rows[tables.order].append(self._order(order, placed, total, tax))
        clerk = Clerk(FOUNDER, placed - timedelta(seconds=26))  # as in the vendor's sample
        words = change_words("New PO created", clerk, total)
        rows[tables.change].append({"ponum": order.number, "words": words})
        rows[tables.item] += items
        for line, item in zip(order.lines, items, strict=True):
            rows[tables.schedule] += self._schedules(line, item["uniqlnno"])

    def _order(
        self, order: ManexOrder, placed: datetime, total: Decimal, tax: Decimal
    ) -> dict[str, Any]:
        approved = order.approval == APPROVED
        return {
            "ponum": order.number,
            "podate": placed.isoformat(timespec="seconds"),
            "postatus": order.status,
            "status": order.approval,
            "conum": Decimal(order.changes),
            "verdate": placed.date().isoformat() if approved else "",
            "closddate": "" if order.status == OPEN else placed.date().isoformat(),
            "buyer": order.buyer,
            "appvname": FOUNDER if approved else "",
            "finalname": FOUNDER if approved else "",
            "pototal": plain(total),
            "potax": plain(tax),
            "terms": order.terms,
            "ponote": order.note,
            "shipvia": order.ship_via,
            "popriority": "Standard",
            "uniqsupno": order.supplier.uniqsupno,
            "pounique": self._key(order.key),
        }

    def _item(self, order: ManexOrder, number: int, line: ManexLine) -> dict[str, Any]:
        part = line.part
        quantity, received = Decimal(line.quantity), Decimal(line.received)
        row = {
            "uniqlnno": self._key(line.key),
            "ponum": order.number,
            "itemno": number,
            "poittype": line.kind,
            "costeach": Decimal(line.price),
            "ord_qty": quantity,
            "s_ord_qty": quantity,
            "recv_qty": received,
            "acpt_qty": received - Decimal(line.rejected),
            "rej_qty": Decimal(line.rejected),
            "note1": line.note,
            "is_tax": line.tax != "0",
            "tax_pct": Decimal(line.tax),
            "overage": OVERAGE,
            "lcancel": line.cancelled,
            "supplierpartnumber": line.supplier_part,
            "package": EACH,
            "u_of_meas": EACH,
            "pur_uofm": EACH,
            "descript": line.descript,
            **dict.fromkeys(_OF_THE_PART, ""),
            **dict.fromkeys(("minorder", "ordmult"), ZERO),
            "firstarticle": False,
        }
        if part is None:
            return row
        maker = part.makers[line.maker]
        return row | {
            "uniq_key": self._part_keys[part.part_no, part.revision],
            "part_no": part.part_no,
            "revision": part.revision,
            "part_class": part.part_class,
            "part_type": part.part_type,
            "part_sourc": "BUY",
            "descript": line.descript or part.descript,
            "uniqmfgrhd": self._maker_keys[part.part_no, part.revision, line.maker],
            "partmfgr": maker.partmfgr,
            "mfgr_pt_no": maker.mfgr_pt_no,
            "package": part.package,
            "u_of_meas": part.unit,
            "pur_uofm": part.bought_in or part.unit,
            "s_ord_qty": EXACT.multiply(quantity, Decimal(part.factor)),
            "minorder": Decimal(part.minimum),
            "ordmult": Decimal(part.multiple),
            "firstarticle": part.first_article,
        }

    def _schedules(self, line: ManexLine, item_key: str) -> Iterator[dict[str, Any]]:
        whole = ManexSchedule(line.quantity, line.due, line.received)
        for one in line.schedules or (whole,):
            day = one.day
            if isinstance(day, int):
                day = self._now.date() + timedelta(day)
            yield {
                "uniqdetno": self._key(one.key),
                "uniqlnno": item_key,
                **dict.fromkeys(("schd_date", "req_date", "origcommitdt"), day.isoformat()),
                "schd_qty": Decimal(one.quantity),
                "recdqty": Decimal(one.received),
                "gl_nbr": ACCOUNT,
                "uniqwh": WAREHOUSE_KEY,
                "location": "s4r1",
            }


_OF_THE_PART = (
    *("uniq_key", "part_no", "revision", "part_class", "part_type", "part_sourc"),
    *("uniqmfgrhd", "partmfgr", "mfgr_pt_no"),
)
