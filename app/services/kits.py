"""The kit desk: the flow of issuing kits, one draft at a time, in the GUI thread.

It carries each scan through gate, draft and store, asks the ERP where the draft says so, and
tells the pages what happened. It decides nothing that `app.core.kit` could decide.
"""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal

from app.core.facts import KitFacts
from app.core.flow.changes import HeaderField
from app.core.flow.judging import judge_misread
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Facts, Handed, LookUp, Outcome, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.roles import judge_role
from app.core.flow.steps import Step
from app.core.flow.turning import FLOW_VERBS
from app.core.kit import readiness
from app.core.kit.readiness import Prompt
from app.core.labels import Command, Field, Label, Verb, read
from app.core.posting import IllegalTransitionError
from app.services.intake import Offered
from app.services.interrupted import Interrupted
from app.services.kit_serials import KitSerials
from app.services.kit_shelf import DONE, KitStation, KitStores, OpenKit
from app.services.look_ups import LookUps
from app.services.plan_recheck import PlanRecheck
from app.services.reads import ErpReads
from app.services.session import Session
from app.services.tasks import Tasks
from app.store.journal import JournalledScan, TakenScan
from app.store.postings import SerialHeldError, StoredPosting

if TYPE_CHECKING:
    from concurrent.futures import Future


