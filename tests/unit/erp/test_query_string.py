"""A request that is all head: what it says, and when it may have had an effect."""

import logging
from collections.abc import Collection

import pytest

from app.core.problems import NotSent, Problem, ProblemCode, Unknown
from app.erp.transport import Answer, Transport
from tests.unit.erp.servers import Server, Talk, answering, http

KEY = "k3y/of the ERP"
QUOTED = "k3y%2Fof%20the%20ERP"
ITEM = {"POITTYPE": "INVT PART", "NOTE1": "50 % off & more=+\ud800ü"}


def post(transport: Transport, *, secrets: Collection[str] = (KEY,)) -> Answer:
    return transport.post(f"/API/{QUOTED}", None, query=ITEM, posting=True, secrets=secrets)


def test_what_is_sent() -> None:
    requests: list[bytes] = []

    def script(talk: Talk) -> None:
        requests.append(talk.request())
        talk.send(http(200, "{}"))

    with Server(script) as server, Transport(server.root_url) as transport:
        post(transport)
    head, _, body = requests[0].partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    asked = b"POITTYPE=INVT%20PART&NOTE1=50%20%25%20off%20%26%20more%3D%2B%3F%C3%BC"
    assert lines[0] == b"POST /API/k3y%2Fof%20the%20ERP?" + asked + b" HTTP/1.1"
    assert b"Content-Length: 0" in lines
    assert not any(line.startswith((b"Transfer-Encoding", b"Content-Type")) for line in lines)
    assert body == b""


def test_both_at_once() -> None:
    requests: list[bytes] = []

    def script(talk: Talk) -> None:
        requests.append(talk.request())
        talk.send(http(200, "{}"))

    with Server(script) as server, Transport(server.root_url) as transport:
        transport.post("/api/x", {"A": "b"}, query={"apiKey": KEY}, posting=False, secrets=(KEY,))
    assert requests[0].startswith(b"POST /api/x?apiKey=" + QUOTED.encode() + b" HTTP/1.1\r\n")
    assert requests[0].endswith(b'\r\n\r\n{"A": "b"}')


def test_one_that_left_and_was_not_answered_is_unknown() -> None:
    """It has no body whose first byte could be waited for: the head is all of it."""

    def script(talk: Talk) -> None:
        talk.request()

    with Server(script) as server, Transport(server.root_url) as transport:
        with pytest.raises(Unknown) as caught:
            post(transport)
        assert caught.value.code is ProblemCode.DROPPED


def test_one_that_found_nobody_is_not_sent() -> None:
    with Server(answering(b"")) as server:
        url = server.root_url
    with Transport(url) as transport, pytest.raises(NotSent):
        post(transport)


@pytest.mark.parametrize("written", [KEY, QUOTED, QUOTED.lower(), "k3y%2Fof+the+ERP"])
def test_a_key_in_the_url_is_hidden_where_it_is_echoed(written: str) -> None:
    page = http(200, f"<p>{written}</p>", f"text/{written}")
    with Server(answering(page)) as server, Transport(server.root_url) as transport:
        answer = post(transport)
    assert isinstance(answer.fault, Problem)
    assert "k3y" not in str(answer.fault)
    assert answer.redact(f"No HTTP resource matches '{written}'.").count("[hidden]") == 1


def test_nothing_of_the_url_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def script(talk: Talk) -> None:
        talk.request()
        talk.send(http(200, "{}", head="bad header\r\n"))  # of which urllib3 would warn

    caplog.set_level(logging.DEBUG)
    with Server(script) as server, Transport(server.root_url) as transport:
        post(transport)
    assert "k3y" not in caplog.text
