"""PO Main Get, PO Item Get, PO Schedule Get and Item Master Get (contracts.md C3, C7, C11, C18)."""

from itertools import product
from typing import Any

import pytest

from app.sandbox.manex_form import padded
from tests.unit.sandbox.manex_erp import ManexErp


def numbers(rows: list[dict[str, Any]]) -> list[str]:
    """The orders of rows, without their zeros, each once."""
    found = dict.fromkeys(row["PONUM"] for row in rows)
    return [number.replace("T", "").lstrip("0") for number in found]


# By criterion: the orders whose header is found, and those of which items are.
FOUND: list[tuple[dict[str, str], list[str]]] = [
    ({"poNum": "1748"}, ["1748"]),
    ({"poNum": padded("1748")}, ["1748"]),
    ({"poNum": "t12"}, ["12"]),
    ({"poNum": "1"}, []),
    ({"poNum": "17%"}, []),
    ({"supplier": "Romp"}, ["1745", "1748", "1749", "1750", "1751"]),
    ({"supplier": "romp"}, ["1745", "1748", "1749", "1750", "1751"]),
    ({"supplier": "Rom"}, []),
    ({"uniqSupNo": "_2F71DLTR3"}, ["1755", "1756", "1765"]),
    ({"partNo": "IC-MCU-32", "revision": "A"}, ["1755", "1756"]),
    ({"partNo": "IC-MCU-32", "revision": "B"}, []),
    ({"partNo": "IC-MCU-32", "poStatus": "Open"}, ["1756"]),
    ({"poStatus": "cancelled"}, ["1755"]),
    ({"poStatus": "Closed"}, ["1754"]),
    ({"uniqlnno": "_1ZM0LAXRD"}, ["1749"]),
    ({"mfgrPtNo": "G5LE-14 DC24"}, ["1757"]),
    ({"partmfgr": "LTWK"}, ["1760", "1763"]),
    ({"received": "true", "supplier": "Voltex Components Ltd"}, ["1752", "1757"]),
    ({"withBalance": "true", "uniqSupNo": "_2F72FSTF6"}, ["1764"]),
    ({"withBalance": "false", "uniqSupNo": "_2F72FSTF6"}, ["1753"]),
    ({"scheduledPriorTo": "11-08-2014"}, ["1745", "1751"]),
    ({"scheduledPriorTo": "11-07-2014"}, ["1745"]),
]


@pytest.mark.parametrize(("criteria", "orders"), FOUND)
def test_criteria(standing_manex: ManexErp, criteria: dict[str, str], orders: list[str]) -> None:
    for call, supplier in (("PO/Get", "supName"), ("PO/ItemGet", "supplierName")):
        asked = {name.replace("supplier", supplier): value for name, value in criteria.items()}
        assert numbers(standing_manex.ok(call, **asked)) == orders
        assert numbers(standing_manex.query(call, **asked).json()["ResponseObject"]) == orders


def test_without_criteria_all_are_found_in_their_sequence(standing_manex: ManexErp) -> None:
    found = numbers(standing_manex.ok("PO/Get"))

    assert found == ["12", *map(str, [1745, *range(1748, 1767)])]
    with_items = numbers(standing_manex.ok("PO/ItemGet"))
    assert with_items == [number for number in found if number != "1759"]
    items = standing_manex.items("1752")
    assert [item["ITEMNO"] for item in items] == [f"{number:03d}" for number in range(1, 11)]


def test_an_item_counts_only_if_it_fits_all_that_is_asked(standing_manex: ManexErp) -> None:
    # 1752 has received items and items of relays, but no received item of relays.
    criteria = {"partNo": "RELAY-24V", "received": "true"}
    assert standing_manex.ok("PO/Get", **criteria) == []
    assert standing_manex.ok("PO/ItemGet", **criteria) == []


@pytest.mark.parametrize("call", ["PO/Get", "po/get", "PO/ItemGet", "PO/ScheduleGet"])
def test_get_calls_answer_with_and_without_api_by_either_verb(
    standing_manex: ManexErp, call: str
) -> None:
    for api, method in product(("/API", "/api", ""), ("GET", "POST")):
        path = f"{api}/{call}/{standing_manex.key}"
        answer = standing_manex.request(method, path, params={"PONUM": "1749"}).json()
        found = [row["PONUM"] for row in answer["ResponseObject"]]
        assert found == [padded("1749")], (api, method)


