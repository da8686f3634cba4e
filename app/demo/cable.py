"""A network cable between the workstation and the ERP, to be pulled and plugged in.

A relay on loopback. While the cable is out its port is closed: connections are refused, as
with an ERP that is away.
"""

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable

CHUNK = 65_536


class NetworkCable:
    """Forwards TCP connections to one address. All methods may be called from any thread."""

    def __init__(self, host: str, port: int) -> None:
        self._there = (host, port)
        self._port = 0
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener: socket.socket | None = None
        self.plug_in()

    @property
    def url(self) -> str:
        """Where the workstation reaches the ERP; the same after a pull."""
        return f"http://127.0.0.1:{self._port}"

    def plug_in(self) -> None:
        """Open the port, the same one as before."""
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        listener.listen(32)
        self._port = listener.getsockname()[1]
        with self._lock:
            self._listener = listener
        self._start(self._listen, listener)

    def pull(self) -> None:
        """Close the port and every connection that runs through it."""
        with self._lock:
            listener, self._listener = self._listener, None
            sockets = [*self._open]
        if listener is not None:
            # A blocked accept() only returns when the socket is shut down first.
            _shut(listener)
            listener.close()
        for one in sockets:
            _shut(one)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _start(self, work: Callable[..., None], *sockets: socket.socket) -> None:
        thread = threading.Thread(target=work, args=sockets, name="cable", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                here, _ = listener.accept()
            except OSError:
                return
            try:
                there = socket.create_connection(self._there)
            except OSError:
                here.close()
                continue
            with self._lock:
                plugged = self._listener is listener
                if plugged:
                    self._open |= {here, there}
            if not plugged:
                here.close()
                there.close()
                return
            self._start(self._relay, here, there)

    def _relay(self, here: socket.socket, there: socket.socket) -> None:
        other = {here: there, there: here}
        with selectors.DefaultSelector() as waiting, here, there, contextlib.suppress(OSError):
            for one in other:
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # hold no piece back
                waiting.register(one, selectors.EVENT_READ)
            while waiting.get_map():
                for key, _ in waiting.select():
                    source = here if key.fileobj is here else there
                    chunk = source.recv(CHUNK)
                    if chunk:
                        other[source].sendall(chunk)
                    else:
                        waiting.unregister(source)
                        other[source].shutdown(socket.SHUT_WR)
        with self._lock:
            self._open -= {here, there}


def _shut(one: socket.socket) -> None:
    # It may be closed or never have been connected: then there is nothing to shut.
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
