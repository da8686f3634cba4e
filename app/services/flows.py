"""The flows of a station: one is worked on at a time, and all scans go to it in their order."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.core.facts import ErpFacts
from app.core.flow.judging import judge_misread
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.turning import FLOW_VERBS
from app.core.labels import Command, Verb
from app.core.posting import PostingKind
from app.services.flow_desk import AnyDesk
from app.services.ground import Ground
from app.services.intake import Offered
from app.store.postings import StoredPosting

_OPENS = {
    Verb.GOTO_ISSUE: PostingKind.KIT_ISSUE,
    Verb.GOTO_RECEIVE: PostingKind.PO_RECEIPT,
}


class Flows(QObject):
    """Leads what the intake admits to the desk of the flow that is worked on. GUI thread.

    Attributes:
        desk: Of the flow that is worked on; on home, of the one that was worked on last.
        intake: Of all of them.
    """

    changed = Signal()  # a notice, or what is worked on: anything but a draft's lines
    closed = Signal()  # no draft is open any more
    stored = Signal()  # nor does the store say so: what became of it is durable
    confirmed = Signal(object)  # StoredPosting: it is safe in the outbox
    handed = Signal(object)  # Command for the window: GOTO, HELP, LOCK
    store_failed = Signal(object)  # StoreFault: something that no scan waits for

    def __init__(self, ground: Ground, first: AnyDesk, *others: AnyDesk) -> None:
        """Work on the first until another is opened.

        Args:
            ground: Of them all.
            first: Takes what is scanned on home and no other flow claims.
            others: Each claims what surely begins it.
        """
        super().__init__()
        self.intake = ground.intake
        self._waiting = ground.waiting
        self._others = others
        self._desks = {desk.kind: desk for desk in (first, *others)}
        self.desk = self._first = first
        first.pass_on = self._pass_on
        for desk in self._desks.values():
            desk.planned.connect(self.changed)
            desk.closed.connect(self.closed)
            desk.stored.connect(self.stored)
            desk.confirmed.connect(self.confirmed)
            desk.handed.connect(self._handed)
        self.intake.changed.connect(self.changed)
        self.intake.admitted.connect(self._admitted)
        self._waiting.failed.connect(self.store_failed)

    @property
    def at_work(self) -> bool:
        """Whether a draft is open, or on its way to its desk; else one is on home."""
        return self.desk.at_work

    @property
    def kind(self) -> PostingKind:
        """Of the flow that is worked on."""
        return self.desk.kind

    @property
    def idle(self) -> bool:
        """Whether every scan was dealt with and is durable."""
        return all(desk.idle for desk in self._desks.values())

    def begin(self, kind: PostingKind) -> None:
        """Work on this flow; what another has open is put aside. An open draft is gone on with."""
        self._turn_to(self._desks[kind])
        if not self.desk.at_work:
            self.desk.begin()

    def resume(self, kind: PostingKind, draft_id: str) -> None:
        """Bring a parked draft of this flow back; what is open is put aside."""
        self._turn_to(self._desks[kind])
        self.desk.resume(draft_id)

    def leave(self) -> None:
        """Back on home: what is open is put aside, and the next draft starts a new batch."""
        self.desk.leave()

    def sent(self, stored: StoredPosting) -> None:
        """The sender has news of a posting."""
        self._waiting.note(stored)
        for desk in self._desks.values():
            desk.sent(stored)

    def _turn_to(self, desk: AnyDesk) -> None:
        if desk is not self.desk:
            if self.desk.at_work:
                self.desk.leave()
            self.desk = desk

    def _admitted(self, offered: Offered) -> None:
        if not self.desk.at_work and not self._on_home(offered):
            return
        self.desk.act(offered)

    def _on_home(self, offered: Offered) -> bool:
        """Whether a scan on home begins a draft; its flow is turned to."""
        label = offered.label
        refused = judge_misread(label)
        if refused is not None:
            self.intake.refuse(refused, offered)
        elif label.command is not None:
            self._command_on_home(label.command, offered)
        else:
            claims = (desk for desk in self._others if desk.begins_with(label))
            self._turn_to(next(claims, self._first))
            return True
        return False

    def _pass_on(self, offered: Offered, otherwise: Callable[[], None]) -> bool:
        """Ask the other flows about a plain code that is nothing of the first one's."""
        text, opened = offered.label.plain, self._first.opened
        if not text or not self._others:
            return False
        known = self.intake.wait(text)

        def ask(desks: tuple[AnyDesk, ...]) -> None:
            if not desks:
                otherwise()
                known()
                return
            desk, *rest = desks

            def told(facts: ErpFacts | None) -> None:
                if facts is None or self._first.opened is not opened:
                    ask(tuple(rest))
                    return
                self._turn_to(desk)
                desk.begin_on(facts, offered)
                known()

            desk.recognise(text, told)

        ask(self._others)
        return True

    def _command_on_home(self, command: Command, offered: Offered) -> None:
        """Without a draft only the commands of the flow itself mean something."""
        if command.verb in FLOW_VERBS - {Verb.HOLD}:
            self.intake.settle(offered, command.verb)
            self._handed(command)
        elif command.verb is not Verb.CLEAR:
            refused = Refused(Refusal.COMMAND_NOT_HERE, Facts(text=command.text))
            self.intake.refuse(refused, offered)

    def _handed(self, command: Command) -> None:
        """Opening a flow is done at once, so that the next scan is read into it."""
        kind = _OPENS.get(command.verb)
        if kind in self._desks:
            self.begin(kind)
        self.handed.emit(command)
