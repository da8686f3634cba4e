"""The draft of a kit: an event log and what it adds up to (design.md 3).

Pure and synchronous: everything is decided on facts at hand. The owner (a service in the GUI
thread) makes each event durable before it shows the green, looks things up when told to, and
offers the label again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from app.core.kit import assembly_page, commands, components_page
from app.core.kit.changes import Change, DraftEvent, EventKind, HeaderField, Slot
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
from app.core.kit.state import ASSEMBLY, KitState, SerialCheck, Step
from app.core.kit.surroundings import Surroundings
from app.core.kit.taking import Asked, Judged, Taken, confirm_guess
from app.core.labels import Command, Field, Label, LabelKind, Verb
from app.core.serials import SerialError, compress, range_between


@dataclass(frozen=True, slots=True)
class DraftIdentity:
    """Made with the draft and never changed (design.md 4).

    Attributes:
        draft_id: A UUID's text.
        posting_id: Of the posting it will become.
        reference: `KB........`.
        operator: Who opened it.
        replaces: Id of the rejected posting that it corrects, or empty.
    """

    draft_id: str
    posting_id: str
    reference: str
    operator: str
    replaces: str = ""


def judge_misread(label: Label) -> Refused | None:
    """Whether a command was meant that is none: on every page, and where there is no draft."""
    if label.kind is LabelKind.CAPS_LOCK:
        return Refused(Refusal.CAPS_LOCK, Facts(text=label.text))
    if label.kind is LabelKind.UNKNOWN_COMMAND:
        return Refused(Refusal.UNKNOWN_COMMAND, Facts(text=label.text))
    return None


class KitDraft:
    """One kit in the making. Lives in one thread."""

    def __init__(self, identity: DraftIdentity, today: date, around: Surroundings) -> None:
        self.identity = identity
        self.state = KitState(today=today)
        self.around = around
        self._log: list[DraftEvent] = []
        self._undoable: list[int] = []  # positions in the log, newest last
        self._question: Asked | None = None
        self._range: list[str] | None = None

    # Reading

    @property
    def question(self) -> Choose | None:
        """The question that is open."""
        return self._question.choose if self._question else None

    @property
    def untouched(self) -> bool:
        """Whether there is nothing in it but the station's defaults."""
        return not self._undoable and not self.state.text(HeaderField.ASSEMBLY)

    @property
    def awaiting_range(self) -> News | None:
        """Whether `KB:RANGE` waits for the first or the last serial number."""
        if self._range is None:
            return None
        return News.RANGE_LAST if self._range else News.RANGE_FIRST

    # Scans

    def accept(self, label: Label) -> Outcome:
        """Take a label, refuse it, ask, or say what must be looked up first."""
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
        if self._range is not None:
            return self._range_end(label)
        judged = confirm_guess(label, self._judge(label), self._judge)
        return self._finish(judged, EventKind.SCAN, label.text)

    def _judge(self, label: Label) -> Judged:
        match self.state.step:
            case Step.ASSEMBLY:
                return assembly_page.judge(self.state, label, self.around)
            case Step.COMPONENTS:
                return components_page.judge(self.state, label, self.around)
            case _:
                return Refused(Refusal.COMPLETE, Facts(text=label.text))

    def enter(self, name: HeaderField, text: str) -> Outcome:
        """A header field typed by a person; canonical text, checked by its kind."""
        if self._question is not None:
            return Refused(Refusal.QUESTION_OPEN, Facts(text=text))
        judged = commands.judge_entry(self.state, name, text)
        return self._finish(judged, EventKind.ENTRY, text)

    def start(self, header: Iterable[tuple[HeaderField, str]], serials: str = "") -> DraftEvent:
        """Fill the station's defaults, or what a split left over: the first event, never undone."""
        changes = [Change(Slot.HEADER, name, "", text) for name, text in header if text]
        if serials:
            changes.append(Change(Slot.SERIALS, ASSEMBLY, "", serials))
        event = DraftEvent(EventKind.MOVE, tuple(changes))
        self._apply(event)
        return event

    def select(self, component_id: str) -> Outcome:
        """A line chosen by touch or keyboard is asked for now."""
        if self._question is not None:
            return Refused(Refusal.QUESTION_OPEN, Facts(text=component_id))
        line = self.state.index.line(component_id)
        if line is None:
            return Refused(Refusal.NO_LINE)
        taken = Taken((), News.LINE, Facts(component=component_id), line)
        return self._finish(taken, EventKind.MOVE, "")

    def answer(self, choice: int, text: str = "") -> Outcome:
        """Answer the open question: 0 is no, 1 is yes or the first option.

        Args:
            choice: The answer.
            text: The scan that says so, where it is one that was confirmed.
        """
        asked = self._question
        if asked is None:
            return Refused(Refusal.NO_QUESTION)
        options = asked.choose.options
        if choice > max(1, len(options)):
            return Refused(Refusal.QUESTION_OPEN)
        self._question = None
        return self._finish(asked.answer(choice), EventKind.SCAN, text)

    def serial_answered(self, owner: str, serial: str, check: SerialCheck) -> bool:
        """The ERP's word on a serial number; false if it was taken back meanwhile."""
        return self.state.settle(owner, serial, check)

    def drop_serials(self, owner: str, serials: Collection[str]) -> DraftEvent | None:
        """Take out serial numbers the ERP or the outbox will not have; None if all are gone.

        Not while a question is open: what its answers lead to was decided with them.
        """
        there = [serial for serial in self.state.owned(owner) if serial in serials]
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
        if self._range is not None:
            self._range = None
            return Accepted(News.UNDONE, None)
        if not self._undoable:
            return Refused(Refusal.NOTHING_TO_UNDO)
        last = self._log[self._undoable[-1]]
        event = DraftEvent(EventKind.UNDO, tuple(c.reversed() for c in reversed(last.changes)))
        if last.step != self.state.step:
            move = Change(Slot.STEP, "", str(int(self.state.step)), str(last.step))
            event = DraftEvent(EventKind.UNDO, (*event.changes, move))
        self._apply(event)
        return Accepted(News.UNDONE, event, Facts(text=last.text))

    def replay(self, events: Iterable[DraftEvent]) -> None:
        """Bring a new draft to where a stored log ends; its kits' facts must be at hand."""
        for event in events:
            self._apply(event)

    def know(self) -> None:
        """Take in facts that came to the surroundings after their event (a resumed draft)."""
        self._attach()

    def _apply(self, event: DraftEvent) -> None:
        self._change(event.changes)
        self._remember(event)

    def _remember(self, event: DraftEvent) -> None:
        if event.kind is EventKind.UNDO:
            self._undoable.pop()
        elif _is_undoable(event):
            self._undoable.append(len(self._log))
        self._log.append(event)

    def _change(self, changes: tuple[Change, ...]) -> None:
        self.state.apply(changes)
        self._attach()

    def _attach(self) -> None:
        assembly = self.state.text(HeaderField.ASSEMBLY)
        facts = self.around.kits.get(assembly)
        if facts is not None and facts is not self.state.facts:
            self.state.know(facts)

    # Deciding

    def _obey(self, command: Command) -> Outcome:
        if command.verb in {Verb.YES, Verb.NO, Verb.ANSWER}:
            return self._answered(command)
        if command.verb is Verb.CLEAR:
            return self._clear()
        if self._question is not None:
            return Refused(Refusal.QUESTION_OPEN, Facts(text=command.verb))
        if command.verb is Verb.UNDO and self.state.step < Step.REVIEW:
            return self.undo()
        if command.verb is Verb.RANGE:
            return self._range_begin()
        self._range = None
        judged = commands.judge(self.state, command, self.around)
        moved = isinstance(judged, Taken) and judged.news in {News.STEP, News.LINE}
        kind = EventKind.MOVE if moved else EventKind.SCAN
        return self._finish(judged, kind, command.text)

    def _answered(self, command: Command) -> Outcome:
        """YES answers only a question that has no numbered options."""
        if command.verb is Verb.YES and self._question and self._question.choose.options:
            return Refused(Refusal.QUESTION_OPEN, Facts(text=command.text))
        return self.answer(commands.choice(command))

    def _clear(self) -> Outcome:
        self._range = None
        return self.answer(0) if self._question else Accepted(News.KEPT, None)

    def _range_begin(self) -> Outcome:
        fault = commands.judge_range(self.state)
        if fault is not None:
            return fault
        self._range = []
        return Accepted(News.RANGE_FIRST, None)

    def _range_end(self, label: Label) -> Outcome:
        if label.is_guessed(Field.SERIAL):
            return Refused(Refusal.NOT_UNDERSTOOD, Facts(text=label.text))
        text = label.serials[0] if label.serials else label.plain
        ends = self._range
        if not ends:
            self._range = [text]
            return Accepted(News.RANGE_LAST, None, Facts(text=text))
        self._range = None
        try:
            serials = range_between(ends[0], text)
        except SerialError:
            return Refused(Refusal.RANGE_MALFORMED, Facts(text=text, other=ends[0]))
        judged = commands.take_range(self.state, serials, self.around)
        if isinstance(judged, LookUp):
            self._range = ends
        return self._finish(judged, EventKind.SCAN, f"{ends[0]}:{text}")

    def _finish(self, judged: Judged, kind: EventKind, text: str) -> Outcome:
        if isinstance(judged, Refused | LookUp | Handed):
            return judged
        if isinstance(judged, Asked):
            self._question = judged
            return judged.choose
        was_open = judged.line is not None and self.state.open_count > 0
        step = int(self.state.step)
        self._change(judged.changes)
        changes = (*judged.changes, *_move_on(self.state, judged))
        news = self._news(judged, was_open)
        if not changes:
            return Accepted(news, None, judged.facts)
        event = DraftEvent(kind, changes, text, step)
        self._remember(event)
        return Accepted(news, event, judged.facts)

    def _news(self, taken: Taken, was_open: bool) -> News:
        if taken.line is None or not taken.changes or taken.news in _LEFT_OUT:
            return taken.news
        if was_open and not self.state.open_count:
            return News.KIT_COMPLETE
        if not self.state.is_open(taken.line) and taken.news is not News.PART:
            return News.LINE_COMPLETE
        return taken.news


_LEFT_OUT = {News.LOT_LEFT_OUT, News.SERIALS_LEFT_OUT}


def _is_undoable(event: DraftEvent) -> bool:
    return event.kind in {EventKind.SCAN, EventKind.ENTRY}


def _move_on(state: KitState, taken: Taken) -> tuple[Change, ...]:
    """Ask for the line that was touched while it is open, else for the next one after it.

    A line whose part was scanned stays: its location may be scanned next.
    """
    line = taken.line
    if line is None:
        return ()
    if taken.news is News.ALREADY:
        return ()
    pointed_at = taken.news in {News.LINE, News.PART}
    stays = pointed_at or state.is_open(line)
    wanted = line if stays else state.next_open(line.component_id)
    target = wanted.component_id if wanted else ""
    if target == state.current:
        return ()
    change = Change(Slot.CURRENT, "", state.current, target)
    state.apply((change,))
    return (change,)
