"""Which draft lies on the table: opened, put aside, brought back, thrown away."""

from datetime import date, datetime
from uuid import uuid4

from PySide6.QtCore import Signal

from app.core.facts import FactsT
from app.core.flow.changes import HeaderField
from app.services.flow_keeping import FlowKeeping
from app.services.flow_shelf import FlowShelf
from app.services.ground import Ground
from app.services.open_draft import OpenT


class FlowTable(FlowKeeping[OpenT, FactsT]):
    """One draft at a time, in batches. Base of every desk; lives in the GUI thread.

    Attributes:
        batch: Local name of the batch the next draft belongs to; empty before the first.
    """

    closed = Signal()  # no draft is open any more
    stored = Signal()  # nor does the store say so: what became of it is durable

    def __init__(self, ground: Ground, shelf: FlowShelf[OpenT, FactsT]) -> None:
        super().__init__(ground, shelf)
        self.batch = ""
        self.intake.changed.connect(self._intake_changed)

    @property
    def preview(self) -> str:
        """As `FlowShelf.preview`, of the open draft; empty where there is nothing to send."""
        return self._shelf.preview(self.opened) if self.opened is not None else ""

    @property
    def reference(self) -> str:
        """What the ERP will know it by: ours, and the operator's where there is room."""
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

    def _resumed(self, opened: OpenT) -> None:
        self.batch = opened.draft.state.text(HeaderField.BATCH)
        self._show(opened)
        self._checks.check_unchecked(opened.draft)

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
        """End the flow session: the next draft starts a new batch."""
        self.park()
        self.batch = ""

    def next_one(self, *, new_batch: bool = False) -> None:
        """From Done to the next draft, in the same batch or in a new one.

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

    def _show(self, opened: OpenT) -> None:
        self.opened = opened
        self.intake.reset(opened.log.draft_id)
        self.planned.emit()

    def _close(self) -> None:
        self.opened = None
        self.intake.reset("")
        self.planned.emit()
        self.closed.emit()
        self._saves.after_all(self.stored.emit)

    def _intake_changed(self) -> None:
        if self.at_work:  # else it is another flow's
            self.changed.emit()
