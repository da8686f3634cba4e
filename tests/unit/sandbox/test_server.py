"""The server's life: it ends cleanly, with calls in progress too."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.support.training import NewTrainingServer
from tests.unit.sandbox.erp import Erp


def test_it_ends_with_all_its_threads_and_its_port() -> None:
    before = threading.active_count()
    server = NewTrainingServer()
    server.start()
    port = int(server.url.rpartition(":")[2])
    assert threading.active_count() > before

    server.stop()

    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_a_port_that_is_taken_is_an_os_error_and_leaves_nothing_running() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        before = set(threading.enumerate())
        server = NewTrainingServer(port=taken.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            server.start()

    assert set(threading.enumerate()) <= before


def test_a_call_in_progress_is_answered_before_the_end() -> None:
    entered, leave = threading.Event(), threading.Event()

    class Slow:
        def process_request(self, req: object, _resp: object) -> None:
            if getattr(req, "path", "").endswith("server-time-get"):
                entered.set()
                leave.wait(timeout=30)

    server = NewTrainingServer(middleware=[Slow()])
    server.start()
    with Erp(server.url) as erp, ThreadPoolExecutor(2) as pool:
        answer = pool.submit(erp.post, "server-time-get")
        assert entered.wait(timeout=30)
        stopped = pool.submit(server.stop)
        leave.set()

        stopped.result(timeout=30)
        assert answer.result(timeout=30).status_code == 200


@pytest.mark.expect_log("still running")
def test_a_call_that_never_ends_does_not_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.sandbox.server.FINISH_SECONDS", 0.1)
    entered, leave = threading.Event(), threading.Event()

    class Stuck:
        def process_request(self, req: object, _resp: object) -> None:
            if getattr(req, "path", "").endswith("server-time-get"):
                entered.set()
                leave.wait(timeout=30)

    server = NewTrainingServer(middleware=[Stuck()])
    server.start()
    with Erp(server.url) as erp, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(erp.post, "server-time-get")
        assert entered.wait(timeout=30)

        server.stop()

        with pytest.raises(requests.ConnectionError):
            answer.result(timeout=30)
        leave.set()


def test_an_idle_connection_does_not_keep_it() -> None:
    with NewTrainingServer() as server:
        address = ("127.0.0.1", int(server.url.rpartition(":")[2]))
        idle = socket.create_connection(address, timeout=10)
        idle.sendall(b"POST /api/part-query HTTP/1.1\r\nContent-Length: 10\r\n\r\n{")

    with idle, pytest.raises(ConnectionRefusedError):
        socket.create_connection(address, timeout=5)
