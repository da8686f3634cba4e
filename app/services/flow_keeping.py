"""What lies on the desk is what the store holds: it is waited for, and read anew when need be."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic

from PySide6.QtCore import QObject, Signal

from app.core.facts import FactsT
from app.core.flow.draft import AnyDraft
from app.core.flow.outcomes import Accepted, Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.posting import IllegalTransitionError
from app.services.flow_shelf import FlowShelf
from app.services.ground import Ground
from app.services.intake import Offered
from app.services.open_draft import OpenT
from app.services.serial_checks import SerialChecks
from app.store.draft_records import DraftNotOpenError, DraftState, MissingEventsError
from app.store.postings import SerialHeldError, StoredPosting


@dataclass(slots=True)
class Loss:
    """What a write that failed took with it: the scans whose events are not stored, in order."""

    problem: Exception
    scans: list[tuple[Offered, Accepted]] = field(default_factory=list)


class FlowKeeping(QObject, Generic[OpenT, FactsT]):
    """Base of every desk; lives in the GUI thread.

    Attributes:
        opened: The open draft, its log, and what it became.
        intake: The station's; the desk acts on what it admits while its flow is worked on.
    """

    changed = Signal()  # prompt, header, step, notice: anything but the lines
    planned = Signal()  # the lines are others now

    def __init__(self, ground: Ground, shelf: FlowShelf[OpenT, FactsT]) -> None:
        super().__init__()
        self._session = ground.session
        self._shelf = shelf
        self._saves = shelf.saves
        self._saves.when_lost(self._not_saved)
        self.opened: OpenT | None = None
        self._coming: Callable[[], None] | None = None  # lets the scans go on that wait for it
        self._loss: Loss | None = None  # while the draft is read anew
        self.intake = ground.intake
        self._checks = SerialChecks(ground.reads, self)
        self._checks.settled.connect(self.changed)

    @property
    def at_work(self) -> bool:
        """Whether a draft is on the desk, or on its way there."""
        return self.opened is not None or self._coming is not None

    @property
    def draft(self) -> AnyDraft | None:
        """The draft on the desk."""
        return self.opened.draft if self.opened else None

    @property
    def posting(self) -> StoredPosting | None:
        """What the draft became, as the sender last said."""
        return self.opened.posting if self.opened else None

    @abstractmethod
    def _close(self) -> None:
        """Nothing is on the desk any more."""

    # On its way to the desk

    def _expect(
        self, arrived: Callable[[OpenT], None]
    ) -> tuple[Callable[[OpenT], None], Callable[[Exception], None]]:
        """Scans wait for a draft from the store, unless something else supersedes it.

        Returns:
            To be called when it is there, or when it cannot be had; superseded, neither acts.
        """
        known = self._coming = self.intake.wait()

        def there(opened: OpenT) -> None:
            if self._coming is known:
                self._coming = None
                arrived(opened)
                known()

        def lost(problem: Exception) -> None:
            if self._coming is known:
                self._coming = None
                self._gone(problem)
                known()

        return there, lost

    def _supersede(self) -> Callable[[], None]:
        """What is on its way to the desk will not be put there.

        Returns:
            To be called once the desk is as it shall be: tells what was lost, lets scans go on.
        """
        known, loss = self._coming, self._loss
        self._coming = self._loss = None
        draft_id = self.intake.draft_id

        def go_on() -> None:
            if loss is not None:
                self._tell(loss, draft_id)
            if known is not None:
                known()

        return go_on

    # The disk refused

    def _not_saved(self, problem: Exception) -> None:
        """Nothing stays on screen that is not stored: the draft is read anew.

        What was lost is told when that is done: where the draft turns out to be posted, all of
        it is in the posting.
        """
        if isinstance(problem, (SerialHeldError, IllegalTransitionError)):  # of the confirm alone
            return
        if self._loss is not None:
            return
        if self.opened is None or self.posting is not None:
            if not _is_told_otherwise(problem):
                self.intake.alarm(not_saved(problem))
            return
        self._loss = Loss(problem)
        there, lost = self._expect(self._read_anew)
        self._shelf.reload(self.opened.log.draft_id, there, lost)

    def _scan_lost(self, opened: OpenT, offered: Offered, taken: Accepted) -> None:
        """The event of a scan was not stored; `_not_saved` has been called."""
        if self._loss is not None and opened is self.opened:
            self._loss.scans.append((offered, taken))
        else:
            refused = not_saved(MissingEventsError(opened.log.draft_id))
            self.intake.lose((offered,), refused, opened.log.draft_id)

    def _read_anew(self, opened: OpenT) -> None:
        loss, self._loss = self._loss, None
        if self.posting is None:
            self.opened = opened
        if self.posting is not None:
            for offered, taken in loss.scans if loss else ():
                self.intake.settle(offered, taken.news)
        elif loss is not None:
            self._tell(loss, opened.log.draft_id)
        self.planned.emit()
        self._checks.check_unchecked(opened.draft)

    def _gone(self, problem: Exception) -> None:
        """Not even its beginning was stored, or it was closed, or the disk can't be read.

        Nothing is on the desk then; scans that were kept stay kept.
        """
        loss, self._loss = self._loss or Loss(problem), None
        kept = self.intake.gate.take_kept()
        self._close()
        self._tell(loss, "")
        self.intake.gate.kept.extend(kept)

    def _tell(self, loss: Loss, draft_id: str) -> None:
        if loss.scans:
            scans = [offered for offered, _ in loss.scans]
            self.intake.lose(scans, not_saved(loss.problem), draft_id)
        else:
            self.intake.alarm(not_saved(loss.problem))


def not_saved(problem: Exception) -> Refused:
    """The refusal of what the disk did not take or give."""
    return Refused(Refusal.NOT_SAVED, Facts(text=str(problem)))


def _is_told_otherwise(problem: Exception) -> bool:
    """With the event that misses; or by the posting, which is safe."""
    confirmed = isinstance(problem, DraftNotOpenError) and problem.state is DraftState.CONFIRMED
    return confirmed or isinstance(problem, MissingEventsError)
