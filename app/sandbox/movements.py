"""Stock that leaves the shelves: a kit's picks, written into the books."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from app.sandbox.keyed import Key, add_on_hand, change_keyed
from app.sandbox.picking import Pick
from app.sandbox.stamp import Stamp
from app.sandbox.tables import lot, lot_place, multiple_location, serial_number, stock

ISSUED = "I"


@dataclass(frozen=True, slots=True)
class Issue:
    """One component that is taken: as picked, with its serial numbers."""

    part_id: str
    stores: str
    multi_location: bool
    pick: Pick
    serials: tuple[str, ...]


def take(connection: Connection, issues: Collection[Issue], reference: str, stamp: Stamp) -> None:
    """Take all issues off the books; serial numbers keep where they came from."""
    day = stamp.day.isoformat()
    of_stock: dict[Key, Decimal] = defaultdict(Decimal)
    of_location: dict[Key, Decimal] = defaultdict(Decimal)
    of_lot: dict[Key, Decimal] = defaultdict(Decimal)
    for issue in issues:
        for draw in issue.pick.draws:
            here = issue.stores, draw.location
            of_stock[issue.part_id, issue.stores] -= draw.on_hand
            if issue.multi_location:
                of_location[issue.part_id, *here] -= draw.on_hand
            if draw.lot_id:
                of_lot[issue.part_id, draw.lot_id, *here] -= draw.on_hand
    add_on_hand(connection, stock, of_stock, {"date_last_issue": day})
    dates = {"date_last_issue": day, "date_last_act": day, **stamp.modified()}
    add_on_hand(connection, multiple_location, of_location, dates)
    add_on_hand(connection, lot_place, of_lot, {})
    lots: dict[Key, dict[str, object]] = {(part_id, lot_id): {} for part_id, lot_id, *_ in of_lot}
    change_keyed(connection, lot, lots, {"date_last_issue": day, **stamp.modified()})
    serials: dict[Key, dict[str, object]] = {
        (issue.part_id, serial): {} for issue in issues for serial in issue.serials
    }
    columns = serial_number.c
    change_keyed(
        connection,
        serial_number,
        serials,
        {
            "sn_status": ISSUED,
            "reference": reference,
            "from_stores": columns.stores_code,
            "from_location": columns.stock_location,
            "stores_code": "",
            "stock_location": "",
        },
    )
