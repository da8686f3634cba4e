"""Lots, serial numbers and inspection of what is received (contracts.md E1, E2.6, E2.8)."""

import pytest

from app.sandbox.plants import endless_plant
from tests.unit.sandbox.books import disagreements, order_disagreements, snapshot
from tests.unit.sandbox.erp import Erp, Serve, line

BATTERY = {"LOT_ID": "B-90"}


def lot(erp: Erp, part_id: str, lot_id: str) -> dict[str, str]:
    (row,) = erp.rows("lot", PART_ID=part_id, LOT_ID=lot_id)
    return row


def test_a_new_lot_is_on_record_with_where_it_came_from(erp: Erp) -> None:
    body = erp.receive(
        "100434",
        line(1, "2", LOT_ID="AD-0500", EXPIRE_DATE="2027-03-31", MFG_LOT_ID="K77/3"),
        REFERENCE="KB00000002",
    )

    row = lot(erp, "ADH-310", "AD-0500")
    assert (row["ON_HAND_QTY"], row["ORIGINAL_QTY"]) == ("5", "5")
    assert (row["STORES_CODE"], row["STOCK_LOCATION"]) == ("QI", "BENCH 1")
    assert (row["LOT_TYPE"], row["LOT_STATUS"], row["EXPIRE_DATE"]) == ("P", "A", "2027-03-31")
    assert (row["ORDER_ID"], row["LINE_NUMBER"]) == ("100434", "1")
    assert (row["MFG_ID"], row["MFG_LOT_ID"]) == ("KLEBA", "K77/3")
    assert row["TXN_NOTE"] == "KB00000002"
    assert body["LINES"][0]["MFG_LOT_ID"] == "K77/3"


def test_a_new_lot_s_last_day_follows_from_the_shelf_life(erp: Erp) -> None:
    body = erp.receive("100434", line(1, "1", LOT_ID="AD-0501"), ACTION_DATE="2026-11-20")

    assert body["LINES"][0]["EXPIRE_DATE"] == "2027-05-19"
    assert lot(erp, "ADH-310", "AD-0501")["EXPIRE_DATE"] == "2027-05-19"


def test_an_existing_lot_takes_more_if_it_is_the_same(erp: Erp) -> None:
    expires = lot(erp, "GREASE-L2", "G-78")["EXPIRE_DATE"]

    erp.receive("100447", line(1, "4", LOT_ID="G-78"), line(1, "1", LOT_ID="G-78"))
    body = erp.receive("100447", line(1, "1", LOT_ID="G-78", EXPIRE_DATE=expires))

    assert body["LINES"][0]["EXPIRE_DATE"] == expires
    row = lot(erp, "GREASE-L2", "G-78")
    assert (row["ON_HAND_QTY"], row["EXPIRE_DATE"]) == ("46", expires)
    assert erp.not_received("100447", line(1, "1", LOT_ID="G-78", EXPIRE_DATE="2030-01-01")) == (
        f"LOT_REFUSED: LINE_NUMBER 1: EXPIRE_DATE 2030-01-01: LOT_ID G-78 expires on {expires}."
    )


def test_entries_of_one_new_lot_must_agree_with_each_other(erp: Erp) -> None:
    first = line(1, "1", LOT_ID="G-90", EXPIRE_DATE="2028-01-01")

    assert erp.not_received(
        "100447", first, line(1, "1", LOT_ID="G-90", EXPIRE_DATE="2028-01-02")
    ).startswith("LOT_REFUSED: LINE_NUMBER 1: EXPIRE_DATE 2028-01-02")
    erp.receive("100447", first, line(1, "2.5", LOT_ID="G-90"))
    assert lot(erp, "GREASE-L2", "G-90")["ORIGINAL_QTY"] == "3.5"


