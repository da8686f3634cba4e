"""What is completed, when, under which codes and in which batch (contracts.md E2.1, E2.8, E2.9)."""

import pytest

from app.sandbox.plant import PlantPart
from tests.unit.sandbox.books import disagreements
from tests.unit.sandbox.erp import Erp, Serve, component
from tests.unit.sandbox.toy import toy_plant


def test_quantity_dates_and_stores_have_defaults(erp: Erp) -> None:
    body = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057")

    assert body["COMPLETED_QTY"] == "1"
    assert body["ACTION_DATE"] == body["EFFECTIVE_DATE"] == "2026-11-22"
    assert body["TO_STORES"] == "MA"
    assert body["TO_LOCATION"] == "ISLE 3/SHELF 2"
    assert body["INCLUDE_SCRAP"] == "N"


def test_the_effective_date_follows_the_action_date(erp: Erp) -> None:
    body = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057", ACTION_DATE="2026-11-20")

    assert (body["ACTION_DATE"], body["EFFECTIVE_DATE"]) == ("2026-11-20", "2026-11-20")


@pytest.mark.parametrize(
    "quantity",
    ["0", "0.0", "-1", "five", "NaN", "Infinity", "1e9", "1E1", "1000000000", "0x10", "1,5",
     "0.0000000001", "2.5", "9" * 400],
)  # fmt: skip
def test_a_quantity_that_can_not_be_is_refused_with_its_value(standing: Erp, quantity: str) -> None:
    refusal = standing.no_kit("GEAR-21", COMPLETED_QTY=quantity)

    assert refusal.startswith(f"QUANTITY_REFUSED: COMPLETED_QTY {quantity[:50]}")


@pytest.mark.parametrize("quantity", [2, 2.0, "2", "2.0", " 2 ", "002"])
def test_a_whole_quantity_may_come_in_any_dress(erp: Erp, quantity: object) -> None:
    body = erp.kit("MOTOR003", COMPLETED_QTY=quantity, SERIAL_NUMBER="GC00004057:GC00004058")

    assert body["COMPLETED_QTY"] == "2"


def test_json_numbers_keep_their_digits(erp: Erp) -> None:
    request = (
        '{"ASSEMBLY_ID": "HOSE-CUT", "COMPLETED_QTY": 0.1000000, "DEPARTMENT": 0, "ACCOUNT": 300,'
        f' "AUTH_TOKEN": "{erp.token}"}}'
    )

    body = erp.post_body("backflush-kit-issue-create", request.encode()).json()

    assert body["COMPLETED_QTY"] == "0.1"
    assert (body["DEPARTMENT"], body["ACCOUNT"]) == ("0", "300")
    assert component(body, "HOSE-19")["KIT_QTY"] == "0.102"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"ASSEMBLY_ID": "NOTHING"}, "VALUE_UNKNOWN: ASSEMBLY_ID NOTHING is unknown."),
        ({"DEPARTMENT": "99"}, "VALUE_UNKNOWN: DEPARTMENT 99 is unknown."),
        ({"ACCOUNT": "999"}, "VALUE_UNKNOWN: ACCOUNT 999 is unknown."),
        ({"TO_STORES": "ZZ"}, "VALUE_UNKNOWN: TO_STORES ZZ is unknown."),
        ({"KIT_STORES": "ZZ"}, "VALUE_UNKNOWN: KIT_STORES ZZ is unknown."),
        ({"BATCH_NUMBER": "999999"}, "VALUE_UNKNOWN: BATCH_NUMBER 999999 is unknown."),
        ({"BATCH_NUMBER": "4711"}, "VALUE_UNKNOWN: BATCH_NUMBER 4711 is unknown."),
        ({"INCLUDE_SCRAP": "YES"}, "VALUE_MALFORMED: INCLUDE_SCRAP must be Y or N: YES"),
        ({"ACTION_DATE": "11/22/2026"}, "VALUE_MALFORMED: ACTION_DATE is not a date"),
        ({"EFFECTIVE_DATE": "2026-02-30"}, "VALUE_MALFORMED: EFFECTIVE_DATE is not a date"),
        ({"EXPIRE_DATE": "20270101"}, "VALUE_MALFORMED: EXPIRE_DATE is not a date"),
        ({"ASSEMBLY_ID": "FAN-90", "SERIAL_NUMBER": ""},
         "BILL_MISSING: ASSEMBLY_ID FAN-90 has no bill of material."),
        ({"ASSEMBLY_ID": "FIXTURE-9", "SERIAL_NUMBER": ""},
         ("BILL_LOOPS: The bill of material of ASSEMBLY_ID FIXTURE-9 loops: "
          "FIXTURE-9A contains FIXTURE-9.")),
    ],
)  # fmt: skip
def test_a_refusal_names_field_and_value_and_changes_nothing(
    standing: Erp, fields: dict[str, str], refusal: str
) -> None:
    named = {"ASSEMBLY_ID": "MOTOR003", "SERIAL_NUMBER": "GC00004057", **fields}

    assert standing.no_kit(named.pop("ASSEMBLY_ID"), **named).startswith(refusal)


