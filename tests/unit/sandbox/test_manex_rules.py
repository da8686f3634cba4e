"""The rules of an item of a purchase order (contracts.md C4, C20, E3)."""

from typing import Any

import pytest

from tests.unit.sandbox.manex_erp import ADD, SAMPLE, ManexErp

NO_PART: dict[str, Any] = {"part_no": None, "revision": None, "uniqmfgrhd": None}
MRO = {"POITTYPE": "MRO", "DESCRIPT": "Blade", **NO_PART}


def part(number: str, revision: str = "", **more: Any) -> dict[str, Any]:
    """A part of the plant by its number, without a manufacturer's key."""
    return {"part_no": number, "revision": revision, "uniqmfgrhd": None, **more}


# What is asked instead of `ITEM`, and the reason it is refused for.
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"poNum": None}, "PoNum is required."),
    ({"poNum": "1700"}, "PoNum is Invalid."),
    ({"poNum": "17/48"}, "PoNum is Invalid."),
    ({"poNum": "1754"}, "PoNum is Invalid. The order is closed."),
    ({"poNum": "1755"}, "PoNum is Invalid. The order is cancelled."),
    ({"POITTYPE": None}, "POITTYPE is required."),
    ({"POITTYPE": "Part"}, "POITTYPE is Invalid. Part is not one of INVT PART, MRO, Services."),
    # Which part.
    (NO_PART, "part_no is required."),
    ({"part_no": None, "revision": None}, "part_no is required."),
    ({"part_no": "NONE"}, "part_no is Invalid."),
    ({"revision": None}, "revision is required."),
    ({"revision": "x"}, "revision is Invalid. Part 416-242424 has no such revision."),
    (part("416-110989", partmfgr="GENR"),
     "revision is Invalid. Part 416-110989 has no such revision."),
    ({**NO_PART, "uniq_key": "_45Z0YNRSS", "partmfgr": "GENR"}, "uniq_key is Invalid."),
    ({"uniq_key": "_45Z0YNRSS"}, "uniq_key is Invalid. It is not the key of part 416-242424."),
    ({**NO_PART, "mfgr_pt_no": "416-242424"}, "partmfgr is required."),
    ({**NO_PART, "mfgr_pt_no": "416", "partmfgr": "GENR"}, "mfgr_pt_no is Invalid."),
    ({**NO_PART, "mfgr_pt_no": "22-23-2041", "partmfgr": "MOLX"},
     "mfgr_pt_no is Invalid. It stands for more than one part."),
    # Which manufacturer.
    ({"uniqmfgrhd": None}, "UniqMfgrhd is required."),
    ({"uniqmfgrhd": "_45Z0YOITB"}, "UniqMfgrhd is Invalid."),
    ({"part_no": "BRKT-100"}, "UniqMfgrhd is Invalid."),
    ({"partmfgr": "MURA"}, "partmfgr is Invalid."),
    ({"mfgr_pt_no": "416"}, "mfgr_pt_no is Invalid."),
    (part("IC-OPA-2", partmfgr="MURA"), "partmfgr is Invalid."),
    (part("IC-OPA-2", partmfgr="TI", mfgr_pt_no="TSV912IDT"), "mfgr_pt_no is Invalid."),
    (part("CAP-0805-10U", partmfgr="NONAME"), "partmfgr is Invalid."),
    # What is no part.
    ({**MRO, "DESCRIPT": None}, "DESCRIPT is required."),
    ({**MRO, "DESCRIPT": "  "}, "DESCRIPT is required."),
    ({**MRO, "uniqmfgrhd": "_45Z0YOITA"}, "UniqMfgrhd is Invalid. MRO has no part master."),
    ({**MRO, "uniq_key": "_45Z0YNRSR"}, "uniq_key is Invalid. MRO has no part master."),
    ({**MRO, "POITTYPE": "services", "updatePLT": "true", "pur_ltime": "3 DY"},
     "updatePLT is Invalid. Services has no part master."),
    # Lists.
    ({"package": "BOX"}, ("package is Invalid. BOX is not one of AMMO BELT, BULK, CARTON, EACH, "
                         "REAM, REEL, TRAY, TUBE.")),
    ({"U_OF_MEAS": "IN"}, "U_OF_MEAS is Invalid. Part 416-242424 is counted in EACH."),
    ({"PUR_UOFM": "GAL"}, "PUR_UOFM is Invalid. GAL does not convert to EACH."),
    # Quantities.
    ({"ORD_QTY": "0"}, "ORD_QTY is Invalid. It must be above 0."),
    ({"ORD_QTY": "-1"}, "ORD_QTY is Invalid. -1 is not a number that fits."),
    ({"ORD_QTY": "NaN"}, "ORD_QTY is Invalid. NaN is not a number that fits."),
    ({"ORD_QTY": "1e3"}, "ORD_QTY is Invalid. 1e3 is not a number that fits."),
    ({"ORD_QTY": "1,5"}, "ORD_QTY is Invalid. 1,5 is not a number that fits."),
    ({"ORD_QTY": "1000000000"}, "ORD_QTY is Invalid. 1000000000 is not a number that fits."),
    ({"COSTEACH": "0.0000000001"}, "COSTEACH is Invalid. 0.0000000001 is not a number that fits."),
    ({"ORD_QTY": ["1"]}, "ORD_QTY is Invalid."),
    ({"ORD_QTY": "1.5"}, "ORD_QTY is Invalid. 1.5 must be whole: the item is bought in EACH."),
    ({"minorder": "0.5"}, "minorder is Invalid. 0.5 must be whole: the item is bought in EACH."),
    ({"ordmult": "2.5", "ORD_QTY": "5"},
     "ordmult is Invalid. 2.5 must be whole: the item is bought in EACH."),
    ({"PUR_UOFM": "DOZ", "ORD_QTY": "0.7"},
     "ORD_QTY is Invalid. It makes 8.4 EACH, which must be whole."),
    ({"minorder": "11"}, "ORD_QTY is Invalid. 10 is less than the minimum order of 11."),
    ({"minorder": "4", "ordmult": "4"},
     "ORD_QTY is Invalid. 10 is not the minimum order of 4 and a multiple of 4 above it."),
    (part("CAP-0805-100N", partmfgr="KEMT"),
     "ORD_QTY is Invalid. 10 is less than the minimum order of 4000."),
    (part("RELAY-24V", partmfgr="TE"),
     "ORD_QTY is Invalid. 10 is not the minimum order of 0 and a multiple of 25 above it."),
    # The rest.
    ({"TAX_PCT": "19"}, "TAX_PCT is Invalid. The item is not taxable."),
    ({"TAX_PCT": "101", "IS_TAX": "true"}, "TAX_PCT is Invalid. 101 is more than 100 %."),
    ({"overage": "101"}, "overage is Invalid. 101 is more than 100 %."),
    ({"IS_TAX": "perhaps"}, "IS_TAX is Invalid. It must be true or false."),
    ({"pur_ltime": "10"}, "pur_ltime is Invalid. It must be a number followed by DY, WK or MO."),
    ({"pur_ltime": "DY 10"},
     "pur_ltime is Invalid. It must be a number followed by DY, WK or MO."),
    ({"INSPEXCDT": "2026-11-07"},
     "INSPEXCDT is Invalid. 2026-11-07 is not a date like 11-22-2026."),
    ({"INSPEXCINIT": "A" * 9}, "INSPEXCINIT is Invalid. It is longer than 8 characters."),
    ({"supplierPartNumber": "A\x07"},
     "supplierPartNumber is Invalid. It holds a character that is no text."),
    ({"NOTE1": "A" * 32_001}, "NOTE1 is Invalid. It is longer than 32000 characters."),
    ({"ITEMNO": "001"}, "ITEMNO is Invalid. 001 is another item of the order."),
    ({"ITEMNO": "1"}, "ITEMNO is Invalid. 001 is another item of the order."),
    ({"ITEMNO": "0"}, "ITEMNO is Invalid."),
    ({"ITEMNO": "two"}, "ITEMNO is Invalid."),
    ({"ITEMNO": "²"}, "ITEMNO is Invalid."),
    ({"ITEMNO": "100000"}, "ITEMNO is Invalid."),
]  # fmt: skip

