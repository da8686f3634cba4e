"""An ERP that does to each kit issue what a script says, over real sockets."""

import json
import socket
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import Enum, auto
from typing import Self

from tests.unit.erp.servers import PATIENCE, Talk, http

KIT_ISSUE = "/api/backflush-kit-issue-create"


class Reply(Enum):
    """What becomes of one kit issue."""

    ANSWER = auto()
    RULE = auto()
    UNKNOWN_BATCH = auto()
    BAD_REQUEST = auto()
    UNAUTHORIZED = auto()
    DROPPED = auto()
    PAGE = auto()
    SAYS_NOTHING = auto()  # a 500 without the ERP's words
    REDIRECT = auto()
    TRUNCATED = auto()
    FOREIGN = auto()
    HELD = auto()  # answered once `let_go` is called
    CLOSED = auto()  # the port is closed before it can be sent


class ScriptedErp:
    """Listens on loopback; when the script is at its end, every kit issue is answered.

    Attributes:
        issues: Each kit issue that arrived, by its REFERENCE, and what became of it.
        batch_numbers: The BATCH_NUMBER that came with each, or "".
        asked: How often each path was called.
    """

    def __init__(self, script: Iterable[Reply] = ()) -> None:
        self._script = deque(script)
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._gone = threading.Event()
        self._threads: list[threading.Thread] = []
        self._connections: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self._address = ("127.0.0.1", 0)
        self.held = threading.Event()
        self.issues: list[tuple[str, Reply]] = []
        self.batch_numbers: list[str] = []
        self.asked: dict[str, int] = {}
        self.answers = True  # the calls without effect, that is
        self._open()
        self.url = f"http://127.0.0.1:{self._address[1]}"
        self._prepare()

    @property
    def is_closed(self) -> bool:
        """Whether connections are refused just now."""
        with self._lock:
            return self._listener is None

    def go_on(self) -> None:
        """A sending was in vain: go on in the script, and listen again where it says so."""
        with self._lock:
            if self._script and self._script[0] is Reply.CLOSED:
                self._script.popleft()
            self._prepare()

    def let_go(self) -> None:
        """Answer what is held."""
        self._gone.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._gone.set()
        with self._lock:
            self._shut()
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()

    def _open(self) -> None:
        self._listener = socket.create_server(self._address, backlog=64)
        self._address = self._listener.getsockname()
        self._spawn(self._accept, self._listener)

    def _shut(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def _prepare(self) -> None:
        """Before a reply leaves, the port is as the next one wants it."""
        with self._lock:
            if self._script and self._script[0] is Reply.CLOSED:
                self._shut()
            elif self._listener is None and not self._closing.is_set():
                self._open()

    def _spawn(self, work: object, *about: object) -> None:
        assert callable(work)
        thread = threading.Thread(target=work, args=about, name="scripted-erp")
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                self._connections.append(connection)
                self._spawn(self._talk, connection)

    def _talk(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            talk = Talk(connection, self._closing)
            while request := talk.request():
                head, _, body = request.partition(b"\r\n\r\n")
                path = head.split(b" ")[1].decode()
                talk.send(self._answer(path, json.loads(body)))
                if path == KIT_ISSUE:
                    return  # as the client asked; and so ends what is cut off

    def _answer(self, path: str, asked: Mapping[str, str]) -> bytes:
        with self._lock:
            self.asked[path] = self.asked.get(path, 0) + 1
        if path == KIT_ISSUE:
            return self._issue(asked)
        if not self.answers:
            return http(503, "<html>", "text/html")
        if path == "/api/auth-token-get":
            return _json(200, {"AUTH_TOKEN": f"token-{self.asked[path]}"})
        if path == "/api/server-time-get":
            return _json(200, {"SERVER_TIME": "2026-03-02 06:00:00"})
        if path == "/api/api-version-get":
            return _json(200, {"API_VERSION": "1"})
        return _json(200, [])

    def _issue(self, asked: Mapping[str, str]) -> bytes:
        with self._lock:
            reply = self._script.popleft() if self._script else Reply.ANSWER
            self.issues.append((asked["REFERENCE"], reply))
            self.batch_numbers.append(asked.get("BATCH_NUMBER", ""))
            self._prepare()
        if reply is Reply.HELD:
            self.held.set()
            self._gone.wait(PATIENCE)
        return _said(reply, asked)


def _said(reply: Reply, asked: Mapping[str, str]) -> bytes:
    answer = {
        "ACTION_DATE": asked["ACTION_DATE"],
        "ASSEMBLY_ID": asked["ASSEMBLY_ID"],
        "COMPLETED_QTY": asked["COMPLETED_QTY"],
        "REFERENCE": asked["REFERENCE"],
        "BATCH_NUMBER": asked.get("BATCH_NUMBER", f"B{asked['REFERENCE']}"),
        "TXNS_ACCEPTED": "1",
        "COMPONENTS": [],
    }
    whole = _json(200, answer)
    batch = asked.get("BATCH_NUMBER", "")
    return {
        Reply.ANSWER: whole,
        Reply.HELD: whole,
        Reply.RULE: _failure(500, "STOCK is short."),
        Reply.UNKNOWN_BATCH: _failure(500, f"BATCH_NUMBER {batch} is unknown."),
        Reply.BAD_REQUEST: _failure(400, "Request JSON is invalid."),
        Reply.UNAUTHORIZED: _failure(401, "Auth Token login failure."),
        Reply.DROPPED: b"",
        Reply.PAGE: http(503, "<html>Service Unavailable</html>", "text/html"),
        Reply.SAYS_NOTHING: http(500, "{}"),
        Reply.REDIRECT: http(302, "", head="Location: /elsewhere\r\n"),
        Reply.TRUNCATED: whole[:-20],
        Reply.FOREIGN: _json(200, answer | {"REFERENCE": "KB00000000"}),
    }[reply]


def _json(status: int, value: object) -> bytes:
    return http(status, json.dumps(value))


def _failure(status: int, message: str) -> bytes:
    return _json(status, {"MESSAGE": message, "MESSAGE_CODE": ""})
