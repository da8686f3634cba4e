"""TLS is verified against the operating system's trust store; a failure surely sent nothing."""

from collections.abc import Iterator

import pytest

from app.core.problems import NotSent, ProblemCode, Unknown
from app.erp.transport import Answer, Limits, Transport
from tests.unit.erp.servers import CERTIFICATE, Server, Talk, answering, http, server_side


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(answering(http(200, "{}")), server_side()) as running:
        yield running


def post(root_url: str, limits: Limits | None = None, *, posting: bool = True) -> Answer:
    with Transport(root_url, limits=limits) as transport:
        return transport.post("/api/x", {"A": "B"}, posting=posting)


def test_trusted_certificate(trusted: None, server: Server) -> None:
    assert post(f"https://localhost:{server.port}").value == {}


def test_queries_keep_a_connection(trusted: None, server: Server) -> None:
    with Transport(f"https://localhost:{server.port}") as transport:
        for _ in range(3):
            transport.post("/api/x", {}, posting=False)
        assert server.connections == 1


def test_self_signed_certificate(server: Server) -> None:
    with pytest.raises(NotSent) as caught:
        post(f"https://localhost:{server.port}")
    assert caught.value.code is ProblemCode.TLS_FAILED
    assert "self-signed" in caught.value.detail


def test_certificate_of_another_host(trusted: None, server: Server) -> None:
    with pytest.raises(NotSent) as caught:
        post(server.root_url)  # by its number
    assert caught.value.code is ProblemCode.TLS_FAILED
    assert "127.0.0.1" in caught.value.detail


def test_environment_of_requests_is_not_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(CERTIFICATE))
    with pytest.raises(NotSent):
        post(f"https://localhost:{server.port}")


def test_list_that_requests_brings_along_is_not_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(CERTIFICATE))
    with pytest.raises(NotSent):
        post(f"https://localhost:{server.port}")


def test_server_that_speaks_no_tls() -> None:
    def script(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        talk.until_hung_up()

    with Server(script) as plain, pytest.raises(NotSent) as caught:
        post(f"https://localhost:{plain.port}")
    assert caught.value.code is ProblemCode.TLS_FAILED


def test_server_that_never_shakes_hands() -> None:
    with Server(Talk.until_hung_up) as silent, pytest.raises(NotSent) as caught:
        post(f"https://localhost:{silent.port}", Limits(connect=0.3))
    assert caught.value.code is ProblemCode.CONNECT_TIMEOUT


def test_server_that_drops_the_handshake() -> None:
    with Server(lambda _: None) as dropping, pytest.raises(NotSent) as caught:
        post(f"https://localhost:{dropping.port}")
    assert caught.value.code in {ProblemCode.TLS_FAILED, ProblemCode.DROPPED}


def test_slow_drip_over_tls(trusted: None) -> None:
    def script(talk: Talk) -> None:
        talk.request()
        talk.drip(http(200, b" " * 1000))

    with Server(script, server_side()) as dripping, pytest.raises(Unknown) as caught:
        post(f"https://localhost:{dripping.port}", Limits(posting=0.4))
    assert caught.value.code is ProblemCode.TIMEOUT


def test_dropped_after_the_handshake(trusted: None) -> None:
    def script(talk: Talk) -> None:
        talk.request()

    with Server(script, server_side()) as dropping, pytest.raises(Unknown) as caught:
        post(f"https://localhost:{dropping.port}")
    assert caught.value.code is ProblemCode.DROPPED
