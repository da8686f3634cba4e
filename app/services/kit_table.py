"""Which kit lies on the table: opened, put aside, brought back, thrown away."""

from datetime import datetime
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from app.core.kit.changes import HeaderField
from app.core.kit.draft import KitDraft
from app.core.kit.outcomes import Facts, Refusal, Refused
from app.services.intake import Intake
from app.services.kit_shelf import KitShelf, KitStation, KitStores, OpenKit
from app.services.reads import ErpReads
from app.services.saves import Saves
from app.services.serial_checks import SerialChecks
from app.services.session import Session
from app.services.tasks import Tasks
from app.store.draft_records import MissingEventsError
from app.store.postings import StoredPosting


class KitTable(QObject):
    """One draft at a time, in batches. Base of the desk; lives in the GUI thread.

    Attributes:
        kit: The open draft, its log, and what it became.
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
        self._shelf = KitShelf(stores, session, self._saves, station)
        self.kit: OpenKit | None = None
        self.batch = ""
        self._rereading = False
        self.intake = Intake(stores.journal, self)
        self.intake.changed.connect(self.changed)
        self._checks = SerialChecks(reads, self)
        self._checks.settled.connect(self.changed)

    @property
    def draft(self) -> KitDraft | None:
        """The draft on the desk."""
        return self.kit.draft if self.kit else None

    @property
    def posting(self) -> StoredPosting | None:
        """What the draft became, as the sender last said."""
        return self.kit.posting if self.kit else None

    @property
    def idle(self) -> bool:
        """Whether every scan was dealt with and is durable."""
        return self.intake.idle and not self._saves.pending

    @property
    def saved_at(self) -> datetime | None:
        """When the draft was last made safe, aware UTC."""
        return self._saves.saved_at

    def begin(self) -> None:
        """Open a new draft in the running batch; an open one is put aside."""
        if self.kit is not None:
            self._shelf.put_aside(self.kit)
        self.batch = self.batch or uuid4().hex
        self._show(self._shelf.open_new(self.batch))

    def resume(self, draft_id: str) -> None:
        """Bring a parked draft back, and put an open one aside; scans wait until it is there."""
        if self.kit is not None:
            self.park()
        known = self.intake.wait()

        def there(kit: OpenKit) -> None:
            self.batch = kit.draft.state.text(HeaderField.BATCH)
            self._show(kit)
            self._checks.check_unchecked(kit.draft)
            known()

        def lost(problem: Exception) -> None:
            self._gone(problem)
            known()

        self._shelf.bring_back(draft_id, there, lost, known)

    def park(self) -> None:
        """Put the open draft aside; home lists it."""
        if self.kit is not None:
            self._shelf.put_aside(self.kit)
        self._close()

    def cancel(self) -> None:
        """Discard the open draft; the draft has asked before."""
        if self.kit is not None:
            self._shelf.throw_away(self.kit)
        self.intake.gate.unresolved.clear()
        self._close()

    def leave(self) -> None:
        """End the flow session: the next kit starts a new batch."""
        self.park()
        self.batch = ""

    def next_kit(self, *, new_batch: bool = False) -> None:
        """From Done to the next kit, in the same batch or in a new one."""
        if new_batch:
            self.batch = ""
        posted = self.kit if self.posting is not None else None
        self.batch = self.batch or uuid4().hex
        kit = self._shelf.open_new(self.batch, rest_of=posted)
        self._show(kit)
        self._checks.check_unchecked(kit.draft)

    def _show(self, kit: OpenKit) -> None:
        self.kit = kit
        self.intake.reset(kit.log.draft_id)
        self.planned.emit()

    def _close(self) -> None:
        self.kit = None
        self.intake.reset("")
        self.planned.emit()
        self.closed.emit()

    def _not_saved(self, problem: Exception) -> None:
        """The disk refused. Nothing stays on screen that is not stored: the draft is read anew."""
        if not isinstance(problem, MissingEventsError):  # else told with the event that misses
            self.intake.alarm(Refused(Refusal.NOT_SAVED, Facts(text=str(problem))))
        if self.kit is None or self.posting is not None or self._rereading:
            return
        self._rereading = True
        known = self.intake.wait()

        def there(kit: OpenKit) -> None:
            self._rereading = False
            self.kit = kit
            self.planned.emit()
            self._checks.check_unchecked(kit.draft)
            known()

        def lost(problem: Exception) -> None:
            self._rereading = False
            self._gone(problem)
            known()

        self._shelf.reload(self.kit.log.draft_id, there, lost)

    def _gone(self, problem: Exception) -> None:
        """Not even its beginning was stored, or the disk can't be read: nothing is on the desk."""
        self._close()
        self.intake.alarm(Refused(Refusal.NOT_SAVED, Facts(text=str(problem))))
