"""The table of design.md 4, row by row, against real sockets."""

import gzip
import logging
import select
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from time import monotonic

import pytest

from app.core.problems import NotSent, Problem, ProblemCode, Unknown
from app.erp.transport import Answer, Limits, Transport
from tests.unit.erp.servers import Server, Talk, answering, http

QUICK = Limits(connect=0.3, query=0.3, posting=0.3)
PATIENT = Limits()
BODY = {"ASSEMBLY_ID": "MOTOR003", "AUTH_TOKEN": "s3cr3t-t0ken"}
SECRETS = ("s3cr3t-t0ken",)


def post(root_url: str, limits: Limits = PATIENT, **options: object) -> Answer:
    with Transport(root_url, limits=limits, **options) as transport:  # type: ignore[arg-type] # passed on
        return transport.post("/api/x", BODY, posting=True, secrets=SECRETS)


def problem_of(root_url: str, limits: Limits = PATIENT, **options: object) -> Problem:
    with pytest.raises(Problem) as caught:
        post(root_url, limits, **options)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert SECRETS[0] not in str(caught.value)
    return caught.value


def fate(problem: Problem) -> tuple[type[Problem], ProblemCode]:
    return type(problem), problem.code


class TestNotSent:
    def test_refused(self) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as taken:
            port = taken.getsockname()[1]
        problem = problem_of(f"http://127.0.0.1:{port}")
        assert fate(problem) == (NotSent, ProblemCode.REFUSED_CONNECTION)
        assert "refused" in problem.detail

    def test_no_such_host(self) -> None:
        problem = problem_of("https://erp.invalid")
        assert fate(problem) == (NotSent, ProblemCode.NO_SUCH_HOST)

    @pytest.mark.parametrize("host", ["a" * 70 + ".example", "exa mple", "a..b", "[::1"])
    def test_host_that_cannot_be_one(self, host: str) -> None:
        assert fate(problem_of(f"https://{host}")) == (NotSent, ProblemCode.NO_SUCH_HOST)

    def test_no_route(self) -> None:
        problem = problem_of("http://255.255.255.255", QUICK, allow_plain_http=True)
        assert fate(problem) == (NotSent, ProblemCode.NO_ROUTE)

    def test_connect_timeout(self) -> None:
        with full_backlog() as port:
            started = monotonic()
            problem = problem_of(f"http://127.0.0.1:{port}", Limits(connect=0.2))
        assert fate(problem) == (NotSent, ProblemCode.CONNECT_TIMEOUT)
        assert 0.15 < monotonic() - started < 5

    def test_connect_timeout_is_shared_by_all_addresses(self) -> None:
        with full_backlog() as port:
            started = monotonic()
            # "localhost" may be two addresses; one that refuses makes room for the other
            problem = problem_of(f"http://localhost:{port}", Limits(connect=0.2))
        assert fate(problem) == (NotSent, ProblemCode.CONNECT_TIMEOUT)
        assert monotonic() - started < 5

    @pytest.mark.parametrize(
        ("root_url", "code"),
        [
            ("http://10.0.0.1", ProblemCode.INSECURE_URL),
            ("http://localhost.example", ProblemCode.INSECURE_URL),
            ("http://127.0.0.1.example", ProblemCode.INSECURE_URL),
            ("ftp://127.0.0.1", ProblemCode.INSECURE_URL),
            ("file:///etc/passwd", ProblemCode.INSECURE_URL),
            ("erp.example", ProblemCode.INSECURE_URL),
            ("", ProblemCode.INSECURE_URL),
            ("https://user:pw@erp.example", ProblemCode.INSECURE_URL),
            ("https://erp.example?key=1", ProblemCode.INSECURE_URL),
            ("https://erp.example#there", ProblemCode.INSECURE_URL),
            ("https://", ProblemCode.NO_SUCH_HOST),
            ("https://:443", ProblemCode.NO_SUCH_HOST),
            ("https://erp.example:99999", ProblemCode.NO_SUCH_HOST),
            ("https://erp.example:0", ProblemCode.NO_SUCH_HOST),
            ("https://erp.example:port", ProblemCode.NO_SUCH_HOST),
        ],
    )
    def test_address_that_may_not_be_called(self, root_url: str, code: ProblemCode) -> None:
        assert fate(problem_of(root_url)) == (NotSent, code)

    def test_plain_http_to_another_machine_where_allowed(self) -> None:
        problem = problem_of("http://erp.invalid", allow_plain_http=True)
        assert problem.code is ProblemCode.NO_SUCH_HOST

    def test_deadline_over_before_the_body(self) -> None:
        with Server(answering(http(200, "{}"))) as server:
            problem = problem_of(server.root_url, Limits(posting=0.0))
        assert fate(problem) == (NotSent, ProblemCode.CONNECT_TIMEOUT)


