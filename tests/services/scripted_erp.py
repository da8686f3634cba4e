"""An ERP that does to each kit issue what a script says, over real sockets."""

import json
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from enum import Enum, auto
from typing import Self

from tests.unit.erp.servers import PATIENCE, Talk, http

KIT_ISSUE = "/api/backflush-kit-issue-create"


class Reply(Enum):
    """What becomes of one kit issue. Nothing is done, but by those that say so."""

    ANSWER = auto()  # done
    RULE = auto()
    RULE_DONE = auto()  # done, and then refused all the same
    SERIAL_EXISTS = auto()
    UNKNOWN_BATCH = auto()
    BAD_REQUEST = auto()
    UNAUTHORIZED = auto()
    DROPPED = auto()
    DROPPED_DONE = auto()  # done, and the answer never arrives
    DROPPED_LATE = auto()  # done only once `let_go` is called
    PAGE = auto()
    SAYS_NOTHING = auto()  # a 500 without the ERP's words
    REDIRECT = auto()
    TRUNCATED = auto()
    FOREIGN = auto()
    HELD = auto()  # answered once `let_go` is called, and done
    OTHER_REFERENCE = auto()  # done, and answered with the reference cut short
    CLOSED = auto()  # the port is closed before it can be sent


DONE = {
    Reply.ANSWER,
    Reply.RULE_DONE,
    Reply.DROPPED_DONE,
    Reply.HELD,
    Reply.OTHER_REFERENCE,
}


class ScriptedErp:
    """Listens on loopback; when the script is at its end, every kit issue is answered.

    Attributes:
        issues: Each kit issue that arrived, by its REFERENCE, and what became of it.
        batch_numbers: The BATCH_NUMBER that came with each, or "".
        asked: How often each path was called.
        done: Bodies of the kit issues that were done, as its books: serial numbers, lots and
            stock are told by them.
        late: Bodies that it does only once `let_go` is called,
        late_after_question: or once it has told its serial numbers without them.
        keeps: What it keeps of a REFERENCE,
        writes: and of the name of a lot or a serial number.
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
        self.late: list[Mapping[str, str]] = []
        self.late_after_question = False
        self.done: list[Mapping[str, str]] = []
        self.keeps: Callable[[str], str] = lambda reference: reference
        self.writes: Callable[[str], str] = lambda name: name
        self.refuses: set[str] = set()  # paths that it refuses in its own words
        self.refusal = 500  # the status of that
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
        """Answer what is held, and do what was put off."""
        self._do_late()
        self._gone.set()

    def _do_late(self) -> None:
        with self._lock:
            self.done += self.late
            self.late.clear()

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
        if path in self.refuses:
            return _failure(self.refusal, "You may not see that.")
        if path == "/api/auth-token-get":
            return _json(200, {"AUTH_TOKEN": f"token-{self.asked[path]}"})
        if path == "/api/server-time-get":
            return _json(200, {"SERVER_TIME": "2026-03-02 06:00:00"})
        if path == "/api/api-version-get":
            return _json(200, {"API_VERSION": "1"})
        return self._told(path, asked)

    def _told(self, path: str, asked: Mapping[str, str]) -> bytes:
        """What the books say."""
        with self._lock:
            books = [self._kept(one) for one in self.done]
        rows: list[dict[str, str]] = []
        if path == "/api/serial-number-query":
            rows = [row for one in books for row in _serials(one)]
            if self.late_after_question:
                self._do_late()
        elif path == "/api/lot-query":
            rows = [row for one in books for row in _lots(one)]
        elif path == "/api/stock-status-query":
            rows = [_stock(asked, len(books))]
        return _json(200, rows)

    def _kept(self, issue: Mapping[str, str]) -> dict[str, str]:
        names = ("ASSEMBLY_LOT", "SERIAL_NUMBER")
        written = {name: self.writes(issue[name]) for name in names if name in issue}
        return {**issue, "REFERENCE": self.keeps(issue["REFERENCE"]), **written}

    def _issue(self, asked: Mapping[str, str]) -> bytes:
        with self._lock:
            reply = self._script.popleft() if self._script else Reply.ANSWER
            self.issues.append((asked["REFERENCE"], reply))
            self.batch_numbers.append(asked.get("BATCH_NUMBER", ""))
            self._prepare()
            if reply in DONE - {Reply.HELD}:
                self.done.append(asked)
            if reply is Reply.DROPPED_LATE:
                self.late.append(asked)
        if reply is Reply.HELD:
            self.held.set()
            self._gone.wait(PATIENCE)
            with self._lock:
                self.done.append(asked)
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
    serial = asked.get("SERIAL_NUMBER", "")
    return {
        Reply.ANSWER: whole,
        Reply.HELD: whole,
        Reply.RULE: _failure(500, "STOCK is short."),
        Reply.UNKNOWN_BATCH: _failure(500, f"BATCH_NUMBER {batch} is unknown."),
        Reply.BAD_REQUEST: _failure(400, "Request JSON is invalid."),
        Reply.UNAUTHORIZED: _failure(401, "Auth Token login failure."),
        Reply.RULE_DONE: _failure(500, "The printer is out of paper."),
        Reply.SERIAL_EXISTS: _failure(500, f"SERIAL_NUMBER {serial} already exists."),
        Reply.OTHER_REFERENCE: _json(200, answer | {"REFERENCE": asked["REFERENCE"][:6]}),
        Reply.DROPPED: b"",
        Reply.DROPPED_DONE: b"",
        Reply.DROPPED_LATE: b"",
        Reply.PAGE: http(503, "<html>Service Unavailable</html>", "text/html"),
        Reply.SAYS_NOTHING: http(500, "{}"),
        Reply.REDIRECT: http(302, "", head="Location: /elsewhere\r\n"),
        Reply.TRUNCATED: whole[:-20],
        Reply.FOREIGN: _json(200, answer | {"REFERENCE": "KB00000000"}),
    }[reply]


def _serials(issue: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Rows of a serial number query, more than were asked for: a match of QBE isn't a match."""
    for serial in filter(None, issue.get("SERIAL_NUMBER", "").split(",")):
        row = {"PART_ID": issue["ASSEMBLY_ID"], "SERIAL_NUMBER": serial, "SN_STATUS": "A"}
        yield row | {"REFERENCE": issue["REFERENCE"]}
        yield row | {"SERIAL_NUMBER": f"{serial}9", "REFERENCE": "SOMEBODY"}


def _lots(issue: Mapping[str, str]) -> Iterator[dict[str, str]]:
    lot_id = issue.get("ASSEMBLY_LOT", "")
    if lot_id:
        row = {"PART_ID": issue["ASSEMBLY_ID"], "LOT_ID": lot_id, "LOT_STATUS": "A"}
        yield row | {"TXN_NOTE": issue["REFERENCE"], "ON_HAND_QTY": issue["COMPLETED_QTY"]}


def _stock(asked: Mapping[str, str], kits: int) -> dict[str, str]:
    part_id = asked["PART_ID"].removeprefix("IN ").split(",")[0].strip("'")
    return {"PART_ID": part_id, "STORES_CODE": "MA", "ON_HAND_QTY": f"{100 + kits}"}


def _json(status: int, value: object) -> bytes:
    return http(status, json.dumps(value))


def _failure(status: int, message: str) -> bytes:
    return _json(status, {"MESSAGE": message, "MESSAGE_CODE": ""})
