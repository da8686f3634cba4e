"""The desk of a flow: one draft at a time, in the GUI thread.

It carries each scan through draft and store, asks the ERP where the draft says so, and tells the
pages what happened. It decides nothing that `app.core` could decide.
"""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal

from app.core.facts import FactsT
from app.core.flow.changes import HeaderField
from app.core.flow.judging import judge_misread
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Facts, Handed, LookUp, Outcome, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.roles import judge_role
from app.core.flow.steps import Step
from app.core.labels import Command, Field, Label, Verb
from app.core.posting import IllegalTransitionError, PostingKind
from app.services.flow_recheck import FlowRecheck
from app.services.flow_serials import FlowSerials
from app.services.flow_shelf import DONE, FlowShelf
from app.services.ground import Ground
from app.services.intake import Offered
from app.services.look_ups import LookUps
from app.services.open_draft import OpenT
from app.store.journal import TakenScan
from app.store.postings import SerialHeldError, StoredPosting


class FlowDesk(FlowSerials[OpenT, FactsT]):
    """One station's desk for one flow. Lives in the GUI thread."""

    confirmed = Signal(object)  # StoredPosting: it is safe in the outbox
    handed = Signal(object)  # Command for the window: GOTO, HELP, LOCK

    def __init__(
        self,
        ground: Ground,
        shelf: FlowShelf[OpenT, FactsT],
        recheck: FlowRecheck[OpenT, FactsT],
    ) -> None:
        super().__init__(ground, shelf)
        self._outbox = ground.outbox
        self._look_ups = LookUps(ground.reads, shelf.facts)
        self._recheck = recheck
        self._recheck.setParent(self)
        self._recheck.replanned.connect(self._replanned)

    @property
    def kind(self) -> PostingKind:
        """Of the postings that come from here."""
        return self._shelf.kind

    def begins_with(self, label: Label) -> bool:
        """Whether a scan of this on home is surely meant for this flow."""
        del label
        return False

    @property
    def may_go_on(self) -> bool:
        """Whether NEXT or POST would be obeyed on the open page."""
        free = self.opened is not None and not self.intake.waiting
        return free and self.opened is not None and self.opened.draft.may_go_on

    # Scans and presses

    def act(self, offered: Offered) -> None:
        """A scan or a press that the intake has admitted."""
        if self._day_changed() and offered.label.command == Command(Verb.POST):
            facts = Facts(day=self.erp_today())
            self.intake.refuse(Refused(Refusal.DAY_CHANGED, facts), offered)
            return
        self._act(offered)
        self._drop_faulty()  # a question may be answered now

    def press(self, verb: Verb, argument: str = "") -> None:
        """A button or a shortcut: the same way as its command barcode."""
        self.intake.press(verb, argument)

    def enter(self, name: HeaderField, text: str) -> Outcome | None:
        """A header field typed by a person; what it came to, None where it came too late."""
        if self.opened is None or not self._editable:
            return None
        outcome = self.opened.draft.enter(name, text)
        self._follow(outcome, None)
        return outcome

    def select(self, line: str) -> None:
        """A line chosen by touch or keyboard."""
        if self.opened is not None and self._editable:
            self._follow(self.opened.draft.select(line), None)

    def sent(self, stored: StoredPosting) -> None:
        """The sender has news of a posting, of whatever kind."""
        opened = self.opened
        if opened and opened.posting and stored.posting.draft_id == opened.log.draft_id:
            opened.posting = stored
            self.changed.emit()

    def _day_changed(self) -> bool:
        """Whether what is under review is another one because it is another day at the ERP."""
        opened = self.opened
        if opened is None or opened.draft.question is not None or not self._editable:
            return False
        return self._recheck.keep_day(opened, self.erp_today())

    def _act(self, offered: Offered) -> None:
        label, opened = offered.label, self.opened
        state = opened.draft.state if opened else None
        refused = judge_misread(label) or judge_role(offered.role, label, state)
        if refused is not None:
            self.intake.refuse(refused, offered)
            return
        if opened is not None and opened.rest and _names_subject(label, opened.draft.state.subject):
            self.take_rest(opened.rest)
            self.intake.take_first(offered)
            return
        if opened is None or (opened.posting is not None and label.command is None):
            self.begin()
        if self.opened is not None:
            self._follow(self.opened.draft.accept(label), offered)

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
        opened, event = self.opened, outcome.event
        if opened is None or event is None:
            self.intake.accept(outcome, offered)
            return

        def durable(number: int) -> None:
            del number
            self._show_changes(opened.draft, event.changes)
            settled = replace(offered, journalled=None) if offered is not None else None
            self.intake.accept(outcome, settled)

        def lost(problem: Exception) -> None:
            del problem  # all that is on screen is read anew
            if offered is not None:
                self._scan_lost(opened, offered, outcome)

        row = offered.journalled if offered is not None else None
        scan = TakenScan(row, outcome.news) if row is not None else None
        self._saves.follow(self._shelf.append(opened, event, scan), durable, lost)
        self._checks.follow(opened.draft, event)
        self._recheck.follow(opened, event)
        if opened.draft.state.step is Step.REVIEW:
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
        opened = self.opened
        if opened is None or offered is None:
            return
        known = self.intake.wait(wanted.text)

        def here() -> OpenT | None:
            """The draft, which may have been read anew; None if it was put aside meanwhile."""
            now = self.opened
            return now if now and now.log.draft_id == opened.log.draft_id else None

        def again() -> None:
            now = here()
            if now is not None:
                self._follow(now.draft.accept(offered.label), offered)
            else:
                refused = Refused(Refusal.NOT_SAVED, Facts(text=offered.label.text))
                self.intake.lose((offered,), refused, opened.log.draft_id)
            known()

        def keep(name: str, content: bytes) -> None:
            now = here()
            if now is not None:
                self._saves.follow(now.log.keep(name, content))

        self._look_ups.perform(wanted, opened, again, keep)

    def _replanned(self, opened: OpenT) -> None:
        if opened is self.opened:
            self.planned.emit()
            self.changed.emit()

    # Confirming

    def _confirm(self) -> None:
        opened = self.opened
        if opened is None:
            return
        if self.intake.gate.unresolved or not self._session.erp_user:
            unresolved = bool(self.intake.gate.unresolved)
            reason = Refusal.UNRESOLVED_SCANS if unresolved else Refusal.SIGN_IN_FIRST
            self.intake.alarm(Refused(reason))
            return
        posting = self._shelf.posting_of(opened)
        if posting is None:
            return
        rest = self._shelf.rest_of(opened)

        def safe(stored: StoredPosting) -> None:
            opened.confirming = False
            opened.posting = stored
            opened.rest = rest.head.draft_id if rest else ""
            opened.draft.state.apply((DONE,))
            if opened is self.opened:
                self.intake.tell(None)
            self._waiting.note(stored)
            self.confirmed.emit(stored)
            known()

        def lost(problem: Exception) -> None:
            opened.confirming = False
            if isinstance(problem, SerialHeldError):
                self._held_elsewhere(opened, problem)
            elif isinstance(problem, IllegalTransitionError):
                self.intake.alarm(Refused(Refusal.NOT_TO_CORRECT))
            known()

        opened.confirming = True
        known = self.intake.wait()
        replaces = opened.draft.identity.replaces or None
        stored = self._outbox.confirm(posting, replaces=replaces, rest=rest)
        self._saves.follow(stored, safe, lost)


AnyDesk = FlowDesk[Any, Any]
"""What is alike in the desks of all flows."""


def _names_subject(label: Label, subject: str) -> bool:
    """Whether on Done what was posted is scanned again: what it left over is meant."""
    return label.command is None and (label.get(Field.PART) or label.plain) == subject
