"""What stands between a station and its ERP, and loses of a posting what it is told to lose."""

import socket
import threading
from enum import StrEnum
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.unit.erp.servers import PATIENCE, Server, Talk

POSTING = b"POST /api/backflush-kit-issue-create "
PROOF = b"POST /api/serial-number-query "


class Lost(StrEnum):
    """What of a posting never arrives, though nobody hangs up."""

    REQUEST = "request"
    ANSWER = "answer"


class Relay:
    """Carries each request to the ERP and its answer back.

    Attributes:
        url: Where the station finds the ERP.
        lose: Of the postings that come from now on; None: nothing.
        postings: How many came.
        proofs: How often the serial numbers were asked for.
        lost: Set once the request lies here, or the answer to one that has taken effect.
    """

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self._there = (there.hostname or "", there.port or 0)
        self._server = Server(self._carry)
        self.url = self._server.root_url
        self.lose: Lost | None = None
        self.postings = self.proofs = 0
        self.lost = threading.Event()

    def _carry(self, talk: Talk) -> None:
        while request := talk.request():
            posting = request.startswith(POSTING)
            self.postings += posting
            self.proofs += request.startswith(PROOF)
            lose = self.lose if posting else None
            answer = b"" if lose is Lost.REQUEST else self._asked(request, talk.closing)
            if lose is not None:
                self.lost.set()
                talk.until_hung_up()
                return
            talk.send(answer)

    def _asked(self, request: bytes, closing: threading.Event) -> bytes:
        with socket.create_connection(self._there, PATIENCE) as connection:
            connection.sendall(request)
            return Talk(connection, closing).request()  # an answer is framed like a request

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.__exit__(kind, error, trace)
