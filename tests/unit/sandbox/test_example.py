"""The vendor's own example, word for word (contracts.md A5, E2.10)."""

import json

import pytest

from tests.unit.sandbox.erp import Erp

EXAMPLE = """{
  "ASSEMBLY_ID": "MOTOR003",
  "COMPLETED_QTY": "5",
  "TO_STORES": "MA",
  "TO_LOCATION": "ISLE 3/SHELF 2",
  "DEPARTMENT": "0",
  "ACCOUNT": "300",
  "SERIAL_NUMBER": "GC00004057,GC00004060:GC00004063",
  "AUTH_TOKEN": ""
}"""

FIELDS = [
    "ACTION_DATE",
    "ACTION_TYPE",
    "EFFECTIVE_DATE",
    "ASSEMBLY_ID",
    "PART_DESC",
    "ASSEMBLY_LOT",
    "EXPIRE_DATE",
    "INCLUDE_SCRAP",
    "COMPLETED_QTY",
    "PART_UM",
    "TO_STORES",
    "TO_LOCATION",
    "DEPARTMENT",
    "ACCOUNT",
    "REFERENCE",
    "KIT_STORES",
    "SERIAL_NUMBER",
    "BATCH_NUMBER",
    "TXNS_ACCEPTED",
    "COMPONENTS",
]
COMPONENT_FIELDS = [
    "COMPONENT_ID",
    "PART_DESC",
    "KIT_QTY",
    "PART_UM",
    "LOT_ID",
    "STORES_CODE",
    "STOCK_LOCATION",
    "MULTI_LOC",
    "PART_AMT",
    "SERIAL_NUMBER",
]


def test_the_printed_example_succeeds_with_a_token(erp: Erp) -> None:
    request = EXAMPLE.replace('"AUTH_TOKEN": ""', f'"AUTH_TOKEN": "{erp.token}"')

    answer = erp.post_body("backflush-kit-issue-create", request.encode())

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    body = answer.json()
    asked = json.loads(EXAMPLE)
    del asked["AUTH_TOKEN"]
    assert {name: body[name] for name in asked} == asked
    assert [line["KIT_QTY"] for line in body["COMPONENTS"]] == [
        "10", "5", "20", "5", "5", "5", "40", "0.075", "4.25", "5",
    ]  # fmt: skip


def test_the_answer_has_the_printed_fields_in_their_order_all_strings(erp: Erp) -> None:
    body = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057")

    assert list(body) == FIELDS
    lines = body.pop("COMPONENTS")
    assert lines
    for line in lines:
        assert list(line) == COMPONENT_FIELDS
    texts = [*body.values(), *(text for line in lines for text in line.values())]
    assert all(isinstance(text, str) for text in texts)


def test_the_example_puts_its_serial_numbers_into_stock(erp: Erp) -> None:
    erp.kit(
        "MOTOR003",
        COMPLETED_QTY="5",
        TO_STORES="MA",
        TO_LOCATION="ISLE 3/SHELF 2",
        SERIAL_NUMBER="GC00004057,GC00004060:GC00004063",
        REFERENCE="KB0000TEST",
    )

    rows = erp.rows("serial-number", PART_ID="MOTOR003", SERIAL_NUMBER="GC000040__")
    assert [row["SERIAL_NUMBER"] for row in rows] == [
        "GC00004057",
        "GC00004060",
        "GC00004061",
        "GC00004062",
        "GC00004063",
    ]
    for row in rows:
        assert row["SN_STATUS"] == "A"
        assert row["STORES_CODE"] == "MA"
        assert row["STOCK_LOCATION"] == "ISLE 3/SHELF 2"
        assert row["REFERENCE"] == "KB0000TEST"
    assert erp.places("MOTOR003", "MA") == {"ISLE 3/SHELF 2": "15"}


def test_there_is_stock_for_200_motors_at_once(erp: Erp) -> None:
    body = erp.kit("MOTOR003", COMPLETED_QTY="200", SERIAL_NUMBER="GC00005001:GC00005200")

    assert body["COMPLETED_QTY"] == "200"


def test_there_is_stock_for_200_motors_in_kits_of_five(erp: Erp) -> None:
    for kit in range(40):
        first = 6000 + 5 * kit
        serials = f"GC0000{first}:GC0000{first + 4}"
        erp.kit("MOTOR003", COMPLETED_QTY="5", SERIAL_NUMBER=serials)

    assert len(erp.rows("serial-number", SERIAL_NUMBER="GC00006%")) == 200


@pytest.mark.parametrize(
    ("call", "criteria", "found"),
    [
        (
            "bill-of-material",
            {"ASSEMBLY_ID": "PUMP002", "COMPONENT_ID": "BOLT%"},
            ["BOLT-M6X20", "BOLT-M8X30", "BOLT-M8X30"],
        ),
        (
            "multiple-location",
            {"STORES_CODE": "MS", "PART_ID": "MOTOR003", "ON_HAND_QTY": "> 0"},
            ["MOTOR003", "MOTOR003"],
        ),
        ("lot", {"PART_ID": "MOTOR003", "LOT_TYPE": "M", "LOT_STATUS": "IN 'A','C'"}, []),
        ("lot", {"LOT_ID": "MTR3-007-42"}, ["MOUNT007"]),
        ("part", {"PART_ID": "MOTOR%"}, ["MOTOR003"]),
    ],
)
def test_the_printed_queries_find_what_the_plant_has(
    standing: Erp, call: str, criteria: dict[str, str], found: list[str]
) -> None:
    rows = standing.rows(call, **criteria)

    assert [row.get("COMPONENT_ID") or row["PART_ID"] for row in rows] == found
