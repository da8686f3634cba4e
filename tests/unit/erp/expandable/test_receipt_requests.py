"""Receipts as other programs write them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.core.receipt import Receipt, ReceivedLine
from app.erp.bad_request import BadRequestError
from app.erp.expandable.receipt_requests import read_receipt_request

TODAY = date(2026, 3, 2)


def line(**fields: object) -> dict[str, object]:
    return {"LINE_NUMBER": "1", "QUANTITY": "5", **fields}


def request(*lines: object, **fields: object) -> dict[str, object]:
    return {"PO_ID": "1748", "LINES": list(lines) or [line()], **fields}


def test_every_field_is_read() -> None:
    full = line(
        STORES_CODE="MS",
        STOCK_LOCATION="BIN 1",
        LOT_ID="L1",
        MFG_LOT_ID="M1",
        EXPIRE_DATE="2027-05-01",
        SERIAL_NUMBER="A1:A5",
    )
    whole = request(
        full,
        line(LINE_NUMBER="2", QUANTITY="0.5"),
        PACKING_SLIP="PS-1",
        ACTION_DATE="2026-03-01",
        REFERENCE="dock 2",
        TXNS_ACCEPTED="1",
    )
    first = ReceivedLine(
        *("1", Decimal(5), "MS", "BIN 1", "L1", "M1", date(2027, 5, 1)),
        ("A1", "A2", "A3", "A4", "A5"),
    )
    assert read_receipt_request(whole, TODAY) == Receipt(
        "1748",
        (first, ReceivedLine("2", Decimal("0.5"))),
        *("dock 2", date(2026, 3, 1), "PS-1", "1"),
    )


def test_a_day_that_is_not_named_is_today() -> None:
    assert read_receipt_request(request(), TODAY).action_date == TODAY


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "request: malformed"),
        (request(PO_ID=""), "PO_ID: missing"),
        (request(LINES=[]), "LINES: missing"),
        (request(LINES=None), "LINES: missing"),
        (request(LINES={}), "LINES: malformed"),
        (request("1"), "LINES[0]: malformed"),
        (request(line(), line(QTY="1")), "LINES[1].QTY: unknown"),
        (request(line(LINE_NUMBER="")), "LINES[0].LINE_NUMBER: missing"),
        (request(line(QUANTITY="0")), "LINES[0].QUANTITY: malformed"),
        (request(line(QUANTITY="-1")), "LINES[0].QUANTITY: malformed"),
        (request(line(QUANTITY="5 EACH")), "LINES[0].QUANTITY: malformed"),
        (request(line(QUANTITY=5)), "LINES[0].QUANTITY: not-text"),
        (request(line(EXPIRE_DATE="soon")), "LINES[0].EXPIRE_DATE: malformed"),
        (request(line(LOT_ID="x" * 101)), "LINES[0].LOT_ID: malformed"),
        (request(line(SERIAL_NUMBER="A1,A1")), "LINES[0].SERIAL_NUMBER: twice"),
        (
            request(line(SERIAL_NUMBER="A1"), line(LINE_NUMBER="001", SERIAL_NUMBER="A1")),
            "LINES: twice A1",
        ),
        (request(BATCH_NUMBER="7"), "BATCH_NUMBER: not-yours"),
        (request(AUTH_TOKEN="x"), "AUTH_TOKEN: not-yours"),
        (request(VENDOR="x"), "VENDOR: unknown"),
    ],
)
def test_what_cannot_be_taken_is_named(asked: Any, said: str) -> None:
    with pytest.raises(BadRequestError) as bad:
        read_receipt_request(asked, TODAY)
    assert str(bad.value).startswith(said)
