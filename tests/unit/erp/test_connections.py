"""Which connection a call is made on."""

import threading

import pytest

from app.erp.connection import Parcel
from app.erp.transport import Limits, Transport
from tests.unit.erp.servers import Server, Talk, answering, http

BODY = {"ASSEMBLY_ID": "MOTOR003"}


def test_queries_share_one_and_postings_have_their_own() -> None:
    with (
        Server(answering(http(200, "{}"))) as server,
        Transport(server.root_url) as transport,
    ):
        for posting in (False, False, True, False, True):
            transport.post("/api/x", BODY, posting=posting)
        assert server.connections == 3


def test_one_that_stood_idle_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.erp.connection.IDLE", 0.0)
    with (
        Server(answering(http(200, "{}"))) as server,
        Transport(server.root_url) as transport,
    ):
        transport.post("/api/x", BODY, posting=False)
        transport.post("/api/x", BODY, posting=False)
        assert server.connections == 2


def test_one_the_server_closed_is_not_used_again() -> None:
    def script(talk: Talk) -> None:
        talk.request()
        talk.send(http(200, "{}"))

    with Server(script) as server, Transport(server.root_url) as transport:
        transport.post("/api/x", BODY, posting=False)
        server.await_hung_up()
        transport.post("/api/x", BODY, posting=False)
        assert server.connections == 2


def test_each_call_of_a_kept_one_has_its_own_deadline() -> None:
    def slowly(talk: Talk) -> None:
        while talk.request():
            talk.closing.wait(0.35)
            talk.send(http(200, "{}"))

    with (
        Server(slowly) as server,
        Transport(server.root_url, limits=Limits(query=0.6)) as transport,
    ):
        transport.post("/api/x", BODY, posting=False)
        transport.post("/api/x", BODY, posting=False)
        assert server.connections == 1


def test_many_threads() -> None:
    def script(talk: Talk) -> None:
        while request := talk.request():
            talk.send(http(200, request.partition(b"\r\n\r\n")[2]))

    wrong: list[object] = []

    def ask(transport: Transport, who: int) -> None:
        for number in range(25):
            body = {"WHO": str(who), "NUMBER": str(number)}
            answer = transport.post("/api/x", body, posting=number % 5 == 0)
            if answer.value != body:
                wrong.append(answer.value)

    with Server(script) as server, Transport(server.root_url) as transport:
        threads = [threading.Thread(target=ask, args=(transport, n)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive()
    assert wrong == []


def test_a_body_on_its_way_never_shows_itself() -> None:
    assert "t0ken" not in repr(Parcel(b'{"AUTH_TOKEN": "t0ken"}', 0.0))


def test_a_body_counts_as_handed_over_from_its_first_byte() -> None:
    parcel = Parcel(b"{}", 0.0)
    pieces = iter(parcel)
    assert not parcel.handed
    assert next(pieces) == b"{}"
    assert parcel.handed


def test_another_address_is_called_from_then_on() -> None:
    with (
        Server(answering(http(200, '"first"'))) as first,
        Server(answering(http(200, '"second"'))) as second,
        Transport(first.root_url) as transport,
    ):
        assert transport.post("/api/x", BODY, posting=False).value == "first"
        transport.point_at(second.root_url)
        for posting in (False, True):
            assert transport.post("/api/x", BODY, posting=posting).value == "second"
