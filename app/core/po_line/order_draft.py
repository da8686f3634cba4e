"""The draft of an order's changes: an event log and what it adds up to (design.md 3).

Pure and synchronous, decided on facts at hand. The owner (a service in the GUI thread) makes each
event durable, reads the order and the item masters, and shows what stands there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from app.core.flow.changes import Change, DraftEvent, EventKind, Slot
from app.core.flow.event_log import EventLog
from app.core.flow.identity import DraftIdentity
from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField
from app.core.po_line.cells import YES
from app.core.po_line.entering import cell_changes, line_changes
from app.core.po_line.facts import Order, bare_number
from app.core.po_line.forms import PLAIN, Form
from app.core.po_line.parts import PartFound, PartQuery, Parts
from app.core.po_line.sheet import Sheet, touched_lines
from app.core.po_line.three_way import Side, doomed, settle, undone
from app.core.po_line.verdicts import Verdicts
from app.core.settings.buying import BuyingSettings

_F = LineField


class OrderDraft:
    """One order's lines being changed. Lives in one thread.

    Attributes:
        sheet: The lines.
        verdicts: How they stand.
        parts: Item masters at hand.
        step: The page.
    """

    def __init__(
        self,
        identity: DraftIdentity,
        order: Order,
        rules: BuyingSettings,
        reserved: Collection[str] = (),
    ) -> None:
        self.identity = identity
        self.rules = rules
        self.parts = Parts()
        self.sheet = Sheet(order, reserved)
        self.verdicts = Verdicts(self.sheet, self.parts, rules)
        self.step = Step.LINES
        self._log = EventLog()

    # Reading

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._log.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back since the last change."""
        return self._log.can_redo

    @property
    def events(self) -> tuple[DraftEvent, ...]:
        """All that was done, oldest first."""
        return self._log.events

    @property
    def untouched(self) -> bool:
        """Whether nobody changed anything."""
        return not any(line.is_touched for line in self.sheet.lines())

    @property
    def corrected(self) -> str:
        """The line it began with, where it corrects a refused posting of that one; else empty."""
        if not self.identity.replaces or not self.events:
            return ""
        return next(iter(touched_lines(self.events[0].changes)), "")

    # Changes; each gives the event to be made durable, or None where nothing changes

    def enter(
        self, name: str, of: LineField, text: str, form: Form = PLAIN, stood: str | None = None
    ) -> DraftEvent | None:
        """A cell as a person typed it; what can't be read stays as it is, and is told.

        `stood` is what the ERP held when they began: a newer read may have come since.
        """
        line = self.sheet.line(name)
        began = {} if stood is None else {of: stood}
        changes = cell_changes(line, {of: text}, form, began) if line else ()
        return self._changed(changes, text)

    def add(self, texts: Mapping[LineField, str], form: Form = PLAIN) -> DraftEvent | None:
        """A new line at the end, with the next item number."""
        return self._changed(line_changes(self.sheet, self.sheet.next_name(), texts, form), "")

    def carry_out(self, changes: Sequence[Change]) -> DraftEvent | None:
        """Changes that were put together elsewhere (a paste), as one event."""
        return self._changed(changes, "")

    def fill_down(self, names: Sequence[str], fields: Iterable[LineField]) -> DraftEvent | None:
        """The first line's cells into those below."""
        lines = [line for name in names if (line := self.sheet.line(name))]
        columns = [of for of in fields if of is not _F.ITEM_NUMBER]
        if not lines:
            return None
        texts: dict[LineField, str] = {of: lines[0].text(of) for of in columns}
        changes = [change for line in lines[1:] for change in cell_changes(line, texts)]
        return self._changed(changes, "")

    def clear(self, cells: Iterable[tuple[str, LineField]]) -> DraftEvent | None:
        """Nothing stands in these cells."""
        changes: list[Change] = []
        for name, of in cells:
            line = self.sheet.line(name)
            if line is not None and of is not _F.ITEM_NUMBER:
                changes.extend(cell_changes(line, {of: ""}))
        return self._changed(changes, "")

    def cancel(self, names: Iterable[str]) -> DraftEvent | None:
        """Cancel lines: they stay in the order, with their history (operators.md 61)."""
        lines = (self.sheet.line(name) for name in names)
        kept = [line for line in lines if line is not None and line.before is not None]
        texts = {_F.CANCELLED: YES}
        changes = [change for line in kept for change in cell_changes(line, texts)]
        return self._changed(changes, "")

    def delete(self, names: Iterable[str]) -> DraftEvent | None:
        """Have lines deleted, with all that was changed of them; new ones are simply gone."""
        changes: list[Change] = []
        for name in names:
            line = self.sheet.line(name)
            if line is None or line.is_gone or line.doomed:
                continue
            changes.extend(undone(line))
            if line.before is None:
                changes.append(Change(Slot.LINE, name, "1", ""))
            else:
                changes.append(Change(Slot.DOOMED, name, "", doomed(line.before)))
        return self._changed(changes, "")

    def restore(self, names: Iterable[str]) -> DraftEvent | None:
        """Leave the ERP's lines as they are there."""
        lines = (self.sheet.line(name) for name in names)
        kept = [line for line in lines if line is not None and not line.is_new]
        return self._changed([change for line in kept for change in undone(line)], "")

    def renumber(self) -> DraftEvent | None:
        """Give new lines whose number is another's by now the next ones that are free."""
        numbers, changes = self.sheet.numbers, list[Change]()
        free = int(bare_number(numbers.next_free()))
        for line in self.sheet.lines():
            number = line.item_number
            others = numbers.holders(number) - {line.name} if line.is_new and number else ()
            earlier = any(self.sheet.row(other) < self.sheet.row(line.name) for other in others)
            if earlier or (line.is_new and numbers.is_reserved(number)):
                changes.extend(cell_changes(line, {_F.ITEM_NUMBER: str(free)}))
                free += 1
        return self._changed(changes, "")

    def give_reason(self, name: str, reason: str) -> DraftEvent | None:
        """Say why what is unusual of a line is right."""
        line = self.sheet.line(name)
        if line is None or line.reason == reason:
            return None
        return self._changed((Change(Slot.REASON, name, line.reason, reason),), reason)

    def settle(self, name: str, side: Side) -> DraftEvent | None:
        """End the conflicts of a line."""
        line = self.sheet.line(name)
        return self._changed(settle(line, side), side) if line else None

    def turn_to(self, step: Step) -> DraftEvent | None:
        """Go to another page."""
        if step is self.step:
            return None
        change = Change(Slot.STEP, "", str(int(self.step)), str(int(step)))
        return self._carried_out(DraftEvent(EventKind.MOVE, (change,), step=int(self.step)))

    def undo(self) -> DraftEvent | None:
        """Take back the last change, exactly."""
        return self._carried_out(self._log.undoing(self.step)[0]) if self.can_undo else None

    def redo(self) -> DraftEvent | None:
        """Do again what was taken back last."""
        return self._carried_out(self._log.redoing()) if self.can_redo else None

    def replay(self, events: Iterable[DraftEvent]) -> None:
        """Bring a new draft to where a stored log ends."""
        for event in events:
            self._carried_out(event)

    # Facts

    def know_order(self, order: Order, reserved: Collection[str] = ()) -> set[str]:
        """Take in a fresh read; gives the lines that are others by it.

        Args:
            order: As it is now.
            reserved: Item numbers that postings bring which are not settled.
        """
        touched = self.sheet.know(order) | self.sheet.reserve(reserved)
        self.verdicts.touch(touched)
        return touched

    def know_part(self, query: PartQuery, found: PartFound | None) -> set[str]:
        """Take in an item master, or that nobody answered; gives the lines that it is about."""
        if found is None:
            self.parts.know_unreachable(query)
        else:
            self.parts.know(query, found)
        return self.verdicts.learned(query)

    # The log

    def _changed(self, changes: Sequence[Change], text: str) -> DraftEvent | None:
        if not changes:
            return None
        event = DraftEvent(EventKind.ENTRY, tuple(changes), text, int(self.step))
        return self._carried_out(event)

    def _carried_out(self, event: DraftEvent) -> DraftEvent:
        for change in event.changes:
            if change.slot is Slot.STEP:
                self.step = Step(int(change.new))
        self.verdicts.touch(self.sheet.apply(event.changes))
        self._log.remember(event)
        return event
