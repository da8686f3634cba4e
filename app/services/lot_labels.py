"""The labels that wait at this station: made when a receipt is posted, printed, kept until then."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.lot_labels.label import LotLabel
from app.core.lot_labels.received import labels_of
from app.core.lot_labels.zpl import SymbolTooLongError
from app.core.posting import PostingState
from app.core.receipt import ReceiptEntered, ReceiptPosting
from app.core.target import Target
from app.services.label_printing import LabelStation
from app.services.newest import Newest
from app.services.tasks import Tasks
from app.store.faults import StoreFault
from app.store.lot_labels import LabelState, LotLabels, StoredLabel
from app.store.outbox import Outbox
from app.store.postings import StoredPosting
from hardware.label_printer import PrinterError, PrinterFault

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["LabelDesk", "PrinterFault", "StoredLabel"]

T = TypeVar("T")


class LabelDesk(QObject):
    """Lives in the GUI thread; the printer and the disk are used off it.

    What the printer doesn't take waits, durably, and is offered again with the next labels and
    whenever somebody asks. A label may come out twice; none is forgotten.

    Attributes:
        waiting: The labels that wait, the oldest first.
        fault: Why the printer didn't take the last ones; None where it did.
        detail: The system's own words for that, for IT.
        printing: Whether a job is on its way to it.
    """

    changed = Signal()
    store_failed = Signal(object)  # StoreFault

    def __init__(
        self, store: LotLabels, outbox: Outbox, target: Target, tasks: Tasks, station: LabelStation
    ) -> None:
        super().__init__()
        self._store, self._outbox, self._target, self._tasks = store, outbox, target, tasks
        self._waiting = Newest(tasks)
        self._printer = station.printer
        self._automatic = station.automatic and station.printer is not None
        self.form = station.form
        self._offered: set[int] = set()  # the printer was given these, and took them or not
        self._taken: set[int] = set()  # it took these, whatever the store says by now
        self.waiting: tuple[StoredLabel, ...] = ()
        self.fault: PrinterFault | None = None
        self.detail = ""
        self.printing = False

    @property
    def has_printer(self) -> bool:
        """Whether the station has one; else labels are files."""
        return self._printer is not None

    def start(self) -> None:
        """Make the labels of what was posted while nobody looked, and show what waits."""
        self._tasks.run(lambda: self._store.unlabelled(self._target), self._catch_up, self._broke)

    def note(self, stored: StoredPosting) -> None:
        """The sender has news of a posting."""
        posting = stored.posting
        received = isinstance(posting, ReceiptPosting) and stored.state is PostingState.POSTED
        if received and posting.target == self._target:
            self._follow(self._store.add(posting.posting_id, _labels(stored)))

    def print_all(self) -> None:
        """Hand everything that waits to the printer."""
        self.print(self.waiting)

    def print(self, labels: Sequence[StoredLabel]) -> None:
        """Hand these to the printer; what is on its way already is not handed over twice."""
        if self._printer is None or self.printing or not labels:
            return
        self.printing = True
        self._offered.update(one.label_id for one in labels)
        self.changed.emit()
        printer, form = self._printer, self.form

        def work() -> None:
            printer(form.job([one.label for one in labels]))

        def printed(_: None) -> None:
            self.printing, self.fault, self.detail = False, None, ""
            self._taken.update(one.label_id for one in labels)
            self._settle(labels, LabelState.PRINTED, "")

        def failed(problem: Exception) -> None:
            self.printing = False
            if isinstance(problem, SymbolTooLongError):
                self.fault, self.detail = PrinterFault.UNUSABLE, str(problem)
            elif isinstance(problem, PrinterError):
                self.fault, self.detail = problem.fault, problem.detail
            else:
                raise problem
            self.changed.emit()

        self._tasks.run(work, printed, failed)

    def written(self, labels: Sequence[StoredLabel], *, who: str) -> None:
        """Somebody has them as a file."""
        self._settle(labels, LabelState.PRINTED, who)

    def dismiss(self, labels: Sequence[StoredLabel], *, who: str) -> None:
        """Somebody says that they aren't needed."""
        self._settle(labels, LabelState.DISMISSED, who)

    def again(self, posting_id: str, *, who: str) -> None:
        """Those of one receipt once more: one was torn, or stuck in the printer."""

        def waits(label_ids: tuple[int, ...]) -> None:
            self._offered.difference_update(label_ids)
            self._taken.difference_update(label_ids)
            self._look()

        self._tasks.follow(self._store.again(posting_id, who=who), waits, self._broke)

    def of_posting(self, posting_id: str, done: Callable[[tuple[StoredLabel, ...]], None]) -> None:
        """Read the labels of one receipt, those that were printed among them."""
        self._tasks.run(lambda: self._store.of_posting(posting_id), done, self._broke)

    def _catch_up(self, posting_ids: tuple[str, ...]) -> None:
        def work() -> None:
            for posting_id in posting_ids:
                self._store.add(posting_id, _labels(self._outbox.get(posting_id))).result()

        self._tasks.run(work, lambda _: self._look(), self._broke)

    def _settle(self, labels: Sequence[StoredLabel], state: LabelState, who: str) -> None:
        ids = [one.label_id for one in labels]
        self._follow(self._store.settle(ids, state, who=who))

    def _follow(self, write: "Future[T]") -> None:
        self._tasks.follow(write, lambda _: self._look(), self._broke)

    def _look(self) -> None:
        self._waiting.run(lambda: self._store.waiting(self._target), self._show, self._broke)

    def _show(self, waiting: tuple[StoredLabel, ...]) -> None:
        self.waiting = tuple(one for one in waiting if one.label_id not in self._taken)
        self.changed.emit()
        # Also those that came while a job was on its way.
        if self._automatic and any(one.label_id not in self._offered for one in self.waiting):
            self.print_all()

    def _broke(self, error: Exception) -> None:
        if not isinstance(error, StoreFault):
            raise error
        self.store_failed.emit(error)


def _labels(stored: StoredPosting) -> tuple[LotLabel, ...]:
    answer = stored.answer
    told = answer if isinstance(answer, ReceiptEntered) else None
    return labels_of(stored.of_kind(ReceiptPosting), told)