def test_an_assembly_of_a_serial_controlled_part_wants_its_numbers(standing: Erp) -> None:
    assert standing.no_kit("MOTOR003").startswith("FIELD_REQUIRED: SERIAL_NUMBER is required")
    assert standing.no_kit("MOTOR003", COMPLETED_QTY="3", SERIAL_NUMBER="A1:A2") == (
        "SERIAL_COUNT: SERIAL_NUMBER names 2 serial numbers, COMPLETED_QTY is 3."
    )
    assert standing.no_kit("MOTOR003", COMPLETED_QTY="2", SERIAL_NUMBER="A1,A1") == (
        "SERIAL_TWICE: SERIAL_NUMBER: A1 stands there twice."
    )
    assert standing.no_kit("MOTOR003", SERIAL_NUMBER="A2:A1").startswith(
        "VALUE_MALFORMED: SERIAL_NUMBER: A2:A1 is no range"
    )


@pytest.mark.parametrize("serial", ["GC00003990", "GC00003960", "GC00003970", "GC00003971"])
def test_a_serial_number_that_exists_in_any_status_is_named(standing: Erp, serial: str) -> None:
    refusal = standing.no_kit("MOTOR003", COMPLETED_QTY="2", SERIAL_NUMBER=f"NEW-1,{serial}")

    assert refusal == f"SERIAL_EXISTS: SERIAL_NUMBER {serial} of MOTOR003 already exists."


def test_serial_numbers_belong_to_their_part(erp: Erp) -> None:
    erp.kit("MOTOR003", SERIAL_NUMBER="000338")

    assert len(erp.rows("serial-number", SERIAL_NUMBER="000338")) == 2


def test_a_part_without_serial_control_takes_none(standing: Erp) -> None:
    refusal = standing.no_kit("HOSE-CUT", SERIAL_NUMBER="S1")

    assert refusal == "VALUE_NOT_WANTED: SERIAL_NUMBER S1: HOSE-CUT is not serial-controlled."


def test_a_batch_is_given_out_continued_and_counted(erp: Erp) -> None:
    first = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057", TXNS_ACCEPTED="7")
    other = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004058")
    again = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004059", BATCH_NUMBER=first["BATCH_NUMBER"])

    assert first["BATCH_NUMBER"] != other["BATCH_NUMBER"]
    assert again["BATCH_NUMBER"] == first["BATCH_NUMBER"]
    accepted = [body["TXNS_ACCEPTED"] for body in (first, other, again)]
    assert accepted == ["1", "1", "2"]


def test_a_refused_transaction_uses_up_no_batch_number(erp: Erp) -> None:
    first = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057")
    erp.no_kit("GEAR-21")
    erp.no_kit("GEAR-21", BATCH_NUMBER=first["BATCH_NUMBER"])
    again = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004058", BATCH_NUMBER=first["BATCH_NUMBER"])
    other = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004059")

    assert again["TXNS_ACCEPTED"] == "2"
    assert int(other["BATCH_NUMBER"]) == int(first["BATCH_NUMBER"]) + 1


def test_a_new_location_gets_its_record(erp: Erp) -> None:
    body = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057", TO_LOCATION="ISLE 8/SHELF 8")

    assert body["TO_LOCATION"] == "ISLE 8/SHELF 8"
    assert erp.places("MOTOR003", "MA") == {"ISLE 3/SHELF 2": "10", "ISLE 8/SHELF 8": "1"}
    assert erp.serial("MOTOR003", "GC00004057")["STOCK_LOCATION"] == "ISLE 8/SHELF 8"
    assert disagreements(erp) == []


def test_new_stores_get_their_record(erp: Erp) -> None:
    erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057", TO_STORES="KIT")
    erp.kit("MOTOR003", SERIAL_NUMBER="GC00004058", TO_STORES="QI", TO_LOCATION="BAY 7")

    assert erp.on_hand("MOTOR003", "KIT") == erp.on_hand("MOTOR003", "QI") == "1"
    assert erp.places("MOTOR003", "QI") == {"BAY 7": "1"}
    assert disagreements(erp) == []


def test_a_part_of_one_location_is_not_received_elsewhere(serve: Serve) -> None:
    erp = serve(toy_plant())
    erp.kit("TOY")

    refusal = erp.no_kit("TOY", TO_LOCATION="BAY 1")

    assert (
        refusal == "LOCATION_REFUSED: TO_LOCATION BAY 1: TOY is kept in no location of stores FG."
    )


