"""Serial numbers of components (contracts.md E2.6)."""

from typing import Any

import pytest

from app.sandbox.plant import PlantLot, PlantPart, PlantSerial
from tests.unit.sandbox.books import disagreements
from tests.unit.sandbox.erp import PUMP, Erp, Serve, component
from tests.unit.sandbox.toy import toy_plant


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
