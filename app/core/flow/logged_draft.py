"""A draft as its log: what is carried out is remembered, and a stored log brings it back."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar

from app.core.flow.changes import Change, DraftEvent, EventKind, HeaderField, Slot
from app.core.flow.event_log import EventLog
from app.core.flow.identity import DraftIdentity
from app.core.flow.state import FlowState, SerialCheck
from app.core.flow.surroundings import Surroundings

StateT_co = TypeVar("StateT_co", bound=FlowState, covariant=True)
AroundT_co = TypeVar("AroundT_co", bound=Surroundings, covariant=True)


class LoggedDraft(ABC, Generic[StateT_co, AroundT_co]):
    """The log and the state that its events add up to."""

    def __init__(self, identity: DraftIdentity, state: StateT_co, around: AroundT_co) -> None:
        self.identity = identity
        self.state = state
        self.around = around
        self._log = EventLog()

    @abstractmethod
    def know(self) -> None:
        """Take in facts that came to the surroundings after their event, or newer ones."""

    @property
    def untouched(self) -> bool:
        """Whether there is nothing in it but the station's defaults."""
        return not self._log.can_undo and not self.state.subject

    def start(
        self, header: Iterable[tuple[HeaderField, str]], more: Iterable[Change] = ()
    ) -> DraftEvent:
        """Fill the station's defaults and what else there is: the first event, never undone."""
        filled = (Change(Slot.HEADER, name, "", text) for name, text in header if text)
        event = DraftEvent(EventKind.MOVE, (*filled, *more))
        self._apply(event)
        return event

    def replay(self, events: Iterable[DraftEvent]) -> None:
        """Bring a new draft to where a stored log ends; the facts it needs must be at hand."""
        for event in events:
            self._apply(event)

    def serials_answered(self, owner: str, serials: Iterable[str], check: SerialCheck) -> None:
        """The ERP's word on serial numbers; those that were taken back meanwhile are left alone."""
        self.state.settle(owner, serials, check)

    def _apply(self, event: DraftEvent) -> None:
        self._change(event.changes)
        self._log.remember(event)

    def _change(self, changes: tuple[Change, ...]) -> None:
        self.state.apply(changes)
        self.know()
