"""Purchase Order Query and Receipt Transaction Query (contracts.md A13, A15, B8, E1)."""

from decimal import Decimal

import pytest

from app.sandbox.plant_call_off import CALL_OFFS, PARTS
from tests.unit.sandbox.books import order_disagreements
from tests.unit.sandbox.erp import Erp

HEADER = [
    "PO_ID", "VENDOR_ID", "VENDOR_NAME", "PO_STATUS", "PO_TYPE", "BUYER_ID", "PO_DATE", "CURR_CODE",
    "LINES",
]  # fmt: skip
LINE = [
    "LINE_NUMBER", "PART_ID", "PART_DESC", "VENDOR_PART", "MFG_ID", "MFG_PART", "ORDER_QTY",
    "RECEIVED_QTY", "BUY_UM", "BUY_CONV", "PART_UM", "UNIT_PRICE", "PROMISE_DATE", "LINE_STATUS",
    "STORES_CODE", "STOCK_LOCATION", "LOT_CONTROL", "SN_REQD_INV", "QC_FLAG", "OVER_RECEIPT_PCT",
]  # fmt: skip
RECEIPT = [
    "PO_ID", "LINE_NUMBER", "RECEIPT_ID", "BATCH_NUMBER", "REFERENCE", "PACKING_SLIP",
    "ACTION_DATE", "PART_ID", "QUANTITY", "LOT_ID", "STORES_CODE", "STOCK_LOCATION",
    "SERIAL_NUMBER",
]  # fmt: skip


def found(erp: Erp, **criteria: str) -> list[str]:
    return [order["PO_ID"] for order in erp.ok("purchase-order-query", **criteria)]


def test_an_order_has_the_fields_of_the_contract_all_strings(standing: Erp) -> None:
    order = standing.order("100433")

    assert list(order) == HEADER
    assert [list(line) for line in order["LINES"]] == [LINE] * 5
    texts = [text for line in order.pop("LINES") for text in line.values()]
    assert all(isinstance(text, str) for text in (*texts, *order.values()))


def test_a_line_says_what_was_bought_how_and_what_came(standing: Erp) -> None:
    order = standing.order("100433")
    reel = order["LINES"][0]

    assert (order["VENDOR_ID"], order["VENDOR_NAME"]) == ("VOLTEX", "Voltex Components Ltd")
    assert (order["PO_STATUS"], order["PO_TYPE"], order["PO_DATE"]) == ("O", "N", "2026-11-06")
    assert (reel["PART_ID"], reel["PART_DESC"]) == ("RES-10K", "Resistor 10 kΩ 1 % 0603")
    assert (reel["BUY_UM"], reel["BUY_CONV"], reel["PART_UM"]) == ("REEL", "5000", "EACH")
    assert (reel["ORDER_QTY"], reel["RECEIVED_QTY"], reel["UNIT_PRICE"]) == ("4", "1", "21.5")
    assert (reel["VENDOR_PART"], reel["MFG_PART"]) == ("VX-R10K-RL", "RC0603-10K-1")
    assert (reel["PROMISE_DATE"], reel["STORES_CODE"]) == ("2026-11-23", "MS")
    assert (reel["LOT_CONTROL"], reel["SN_REQD_INV"], reel["QC_FLAG"]) == ("Y", "N", "N")


@pytest.mark.parametrize(
    ("criteria", "orders"),
    [
        ({"PO_ID": "123456"}, ["123456"]),
        ({"VENDOR_ID": "XYZCORP", "PO_TYPE": "N"}, ["123456"]),
        ({"VENDOR_ID": "XYZCORP", "PO_TYPE": "IN 'N','CR'"}, ["123456", "123457"]),
        ({"PART_ID": "MOTOR003"}, ["123456", "123457"]),
        ({"PO_ID": "123457", "PART_ID": "MOTOR003"}, ["123457"]),
        ({"PO_ID": "123457", "PART_ID": "RES-10K"}, []),
        ({"PO_ID": "no such"}, []),
        ({"PO_STATUS": "<>O"}, ["100438", "100439"]),
        ({"MFG_PART": "DP-80"}, ["100442"]),
        ({"LINE_STATUS": "X"}, ["100437"]),
        ({"PO_DATE": "<=2026-08-24"}, ["100438"]),
        # One line must meet them all: no relay was promised for that day.
        ({"PART_ID": "RELAY-24V", "PROMISE_DATE": "2026-12-08"}, []),
        ({"PART_ID": "TERMINAL-2", "PROMISE_DATE": "2026-12-08"}, ["100443"]),
        ({"LINE_NUMBER": ">1000"}, ["100500"]),
    ],
)  # fmt: skip
def test_the_documented_samples_and_others_find_what_the_plant_has(
    standing: Erp, criteria: dict[str, str], orders: list[str]
) -> None:
    assert found(standing, **criteria) == orders


