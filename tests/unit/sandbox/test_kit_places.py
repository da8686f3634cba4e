"""From which stores, location and lot a component is taken (contracts.md E2.4, E2.5, E2.7)."""

from decimal import Decimal

import pytest

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantRow
from tests.unit.sandbox.books import disagreements
from tests.unit.sandbox.erp import PUMP, Erp, Serve, component
from tests.unit.sandbox.toy import toy_plant


def test_short_stock_is_refused_with_what_is_needed_and_there(standing: Erp) -> None:
    refusal = standing.no_kit("GEAR-21", COMPLETED_QTY="2")

    assert refusal == (
        "STOCK_SHORT: COMPONENT_ID PINION-12 is short: 6 needed, 2 on hand in stores MS."
    )


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


def test_all_or_nothing_also_where_the_last_rule_breaks(standing: Erp) -> None:
    """Its books stay untouched, and `standing` sees to that."""
    standing.no_kit("MOTOR003", SERIAL_NUMBER="N1", BATCH_NUMBER="999999")
    standing.no_kit("COAT-2K", ASSEMBLY_LOT="CK-01", EXPIRE_DATE="2030-01-01")


def test_stock_goes_to_zero_and_no_further(serve: Serve) -> None:
    erp = serve(toy_plant(pin=PlantPart("PIN", "Pin", unit="KG"),
                          rows=[PlantRow("TOY", "0010", "PIN", "33.333333333")]))  # fmt: skip

    erp.kit("TOY", COMPLETED_QTY="3")

    assert Decimal(erp.on_hand("PIN")) == Decimal("0.000000001")
    assert erp.no_kit("TOY").startswith("STOCK_SHORT")
