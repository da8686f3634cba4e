"""The exchange of one call with a server, and what became of it (design.md 4).

Apart from `transport.py` because the libraries of HTTP take long to import.
"""

import logging
import sys
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from urllib3 import BaseHTTPResponse

from app.core.problems import Problem, ProblemCode, Unknown
from app.erp import json_text
from app.erp.connection import Adapter, Parcel, Route
from app.erp.failures import FAILURES, problem_of
from app.erp.redaction import Redactor
from app.erp.transport import Answer, Call

CHUNK = 64 * 1024
REDIRECTS = range(300, 400)
GATEWAY_FAULTS = frozenset({502, 503, 504})

# It logs the URL of every call, and a key may be a part of that. What matters is a problem's.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)


class Exchange:
    """The connections to one ERP. Safe for several threads."""

    def __init__(self, answer_bytes: int) -> None:
        self._answer_bytes = answer_bytes
        self._kept = Adapter()

    def close(self) -> None:
        """Close the connections kept for queries."""
        self._kept.close()

    def send(self, call: Call, *, alone: bool) -> Answer | Problem:
        """Send, and read what is said; `alone` on a connection of its own."""
        route = Route(call.url, call.proxy, call.headers, call.connect)
        parcel = Parcel(call.content, call.deadline)
        adapter = Adapter(self._kept.tls) if alone else self._kept
        try:
            return self._send(adapter, route, parcel, call.redact)
        finally:
            if adapter is not self._kept:
                adapter.close()

    def _send(
        self, adapter: Adapter, route: Route, parcel: Parcel, redact: Redactor
    ) -> Answer | Problem:
        """Problems are returned, and raised by the caller.

        Raised in here they would carry the library's exception along, and with it the body
        and its token.
        """
        outer = sys.exception()
        try:
            response = adapter.send_parcel(route, parcel)
        except FAILURES as error:
            return problem_of(error, redact, parcel, answering=False, outer=outer)
        status = response.status_code
        try:
            told = self._answer(status, response.raw, redact)
        except FAILURES as error:
            fault = problem_of(error, redact, parcel, answering=True, outer=outer)
            return Answer(status, None, fault, redact)
        finally:
            response.close()
        if isinstance(told, Problem):
            return told
        return replace(told, said_at=_moment(response.headers.get("Date", "")))

    def _answer(self, status: int, raw: BaseHTTPResponse, redact: Redactor) -> Answer | Problem:
        kind = redact(raw.headers.get("Content-Type", ""))
        said = f"HTTP {status} {kind}".rstrip()
        if status in REDIRECTS:
            return Unknown(ProblemCode.REDIRECT, said)
        if status in GATEWAY_FAULTS:
            return Unknown(ProblemCode.GATEWAY, said)
        content = self._read(raw)
        if content is None:
            return Answer(status, None, Unknown(ProblemCode.TOO_LARGE, said), redact)
        try:
            return Answer(status, json_text.decode(content, _charset(kind)), None, redact)
        except json_text.NotJsonError as error:
            fault = Unknown(ProblemCode.NOT_JSON, redact(f"{said}: {error}"))
        return Answer(status, None, fault, redact)

    def _read(self, raw: BaseHTTPResponse) -> bytes | None:
        """The body, or None where it is larger than allowed."""
        announced = raw.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > self._answer_bytes:
            return None
        content = bytearray()
        for piece in raw.stream(CHUNK, decode_content=True):
            content += piece
            if len(content) > self._answer_bytes:
                return None
        return bytes(content)


def _moment(date: str) -> datetime | None:
    try:
        said = parsedate_to_datetime(date)
    except (ValueError, OverflowError):  # whatever stands there: the answer itself is good
        return None
    return said.replace(tzinfo=UTC) if said.tzinfo is None else said


def _charset(content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type
    return str(header.get_param("charset", ""))
