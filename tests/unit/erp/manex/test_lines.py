"""An order's line: all 38 parameters, both ways and in both forms (contracts.md C4 to C7)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.core.po_line.facts import OrderLine
from app.core.po_line.requests import LineAnswer
from app.core.po_line.values import VALUE_NAMES, ItemType, LineValues
from app.core.problems import ProblemCode, Unknown
from app.core.settings import RequestForm
from app.erp.manex.lines import COLUMNS
from tests.unit.erp.manex.bench import (
    ADD,
    ASKED,
    DELETE,
    EDIT,
    KEY,
    LINE,
    QUOTED,
    ROW,
    VALUES,
    as_texts,
    client_of,
    envelope,
)
from tests.unit.erp.servers import JsonServer

FORMS = list(RequestForm)


def asked_of(server: JsonServer) -> tuple[str, list[tuple[str, object]]]:
    """The path that was called, and the parameters in either form."""
    ((path, body),) = server.asked
    split = urlsplit(path)
    return split.path, [*parse_qsl(split.query, keep_blank_values=True), *body.items()]


def test_every_value_has_a_column() -> None:
    assert sorted(column.name for column in COLUMNS) == sorted(VALUE_NAMES)
    assert len(ASKED) == 38
    assert all(getattr(VALUES, name) not in {None, ""} for name in VALUE_NAMES)


@pytest.mark.parametrize("form", FORMS)
def test_all_38_go_by_the_names_of_their_page(form: RequestForm) -> None:
    with client_of(envelope(ROW), form=form) as (client, server):
        client.add_line(KEY, ADD)
    path, asked = asked_of(server)
    assert path == f"/API/PO/ItemAdd/{QUOTED}"
    assert dict(asked) == ASKED
    assert [name for name, _ in asked if name != "PoNum"] == [
        name for name in ASKED if name != "PoNum"
    ]


@pytest.mark.parametrize("form", FORMS)
def test_an_edit_says_all_of_them_and_names_the_line(form: RequestForm) -> None:
    with client_of(envelope(None), form=form) as (client, server):
        assert client.edit_line(KEY, EDIT) == LineAnswer("1748", "002")
    path, asked = asked_of(server)
    assert path == f"/API/PO/ItemEdit/{QUOTED}"
    others = {"poNum": "1748", "uniqueLnNo": "65ENDLS6VN", "uniqmfsp": "_LINK00001"}
    assert dict(asked) == others | {name: said for name, said in ASKED.items() if name != "PoNum"}


@pytest.mark.parametrize("form", FORMS)
def test_a_deletion_names_the_line_alone(form: RequestForm) -> None:
    with client_of(envelope(None), form=form) as (client, server):
        assert client.delete_line(KEY, DELETE) == LineAnswer("1748", "002")
    assert asked_of(server) == (
        f"/API/PO/ItemDelete/{QUOTED}",
        [("PoNum", "1748"), ("uniqlnno", "65ENDLS6VN")],
    )


def test_an_add_leaves_out_what_is_not_said() -> None:
    bare = LineValues(part_number="416-242424", mfgr_key="_45Z0YOITA", quantity=Decimal("1E+2"))
    with client_of(envelope(ROW)) as (client, server):
        client.add_line(KEY, replace(ADD, values=bare))
    assert server.asked[0][1] == {
        "PoNum": "1748",
        "POITTYPE": "INVT PART",
        "part_no": "416-242424",
        "revision": "",  # a blank one is a revision (E3)
        "uniqmfgrhd": "_45Z0YOITA",
        "ORD_QTY": "100",
        "ITEMNO": "002",
    }


def test_an_edit_says_what_was_emptied() -> None:
    """Left out it might stand as it was; what the ERP checks against a list is never said empty."""
    bare = LineValues(item_type=ItemType.MRO, quantity=Decimal(1))
    with client_of(envelope(None)) as (client, server):
        client.edit_line(KEY, replace(EDIT, values=bare, before=replace(LINE, supplier_link="")))
    asked = server.asked[0][1]
    assert {name for name, said in asked.items() if said == ""} == {
        "revision", "supplierPartNumber", "INSPEXCNOTE", "INSPEXCDOC", "NOTE1", "DESCRIPT",
        "PART_CLASS", "PART_TYPE", "INSPEXCINIT", "INSPECTIONOTE",
    }  # fmt: skip
    assert {name for name, said in asked.items() if said != ""} == {
        "poNum", "uniqueLnNo", "POITTYPE", "ORD_QTY", "ITEMNO",
    }  # fmt: skip


CAMEL = {"UNIQ_KEY": "uniqKey", "Part_No": "partNo", "UNIQLNNO": "uniqLnNo", "PONUM": "PoNum"}
SPELLED: dict[str, Callable[[Mapping[str, object]], object]] = {
    "as in PO Item Get": dict,
    "as in PO Item Add": lambda row: {
        {"Part_No": "PART_NO", "Revision": "REVISION"}.get(name, name): one
        for name, one in row.items()
    },
    "small": lambda row: {name.lower(): one for name, one in row.items()},
    "capitals": lambda row: {name.upper(): one for name, one in row.items()},
    "camels": lambda row: {CAMEL.get(name, name): one for name, one in row.items()},
    "texts": as_texts,
    "padded": lambda row: {
        name: f" {one} " if isinstance(one, str) else one for name, one in row.items()
    },
    "numbers as flags": lambda row: {
        name: int(one) if isinstance(one, bool) else one for name, one in row.items()
    },
    "tree view": lambda row: {f"-{name}": one for name, one in row.items()},
    "twice": lambda row: {**row, "PART_NO": "416-242424", "REVISION": None},
    "two leads in one": lambda row: {**row, "pur_ltime": "10 WK", "pur_lunit": None},
    "the flag itself": lambda row: {**row, "INSPEXCEPTION": True, "INSPEXCEPT": None},
}


@pytest.mark.parametrize("spelled", SPELLED.values(), ids=SPELLED)
def test_all_come_back_however_they_are_spelled(
    spelled: Callable[[Mapping[str, object]], object],
) -> None:
    with client_of(envelope([spelled(ROW)])) as (client, server):
        assert client.lines(KEY, "1748") == (LINE,)
    assert server.asked == [(f"/PO/ItemGet/{QUOTED}", {"poNum": "1748"})]


def test_what_the_erp_holds_beside_the_contract_is_kept() -> None:
    row = {
        **ROW,
        "POITTYPE": "Consigned",
        "PACKAGE": "Waffle",
        "PUR_UOFM": "Each",
        "pur_ltime": 0,
        "pur_lunit": "",
    }
    with client_of(envelope([row])) as (client, _):
        (line,) = client.lines(KEY, "1748")
    assert line.values.item_type is None
    assert (line.values.package, line.values.purchase_unit) == ("Waffle", "EACH")
    assert line.values.lead_time is None


def test_what_it_does_not_say_is_not_known() -> None:
    with client_of(envelope([{"PONUM": "1748", "UNIQLNNO": "65ENDLS6VN"}])) as (client, _):
        assert client.lines(KEY, "1748") == (
            OrderLine("1748", "65ENDLS6VN", "", LineValues(item_type=None)),
        )


def test_lines_of_other_orders_are_none() -> None:
    rows = [ROW, {**ROW, "PONUM": "0000000017480", "UNIQLNNO": "_OTHER0001"}]
    with client_of(envelope(rows)) as (client, _):
        assert client.lines(KEY, "01748") == (LINE,)


def test_the_answer_to_an_add_is_the_line() -> None:
    with client_of(envelope(ROW)) as (client, _):
        assert client.add_line(KEY, ADD) == LineAnswer("1748", "002", LINE)


@pytest.mark.parametrize(
    "held",
    [
        None,
        "null",
        [],
        {**ROW, "PONUM": "1749"},
        {**ROW, "ITEMNO": "003"},
        {**ROW, "ORD_QTY": 1},
        {**ROW, "UNIQLNNO": None},
        {**ROW, "COSTEACH": "cheap"},
        {**ROW, "PART_NO": "another"},
    ],
    ids=str,
)
def test_another_answer_leaves_open_whether_it_was_added(held: object) -> None:
    with client_of(envelope(held)) as (client, _), pytest.raises(Unknown) as caught:
        client.add_line(KEY, ADD)
    assert caught.value.code is ProblemCode.FOREIGN_ANSWER


@pytest.mark.parametrize("form", FORMS)
def test_a_preview_holds_what_is_sent_but_the_key(form: RequestForm) -> None:
    with client_of({}, form=form) as (client, server):
        said = client.preview(ADD)
    assert server.asked == []
    assert all(f'"{name}"' in said for name in ASKED)
