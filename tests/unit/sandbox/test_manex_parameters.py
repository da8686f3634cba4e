"""All 38 parameters of PO Item Add by their documented names: in, kept, and read back (C4, C7)."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from app.sandbox import manex_fields
from tests.unit.sandbox.manex_erp import ADD, ITEM, ManexErp, changed

Send = Callable[[ManexErp, Mapping[str, Any]], Any]

# By parameter: what is sent, what PO Item Get has to show, and what else it needs to be accepted.
PARAMETERS: dict[str, tuple[Any, dict[str, Any], dict[str, Any]]] = {
    "POITTYPE": ("MRO", {"POITTYPE": "MRO"}, {"DESCRIPT": "Blade", "uniqmfgrhd": None}),
    "PoNum": ("1759", {"PONUM": "000000000001759"}, {"poNum": None}),
    "part_no": ("416-110989", {"Part_No": "416-110989"}, {
        "revision": "b", "partmfgr": "GENR", "uniqmfgrhd": None}),
    "revision": ("2", {"Revision": "2"}, {
        "part_no": "BRKT-100", "partmfgr": "GENR", "uniqmfgrhd": None}),
    "uniq_key": ("_45Z0YNRSR", {"UNIQ_KEY": "_45Z0YNRSR"}, {"part_no": None, "revision": None}),
    "partmfgr": ("WURT", {"PARTMFGR": "WURT"}, {"part_no": "CONN-4P", "uniqmfgrhd": None}),
    "mfgr_pt_no": ("4510043", {"MFGR_PT_NO": "4510043", "Part_No": "WIRE-075-RD"}, {
        "partmfgr": "LAPP", "part_no": None, "revision": None, "uniqmfgrhd": None,
        "ORD_QTY": "100"}),
    "uniqmfgrhd": ("_45Z0YOITA", {"UNIQMFGRHD": "_45Z0YOITA", "PARTMFGR": "GENR"}, {}),
    "overage": ("12.5", {"OVERAGE": 12.5}, {}),
    "package": ("ammo belt", {"PACKAGE": "AMMO BELT"}, {}),
    "updatePLT": ("true", {"updatePLT": True}, {"pur_ltime": "3 DY"}),
    "pur_ltime": ("10 WK", {"pur_ltime": 10, "pur_lunit": "WK"}, {}),
    "updateMinOrdMult": ("1", {"updateMinOrdMult": True}, {}),
    "minorder": ("4", {"minorder": 4}, {}),
    "ordmult": ("5", {"ordmult": 5}, {}),
    "COSTEACH": ("0.00123", {"COSTEACH": 0.00123}, {}),
    "ORD_QTY": ("123456789", {"ORD_QTY": 123456789, "S_ORD_QTY": 123456789}, {}),
    "updateMaterialCost": ("Y", {"updateMaterialCost": True}, {}),
    "updateTargetPrice": ("yes", {"updateTargetPrice": True, "Targetprice": 3.5}, {
        "COSTEACH": "3.5"}),
    "IS_TAX": ("TRUE", {"IS_TAX": True}, {}),
    "ISFIRM": ("true", {"ISFIRM": True}, {}),
    "FIRSTARTICLE": ("true", {"FIRSTARTICLE": True}, {}),
    "supplierPartNumber": ("VX 17/4", {"supplierPartNumber": "VX 17/4"}, {}),
    "INSPEXCNOTE": ("Seen on site\nby K. B.", {"INSPEXCNOTE": "Seen on site\nby K. B."}, {}),
    "INSPEXCDOC": ("DOC-77", {"INSPEXCDOC": "DOC-77"}, {}),
    "PUR_UOFM": ("DOZ", {"PUR_UOFM": "DOZ", "S_ORD_QTY": 120}, {}),
    "U_OF_MEAS": ("GRAM", {"U_OF_MEAS": "GRAM", "PUR_UOFM": "GRAM"}, {
        "POITTYPE": "Services", "DESCRIPT": "Plating", "uniqmfgrhd": None}),
    "NOTE1": ('Größe <b>M</b> & "x"', {"NOTE1": 'Größe <b>M</b> & "x"'}, {}),
    "TAX_PCT": ("8.25", {"TAX_PCT": 8.25}, {"IS_TAX": "1"}),
    "DESCRIPT": ("Bracket, blue", {"DESCRIPT": "Bracket, blue"}, {}),
    "PART_CLASS": ("HDW", {"PART_CLASS": "HDW"}, {}),
    "PART_TYPE": ("BRACKET", {"PART_TYPE": "BRACKET"}, {}),
    "INSPEXCEPTION": ("true", {"INSPEXCEPT": True, "INSPEXCEPTION": "true"}, {}),
    "INSPEXCINIT": ("MK", {"INSPEXCINIT": "MK"}, {}),
    "INSPEXCDT": ("11-07-2026", {"INSPEXCDT": "2026-11-07T00:00:00"}, {}),
    "LCANCEL": ("true", {"LCANCEL": True}, {}),
    "INSPECTIONOTE": ("Check the burr", {"INSPECTIONOTE": "Check the burr"}, {}),
    "ITEMNO": ("0417", {"ITEMNO": "417"}, {}),
}  # fmt: skip


def as_json(erp: ManexErp, parameters: Mapping[str, Any]) -> Any:
    return erp.post(ADD, **parameters).json()


def as_query(erp: ManexErp, parameters: Mapping[str, Any]) -> Any:
    return erp.query(ADD, **parameters).json()


def as_json_s_own_types(erp: ManexErp, parameters: Mapping[str, Any]) -> Any:
    """Flags and numbers without quotes."""

    def typed(name: str, value: Any) -> Any:
        if name in {"overage", "COSTEACH", "ORD_QTY", "TAX_PCT", "minorder", "ordmult"}:
            return json.loads(value)
        return True if str(value).lower() in {"true", "y", "yes", "1"} else value

    return erp.post(ADD, **{name: typed(name, one) for name, one in parameters.items()}).json()


def test_they_are_those_of_the_page() -> None:
    assert list(PARAMETERS) == list(manex_fields.ITEM_ADD)
    assert len(PARAMETERS) == 38


@pytest.mark.parametrize("send", [as_json, as_query, as_json_s_own_types])
def test_each_is_accepted_kept_and_read_back(manex: ManexErp, send: Send) -> None:
    for name, (value, shown, beside) in PARAMETERS.items():
        asked = {**changed(ITEM, beside), name: value}
        asked = changed(asked, {name: value})

        answer = send(manex, asked)

        assert answer["Code"] == 200, (name, answer)
        added = answer["ResponseObject"]
        read = manex.item(added["UNIQLNNO"])
        assert shown.items() <= read.items(), name
        # The answer of the call says the same, in the spelling of its own page.
        told = {key.lower(): value for key, value in added.items()}
        for key in shown.keys() - {"PONUM", "POITTYPE"}:
            assert told[key.lower()] == shown[key], name


def test_names_are_matched_without_regard_to_case(manex: ManexErp) -> None:
    for change in (str.upper, str.lower, str.title):
        answer = manex.post(ADD, **{change(name): value for name, value in ITEM.items()})
        assert answer.json()["Code"] == 200
        answer = manex.query(ADD, **{change(name): value for name, value in ITEM.items()})
        assert answer.json()["Code"] == 200


def test_all_of_them_at_once(manex: ManexErp) -> None:
    own = {
        "POITTYPE": "INVT PART", "PoNum": "1759", "part_no": "416-242424", "revision": "",
        "uniq_key": "_45Z0YNRSR", "partmfgr": "GENR", "mfgr_pt_no": "416-242424",
        "uniqmfgrhd": "_45Z0YOITA", "minorder": "5", "ordmult": "5", "ORD_QTY": "15",
        "COSTEACH": "3.5", "U_OF_MEAS": "EACH",
    }  # fmt: skip
    given = {name: own.get(name, value) for name, (value, _, _) in PARAMETERS.items()}

    added = manex.ok(ADD, **given)

    read = manex.item(added["UNIQLNNO"])
    shown = {name: value for _, values, _ in PARAMETERS.values() for name, value in values.items()}
    shown |= {
        "POITTYPE": "Invt Part", "Part_No": "416-242424", "Revision": "", "PARTMFGR": "GENR",
        "MFGR_PT_NO": "416-242424", "minorder": 5, "ordmult": 5, "ORD_QTY": 15, "COSTEACH": 3.5,
        "S_ORD_QTY": 180, "U_OF_MEAS": "EACH", "PUR_UOFM": "DOZ",
    }  # fmt: skip
    assert {name: read[name] for name in shown} == shown


def test_what_is_left_out_null_or_empty_is_one(manex: ManexErp) -> None:
    left_out = manex.add()
    for nothing in ("", None):
        names = set(manex_fields.ITEM_ADD) - {"PoNum", "POITTYPE", "part_no", "revision"}
        empty = dict.fromkeys(names - {"uniqmfgrhd", "ORD_QTY"}, nothing)
        added = manex.ok(ADD, **{**empty, **ITEM})
        own = {"UNIQLNNO", "ITEMNO"}
        assert {**added, **{name: left_out[name] for name in own}} == left_out
