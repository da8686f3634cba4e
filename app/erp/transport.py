"""One way to call an ERP (design.md 4 and 7).

A call ends in time, reads no more than it must, follows nobody elsewhere and leaves no secret
behind. What an answer's words mean is each ERP's own and is read by its client; what the
network did is decided here.
"""

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from email.message import Message
from time import monotonic
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from urllib3 import BaseHTTPResponse

from app.core.problems import Problem, ProblemCode, Unknown
from app.erp import json_text
from app.erp.address import endpoint, password_of, proxy_for
from app.erp.connection import Adapter, Parcel, Route
from app.erp.failures import FAILURES, problem_of
from app.erp.redaction import Redactor

CHUNK = 64 * 1024
REDIRECTS = range(300, 400)
GATEWAY_FAULTS = frozenset({502, 503, 504})

_HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": "Kitbench",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may last, in seconds, and how large an answer may be, in bytes.

    Attributes:
        connect: For all addresses of the host together, TLS included.
        query: For a whole call without effect.
        posting: For a whole call with one.
        answer_bytes: Of the body, unpacked.
    """

    connect: float = 5.0
    query: float = 30.0
    posting: float = 60.0
    answer_bytes: int = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said, neither redirect nor gateway fault.

    Attributes:
        status: The HTTP status.
        value: The decoded JSON; None where `fault` says why there is none.
        fault: To be raised unless the status alone decides: cut off, too large, not JSON.
        redact: Makes words of the answer fit to be kept.
    """

    status: int
    value: object
    fault: Problem | None
    redact: Redactor


class Transport:
    """Calls one ERP. Safe for several threads.

    Queries may reuse a connection; each posting has a fresh one, so that a connection which
    the server was just closing never makes an outcome unknown.
    """

    def __init__(
        self,
        root_url: str,
        *,
        limits: Limits | None = None,
        proxy: str = "",
        allow_plain_http: bool = False,
    ) -> None:
        """Never fails: an address that may not be called is a problem of each call.

        Args:
            root_url: What stands before the paths of the contract, without user or query.
            limits: Other than the usual ones.
            proxy: URL of a proxy, with user and password where it wants them. The
                environment's proxies are not used, and none for this machine's own server.
            allow_plain_http: To another machine than this.
        """
        self._root_url = root_url
        self._limits = limits or Limits()
        self._proxy = proxy
        self._allow_plain_http = allow_plain_http
        self._kept = Adapter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.close()

    def point_at(self, root_url: str) -> None:
        """Call this address from now on: the training ERP has another port at each start."""
        self._root_url = root_url

    def close(self) -> None:
        """Close the connections kept for queries. A later call would open new ones."""
        self._kept.close()

    def post(
        self,
        path: str,
        body: Mapping[str, object],
        *,
        posting: bool,
        secrets: Collection[str] = (),
    ) -> Answer:
        """Send a JSON object, return what the server said of it.

        Args:
            path: Below the root URL.
            body: Of texts, lists and objects of them.
            posting: Whether it has an effect.
            secrets: Texts that must not appear in anything that is shown or kept.

        Raises:
            NotSent: Surely no effect.
            Unknown: A byte of the body left and no answer came, or one that isn't an ERP's:
                time-out, dropped, redirect, gateway.
        """
        password = password_of(self._proxy)
        redact = Redactor((*secrets, password, unquote(password)))
        url = endpoint(self._root_url, path, allow_plain_http=self._allow_plain_http)
        route = Route(
            url=url,
            proxy=proxy_for(url, self._proxy),
            headers={**_HEADERS, "Connection": "close"} if posting else _HEADERS,
            connect=self._limits.connect,
        )
        seconds = self._limits.posting if posting else self._limits.query
        parcel = Parcel(json_text.encode(body), monotonic() + seconds)
        adapter = Adapter() if posting else self._kept
        try:
            outcome = self._exchange(adapter, route, parcel, redact)
        finally:
            if adapter is not self._kept:
                adapter.close()
        if isinstance(outcome, Problem):
            raise outcome
        return outcome

    def _exchange(
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
            return self._answer(status, response.raw, redact)
        except FAILURES as error:
            fault = problem_of(error, redact, parcel, answering=True, outer=outer)
            return Answer(status, None, fault, redact)
        finally:
            response.close()

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
        if announced.isdecimal() and int(announced) > self._limits.answer_bytes:
            return None
        content = bytearray()
        for piece in raw.stream(CHUNK, decode_content=True):
            content += piece
            if len(content) > self._limits.answer_bytes:
                return None
        return bytes(content)


def _charset(content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type
    return str(header.get_param("charset", ""))
