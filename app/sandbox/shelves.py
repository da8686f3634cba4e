"""What the books say of an assembly and its components, read for one transaction."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, and_, select

from app.sandbox.bill import PHANTOM, BillRow
from app.sandbox.keyed import in_chunks
from app.sandbox.picking import (
    Choice,
    LotRecord,
    Need,
    Place,
    SerialRecord,
    Shelves,
    StockRecord,
)
from app.sandbox.tables import bill, lot, lot_place, multiple_location, part, serial_number, stock


@dataclass(frozen=True, slots=True)
class PartRecord:
    """A part as a transaction needs it. `shelf_life` is in days, 0 for none.

    `inspected` is of QC_FLAG: what is bought of it is inspected before it is stocked.
    """

    part_id: str
    description: str
    unit: str
    lot_controlled: bool
    serial_controlled: bool
    default_stores: str
    shelf_life: int
    cost: Decimal
    inspected: bool


def read_parts(connection: Connection, part_ids: Collection[str]) -> dict[str, PartRecord]:
    """The parts of these ids that exist."""
    columns = part.c
    query = select(
        columns.part_id,
        columns.part_desc,
        columns.part_um,
        columns.lot_control,
        columns.sn_reqd_inv,
        columns.def_stores_code,
        columns.shelf_life,
        columns.std_cost,
        columns.qc_flag,
    )
    return {
        row.part_id: PartRecord(
            part_id=row.part_id,
            description=row.part_desc,
            unit=row.part_um,
            lot_controlled=row.lot_control == "Y",
            serial_controlled=row.sn_reqd_inv == "Y",
            default_stores=row.def_stores_code,
            shelf_life=int(row.shelf_life),
            cost=row.std_cost,
            inspected=row.qc_flag == "Y",
        )
        for row in in_chunks(connection, query, columns.part_id, part_ids)
    }


def read_bill(connection: Connection, assembly_id: str) -> Sequence[BillRow]:
    """The assembly's rows, by drawing item."""
    columns = bill.c
    query = (
        select(
            columns.component_id,
            columns.required_qty,
            columns.start_date,
            columns.end_date,
            columns.bills_type,
            columns.scrap_factor,
            columns.kit_stores,
        )
        .where(columns.assembly_id == assembly_id)
        .order_by(columns.dwg_item_code, columns.component_id)
    )
    return [
        BillRow(
            component_id=row.component_id,
            required=row.required_qty,
            start=row.start_date,
            end=row.end_date,
            phantom=row.bills_type == PHANTOM,
            scrap=row.scrap_factor,
            kit_stores=row.kit_stores,
        )
        for row in connection.execute(query)
    ]


def read_shelves(
    connection: Connection, needs: Collection[Need], choices: Mapping[str, Choice]
) -> dict[str, Shelves]:
    """What is known of each need's part in the stores it is taken from, by part id.

    The stock records are locked until the transaction ends, where the database can.
    """
    records = _read_stock(connection, {need.part_id: need.stores for need in needs})
    lot_controlled = {need.part_id: need.stores for need in needs if need.lot_controlled}
    several = {
        need.part_id: need.stores
        for need in needs
        if not need.lot_controlled
        and need.part_id in records
        and records[need.part_id].multi_location
    }
    lots, places = _read_lots(connection, lot_controlled)
    places |= _read_locations(connection, several)
    for part_id in lot_controlled.keys() & choices.keys():
        if choices[part_id].lot_id:
            lots[part_id] |= _read_lot(connection, part_id, choices[part_id].lot_id)
    return {
        need.part_id: Shelves(
            stock=records.get(need.part_id),
            lots=lots.get(need.part_id, {}),
            places=places.get(need.part_id, ()),
            serials=read_serials(connection, need.part_id, choices[need.part_id].serials)
            if need.part_id in choices
            else {},
        )
        for need in needs
    }


def read_serials(
    connection: Connection, part_id: str, serials: Collection[str]
) -> dict[str, SerialRecord]:
    """Those of the part's serial numbers that exist, in any status."""
    columns = serial_number.c
    query = select(
        columns.serial_number,
        columns.sn_status,
        columns.stores_code,
        columns.stock_location,
        columns.lot_id,
    ).where(columns.part_id == part_id)
    return {
        row.serial_number: SerialRecord(
            serial=row.serial_number,
            status=row.sn_status,
            stores=row.stores_code,
            location=row.stock_location,
            lot_id=row.lot_id,
        )
        for row in in_chunks(connection, query, columns.serial_number, serials)
    }


def _read_stock(connection: Connection, stores_of: Mapping[str, str]) -> dict[str, StockRecord]:
    columns = stock.c
    query = (
        select(
            columns.part_id,
            columns.stores_code,
            columns.stock_location,
            columns.multi_loc,
            columns.on_hand_qty,
        )
        .where(columns.stores_code.in_(set(stores_of.values())))
        .with_for_update()
    )
    return {
        row.part_id: StockRecord(row.stock_location, row.multi_loc == "Y", row.on_hand_qty)
        for row in in_chunks(connection, query, columns.part_id, stores_of)
        if row.stores_code == stores_of[row.part_id]
    }


_Lots = dict[str, dict[str, LotRecord]]
_Places = dict[str, list[Place]]


def _read_lots(connection: Connection, stores_of: Mapping[str, str]) -> tuple[_Lots, _Places]:
    """The lots with something left in these stores, and where that lies."""
    lots: _Lots = defaultdict(dict)
    places: _Places = defaultdict(list)
    here = lot_place.c
    query = (
        select(
            lot.c.part_id,
            lot.c.lot_id,
            lot.c.lot_status,
            lot.c.expire_date,
            here.stores_code,
            here.stock_location,
            here.on_hand_qty,
        )
        .join(lot_place, and_(here.part_id == lot.c.part_id, here.lot_id == lot.c.lot_id))
        .where(here.on_hand_qty > Decimal(0))
    )
    for row in in_chunks(connection, query, here.part_id, stores_of):
        if row.stores_code == stores_of[row.part_id]:
            lots[row.part_id][row.lot_id] = LotRecord(row.lot_id, row.lot_status, row.expire_date)
            place = Place(row.stock_location, row.on_hand_qty, row.lot_id)
            places[row.part_id].append(place)
    return lots, places


def _read_lot(connection: Connection, part_id: str, lot_id: str) -> dict[str, LotRecord]:
    """The lot of this name by its id, wherever it lies and however empty it is."""
    columns = lot.c
    query = select(columns.lot_id, columns.lot_status, columns.expire_date)
    row = connection.execute(query.filter_by(part_id=part_id, lot_id=lot_id)).one_or_none()
    return {lot_id: LotRecord(lot_id, row.lot_status, row.expire_date)} if row else {}


def _read_locations(connection: Connection, stores_of: Mapping[str, str]) -> _Places:
    columns = multiple_location.c
    query = select(
        columns.part_id, columns.stores_code, columns.stock_location, columns.on_hand_qty
    )
    places: _Places = defaultdict(list)
    for row in in_chunks(connection, query, columns.part_id, stores_of):
        if row.stores_code == stores_of[row.part_id]:
            places[row.part_id].append(Place(row.stock_location, row.on_hand_qty))
    return places
