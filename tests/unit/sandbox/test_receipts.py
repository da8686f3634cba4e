"""PO Receipts Entry: what is received, in which words, and what isn't (contracts.md E1, C20)."""

import pytest

from app.sandbox.plant import PlantPart
from app.sandbox.plant_order import PlantLine
from tests.unit.sandbox.books import disagreements, order_disagreements, snapshot
from tests.unit.sandbox.erp import RECEIPT, Erp, Serve, line
from tests.unit.sandbox.toy import toy_plant

ANSWER = ["PO_ID", "PACKING_SLIP", "ACTION_DATE", "REFERENCE", "BATCH_NUMBER", "TXNS_ACCEPTED",
          "LINES"]  # fmt: skip
ANSWER_LINE = [
    "LINE_NUMBER", "QUANTITY", "STORES_CODE", "STOCK_LOCATION", "LOT_ID", "MFG_LOT_ID",
    "EXPIRE_DATE", "SERIAL_NUMBER", "RECEIPT_ID", "PART_ID", "PART_DESC", "PART_UM",
    "RECEIVED_QTY", "OPEN_QTY", "MULTI_LOC",
]  # fmt: skip
SCREWS = line(1, "2000")


def test_the_answer_has_the_contract_s_fields_in_their_order_all_strings(erp: Erp) -> None:
    body = erp.receive("100446", SCREWS, PACKING_SLIP="FF-21000", REFERENCE="KB00000001 dock")

    assert list(body) == ANSWER
    (only,) = body.pop("LINES")
    assert list(only) == ANSWER_LINE
    assert all(isinstance(text, str) for text in (*body.values(), *only.values()))
    assert body == {
        "PO_ID": "100446",
        "PACKING_SLIP": "FF-21000",
        "ACTION_DATE": "2026-11-22",
        "REFERENCE": "KB00000001 dock",
        "BATCH_NUMBER": "004711",
        "TXNS_ACCEPTED": "1",
    }
    assert (only["PART_ID"], only["PART_UM"], only["STORES_CODE"]) == ("BOLT-M8X30", "EACH", "MS")
    assert (only["RECEIVED_QTY"], only["OPEN_QTY"]) == ("2000", "0")
    assert (only["STOCK_LOCATION"], only["MULTI_LOC"]) == ("ISLE 12/SHELF 4", "N")


def test_it_is_in_stock_on_the_order_and_on_record(erp: Erp) -> None:
    body = erp.receive("100446", SCREWS, PACKING_SLIP="FF-21000", REFERENCE="KB00000001")

    assert erp.on_hand("BOLT-M8X30") == "6200"
    assert erp.order("100446")["LINES"][0]["RECEIVED_QTY"] == "2000"
    (row,) = erp.rows("receipt-transaction", REFERENCE="KB00000001")
    assert row == {
        "PO_ID": "100446",
        "LINE_NUMBER": "1",
        "RECEIPT_ID": body["LINES"][0]["RECEIPT_ID"],
        "BATCH_NUMBER": body["BATCH_NUMBER"],
        "REFERENCE": "KB00000001",
        "PACKING_SLIP": "FF-21000",
        "ACTION_DATE": "2026-11-22",
        "PART_ID": "BOLT-M8X30",
        "QUANTITY": "2000",
        "LOT_ID": "",
        "STORES_CODE": "MS",
        "STOCK_LOCATION": "ISLE 12/SHELF 4",
        "SERIAL_NUMBER": "",
    }


def test_several_lines_and_one_split_over_lots_are_one_call(erp: Erp) -> None:
    body = erp.receive(
        "100451",
        line(1, "800", LOT_ID="M-1001", EXPIRE_DATE="2028-01-31"),
        line(1, "700", LOT_ID="M-1002"),
        line(2, "1000", LOT_ID="O-3001"),
        ACTION_DATE="2026-11-20",
    )

    assert [one["RECEIVED_QTY"] for one in body["LINES"]] == ["1500", "1500", "1000"]
    assert [one["OPEN_QTY"] for one in body["LINES"]] == ["500", "500", "0"]
    assert len({one["RECEIPT_ID"] for one in body["LINES"]}) == 3
    assert len(erp.rows("receipt-transaction", BATCH_NUMBER=body["BATCH_NUMBER"])) == 3
    magnets = erp.lots("MAG-N42")
    assert (magnets["M-1001"], magnets["M-1002"]) == ("800", "700")
    assert body["TXNS_ACCEPTED"] == "1"
    assert disagreements(erp) == order_disagreements(erp) == []