# What is asked instead of `ITEM`, and what the answer shows.
ADDED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"poNum": "000000000001748"}, {"PONUM": "1748"}),
    ({"poNum": " t0012"}, {"PONUM": "T12"}),
    ({"poNum": "1760"}, {"PONUM": "1760"}),
    ({"POITTYPE": "Invt Part"}, {"POITTYPE": "INVT PART"}),
    # Which part, which manufacturer.
    ({**NO_PART, "uniq_key": "_45Z0YNRSR", "partmfgr": "GENR"}, {"PART_NO": "416-242424"}),
    ({**NO_PART, "uniqmfgrhd": "_45Z0YOITA", "mfgr_pt_no": "416-242424"},
     {"PART_NO": "416-242424"}),
    ({**NO_PART, "mfgr_pt_no": "416-242424", "partmfgr": "GENR"}, {"UNIQMFGRHD": "_45Z0YOITA"}),
    (part("IC-OPA-2", mfgr_pt_no="TSV912IDT", ORD_QTY="200"), {"PARTMFGR": "ST"}),
    (part("IC-OPA-2", partmfgr="TI", ORD_QTY="100"), {"MFGR_PT_NO": "TLV9062IDR"}),
    (part("416-110989", "a", partmfgr="GENR"), {"MFGR_PT_NO": "416-110989-A"}),
    (part("BRKT-100", partmfgr="GENR"), {"REVISION": "", "DESCRIPT": "Bracket 100"}),
    # What the part master says where nothing is said.
    (part("RES-0603-10K", partmfgr="YAGE"),
     {"PUR_UOFM": "REEL", "U_OF_MEAS": "EACH", "S_ORD_QTY": 50_000, "PACKAGE": "REEL",
      "minorder": 2, "ordmult": 2, "PART_CLASS": "RES", "PART_TYPE": "SMT"}),
    (part("RES-0603-10K", partmfgr="YAGE", PUR_UOFM="EACH", minorder="0", ordmult="1"),
     {"PUR_UOFM": "EACH", "S_ORD_QTY": 10}),
    (part("IC-MCU-32", "A", partmfgr="ST", ORD_QTY="480"), {"FIRSTARTICLE": True}),
    (part("IC-MCU-32", "A", partmfgr="ST", ORD_QTY="160", FIRSTARTICLE="no"),
     {"FIRSTARTICLE": False}),
    (part("WIRE-075-RD", partmfgr="LAPP", ORD_QTY="0.5", ordmult="0.25"), {"ORD_QTY": 0.5}),
    (part("TAPE-KAP", partmfgr="3M", ORD_QTY="2.5"), {"S_ORD_QTY": 7.5, "PUR_UOFM": "YARD"}),
    ({"PUR_UOFM": "DOZ", "ORD_QTY": "3"}, {"S_ORD_QTY": 36}),
    # What is no part.
    (MRO, {"POITTYPE": "MRO", "UNIQ_KEY": "", "UNIQMFGRHD": "", "DESCRIPT": "Blade",
           "U_OF_MEAS": "EACH", "PACKAGE": "EACH"}),
    ({**MRO, "part_no": "NONE", "revision": "9", "partmfgr": "ANY", "mfgr_pt_no": "B-250",
      "updatePLT": "false"},
     {"PART_NO": "NONE", "REVISION": "9", "PARTMFGR": "ANY", "MFGR_PT_NO": "B-250"}),
    ({**MRO, "POITTYPE": "SERVICES", "U_OF_MEAS": "LOT", "ORD_QTY": "0.5"},
     {"POITTYPE": "Services", "PUR_UOFM": "LOT", "S_ORD_QTY": 0.5}),
    # The rest.
    ({"pur_ltime": "10DY"}, {"pur_ltime": 10, "pur_lunit": "DY"}),
    ({"pur_ltime": "1 mo"}, {"pur_ltime": 1, "pur_lunit": "MO"}),
    ({"INSPEXCDT": "nov-07-2026"}, {"INSPEXCDT": "2026-11-07T00:00:00"}),
    ({"INSPEXCEPTION": "no"}, {"INSPEXCEPT": False, "INSPEXCEPTION": ""}),
    ({"INSPEXCEPTION": "CERTIFIED"}, {"INSPEXCEPT": True, "INSPEXCEPTION": "CERTIFIED"}),
    ({"minorder": "4", "ordmult": "3"}, {"ORD_QTY": 10}),
    ({"ITEMNO": "12345"}, {"ITEMNO": "12345"}),
    ({"overage": "0"}, {"OVERAGE": 0}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "reason"), REFUSED, ids=[str(at) for at in range(len(REFUSED))])
