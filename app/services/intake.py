"""The way of scans to a desk: queue, hold, and the journal's second half (design.md 3).

Scans are taken in the order of arrival. While the desk looks something up they wait; after a
refusal they are kept until a person clears it. A desk for kits and one for receipts use it alike.
"""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.core.flow.outcomes import Accepted, Choose, Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.gate import Admission, Gate, GateState, Unresolved
from app.core.labels import Command, Label, LabelKind, Verb, read
from app.core.settings import ScannerRole
from app.services.turn import Turn
from app.store.faults import StoreClosedError
from app.store.journal import Journal


class NoticeKind(StrEnum):
    """What the banner shows beside the prompt."""

    TAKEN = "taken"
    REFUSED = "refused"
    QUESTION = "question"
    KEPT = "kept"  # held back while a refusal is shown
    BARRED = "barred"  # a press that does nothing until the refusal is cleared
    DECIDE = "decide"  # a refusal was cleared; scans were kept meanwhile


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened to the last scan."""

    kind: NoticeKind
    outcome: Accepted | Refused | Choose | None = None
    text: str = ""
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """A label on its way to the draft.

    Attributes:
        batch_mode: It comes from a scanner that dumps its memory.
        journalled: Its row in the scan journal.
        refused: Why it waits in the unresolved list.
        role: Of the scanner it comes from.
        pressed: It is a button or a key of the window: never kept to be read later.
    """

    label: Label
    batch_mode: bool = False
    journalled: Future[int] | None = None
    refused: Refused | None = None
    role: ScannerRole = ScannerRole.ANY
    pressed: bool = False


class Intake(QObject):
    """Queue and gate of one station. Lives in the GUI thread."""

    admitted = Signal(object)  # Offered: it passed the gate and is to be acted on now
    changed = Signal()
    noticed = Signal(object)  # Notice: something to see and to hear

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._queue: deque[Offered] = deque()
        self._turn = Turn(self)
        self._turn.again.connect(self._drain)
        self.gate: Gate[Offered] = Gate()
        self.notice: Notice | None = None
        self.last_scan = ""
        self._waits: dict[object, str] = {}  # in the order in which they began
        self.draft_id = ""  # of the draft on the desk, for the journal
        self._put_aside: dict[str, list[Unresolved[Offered]]] = {}  # by parked draft

    @property
    def idle(self) -> bool:
        """Whether every scan that came was dealt with."""
        return not (self._queue or self._waits)

    @property
    def waiting(self) -> bool:
        """Whether scans wait for something that must be known first."""
        return bool(self._waits)

    @property
    def busy(self) -> str:
        """What is looked up meanwhile, or empty."""
        return next((text for text in reversed(self._waits.values()) if text), "")

    def take(self, offered: Offered) -> None:
        """A scan or a press."""
        self._queue.append(offered)
        self._drain()

    def press(self, verb: Verb, argument: str = "") -> None:
        """A button or a shortcut: the same way as its command barcode, but for a hold.

        While a refusal is shown, or it is asked about what was kept, one that is no answer to
        that does nothing, now and later.
        """
        self.take(Offered(read(f"KB:{Command(verb, argument).text}"), pressed=True))

    def take_first(self, offered: Offered) -> None:
        """A scan that was admitted, once more: before all that wait."""
        self._queue.appendleft(offered)
        self._drain()

    def wait(self, for_what: str = "") -> Callable[[], None]:
        """Scans wait from now on, until all that is waited for is known.

        Args:
            for_what: Is looked up; empty where it is only the disk that is waited for.

        Returns:
            To be called when it is known; a second call does nothing.
        """
        this = object()
        self._waits[this] = for_what
        self.changed.emit()

        def known() -> None:
            if self._waits.pop(this, None) is not None:
                self.changed.emit()
                self._drain()

        return known

    def accept(self, outcome: Accepted, offered: Offered | None) -> None:
        """Say that a scan was taken; call it once that is durable."""
        self.settle(offered, outcome.news)
        self._announce(Notice(NoticeKind.TAKEN, outcome, offered.label.text if offered else ""))

    def ask(self, outcome: Choose, offered: Offered | None) -> None:
        """Say that a question is open."""
        self.settle(offered, outcome.question)
        self._announce(Notice(NoticeKind.QUESTION, outcome))

    def refuse(self, outcome: Refused, offered: Offered | None = None) -> None:
        """Say why a scan was not taken, and hold what follows.

        An entry that was typed, and a scan while a question is open, hold nothing; what a
        scanner dumps from its memory meanwhile is listed like all that it sent in vain.
        """
        self.settle(offered, outcome.reason)
        answers_first = outcome.reason is Refusal.QUESTION_OPEN
        if offered is not None and (offered.batch_mode or not answers_first):
            kept = replace(offered, refused=outcome)
            self.gate.refuse(kept, outcome.reason, batch=offered.batch_mode)
        text = offered.label.text if offered else ""
        self._announce(Notice(NoticeKind.REFUSED, outcome, text))

    def lose(self, scans: Iterable[Offered], outcome: Refused, draft_id: str) -> None:
        """Refuse scans of a draft that were taken and could not be stored, in their order.

        What is live is kept behind the first of them, as if that had been refused at once; not
        where another draft is on the desk now, which it would be read into.
        """
        here = draft_id == self.draft_id
        behind: list[Offered] = []
        holds = False
        for offered in scans:
            if offered.batch_mode and not here:
                self.settle(offered, outcome.reason)
                self.keep_for(draft_id, replace(offered, refused=outcome), outcome)
                self._announce(Notice(NoticeKind.REFUSED, outcome, offered.label.text))
            elif offered.batch_mode or not (here and holds):
                holds = holds or not offered.batch_mode
                self.refuse(outcome, offered)
            elif not offered.pressed:
                behind.append(offered)
        self.gate.kept.extendleft(reversed(behind))

    def alarm(self, outcome: Refused, text: str = "", *, listed: bool = False) -> None:
        """A refusal that no scan brought about: something else went wrong.

        Args:
            outcome: Why.
            text: What can be read of what came; it is never taken for a label.
            listed: It goes to the unresolved list, and what follows goes on (design.md 3).
        """
        label = Label(text, LabelKind.NOT_UNDERSTOOD, text, unread=text) if text else read("")
        self.refuse(outcome, Offered(label, batch_mode=listed))

    def garbled(self, flaw: str, text: str = "", *, batch_mode: bool = False) -> None:
        """Bytes came that are no scan: said aloud like any refusal, with what can be read."""
        refused = Refused(Refusal.GARBLED, Facts(text=flaw, other=text))
        self.alarm(refused, text, listed=batch_mode and bool(self.draft_id))

    def broken(self, words: str) -> None:
        """Something in the program broke; what was scanned before is stored."""
        self.alarm(Refused(Refusal.PROGRAM_FAULT, Facts(text=words)))

    def tell(self, notice: Notice | None) -> None:
        """Put a notice on the banner, or take it away.

        The green of a scan that was read before a refusal comes after it, once it is durable:
        then, and whenever nothing is wrong, the refusal that holds the gate stays.
        """
        fine = notice is None or notice.kind is NoticeKind.TAKEN
        if not (fine and self.gate.state is GateState.HELD):
            self.notice = notice
        self.changed.emit()

    def _announce(self, notice: Notice) -> None:
        self.tell(notice)
        if self.notice is notice:
            self.noticed.emit(notice)

    def settle(self, offered: Offered | None, outcome: str) -> None:
        """Write into the journal what became of the scan."""
        journalled = offered.journalled if offered else None
        # One that comes while the program closes stays without an outcome.
        with suppress(StoreClosedError):
            if journalled is not None:
                self._journal.settle(journalled, outcome, draft_id=self.draft_id)

    def resolve(self, unresolved: Unresolved[Offered], *, again: bool) -> None:
        """Deal with an unresolved scan: offer it again, or put it aside."""
        self.gate.resolve(unresolved)
        if again:
            self.take(unresolved.scan)
        elif unresolved.reason == Refusal.INTERRUPTED:  # all others had their outcome before
            self.settle(unresolved.scan, Admission.DISCARDED)
        self.changed.emit()

    def keep_for(self, draft_id: str, offered: Offered, refused: Refused) -> None:
        """A scan that waits in the unresolved list of this draft, wherever that is."""
        waiting = Unresolved(offered, refused.reason)
        if draft_id == self.draft_id:
            self.gate.unresolved.append(waiting)
            self.changed.emit()
        else:
            self._put_aside.setdefault(draft_id, []).append(waiting)

    def reset(self, draft_id: str) -> None:
        """Another draft: nothing is held any more. Scans that wait stay in the queue."""
        self._discard(self.gate.take_kept())
        if self.gate.unresolved:
            self._put_aside[self.draft_id] = self.gate.unresolved
        self.draft_id = draft_id
        self.gate = Gate()
        self.gate.unresolved = self._put_aside.pop(draft_id, [])
        self.tell(None)

    def _drain(self) -> None:
        while self._queue and not self._waits and not self._turn.spent():
            self._admit(self._queue.popleft())

    def _admit(self, offered: Offered) -> None:
        if offered.label.command is None:
            self.last_scan = offered.label.text
        admission = self.gate.admit(offered.label, offered, pressed=offered.pressed)
        match admission:
            case Admission.ACT:
                self.admitted.emit(offered)
                return
            case Admission.KEPT:
                self._announce(Notice(NoticeKind.KEPT, self._outcome(), kept=len(self.gate.kept)))
                return
            case Admission.BARRED:
                self._announce(Notice(NoticeKind.BARRED, self._outcome(), kept=len(self.gate.kept)))
                return
            case Admission.READ_KEPT:
                self._queue.extendleft(reversed(self.gate.take_kept()))
                self.tell(None)
            case Admission.DISCARDED:
                self._discard(self.gate.take_kept())
                self.tell(None)
            case Admission.CLEARED if self.gate.state is GateState.DECIDE:
                self._announce(Notice(NoticeKind.DECIDE, kept=len(self.gate.kept)))
            case _:
                self.tell(None)
        self.settle(offered, admission)

    def _discard(self, kept: Iterable[Offered]) -> None:
        for offered in kept:
            self.settle(offered, Admission.DISCARDED)

    def _outcome(self) -> Accepted | Refused | Choose | None:
        return self.notice.outcome if self.notice else None
