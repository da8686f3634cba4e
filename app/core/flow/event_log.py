"""A draft's log, and what of it can be taken back."""

from app.core.flow.changes import Change, DraftEvent, EventKind, Slot
from app.core.flow.steps import Step


class EventLog:
    """All events of a draft, oldest first."""

    def __init__(self) -> None:
        self._events: list[DraftEvent] = []
        self._undoable: list[int] = []  # positions, newest last
        self._undone: list[DraftEvent] = []  # what may be done again, newest last

    @property
    def events(self) -> tuple[DraftEvent, ...]:
        """All of them."""
        return tuple(self._events)

    @property
    def can_undo(self) -> bool:
        """Whether a scan or an entry is left to take back."""
        return bool(self._undoable)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back since the last scan or entry."""
        return bool(self._undone)

    def remember(self, event: DraftEvent) -> None:
        """Add an event that was carried out."""
        match event.kind:
            case EventKind.UNDO:
                self._undone.append(self._events[self._undoable.pop()])
            case EventKind.REDO:
                self._undone.pop()
                self._undoable.append(len(self._events))
            case EventKind.SCAN | EventKind.ENTRY:
                self._undone.clear()
                self._undoable.append(len(self._events))
            case _:
                pass
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

    def redoing(self) -> DraftEvent:
        """The event that does again what was taken back last; only with `can_redo`."""
        last = self._undone[-1]
        return DraftEvent(EventKind.REDO, last.changes, last.text, last.step)
