"""What others build on: the plant as its modules describe it (issue: training ERP, data)."""

from decimal import Decimal

import pytest

from app.sandbox.plant_call_off import PARTS
from app.sandbox.plants import PLANTS, PRODUCTS, standard_plant
from tests.unit.sandbox.erp import Erp

FREE = [f"GC0000{number}" for number in range(4052, 4064)]


def test_about_seventy_parts_none_twice_but_those_of_the_call_off() -> None:
    ids = [part.part_id for product in standard_plant().products for part in product.parts]

    assert len(ids) == len(set(ids)) == 69 + PARTS
    assert set(PLANTS) == {"standard", "large", "endless"}


def test_every_name_in_the_plant_is_a_part_of_it() -> None:
    parts = {part.part_id: part for product in PRODUCTS for part in product.parts}
    stores = {code for code, _ in standard_plant().stores}
    for product in PRODUCTS:
        assert {row.assembly_id for row in product.rows} <= set(parts)
        assert {row.component_id for row in product.rows} <= set(parts)
        assert {place.part_id for place in product.places} <= set(parts)
        assert {one.part_id for one in product.serials} <= set(parts)
        assert {lot.part_id for lot in product.lots} <= set(parts)
        assert all(parts[lot.part_id].lot_controlled for lot in product.lots)
        assert {place.stores for place in product.places} <= stores
        assert {lot.stores for lot in product.lots} <= stores


def test_the_lines_of_orders_are_bought_as_their_parts_are() -> None:
    plant = standard_plant()
    parts = {part.part_id: part for product in plant.products for part in product.parts}
    lines = [(order, line) for order in plant.orders for line in order.lines]

    for order, line in lines:
        part = parts[line.part_id]
        whole = (part.buy_unit or part.unit) != "EACH" or Decimal(line.quantity) % 1 == 0
        assert whole, (order.po_id, line)
        for receipt in line.receipts:
            assert bool(receipt.lot_id) == part.lot_controlled, (order.po_id, line)
    assert len({order.po_id for order in plant.orders}) == len(plant.orders)
    assert sum(bool(line.vendor_part) for _, line in lines) > 50


@pytest.mark.parametrize("serial", FREE)
def test_the_serial_numbers_of_the_examples_are_free(standing: Erp, serial: str) -> None:
    assert standing.rows("serial-number", SERIAL_NUMBER=serial) == []


def test_motor003_s_components_can_all_be_chosen_automatically(standing: Erp) -> None:
    (motor,) = standing.rows("part", PART_ID="MOTOR003")
    components = [
        row["COMPONENT_ID"] for row in standing.rows("bill-of-material", ASSEMBLY_ID="MOTOR003")
    ]
    parts = standing.rows("part", PART_ID=f"IN {','.join(components)}")

    assert (motor["SN_REQD_INV"], motor["PART_UM"]) == ("Y", "EACH")
    assert {part["SN_REQD_INV"] for part in parts} == {"N"}
    assert sum(part["LOT_CONTROL"] == "Y" for part in parts) == 4


def test_motors_are_in_stock_where_the_pump_takes_them(standing: Erp) -> None:
    (row,) = standing.rows("bill-of-material", ASSEMBLY_ID="PUMP002", COMPONENT_ID="MOTOR003")
    rows = standing.rows(
        "serial-number", PART_ID="MOTOR003", SN_STATUS="A", STORES_CODE=row["KIT_STORES"]
    )

    assert [one["SERIAL_NUMBER"] for one in rows] == [f"GC0000399{digit}" for digit in range(10)]
    assert {one["STOCK_LOCATION"] for one in rows} == {"ISLE 3/SHELF 2"}


def test_expiries_count_from_the_day_the_books_are_opened(standing: Erp) -> None:
    lots = {row["LOT_ID"]: row for row in standing.rows("lot", PART_ID="WIND-24V")}

    assert {lot_id: row["EXPIRE_DATE"] for lot_id, row in lots.items()} == {
        "W-1980": "2026-10-31",
        "W-2101": "2026-05-06",
        "W-2190": "2027-02-20",
        "W-2207": "2026-12-20",
        "W-2215": "2027-05-31",
    }
    assert "".join(row["LOT_STATUS"] for row in lots.values()) == "ACHAA"
    assert Decimal(lots["W-2207"]["ON_HAND_QTY"]) == 9
