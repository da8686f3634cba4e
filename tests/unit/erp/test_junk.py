"""Whatever a server says, a call ends with an answer or a problem, and no secret comes out."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.problems import Problem, Unknown
from app.erp.transport import Limits, Transport
from tests.unit.erp.servers import Server, Talk

TOKENS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=6, max_size=30)
PIECES = st.sampled_from(
    [
        b"HTTP/1.1 ",
        b"HTTP/1.0 ",
        b"200 OK",
        b"500 ",
        b"302 Found",
        b"100 Continue",
        b"\r\n",
        b"\r\n\r\n",
        b"\n",
        b"Content-Length: ",
        b"Content-Length: -1\r\n",
        b"Content-Length: 5\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Content-Encoding: deflate\r\n",
        b"Content-Type: application/json; charset=utf-16\r\n",
        b"Set-Cookie: =;;=\r\n",
        b"Location: http://[\r\n",
        b"5\r\n",
        b"{}",
        b'{"MESSAGE": "',
        b"\x00",
        b"\xff",
        b"TOKEN",
    ]
)


class JunkServer(Server):
    """Reads a request, says what it was told to, hangs up."""

    def __init__(self) -> None:
        self.junk = b""
        super().__init__(self._say)

    def _say(self, talk: Talk) -> None:
        talk.request()
        talk.send(self.junk)


@pytest.fixture
def server() -> Iterator[JunkServer]:
    """Its heads make urllib3 log that they can't be read, which is true and expected here."""
    log = logging.getLogger("urllib3")
    level = log.level
    log.setLevel(logging.CRITICAL)
    with JunkServer() as running:
        yield running
    log.setLevel(level)


@given(st.lists(PIECES, max_size=14), TOKENS, st.booleans())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk(server: JunkServer, pieces: list[bytes], token: str, posting: bool) -> None:
    server.junk = b"".join(pieces).replace(b"TOKEN", token.encode())
    told = problem_of(server, token, posting=posting)
    if told is not None:
        assert isinstance(told, Unknown)  # the server had read it all
        assert token not in repr(told)
        assert token not in told.detail
        assert told.__cause__ is None
        assert told.__context__ is None


@pytest.mark.parametrize(
    "junk",
    [
        b"GARBAGE s3cr3t-t0ken\r\n\r\n",
        b"HTTP/1.1 s3cr3t-t0ken\r\n\r\n",
        b"HTTP/1.1 502 x\r\nContent-Type: s3cr3t-t0ken\r\n\r\n",
        b"HTTP/1.1 302 x\r\nLocation: https://x/?s3cr3t-t0ken\r\n\r\n",
        b"HTTP/1.1 302 x\r\nContent-Type: S3CR3T-t0ken\r\n\r\n",
        b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\ns3cr3t-t0ken\r\n",
        b"HTTP/1.1 200 x\r\nContent-Length: s3cr3t-t0ken\r\n\r\ns3cr3t-t0ken",
        b"HTTP/1.1 200 x\r\nContent-Encoding: gzip\r\n\r\ns3cr3t-t0ken",
        b"HTTP/1.1 200 x\r\n\r\n<p>s3cr3t-t0ken</p>",
    ],
)
def test_echoed_token(server: JunkServer, junk: bytes) -> None:
    server.junk = junk
    told = problem_of(server, "s3cr3t-t0ken", posting=True)
    assert isinstance(told, Unknown)
    assert "s3cr3t-t0ken" not in repr(told).lower()
    assert "s3cr3t-t0ken" not in told.detail.lower()


def problem_of(server: JunkServer, token: str, *, posting: bool) -> Problem | None:
    with Transport(server.root_url, limits=Limits(query=5, posting=5)) as transport:
        try:
            answer = transport.post("/x", {"T": token}, posting=posting, secrets=(token,))
        except Problem as problem:
            return problem
    return answer.fault
