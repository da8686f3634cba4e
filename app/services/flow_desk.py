"""The desk of a flow: one draft at a time, in the GUI thread.

It carries each scan through draft and store, asks the ERP where the draft says so, and tells the
pages what happened. It decides nothing that `app.core` could decide.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal

from app.core.facts import FactsT
from app.core.flow.changes import HeaderField
from app.core.flow.judging import judge_misread
from app.core.flow.news import News
from app.core.flow.outcomes import (
    Accepted,
    Choose,
    Diverted,
    Facts,
    Handed,
    LookUp,
    Outcome,
    Refused,
)
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.roles import judge_role
from app.core.flow.steps import Step
from app.core.labels import Command, Field, Label, Verb
from app.core.posting import PostingKind
from app.services.flow_confirming import FlowConfirming
from app.services.flow_keeping import not_saved
from app.services.flow_recheck import FlowRecheck
from app.services.flow_shelf import FlowShelf
from app.services.ground import Ground
from app.services.intake import Offered
from app.services.look_ups import LookUps
from app.services.open_draft import OpenT
from app.store.journal import TakenScan
from app.store.postings import StoredPosting

PassOn = Callable[[Offered, Callable[[], None]], bool]
"""Gets a scan that began a draft here and names nothing, and what to call if it is nobody's.

Returns whether it is asked for elsewhere.
"""
DIVERTED = "diverted"
"""What the journal says of the answer that led to another subject."""


class FlowDesk(FlowConfirming[OpenT, FactsT]):
    """One station's desk for one flow. Lives in the GUI thread.

    Attributes:
        pass_on: Asked before a scan that began a draft on home is refused as unknown.
    """

    handed = Signal(object)  # Command for the window: GOTO, HELP, LOCK

    def __init__(
        self,
        ground: Ground,
        shelf: FlowShelf[OpenT, FactsT],
        recheck: FlowRecheck[OpenT, FactsT],
    ) -> None:
        super().__init__(ground, shelf)
        self._look_ups = LookUps(ground.reads, shelf.facts)
        self._recheck = recheck
        self._recheck.setParent(self)
        self._recheck.replanned.connect(self._replanned)
        self._began_with: Offered | None = None
        self.pass_on: PassOn = lambda _offered, _otherwise: False

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

    def recognise(self, text: str, done: Callable[[FactsT | None], None]) -> None:
        """Ask whether a plain text is a subject of this flow; give its facts if it is."""
        self._shelf.facts.ask(
            text, lambda facts: done(facts if facts.known else None), lambda _: done(None)
        )

    def begin_on(self, facts: FactsT, offered: Offered) -> None:
        """Open a draft that knows these facts, and act on the scan that names their subject."""
        self.begin()
        if self.opened is not None:
            self._shelf.facts.know(self.opened, facts)
            self._saves.follow(self.opened.log.keep(*self._shelf.facts.kept.entry(facts)))
        self.act(offered)

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
        return self._by_hand(lambda opened: opened.draft.enter(name, text))

    def select(self, line: str) -> None:
        """A line chosen by touch or keyboard."""
        self._by_hand(lambda opened: opened.draft.select(line))

    def sent(self, stored: StoredPosting) -> None:
        """The sender has news of a posting, of whatever kind."""
        opened = self.opened
        if opened and opened.posting and stored.posting.draft_id == opened.log.draft_id:
            opened.posting = stored
            self.changed.emit()

    def _by_hand(self, act: Callable[[OpenT], Outcome]) -> Outcome | None:
        """What no scan brings about; None where it comes too late."""
        if self.opened is None or not self._editable:
            return None
        outcome = act(self.opened)
        self._follow(outcome, None)
        return outcome

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
            self._began_with = offered if opened is None else None
            self.begin()
        if self.opened is not None:
            self._follow(self.opened.draft.accept(label), offered)

    def _follow(self, outcome: Outcome, offered: Offered | None) -> None:
        match outcome:
            case Accepted():
                self._accepted(outcome, offered)
            case Refused() | Choose():
                self._not_taken(outcome, offered)
            case LookUp():
                self._look_up(outcome, offered)
            case Handed():
                self.intake.settle(offered, outcome.command.verb)
                self._hand(outcome.command)
            case Diverted():
                self.intake.settle(offered, DIVERTED)
                self._divert(outcome)

    def _not_taken(self, outcome: Refused | Choose, offered: Offered | None) -> None:
        """What began a draft on home, and names nothing here, may mean another flow's subject."""

        def tell() -> None:
            if isinstance(outcome, Refused):
                self.intake.refuse(outcome, offered)
            else:
                self.intake.ask(outcome, offered)

        began, self._began_with = self._began_with, None
        strange = offered is not None and offered is began and _names_nothing(outcome)
        if offered is None or not (strange and self.pass_on(offered, tell)):
            tell()

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

    def _divert(self, outcome: Diverted) -> None:
        """Go to another subject: its parked draft, else a new one; the scan is read there."""
        left = self.opened
        known = self.intake.wait(outcome.subject)

        def found(draft_id: str) -> None:
            if self.opened is left:  # nobody left the flow meanwhile
                if draft_id:
                    self.resume(draft_id)
                else:
                    self.begin()
                self.intake.take_first(Offered(outcome.label))
            known()

        def failed(problem: Exception) -> None:
            self.intake.alarm(not_saved(problem))
            known()

        self._shelf.find_parked(outcome.subject, found, failed)

    def _replanned(self, opened: OpenT) -> None:
        if opened is self.opened:
            self.planned.emit()
            self.changed.emit()


AnyDesk = FlowDesk[Any, Any]
"""What is alike in the desks of all flows."""


def _names_nothing(outcome: Refused | Choose) -> bool:
    """Whether a code is no subject of the flow, as far as anybody can say."""
    if isinstance(outcome, Choose):
        return outcome.question is QuestionKind.OWN_REFERENCE
    return outcome.reason in {Refusal.UNKNOWN_ASSEMBLY, Refusal.NO_FACTS_OFFLINE}


def _names_subject(label: Label, subject: str) -> bool:
    """Whether on Done what was posted is scanned again: what it left over is meant."""
    return label.command is None and (label.get(Field.PART) or label.plain) == subject
