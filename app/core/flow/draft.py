"""The draft of every flow: an event log, an open question, and what they add up to (design.md 3).

Pure and synchronous: everything is decided on facts at hand. The owner (a service in the GUI
thread) makes each event durable before it shows the green, looks things up when told to, and
offers the label again.
"""

from abc import abstractmethod
from collections.abc import Callable, Collection
from typing import ClassVar

from app.core.facts import SerialRecord
from app.core.flow import turning
from app.core.flow.changes import Change, DraftEvent, EventKind, HeaderField, Slot
from app.core.flow.identity import DraftIdentity
from app.core.flow.judging import Asked, Judged, Taken, confirm_guess, judge_misread
from app.core.flow.logged_draft import AroundT_co, LoggedDraft, StateT_co
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
from app.core.flow.refusals import Refusal
from app.core.flow.serials import RangeEntry, range_text
from app.core.flow.state import FlowState
from app.core.flow.steps import Step
from app.core.flow.surroundings import Surroundings
from app.core.labels import Command, Field, Label, LabelKind, Verb
from app.core.serials import SerialError, compress, range_between


class FlowDraft(LoggedDraft[StateT_co, AroundT_co]):
    """One posting in the making. Lives in one thread."""

    all_complete: ClassVar[News]
    """What is said once the last line wants no more scan."""
    taken_fields: ClassVar[frozenset[Field]]
    """What it takes from labels: a guess at one of these is confirmed first."""

    def __init__(self, identity: DraftIdentity, state: StateT_co, around: AroundT_co) -> None:
        super().__init__(identity, state, around)
        self._question: Asked | None = None
        self._range = RangeEntry()

    # What each flow decides

    @abstractmethod
    def judge_ready(self) -> Refused | None:
        """Why the open page may not be left forwards, or None."""

    @abstractmethod
    def judge_post(self) -> Refused | None:
        """Why it may not be posted from Review, or None."""

    @abstractmethod
    def turn_to(self, step: Step) -> Judged:
        """Go to a page, which is allowed, with all that this brings about."""

    @abstractmethod
    def _judge(self, label: Label) -> Judged:
        """What a label that is no command means on the open page."""

    @abstractmethod
    def _judge_entry(self, name: HeaderField, text: str) -> Judged:
        """A header field as a person typed it."""

    @abstractmethod
    def _judge_command(self, command: Command) -> Judged:
        """What a command of this flow alone means on the open page."""

    @abstractmethod
    def _judge_range(self) -> Refused | None:
        """Why no range of serial numbers is wanted now, or None."""

    @abstractmethod
    def _take_range(self, serials: tuple[str, ...]) -> Judged:
        """Both ends of a range were scanned."""

    @abstractmethod
    def brings_in(self, owner: str) -> bool:
        """Whether an owner's serial numbers are new ones, which must exist in no status."""

    @abstractmethod
    def is_known_good(self, owner: str, serial: str) -> bool:
        """Whether the facts at hand vouch for a serial number, so that nobody need be asked."""

    @abstractmethod
    def judge_record(self, owner: str, record: SerialRecord | None) -> Refusal | None:
        """Why a serial number isn't good, by the ERP's record of it; None if it is good."""

    # Reading

    @property
    def question(self) -> Choose | None:
        """The question that is open."""
        return self._question.choose if self._question else None

    @property
    def awaiting_range(self) -> News | None:
        """Whether `KB:RANGE` waits for the first or the last serial number."""
        return self._range.awaited

    @property
    def may_go_on(self) -> bool:
        """Whether NEXT, or POST on Review, would be obeyed."""
        on_review = self.state.step is Step.REVIEW
        return (self.judge_post() if on_review else self.judge_ready()) is None

    # Scans

    def accept(self, label: Label) -> Outcome:
        """Take a label, refuse it, ask, or say what must be looked up first."""
        self.know()
        misread = judge_misread(label)
        if misread is not None:
            return misread
        if label.command is not None:
            return self._obey(label.command)
        if self._question is not None:
            if label.plain and label.plain == self._question.confirmed_by:
                return self.answer(1, label.text)
            return Refused(Refusal.QUESTION_OPEN, Facts(text=label.text))
        if label.kind is not LabelKind.PLAIN and not label.values:
            return Refused(Refusal.NOT_UNDERSTOOD, Facts(text=label.text))
        if self._range.open:
            return self._range_end(label)
        judged = confirm_guess(label, self._judge(label), self._judge, self.taken_fields)
        return self._finish(judged, EventKind.SCAN, label.text)

    def enter(self, name: HeaderField, text: str) -> Outcome:
        """A header field typed by a person; canonical text, checked by its kind."""
        return self._by_hand(lambda: self._judge_entry(name, text), text)

    def select(self, line: str) -> Outcome:
        """A line chosen by touch or keyboard is asked for now."""
        if not self.state.has_line(line):
            return Refused(Refusal.NO_LINE)
        facts = Facts(line=line, part=self.state.part_on(line))
        taken = Taken((), News.LINE, facts, line)
        return self._by_hand(lambda: taken, "", EventKind.MOVE)

    def answer(self, choice: int, text: str = "") -> Outcome:
        """Answer the open question: 0 is no, 1 is yes or the first option.

        Args:
            choice: The answer.
            text: The scan that says so, where it is one that was confirmed.
        """
        asked = self._question
        if asked is None:
            return Refused(Refusal.NO_QUESTION)
        if choice > max(1, len(asked.choose.options)):
            return Refused(Refusal.QUESTION_OPEN)
        self._question = None
        return self._finish(asked.answer(choice), EventKind.SCAN, text)

    def drop_serials(self, owner: str, serials: Collection[str]) -> DraftEvent | None:
        """Take out serial numbers the ERP or the outbox will not have; None if all are gone.

        Not while a question is open: what its answers lead to was decided with them.
        """
        refused = frozenset(serials)
        there = [serial for serial in self.state.owned(owner) if serial in refused]
        if not there or self._question is not None:
            return None
        listed = compress(there)
        event = DraftEvent(EventKind.CHECK, (Change(Slot.SERIALS, owner, listed, ""),), listed)
        self._apply(event)
        return event

    # The log

    def undo(self) -> Outcome:
        """Take back the last scan or entry, exactly, and go to the page it was made on."""
        if self._question is not None:
            return Refused(Refusal.QUESTION_OPEN)
        if self._range.open:
            self._range.close()
            return Accepted(News.UNDONE, None)
        if not self._log.can_undo:
            return Refused(Refusal.NOTHING_TO_UNDO)
        event, text = self._log.undoing(self.state.step)
        self._apply(event)
        return Accepted(News.UNDONE, event, Facts(text=text))

    # Deciding

    def _by_hand(
        self, judge: Callable[[], Judged], text: str, kind: EventKind = EventKind.ENTRY
    ) -> Outcome:
        """What a person does without a scan, once no question is open."""
        if self._question is not None:
            return Refused(Refusal.QUESTION_OPEN, Facts(text=text))
        return self._finish(judge(), kind, text)

    def _obey(self, command: Command) -> Outcome:
        if command.verb in {Verb.YES, Verb.NO, Verb.ANSWER}:
            return self._answered(command)
        if command.verb is Verb.CLEAR:
            self._range.close()
            return self.answer(0) if self._question else Accepted(News.KEPT, None)
        if self._question is not None:
            return Refused(Refusal.QUESTION_OPEN, Facts(text=command.verb))
        if command.verb is Verb.UNDO and self.state.step < Step.REVIEW:
            return self.undo()
        if command.verb is Verb.RANGE:
            return self._range_begin()
        self._range.close()
        judged = turning.judge_command(self, self.state.step, command, self._judge_command)
        moved = isinstance(judged, Taken) and judged.news in {News.STEP, News.LINE}
        return self._finish(judged, EventKind.MOVE if moved else EventKind.SCAN, command.text)

    def _answered(self, command: Command) -> Outcome:
        """YES answers only a question that has no numbered options."""
        if command.verb is Verb.YES and self._question and self._question.choose.options:
            return Refused(Refusal.QUESTION_OPEN, Facts(text=command.text))
        return self.answer(turning.choice(command))

    def _range_begin(self) -> Outcome:
        fault = self._judge_range()
        if fault is not None:
            return fault
        self._range.begin()
        return Accepted(News.RANGE_FIRST, None)

    def _range_end(self, label: Label) -> Outcome:
        text = range_text(label)
        if text is None:
            return Refused(Refusal.NOT_UNDERSTOOD, Facts(text=label.text))
        ends = self._range.end(text)
        if ends is None:
            return Accepted(News.RANGE_LAST, None, Facts(text=text))
        first, last = ends
        try:
            serials = range_between(first, last)
        except SerialError:
            return Refused(Refusal.RANGE_MALFORMED, Facts(text=last, other=first))
        judged = self._take_range(serials)
        if isinstance(judged, LookUp):
            self._range.wait_for_last(first)
        return self._finish(judged, EventKind.SCAN, f"{first}:{last}")

    def _finish(self, judged: Judged, kind: EventKind, text: str) -> Outcome:
        if isinstance(judged, Refused | LookUp | Handed | Diverted):
            return judged
        if isinstance(judged, Asked):
            self._question = judged
            return judged.choose
        was_open = bool(judged.line) and self.state.open_count > 0
        step = int(self.state.step)
        self._change(judged.changes)
        changes = (*judged.changes, *_move_on(self.state, judged))
        news = self._news(judged, was_open)
        if not changes:
            return Accepted(news, None, judged.facts)
        event = DraftEvent(kind, changes, text, step)
        self._log.remember(event)
        return Accepted(news, event, judged.facts)

    def _news(self, taken: Taken, was_open: bool) -> News:
        if not taken.line or not taken.changes or taken.news in _TELLING:
            return taken.news
        if was_open and not self.state.open_count:
            return self.all_complete
        if not self.state.wants_scan(taken.line) and taken.news is not News.PART:
            return News.LINE_COMPLETE
        return taken.news


AnyDraft = FlowDraft[FlowState, Surroundings]
"""What is alike in the drafts of all flows."""

_TELLING = {
    News.LOT_LEFT_OUT,
    News.SERIALS_LEFT_OUT,
    News.OVER,
    News.EXPIRES,
    News.NOTED,
    News.REMOVED,
}
"""What a person must hear of even where the scan made the line complete."""


def _move_on(state: FlowState, taken: Taken) -> tuple[Change, ...]:
    """Ask for the line that was touched while it is open, else for the next one after it.

    A line whose part was scanned stays: its location may be scanned next.
    """
    if not taken.line or taken.news is News.ALREADY:
        return ()
    pointed_at = taken.news in {News.LINE, News.PART}
    stays = pointed_at or state.wants_scan(taken.line)
    target = taken.line if stays else state.asked_after(taken.line)
    if target == state.current:
        return ()
    change = Change(Slot.CURRENT, "", state.current, target)
    state.apply((change,))
    return (change,)