def test_a_part_without_default_stores_wants_them(serve: Serve) -> None:
    erp = serve(toy_plant(toy=PlantPart("TOY", "Toy", stores="")))

    assert erp.no_kit("TOY").startswith("FIELD_REQUIRED: TO_STORES is required")
    assert erp.kit("TOY", TO_STORES="FG")["TO_STORES"] == "FG"


def test_a_new_assembly_lot_is_entered_with_its_expiry(erp: Erp) -> None:
    body = erp.kit("COAT-2K", COMPLETED_QTY="2.5", ASSEMBLY_LOT="CK-02", EXPIRE_DATE="2027-01-31")

    (lot,) = erp.rows("lot", PART_ID="COAT-2K", LOT_ID="CK-02")
    assert body["EXPIRE_DATE"] == lot["EXPIRE_DATE"] == "2027-01-31"
    assert (lot["LOT_TYPE"], lot["LOT_STATUS"]) == ("M", "A")
    assert lot["ON_HAND_QTY"] == lot["ORIGINAL_QTY"] == "2.5"
    assert (lot["STORES_CODE"], lot["STOCK_LOCATION"]) == ("MS", "CABINET 3/SHELF 1")
    assert disagreements(erp) == []


def test_shelf_life_gives_a_new_lot_its_last_day(erp: Erp) -> None:
    assert erp.kit("COAT-2K", ASSEMBLY_LOT="CK-02")["EXPIRE_DATE"] == "2027-05-21"
    last = {"ACTION_DATE": "9999-12-31", "EFFECTIVE_DATE": "2026-11-22"}
    assert erp.kit("COAT-2K", ASSEMBLY_LOT="CK-03", **last)["EXPIRE_DATE"] == "9999-12-31"


def test_an_existing_lot_is_added_to_if_it_agrees(erp: Erp) -> None:
    (lot,) = erp.rows("lot", LOT_ID="CK-01")

    assert erp.kit("COAT-2K", ASSEMBLY_LOT="CK-01")["EXPIRE_DATE"] == lot["EXPIRE_DATE"]
    assert erp.lots("COAT-2K") == {"CK-01": "7.5"}
    refusal = erp.no_kit("COAT-2K", ASSEMBLY_LOT="CK-01", EXPIRE_DATE="2030-01-01")
    assert refusal.startswith("LOT_REFUSED: EXPIRE_DATE 2030-01-01: ASSEMBLY_LOT CK-01 expires on")
    assert disagreements(erp) == []


def test_a_lot_on_hold_is_not_received_into(standing: Erp) -> None:
    refusal = standing.no_kit("CTRL-100", ASSEMBLY_LOT="C-502", SERIAL_NUMBER="C100-0099")

    assert refusal == "LOT_NOT_ACTIVE: ASSEMBLY_LOT C-502 is on hold."


def test_a_lot_controlled_assembly_wants_its_lot(standing: Erp) -> None:
    refusal = standing.no_kit("COAT-2K")

    assert refusal == "FIELD_REQUIRED: ASSEMBLY_LOT is required: COAT-2K is lot-controlled."


def test_serial_numbers_know_their_lot(erp: Erp) -> None:
    erp.kit("CTRL-100", ASSEMBLY_LOT="C-503", SERIAL_NUMBER="C100-0031", REFERENCE="KB12345678")

    record = erp.serial("CTRL-100", "C100-0031")
    assert (record["LOT_ID"], record["REFERENCE"]) == ("C-503", "KB12345678")
    assert disagreements(erp) == []


def test_a_lot_of_an_assembly_without_lot_control_can_be_found_again(erp: Erp) -> None:
    erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057", ASSEMBLY_LOT="M-1")

    (lot,) = erp.rows("lot", PART_ID="MOTOR003")
    assert (lot["LOT_ID"], lot["ORIGINAL_QTY"], lot["ON_HAND_QTY"]) == ("M-1", "1", "0")
    assert erp.serial("MOTOR003", "GC00004057")["LOT_ID"] == "M-1"
    assert disagreements(erp) == []


def test_stock_has_a_bound(serve: Serve) -> None:
    rich = toy_plant(
        toy=PlantPart("TOY", "Toy", unit="KG", stores="FG"), pin=PlantPart("PIN", "Pin", unit="KG")
    )
    erp = serve(rich)

    refusal = erp.no_kit("TOY", COMPLETED_QTY="999999999.999999999")

    assert refusal.startswith("STOCK_SHORT: COMPONENT_ID PIN is short: 999999999.999999999 needed")
