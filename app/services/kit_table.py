"""Which kit lies on the table: opened, put aside, brought back, thrown away."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from app.core.flow.changes import HeaderField
from app.core.flow.outcomes import Accepted, Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.kit.draft import KitDraft
from app.core.posting import IllegalTransitionError
from app.services.intake import Intake, Offered
from app.services.kit_shelf import KitShelf, KitStation, KitStores, OpenKit
from app.services.reads import ErpReads
from app.services.saves import Saves
from app.services.serial_checks import SerialChecks
from app.services.session import Session
from app.services.tasks import Tasks
from app.services.waiting_serials import WaitingSerials
from app.store.draft_records import DraftNotOpenError, DraftState, MissingEventsError
from app.store.postings import SerialHeldError, StoredPosting


@dataclass(slots=True)
class Loss:
    """What a write that failed took with it: the scans whose events are not stored, in order."""

    problem: Exception
    scans: list[tuple[Offered, Accepted]] = field(default_factory=list)


class KitTable(QObject):
    """One draft at a time, in batches. Base of the desk; lives in the GUI thread.

    Attributes:
        opened: The open draft, its log, and what it became.
        batch: Local name of the batch the next kit belongs to; empty before the first.
    """

    changed = Signal()  # prompt, header, step, notice: anything but the lines
    planned = Signal()  # the lines are others now
    closed = Signal()  # no draft is open any more

    def __init__(
        self,
        stores: KitStores,
        session: Session,
        reads: ErpReads,
        tasks: Tasks,
        station: KitStation,
    ) -> None:
        super().__init__()
        self._session = session
        self._saves = Saves(tasks, self._not_saved)
        self._waiting = WaitingSerials(stores.outbox, session.target, tasks, self)
        self._shelf = KitShelf(stores, session, self._saves, station, self._waiting)
        self.opened: OpenKit | None = None
        self.batch = ""
        self._coming: Callable[[], None] | None = None  # lets the scans go on that wait for it
        self._loss: Loss | None = None  # while the draft is read anew
        self.intake = Intake(stores.journal, self)
        self.intake.changed.connect(self.changed)
        self._checks = SerialChecks(reads, self)
        self._checks.settled.connect(self.changed)

    @property
    def draft(self) -> KitDraft | None:
        """The draft on the desk."""
        return self.opened.draft if self.opened else None

    @property
    def posting(self) -> StoredPosting | None:
        """What the draft became, as the sender last said."""
        return self.opened.posting if self.opened else None

    @property
    def preview(self) -> str:
        """As `KitShelf.preview`, of the open draft; empty where there is no plan to send."""
        return self._shelf.preview(self.opened) if self.opened is not None else ""

    @property
    def reference(self) -> str:
        """What the ERP will know the open kit by: ours, and the operator's where there is room."""
        return self._shelf.full_reference(self.opened.draft) if self.opened is not None else ""

    @property
    def idle(self) -> bool:
        """Whether every scan was dealt with and is durable."""
        return self.intake.idle and not self._saves.pending

    @property
    def saved_at(self) -> datetime | None:
        """When the draft was last made safe, aware UTC."""
        return self._saves.saved_at

    def erp_today(self) -> date:
        """The ERP's calendar day."""
        return self._session.erp_today()

    def broken(self, words: str) -> None:
        """Something in the program broke; what was scanned before is stored."""
        self.intake.alarm(Refused(Refusal.PROGRAM_FAULT, Facts(text=words)))

    def begin(self) -> None:
        """Open a new draft in the running batch; an open one is put aside."""
        go_on = self._supersede()
        if self.opened is not None:
            self._shelf.put_aside(self.opened)
        self.batch = self.batch or uuid4().hex
        self._show(self._shelf.open_new(self.batch))
        go_on()

    def resume(self, draft_id: str) -> None:
        """Bring a parked draft back, and put an open one aside; scans wait until it is there."""
        go_on = self._supersede()
        if self.opened is not None:
            self.park()
        there, lost = self._expect(self._resumed)
        self._shelf.bring_back(draft_id, there, lost)
        go_on()

    def _resumed(self, kit: OpenKit) -> None:
        self.batch = kit.draft.state.text(HeaderField.BATCH)
        self._show(kit)
        self._checks.check_unchecked(kit.draft)

    def park(self) -> None:
        """Put the open draft aside; home lists it."""
        go_on = self._supersede()
        if self.opened is not None:
            self._shelf.put_aside(self.opened)
        self._close()
        go_on()

    def cancel(self) -> None:
        """Discard the open draft; the draft has asked before."""
        go_on = self._supersede()
        if self.opened is not None:
            self._shelf.throw_away(self.opened)
        self.intake.gate.unresolved.clear()
        self._close()
        go_on()

    def leave(self) -> None:
        """End the flow session: the next kit starts a new batch."""
        self.park()
        self.batch = ""

    def next_one(self, *, new_batch: bool = False) -> None:
        """From Done to the next kit, in the same batch or in a new one.

        In the same batch that is the rest, where a split left one; else the rest stays parked.
        """
        rest = self.opened.rest if self.opened is not None else ""
        if new_batch:
            self.batch = ""
        elif rest:
            self.take_rest(rest)
            return
        self.begin()

    def take_rest(self, draft_id: str) -> None:
        """Resume what a split left over; what was posted stays on the desk until it is there."""
        go_on = self._supersede()
        there, lost = self._expect(self._resumed)
        self._shelf.bring_back(draft_id, there, lost)
        go_on()

    def _show(self, kit: OpenKit) -> None:
        self.opened = kit
        self.intake.reset(kit.log.draft_id)
        self.planned.emit()

    def _close(self) -> None:
        self.opened = None
        self.intake.reset("")
        self.planned.emit()
        self.closed.emit()

    # On its way to the desk

    def _expect(
        self, arrived: Callable[[OpenKit], None]
    ) -> tuple[Callable[[OpenKit], None], Callable[[Exception], None]]:
        """Scans wait for a draft from the store, unless something else supersedes it.

        Returns:
            To be called when it is there, or when it cannot be had; superseded, neither acts.
        """
        known = self._coming = self.intake.wait()

        def there(kit: OpenKit) -> None:
            if self._coming is known:
                self._coming = None
                arrived(kit)
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
                self.intake.alarm(_not_saved(problem))
            return
        self._loss = Loss(problem)
        there, lost = self._expect(self._read_anew)
        self._shelf.reload(self.opened.log.draft_id, there, lost)

    def _scan_lost(self, kit: OpenKit, offered: Offered, taken: Accepted) -> None:
        """The event of a scan was not stored; `_not_saved` has been called."""
        if self._loss is not None and kit is self.opened:
            self._loss.scans.append((offered, taken))
        else:
            refused = _not_saved(MissingEventsError(kit.log.draft_id))
            self.intake.lose((offered,), refused, kit.log.draft_id)

    def _read_anew(self, kit: OpenKit) -> None:
        loss, self._loss = self._loss, None
        if self.posting is None:
            self.opened = kit
        if self.posting is not None:
            for offered, taken in loss.scans if loss else ():
                self.intake.settle(offered, taken.news)
        elif loss is not None:
            self._tell(loss, kit.log.draft_id)
        self.planned.emit()
        self._checks.check_unchecked(kit.draft)

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
            self.intake.lose(scans, _not_saved(loss.problem), draft_id)
        else:
            self.intake.alarm(_not_saved(loss.problem))


def _not_saved(problem: Exception) -> Refused:
    return Refused(Refusal.NOT_SAVED, Facts(text=str(problem)))


def _is_told_otherwise(problem: Exception) -> bool:
    """With the event that misses; or by the posting, which is safe."""
    confirmed = isinstance(problem, DraftNotOpenError) and problem.state is DraftState.CONFIRMED
    return confirmed or isinstance(problem, MissingEventsError)
