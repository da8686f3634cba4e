"""Reads the facts once more on Review, so that what changed meanwhile is seen before posting."""

from abc import abstractmethod
from datetime import date
from typing import Generic

from PySide6.QtCore import QObject, Signal

from app.core.flow.changes import DraftEvent, Slot
from app.core.problems import Problem
from app.services.flow_shelf import OpenT
from app.services.reads import ErpReads
from app.services.saves import Saves


class FlowRecheck(QObject, Generic[OpenT]):
    """Of one desk. Lives in the GUI thread."""

    replanned = Signal(object)  # the OpenDraft: it stands on fresh facts now

    def __init__(self, reads: ErpReads, saves: Saves) -> None:
        super().__init__()
        self._reads, self._saves = reads, saves

    def follow(self, opened: OpenT, event: DraftEvent) -> None:
        """Read again where an event led to Review."""
        if any(change.slot is Slot.STEP for change in event.changes):
            self._turned(opened)

    @abstractmethod
    def _turned(self, opened: OpenT) -> None:
        """Another page is open; on Review, read again."""

    @abstractmethod
    def keep_day(self, opened: OpenT, today: date) -> bool:
        """Judge anew where it is another day at the ERP.

        Returns:
            Whether what is reviewed is another one by that.
        """


def not_read(problem: Exception) -> None:
    """What is on screen stands, with its age; the session has noted why."""
    if not isinstance(problem, Problem):
        raise problem
