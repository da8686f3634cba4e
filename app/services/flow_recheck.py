"""Reads the facts once more on Review, so that what changed meanwhile is seen before posting."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from typing import Generic

from PySide6.QtCore import QObject, Signal

from app.core.facts import FactsT
from app.core.flow.changes import DraftEvent, Slot
from app.core.problems import Problem
from app.services.open_draft import OpenT
from app.services.saves import Saves
from app.services.subject_facts import SubjectFacts

Compare = Callable[[], None]
"""Notes with the open draft what the facts it stands on now have other than those of before."""


class FlowRecheck(QObject, Generic[OpenT, FactsT]):
    """Of one desk. Lives in the GUI thread."""

    replanned = Signal(object)  # the OpenDraft: it stands on fresh facts now

    def __init__(self, facts: SubjectFacts[OpenT, FactsT], saves: Saves) -> None:
        super().__init__()
        self._facts, self._saves = facts, saves

    @abstractmethod
    def _begun(self, opened: OpenT) -> Compare | None:
        """Forget what was noted, and be ready to compare; None where there is nothing to."""

    @abstractmethod
    def keep_day(self, opened: OpenT, today: date) -> bool:
        """Judge anew where it is another day at the ERP.

        Returns:
            Whether what is reviewed is another one by that.
        """

    def follow(self, opened: OpenT, event: DraftEvent) -> None:
        """Read again where an event led to Review."""
        if not any(change.slot is Slot.STEP for change in event.changes):
            return
        compare = self._begun(opened)
        if compare is None or not opened.reviewed:
            return
        compare()
        subject = opened.draft.state.subject
        self._facts.ask(subject, lambda facts: self._read(opened, compare, facts), _not_read)

    def _read(self, opened: OpenT, compare: Compare, facts: FactsT) -> None:
        before = self._facts.at_hand(opened)
        if not opened.reviewed or (before is not None and facts.read_at <= before.read_at):
            return
        self._facts.know(opened, facts)
        self._saves.follow(opened.log.keep(*self._facts.kept.entry(facts)))
        compare()
        self.replanned.emit(opened)


def _not_read(problem: Exception) -> None:
    """What is on screen stands, with its age; the session has noted why."""
    if not isinstance(problem, Problem):
        raise problem
