"""The vendor's own sample of PO Item Add succeeds word for word (contracts.md C4, E2.10)."""

import json
from typing import Any

import pytest

from app.sandbox.manex_answers import Manner
from tests.unit.sandbox.conftest import ServeManex
from tests.unit.sandbox.manex_erp import ADD, SAMPLE, ManexErp

# As the page prints it, with the quotes, brackets and commas that it lacks put in.
PRINTED = """
{
"$id": "1",
"Code": "200",
"Message": "PO Items added successfully.",
"SessionId": "null",
"IsValidUser": "true",
"ResponseObject": {
"$id": "2",
"UNIQLNNO": "65ENDLS6VN",
"PONUM": "1748",
"UNIQ_KEY": "_45Z0YNRSR",
"ITEMNO": "002",
"COSTEACH": "0",
"ORD_QTY": "0",
"RECV_QTY": "0",
"REJ_QTY": "0",
"ACPT_QTY": "0",
"NOTE1": "",
"IS_TAX": "false",
"TAX_PCT": "0",
"IS_CONTR": "false",
"OVERAGE": "5",
"POITTYPE": "INVT PART",
"L_PRINT": "false",
"NO_PKG": "0",
"PART_NO": "416-242424",
"REVISION": "",
"DESCRIPT": "",
"PARTMFGR": "GENR",
"MFGR_PT_NO": "416-242424",
"PACKAGE": "EACH",
"PART_CLASS": "",
"PART_TYPE": "",
"U_OF_MEAS": "EACH",
"PUR_UOFM": "EACH",
"S_ORD_QTY": "0",
"ISFIRM": "false",
"UNIQMFGRHD": "_45Z0YOITA",
"FIRSTARTICLE": "false",
"INSPEXCEPT": "false",
"INSPEXCEPTION": "",
"INSPEXCINIT": "",
"INSPEXCDT": "null",
"INSPEXCNOTE": "",
"INSPEXCDOC": "",
"LCANCEL": "false",
"UNIQMFSP": "",
"INSPECTIONOTE": "",
"lRemvRcv": "false",
"UNIQSUPNO": "_1D50WFSWT",
"pur_ltime": "0",
"pur_lunit": "",
"updatePLT": "false",
"minorder": "0",
"ordmult": "0",
"updateMinOrdMult": "false",
"updateMaterialCost": "false",
"Targetprice": "0",
"updateTargetPrice": "false",
"supplierPartNumber": "",
"PoitschdList": "[ ]"
}
}
"""


def typed(value: Any) -> Any:
    """The printed text as JSON's own types, which another page shows."""
    return {"null": None, "true": True, "false": False, "0": 0, "5": 5, "200": 200, "[ ]": []}.get(
        value, value
    )


def test_the_answer_is_the_printed_one(serve_manex: ServeManex) -> None:
    erp = serve_manex(manner=Manner(strings=True))

    answer = erp.post(ADD, **SAMPLE)

    assert json.dumps(answer.json()) == json.dumps(json.loads(PRINTED))


def test_in_json_s_own_types_it_says_the_same(manex: ManexErp) -> None:
    answer = manex.query(ADD, **SAMPLE).json()

    printed = json.loads(PRINTED)
    row = {name: typed(value) for name, value in printed.pop("ResponseObject").items()}
    assert answer == {**{name: typed(value) for name, value in printed.items()},
                      "ResponseObject": row}  # fmt: skip
    assert list(answer["ResponseObject"]) == list(row)


def test_a_query_string_as_it_is_printed_succeeds(manex: ManexErp) -> None:
    path = f"/API/PO/ItemAdd/{manex.key}?"
    values = "&".join(f"{name}={value}" for name, value in SAMPLE.items())

    answer = manex.request("POST", path + values.replace(" ", "%20")).json()

    assert answer["Message"] == "PO Items added successfully."


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [
        ("1745", "PONUM", "000000000001745"),
        ("1745", "PODATE", "2014-09-18T10:40:00"),
        ("1745", "POSTATUS", "OPEN"),
        ("1745", "POTOTAL", 25),
        ("1745", "TERMS", "NET 30/2% 10"),
        ("1745", "POPRIORITY", "Standard"),
        ("1745", "POUNIQUE", "_45Z0MUI59"),
        ("1745", "CLOSDDATE", None),
        (
            "1745",
            "POCHANGES",
            "New PO created by User: T1000, on 09/18/2014 10:39:34, PO Total: $25.00",
        ),
    ],
)
def test_the_printed_order(standing_manex: ManexErp, number: str, field: str, value: Any) -> None:
    assert standing_manex.order(number)[field] == value


def test_the_printed_item(standing_manex: ManexErp) -> None:
    (item,) = standing_manex.items("1749")

    printed = {
        "UNIQLNNO": "_1ZM0LAXRD", "PONUM": "000000000001749", "ITEMNO": "001", "COSTEACH": 0.88,
        "ORD_QTY": 100, "RECV_QTY": 0, "OVERAGE": 5, "POITTYPE": "Invt Part", "PARTMFGR": "GENR",
        "POSTATUS": "OPEN", "Part_No": "416-110989", "Revision": "b", "Part_Sourc": "BUY",
        "Supname": "Romp", "Status": "APPROVED",
    }  # fmt: skip
    assert printed.items() <= item.items()


def test_the_printed_schedules(standing_manex: ManexErp) -> None:
    (planned,) = standing_manex.ok("PO/ScheduleGet", poNum="1751")
    (received,) = standing_manex.ok("PO/ScheduleGet", poNum="1750")

    assert {
        "UNIQDETNO": "O2YHUQB45I", "SCHD_DATE": "2014-11-07T00:00:00", "SCHD_QTY": 5,
        "RECDQTY": 0, "BALANCE": 5, "REQUESTTP": "Invt Recv ", "ORD_QTY": 0, "ITEMNO": None,
    }.items() <= planned.items()  # fmt: skip
    assert {
        "SCHD_QTY": 1, "RECDQTY": 100, "BALANCE": -99, "GL_NBR": "1315000-00-00",
        "WAREHOUSE": None,
    }.items() <= received.items()  # fmt: skip


def test_the_printed_part(standing_manex: ManexErp) -> None:
    part = standing_manex.part(partnum="416-110989", revision="b")

    assert part["Part_No"].rstrip() == "416-110989" != part["Part_No"]
    assert part["Revision"].rstrip() == "b" != part["Revision"]
    (maker,) = part["InvtmfHdList"]
    (place,) = maker["InvtmfGrList"]
    assert place["Uniqmfgrhd"] == maker["UNIQMFGRHD"]
    assert (place["Uniq_Key"], place["Qty_Oh"]) == (part["Uniq_Key"], 40)
