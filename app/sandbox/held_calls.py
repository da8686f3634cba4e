"""Which calls are under way on a line, whose client gave up, and who asked since."""

import select
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class HeldCalls:
    """The calls under way, one on a connection. Any thread may call.

    What comes first is told by the query that comes next, which looks at the connections itself:
    the thread of a call whose client hung up may be told of it only after the query was answered.
    """

    def __init__(self) -> None:
        self._asked: dict[socket.socket, bool] = {}
        self._changed = threading.Condition()
        self._closed = False

    @contextmanager
    def under_way(self, here: socket.socket) -> Iterator[None]:
        """Have the call of this connection be one of them meanwhile."""
        with self._changed:
            self._asked[here] = False
        try:
            yield
        finally:
            with self._changed:
                del self._asked[here]

    def given_up(self) -> frozenset[socket.socket]:
        """Those whose client has hung up by now."""
        with self._changed:
            return frozenset(here for here in self._asked if hung_up(here))

    def asked_after(self, given_up: Iterable[socket.socket]) -> None:
        """A query was answered that came when these had been given up."""
        with self._changed:
            for here in given_up:
                if here in self._asked:
                    self._asked[here] = True
            self._changed.notify_all()

    def await_query(self, here: socket.socket, seconds: float) -> bool:
        """Wait until a query was answered that came after this call's client gave up.

        At most so long; whether the line still stands.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._asked[here] or self._closed, max(0.0, seconds))
            return not self._closed

    def close(self) -> None:
        """Let go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()


def hung_up(here: socket.socket, seconds: float = 0.0) -> bool:
    """Whether the client of a call that was read whole hangs up, waiting at most so long."""
    ready, _, _ = select.select([here], [], [], max(0.0, seconds))
    try:
        # A client that sends more before its answer would be pipelining: nobody hung up.
        return bool(ready) and not here.recv(1, socket.MSG_PEEK)
    except ConnectionResetError:
        return True