class TestUnknown:
    def test_dropped_before_reading(self) -> None:
        with Server(lambda _: None) as server:
            assert fate(problem_of(server.root_url)) == (Unknown, ProblemCode.DROPPED)

    def test_dropped_after_reading(self) -> None:
        def script(talk: Talk) -> None:
            talk.request()

        with Server(script) as server:
            assert fate(problem_of(server.root_url)) == (Unknown, ProblemCode.DROPPED)

    def test_no_answer_in_time(self) -> None:
        with Server(Talk.until_hung_up) as server:
            started = monotonic()
            problem = problem_of(server.root_url, QUICK)
        assert fate(problem) == (Unknown, ProblemCode.TIMEOUT)
        assert 0.25 < monotonic() - started < 5

    def test_server_that_never_reads_the_body(self) -> None:
        large = {"TEXT": "x" * 20_000_000}
        with (
            Server(Talk.until_hung_up) as server,
            Transport(server.root_url, limits=QUICK) as transport,
            pytest.raises(Unknown) as caught,
        ):
            transport.post("/api/x", large, posting=True)
        assert caught.value.code is ProblemCode.TIMEOUT

    @pytest.mark.parametrize(
        "answer",
        [
            b"HTTP/1.1 200 OK\r\n" + b"X-Filler: x\r\n" * 90,
            http(200, b'{"A": "' + b"x" * 1000),
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 500,
            b"HTTP/1.1 100 Continue\r\n\r\n" * 100,
        ],
        ids=["head", "body", "chunks", "interim"],
    )
    def test_slow_drip_ends_at_the_deadline(self, answer: bytes) -> None:
        def script(talk: Talk) -> None:
            talk.request()
            talk.drip(answer)

        with Server(script) as server:
            started = monotonic()
            problem = drained(server.root_url, QUICK)
        assert fate(problem) == (Unknown, ProblemCode.TIMEOUT)
        assert monotonic() - started < 5

    @pytest.mark.parametrize(
        "answer",
        [
            http(200, '{"A": "B"', length=500),
            b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"A"\r\n',
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
        ],
        ids=["length", "chunk", "chunk-size"],
    )
    def test_truncated(self, answer: bytes) -> None:
        def script(talk: Talk) -> None:
            talk.request()
            talk.send(answer)

        with Server(script) as server:
            assert fate(drained(server.root_url)) == (Unknown, ProblemCode.TRUNCATED)

    @pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308, 399])
    def test_redirects_are_not_followed(self, status: int) -> None:
        with Server(answering(http(200, "{}"))) as elsewhere:
            moved = http(status, head=f"Location: {elsewhere.root_url}/api/x\r\n")
            with Server(answering(moved)) as server:
                problem = problem_of(server.root_url)
            assert fate(problem) == (Unknown, ProblemCode.REDIRECT)
            assert elsewhere.connections == 0

    def test_body_of_a_redirect_is_not_read(self) -> None:
        def script(talk: Talk) -> None:
            talk.request()
            talk.send(http(302, length=10**12, head="Location: /there\r\n"))
            while not talk.closing.is_set():
                talk.send(b"x" * 65536)

        with Server(script) as server:
            started = monotonic()
            problem = problem_of(server.root_url)
        assert fate(problem) == (Unknown, ProblemCode.REDIRECT)
        assert monotonic() - started < 10

    @pytest.mark.parametrize("status", [502, 503, 504])
    def test_gateway(self, status: int) -> None:
        page = http(status, "<html>Bad gateway</html>", "text/html")
        with Server(answering(page)) as server:
            problem = problem_of(server.root_url)
        assert fate(problem) == (Unknown, ProblemCode.GATEWAY)
        assert problem.detail == f"HTTP {status} text/html"

    @pytest.mark.parametrize(
        "answer",
        [b"\x00\x01\x02\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 abc OK\r\n\r\n"],
    )
    def test_not_http(self, answer: bytes) -> None:
        def script(talk: Talk) -> None:
            talk.request()
            talk.send(answer)

        with Server(script) as server:
            assert isinstance(problem_of(server.root_url), Unknown)


