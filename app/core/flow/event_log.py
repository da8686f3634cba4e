"""A draft's log, and what of it can be taken back."""

from app.core.flow.changes import Change, DraftEvent, EventKind, Slot
from app.core.flow.steps import Step


class EventLog:
    """All events of a draft, oldest first."""

    def __init__(self) -> None:
        self._events: list[DraftEvent] = []
        self._undoable: list[int] = []  # positions, newest last

    @property
    def can_undo(self) -> bool:
        """Whether a scan or an entry is left to take back."""
        return bool(self._undoable)

    def remember(self, event: DraftEvent) -> None:
        """Add an event that was carried out."""
        if event.kind is EventKind.UNDO:
            self._undoable.pop()
        elif event.kind in {EventKind.SCAN, EventKind.ENTRY}:
            self._undoable.append(len(self._events))
        self._events.append(event)

    def undoing(self, step: Step) -> tuple[DraftEvent, str]:
        """The event that takes back the last scan or entry, exactly, and that one's text.

        It goes to the page on which that was made. Not to be asked without `can_undo`.

        Args:
            step: The page that is open.
        """
        last = self._events[self._undoable[-1]]
        changes = tuple(change.reversed() for change in reversed(last.changes))
        if last.step != step:
            changes = (*changes, Change(Slot.STEP, "", str(int(step)), str(last.step)))
        return DraftEvent(EventKind.UNDO, changes), last.text
