"""The client against the training ERP, which was written apart from it and is strict here."""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from app.core.po_line.facts import ApprovedManufacturer, OrderLine, OrderStatus
from app.core.po_line.requests import AddLine, DeleteLine, EditLine
from app.core.po_line.values import VALUE_NAMES, ItemType, LeadTime, LeadUnit, LineValues
from app.core.problems import NotSent, Problem, ProblemCode, Rejected
from app.core.settings import RequestForm
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.sandbox.manex import API_KEYS
from app.sandbox.manex_answers import Manner
from app.sandbox.manex_path import ROOT
from tests.support.training import NewTrainingServer
from tests.unit.erp.manex.bench import VALUES

KEY = next(iter(API_KEYS.values()))
ORDER = "1748"
MANNERS = [
    Manner(strings=strings, status=status) for strings, status in product((False, True), repeat=2)
]
SEED = LineValues(part_number="416-242424", mfgr_key="_45Z0YOITA", quantity=Decimal(100))
FULL = replace(
    VALUES,
    revision="",
    mfgr_part="416-242424",
    over_percent=Decimal("7.5"),
    purchase_unit="DOZ",
    multiple=Decimal(25),
    update_order_rules=True,
    update_target_price=True,
    first_article=True,
)
CHANGED = replace(
    FULL,
    supplier_part="",
    description="",
    part_class="RES",
    part_type="THT",
    quantity=Decimal(150),
    cost_each=Decimal("0.9"),
    over_percent=Decimal(0),
    package="TUBE",
    purchase_unit="EACH",
    lead_time=LeadTime(3, LeadUnit.DAYS),
    minimum=Decimal(10),
    multiple=Decimal(70),
    update_lead_time=False,
    update_order_rules=False,
    update_material_cost=False,
    update_target_price=False,
    tax_percent=Decimal("7.5"),
    first_article=False,
    inspection_note="",
    exception=False,
    exception_note="",
    exception_code="",
    exception_initials="AB",
    exception_date=date(2026, 12, 1),
    note="",
    firm=False,
    cancelled=True,
)
WHOSE_PART = {"part_number", "revision", "part_key", "manufacturer", "mfgr_part", "mfgr_key"}
"""What can't be changed by itself: the part, its manufacturer, and with them two that follow."""


@contextmanager
def erp(manner: Manner, form: RequestForm = RequestForm.JSON) -> Iterator[ManexClient]:
    with (
        NewTrainingServer(strict=True, manner=manner) as server,
        Transport(server.url + ROOT) as transport,
    ):
        yield ManexClient(transport, form=form)


@pytest.fixture
def client() -> Iterator[ManexClient]:
    with erp(MANNERS[0]) as made:
        yield made


def line_of(client: ManexClient, item_number: str) -> OrderLine:
    (line,) = (one for one in client.lines(KEY, ORDER) if one.item_number == item_number)
    return line


@pytest.mark.parametrize("form", list(RequestForm))
@pytest.mark.parametrize("manner", MANNERS, ids=str)
def test_all_38_parameters_come_back(manner: Manner, form: RequestForm) -> None:
    """Each value is one that the ERP would not have filled in by itself."""
    assert not [name for name in VALUE_NAMES if getattr(FULL, name) in {None, ""} - {""}]
    with erp(manner, form) as client:
        answer = client.add_line(KEY, AddLine(ORDER, "017", FULL))
        line = line_of(client, "017")
        assert (answer.order_number, answer.item_number, answer.line) == (ORDER, "017", line)
        assert (line.order_number, line.values) == (ORDER, FULL)
        client.edit_line(KEY, EditLine(ORDER, "017", line.key, CHANGED, line))
        assert line_of(client, "017") == replace(line, values=CHANGED)
        client.delete_line(KEY, DeleteLine(ORDER, "017", line.key, line))
        assert [one.item_number for one in client.lines(KEY, ORDER)] == ["001"]


