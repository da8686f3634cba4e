"""The search for an order: by its number, else by its supplier's name."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.core.po_line.facts import OrderFound, OrderHeader
from app.core.problems import Problem
from app.services.order_reads import OrderReads


class Finding(StrEnum):
    """How it stands."""

    NOTHING_ASKED = "nothing-asked"
    LOOKING = "looking"
    CHOOSE = "choose"  # orders of a supplier
    NOT_FOUND = "not-found"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Searched:
    """What was asked for, and what came of it.

    Attributes:
        text: A number, a supplier, or what was scanned; empty for a draft that is brought back.
        orders: Of the supplier, open ones.
        problem: Why no answer came.
    """

    text: str = ""
    finding: Finding = Finding.NOTHING_ASKED
    orders: tuple[OrderHeader, ...] = ()
    problem: Problem | None = None


class OrderSearch(QObject):
    """One at a time: a later one supersedes it. Lives in the GUI thread.

    Signals: `changed`; `found` with the `Order` of the number that was asked for.

    Attributes:
        now: How it stands.
    """

    changed = Signal()
    found = Signal(object)

    def __init__(self, reads: OrderReads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self.now = Searched()

    def find(self, text: str) -> None:
        """Look for an order of this number, else for open orders of this supplier."""
        wanted = " ".join(text.split())
        if not wanted:
            return
        asked = self._stand(Searched(wanted, Finding.LOOKING))

        def read(answer: OrderFound) -> None:
            if self.now is not asked:
                return
            if answer.order is None:
                self._reads.orders_of(wanted, listed, failed)
            else:
                self.forget()
                self.found.emit(answer.order)

        def listed(orders: tuple[OrderHeader, ...]) -> None:
            if self.now is asked:
                finding = Finding.CHOOSE if orders else Finding.NOT_FOUND
                self._stand(Searched(wanted, finding, orders))

        def failed(problem: Problem) -> None:
            if self.now is asked:
                self._stand(Searched(wanted, Finding.FAILED, problem=problem))

        self._reads.order(wanted, read, failed)

    def wait(self) -> None:
        """A draft is brought back."""
        self._stand(Searched(finding=Finding.LOOKING))

    def gave_nothing(self) -> None:
        """It can't be gone on with."""
        self._stand(Searched(finding=Finding.NOT_FOUND))

    def forget(self) -> None:
        """Nothing is asked for."""
        self._stand(Searched())

    def _stand(self, searched: Searched) -> Searched:
        self.now = searched
        self.changed.emit()
        return searched
