"""Reads the plan once more on Review, so that what changed meanwhile is seen before posting."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from app.core.facts import KitFacts
from app.core.flow.changes import DraftEvent, Slot
from app.core.flow.steps import Step
from app.core.kit.plan import KitPlan
from app.core.kit.recheck import plan_changes
from app.core.problems import Problem
from app.services.kit_shelf import OpenKit
from app.services.reads import ErpReads
from app.services.saves import Saves


class PlanRecheck(QObject):
    """Lives in the GUI thread."""

    replanned = Signal(object)  # OpenKit: its plan is a fresh one now

    def __init__(self, reads: ErpReads, saves: Saves, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads, self._saves = reads, saves

    def follow(self, kit: OpenKit, event: DraftEvent) -> None:
        """Read again where an event led to Review."""
        if not any(change.slot is Slot.STEP for change in event.changes):
            return
        kit.plan_changes = ()
        plan = kit.draft.state.plan
        if kit.draft.state.step is Step.REVIEW and plan is not None:
            before = kit.scanned_by or plan
            _compare(kit, before)
            self._reads.kits.ask(
                plan.assembly.part_id, lambda facts: self._read(kit, before, facts), _not_read
            )

    def keep_day(self, kit: OpenKit, today: date) -> bool:
        """Plan anew where it is another day at the ERP: expiry and effectivity hang on it.

        Returns:
            Whether the plan that is reviewed is another one by that.
        """
        state = kit.draft.state
        if state.today == today:
            return False
        before = state.plan
        state.today = today
        if state.facts is not None:
            state.know(state.facts)
        if before is None or state.terms == before.terms:
            return False
        kit.scanned_by = kit.scanned_by or before
        if state.step is Step.REVIEW:
            _compare(kit, kit.scanned_by)
        self.replanned.emit(kit)
        return bool(kit.plan_changes)

    def _read(self, kit: OpenKit, before: KitPlan, facts: KitFacts) -> None:
        draft, plan = kit.draft, kit.draft.state.plan
        open_still = draft.state.step is Step.REVIEW and not (kit.confirming or kit.posting)
        if kit.put_aside or not open_still or (plan and facts.read_at <= plan.read_at):
            return
        draft.around.know_kit(facts)
        draft.know()
        self._saves.follow(kit.log.keep_facts(facts))
        _compare(kit, before)
        self.replanned.emit(kit)


def _compare(kit: OpenKit, before: KitPlan) -> None:
    state = kit.draft.state
    if state.plan is not None:
        lots = {owner: entry.lot for owner, entry in state.entries.items()}
        kit.plan_changes = plan_changes(before, state.plan, lots)


def _not_read(problem: Exception) -> None:
    """The plan on screen stands, with its age; the session has noted why."""
    if not isinstance(problem, Problem):
        raise problem
