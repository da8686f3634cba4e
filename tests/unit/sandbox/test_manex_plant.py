"""What the plants have in ManEx's books, and that it agrees with itself."""

from decimal import Decimal
from itertools import pairwise

from app.sandbox.manex_catalogue import PARTS, VOLTEX
from app.sandbox.manex_long_order import long_order, long_parts
from app.sandbox.manex_orders import ORDERS
from app.sandbox.manex_plant import ManexBooks
from app.sandbox.plant import Plant
from app.sandbox.plants import endless_plant
from tests.unit.sandbox.conftest import ServeManex
from tests.unit.sandbox.manex_erp import EDIT, ManexErp


def test_every_item_of_the_plant_keeps_to_the_rules(manex: ManexErp) -> None:
    """Each open one can be edited to what it is; sums, schedules and keys fit."""
    assert len({one["POUNIQUE"] for one in manex.ok("PO/Get")}) == len(ORDERS) == 21
    for order in manex.ok("PO/Get"):
        items = manex.items(order["PONUM"])
        for item in items:
            assert item["RECV_QTY"] == item["ACPT_QTY"] + item["REJ_QTY"]
            if order["POSTATUS"] == "OPEN":
                manex.ok(EDIT, **_same(order["PONUM"], item))
                assert {**manex.item(item["UNIQLNNO"]), "$id": item["$id"]} == item
        assert manex.order(order["PONUM"])["POTOTAL"] == order["POTOTAL"]
        schedules = manex.ok("PO/ScheduleGet", poNum=order["PONUM"]) if items else []
        assert {one["UNIQLNNO"] for one in schedules} == {one["UNIQLNNO"] for one in items}


def _same(number: str, item: dict[str, object]) -> dict[str, object]:
    names = (
        *("POITTYPE", "ORD_QTY", "COSTEACH", "NOTE1", "DESCRIPT", "LCANCEL", "IS_TAX", "TAX_PCT"),
        *("package", "U_OF_MEAS", "PUR_UOFM", "minorder", "ordmult", "supplierPartNumber"),
        *("FIRSTARTICLE", "part_no", "revision", "partmfgr", "mfgr_pt_no"),
    )
    told = {name.lower(): value for name, value in item.items()}
    return {
        "PoNum": number,
        "uniqueLnNo": item["UNIQLNNO"],
        **{name: told[name.lower()] for name in names},
    }


def test_the_plant_has_what_a_buyer_meets(standing_manex: ManexErp) -> None:
    orders = standing_manex.ok("PO/Get")
    items = standing_manex.ok("PO/ItemGet")

    assert {one["POSTATUS"] for one in orders} == {"OPEN", "CLOSED", "CANCELLED"}
    assert {one["Status"] for one in orders} == {"APPROVED", "EDIT", "NEW"}
    assert len({one["Supname"] for one in orders}) == 8
    assert {one["POITTYPE"] for one in items} == {"Invt Part", "MRO", "Services"}
    assert any(0 < one["RECV_QTY"] < one["ORD_QTY"] for one in items)
    assert any(one["REJ_QTY"] for one in items)
    assert any(one["LCANCEL"] for one in items)
    assert any(Decimal(one["ORD_QTY"]) != one["S_ORD_QTY"] or one["PUR_UOFM"] != one["U_OF_MEAS"]
               for one in items)  # fmt: skip
    for one in PARTS:
        part = standing_manex.part(partnum=one.part_no, revision=one.revision)
        assert len(part["InvtmfHdList"]) == len(one.makers)


def test_the_endless_orders_take_any_number_of_items(serve_manex: ServeManex) -> None:
    erp = serve_manex(endless_plant())

    for at in range(8):
        (item,) = erp.items(str(9000 + at))
        asked = {"poNum": str(9000 + at), "part_no": f"RUN-ITEM-{at}", "ORD_QTY": "1"}
        added = erp.add(**asked, uniqmfgrhd=f"_9RUNMFG0{at}")
        assert (added["ITEMNO"], added["UNIQ_KEY"]) == ("002", item["UNIQ_KEY"])


def test_the_long_order_is_read_whole_and_takes_one_more(serve_manex: ServeManex) -> None:
    parts = long_parts()
    books = ManexBooks([VOLTEX], parts, [long_order(VOLTEX, parts)])
    erp = serve_manex(Plant("long", (), (), (), (), (), books))

    items = erp.items("1800")

    assert len(items) == 5000
    assert all(one["ITEMNO"] < two["ITEMNO"] for one, two in pairwise(items[:999]))
    assert sum(item["RECV_QTY"] > 0 for item in items) == 2 * 67
    added = erp.add(poNum="1800", part_no="L0001", partmfgr="GENR", uniqmfgrhd=None)
    assert added["ITEMNO"] == "5001"
    assert len(erp.ok("PO/ScheduleGet", poNum="1800", uniqLnNo=items[-1]["UNIQLNNO"])) == 1
