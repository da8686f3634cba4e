"""The kit desk: the flow of issuing kits, one draft at a time, in the GUI thread.

It carries each scan through gate, draft and store, asks the ERP where the draft says so, and
tells the pages what happened. It decides nothing that `app.core.kit` could decide.
"""

from datetime import UTC, date, datetime
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from app.core.facts import KitFacts
from app.core.kit import readiness
from app.core.kit.changes import Change, HeaderField, Slot
from app.core.kit.draft import KitDraft
from app.core.kit.outcomes import (
    Accepted,
    Choose,
    Facts,
    Handed,
    LookUp,
    News,
    Outcome,
    Refusal,
    Refused,
)
from app.core.kit.readiness import Prompt
from app.core.kit.state import Step
from app.core.labels import Command, Verb, read
from app.services.intake import Intake, Offered
from app.services.kit_shelf import KitShelf, KitStation, KitStores, OpenKit, nothing
from app.services.look_ups import LookUps
from app.services.reads import ErpReads
from app.services.serial_checks import SerialChecks, SerialFault
from app.services.session import Session
from app.services.tasks import Tasks
from app.store.postings import StoredPosting


class KitDesk(QObject):
    """One station's kit flow. Lives in the GUI thread."""

    changed = Signal()  # prompt, header, step, notice: anything but the lines
    planned = Signal()  # the lines are others now
    line_changed = Signal(int)  # a row of the plan
    noticed = Signal(object)  # Notice: something to see and hear
    confirmed = Signal(object)  # StoredPosting: it is safe in the outbox
    handed = Signal(object)  # Command for the window: GOTO, HELP, LOCK
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
        self._outbox, self._session, self._tasks = stores.outbox, session, tasks
        self._station = station
        self._shelf = KitShelf(stores, session, tasks, station, self._not_saved)
        self.kit: OpenKit | None = None
        self.batch = ""
        self.saved_at: datetime | None = None
        self._unsaved = 0
        self._look_ups = LookUps(reads)
        self.intake = Intake(self._act, stores.journal, self)
        self.intake.changed.connect(self.changed)
        self.intake.noticed.connect(self.noticed)
        self._checks = SerialChecks(reads, self)
        self._checks.refused.connect(self._serial_refused)
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
    def prompt(self) -> Prompt | None:
        """What the person is asked for; None without a draft."""
        draft = self.draft
        return readiness.prompt(draft.state, draft.around) if draft else None

    @property
    def idle(self) -> bool:
        """Whether every scan was dealt with and is durable."""
        return self.intake.idle and not self._unsaved

    @property
    def may_go_on(self) -> bool:
        """Whether NEXT or POST would be obeyed on the open page."""
        draft = self.draft
        if draft is None or self.intake.busy:
            return False
        if draft.state.step is Step.REVIEW:
            return readiness.judge_post(draft.state) is None
        return readiness.judge_ready(draft.state, draft.around) is None

    def erp_today(self) -> date:
        """The ERP's calendar day."""
        return self._session.erp_today()

    # The flow

    def begin(self) -> None:
        """Open a new draft in the running batch; an open one is put aside."""
        if self.kit is not None:
            self._shelf.put_aside(self.kit)
        self.batch = self.batch or uuid4().hex
        self._show(self._shelf.open_new(self.batch))

    def resume(self, draft_id: str) -> None:
        """Bring a parked draft back; scans wait until it is there."""
        self.intake.begin_wait(draft_id)
        self._shelf.bring_back(draft_id, self._brought_back)

    def park(self) -> None:
        """Put the open draft aside; home lists it."""
        if self.kit is not None:
            self._shelf.put_aside(self.kit)
        self._close()

    def cancel(self) -> None:
        """Discard the open draft; the draft has asked before."""
        if self.kit is not None:
            self._shelf.throw_away(self.kit)
        self._close()

    def leave(self) -> None:
        """End the flow session: the next kit starts a new batch."""
        self.park()
        self.batch = ""

    def next_kit(self, *, new_batch: bool = False) -> None:
        """From Done to the next kit, in the same batch or in a new one."""
        if new_batch:
            self.batch = ""
        self.begin()

    # Scans and presses

    def take(self, offered: Offered) -> None:
        """A scan, from any scanner, in the order of arrival."""
        self.intake.take(offered)

    def press(self, verb: Verb, argument: str = "") -> None:
        """A button or a shortcut: the same way as its command barcode."""
        self.intake.take(Offered(read(f"KB:{verb}{argument}")))

    def enter(self, name: HeaderField, text: str) -> None:
        """A header field typed by a person."""
        if self.draft is not None:
            self._follow(self.draft.enter(name, text), None)

    def select(self, component_id: str) -> None:
        """A line chosen by touch or keyboard."""
        if self.draft is not None:
            self._follow(self.draft.select(component_id), None)

    def garbled(self, flaw: str) -> None:
        """Bytes came that are no scan: said aloud like any refusal."""
        self.intake.alarm(Refused(Refusal.GARBLED, Facts(text=flaw)))

    def broken(self, words: str) -> None:
        """Something in the program broke; what was scanned before is stored."""
        self.intake.alarm(Refused(Refusal.PROGRAM_FAULT, Facts(text=words)))

    def sent(self, stored: StoredPosting) -> None:
        """The sender has news of a posting."""
        kit = self.kit
        if kit and kit.posting and stored.posting.draft_id == kit.log.draft_id:
            kit.posting = stored
            self.changed.emit()

    def _act(self, offered: Offered) -> None:
        label = offered.label
        if self.kit is None or (self.posting is not None and label.command is None):
            self.begin()
        if self.draft is not None:
            self._follow(self.draft.accept(label), offered)

    def _follow(self, outcome: Outcome, offered: Offered | None) -> None:
        match outcome:
            case Accepted():
                self._accepted(outcome, offered)
            case Refused():
                self.intake.refuse(outcome, offered)
            case Choose():
                self.intake.ask(outcome, offered)
            case LookUp():
                self._look_up(outcome, offered)
            case Handed():
                self.intake.settle(offered, outcome.command.verb)
                self._hand(outcome.command)

    def _accepted(self, outcome: Accepted, offered: Offered | None) -> None:
        kit, event = self.kit, outcome.event
        if kit is None or event is None:
            self.intake.accept(outcome, offered)
            return

        def durable(number: int) -> None:
            self._unsaved -= 1
            self._saved(number)
            self._show_changes(kit.draft, event.changes)
            self.intake.accept(outcome, offered)

        self._unsaved += 1
        self._tasks.follow(kit.log.append(event, kit.draft.state), durable, self._not_saved)
        self._checks.follow(kit.draft, event)

    def _show_changes(self, draft: KitDraft, changes: tuple[Change, ...]) -> None:
        if draft is not self.draft:
            return
        if any(change.slot in {Slot.HEADER, Slot.STEP} for change in changes):
            self.planned.emit()
            return
        for owner in {owner for change in changes for owner in (change.owner, change.new)}:
            position = draft.state.index.position(owner)
            if position is not None:
                self.line_changed.emit(position)

    def _hand(self, command: Command) -> None:
        match command.verb:
            case Verb.POST if self.posting is None:
                self._confirm()
            case Verb.NEXT | Verb.NEWBATCH if self.posting is not None:
                self.next_kit(new_batch=command.verb is Verb.NEWBATCH)
            case Verb.NEWBATCH:
                self.batch = uuid4().hex
                self.enter(HeaderField.BATCH, self.batch)
            case Verb.HOLD:
                self.park()
            case Verb.CANCEL:
                self.cancel()
            case Verb.POST:  # once more on Done: it is in the outbox already
                self.intake.accept(Accepted(News.ALREADY, None), None)
            case _:
                self.handed.emit(command)

    # The ERP

    def _look_up(self, wanted: LookUp, offered: Offered | None) -> None:
        kit = self.kit
        if kit is None or offered is None:
            return
        self.intake.begin_wait(wanted.text)

        def again() -> None:
            if kit is self.kit:
                self._follow(kit.draft.accept(offered.label), offered)
            self.intake.end_wait()

        def keep(facts: KitFacts) -> None:
            self._tasks.follow(kit.log.keep_facts(facts), nothing, self._not_saved)

        self._look_ups.perform(wanted, kit.draft.around, again, keep)

    def _serial_refused(self, fault: SerialFault) -> None:
        kit = self.kit
        dropped = kit.draft.drop_serial(fault.owner, fault.serial) if kit else None
        if kit is None or kit.draft is not fault.draft or not dropped or not dropped.event:
            return
        saved = kit.log.append(dropped.event, kit.draft.state)
        self._tasks.follow(saved, self._saved, self._not_saved)
        self._show_changes(kit.draft, dropped.event.changes)
        facts = Facts(text=fault.serial, component=fault.part_id)
        self.intake.refuse(Refused(fault.reason, facts), Offered(read(fault.serial)))

    # Confirming

    def _confirm(self) -> None:
        kit = self.kit
        if kit is None or kit.draft.state.plan is None:
            return
        if self.intake.gate.unresolved:
            self.intake.alarm(Refused(Refusal.UNRESOLVED_SCANS))
            return
        posting = self._shelf.posting_of(kit, kit.draft.state.plan)

        def safe(stored: StoredPosting) -> None:
            kit.posting = stored
            kit.draft.state.apply((Change(Slot.STEP, "", "", str(int(Step.DONE))),))
            self.intake.tell(None)
            self.confirmed.emit(stored)
            self.intake.end_wait()

        self.intake.begin_wait(posting.reference)
        self._tasks.follow(self._outbox.confirm(posting), safe, self._not_saved)

    # The store

    def _show(self, kit: OpenKit) -> None:
        self.kit = kit
        self.intake.reset(kit.log.draft_id)
        self.planned.emit()

    def _brought_back(self, kit: OpenKit) -> None:
        self.batch = kit.draft.state.text(HeaderField.BATCH)
        self._show(kit)
        self._checks.check_unchecked(kit.draft)
        self.intake.end_wait()

    def _read_anew(self, kit: OpenKit) -> None:
        self.kit = kit
        self.planned.emit()
        self.intake.end_wait()

    def _close(self) -> None:
        self.kit = None
        self.intake.reset("")
        self.planned.emit()
        self.closed.emit()

    def _saved(self, number: int) -> None:
        del number
        self.saved_at = datetime.now(UTC)

    def _not_saved(self, problem: Exception) -> None:
        """The disk refused. Nothing stays on screen that is not stored: the draft is read anew."""
        self._unsaved = 0
        if self.kit is not None and self.posting is None:
            self._shelf.reload(self.kit.log, self._read_anew)
        self.intake.alarm(Refused(Refusal.NOT_SAVED, Facts(text=str(problem))))
        self.intake.end_wait()