def test_criteria_that_make_no_sense_are_refused(standing_manex: ManexErp) -> None:
    assert standing_manex.refused("PO/ItemGet", poStatus="lost") == (
        "PO Items details failed:poStatus is Invalid. lost is not one of Open, Cancelled, Closed."
    )
    assert standing_manex.refused("PO/Get", withBalance="2") == (
        "Purchase Order details failed:withBalance is Invalid. It must be true or false."
    )
    path = f"/API/PO/Get/{standing_manex.key}"
    assert standing_manex.request("POST", path, data="{").json()["Message"] == (
        "'Purchase Order' Object is not initialized properly."
    )


def test_schedules_of_an_order_or_of_one_item(standing_manex: ManexErp) -> None:
    items = standing_manex.items("1756")

    whole = standing_manex.ok("PO/ScheduleGet", poNum="1756")
    first = standing_manex.ok("PO/ScheduleGet", poNum="1756", uniqLnNo=items[0]["UNIQLNNO"])

    assert [row["SCHD_QTY"] for row in whole] == [160, 160, 160, 160]
    assert [row["UNIQLNNO"] for row in whole[2:]] == [item["UNIQLNNO"] for item in items[1:]]
    assert first == whole[:2]
    assert [row["SCHD_DATE"] for row in first] == ["2026-12-02T00:00:00", "2027-01-01T00:00:00"]
    other = standing_manex.refused("PO/ScheduleGet", poNum="1752", uniqLnNo=items[0]["UNIQLNNO"])
    assert other == "PO Schedule details failed:"


@pytest.mark.parametrize(
    ("criteria", "key"),
    [
        ({"uniqkey": "_45Z0YNRSR"}, "_45Z0YNRSR"),
        ({"partnum": "416-242424", "revision": ""}, "_45Z0YNRSR"),
        ({"partnum": "416-242424"}, "_45Z0YNRSR"),
        ({"partnum": "416-242424", "PartMFGR": "GENR"}, "_45Z0YNRSR"),
        ({"MPN": "416-242424"}, "_45Z0YNRSR"),
    ],
)
def test_a_part_is_found(standing_manex: ManexErp, criteria: dict[str, str], key: str) -> None:
    part = standing_manex.part(**criteria)
    assert part["Uniq_Key"] == key
    (maker,) = part["InvtmfHdList"]
    assert (maker["UNIQMFGRHD"], maker["PARTMFGR"]) == ("_45Z0YOITA", "GENR")
    assert maker["InvtmfGrList"][0]["Uniqmfgrhd"] == "_45Z0YOITA"


@pytest.mark.parametrize(
    ("criteria", "reason"),
    [
        ({}, "uniqkey is required."),
        ({"partnum": "NONE"}, "Part does not exists."),
        ({"partnum": "416-110989"}, "revision is required."),
        ({"partnum": "BRKT-100", "revision": "3"}, "Part does not exists."),
        ({"PartMFGR": "GENR"}, "uniqkey is required."),
        ({"MPN": "22-23-2041"}, "uniqkey is required."),
    ],
)
def test_no_part_or_more_than_one(
    standing_manex: ManexErp, criteria: dict[str, str], reason: str
) -> None:
    path = "/ItemMaster/Get"
    answer = standing_manex.request("GET", path, params={"apiKey": standing_manex.key, **criteria})
    assert answer.json()["Message"] == f"Inventor details failed:{reason}"


def test_the_key_of_the_item_master_may_stand_in_json(standing_manex: ManexErp) -> None:
    asked = {"APIKEY": standing_manex.key, "uniqkey": "_45Z0YNRSR"}
    answer = standing_manex.request("POST", "/API/ItemMaster/Get", json=asked).json()
    assert answer["Message"] == "Inventor details:"
    assert answer["ResponseObject"]["InvtmfHdList"]


def test_the_manufacturers_of_a_part_with_one_that_was_taken_off(
    standing_manex: ManexErp,
) -> None:
    makers = standing_manex.part(partnum="CAP-0805-10U")["InvtmfHdList"]
    assert [(one["PARTMFGR"], one["IS_DELETED"]) for one in makers] == [
        ("MURA", False),
        ("NONAME", True),
    ]