class KitDesk(KitSerials):
    """One station's kit flow. Lives in the GUI thread."""

    noticed = Signal(object)  # Notice: something to see and hear
    confirmed = Signal(object)  # StoredPosting: it is safe in the outbox
    handed = Signal(object)  # Command for the window: GOTO, HELP, LOCK

    def __init__(
        self,
        stores: KitStores,
        session: Session,
        reads: ErpReads,
        tasks: Tasks,
        station: KitStation,
    ) -> None:
        super().__init__(stores, session, reads, tasks, station)
        self._outbox = stores.outbox
        self._look_ups = LookUps(reads)
        self._interrupted = Interrupted(stores.journal, self.intake, tasks, self)
        self._interrupted.failed.connect(self.store_failed)
        self._recheck = PlanRecheck(reads, self._saves, self)
        self._recheck.replanned.connect(self._replanned)
        self.intake.noticed.connect(self.noticed)
        self.intake.admitted.connect(self._admitted)

    @property
    def prompt(self) -> Prompt | None:
        """What the person is asked for; None without a draft."""
        draft = self.draft
        return readiness.prompt(draft.state, draft.around) if draft else None

    @property
    def may_go_on(self) -> bool:
        """Whether NEXT or POST would be obeyed on the open page."""
        draft = self.draft
        free = draft is not None and not self.intake.waiting
        return free and draft is not None and draft.may_go_on

    def start(self, asked: "Future[list[JournalledScan]] | None" = None) -> None:
        """Before the first scan: ask for those the program's end interrupted, unless `asked`."""
        self._interrupted.start(self._session.target, asked)

    # Scans and presses

    def take(self, offered: Offered) -> None:
        """A scan, from any scanner, in the order of arrival."""
        self.intake.take(offered)

    def press(self, verb: Verb, argument: str = "") -> None:
        """A button or a shortcut: the same way as its command barcode."""
        self.intake.take(Offered(read(f"KB:{Command(verb, argument).text}")))

    def enter(self, name: HeaderField, text: str) -> Outcome | None:
        """A header field typed by a person; what it came to, None where it came too late."""
        if self.draft is None or not self._editable:
            return None
        outcome = self.draft.enter(name, text)
        self._follow(outcome, None)
        return outcome

    def select(self, component_id: str) -> None:
        """A line chosen by touch or keyboard."""
        if self.draft is not None and self._editable:
            self._follow(self.draft.select(component_id), None)

    def garbled(self, flaw: str, text: str = "", *, batch_mode: bool = False) -> None:
        """Bytes came that are no scan: said aloud like any refusal, with what can be read."""
        listed = batch_mode and self.draft is not None
        self.intake.alarm(
            Refused(Refusal.GARBLED, Facts(text=flaw, other=text)), text, listed=listed
        )

    def sent(self, stored: StoredPosting) -> None:
        """The sender has news of a posting."""
        self._waiting.note(stored)
        kit = self.opened
        if kit and kit.posting and stored.posting.draft_id == kit.log.draft_id:
            kit.posting = stored
            self.changed.emit()

    def _admitted(self, offered: Offered) -> None:
        if self._day_changed() and offered.label.command == Command(Verb.POST):
            facts = Facts(day=self.erp_today())
            self.intake.refuse(Refused(Refusal.DAY_CHANGED, facts), offered)
            return
        self._act(offered)
        self._drop_faulty()  # a question may be answered now

    def _day_changed(self) -> bool:
        """Whether the plan under review is another one because it is another day at the ERP."""
        kit = self.opened
        if kit is None or kit.draft.question is not None or not self._editable:
            return False
        return self._recheck.keep_day(kit, self.erp_today())

    def _act(self, offered: Offered) -> None:
        label = offered.label
        state = self.draft.state if self.draft else None
        refused = judge_misread(label) or judge_role(offered.role, label, state)
        if refused is not None:
            self.intake.refuse(refused, offered)
            return
        if self.opened is None and label.command is not None:
            self._command_on_home(label.command, offered)
            return
        kit = self.opened
        if kit is not None and kit.rest and _names_assembly(label, kit):
            self.take_rest(kit.rest)
            self.intake.take_first(offered)
            return
        if kit is None or (kit.posting is not None and label.command is None):
            self.begin()
        if self.draft is not None:
            self._follow(self.draft.accept(label), offered)

    def _command_on_home(self, command: Command, offered: Offered) -> None:
        """Without a draft only the commands of the flow itself mean something."""
        if command.verb in FLOW_VERBS - {Verb.HOLD}:
            self.intake.settle(offered, command.verb)
            self.handed.emit(command)
        elif command.verb is not Verb.CLEAR:
            refused = Refused(Refusal.COMMAND_NOT_HERE, Facts(text=command.text))
            self.intake.refuse(refused, offered)

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
        kit, event = self.opened, outcome.event
        if kit is None or event is None:
            self.intake.accept(outcome, offered)
            return

        def durable(number: int) -> None:
            del number
            self._show_changes(kit.draft, event.changes)
            settled = replace(offered, journalled=None) if offered is not None else None
            self.intake.accept(outcome, settled)

        def lost(problem: Exception) -> None:
            del problem  # all that is on screen is read anew
            if offered is not None:
                self._scan_lost(kit, offered, outcome)

        row = offered.journalled if offered is not None else None
        scan = TakenScan(row, outcome.news) if row is not None else None
        stored = kit.log.append(event, kit.draft.state, scan)
        self._saves.follow(stored, durable, lost)
        self._checks.follow(kit.draft, event)
        self._recheck.follow(kit, event)
        if kit.draft.state.step is Step.REVIEW:
            self._waiting.refresh()

    def _hand(self, command: Command) -> None:
        match command.verb:
            case Verb.POST if self.posting is None:
                self._confirm()
            case Verb.NEXT | Verb.NEWBATCH if self.posting is not None:
                self.next_one(new_batch=command.verb is Verb.NEWBATCH)
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
        kit = self.opened
        if kit is None or offered is None:
            return
        known = self.intake.wait(wanted.text)

        def again() -> None:
            here = self.opened
            if here is not None and here.log.draft_id == kit.log.draft_id:
                self._follow(here.draft.accept(offered.label), offered)
            else:  # its kit was put aside meanwhile
                refused = Refused(Refusal.NOT_SAVED, Facts(text=offered.label.text))
                self.intake.lose((offered,), refused, kit.log.draft_id)
            known()

        def keep(facts: KitFacts) -> None:
            here = self.opened
            if here is not None and here.log.draft_id == kit.log.draft_id:
                self._saves.follow(here.log.keep_facts(facts))

        self._look_ups.perform(wanted, kit.draft.around, again, keep)

    def _replanned(self, kit: OpenKit) -> None:
        if kit is self.opened:
            self.planned.emit()
            self.changed.emit()

    # Confirming

    def _confirm(self) -> None:
        kit = self.opened
        if kit is None or kit.draft.state.plan is None:
            return
        if self.intake.gate.unresolved or not self._session.erp_user:
            unresolved = bool(self.intake.gate.unresolved)
            reason = Refusal.UNRESOLVED_SCANS if unresolved else Refusal.SIGN_IN_FIRST
            self.intake.alarm(Refused(reason))
            return
        posting = self._shelf.posting_of(kit, kit.draft.state.plan)
        rest = self._shelf.rest_of(kit)

        def safe(stored: StoredPosting) -> None:
            kit.confirming = False
            kit.posting = stored
            kit.rest = rest.head.draft_id if rest else ""
            kit.draft.state.apply((DONE,))
            if kit is self.opened:
                self.intake.tell(None)
            self._waiting.note(stored)
            self.confirmed.emit(stored)
            known()

        def lost(problem: Exception) -> None:
            kit.confirming = False
            if isinstance(problem, SerialHeldError):
                self._held_elsewhere(kit, problem)
            elif isinstance(problem, IllegalTransitionError):
                self.intake.alarm(Refused(Refusal.NOT_TO_CORRECT))
            known()

        kit.confirming = True
        known = self.intake.wait()
        replaces = kit.draft.identity.replaces or None
        stored = self._outbox.confirm(posting, replaces=replaces, rest=rest)
        self._saves.follow(stored, safe, lost)


def _names_assembly(label: Label, kit: OpenKit) -> bool:
    """Whether on Done the same assembly is scanned again: its rest is meant."""
    named = label.get(Field.PART) or label.plain
    return label.command is None and named == kit.draft.state.text(HeaderField.ASSEMBLY)
