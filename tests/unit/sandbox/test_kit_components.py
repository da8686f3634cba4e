"""Which components a kit takes, how many, and from where (contracts.md E2.2 to E2.7)."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantRow, PlantSerial
from tests.unit.sandbox.books import disagreements, snapshot
from tests.unit.sandbox.erp import Erp, Serve, component
from tests.unit.sandbox.toy import toy_plant

PUMP = {
    "SERIAL_NUMBER": "000343",
    "COMPONENTS": [{"COMPONENT_ID": "MOTOR003", "SERIAL_NUMBER": "GC00003990"}],
}


def test_a_pump_takes_its_rows_in_effect_phantoms_resolved(erp: Erp) -> None:
    body = erp.kit("PUMP002", **PUMP)

    assert [(line["COMPONENT_ID"], line["KIT_QTY"]) for line in body["COMPONENTS"]] == [
        ("MOTOR003", "1"),
        ("MOUNT007", "1"),
        ("BOLT-M8X30", "6"),
        ("BOLT-M6X20", "6"),
        ("IMPELLER-110", "1"),
        ("VOLUTE-80", "1"),
        ("SEAL-22", "1"),
        ("ORING-45", "2"),
        ("GASKET-80", "1"),
        ("PAINT-5015", "0.12"),
        ("NAMEPLATE-P2", "1"),
        ("CABLE-3G15", "1.5"),
    ]
    assert component(body, "MOTOR003")["STORES_CODE"] == "MA"
    assert component(body, "MOTOR003")["SERIAL_NUMBER"] == "GC00003990"
    assert disagreements(erp) == []


def test_the_effective_date_decides_which_rows_count(erp: Erp) -> None:
    # By then no lot is left.
    late = erp.no_kit("PUMP002", EFFECTIVE_DATE="2099-01-01", **PUMP)
    early = erp.kit("PUMP002", EFFECTIVE_DATE="2019-12-31", **PUMP)

    assert component(early, "GASKET-80P")["KIT_QTY"] == "1"
    assert late.startswith("STOCK_SHORT: COMPONENT_ID MOUNT007")


def test_first_and_last_day_of_a_row_count(serve: Serve) -> None:
    row = PlantRow("TOY", "0010", "PIN", "1", start="2026-11-20", end="2026-11-22")
    erp = serve(toy_plant(rows=[row]))

    for day in ("2026-11-20", "2026-11-22"):
        erp.kit("TOY", EFFECTIVE_DATE=day)
    for day in ("2026-11-19", "2026-11-23"):
        refusal = erp.no_kit("TOY", EFFECTIVE_DATE=day)
        assert refusal == (
            f"BILL_MISSING: The bill of material of ASSEMBLY_ID TOY has no row in effect on {day}."
        )


def test_scrap_is_added_when_asked_and_whole_units_round_up(erp: Erp) -> None:
    body = erp.kit("PUMP002", INCLUDE_SCRAP="Y", **PUMP)

    assert body["INCLUDE_SCRAP"] == "Y"
    assert component(body, "ORING-45")["KIT_QTY"] == "3"  # 2 x 1.02
    assert component(body, "PAINT-5015")["KIT_QTY"] == "0.132"
    assert component(body, "CABLE-3G15")["KIT_QTY"] == "1.575"


def test_phantoms_multiply_through_all_levels(erp: Erp) -> None:
    body = erp.kit(
        "SKID-200",
        COMPLETED_QTY="2",
        COMPONENTS=[
            {"COMPONENT_ID": "PUMP002", "SERIAL_NUMBER": "000338,000339"},
            {"COMPONENT_ID": "CTRL-100", "SERIAL_NUMBER": "C100-0011:C100-0012"},
        ],
    )

    assert component(body, "BOLT-M12X40")["KIT_QTY"] == "16"
    assert component(body, "WASHER-12")["KIT_QTY"] == "32"
    assert component(body, "ANCHOR-16")["KIT_QTY"] == "8"
    assert component(body, "HOSE-19")["KIT_QTY"] == "6.4"
    assert component(body, "CTRL-100")["LOT_ID"] == "C-501"
    assert disagreements(erp) == []


def test_a_phantom_passes_its_scrap_on(serve: Serve) -> None:
    rows = [
        PlantRow("TOY", "0010", "SET", "3", scrap="0.5", phantom=True),
        PlantRow("SET", "0010", "PIN", "0.4", scrap="0.1"),
    ]
    parts = [PlantPart("SET", "Set")]
    erp = serve(toy_plant(rows=rows, parts=parts, pin=PlantPart("PIN", "Pin", unit="KG")))

    assert component(erp.kit("TOY"), "PIN")["KIT_QTY"] == "1.2"
    assert component(erp.kit("TOY", INCLUDE_SCRAP="Y"), "PIN")["KIT_QTY"] == "1.98"


def test_each_row_rounds_up_and_rows_of_one_component_are_one_issue(serve: Serve) -> None:
    rows = [
        PlantRow("TOY", "0010", "PIN", "0.4"),
        PlantRow("TOY", "0020", "PIN", "0.4"),
        PlantRow("TOY", "0030", "PIN", "0"),
    ]
    erp = serve(toy_plant(rows=rows))

    body = erp.kit("TOY")

    assert component(body, "PIN")["KIT_QTY"] == "2"
    assert component(body, "PIN")["PART_AMT"] == "2.00"
    assert erp.on_hand("PIN") == "98"


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([PlantRow("TOY", "0010", "TOY", "1")], "TOY contains TOY"),
        ([PlantRow("TOY", "0010", "TOY", "1", phantom=True)], "TOY contains TOY"),
        (
            [
                PlantRow("TOY", "0010", "SET", "1", phantom=True),
                PlantRow("SET", "0010", "SET-2", "1", phantom=True),
                PlantRow("SET-2", "0010", "SET", "1", phantom=True),
            ],
            "SET-2 contains SET",
        ),
    ],
)
def test_a_bill_that_contains_itself_is_refused(
    serve: Serve, rows: list[PlantRow], where: str
) -> None:
    erp = serve(toy_plant(rows=rows, parts=[PlantPart("SET", ""), PlantPart("SET-2", "")]))

    assert erp.no_kit("TOY") == (
        f"BILL_LOOPS: The bill of material of ASSEMBLY_ID TOY loops: {where}."
    )


@pytest.mark.parametrize(("levels", "rows_a_level"), [(20, 2), (150, 1)], ids=["wide", "deep"])
def test_a_bill_without_an_end_is_refused(serve: Serve, levels: int, rows_a_level: int) -> None:
    names = ["TOY", *(f"SET-{number}" for number in range(levels))]
    rows = [
        PlantRow(above, str(item), below, "1", phantom=True)
        for above, below in pairwise(names)
        for item in range(rows_a_level)
    ]
    rows.append(PlantRow(names[-1], "0010", "PIN", "1"))
    erp = serve(toy_plant(rows=rows, parts=[PlantPart(name, "") for name in names[1:]]))

    assert erp.no_kit("TOY") == ("BILL_LOOPS: The bill of material of ASSEMBLY_ID TOY has no end.")


def test_short_stock_is_refused_with_what_is_needed_and_there(standing: Erp) -> None:
    before = snapshot(standing)

    refusal = standing.no_kit("GEAR-21", COMPLETED_QTY="2")

    assert refusal == (
        "STOCK_SHORT: COMPONENT_ID PINION-12 is short: 6 needed, 2 on hand in stores MS."
    )
    assert snapshot(standing) == before


def test_kit_stores_of_the_request_come_before_those_of_the_bill(standing: Erp) -> None:
    refusal = standing.no_kit("PUMP002", KIT_STORES="QI", **PUMP)

    assert refusal == (
        "STOCK_SHORT: COMPONENT_ID MOTOR003 is short: 1 needed, 0 on hand in stores QI."
    )


def test_components_come_from_the_location_named_or_their_only_one(erp: Erp) -> None:
    body = erp.kit(
        "MOTOR003",
        SERIAL_NUMBER="GC00004057",
        COMPONENTS=[
            {"COMPONENT_ID": "PCB-DRV", "STOCK_LOCATION": "ISLE 10/SHELF 2"},
            {"COMPONENT_ID": "SEAL-22", "STOCK_LOCATION": "ISLE 12/SHELF 1"},
        ],
    )

    assert component(body, "PCB-DRV")["STOCK_LOCATION"] == "ISLE 10/SHELF 2"
    assert component(body, "PCB-DRV")["MULTI_LOC"] == "Y"
    assert component(body, "SEAL-22")["MULTI_LOC"] == "N"
    assert erp.places("PCB-DRV")["ISLE 10/SHELF 2"] == "39"
    assert erp.on_hand("PCB-DRV") == "1351"


@pytest.mark.parametrize(
    ("quantity", "location"),
    [("12", "ISLE 9/SHELF 1"), ("13", "ISLE 9/SHELF 3"), ("41", "ISLE 9/SHELF 3")],
)
def test_without_a_location_the_first_on_the_way_that_holds_enough_is_taken(
    erp: Erp, quantity: str, location: str
) -> None:
    serials = f"N0001:N{int(quantity):04d}"

    body = erp.kit("MOTOR003", COMPLETED_QTY=quantity, SERIAL_NUMBER=serials)

    assert component(body, "PCB-DRV")["STOCK_LOCATION"] == location
    assert disagreements(erp) == []


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        ({"COMPONENT_ID": "SEAL-22", "STOCK_LOCATION": "ISLE 1/SHELF 1"},
         ("LOCATION_REFUSED: COMPONENT_ID SEAL-22 is not in STOCK_LOCATION ISLE 1/SHELF 1 of "
          "stores MS.")),
        ({"COMPONENT_ID": "PCB-DRV", "STOCK_LOCATION": "ISLE 1/SHELF 1"},
         ("LOCATION_REFUSED: COMPONENT_ID PCB-DRV is not in STOCK_LOCATION ISLE 1/SHELF 1 of "
          "stores MS.")),
        ({"COMPONENT_ID": "HSG-90", "STOCK_LOCATION": "ISLE 2/SHELF 1"},
         ("STOCK_SHORT: COMPONENT_ID HSG-90 is short: 31 needed, 30 on hand in "
          "STOCK_LOCATION ISLE 2/SHELF 1 of stores MS.")),
        ({"COMPONENT_ID": "WIND-24V", "LOT_ID": "NO-LOT"},
         "LOT_REFUSED: COMPONENT_ID WIND-24V: LOT_ID NO-LOT does not exist."),
        ({"COMPONENT_ID": "WIND-24V", "LOT_ID": "24B-118"},
         "LOT_REFUSED: COMPONENT_ID WIND-24V: LOT_ID 24B-118 does not exist."),
        ({"COMPONENT_ID": "WIND-24V", "LOT_ID": "W-2190"},
         "LOT_NOT_ACTIVE: COMPONENT_ID WIND-24V: LOT_ID W-2190 is on hold."),
        ({"COMPONENT_ID": "WIND-24V", "LOT_ID": "W-2101"},
         "LOT_NOT_ACTIVE: COMPONENT_ID WIND-24V: LOT_ID W-2101 is closed."),
        ({"COMPONENT_ID": "WIND-24V", "LOT_ID": "W-1980"},
         "LOT_EXPIRED: COMPONENT_ID WIND-24V: LOT_ID W-1980 expired on 2026-10-31."),
        ({"COMPONENT_ID": "WIND-24V", "LOT_ID": "W-2207"},
         ("STOCK_SHORT: COMPONENT_ID WIND-24V is short: 31 needed, 9 on hand in LOT_ID W-2207 of "
          "stores MS.")),
        ({"COMPONENT_ID": "BRG-6204", "LOT_ID": "24D-001"},
         ("STOCK_SHORT: COMPONENT_ID BRG-6204 is short: 62 needed, 0 on hand in LOT_ID 24D-001 of "
          "stores MS.")),
        ({"COMPONENT_ID": "MAG-N42", "LOT_ID": "M-0940", "STOCK_LOCATION": "ISLE 5/SHELF 2"},
         ("STOCK_SHORT: COMPONENT_ID MAG-N42 is short: 124 needed, 0 on hand in LOT_ID M-0940, "
          "STOCK_LOCATION ISLE 5/SHELF 2 of stores MS.")),
        ({"COMPONENT_ID": "SEAL-22", "LOT_ID": "L1"},
         "VALUE_NOT_WANTED: COMPONENT_ID SEAL-22 is not lot-controlled: LOT_ID L1."),
        ({"COMPONENT_ID": "SEAL-22", "SERIAL_NUMBER": "S1"},
         "VALUE_NOT_WANTED: COMPONENT_ID SEAL-22 is not serial-controlled: SERIAL_NUMBER S1."),
        ({"COMPONENT_ID": "VOLUTE-80"},
         "COMPONENT_NOT_ISSUED: COMPONENT_ID VOLUTE-80 is not issued by a kit of MOTOR003."),
        ({"COMPONENT_ID": "NO-PART"},
         "COMPONENT_NOT_ISSUED: COMPONENT_ID NO-PART is not issued by a kit of MOTOR003."),
    ],
)  # fmt: skip
def test_what_can_not_be_taken_is_named(standing: Erp, entry: dict[str, str], refusal: str) -> None:
    fields = {"COMPLETED_QTY": "31", "SERIAL_NUMBER": "N01:N31"}

    assert standing.no_kit("MOTOR003", COMPONENTS=[entry], **fields) == refusal


def test_a_component_is_named_once(standing: Erp) -> None:
    entry = {"COMPONENT_ID": "SEAL-22"}

    refusal = standing.no_kit("MOTOR003", SERIAL_NUMBER="N1", COMPONENTS=[entry, entry])

    assert refusal == "COMPONENT_TWICE: COMPONENT_ID SEAL-22 stands twice in COMPONENTS."


def test_phantoms_and_rows_out_of_effect_are_not_issued(standing: Erp) -> None:
    for part_id in ("SEALKIT-22", "FLOWSENS-2", "GASKET-80P"):
        named = {**PUMP, "COMPONENTS": [{"COMPONENT_ID": part_id}]}
        assert standing.no_kit("PUMP002", **named).startswith("COMPONENT_NOT_ISSUED")


@pytest.mark.parametrize(
    ("quantity", "bearings", "windings", "grease"),
    [("1", "24C-007", "W-2207", "G-77"), ("5", "24B-118", "W-2207", "G-78"),
     ("10", "24B-118", "W-2215", "G-78"), ("330", "24A-090", "W-2215", "G-78")],
)  # fmt: skip
def test_the_first_lot_to_expire_that_holds_enough_is_taken(
    erp: Erp, quantity: str, bearings: str, windings: str, grease: str
) -> None:
    body = erp.kit("MOTOR003", COMPLETED_QTY=quantity, SERIAL_NUMBER=f"N0001:N{int(quantity):04d}")

    assert component(body, "BRG-6204")["LOT_ID"] == bearings
    assert component(body, "WIND-24V")["LOT_ID"] == windings
    assert component(body, "GREASE-L2")["LOT_ID"] == grease
    assert disagreements(erp) == []


def test_a_lot_lasts_to_the_end_of_its_last_day(serve: Serve) -> None:
    pin = PlantPart("PIN", "Pin", lot_controlled=True)
    erp = serve(toy_plant(pin=pin, places=(), lots=[PlantLot("PIN", "L1", 3, "50", "BIN 1")]))

    body = erp.kit("TOY", EFFECTIVE_DATE="2026-11-25")
    refusal = erp.no_kit("TOY", EFFECTIVE_DATE="2026-11-26")
    named = erp.no_kit(
        "TOY", EFFECTIVE_DATE="2026-11-26", COMPONENTS=[{"COMPONENT_ID": "PIN", "LOT_ID": "L1"}]
    )

    assert component(body, "PIN")["LOT_ID"] == "L1"
    assert refusal == (
        "STOCK_SHORT: COMPONENT_ID PIN is short: 1 needed, 0 on hand at most in any one lot and "
        "location of stores MS."
    )
    assert named == "LOT_EXPIRED: COMPONENT_ID PIN: LOT_ID L1 expired on 2026-11-25."


def test_lots_without_an_expiry_come_last_and_a_lot_is_not_put_together(serve: Serve) -> None:
    pin = PlantPart("PIN", "Pin", lot_controlled=True)
    lots = [
        PlantLot("PIN", "A-NEVER", None, "50", "BIN 1"),
        PlantLot("PIN", "B-LATE", 400, "2", "BIN 1"),
        PlantLot("PIN", "C-SOON", 20, "3", "BIN 1"),
    ]
    places = [PlantPlace("PIN", "BIN 2", "3", lot_id="C-SOON")]
    erp = serve(toy_plant(pin=pin, lots=lots, places=places))

    taken = [component(erp.kit("TOY", COMPLETED_QTY=count), "PIN") for count in "4321112"]

    assert [(line["LOT_ID"], line["STOCK_LOCATION"]) for line in taken] == [
        ("A-NEVER", "BIN 1"),
        ("C-SOON", "BIN 1"),
        ("C-SOON", "BIN 2"),
        ("C-SOON", "BIN 2"),
        ("B-LATE", "BIN 1"),
        ("B-LATE", "BIN 1"),
        ("A-NEVER", "BIN 1"),
    ]
    assert disagreements(erp) == []


def test_a_named_lot_is_taken_from_the_location_named(erp: Erp) -> None:
    entry = {"COMPONENT_ID": "MAG-N42", "LOT_ID": "M-0940", "STOCK_LOCATION": "ISLE 5/SHELF 3"}

    body = erp.kit("MOTOR003", SERIAL_NUMBER="N1", COMPONENTS=[entry])

    line = component(body, "MAG-N42")
    assert (line["LOT_ID"], line["STOCK_LOCATION"]) == ("M-0940", "ISLE 5/SHELF 3")
    assert erp.lots("MAG-N42")["M-0940"] == "796"
    assert erp.places("MAG-N42")["ISLE 5/SHELF 3"] == "796"
    assert disagreements(erp) == []


def test_issued_serial_numbers_leave_the_stores_with_the_reference(erp: Erp) -> None:
    erp.kit("PUMP002", REFERENCE="KB0PUMP000", **PUMP)

    record = erp.serial("MOTOR003", "GC00003990")
    assert (record["SN_STATUS"], record["REFERENCE"]) == ("I", "KB0PUMP000")
    assert (record["STORES_CODE"], record["STOCK_LOCATION"]) == ("", "")
    assert (record["FROM_STORES"], record["FROM_LOCATION"]) == ("MA", "ISLE 3/SHELF 2")
    assert erp.on_hand("MOTOR003", "MA") == "9"
    refusal = erp.no_kit("PUMP002", **{**PUMP, "SERIAL_NUMBER": "000344"})
    assert refusal == (
        "SERIAL_NOT_IN_STOCK: COMPONENT_ID MOTOR003: SERIAL_NUMBER GC00003990 is not in stock in "
        "stores MA."
    )


@pytest.mark.parametrize(
    "serial", ["GC00003981", "GC00003960", "GC00003970", "GC00003971", "GC99999999", "000338"]
)
def test_a_serial_number_that_is_not_in_those_stores_is_named(standing: Erp, serial: str) -> None:
    named = {**PUMP, "COMPONENTS": [{"COMPONENT_ID": "MOTOR003", "SERIAL_NUMBER": serial}]}

    assert standing.no_kit("PUMP002", **named) == (
        f"SERIAL_NOT_IN_STOCK: COMPONENT_ID MOTOR003: SERIAL_NUMBER {serial} is not in stock in "
        "stores MA."
    )


@pytest.mark.parametrize(
    ("serials", "named"), [("", "0"), ("GC00003990,GC00003991", "2")], ids=["none", "too many"]
)
def test_as_many_serial_numbers_as_pieces(standing: Erp, serials: str, named: str) -> None:
    entry = {"COMPONENT_ID": "MOTOR003", "SERIAL_NUMBER": serials}

    refusal = standing.no_kit("PUMP002", SERIAL_NUMBER="000343", COMPONENTS=[entry])

    assert refusal == (
        f"SERIAL_COUNT: COMPONENT_ID MOTOR003 wants 1 serial numbers, SERIAL_NUMBER names {named}."
    )
    assert standing.no_kit("PUMP002", SERIAL_NUMBER="000343").startswith("SERIAL_COUNT")


def test_a_component_s_serial_list_must_be_one(standing: Erp) -> None:
    for text, code in (("A2:A1", "VALUE_MALFORMED"), ("A1,A1", "SERIAL_TWICE")):
        named = {**PUMP, "COMPONENTS": [{"COMPONENT_ID": "MOTOR003", "SERIAL_NUMBER": text}]}
        refusal = standing.no_kit("PUMP002", **named)
        assert refusal.startswith(f"{code}: COMPONENT_ID MOTOR003: SERIAL_NUMBER: A")


def motors_in(*locations: tuple[str, str, str]) -> dict[str, Any]:
    """A toy plant whose PINs are serial-controlled: serial number, location and lot of each."""
    return {
        "pin": PlantPart(
            "PIN", "Pin", serial_controlled=True, lot_controlled=any(lot for *_, lot in locations)
        ),
        "places": (),
        "serials": [PlantSerial("PIN", one, where, "MS", lot) for one, where, lot in locations],
        "lots": [
            PlantLot("PIN", lot, 30, "0", "BIN 1")
            for lot in sorted({lot for *_, lot in locations if lot})
        ],
    }


def test_serial_numbers_decide_the_location(serve: Serve) -> None:
    erp = serve(
        toy_plant(**motors_in(("P1", "BIN 1", ""), ("P2", "BIN 2", ""), ("P3", "BIN 2", "")))
    )

    refusal = erp.no_kit("TOY", COMPONENTS=[
        {"COMPONENT_ID": "PIN", "SERIAL_NUMBER": "P1", "STOCK_LOCATION": "BIN 2"}])  # fmt: skip
    two = erp.kit("TOY", COMPLETED_QTY="2", COMPONENTS=[
        {"COMPONENT_ID": "PIN", "SERIAL_NUMBER": "P1:P2"}])  # fmt: skip
    one = erp.kit("TOY", COMPONENTS=[
        {"COMPONENT_ID": "PIN", "SERIAL_NUMBER": "P3", "STOCK_LOCATION": "BIN 2"}])  # fmt: skip

    assert refusal == (
        "LOCATION_REFUSED: COMPONENT_ID PIN: SERIAL_NUMBER P1 lies in BIN 1, not in STOCK_LOCATION "
        "BIN 2."
    )
    assert component(two, "PIN")["STOCK_LOCATION"] == ""
    assert component(one, "PIN")["STOCK_LOCATION"] == "BIN 2"
    assert erp.places("PIN") == {"BIN 1": "0", "BIN 2": "0"}
    assert disagreements(erp) == []


def test_serial_numbers_decide_the_lot(serve: Serve) -> None:
    plant = motors_in(("P1", "BIN 1", "L1"), ("P2", "BIN 1", "L2"), ("P3", "BIN 1", "L2"))
    erp = serve(toy_plant(**plant))

    mixed = erp.no_kit("TOY", COMPLETED_QTY="2", COMPONENTS=[
        {"COMPONENT_ID": "PIN", "SERIAL_NUMBER": "P1:P2"}])  # fmt: skip
    other = erp.no_kit("TOY", COMPONENTS=[
        {"COMPONENT_ID": "PIN", "SERIAL_NUMBER": "P1", "LOT_ID": "L2"}])  # fmt: skip
    late = erp.no_kit("TOY", EFFECTIVE_DATE="2027-01-01", COMPONENTS=[
        {"COMPONENT_ID": "PIN", "SERIAL_NUMBER": "P1"}])  # fmt: skip
    body = erp.kit("TOY", COMPLETED_QTY="2", COMPONENTS=[
        {"COMPONENT_ID": "PIN", "SERIAL_NUMBER": "P2:P3", "LOT_ID": "L2"}])  # fmt: skip

    assert mixed == "LOT_REFUSED: COMPONENT_ID PIN: the serial numbers are of several lots: L1, L2."
    assert other == "LOT_REFUSED: COMPONENT_ID PIN: SERIAL_NUMBER P1 is of lot L1, not LOT_ID L2."
    assert late == "LOT_EXPIRED: COMPONENT_ID PIN: LOT_ID L1 expired on 2026-12-22."
    assert component(body, "PIN")["LOT_ID"] == "L2"
    assert erp.lots("PIN") == {"L1": "1", "L2": "0"}
    assert disagreements(erp) == []


def test_all_or_nothing_also_where_the_last_rule_breaks(standing: Erp) -> None:
    before = snapshot(standing)

    standing.no_kit("MOTOR003", SERIAL_NUMBER="N1", BATCH_NUMBER="999999")
    standing.no_kit("COAT-2K", ASSEMBLY_LOT="CK-01", EXPIRE_DATE="2030-01-01")

    assert snapshot(standing) == before


def test_stock_goes_to_zero_and_no_further(serve: Serve) -> None:
    erp = serve(toy_plant(pin=PlantPart("PIN", "Pin", unit="KG"),
                          rows=[PlantRow("TOY", "0010", "PIN", "33.333333333")]))  # fmt: skip

    erp.kit("TOY", COMPLETED_QTY="3")

    assert Decimal(erp.on_hand("PIN")) == Decimal("0.000000001")
    assert erp.no_kit("TOY").startswith("STOCK_SHORT")


def test_a_part_amount_is_quantity_times_standard_cost(erp: Erp) -> None:
    body = erp.kit("MOTOR003", COMPLETED_QTY="5", SERIAL_NUMBER="N1:N5")

    assert component(body, "BRG-6204")["PART_AMT"] == "34.50"
    assert component(body, "GREASE-L2")["PART_AMT"] == "1.39"
