"""Item masters for the lines of an order: asked for a few at a time, each once."""

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.core.po_line.parts import PartQuery, PartRead
from app.core.problems import Problem
from app.services.manex_session import ManexSession
from app.services.order_reads import OrderReads

AT_ONCE = 2
"""Asked at the same time: other work needs threads too."""


class PartLookUps(QObject):
    """Lives in the GUI thread.

    Signals: `found` with a `PartQuery` and its `PartFound`, None where no answer came; it is asked
    for again once the ERP can be reached anew, if somebody wants it still.
    """

    found = Signal(object, object)

    def __init__(
        self, reads: OrderReads, session: ManexSession, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reads = reads
        self._waiting: deque[PartQuery] = deque()
        self._asked: set[PartQuery] = set()
        self._under_way = 0
        session.reachable_again.connect(self._asked.clear)
        session.signed_in.connect(self._asked.clear)

    @property
    def busy(self) -> bool:
        """Whether any is waited for."""
        return bool(self._waiting or self._under_way)

    def want(self, queries: Iterable[PartQuery]) -> None:
        """Ask for these."""
        for query in queries:
            if query not in self._asked:
                self._asked.add(query)
                self._waiting.append(query)
        self._ask_next()

    def forget(self) -> None:
        """Nobody waits for any of them any more."""
        self._asked.difference_update(self._waiting)
        self._waiting.clear()

    def _ask_next(self) -> None:
        while self._waiting and self._under_way < AT_ONCE:
            self._under_way += 1
            self._ask(self._waiting.popleft())

    def _ask(self, query: PartQuery) -> None:
        def read(part: PartRead) -> None:
            self._under_way -= 1
            self.found.emit(query, part.found)
            self._ask_next()

        def failed(problem: Problem) -> None:
            del problem  # the session has noted why
            self._under_way -= 1
            self.found.emit(query, None)
            self._ask_next()

        self._reads.part(query, read, failed)
