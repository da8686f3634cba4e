"""What each fault does to one call on its connection."""

import contextlib
import json
import socket
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from app.sandbox import manex
from app.sandbox.fault_message import Head, Message, answer, json_answer, page
from app.sandbox.faults import Fault, Rule
from app.sandbox.held_calls import hung_up
from app.sandbox.manex import API_KEYS
from app.sandbox.manex_path import call_of, read_place

if TYPE_CHECKING:
    from app.sandbox.fault_line import FaultLine

TOKEN = "AUTH_TOKEN"  # noqa: S105 - a field's name
ELSEWHERE = "Location: /elsewhere"
_PAGES = {
    Fault.BAD_GATEWAY: HTTPStatus.BAD_GATEWAY,
    Fault.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    Fault.GATEWAY_TIMEOUT: HTTPStatus.GATEWAY_TIMEOUT,
}


class Ask(Protocol):
    """Hands a request on to the ERP, and its answer back."""

    def __call__(self, instead: Message = ...) -> Message:
        """Called once an act, at most."""


@dataclass(frozen=True, slots=True)
class Act:
    """One call that goes wrong.

    Attributes:
        line: On which it came.
        here: The client's connection.
        request: Whole.
        rule: What goes wrong.
        arrived: When it came, by `time.monotonic`.
        ask: Has the ERP carry it out, or another request in its stead; gives the answer.
    """

    line: "FaultLine"
    here: socket.socket
    request: Message
    rule: Rule
    arrived: float
    ask: Ask


def act(call: Act) -> bool:
    """Let it go wrong; whether the connection can take another request.

    Raises:
        OSError: The client or the server hung up meanwhile.
    """
    match call.rule.fault:
        case Fault.LATENCY:
            if not call.line.pause(call.rule.seconds):
                return False
            call.here.sendall(bytes(call.ask()))
        case Fault.EXPIRED_TOKEN:
            _expire(call)
        case Fault.FOREIGN:
            _answer_another(call)
        case Fault.DROP_IN_ANSWER:
            answered = call.ask()
            whole = bytes(answered)
            call.here.sendall(whole[: len(whole) - (len(answered.body) + 1) // 2])
            return False
        case Fault.TRUNCATED:
            answered = call.ask()
            call.here.sendall(answered.with_body(answered.body[: len(answered.body) // 2]))
        case Fault.DRIP:
            return _drip(call)
        case Fault.LATE:
            return _late(call)
        case Fault.CLOSED:
            _close_port(call)
            return False
        case _:
            return _instead(call)
    return True


def _instead(call: Act) -> bool:
    """Faults in place of an answer: before the ERP hears of the call, or after it did it."""
    if call.rule.after:
        call.ask()
    match call.rule.fault:
        case Fault.ERROR:
            call.here.sendall(_own_failure(call))
        case Fault.BARE_ERROR:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            call.here.sendall(answer(status, b"Internal Server Error", "text/plain"))
        case Fault.REDIRECT:
            call.here.sendall(page(HTTPStatus.FOUND, ELSEWHERE))
        case Fault.DROP:
            return False
        case gateway:
            call.here.sendall(page(_PAGES[gateway]))
    return True


def _own_failure(call: Act) -> bytes:
    """What the ERP says of a fault of its own."""
    path = call.request.head.path
    if read_place(path) is None:
        told = {"MESSAGE": "The ERP failed on purpose.", "MESSAGE_CODE": "INTERNAL"}
        return json_answer(HTTPStatus.INTERNAL_SERVER_ERROR, told)
    status, body = manex.failure(path, call.line.manner)
    return answer(HTTPStatus(status), body, "application/json")


def _expire(call: Act) -> None:
    """The ERP itself refuses the token, now and ever after; the key of ManEx only this once."""
    if read_place(call.request.head.path) is not None:
        call.here.sendall(bytes(call.ask(_without_key(call.request))))
        return
    try:
        fields = json.loads(call.request.body)
    except ValueError:
        fields = None
    if isinstance(fields, dict) and isinstance(token := fields.get(TOKEN), str):
        call.line.expire(token)
    call.here.sendall(bytes(call.ask()))


def _without_key(request: Message) -> Message:
    """The request with another key of the same length, wherever it has one."""
    for key in API_KEYS.values():
        own, other = key.encode(), b"0" * len(key)
        lines = tuple(line.replace(own, other) for line in request.head.lines)
        request = Message(Head(lines), request.body.replace(own, other))
    return request


def _answer_another(call: Act) -> None:
    """Carry it out, and answer with what another request of its path was told."""
    earlier = call.line.earlier_answer(call_of(call.request.head.path))
    own = call.ask()
    call.here.sendall(bytes(earlier or own))


def _drip(call: Act) -> bool:
    for byte in bytes(call.ask()):
        if not call.line.pause(call.rule.seconds):
            return False
        call.here.sendall(bytes((byte,)))
    return True


def _late(call: Act) -> bool:
    """Carry it out after the client gave up, and after the first query that came since."""
    end = call.arrived + call.rule.seconds

    def left() -> float:
        return max(0.0, end - time.monotonic())

    if hung_up(call.here, left()) and not (
        call.line.calls.await_query(call.here, left())
        and call.line.pause(min(call.rule.then, left()))
    ):
        return False
    answered = call.ask()
    with contextlib.suppress(OSError):  # nobody listens any more, as was wanted
        call.here.sendall(bytes(answered))
    return False


def _close_port(call: Act) -> None:
    """Close it first: who has the answer finds it closed."""
    answered = call.ask()
    call.line.close_port(call.here)
    call.here.sendall(bytes(answered))
    call.here.shutdown(socket.SHUT_RDWR)
    if call.line.pause(call.rule.seconds):
        call.line.open_port()
