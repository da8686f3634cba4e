"""The line to the training ERP on which calls go wrong as the dial says.

It listens where clients call and hands their requests to the server behind it: what happens to a
connection can't be done from inside of a WSGI server.
"""

import contextlib
import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import BinaryIO, Self

from app.sandbox.fault_acts import Act, act
from app.sandbox.fault_message import (
    BadMessageError,
    Head,
    Message,
    read_body,
    read_head,
)
from app.sandbox.faults import Fault, FaultDial, is_query
from app.sandbox.held_calls import HeldCalls
from app.sandbox.manex_answers import Manner, is_granted
from app.sandbox.manex_path import ROOT, call_of

LOOK_SECONDS = 0.5  # where shutting a listener down doesn't wake who waits on it
BACKLOG = 128

log = logging.getLogger(__name__)


class FaultLine:
    """A port in front of a server. `start` and `stop` are called once each, from one thread.

    Args:
        dial: What goes wrong.
        behind: Host and port of the server.
        address: Where to listen; port 0 for any free one.
        expire: Makes the ERP refuse a token from now on.
        manner: How ManEx's calls answer.

    Attributes:
        url: The root address once started.
        calls: Those under way.
    """

    def __init__(
        self,
        dial: FaultDial,
        behind: tuple[str, int],
        address: tuple[str, int],
        expire: Callable[[str], None],
        manner: Manner,
    ) -> None:
        self.url = ""
        self.expire = expire
        self.manner = manner
        self.calls = HeldCalls()
        self._dial = dial
        self._behind = behind
        self._address = address
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._listener: socket.socket | None = None
        self._open: set[socket.socket] = set()
        self._threads: set[threading.Thread] = set()
        self._answered: dict[str, Message] = {}  # the latest success by path

    def start(self) -> None:
        """Listen.

        Raises:
            OSError: The address can't be listened on.
        """
        self.open_port()
        host = f"[{self._address[0]}]" if ":" in self._address[0] else self._address[0]
        self.url = f"http://{host}:{self._address[1]}"

    def stop(self) -> None:
        """Cut every connection and join every thread."""
        self._closing.set()
        self.close_port()
        self.calls.close()
        while True:
            with self._lock:
                threads = [*self._threads]
                self._cut(None)
            if not threads:
                return
            for thread in threads:
                thread.join()

    def open_port(self) -> None:
        """Listen, on the same port as before; nothing where it is open already."""
        with self._lock:
            if self._listener is not None or self._closing.is_set():
                return
            host, port = self._address
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            listener = socket.socket(family, socket.SOCK_STREAM)
            try:
                if os.name == "posix":  # elsewhere it would let two programs have one port
                    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind((host, port))
                listener.listen(BACKLOG)
            except OSError:
                listener.close()
                raise
            listener.settimeout(LOOK_SECONDS)
            self._address = (host, listener.getsockname()[1])
            self._listener = listener
            self._spawn(self._accept, listener)

    def close_port(self, but: socket.socket | None = None) -> None:
        """Refuse connections, and cut those there are, but for one."""
        with self._lock:
            listener, self._listener = self._listener, None
            self._cut(but)
        if listener is not None:
            _shut(listener)
            listener.close()

    def pause(self, seconds: float) -> bool:
        """Wait so long; whether the line still stands then."""
        return not self._closing.wait(seconds)

    def earlier_answer(self, path: str) -> Message | None:
        """What another request of this path was answered with success; a path without a key."""
        with self._lock:
            return self._answered.get(path)

    def _cut(self, but: socket.socket | None) -> None:
        for one in self._open:
            if one is not but:
                _shut(one)

    def _spawn(self, work: Callable[[socket.socket], None], about: socket.socket) -> None:
        def run() -> None:
            try:
                work(about)
            finally:
                with self._lock:
                    self._threads.discard(thread)

        thread = threading.Thread(target=run, name="training-erp-line", daemon=True)
        self._threads.add(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                here, _ = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            here.settimeout(None)
            with self._lock:
                if self._listener is not listener:
                    here.close()
                    return
                self._open.add(here)
                self._spawn(self._talk, here)

    def _talk(self, here: socket.socket) -> None:
        try:
            here.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with here, here.makefile("rb") as stream, _Behind(self._behind) as behind:
                while (head := read_head(stream)) and self._serve(here, stream, head, behind):
                    pass
        except (OSError, BadMessageError) as fault:
            log.debug("A connection ended: %s", fault)
        finally:
            with self._lock:
                self._open.discard(here)

    def _serve(self, here: socket.socket, stream: BinaryIO, head: Head, behind: "_Behind") -> bool:
        """Deal with one request; whether the connection can take another."""
        given_up = self.calls.given_up() if is_query(call_of(head.path)) else frozenset()
        with self.calls.under_way(here):
            stays = self._answer(here, stream, head, behind)
        self.calls.asked_after(given_up)
        return stays and not head.closes

    def _answer(self, here: socket.socket, stream: BinaryIO, head: Head, behind: "_Behind") -> bool:
        """Answer it as the dial says; whether the connection can take another."""
        path = call_of(head.path)
        impossible = frozenset() if path in self._answered else frozenset({Fault.FOREIGN})
        rule = self._dial.draw(path, without=impossible)
        if rule is not None and rule.fault is Fault.DROP_IN_REQUEST:
            stream.read(head.length // 2)
            return False
        arrived = time.monotonic()
        request = read_body(stream, head)
        if request is None:
            return False

        def ask(instead: Message = request) -> Message:
            answered = behind.ask(instead)
            if _succeeded(path, answered):
                with self._lock:
                    self._answered[path] = answered
            return answered

        if rule is None:
            here.sendall(bytes(ask()))
            return True
        log.info("%s: %s", path, rule.fault)
        return act(Act(self, here, request, rule, arrived, ask))


class _Behind:
    """One client's connection to the server behind, made when it is needed."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._address = address
        self._connected: socket.socket | None = None
        self._stream: BinaryIO | None = None

    def ask(self, request: Message) -> Message:
        """Have the server answer.

        Raises:
            OSError: It doesn't.
            BadMessageError: What it says has no length.
        """
        if self._connected is None or self._stream is None:
            self._connected = socket.create_connection(self._address)
            self._connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._stream = self._connected.makefile("rb")
        self._connected.sendall(bytes(request))
        head = read_head(self._stream)
        answered = head and read_body(self._stream, head)
        if not answered:
            raise ConnectionResetError("the server hung up")
        if answered.head.closes or request.head.closes:
            self.close()
        return answered

    def close(self) -> None:
        """Hang up."""
        if self._stream is not None:
            self._stream.close()
        if self._connected is not None:
            self._connected.close()
        self._connected = self._stream = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def _succeeded(path: str, answered: Message) -> bool:
    """Whether a call was carried out; of ManEx that stands in the envelope."""
    if path.startswith(f"{ROOT}/"):
        return is_granted(answered.body)
    return b" 200 " in answered.head.lines[0]


def _shut(one: socket.socket) -> None:
    # It may be closed already, and a listener can't be shut down everywhere.
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
