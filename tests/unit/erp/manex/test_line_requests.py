"""Changes of lines as other programs write them, by the names of ManEx's pages."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.core.po_line.catalogue import LineField
from app.core.po_line.requests import AddLine, DeleteLine, EditLine
from app.core.po_line.values import VALUE_NAMES
from app.erp import json_text
from app.erp.bad_request import BadRequestError
from app.erp.manex.line_requests import field_name, read_add, read_delete, read_edit
from tests.unit.erp.manex.bench import ASKED, LINE, ROW, VALUES

TOLD: dict[str, object] = json_text.decode(json.dumps(ROW).encode())  # type: ignore[assignment] # it is an object
NAMED = {"poNum": "1748", "uniqueLnNo": LINE.key}


def test_every_parameter_is_read() -> None:
    assert read_add(dict(ASKED), None) == AddLine("1748", "002", VALUES)


def test_in_any_spelling_and_with_zeros_in_front() -> None:
    spelled = {name.replace("_", "").upper(): text for name, text in ASKED.items()}
    assert read_add({**spelled, "PONUM": "000001748"}, None) == AddLine("1748", "002", VALUES)


def test_an_edit_is_the_line_with_what_is_said() -> None:
    wanted = replace(VALUES, quantity=Decimal(120), note="")
    asked = read_edit({**NAMED, "ORD_QTY": "120", "NOTE1": ""}, dict(TOLD))
    assert asked == EditLine("1748", "002", LINE.key, wanted, LINE)


def test_a_deletion_names_the_line_by_its_key() -> None:
    asked = read_delete({"PoNum": "1748", "uniqlnno": LINE.key}, dict(TOLD))
    assert asked == DeleteLine("1748", "002", LINE.key, LINE)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "request: malformed"),
        ({"ITEMNO": "1"}, "PoNum: missing"),
        ({"PoNum": "1748"}, "ITEMNO: missing"),
        ({**ASKED, "ITEMNO": " "}, "ITEMNO: missing"),
        ({**ASKED, "batch": "1"}, "batch: unknown"),
        ({**ASKED, "PONUM": "1748"}, "PONUM: twice"),
        ({**ASKED, "ORD_QTY": 5}, "ORD_QTY: not-text"),
        ({**ASKED, "ORD_QTY": "5 EA"}, "ORD_QTY: malformed has-unit"),
        ({**ASKED, "POITTYPE": "PART"}, "POITTYPE: malformed not-a-choice"),
        ({**ASKED, "pur_ltime": "soon"}, "pur_ltime: malformed not-a-lead-time"),
        ({**ASKED, "IS_TAX": "maybe"}, "IS_TAX: malformed not-a-flag"),
        ({**ASKED, "INSPEXCDT": "31-31-2026"}, "INSPEXCDT: malformed not-a-date"),
    ],
)
def test_what_cannot_be_added_is_named(asked: Any, said: str) -> None:
    with pytest.raises(BadRequestError) as bad:
        read_add(asked, None)
    assert str(bad.value) == said or str(bad.value).startswith(f"{said} ")


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (None, "before: missing"),
        ([], "before: missing"),
        ({}, "before: malformed"),
        ({**TOLD, "ORD_QTY": "many"}, "before: malformed"),
        ({**TOLD, "UNIQLNNO": "OTHER"}, "before: malformed another line"),
        ({**TOLD, "PONUM": "1749"}, "before: malformed another line"),
    ],
)
def test_what_it_is_made_of_must_be_that_line(before: object, said: str) -> None:
    deleted = {"PoNum": "1748", "uniqlnno": LINE.key}
    for read, asked in ((read_edit, NAMED), (read_delete, deleted)):
        with pytest.raises(BadRequestError) as bad:
            read(asked, before)
        assert str(bad.value).startswith(said)


def test_a_new_line_was_nothing_before() -> None:
    with pytest.raises(BadRequestError, match="before: unknown"):
        read_add(dict(ASKED), dict(TOLD))


def test_each_value_is_named_by_its_page() -> None:
    assert {field_name(LineField(name)) for name in VALUE_NAMES} == ASKED.keys() - {
        *("PoNum", "ITEMNO"),
    }
    assert field_name(LineField.ITEM_NUMBER) == "ITEMNO"