def test_a_rule_that_is_broken_is_named(
    standing_manex: ManexErp, asked: dict[str, Any], reason: str
) -> None:
    assert standing_manex.not_added(**asked) == reason


def test_what_keeps_to_the_rules_is_added(manex: ManexErp) -> None:
    for asked, shown in ADDED:
        added = manex.add(**asked)
        assert {name: added[name] for name in shown} == shown


def test_a_refusal_changes_nothing(manex: ManexErp) -> None:
    before = manex.items("1748"), manex.order("1748"), manex.part(partnum="416-242424")

    flags = dict.fromkeys(("updatePLT", "updateMaterialCost", "updateTargetPrice"), "true")
    assert manex.not_added(**flags, pur_ltime="3 DY", COSTEACH="9", ITEMNO="001")

    assert (manex.items("1748"), manex.order("1748"), manex.part(partnum="416-242424")) == before


def test_item_numbers_go_on_behind_the_last(manex: ManexErp) -> None:
    assert [manex.add()["ITEMNO"] for _ in range(2)] == ["002", "003"]
    assert manex.add(ITEMNO="20")["ITEMNO"] == "020"
    assert manex.add()["ITEMNO"] == "021"
    assert manex.add(ITEMNO="004")["ITEMNO"] == "004"
    assert manex.add(ITEMNO="99999")["ITEMNO"] == "99999"
    assert manex.not_added() == "ITEMNO is required."
    assert manex.add(poNum="1759")["ITEMNO"] == "001"


