"""A configured proxy, and only that one."""

import pytest

from app.core.problems import NotSent, ProblemCode
from app.erp.transport import Limits, Transport
from tests.unit.erp.servers import Server, Talk, answering, http, server_side

REFUSAL = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"


def test_tunnel_is_asked_for_and_its_refusal_sends_nothing() -> None:
    requests: list[bytes] = []

    def script(talk: Talk) -> None:
        requests.append(talk.request())
        talk.send(REFUSAL)

    with Server(script) as proxy:
        with (
            Transport("https://erp.example", proxy=proxy.root_url) as transport,
            pytest.raises(NotSent) as caught,
        ):
            transport.post("/api/x", {"AUTH_TOKEN": "s3cr3t"}, posting=True)
        assert requests[0].startswith(b"CONNECT erp.example:443 HTTP/1.")
    assert caught.value.code is ProblemCode.NO_ROUTE
    assert "407" in caught.value.detail


def test_tls_goes_through_the_tunnel(trusted: None) -> None:
    asked: list[bytes] = []

    with Server(answering(http(200, '{"A": "B"}')), server_side()) as server:

        def script(talk: Talk) -> None:
            asked.append(talk.request())
            talk.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
            talk.join_to(server.port)

        with (
            Server(script) as proxy,
            Transport("https://erp.example", proxy=f"127.0.0.1:{proxy.port}") as transport,
        ):
            for posting in (False, False, True):
                answer = transport.post("/api/x", {"AUTH_TOKEN": "s3cr3t"}, posting=posting)
                assert answer.value == {"A": "B"}
            assert proxy.connections == 2
    assert b"s3cr3t" not in b"".join(asked)


def test_proxy_that_drips_its_answer() -> None:
    def script(talk: Talk) -> None:
        talk.request()
        talk.drip(b"HTTP/1.1 200 OK\r\n" + b"X-Filler: x\r\n" * 90)

    with (
        Server(script) as proxy,
        Transport(
            "https://erp.example", limits=Limits(connect=0.3), proxy=proxy.root_url
        ) as transport,
        pytest.raises(NotSent) as caught,
    ):
        transport.post("/api/x", {}, posting=True)
    assert caught.value.code is ProblemCode.CONNECT_TIMEOUT


def test_plain_http_goes_through_it_where_allowed() -> None:
    requests: list[bytes] = []

    def script(talk: Talk) -> None:
        requests.append(talk.request())
        talk.send(http(200, "{}"))

    with (
        Server(script) as proxy,
        Transport("http://erp.example", proxy=proxy.root_url, allow_plain_http=True) as transport,
    ):
        assert transport.post("/api/x", {}, posting=True).status == 200
        assert requests[0].startswith(b"POST http://erp.example/api/x HTTP/1.1")


def test_this_machines_own_server_is_not_asked_through_it() -> None:
    with (
        Server(answering(http(200, "{}"))) as server,
        Server(answering(REFUSAL)) as proxy,
        Transport(server.root_url, proxy=proxy.root_url) as transport,
    ):
        assert transport.post("/api/x", {}, posting=True).status == 200
        assert proxy.connections == 0


@pytest.mark.parametrize(
    "proxy",
    [
        "http://user:pa55word@[broken",
        "user:pa55word@proxy.invalid:8080",
        "http://user:pa55word@proxy.invalid:8080",
        "http://user:pa55word@",
        "http://user:pa%35%35word@proxy.invalid",
        "socks5://user:pa55word@127.0.0.1:1",
    ],
)
def test_its_password_is_never_told(proxy: str) -> None:
    with (
        Transport("https://erp.example", proxy=proxy) as transport,
        pytest.raises(NotSent) as caught,
    ):
        transport.post("/api/x", {}, posting=True)
    assert "pa55word" not in str(caught.value)
    assert "pa%35%35word" not in str(caught.value)
    assert caught.value.__context__ is None
