"""Judges the lines of an order between all that comes in, and pastes likewise: no pause is felt."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.pasting import Pasting
from app.services.turn import Turn

PORTION = 5
"""Lines between two looks at the clock: each takes a fraction of a millisecond."""


class OrderJudging(QObject):
    """Works on one draft at a time. Lives in the GUI thread.

    Signals: `judged` with the names of lines that are judged now; `finished` once all are.
    """

    judged = Signal(object)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft: OrderDraft | None = None
        self._pasting: Pasting | None = None
        self._stages: list[Callable[[], None]] = []
        self._turn = Turn(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._work)

    @property
    def pasting(self) -> bool:
        """Whether a table is on its way into the draft; nothing else may change it then."""
        return self._pasting is not None

    def attend(self, draft: OrderDraft | None) -> None:
        """Work on this draft from now on; a paste into another one is given up."""
        self._draft, self._pasting, self._stages = draft, None, []
        self.wake()

    def wake(self) -> None:
        """Lines of the draft may be waiting."""
        if self._draft is not None:
            self._soon.start()

    def paste(self, pasting: Pasting, *stages: Callable[[], None]) -> None:
        """Work a table off, then do these one by one, each in a turn of its own."""
        self._pasting, self._stages = pasting, list(stages)
        self.wake()

    def _work(self) -> None:
        if self._pasting is not None:
            self._work_off(self._pasting)
        elif self._draft is not None:
            self._judge(self._draft)

    def _work_off(self, pasting: Pasting) -> None:
        while pasting.left:
            pasting.work(PORTION)
            if self._turn.spent():
                break
        else:
            stage = self._stages.pop(0)
            if not self._stages:
                self._pasting = None
            stage()
        self._soon.start()

    def _judge(self, draft: OrderDraft) -> None:
        names: list[str] = []
        while draft.verdicts.pending and not self._turn.spent():
            names += draft.verdicts.work(PORTION)
        if names:
            self.judged.emit(names)
        if draft.verdicts.pending:
            self._soon.start()
        else:
            self.finished.emit()
