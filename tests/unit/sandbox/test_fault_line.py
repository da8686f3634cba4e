"""Each fault as a client sees it on the wire, and what the ERP did meanwhile."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import Any

import pytest
import requests

from app.sandbox.faults import FaultDial
from app.sandbox.faulty_server import FaultyServer
from tests.support.training import NewTrainingServer
from tests.unit.sandbox.erp import SECONDS, Erp

KIT = "backflush-kit-issue-create"
FIRST, SECOND = "GC00004057", "GC00004058"


class Line:
    """A faulty ERP, one client on its line, and one that calls past it."""

    def __init__(self, server: FaultyServer, dial: FaultDial, client: Erp, beside: Erp) -> None:
        self.server = server
        self.dial = dial
        self.client = client
        self._beside = beside

    def kit(self, serial: str = FIRST) -> requests.Response:
        """Ask for a motor on the line."""
        given = {"ASSEMBLY_ID": "MOTOR003", "DEPARTMENT": "0", "ACCOUNT": "300"}
        return self.client.post(KIT, SERIAL_NUMBER=serial, **given)

    def made(self, serial: str = FIRST) -> bool:
        """Whether the ERP made it."""
        return bool(self._beside.rows("serial-number", PART_ID="MOTOR003", SERIAL_NUMBER=serial))

    def raw(self, serial: str = FIRST) -> bytes:
        """The same request; all bytes that come back until the line hangs up."""
        with self.connected() as connection:
            connection.sendall(self.request(serial))
            return received(connection)

    def request(self, serial: str = FIRST) -> bytes:
        fields = {"ASSEMBLY_ID": "MOTOR003", "DEPARTMENT": "0", "ACCOUNT": "300"}
        body = json.dumps(
            {"AUTH_TOKEN": self.client.token, "SERIAL_NUMBER": serial, **fields}
        ).encode()
        head = f"POST /api/{KIT} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body

    def connected(self) -> socket.socket:
        host, port = self.server.url.removeprefix("http://").split(":")
        return socket.create_connection((host, int(port)), timeout=SECONDS)


def received(connection: socket.socket) -> bytes:
    whole = b""
    with suppress(ConnectionResetError):
        while piece := connection.recv(65536):
            whole += piece
    return whole


def parts(answer: bytes) -> tuple[int, bytes, int]:
    """Status, body and announced length."""
    head, _, body = answer.partition(b"\r\n\r\n")
    length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-len"))
    return int(head.split()[1]), body, int(length.split(b":")[1])


@pytest.fixture
def line() -> Iterator[Line]:
    dial = FaultDial()
    with ExitStack() as stack:
        inner = NewTrainingServer(strict=True)
        server = stack.enter_context(FaultyServer(inner, dial, "127.0.0.1", 0))
        client = stack.enter_context(Erp(server.url))
        yield Line(server, dial, client, stack.enter_context(Erp(server.behind_url)))


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [
        ("error", 500, "application/json"),
        ("bare-error", 500, "text/plain"),
        ("bad-gateway", 502, "text/html"),
        ("unavailable", 503, "text/html"),
        ("gateway-timeout", 504, "text/html"),
        ("redirect", 302, "text/html"),
    ],
)
def test_an_answer_in_place_of_the_erp_s(
    line: Line, fault: str, status: int, kind: str, after: bool
) -> None:
    line.dial.turn_to(f"{fault}: on=posting, {'after' if after else ''}")

    answer = line.raw()
    got_status, body, length = parts(answer)

    assert (got_status, len(body)) == (status, length)
    assert f"Content-Type: {kind}\r\n".encode() in answer
    assert line.made() is after
    if kind == "application/json":
        assert set(json.loads(body)) == {"MESSAGE", "MESSAGE_CODE"}
    else:
        with pytest.raises(ValueError, match="Expecting"):
            json.loads(body)


@pytest.mark.parametrize("after", [False, True])
def test_a_line_that_is_dropped_says_nothing(line: Line, after: bool) -> None:
    line.dial.turn_to(f"drop: {'after' if after else ''}")

    assert line.raw() == b""
    assert line.made() is after
    assert line.kit(SECOND).status_code == 200


def test_a_line_that_is_dropped_in_the_request(line: Line) -> None:
    line.dial.turn_to("drop-in-request")

    assert line.raw() == b""
    assert not line.made()


def test_a_line_that_is_dropped_in_the_answer(line: Line) -> None:
    line.dial.turn_to("drop-in-answer")

    status, body, length = parts(line.raw())
    assert status == 200
    assert 0 < len(body) < length
    assert line.made()


def test_an_answer_cut_to_half_as_if_it_were_whole(line: Line) -> None:
    line.dial.turn_to("truncated")

    status, body, length = parts(line.raw())
    assert (status, len(body)) == (200, length)
    with pytest.raises(ValueError, match=r"delimiter|Unterminated|Expecting"):
        json.loads(body)
    assert line.made()


def test_the_answer_of_another_request(line: Line) -> None:
    line.dial.turn_to("foreign: on=posting")  # the first has no other before it

    own, other = line.kit(), line.kit(SECOND)

    assert own.json()["SERIAL_NUMBER"] == other.json()["SERIAL_NUMBER"] == FIRST
    assert line.made(SECOND)


def test_a_token_that_expires_stays_expired(line: Line) -> None:
    line.dial.turn_to("expired-token: on=posting")

    answers = [line.kit(), line.kit()]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json()["MESSAGE"] == "Auth Token login failure."
    assert not line.made()
    with Erp(line.server.url) as again:
        assert again.kit("MOTOR003", SERIAL_NUMBER=FIRST)


def test_latency_takes_its_time_and_changes_nothing(line: Line) -> None:
    line.dial.turn_to("latency: seconds=0.2, on=posting")

    answer = line.kit()

    assert answer.json()["SERIAL_NUMBER"] == FIRST
    assert answer.elapsed.total_seconds() >= 0.2


def test_a_drip_comes_byte_by_byte_and_whole(line: Line) -> None:
    line.dial.turn_to("drip: seconds=0.001")
    with line.connected() as connection:
        connection.sendall(b"POST /api/api-version-get HTTP/1.1\r\nConnection: close\r\n\r\n")
        first = connection.recv(65536)
        rest = received(connection)

    assert len(first) < 40
    status, body, length = parts(first + rest)
    assert (status, len(body)) == (200, length)


def test_a_late_call_waits_until_its_client_gave_up_and_asked(line: Line) -> None:
    line.dial.turn_to("late: on=posting, seconds=60")
    with line.connected() as connection:
        connection.sendall(line.request())
        wait_for(lambda: line.dial.happened == {"late": 1})
        assert not line.made()

    # The first query after the client gave up finds nothing; then it is carried out.
    asked = {"PART_ID": "MOTOR003", "SERIAL_NUMBER": FIRST}
    assert line.client.rows("serial-number", **asked) == []
    wait_for(line.made)


def test_a_late_call_may_wait_on_after_the_client_asked(line: Line) -> None:
    line.dial.turn_to("late: on=posting, seconds=60, then=0.2")
    with line.connected() as connection:
        connection.sendall(line.request())
        wait_for(lambda: line.dial.happened == {"late": 1})
    asked = {"PART_ID": "MOTOR003", "SERIAL_NUMBER": FIRST}
    assert line.client.rows("serial-number", **asked) == []
    assert line.client.rows("serial-number", **asked) == []
    wait_for(line.made)


def test_a_late_call_whose_client_stays_is_answered_in_the_end(line: Line) -> None:
    line.dial.turn_to("late: on=posting, seconds=0.1")

    assert line.kit().json()["SERIAL_NUMBER"] == FIRST


def test_the_port_closes_after_the_answer_and_opens_again(line: Line) -> None:
    line.dial.turn_to("closed: on=posting, seconds=1")

    assert line.raw()
    with pytest.raises(ConnectionRefusedError):
        line.connected()
    wait_for(lambda: opens(line))
    assert line.kit(SECOND).status_code == 200


def test_what_is_no_http_is_hung_up_on(line: Line) -> None:
    for noise in (
        b"\0" * 70_000 + b"\r\n\r\n",
        b"POST /api/part-query HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"POST /api/part-query HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ):
        with line.connected() as connection:
            with suppress(ConnectionError):
                connection.sendall(noise)
            assert received(connection) == b""
    assert line.kit().status_code == 200


def test_calls_that_are_held_do_not_keep_it_from_ending(line: Line) -> None:
    line.dial.turn_to("late: seconds=3600, on=posting; latency: seconds=3600, on=query")
    with ThreadPoolExecutor(2) as pool:
        posting = pool.submit(line.kit)
        with Erp(line.server.url) as other:
            query = pool.submit(other.rows, "part", PART_ID="MOTOR003")
            wait_for(lambda: line.dial.happened == {"late": 1, "latency": 1})
            line.server.stop()
            for held in (posting, query):
                with pytest.raises(requests.ConnectionError):
                    held.result(timeout=SECONDS)


def test_the_control_call_turns_the_dial(line: Line) -> None:
    def turn(**fields: Any) -> requests.Response:
        return requests.post(line.server.control_url, json=fields, timeout=SECONDS)

    secret = line.server.secret
    assert turn(secret=secret, faults="drop").json() == {"faults": "drop", "happened": {}}
    assert line.raw() == b""
    assert turn(secret=secret).json() == {"faults": "drop", "happened": {"drop": 1}}
    assert turn(secret="x" * 32, faults="drop").status_code == 401
    assert turn(faults="drop").status_code == 401
    refused = turn(secret=secret, faults="thunder")
    assert (refused.status_code, "thunder" in refused.json()["MESSAGE"]) == (400, True)
    assert turn(secret=secret, faults="").json()["faults"] == ""
    assert line.kit().status_code == 200
    assert line.server.control_url.startswith("http://127.0.0.1:")
    # The way that clients take doesn't lead there, and the other way round.
    assert line.client.request("POST", "/faults").status_code == 404


def opens(line: Line) -> bool:
    try:
        line.connected().close()
    except ConnectionRefusedError:
        return False
    return True


def wait_for(condition: Callable[[], object]) -> None:
    pause = threading.Event()
    for _ in range(3000):
        if condition():
            return
        pause.wait(0.01)
    pytest.fail("it never came about")