@pytest.mark.parametrize(
    ("po_id", "entry", "refusal"),
    [
        (
            "100447",
            line(1, "1"),
            "FIELD_REQUIRED: LINE_NUMBER 1: LOT_ID is required: GREASE-L2 is lot-controlled.",
        ),
        # operators.md 28: the lot of one part booked on another.
        (
            "100447",
            line(1, "1", LOT_ID="MTR3-007-42"),
            (
                "LOT_REFUSED: LINE_NUMBER 1: LOT_ID MTR3-007-42 is a lot of MOUNT007, "
                "not of GREASE-L2."
            ),
        ),
        (
            "100440",
            line(1, "1", LOT_ID="W-2190"),
            "LOT_NOT_ACTIVE: LINE_NUMBER 1: LOT_ID W-2190 is on hold.",
        ),
        (
            "100440",
            line(1, "1", LOT_ID="W-2101"),
            "LOT_NOT_ACTIVE: LINE_NUMBER 1: LOT_ID W-2101 is closed.",
        ),
        (
            "100446",
            line(1, "1", SERIAL_NUMBER="1"),
            (
                "VALUE_NOT_WANTED: LINE_NUMBER 1: SERIAL_NUMBER 1: BOLT-M8X30 is not "
                "serial-controlled."
            ),
        ),
        (
            "100435",
            line(1, "1"),
            (
                "FIELD_REQUIRED: LINE_NUMBER 1: SERIAL_NUMBER is required: DISP-7 is "
                "serial-controlled."
            ),
        ),
        (
            "100435",
            line(1, "3", SERIAL_NUMBER="D7-00200:D7-00201"),
            (
                "SERIAL_COUNT: LINE_NUMBER 1: SERIAL_NUMBER names 2 serial numbers, QUANTITY 3 "
                "makes 3 EACH."
            ),
        ),
        (
            "100435",
            line(1, "2", SERIAL_NUMBER="D7-00200,D7-00200"),
            "SERIAL_TWICE: LINE_NUMBER 1: SERIAL_NUMBER: D7-00200 stands there twice.",
        ),
        (
            "100435",
            line(1, "1", SERIAL_NUMBER="A:B:C"),
            "VALUE_MALFORMED: LINE_NUMBER 1: SERIAL_NUMBER: A:B:C has more than two ends.",
        ),
        (
            "100435",
            line(1, "2", SERIAL_NUMBER="D7-00200,D7-00103"),
            "SERIAL_EXISTS: LINE_NUMBER 1: SERIAL_NUMBER D7-00103 of DISP-7 already exists.",
        ),
        # In any status: this one was scrapped.
        (
            "123456",
            line(1, "1", SERIAL_NUMBER="GC00003971"),
            "SERIAL_EXISTS: LINE_NUMBER 1: SERIAL_NUMBER GC00003971 of MOTOR003 already exists.",
        ),
        (
            "100434",
            line(2, "1", STORES_CODE="MS"),
            (
                "VALUE_NOT_WANTED: LINE_NUMBER 2: STORES_CODE MS: SEAL-30 is inspected first, in "
                "stores QI."
            ),
        ),
    ],
)
def test_what_contradicts_the_part_is_refused(
    standing: Erp, po_id: str, entry: dict[str, str], refusal: str
) -> None:
    assert standing.not_received(po_id, entry) == refusal


def test_a_lot_of_a_part_without_lots_is_on_record_and_binds_nobody(erp: Erp) -> None:
    erp.receive(
        "100446",
        line(1, "5", LOT_ID="CHARGE 7"),
        line(2, "5", LOT_ID="CHARGE 7"),
        line(3, "5", LOT_ID="MTR3-007-42"),
    )
    erp.receive("100447", line(1, "1", LOT_ID="CHARGE 7"))

    assert lot(erp, "BOLT-M8X30", "CHARGE 7")["ON_HAND_QTY"] == "0"
    assert lot(erp, "GREASE-L2", "CHARGE 7")["ON_HAND_QTY"] == "1"
    assert disagreements(erp) == []


def test_one_new_lot_is_not_of_two_parts(erp: Erp) -> None:
    before = snapshot(erp)

    refusal = erp.not_received("100447", line(1, "1", LOT_ID="N-1"), line(2, "1", LOT_ID="N-1"))

    assert refusal == (
        "LOT_REFUSED: LINE_NUMBER 2: LOT_ID N-1 is a lot of GREASE-L2, not of PAINT-5015."
    )
    assert snapshot(erp) == before


