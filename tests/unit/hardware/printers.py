"""Network label printers for tests, each with a mood."""

import socket
import threading
from contextlib import closing

READY = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n"
NO_PAPER = READY.replace(b"030,0,0", b"030,1,0")
PAUSED = READY.replace(b"030,0,0", b"030,0,1")
OPEN = READY.replace(b"\x02000,0,0,0", b"\x02000,0,1,0")
NO_RIBBON = READY.replace(b"\x02000,0,0,0", b"\x02000,0,0,1")


class NetworkPrinter:
    """Listens on a port of loopback, answers `~HS`, and keeps what it is sent.

    Args:
        status: The answer; nothing is answered where it is empty.
        deaf: It takes the connection and reads nothing.
    """

    def __init__(self, status: bytes = READY, *, deaf: bool = False) -> None:
        self.jobs: list[bytes] = []
        self.status, self._deaf = status, deaf
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self.printed = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="printer")
        self._thread.start()

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return  # closed
            with closing(connection):
                if self._deaf:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                    self._over.wait()
                else:
                    self._take(connection)

    def _take(self, connection: socket.socket) -> None:
        heard = b""
        asked = False
        while chunk := connection.recv(65536):
            heard += chunk
            if not asked and heard.startswith(b"~HS"):
                asked, heard = True, heard[3:]
                connection.sendall(self.status)
        if heard:
            self.jobs.append(heard)
            self.printed.set()