def test_an_order_found_by_a_line_comes_with_all_of_its_lines(standing: Erp) -> None:
    (order,) = standing.ok("purchase-order-query", PART_ID="TERMINAL-2")

    assert [line["LINE_NUMBER"] for line in order["LINES"]] == ["1", "2", "3"]


def test_about_25_orders_one_of_2000_lines(standing: Erp) -> None:
    orders = {order["PO_ID"]: order for order in standing.ok("purchase-order-query", PO_ID="%")}

    assert 20 <= len(orders) <= 30
    numbers = [line["LINE_NUMBER"] for line in orders["100500"]["LINES"]]
    assert numbers == [str(number) for number in range(1, 2001)]
    vendors = {order["VENDOR_ID"] for order in orders.values() if order["PO_STATUS"] == "O"}
    assert len(vendors) >= 5


def test_the_call_off_s_lines_are_promised_week_by_week(standing: Erp) -> None:
    lines = standing.order("100500")["LINES"]

    of_one = [line for line in lines if line["PART_ID"] == "F0030"]
    assert [int(line["LINE_NUMBER"]) for line in of_one] == [
        30 + PARTS * call_off for call_off in range(CALL_OFFS)
    ]
    assert [line["PROMISE_DATE"] for line in of_one[:3]] == [
        "2026-11-25", "2026-12-02", "2026-12-09",
    ]  # fmt: skip
    assert len({line["ORDER_QTY"] for line in of_one}) == 1
    half = Decimal(of_one[0]["ORDER_QTY"]) / 2
    assert [Decimal(line["RECEIVED_QTY"]) for line in of_one[:2]] == [half, 0]


def test_one_part_stands_on_lines_that_only_their_order_tells_apart(standing: Erp) -> None:
    lines = [one for one in standing.order("100431")["LINES"] if one["PART_ID"] == "BRG-6204"]

    assert [(one["LINE_NUMBER"], one["RECEIVED_QTY"], one["PROMISE_DATE"]) for one in lines] == [
        ("1", "0", "2026-12-12"),
        ("2", "0", "2026-12-12"),
        ("3", "300", "2026-12-04"),
        ("5", "0", "2026-11-26"),
    ]


def test_what_came_earlier_is_on_record(standing: Erp) -> None:
    rows = standing.rows("receipt-transaction", PO_ID="100436")

    assert [list(row) for row in rows] == [RECEIPT] * 2
    assert [(row["PACKING_SLIP"], row["QUANTITY"], row["ACTION_DATE"]) for row in rows] == [
        ("FF-20118", "2000", "2026-11-07"),
        ("FF-20131", "1000", "2026-11-13"),
    ]
    assert rows[0]["BATCH_NUMBER"] != rows[1]["BATCH_NUMBER"]
    assert order_disagreements(standing) == []


@pytest.mark.parametrize("call", ["purchase-order", "receipt-transaction"])
def test_a_query_wants_a_criterion_it_knows(standing: Erp, call: str) -> None:
    assert standing.refused(f"{call}-query") == (
        "CRITERIA_MISSING: At least one criteria field is required."
    )
    assert standing.refused(f"{call}-query", PO_ID="BETWEEN 1").startswith("CRITERIA_MALFORMED")
    assert standing.refused(f"{call}-query", PO_ID="1", LINES="1") == (
        "FIELD_UNKNOWN: LINES is not a field of this call."
    )


def test_a_receipt_is_asked_for_by_its_criteria_only(standing: Erp) -> None:
    assert standing.refused("receipt-transaction-query", PART_ID="SEAL-22") == (
        "FIELD_UNKNOWN: PART_ID is not a field of this call."
    )
    assert standing.rows("receipt-transaction", PO_ID="100431", LINE_NUMBER="<3") == []
    (row,) = standing.rows("receipt-transaction", PACKING_SLIP="LS-88120")
    assert (row["PO_ID"], row["LINE_NUMBER"], row["LOT_ID"]) == ("100431", "3", "24D-001")