class TestTooLarge:
    def test_announced(self) -> None:
        with Server(answering(http(200, b"", length=17 * 1024 * 1024))) as server:
            assert fate(drained(server.root_url)) == (Unknown, ProblemCode.TOO_LARGE)

    def test_not_announced(self) -> None:
        def script(talk: Talk) -> None:
            talk.request()
            talk.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
            for _ in range(17 * 16):
                talk.send(piece)

        with Server(script) as server:
            assert fate(drained(server.root_url)) == (Unknown, ProblemCode.TOO_LARGE)

    def test_unpacked(self) -> None:
        bomb = http(200, gzip.compress(b" " * 20_000_000), head="Content-Encoding: gzip\r\n")
        with Server(answering(bomb)) as server:
            assert fate(drained(server.root_url)) == (Unknown, ProblemCode.TOO_LARGE)

    def test_just_not_too_large(self) -> None:
        text = '"' + "x" * (1024 - 2) + '"'
        with Server(answering(http(200, text))) as server:
            answer = post(server.root_url, Limits(answer_bytes=1024))
        assert answer.value == "x" * 1022


def test_statuses_other_than_redirects_and_gateways_come_with_their_value() -> None:
    for status in (200, 201, 400, 401, 403, 404, 405, 429, 500, 501):
        with Server(answering(http(status, '{"MESSAGE": "no"}'))) as server:
            answer = post(server.root_url)
        assert (answer.status, answer.value, answer.fault) == (status, {"MESSAGE": "no"}, None)


@pytest.mark.parametrize("date", ["yesterday", f"Mon, 30 Nov {'9' * 20} 09:00:00 GMT"])
def test_an_answer_whose_date_is_none_is_an_answer_all_the_same(date: str) -> None:
    with Server(answering(http(200, "{}", head=f"Date: {date}\r\n"))) as server:
        answer = post(server.root_url)
    assert (answer.value, answer.said_at) == ({}, None)


def test_page_with_status_200_is_no_json() -> None:
    with Server(answering(http(200, "<html>Sign in to the guest network</html>"))) as server:
        problem = drained(server.root_url)
    assert fate(problem) == (Unknown, ProblemCode.NOT_JSON)


def test_what_is_sent() -> None:
    requests: list[bytes] = []

    def script(talk: Talk) -> None:
        requests.append(talk.request())
        talk.send(http(200, "{}"))

    with Server(script) as server:
        with Transport(server.root_url + "/erp/") as transport:
            transport.post("/api/x", {"PART_DESC": "Bürste\ud800"}, posting=True)
        host = f"Host: 127.0.0.1:{server.port}".encode()
    head, _, body = requests[0].partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    assert lines[0] == b"POST /erp/api/x HTTP/1.1"
    assert host in lines
    assert b"Content-Type: application/json" in lines
    assert b"Connection: close" in lines
    assert body == b'{"PART_DESC": "B\\u00fcrste\\ud800"}'


def test_nothing_secret_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), Server(lambda _: None) as server:
        problem_of(server.root_url)
    assert SECRETS[0] not in caplog.text


def test_environment_is_not_asked_for_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with Server(answering(http(200, "{}"))) as server:
        assert post(server.root_url).status == 200


def test_callers_own_exception_is_no_cause() -> None:
    def post_while_handling(transport: Transport) -> None:
        try:
            int("something of the caller's")
        except ValueError:
            transport.post("/api/x", BODY, posting=True)

    with (
        Server(lambda _: None) as server,
        Transport(server.root_url) as transport,
        pytest.raises(Unknown) as caught,
    ):
        post_while_handling(transport)
    assert caught.value.code is ProblemCode.DROPPED
    assert "caller" not in caught.value.detail


def drained(root_url: str, limits: Limits = PATIENT) -> Problem:
    """The fault of an answer whose head was fine; or the problem, if it came to that."""
    try:
        answer = post(root_url, limits)
    except Problem as problem:
        return problem
    assert answer.value is None
    assert answer.fault is not None
    return answer.fault


@contextmanager
def full_backlog() -> Iterator[int]:
    """A port whose queue of connections is full: the next one gets no answer at all."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting: list[socket.socket] = []
        try:
            while True:
                filler = socket.socket()
                waiting.append(filler)
                filler.setblocking(False)
                filler.connect_ex(listener.getsockname())
                if not select.select([], [filler], [], 0.2)[1]:
                    break
                assert len(waiting) < 20
            yield listener.getsockname()[1]
        finally:
            for filler in waiting:
                filler.close()
