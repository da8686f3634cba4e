"""Stock that leaves the shelves: a kit's picks, written into the books."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, Update, bindparam, update

from app.sandbox.picking import Pick, Place
from app.sandbox.stamp import Stamp
from app.sandbox.tables import Amount, lot, lot_place, multiple_location, serial_number, stock

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
    draws = [(issue, draw) for issue in issues for draw in issue.pick.draws]
    _subtract(connection, stock, [_draw(*drawn) for drawn in draws], {"date_last_issue": day})
    _subtract(
        connection,
        multiple_location,
        [
            {**_draw(*drawn), "at_stock_location": drawn[1].location}
            for drawn in draws
            if drawn[0].multi_location
        ],
        {"date_last_issue": day, "date_last_act": day, **stamp.modified()},
    )
    lots = [
        {**_draw(*drawn), "at_stock_location": drawn[1].location, "at_lot_id": drawn[1].lot_id}
        for drawn in draws
        if drawn[1].lot_id
    ]
    _subtract(connection, lot_place, lots, {})
    if lots:
        connection.execute(
            update(lot)
            .where(lot.c.part_id == bindparam("at_part_id"))
            .where(lot.c.lot_id == bindparam("at_lot_id"))
            .values({"date_last_issue": day, **stamp.modified()}),
            [{"at_part_id": row["at_part_id"], "at_lot_id": row["at_lot_id"]} for row in lots],
        )
    serials = [
        {"at_part_id": issue.part_id, "at_serial_number": serial}
        for issue in issues
        for serial in issue.serials
    ]
    if serials:
        connection.execute(_issue_serial(reference), serials)


def _draw(issue: Issue, draw: Place) -> dict[str, object]:
    return {
        "at_part_id": issue.part_id,
        "at_stores_code": issue.stores,
        "taken": draw.on_hand,
    }


def _subtract(
    connection: Connection,
    table: Table,
    rows: list[dict[str, object]],
    values: Mapping[str, object],
) -> None:
    """Take `taken` off the row whose key columns are the row's `at_...`."""
    if not rows:
        return
    statement: Update = update(table).values(
        {"on_hand_qty": table.c.on_hand_qty - bindparam("taken", type_=Amount()), **values}
    )
    for key in rows[0]:
        if key.startswith("at_"):
            statement = statement.where(table.c[key.removeprefix("at_")] == bindparam(key))
    connection.execute(statement, rows)


def _issue_serial(reference: str) -> Update:
    columns = serial_number.c
    return (
        update(serial_number)
        .where(columns.part_id == bindparam("at_part_id"))
        .where(columns.serial_number == bindparam("at_serial_number"))
        .values(
            sn_status=ISSUED,
            reference=reference,
            from_stores=columns.stores_code,
            from_location=columns.stock_location,
            stores_code="",
            stock_location="",
        )
    )