def test_a_receipt_may_go_on_with_a_batch(erp: Erp) -> None:
    first = erp.receive("100446", SCREWS)
    second = erp.receive("100446", line(2, "1"), BATCH_NUMBER=first["BATCH_NUMBER"])

    assert (second["BATCH_NUMBER"], second["TXNS_ACCEPTED"]) == (first["BATCH_NUMBER"], "2")
    refusal = erp.not_received("100446", line(3, "1"), BATCH_NUMBER="9")
    assert refusal == "VALUE_UNKNOWN: BATCH_NUMBER 9 is unknown."


def test_reels_are_received_and_pieces_are_stocked(erp: Erp) -> None:
    body = erp.receive("100433", line(2, "2"), line(4, "1.5"))

    reel, tape = body["LINES"]
    assert (reel["QUANTITY"], reel["OPEN_QTY"], reel["PART_UM"]) == ("2", "18", "EACH")
    assert erp.on_hand("LED-GRN") == "16200"
    assert tape["PART_UM"] == "M"
    assert erp.on_hand("TAPE-19") == "231"
    # A part of a reel is fine, a part of a piece isn't.
    assert erp.receive("100433", line(2, "0.0002"))["LINES"][0]["RECEIVED_QTY"] == "2.0002"
    assert erp.not_received("100433", line(2, "0.0003")) == (
        "QUANTITY_REFUSED: LINE_NUMBER 2: QUANTITY 0.0003 makes 1.5, which must be whole: "
        "LED-GRN is counted in EACH."
    )


def test_the_percentage_is_of_the_whole_line(erp: Erp) -> None:
    """Ordered 100, 5 %: 105 in all, in however many deliveries (contracts.md C20)."""
    erp.receive("100443", line(1, "40"), line(1, "40"))
    assert erp.not_received("100443", line(1, "20"), line(1, "6")) == (
        "OVER_RECEIPT: LINE_NUMBER 1: QUANTITY 6 makes 106 received of ORDER_QTY 100; "
        "OVER_RECEIPT_PCT 5 allows 105."
    )
    body = erp.receive("100443", line(1, "25"))

    assert (body["LINES"][0]["RECEIVED_QTY"], body["LINES"][0]["OPEN_QTY"]) == ("105", "0")
    assert erp.order("100443")["LINES"][0]["LINE_STATUS"] == "O"
    assert erp.not_received("100443", line(1, "1")).startswith("OVER_RECEIPT: LINE_NUMBER 1")
    assert erp.not_received("100443", line(2, "501")).startswith("OVER_RECEIPT: LINE_NUMBER 2")


@pytest.mark.parametrize(
    ("po_id", "entry", "refusal"),
    [
        ("999", SCREWS, "VALUE_UNKNOWN: PO_ID 999 is unknown."),
        ("", SCREWS, "FIELD_REQUIRED: PO_ID is required."),
        ("100438", SCREWS, "ORDER_NOT_OPEN: PO_ID 100438 is closed."),
        ("100439", SCREWS, "ORDER_NOT_OPEN: PO_ID 100439 is cancelled."),
        ("100437", SCREWS, "LINE_NOT_OPEN: LINE_NUMBER 1 of PO_ID 100437 is closed."),
        ("100437", line(2, "1"), "LINE_NOT_OPEN: LINE_NUMBER 2 of PO_ID 100437 is cancelled."),
        ("100437", line(4, "1"), "VALUE_UNKNOWN: LINE_NUMBER 4 is unknown in PO_ID 100437."),
        ("100446", line("", "1"), "FIELD_REQUIRED: LINES.LINE_NUMBER is required."),
        (
            "100446",
            line("1.5", "1"),
            "VALUE_MALFORMED: LINES.LINE_NUMBER is not the number of a line: 1.5",
        ),
        ("100446", line(1, ""), "FIELD_REQUIRED: LINES.QUANTITY is required."),
        ("100446", line(1, "-3"), "QUANTITY_REFUSED: LINES.QUANTITY -3 is not a number above 0."),
        (
            "100446",
            line(1, "1.5"),
            ("QUANTITY_REFUSED: LINE_NUMBER 1: QUANTITY 1.5 must be whole: BOLT-M8X30 is bought in "
            "EACH."),
        ),
        (
            "100446",
            line(1, "1", STORES_CODE="NO"),
            "VALUE_UNKNOWN: STORES_CODE NO is unknown.",
        ),
        (
            "100446",
            line(1, "1", STOCK_LOCATION="BAY 1"),
            ("LOCATION_REFUSED: LINE_NUMBER 1: STOCK_LOCATION BAY 1: BOLT-M8X30 is kept in "
            "ISLE 12/SHELF 4 of stores MS."),
        ),
        (
            "100446",
            line(1, "1", EXPIRE_DATE="31.12.2027"),
            "VALUE_MALFORMED: LINES.EXPIRE_DATE is not a date like 2026-11-22: 31.12.2027",
        ),
        (
            "100446",
            line(1, "1", LOT_ID="L" * 61),
            f"VALUE_MALFORMED: LINES.LOT_ID is longer than 60 characters: {'L' * 61}",
        ),
        (
            "100446",
            {**SCREWS, "NOTE": ""},
            "FIELD_UNKNOWN: LINES.NOTE is not a field of this call.",
        ),
    ],
)  # fmt: skip
def test_what_can_not_be_received_is_refused_with_its_value(
    standing: Erp, po_id: str, entry: dict[str, str], refusal: str
) -> None:
    assert standing.not_received(po_id, entry) == refusal