def test_serial_numbers_come_into_stock_with_lot_place_and_reference(erp: Erp) -> None:
    body = erp.receive(
        "100435",
        line(1, "2", SERIAL_NUMBER="D7-00200:D7-00201"),
        line(2, "1", SERIAL_NUMBER="BT-0900", **BATTERY),
        line(2, "2", SERIAL_NUMBER="BT-0901,BT-0902", **BATTERY),
        line(3, "1", SERIAL_NUMBER="D7-00200"),  # another part's may be called the same
        REFERENCE="KB00000003",
    )

    battery = erp.serial("BATT-12", "BT-0902")
    assert (battery["SN_STATUS"], battery["LOT_ID"], battery["STORES_CODE"]) == ("A", "B-90", "MS")
    assert battery["REFERENCE"] == "KB00000003"
    assert erp.serial("SENS-T1", "D7-00200")["STORES_CODE"] == "QI"
    assert body["LINES"][0]["SERIAL_NUMBER"] == "D7-00200:D7-00201"
    (row,) = erp.rows("receipt-transaction", PO_ID="100435", LINE_NUMBER="1")
    assert row["SERIAL_NUMBER"] == "D7-00200:D7-00201"
    assert disagreements(erp) == []


def test_a_serial_number_in_two_lines_is_refused(erp: Erp) -> None:
    refusal = erp.not_received(
        "100435",
        line(2, "1", SERIAL_NUMBER="BT-0900", **BATTERY),
        line(2, "1", SERIAL_NUMBER="BT-0900", **BATTERY),
    )

    assert refusal == "SERIAL_TWICE: LINE_NUMBER 2: SERIAL_NUMBER BT-0900 stands in two LINES."


def test_ten_thousand_serial_numbers_are_one_line(erp: Erp) -> None:
    erp.receive("100435", line(3, "10000", SERIAL_NUMBER="T00001:T10000"))

    assert erp.on_hand("SENS-T1", "QI") == "10000"
    assert len(erp.rows("serial-number", PART_ID="SENS-T1", SN_STATUS="A")) == 10_000


def test_inspected_parts_go_to_inspection_whatever_their_stores(erp: Erp) -> None:
    body = erp.receive("100434", line(2, "6"), line(2, "4", STORES_CODE="QI"))

    assert [one["STORES_CODE"] for one in body["LINES"]] == ["QI", "QI"]
    assert (erp.on_hand("SEAL-30", "QI"), erp.on_hand("SEAL-30")) == ("10", "45")


def test_a_lot_past_its_last_day_can_be_received_but_not_issued(erp: Erp) -> None:
    (row,) = erp.rows("lot", PART_ID="WIND-24V", LOT_ID="W-1980")
    erp.receive("100440", line(1, "5", LOT_ID="W-1980"))

    assert row["EXPIRE_DATE"] < "2026-11-22"
    assert lot(erp, "WIND-24V", "W-1980")["ON_HAND_QTY"] == "35"
    refusal = erp.no_kit(
        "MOTOR003",
        SERIAL_NUMBER="GC00004057",
        COMPONENTS=[{"COMPONENT_ID": "WIND-24V", "LOT_ID": "W-1980"}],
    )
    assert refusal.startswith("LOT_EXPIRED")


def test_the_plant_that_does_not_run_out_receives_as_well(serve: Serve) -> None:
    erp = serve(endless_plant())

    for number in ("RUN-PO-0", "RUN-PO-7"):
        erp.receive(
            number,
            line(1, "1000"),
            line(2, "3", LOT_ID=f"L-{number}"),
            line(3, "2", SERIAL_NUMBER=f"{number}-1:{number}-2"),
        )

    assert (erp.on_hand("RUN-BUY-7"), erp.on_hand("RUN-BUY-SN")) == ("1000", "4")
    assert disagreements(erp) == order_disagreements(erp) == []


def test_what_was_received_can_be_issued(erp: Erp) -> None:
    erp.receive("123456", line(1, "1", SERIAL_NUMBER="XYZ-1", STOCK_LOCATION="ISLE 3/SHELF 2"))

    erp.kit(
        "PUMP002",
        SERIAL_NUMBER="000343",
        COMPONENTS=[{"COMPONENT_ID": "MOTOR003", "SERIAL_NUMBER": "XYZ-1"}],
    )
    assert disagreements(erp) == []
