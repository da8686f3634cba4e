"""Items of purchase orders edited and deleted (contracts.md C5, C6, E3)."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from tests.unit.sandbox.manex_erp import DELETE, EDIT, ITEM, KEY, ManexErp, changed

WHOLE = {
    "COSTEACH": "1.5", "overage": "10", "package": "TRAY", "NOTE1": "Blue", "IS_TAX": "1",
    "TAX_PCT": "10", "pur_ltime": "2 WK", "minorder": "2", "ordmult": "2", "ISFIRM": "1",
    "INSPEXCEPTION": "1", "INSPEXCDT": "11-07-2026", "supplierPartNumber": "V-1", "PUR_UOFM": "DOZ",
}  # fmt: skip


def edited(erp: ManexErp, key: str, **parameters: Any) -> Any:
    """The item of this key after an edit by `ITEM` with these parameters instead."""
    answer = erp.post(EDIT, uniqueLnNo=key, **changed(ITEM, parameters)).json()
    assert answer == {
        "$id": "1",
        "Code": 200,
        "Message": "PO Items edited successfully.",
        "SessionId": None,
        "IsValidUser": True,
        "ResponseObject": None,
    }
    return erp.item(key)


def not_edited(erp: ManexErp, key: str, **parameters: Any) -> str:
    message = erp.refused(EDIT, uniqueLnNo=key, **changed(ITEM, parameters))
    return message.removeprefix("PO Items edit failed.")


def line(erp: ManexErp, number: str, item: str) -> dict[str, Any]:
    """What an edit of an item has to say so that nothing changes; None where it says nothing."""
    found = next(one for one in erp.items(number) if one["ITEMNO"] == item)
    return {
        "uniqueLnNo": found["UNIQLNNO"], "poNum": number, "part_no": found["Part_No"],
        "revision": found["Revision"], "uniqmfgrhd": found["UNIQMFGRHD"] or None,
        "POITTYPE": found["POITTYPE"], "ORD_QTY": found["ORD_QTY"], "COSTEACH": found["COSTEACH"],
        "DESCRIPT": found["DESCRIPT"],
    }  # fmt: skip


def test_an_edit_overwrites_the_item(manex: ManexErp) -> None:
    key = manex.add(ORD_QTY="10")["UNIQLNNO"]

    item = edited(manex, key, ORD_QTY="12", **WHOLE)

    assert (item["ITEMNO"], item["ORD_QTY"], item["S_ORD_QTY"]) == ("002", 12, 144)
    assert (item["NOTE1"], item["pur_ltime"], item["pur_lunit"]) == ("Blue", 2, "WK")
    assert len(manex.items("1748")) == 2


def test_what_an_edit_leaves_out_is_reset_but_for_the_number(manex: ManexErp) -> None:
    added = manex.add(ITEMNO="7")
    manex.ok(EDIT, uniqueLnNo=added["UNIQLNNO"], **ITEM, **WHOLE)

    item = edited(manex, added["UNIQLNNO"])

    fresh = manex.item(manex.add()["UNIQLNNO"])
    own = {"UNIQLNNO", "ITEMNO", "$id"}
    assert {name: item[name] for name in item.keys() - own} == {
        name: fresh[name] for name in fresh.keys() - own
    }
    assert (item["ITEMNO"], item["COSTEACH"], item["OVERAGE"]) == ("007", 0, 5)


def test_an_edit_gives_another_part_or_number(manex: ManexErp) -> None:
    key = manex.add()["UNIQLNNO"]

    item = edited(
        manex, key, part_no="BRKT-100", partmfgr="GENR", uniqmfgrhd=None, ITEMNO="30"
    )  # fmt: skip
    assert (item["Part_No"], item["DESCRIPT"], item["ITEMNO"]) == (
        "BRKT-100",
        "Bracket 100",
        "030",
    )
    item = edited(manex, key, POITTYPE="MRO", DESCRIPT="Blade", uniqmfgrhd=None)
    assert (item["POITTYPE"], item["UNIQ_KEY"], item["Part_Sourc"]) == ("MRO", "", "")
    assert not_edited(manex, key, ITEMNO="1") == (
        "ITEMNO is Invalid. 001 is another item of the order."
    )


def test_an_item_is_one_of_its_order(manex: ManexErp) -> None:
    key = manex.add()["UNIQLNNO"]

    assert not_edited(manex, key, poNum="1749") == "Po Item does not exists."
    assert not_edited(manex, "x") == "Po Item does not exists."
    assert manex.refused(EDIT, **ITEM) == "PO Items edit failed.uniqueLnNo is required."


def test_an_item_is_cancelled_and_taken_back(manex: ManexErp) -> None:
    key = manex.add(ORD_QTY="10", COSTEACH="2")["UNIQLNNO"]
    total = manex.order("1748")["POTOTAL"]

    assert edited(manex, key, COSTEACH="2", LCANCEL="true")["LCANCEL"]
    assert manex.order("1748")["POTOTAL"] == total - 20
    assert not edited(manex, key, COSTEACH="2")["LCANCEL"]
    assert manex.order("1748")["POTOTAL"] == total


# PO 1757, item 002: 60 of 100 received.
@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"ORD_QTY": "59", "minorder": "59"},
         "ORD_QTY is Invalid. 59 is less than the 60 received."),
        ({"ORD_QTY": None}, "ORD_QTY is Invalid. 0 is less than the 60 received."),
        ({"POITTYPE": "MRO", "uniqmfgrhd": None},
         "POITTYPE is Invalid. 60 of the item are received."),
        ({"part_no": "BRKT-100", "partmfgr": "GENR", "uniqmfgrhd": None},
         "part_no is Invalid. 60 of the item are received."),
    ],
)  # fmt: skip
def test_what_was_received_stays_ordered(
    standing_manex: ManexErp, parameters: dict[str, Any], reason: str
) -> None:
    asked = changed(line(standing_manex, "1757", "002"), parameters)
    assert standing_manex.refused(EDIT, **asked) == f"PO Items edit failed.{reason}"


def test_as_much_as_was_received_is_enough_and_the_rest_can_be_cancelled(
    manex: ManexErp,
) -> None:
    asked = line(manex, "1757", "002")

    manex.ok(EDIT, **changed(asked, {"ORD_QTY": "60", "minorder": "60"}))
    assert manex.refused(
        EDIT, **changed(asked, {"ORD_QTY": "60", "minorder": "60", "LCANCEL": "1"})
    ) == "PO Items edit failed.LCANCEL is Invalid. All of the item is received."  # fmt: skip

    manex.ok(EDIT, **changed(asked, {"ORD_QTY": "100"}))
    manex.ok(EDIT, **changed(asked, {"ORD_QTY": "100", "LCANCEL": "1"}))
    # 60 came for 0.3 each; item 003 is 250 for 0.27.
    assert manex.order("1757")["POTOTAL"] == 18 + 67.5


@pytest.mark.parametrize(
    ("order", "named"),
    [
        ("1748", {"uniqlnno": "65ENDLS6VN"}),
        ("1748", {"itemNumber": "2"}),
        ("1748", {"part_no": "416-242424", "revision": ""}),
        ("1748", {"part_no": "416-242424"}),
        ("1748", {"uniq_key": "_45Z0YNRSR"}),
        ("1748", {"partMfgr": "GENR", "mfgr_pt_no": "416-242424"}),
        ("1748", {"uniqmfgrhd": "_45Z0YOITA"}),
    ],
)
def test_an_item_is_deleted_by_whatever_names_it(
    manex: ManexErp, order: str, named: dict[str, str]
) -> None:
    manex.add()

    answer = manex.post(DELETE, PoNum=order, **named).json()

    assert (answer["Message"], answer["ResponseObject"]) == (
        "PO Items deleted successfully.",
        None,
    )
    assert [item["Part_No"] for item in manex.items(order)] == ["416-110989"]
    again = manex.refused(DELETE, PoNum=order, **named)
    assert again == "PO Items delete failed.Po Item does not exists."
    assert manex.add()["UNIQLNNO"] != "65ENDLS6VN"


@pytest.mark.parametrize(
    ("order", "named", "reason"),
    [
        ("1756", {"uniqmfgrhd": "x"}, "Po Item does not exists."),
        ("1756", {"part_no": "IC-MCU-32"},
         "More than one Po Item is meant. UNIQLNNO is required."),
        ("1756", {"itemNumber": "x"}, "Po Item does not exists."),
        ("1756", {"itemNumber": "9" * 60}, "Po Item does not exists."),
        ("1756", {"itemNumber": "1", "part_no": "BRKT-100"}, "Po Item does not exists."),
        ("1757", {"itemNumber": "002"}, "60 of the Po Item are received."),
        ("1754", {"itemNumber": "001"}, "PoNum is Invalid. The order is closed."),
    ],
)  # fmt: skip
def test_what_is_not_deleted(
    standing_manex: ManexErp, order: str, named: dict[str, str], reason: str
) -> None:
    refused = standing_manex.refused(DELETE, PoNum=order, **named)
    assert refused == f"PO Items delete failed.{reason}"


def test_with_an_item_go_its_schedules_and_its_worth(manex: ManexErp) -> None:
    assert manex.ok("PO/ScheduleGet", poNum="1749")

    manex.ok(DELETE, PoNum="1749", uniqlnno="_1ZM0LAXRD")

    assert manex.refused("PO/ScheduleGet", poNum="1749") == "PO Schedule details failed:"
    assert (manex.order("1749")["POTOTAL"], manex.items("1749")) == (0, [])
    assert manex.order("1749")["POCHANGES"].endswith(
        "Item 001 deleted by User: APIUSER, on 11/22/2026 12:00:00, PO Total: $0.00"
    )


@pytest.mark.at_once
def test_many_at_once_take_their_turns(manex: ManexErp) -> None:
    """Eight clients add, change and delete on one order; nothing is lost, no number twice."""
    clients, each = 8, 4

    def work(at: int) -> list[str]:
        with ManexErp(manex.root.removesuffix("/manex"), KEY) as erp:
            kept = []
            for turn in range(each):
                key = erp.add(poNum="1759", ORD_QTY="10", COSTEACH="1")["UNIQLNNO"]
                erp.post(EDIT, uniqueLnNo=key, **{**ITEM, "poNum": "1759"}, COSTEACH="2")
                if turn % 2:
                    erp.ok(DELETE, PoNum="1759", uniqlnno=key)
                else:
                    kept.append(key)
            asked = {**ITEM, "poNum": "1759", "ITEMNO": "900", "COSTEACH": "1"}
            added = erp.post("PO/ItemAdd", **asked).json()
            return [*kept, added["ResponseObject"]["UNIQLNNO"]] if added["Code"] == 200 else kept

    with ThreadPoolExecutor(clients) as pool:
        kept = [key for keys in pool.map(work, range(clients)) for key in keys]

    items = manex.items("1759")
    assert sorted(item["UNIQLNNO"] for item in items) == sorted(kept)
    assert len(kept) == clients * each // 2 + 1
    assert len({item["ITEMNO"] for item in items}) == len(items)
    worth = sum(Decimal(item["ORD_QTY"]) * item["COSTEACH"] for item in items)
    assert manex.order("1759")["POTOTAL"] == worth
    changes = manex.order("1759")["POCHANGES"].split("\n")
    assert len(changes) == 1 + clients * each * 2 + clients * each // 2 + 1
