"""Faults on ManEx's calls, as a client sees them, and what the ERP did meanwhile."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests

from app.sandbox.fault_line import log as line_log
from app.sandbox.faults import FaultDial, is_posting, is_query
from app.sandbox.faulty_server import FaultyServer
from app.sandbox.manex_answers import Manner
from tests.support.training import NewTrainingServer
from tests.unit.sandbox.manex_erp import ADD, ITEM, ManexErp

EXCEPTION = (
    "PO Items add failed.An error occurred while executing the command definition. "
    "See the inner exception for details."
)


class Line:
    """A faulty ERP, a client on its line, and one that calls past it."""

    def __init__(self, server: FaultyServer, dial: FaultDial, stack: ExitStack) -> None:
        self.dial = dial
        self.client = stack.enter_context(ManexErp(server.url))
        self._beside = stack.enter_context(ManexErp(server.behind_url))

    def add(self, number: str = "2") -> requests.Response:
        """Ask for an item on the line."""
        return self.client.post(ADD, **ITEM, ITEMNO=number)

    def added(self) -> list[str]:
        """The items of the order, but for the first."""
        return [item["ITEMNO"] for item in self._beside.items("1748")][1:]


@pytest.fixture(params=[Manner(), Manner(status=True), Manner(strings=True)], ids=repr)
def manner(request: pytest.FixtureRequest) -> Manner:
    given: Manner = request.param
    return given


@pytest.fixture
def line(manner: Manner) -> Iterator[Line]:
    dial = FaultDial()
    with ExitStack() as stack:
        inner = NewTrainingServer(strict=True, manner=manner)
        server = stack.enter_context(FaultyServer(inner, dial, "127.0.0.1", 0))
        yield Line(server, dial, stack)


@pytest.mark.parametrize(
    ("path", "posting", "query"),
    [
        ("/manex/API/PO/ItemAdd/KEY", True, False),
        ("/manex/api/po/itemedit/KEY", True, False),
        ("/MANEX/API/PO/ITEMDELETE/KEY", True, False),
        ("/manex/API/PO/Get/KEY", False, True),
        ("/manex/PO/ItemGet/KEY", False, True),
        ("/manex/API/PO/ScheduleGet/KEY", False, True),
        ("/manex/api/ItemMaster/Get", False, True),
        ("/manex/API/PO/ItemDelet/KEY", False, False),
        ("/api/po-receipts-entry-create", True, False),
        ("/api/auth-token-get", False, False),
    ],
)
def test_which_calls_post_and_which_ask(path: str, *, posting: bool, query: bool) -> None:
    assert (is_posting(path), is_query(path)) == (posting, query)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("manner", [Manner()], ids=repr)
def test_a_posting_that_is_dropped_or_fails(line: Line, *, after: bool) -> None:
    line.dial.turn_to(f"drop: on=posting, {'after' if after else ''}")
    line.client.items("1748")  # a query is none

    with pytest.raises(requests.ConnectionError):
        line.add()
    assert line.added() == ["002"] * after

    line.dial.turn_to(f"bad-gateway: on=posting, {'after' if after else ''}")
    assert line.add("3").status_code == 502
    assert line.added() == ["002", "003"][: 2 * after]


@pytest.mark.parametrize("after", [False, True])
def test_its_own_error_is_a_server_exception(line: Line, manner: Manner, *, after: bool) -> None:
    line.dial.turn_to(f"error: on=posting, {'after' if after else ''}")

    answer = line.add()

    assert answer.json() == {
        "$id": "1",
        "Code": "403" if manner.strings else 403,
        "Message": EXCEPTION,
        "SessionId": "null" if manner.strings else None,
        "IsValidUser": "true" if manner.strings else True,
        "ResponseObject": "null" if manner.strings else None,
    }
    assert answer.status_code == (403 if manner.status else 200)
    assert line.added() == ["002"] * after


def test_a_key_is_refused_once(line: Line) -> None:
    line.dial.turn_to("expired-token: on=posting")

    refused, taken = line.add(), line.add()

    assert refused.json()["Message"] == "Invalid API Key."
    assert str(refused.json()["IsValidUser"]).lower() == "false"
    assert str(taken.json()["Code"]) == "200"
    assert line.added() == ["002"]


@pytest.mark.parametrize("manner", [Manner()], ids=repr)
def test_the_key_of_the_item_master_is_refused_once_wherever_it_stands(line: Line) -> None:
    line.dial.turn_to("expired-token: on=query, every=1")

    key = line.client.key
    asked = {"apiKey": key, "uniqkey": "_45Z0YNRSR"}
    for answer in (
        line.client.request("GET", "/api/ItemMaster/Get", params=asked),
        line.client.request("POST", "/api/ItemMaster/Get", json=asked),
    ):
        assert answer.json()["Message"] == "Invalid API Key."


def test_the_answer_of_another_request_is_of_one_that_was_carried_out(line: Line) -> None:
    line.dial.turn_to("foreign: on=posting")
    assert "ITEMNO is Invalid." in line.add("1").json()["Message"]  # the first item's own number

    own, other = line.add(), line.add("3")

    assert own.json() == other.json()
    assert line.added() == ["002", "003"]


@pytest.mark.parametrize("manner", [Manner()], ids=repr)
def test_a_path_stands_in_a_rule_without_its_key(line: Line) -> None:
    line.dial.turn_to("unavailable: on=/manex/API/PO/ItemAdd, every=1")

    assert line.add().status_code == 503
    assert line.client.post("PO/ItemEdit", **ITEM).status_code == 200


@pytest.mark.parametrize("manner", [Manner()], ids=repr)
def test_no_log_tells_the_key(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    line.dial.turn_to("latency: seconds=0, every=1")

    with caplog.at_level(logging.DEBUG, line_log.name):
        line.add()

    assert "/manex/api/po/itemadd: latency" in caplog.text
    assert line.client.key not in caplog.text
