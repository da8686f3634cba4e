"""The training ERP behind a line on which calls go wrong, with the call that turns the dial."""

import secrets
from contextlib import ExitStack
from typing import Self

from app.sandbox.fault_control import HOST, PATH, control
from app.sandbox.fault_line import FaultLine
from app.sandbox.faults import FaultDial
from app.sandbox.server import Listener, TrainingServer


class FaultyServer:
    """A training server and what stands before it; `start` and `stop` once each, from one thread.

    Args:
        server: Not started; it listens on a port that only this machine can reach.
        dial: What goes wrong.
        host: Where clients call.
        port: 0 for any free one.

    Attributes:
        url: The root address for clients, once started.
        behind_url: Of the server itself, where nothing goes wrong; for this machine only.
        control_url: Of the control call, once started.
        secret: What that call asks for.
    """

    def __init__(self, server: TrainingServer, dial: FaultDial, host: str, port: int) -> None:
        self.url = ""
        self.behind_url = ""
        self.control_url = ""
        self.secret = secrets.token_urlsafe(24)
        self._server = server
        self._dial = dial
        self._address = (host, port)
        self._started = ExitStack()

    def start(self) -> None:
        """Open the books and listen.

        Raises:
            BooksError: The file holds something else, or can't be used.
            OSError: The address can't be listened on.
        """
        with ExitStack() as started:
            started.enter_context(self._server)
            listener = Listener(control(self._dial, self.secret), HOST, 0, threads=1)
            started.callback(listener.close)
            inner = self._server
            line = FaultLine(self._dial, inner.address, self._address, inner.expire, inner.manner)
            line.start()
            started.callback(line.stop)
            self.url, self.behind_url = line.url, self._server.url
            self.control_url = f"{listener.url}{PATH}"
            self._started = started.pop_all()

    def stop(self) -> None:
        """Cut the line, finish the calls in progress, close everything."""
        self._started.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()