def test_an_edit_changes_nothing_but_what_is_other(client: ManexClient) -> None:
    """A complete line is sent each time: what a value isn't, the ERP would take for its own."""
    client.add_line(KEY, AddLine(ORDER, "017", FULL))
    line = line_of(client, "017")
    for name in VALUE_NAMES:
        if getattr(CHANGED, name) == getattr(FULL, name):
            assert name in WHOSE_PART | {"item_type", "stock_unit", "taxable"}
            continue
        values = replace(FULL, **{name: getattr(CHANGED, name)})
        if name in {"minimum", "multiple"}:
            # the quantity is the minimum and a number of multiples above it
            values = replace(values, quantity=Decimal(110 if name == "minimum" else 120))
        client.edit_line(KEY, EditLine(ORDER, "017", line.key, values, line))
        assert line_of(client, "017") == replace(line, values=values), name


def test_the_seeds_example(client: ManexClient) -> None:
    answer = client.add_line(KEY, AddLine(ORDER, "002", SEED))
    assert answer.line is not None
    values = answer.line.values
    assert (values.mfgr_key, values.manufacturer, values.package) == ("_45Z0YOITA", "GENR", "EACH")
    assert values.over_percent == 5


@pytest.mark.parametrize("item_type", [ItemType.MRO, ItemType.SERVICES])
def test_lines_without_a_part(client: ManexClient, item_type: ItemType) -> None:
    values = LineValues(item_type=item_type, description="Forklift hire", quantity=Decimal("1.5"))
    client.add_line(
        KEY, AddLine(ORDER, "020", replace(values, stock_unit="LOT", purchase_unit="LOT"))
    )
    told = line_of(client, "020").values
    assert (told.item_type, told.description) == (item_type, "Forklift hire")
    assert told.quantity == Decimal("1.5")


def test_orders_and_their_schedules(client: ManexClient) -> None:
    header = client.order(KEY, "000000000001748")
    assert header is not None
    assert (header.number, header.supplier, header.approval) == (ORDER, "Romp", "APPROVED")
    assert header.status is OrderStatus.OPEN
    assert header in client.orders(KEY, supplier="Romp", status=OrderStatus.OPEN)
    assert client.order(KEY, "99999") is None
    assert client.lines(KEY, "99999") == ()
    assert any(order.is_temporary for order in client.orders(KEY))
    line = line_of(client, "001")
    assert [one.quantity for one in client.schedules(KEY, ORDER, line.key)] == [
        line.values.quantity
    ]
    client.add_line(KEY, AddLine(ORDER, "002", SEED))
    assert client.schedules(KEY, ORDER, line_of(client, "002").key) == ()


def test_parts_with_their_manufacturers(client: ManexClient) -> None:
    item = client.item(KEY, "416-242424", "")
    assert item is not None
    assert item.manufacturers == (ApprovedManufacturer("_45Z0YOITA", "GENR", "416-242424"),)
    assert client.item_of_key(KEY, item.key) == item
    assert client.item_of_mfgr_part(KEY, "416-242424", "GENR") == item
    assert client.item(KEY, "416-242424") == item
    other = client.item(KEY, "416-110989", "b")
    assert other is not None
    assert client.item(KEY, "416-110989", "z") is None
    assert client.item(KEY, "416-110989") is None  # it has several revisions
    assert client.item(KEY, "no such part") is None


def reads(client: ManexClient) -> list[object]:
    """What all reading calls tell."""
    orders = client.orders(KEY)
    lines = [line for order in orders for line in client.lines(KEY, order.number)]
    parts = dict.fromkeys((one.values.part_number, one.values.revision) for one in lines)
    return [
        *orders,
        *lines,
        *(client.schedules(KEY, line.order_number, line.key) for line in lines[:20]),
        *(client.item(KEY, *part) for part in parts if part[0]),
    ]


