"""One way to call an ERP (design.md 4 and 7).

A call ends in time, reads no more than it must, follows nobody elsewhere and leaves no secret
behind. What an answer's words mean is each ERP's own and is read by its client; what the
network did is decided here.
"""

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, unquote, urlencode

from app.core.problems import Problem
from app.erp import json_text
from app.erp.address import endpoint, password_of, proxy_for
from app.erp.redaction import Redactor

if TYPE_CHECKING:
    from app.erp.exchange import Exchange

_CONTENT = {"Content-Type": "application/json"}
_HEADERS = {
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
        said_at: When it was said by the server's own clock, aware; None where it doesn't tell.
    """

    status: int
    value: object
    fault: Problem | None
    redact: Redactor
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call, ready to be sent.

    Attributes:
        url: Never shown, nor is the content: either may hold a secret.
        proxy: Its URL, or empty.
        connect: Seconds in which the connection must stand.
        deadline: The `time.monotonic()` at which the whole call must be over.
        redact: Of its secrets.
    """

    url: str = field(repr=False)
    proxy: str = field(repr=False)
    headers: Mapping[str, str]
    connect: float
    content: bytes = field(repr=False)
    deadline: float
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
        self._opening = threading.Lock()
        self._exchange: Exchange | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def point_at(self, root_url: str) -> None:
        """Call this address from now on: the training ERP has another port at each start."""
        self._root_url = root_url

    def close(self) -> None:
        """Close the connections kept for queries. A later call would open new ones."""
        with self._opening:
            exchange, self._exchange = self._exchange, None
        if exchange is not None:
            exchange.close()

    def post(
        self,
        path: str,
        body: Mapping[str, object] | None,
        *,
        posting: bool,
        query: Mapping[str, str] | None = None,
        secrets: Collection[str] = (),
    ) -> Answer:
        """Send a JSON object, a query string or both, return what the server said of it.

        Args:
            path: Below the root URL, already quoted where it needs that.
            body: Of texts, lists and objects of them; None sends nothing but the head.
            query: What stands behind the path, unquoted.
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
        if query:
            url = f"{url}?{urlencode(query, quote_via=quote, safe='', errors='replace')}"
        seconds = self._limits.posting if posting else self._limits.query
        outcome = self._line().send(
            Call(
                url=url,
                proxy=proxy_for(url, self._proxy),
                headers=_headers(content=body is not None, alone=posting),
                connect=self._limits.connect,
                content=b"" if body is None else json_text.encode(body),
                deadline=monotonic() + seconds,
                redact=redact,
            ),
            alone=posting,
        )
        if isinstance(outcome, Problem):
            raise outcome
        return outcome

    def _line(self) -> "Exchange":
        """What knows HTTP: imported with the first call, long after the window is open."""
        from app.erp.exchange import Exchange  # noqa: PLC0415 - requests is a tenth of a start

        with self._opening:
            if self._exchange is None:
                self._exchange = Exchange(self._limits.answer_bytes)
            return self._exchange


def _headers(*, content: bool, alone: bool) -> Mapping[str, str]:
    """Of a request with or without a body, on a connection of its own or a kept one."""
    return {
        **_HEADERS,
        **(_CONTENT if content else {}),
        **({"Connection": "close"} if alone else {}),
    }