def test_an_update_flag_writes_what_is_given_to_the_part_master(manex: ManexErp) -> None:
    def master() -> tuple[Any, ...]:
        told = manex.part(uniqkey="_45Z0YNRSR")
        (maker,) = told["InvtmfHdList"]
        names = ("Pur_Ltime", "Pur_Lunit", "Minord", "Ordmult", "Matl_Cost")
        return (*(told[name] for name in names), maker["TARGETPRICE"])

    given = {"pur_ltime": "3 WK", "minorder": "5", "ordmult": "5", "COSTEACH": "0.75"}
    manex.add(**given)
    assert master() == (0, "", 0, 0, 0, 0)

    manex.add(**given, updatePLT="1")
    assert master() == (3, "WK", 0, 0, 0, 0)
    manex.add(**given, updateMinOrdMult="1")
    assert master() == (3, "WK", 5, 5, 0, 0)
    manex.add(**given, updateMaterialCost="1")
    assert master() == (3, "WK", 5, 5, 0.75, 0)
    added = manex.add(**given, updateTargetPrice="1")
    assert master() == (3, "WK", 5, 5, 0.75, 0.75)
    assert added["Targetprice"] == 0.75

    # What is not given stands, and the new minimum is the rule from now on.
    flags = ("updatePLT", "updateMinOrdMult", "updateMaterialCost", "updateTargetPrice")
    manex.add(**dict.fromkeys(flags, "1"))
    assert master() == (3, "WK", 5, 5, 0.75, 0.75)
    assert manex.not_added(ORD_QTY="7").startswith("ORD_QTY is Invalid. 7 is not the minimum")


def test_the_sample_without_a_quantity_orders_none(manex: ManexErp) -> None:
    assert manex.ok(ADD, **SAMPLE)["ORD_QTY"] == 0
    assert manex.ok(ADD, **SAMPLE, minorder="7", ordmult="3")["ORD_QTY"] == 0


def test_the_order_tells_its_sums_and_its_changes(manex: ManexErp) -> None:
    before = manex.order("1748")
    assert (before["POTOTAL"], before["POTAX"]) == (52.8, 0)

    manex.add(ORD_QTY="3", COSTEACH="0.105", IS_TAX="true", TAX_PCT="8.25")
    manex.add(ORD_QTY="3", COSTEACH="7", LCANCEL="true")

    after = manex.order("1748")
    assert (after["POTOTAL"], after["POTAX"]) == (53.1409875, 0.0259875)
    assert after["POCHANGES"].split("\n")[1:] == [
        "Item 002 added by User: APIUSER, on 11/22/2026 12:00:00, PO Total: $53.14",
        "Item 003 added by User: APIUSER, on 11/22/2026 12:00:00, PO Total: $53.14",
    ]
