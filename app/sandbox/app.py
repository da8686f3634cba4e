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
    for path, call in calls.items():
        application.add_route(path, _Endpoint(call))
    for path, sink in sinks.items():
        application.add_sink(sink, re.compile(f"{re.escape(path)}(?=/|$)", re.IGNORECASE))
    return application


class _Endpoint:
    def __init__(self, call: Call) -> None:
        self._call = call

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        body = _body(req)
        if not body and not self._call.body_required:
            body = b"{}"
        _answer(resp, HTTPStatus.OK, self._call.answer(read_object(body)))

    def on_options(self, _req: falcon.Request, _resp: falcon.Response) -> None:
        # Falcon would answer OPTIONS by itself; the pages know POST only.
        raise method_not_post()


def _body(req: falcon.Request) -> bytes:
    body = req.bounded_stream.read(BODY_BYTES + 1)
    if len(body) > BODY_BYTES:
        raise broken(Code.REQUEST_TOO_LARGE, f"The request is larger than {BODY_BYTES} bytes.")
    return bytes(body)


def _refuse(req: falcon.Request, resp: falcon.Response, fault: Exception, _params: object) -> None:
    refusal = _refusal(req, fault)
    body = {"MESSAGE": refusal.message, "MESSAGE_CODE": refusal.code.value}
    _answer(resp, refusal.status, body)


def _refusal(req: falcon.Request, fault: Exception) -> RefusalError:
    if isinstance(fault, RefusalError):
        return fault
    if isinstance(fault, falcon.HTTPNotFound):
        return path_unknown(req.path)
    if isinstance(fault, falcon.HTTPMethodNotAllowed | falcon.HTTPBadRequest):
        # A method that HTTP doesn't know is a bad request to falcon.
        return method_not_post()
    log.error("A call failed", exc_info=fault)
    return internal_fault()


def _answer(resp: falcon.Response, status: HTTPStatus, body: object) -> None:
    resp.status = f"{status.value} {status.phrase}"
    resp.content_type = falcon.MEDIA_JSON
    resp.data = json.dumps(body).encode()