def test_all_four_manners_tell_the_same() -> None:
    told = []
    for manner in MANNERS:
        with erp(manner) as client:
            told.append(reads(client))
    assert len(told[0]) > 60
    assert told.count(told[0]) == 4


ERRORS: dict[str, tuple[Callable[[ManexClient], object], ProblemCode]] = {
    "bad key": (lambda client: client.lines(KEY[::-1], ORDER), ProblemCode.KEY_REFUSED),
    "bad key of an add": (
        lambda client: client.add_line(KEY[::-1], AddLine(ORDER, "002", SEED)),
        ProblemCode.KEY_REFUSED,
    ),
    "parameter": (
        lambda client: client.add_line(
            KEY, AddLine(ORDER, "002", replace(SEED, mfgr_key="_NOSUCH001"))
        ),
        ProblemCode.MANUFACTURER,
    ),
    "revision": (
        lambda client: client.add_line(KEY, AddLine(ORDER, "002", replace(SEED, revision="z"))),
        ProblemCode.REVISION,
    ),
    "item number": (
        lambda client: client.add_line(KEY, AddLine(ORDER, "001", SEED)),
        ProblemCode.LINE_EXISTS,
    ),
    "rule": (
        lambda client: client.add_line(
            KEY, AddLine(ORDER, "002", replace(SEED, quantity=Decimal("1.5")))
        ),
        ProblemCode.RULE,
    ),
    "gone": (
        lambda client: client.delete_line(
            KEY, DeleteLine(ORDER, "001", "_NOSUCH001", line_of(client, "001"))
        ),
        ProblemCode.NO_SUCH_LINE,
    ),
}


class TestDocumentedErrors:
    """Each on purpose, in all four manners; the key is in none of them."""

    @pytest.mark.parametrize("manner", MANNERS, ids=str)
    def test_are_met(self, manner: Manner, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        with erp(manner) as client:
            for name, (call, code) in ERRORS.items():
                with pytest.raises(Problem) as caught:
                    call(client)
                assert (name, caught.value.code) == (name, code)
                without_key(caught.value)
            assert client.schedules(KEY, ORDER, "_NOSUCH001") == ()
        assert KEY not in caplog.text
        assert KEY[::-1] not in caplog.text

    @pytest.mark.parametrize("manner", MANNERS, ids=str)
    @pytest.mark.parametrize("form", list(RequestForm))
    def test_a_wrong_url(self, manner: Manner, form: RequestForm) -> None:
        with NewTrainingServer(strict=True, manner=manner) as server:
            root_url = f"{server.url}{ROOT}/elsewhere"
            with Transport(root_url) as transport, pytest.raises(Rejected) as caught:
                ManexClient(transport, form=form).add_line(KEY, AddLine(ORDER, "002", SEED))
            assert (caught.value.code, caught.value.certain) == (ProblemCode.NO_SUCH_CALL, True)
            assert "[hidden]" in caught.value.detail
            without_key(caught.value)

    def test_a_body_that_is_no_object(self) -> None:
        with NewTrainingServer(strict=True) as server:
            path = f"{ROOT}/API/PO/ItemAdd/{KEY}"
            with Transport(server.url) as transport:
                answer = transport.post(path, ["PO"], posting=True, secrets=(KEY,))  # type: ignore[arg-type] # on purpose
        assert isinstance(answer.value, dict)
        assert answer.value["Message"] == "'PO Items' Object is not initialized properly."

    def test_nobody_there(self) -> None:
        with NewTrainingServer() as server:
            url = server.url + ROOT
        with Transport(url) as transport, pytest.raises(NotSent) as caught:
            ManexClient(transport).add_line(KEY, AddLine(ORDER, "002", SEED))
        without_key(caught.value)


def without_key(problem: Problem) -> None:
    shown = "".join(traceback.format_exception(problem)) + repr(problem.args)
    assert problem.__context__ is None
    for key in (KEY, KEY[::-1]):
        assert key not in shown.replace(f'KEY = "{key}"', "")
