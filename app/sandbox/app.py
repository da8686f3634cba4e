"""The falcon application: how every call is read, answered and refused (contracts.md A0, E2.11)."""

import json
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Protocol

import falcon

from app.sandbox.form import Form, read_object
from app.sandbox.refusals import (
    Code,
    RefusalError,
    broken,
    internal_fault,
    method_not_post,
    path_unknown,
)

BODY_BYTES = 16 * 1024 * 1024  # of one request

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Call:
    """What a path answers; a call that asks for nothing may come without a body."""

    answer: Callable[[Form], object]
    body_required: bool = True


class Middleware(Protocol):
    """What may stand before every call."""

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Called before the call is looked up."""


class Sink(Protocol):
    """What answers every call below a path by itself."""

    def __call__(self, req: falcon.Request, resp: falcon.Response, **_params: str) -> None:
        """Called with a request below the path."""


def create_app(
    calls: Mapping[str, Call],
    middleware: Sequence[Middleware] = (),
    sinks: Mapping[str, Sink] = MappingProxyType({}),
) -> falcon.App[falcon.Request, falcon.Response]:
    """A WSGI application that serves these calls by path, and by the sinks what is below theirs."""
    application = falcon.App(middleware=list(middleware))
    application.add_error_handler(Exception, _refuse)
    application.add_error_handler(falcon.HTTPError, _refuse)
    # A sink: to lay out routes takes longer than anything else at the start of a server.
    application.add_sink(_Calls(calls), re.compile(""))
    for path, sink in sinks.items():  # looked at before the one above
        application.add_sink(sink, re.compile(f"{re.escape(path)}(?=/|$)", re.IGNORECASE))
    return application


class _Calls:
    def __init__(self, calls: Mapping[str, Call]) -> None:
        self._calls = calls

    def __call__(self, req: falcon.Request, resp: falcon.Response, **_params: str) -> None:
        call = self._calls.get(req.path)
        if call is None:
            raise path_unknown(req.path)
        if req.method != "POST":
            raise method_not_post()
        body = _body(req)
        if not body and not call.body_required:
            body = b"{}"
        _answer(resp, HTTPStatus.OK, call.answer(read_object(body)))


def _body(req: falcon.Request) -> bytes:
    body = req.bounded_stream.read(BODY_BYTES + 1)
    if len(body) > BODY_BYTES:
        raise broken(Code.REQUEST_TOO_LARGE, f"The request is larger than {BODY_BYTES} bytes.")
    return bytes(body)


def _refuse(req: falcon.Request, resp: falcon.Response, fault: Exception, _params: object) -> None:
    del req
    refusal = _refusal(fault)
    body = {"MESSAGE": refusal.message, "MESSAGE_CODE": refusal.code.value}
    _answer(resp, refusal.status, body)


def _refusal(fault: Exception) -> RefusalError:
    if isinstance(fault, RefusalError):
        return fault
    log.error("A call failed", exc_info=fault)
    return internal_fault()


def _answer(resp: falcon.Response, status: HTTPStatus, body: object) -> None:
    resp.status = f"{status.value} {status.phrase}"
    resp.content_type = falcon.MEDIA_JSON
    resp.data = json.dumps(body).encode()
