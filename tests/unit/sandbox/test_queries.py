"""What a Query's rows are made of (contracts.md A6 to A11, E1)."""

import pytest

from tests.unit.sandbox.erp import Erp

# From the pages: how many fields a row has, the first and the last of them.
PAGES = {
    "part": (74, ["PART_ID", "PART_UM", "PART_STATUS", "PART_DESC"], ["COMMENT_ID"]),
    "bill-of-material": (
        29,
        ["ASSEMBLY_ID", "COMPONENT_ID", "DWG_ITEM_CODE", "REQUIRED_QTY", "START_DATE", "END_DATE"],
        ["OPERATOR_ID", "DATE_LAST_UPDT", "TIME_LAST_UPDT"],
    ),
    "lot": (
        61,
        ["PART_ID", "LOT_ID", "LOT_TYPE", "LOT_STATUS", "LOT_HOLD_CODE", "EXPIRE_DATE"],
        ["TIME_LAST_UPDT", "STORES_CODE", "STOCK_LOCATION", "ON_HAND_QTY"],
    ),
    "multiple-location": (
        22,
        ["STORES_CODE", "PART_ID", "STOCK_LOCATION", "ON_HAND_QTY", "BOOK_QTY", "PHYSICAL_QTY"],
        ["OPERATOR_ID", "DATE_LAST_UPDT", "TIME_LAST_UPDT"],
    ),
    "stock-status": (
        29,
        ["STORES_CODE", "PART_ID", "STOCK_LOCATION", "MULTI_LOC", "SAFETY_STOCK", "COUNT_DAYS"],
        ["ICFSS_USER_11", "ICFSS_USER_12", "ON_HAND_QTY"],
    ),
    "serial-number": (
        43,
        ["PART_ID", "SERIAL_NUMBER", "LOT_ID", "SHIP_TO_CUST", "SN_STATUS", "STORES_CODE",
         "STOCK_LOCATION", "FROM_STORES", "FROM_LOCATION", "SO_ID"],
        ["SOFSN_USER_12", "NOTES", "ATTACHMENTS"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("call", PAGES)
def test_rows_have_the_fields_of_the_page_all_strings(standing: Erp, call: str) -> None:
    count, first, last = PAGES[call]
    name = "ASSEMBLY_ID" if call == "bill-of-material" else "PART_ID"

    rows = standing.rows(call, **{name: "%"})

    assert rows
    for row in rows:
        assert len(row) == count
        assert list(row)[: len(first)] == first
        assert list(row)[-len(last) :] == last
        assert all(isinstance(value, str) for value in row.values())


def test_a_part_says_how_it_is_controlled(standing: Erp) -> None:
    (row,) = standing.rows("part", PART_ID="MOTOR003")

    assert row["PART_DESC"] == "Pump motor, 24 V"
    assert row["PART_UM"] == "EACH"
    assert row["DEF_STORES_CODE"] == "MA"
    assert (row["LOT_CONTROL"], row["SN_REQD_INV"]) == ("N", "Y")
    assert row["BUY_CONV"] == "1"


def test_a_bill_row_says_when_and_how(standing: Erp) -> None:
    rows = standing.rows("bill-of-material", ASSEMBLY_ID="PUMP002")

    by_item = {row["DWG_ITEM_CODE"]: row for row in rows}
    assert by_item["0070"]["BILLS_TYPE"] == "P"
    assert by_item["0080"]["REQUIRED_QTY"] == "0.12"
    assert by_item["0080"]["SCRAP_FACTOR"] == "0.1"
    assert by_item["0900"]["START_DATE"] == "2099-01-01"
    assert by_item["0910"]["END_DATE"] == "2019-12-31"
    assert by_item["0010"]["KIT_STORES"] == "MA"
    assert by_item["0030"]["COMPONENT_ID"] == by_item["0110"]["COMPONENT_ID"] == "BOLT-M8X30"


def test_a_lot_stands_once_for_each_stores_and_location(standing: Erp) -> None:
    rows = standing.rows("lot", PART_ID="BRG-6204")

    assert [(row["LOT_ID"], row["STORES_CODE"], row["ON_HAND_QTY"]) for row in rows] == [
        ("24A-090", "MS", "2400"),
        ("24B-118", "MS", "640"),
        ("24B-121", "MS", "200"),
        ("24C-007", "MS", "6"),
        ("24D-001", "RE", "300"),
    ]


def test_hostile_and_foreign_text_comes_as_it_is(standing: Erp) -> None:
    (label,) = standing.rows("part", PART_ID="LABEL-X1")
    (seal,) = standing.rows("part", PART_DESC="%Größe 45 – Ø%")  # noqa: RUF001 - a real dash

    assert label["PART_DESC"] == "<b>100%s</b>"
    assert seal["PART_ID"] == "DICHT-45"


def test_a_long_in_is_answered(standing: Erp) -> None:
    parts = ",".join(f"NO-SUCH-{number}" for number in range(9_999))

    rows = standing.rows("part", PART_ID=f"IN {parts},MOTOR003")

    assert [row["PART_ID"] for row in rows] == ["MOTOR003"]