@pytest.mark.parametrize(
    "quantity", ["0", "0.0", "five", "NaN", "Infinity", "1e9", "1000000000", "1,5", "9" * 400]
)
def test_a_quantity_that_can_not_be_is_refused(standing: Erp, quantity: str) -> None:
    refusal = standing.not_received("100447", line(3, quantity))

    assert refusal.startswith(f"QUANTITY_REFUSED: LINES.QUANTITY {quantity[:50]}")


def test_lines_are_objects_and_there_is_one_at_least(standing: Erp) -> None:
    assert standing.not_received("100446") == "FIELD_REQUIRED: LINES is required."
    assert standing.refused(RECEIPT, PO_ID="100446") == "FIELD_REQUIRED: LINES is required."
    assert standing.refused(RECEIPT, PO_ID="100446", LINES="1").startswith(
        "VALUE_MALFORMED: LINES must be an array"
    )
    assert standing.refused(RECEIPT, PO_ID="100446", LINES=[SCREWS], NOTE="1") == (
        "FIELD_UNKNOWN: NOTE is not a field of this call."
    )


def test_a_number_may_come_in_any_dress(erp: Erp) -> None:
    body = erp.receive("100446", {"LINE_NUMBER": "001", "QUANTITY": 10, "LOT_ID": None})

    assert (body["LINES"][0]["LINE_NUMBER"], body["LINES"][0]["QUANTITY"]) == ("1", "10")


def test_nothing_of_a_receipt_is_kept_when_its_last_line_is_refused(erp: Erp) -> None:
    before = snapshot(erp)

    refusal = erp.not_received("100446", line(1, "100"), line(2, "100"), line(3, "1101"))

    assert refusal.startswith("OVER_RECEIPT: LINE_NUMBER 3: QUANTITY 1101")
    assert snapshot(erp) == before
    assert erp.receive("100446", SCREWS)["BATCH_NUMBER"] == "004711"


def test_the_caller_may_choose_stores_and_location(erp: Erp) -> None:
    body = erp.receive("100446", line(1, "7", STORES_CODE="RE", STOCK_LOCATION="DOCK 3"))

    assert body["LINES"][0]["STORES_CODE"] == "RE"
    assert body["LINES"][0]["MULTI_LOC"] == "Y"
    assert erp.places("BOLT-M8X30", "RE") == {"DOCK 3": "7"}
    assert erp.on_hand("BOLT-M8X30") == "4200"


def test_more_than_the_stores_can_hold_is_refused(serve: Serve) -> None:
    part = PlantPart("REEL", "Reel", buy_unit="REEL", buy_conv="100000000")
    erp = serve(toy_plant(parts=[part], lines=[PlantLine("REEL", "20", 1)]))

    assert erp.not_received("PO1", line(1, "9"), line(1, "1")) == (
        "QUANTITY_REFUSED: LINE_NUMBER 1: QUANTITY 1 is more than stores MS can hold."
    )
