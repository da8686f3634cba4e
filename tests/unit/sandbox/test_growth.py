"""A posting costs the same however much happened before: no statement reads a whole table."""

import json
from datetime import datetime

import pytest
from sqlalchemy import Connection, event

from app.sandbox.database import Database
from app.sandbox.form import Form
from app.sandbox.goods_in import receive_order
from app.sandbox.kit_request import read_kit_request
from app.sandbox.manex_form import read_form
from app.sandbox.manex_items import Clerk, add_item, delete_item, edit_item
from app.sandbox.plant import open_books
from app.sandbox.plants import standard_plant
from app.sandbox.receipt_request import read_receipt_request
from app.sandbox.stockroom import backflush
from app.sandbox.tables import metadata
from tests.unit.sandbox.conftest import NOON
from tests.unit.sandbox.erp import line
from tests.unit.sandbox.manex_erp import ITEM, changed

KITS: list[dict[str, object]] = [
    {"ASSEMBLY_ID": "MOTOR003", "SERIAL_NUMBER": "N1"},
    {"ASSEMBLY_ID": "MOTOR003", "SERIAL_NUMBER": "N2", "BATCH_NUMBER": "004711"},
    {
        "ASSEMBLY_ID": "PUMP002",
        "SERIAL_NUMBER": "N1",
        "COMPONENTS": [{"COMPONENT_ID": "MOTOR003", "SERIAL_NUMBER": "GC00003990"}],
    },
    {"ASSEMBLY_ID": "COAT-2K", "ASSEMBLY_LOT": "CK-01"},
    {"ASSEMBLY_ID": "COAT-2K", "ASSEMBLY_LOT": "CK-02"},
]


def post(connection: Connection, fields: dict[str, object], now: datetime) -> dict[str, object]:
    form = Form({"DEPARTMENT": "0", "ACCOUNT": "300", **fields})
    return backflush(connection, read_kit_request(form, now.date(), strict=True), "APIUSER", now)


RECEIPTS: list[tuple[str, list[dict[str, str]]]] = [
    ("100443", [line(1, "1"), line(2, "1")]),
    ("100435", [line(2, "1", LOT_ID="B-77", SERIAL_NUMBER="N1")]),
    ("100435", [line(2, "1", LOT_ID="B-78", SERIAL_NUMBER="N2")]),
    ("100451", [line(1, "1", LOT_ID="N1"), line(1, "1", LOT_ID="N2", STORES_CODE="RE")]),
]


def post_receipt(
    connection: Connection, po_id: str, lines: list[dict[str, str]], now: datetime
) -> dict[str, object]:
    form = Form({"PO_ID": po_id, "LINES": lines})
    request = read_receipt_request(form, now.date(), strict=True)
    return receive_order(connection, request, "APIUSER", now)


def change_items(connection: Connection) -> None:
    """Items of ManEx added, edited, deleted."""
    clerk = Clerk("APIUSER", NOON)
    updates = {"updatePLT": "1", "pur_ltime": "1 WK", "updateTargetPrice": "1", "COSTEACH": "1"}
    for chosen in (
        ITEM,
        changed(ITEM, {"uniq_key": "_45Z0YNRSR", "part_no": None, "revision": None}),
        changed(ITEM, {"mfgr_pt_no": "416-242424", "partmfgr": "GENR", "part_no": None,
                       "uniqmfgrhd": None}),
    ):  # fmt: skip
        key = add_item(connection, read_form("", json.dumps(chosen).encode()), clerk)["UNIQLNNO"]
        edit = {**chosen, "uniqueLnNo": key, "ITEMNO": "77", **updates}
        edit_item(connection, read_form("", json.dumps(edit).encode()), clerk)
        delete_item(connection, read_form(f"poNum=1748&uniqlnno={key}", b""), clerk)


def test_every_statement_of_a_posting_goes_by_an_index() -> None:
    database = Database(None, connections=1)
    statements: dict[str, object] = {}

    def note(_c: object, _u: object, statement: str, parameters: object, *_rest: object) -> None:
        statements[statement] = parameters

    try:
        with database.writing() as connection:
            metadata.create_all(connection)
            open_books(connection, standard_plant(), NOON)
            event.listen(connection, "before_cursor_execute", note)
            for fields in KITS:
                post(connection, fields, NOON)
            for po_id, lines in RECEIPTS:
                post_receipt(connection, po_id, lines, NOON)
            change_items(connection)
            event.remove(connection, "before_cursor_execute", note)

            plans = {
                statement: _plan(connection, statement, parameters)
                for statement, parameters in statements.items()
                if statement.startswith(("SELECT", "UPDATE"))
            }
    finally:
        database.close()

    assert len(plans) > 35
    scans = {statement: plan for statement, plan in plans.items() if "SCAN" in plan}
    assert scans == {}


def _plan(connection: Connection, statement: str, parameters: object) -> str:
    first = parameters[0] if isinstance(parameters, list) else parameters
    assert isinstance(first, tuple)
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", first)
    return "; ".join(row.detail for row in rows)


@pytest.mark.parametrize("fields", KITS[:1])
def test_the_answer_is_in_the_ledger_as_it_was_given(fields: dict[str, object]) -> None:
    database = Database(None, connections=1)
    try:
        with database.writing() as connection:
            metadata.create_all(connection)
            open_books(connection, standard_plant(), NOON)
            answer = post(connection, {**fields, "REFERENCE": "KB12345678"}, NOON)
            (row,) = connection.execute(metadata.tables["ledger"].select())
    finally:
        database.close()

    assert (row.kind, row.posted_by, row.reference) == ("KI", "APIUSER", "KB12345678")
    assert row.posted_at == "2026-11-22 12:00:00"
    assert row.batch_number == answer["BATCH_NUMBER"] == "004711"
    assert row.answer.count("COMPONENT_ID") == len(standard_plant().products[0].rows)
