"""Small real servers: a scripted socket for what goes wrong, a JSON server for what goes right."""

import json
import select
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

CERTIFICATE = Path(__file__).parent / "certificates" / "test.pem"
PATIENCE = 20.0  # seconds after which a server's thread counts as hung


class Talk:
    """One connection, as the server sees it."""

    def __init__(self, connection: socket.socket, closing: threading.Event) -> None:
        self._connection = connection
        self.closing = closing

    def request(self) -> bytes:
        """One whole request, head and body; empty where the client hung up instead."""
        received = b""
        while b"\r\n\r\n" not in received:
            received += (piece := self._connection.recv(65536))
            if not piece:
                return b""
        head, _, body = received.partition(b"\r\n\r\n")
        lengths = [
            int(line.partition(b":")[2])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        ]
        while len(body) < sum(lengths):
            body += self._connection.recv(65536)
        return head + b"\r\n\r\n" + body

    def send(self, content: bytes) -> None:
        self._connection.sendall(content)

    def drip(self, content: bytes, every: float = 0.02) -> None:
        """One byte at a time, until the server is closed."""
        for byte in content:
            if self.closing.wait(every):
                return
            self._connection.sendall(bytes([byte]))

    def until_hung_up(self) -> None:
        """Wait for the client to close, without reading what it sent before."""
        while not self.closing.wait(0.01):
            poll = select.poll()
            poll.register(self._connection, select.POLLHUP | select.POLLERR | select.POLLRDHUP)
            if poll.poll(0):
                return

    def join_to(self, port: int) -> None:
        """Carry bytes to and from another port of this machine until either side hangs up."""
        with socket.create_connection(("127.0.0.1", port)) as other:
            ways = {self._connection: other, other: self._connection}
            while not self.closing.is_set():
                for ready in select.select(list(ways), [], [], 0.05)[0]:
                    piece = ready.recv(65536)
                    if not piece:
                        return
                    ways[ready].sendall(piece)


class Server:
    """Listens on loopback, hands each connection to a script in a thread of its own."""

    def __init__(self, script: Callable[[Talk], None], tls: ssl.SSLContext | None = None) -> None:
        self._script = script
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._closing = threading.Event()
        self._talking: list[tuple[threading.Thread, socket.socket]] = []
        self.port: int = self._listener.getsockname()[1]
        self.root_url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._accepting = threading.Thread(target=self._accept, name="test-server")
        self._accepting.start()

    @property
    def connections(self) -> int:
        """How many were made so far."""
        return len(self._talking)

    def await_hung_up(self) -> None:
        """Until the server has closed every connection made so far."""
        for thread, _ in self._talking:
            thread.join(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join(PATIENCE)
        for thread, connection in self._talking:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(PATIENCE)
            assert not thread.is_alive()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._talk, args=(connection,), name="test-talk")
            self._talking.append((thread, connection))
            thread.start()

    def _talk(self, connection: socket.socket) -> None:
        try:
            with connection, suppress(OSError):  # a client may hang up in any sentence
                if self._tls is None:
                    self._script(Talk(connection, self._closing))
                    return
                with self._tls.wrap_socket(connection, server_side=True) as secured:
                    self._script(Talk(secured, self._closing))
        finally:
            connection.close()


def server_side() -> ssl.SSLContext:
    """TLS as the holder of the tests' certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, CERTIFICATE.with_suffix(".key"))
    return context


def http(
    status: int,
    body: bytes | str = b"",
    kind: str = "application/json",
    *,
    length: int | None = None,
    head: str = "",
) -> bytes:
    """An HTTP answer; `length` lies about the body's, `head` adds lines."""
    content = body.encode() if isinstance(body, str) else body
    announced = len(content) if length is None else length
    lines = f"HTTP/1.1 {status} Whatever\r\nContent-Type: {kind}\r\n{head}"
    return f"{lines}Content-Length: {announced}\r\n\r\n".encode() + content


def answering(answer: bytes) -> Callable[[Talk], None]:
    """A script that reads each request and says the same to all."""

    def script(talk: Talk) -> None:
        while talk.request():
            talk.send(answer)

    return script


class JsonServer(Server):
    """Answers each path by a function from the JSON object, if any, to status and value."""

    def __init__(self, answer: Callable[[str, Mapping[str, object]], tuple[int, object]]) -> None:
        self._answer = answer
        self.asked: list[tuple[str, Mapping[str, object]]] = []
        super().__init__(self._serve)

    def _serve(self, talk: Talk) -> None:
        while request := talk.request():
            head, _, body = request.partition(b"\r\n\r\n")
            path = head.split(b" ")[1].decode()
            asked = json.loads(body or b"{}")
            self.asked.append((path, asked))
            status, value = self._answer(path, asked)
            talk.send(http(status, json.dumps(value)))
