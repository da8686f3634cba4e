"""One HTTP exchange on the wire: when it must be over, and whether its body was handed over.

urllib3's time-outs run between bytes; a server that drips never trips them. Here every wait of
a call, sending and receiving, ends at one moment. And whether a posting can have had an effect
is decided by one fact (design.md 4): was a byte of its body handed to the socket. Both travel
with the body, as a `Parcel`.
"""

import io
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, cast

import truststore
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NameResolutionError, NewConnectionError

LEAST = 0.001  # a socket time-out of 0 would mean "don't block"
IDLE = 4.0  # a kept connection older than this may be closed by the server just as it is used
KEPT = 16  # connections kept for queries


class Parcel:
    """The body of one request, on its way.

    Attributes:
        deadline: The `time.monotonic()` at which the whole call must be over.
        handed: Whether a byte of the body was, or may have been, handed to the socket. The
            head alone has no effect: the length it announces is still missing. Where there is no
            body it is the whole request, and what counts.
    """

    __slots__ = ("_content", "deadline", "handed")

    def __init__(self, content: bytes, deadline: float) -> None:
        self._content = content
        self.deadline = deadline
        self.handed = False

    def __repr__(self) -> str:
        return f"<Parcel of {len(self._content)} bytes>"  # it holds the token

    def __len__(self) -> int:
        return len(self._content)

    def __iter__(self) -> Iterator[bytes]:
        """Asked by urllib3 for the body once the head is sent: the last moment before."""
        self.handed = True
        yield self._content


@dataclass(frozen=True, slots=True)
class Route:
    """Where a parcel goes and how.

    Attributes:
        url: Of the call; never shown, a key may be a part of it.
        proxy: A proxy's URL, or empty.
        headers: Of the request.
        connect: Seconds in which the connection must stand.
    """

    url: str = field(repr=False)
    proxy: str
    headers: Mapping[str, str]
    connect: float


class TimedSocket:
    """A connected socket whose every wait ends at `deadline`."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._socket = connected
        self.deadline = deadline

    def arm(self) -> None:
        """Let the next wait last until the deadline.

        Raises:
            TimeoutError: It has passed.
        """
        left = self.deadline - monotonic()
        if left <= 0:
            raise TimeoutError("the call's time is over")
        self._socket.settimeout(max(left, LEAST))

    def sendall(self, content: bytes) -> None:
        left = memoryview(content)
        while left:
            self.arm()
            left = left[self._socket.send(left) :]

    def makefile(self, _mode: str = "rb", _buffering: int = -1) -> io.BufferedReader:
        """What `http.client` reads the answer from."""
        return io.BufferedReader(_TimedReader(self, self._socket.makefile("rb", buffering=0)))

    def settimeout(self, _seconds: float | None) -> None:
        """Nothing: urllib3 would set its time-out between bytes here."""

    def fileno(self) -> int:
        return self._socket.fileno()

    def close(self) -> None:
        self._socket.close()


class _TimedReader(io.RawIOBase):
    def __init__(self, timed: TimedSocket, raw: io.RawIOBase) -> None:
        super().__init__()
        self._timed = timed
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 - as the base class has it
        self._timed.arm()
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Deadlined(HTTPConnection):
    """What both kinds of connection need to keep a parcel's deadline."""

    used_at = 0.0

    @property
    def is_connected(self) -> bool:
        """False also for one that stood idle too long: the pool then opens a new one."""
        return super().is_connected and monotonic() - self.used_at < IDLE

    def _new_conn(self) -> socket.socket:
        """Connect within `timeout` seconds, shared out fairly between the host's addresses.

        Finding the addresses is the operating system's, and can't be cut short; nothing has
        been sent then.
        """
        try:
            addresses = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            unknown = socket.gaierror(str(error))
            raise NameResolutionError(self.host, self, unknown) from error
        ends = monotonic() + cast("float", self.timeout)
        refusal: OSError = OSError("the host has no address")
        for index, (family, kind, protocol, _, address) in enumerate(addresses):
            share = (ends - monotonic()) / (len(addresses) - index)
            connecting = socket.socket(family, kind, protocol)
            try:
                connecting.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connecting.settimeout(max(share, LEAST))
                connecting.connect(address)
                connecting.settimeout(max(ends - monotonic(), LEAST))  # for the TLS handshake
            except OSError as error:
                connecting.close()
                refusal = error
            else:
                return connecting
        raise NewConnectionError(self, str(refusal)) from refusal

    def _tunnel(self) -> None:
        """Ask the proxy for a way through, which may drip its answer as well."""
        plain = cast("socket.socket", self.sock)
        ends = monotonic() + cast("float", plain.gettimeout())
        self._put_on(TimedSocket(plain, ends))
        super()._tunnel()
        self.sock = plain

    def request(  # type: ignore[override] # as urllib3's own, which isn't http.client's
        self,
        method: str,
        url: str,
        body: Any = None,  # noqa: ANN401 - always a Parcel
        headers: Mapping[str, str] | None = None,
        **options: Any,  # noqa: ANN401 - handed on as they came
    ) -> None:
        parcel = cast("Parcel", body)
        if self.sock is None:
            self.connect()
        if isinstance(self.sock, TimedSocket):
            self.sock.deadline = parcel.deadline
        else:
            self._put_on(TimedSocket(cast("socket.socket", self.sock), parcel.deadline))
        self.used_at = monotonic()
        if not parcel:
            parcel.handed = True
        super().request(method, url, body, headers, **options)

    def _put_on(self, timed: TimedSocket) -> None:
        self.sock = cast("socket.socket", timed)


class _PlainConnection(_Deadlined):
    pass


class _TlsConnection(_Deadlined, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


_POOLS = {"http": _PlainPool, "https": _TlsPool}


class Adapter(HTTPAdapter):
    """requests' way to urllib3, with deadlines and the operating system's trust store.

    Used without a `Session`, which would bring redirects, cookies, `.netrc` and the
    environment's proxies. Safe for several threads, as urllib3's pools are.

    Attributes:
        tls: What its connections are verified by; it may be shared, the connections aren't.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.tls = tls or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().__init__(pool_connections=1, pool_maxsize=KEPT, max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as the base
        super().init_poolmanager(*args, **options, ssl_context=self.tls)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:  # noqa: ANN401 - as the base
        manager = super().proxy_manager_for(
            proxy, **options, ssl_context=self.tls, proxy_ssl_context=self.tls
        )
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def cert_verify(self, conn: Any, *_: object) -> None:  # noqa: ANN401 - as the base class
        """Nothing but the trust store: requests would add the list it brings along."""
        conn.cert_reqs = "CERT_REQUIRED"

    def send_parcel(self, route: Route, parcel: Parcel) -> Response:
        """POST it; the answer's body is still to be read, until the parcel's deadline."""
        request = PreparedRequest()
        request.prepare(
            method="POST", url=route.url, headers=dict(route.headers), data=cast("Any", parcel)
        )
        if not parcel:  # requests would announce pieces, of which none comes
            del request.headers["Transfer-Encoding"]
            request.headers["Content-Length"] = "0"
        left = max(min(route.connect, parcel.deadline - monotonic()), LEAST)
        return self.send(
            request,
            stream=True,
            timeout=(left, None),
            proxies={"all": route.proxy} if route.proxy else None,
        )
