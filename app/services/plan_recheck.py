"""Reads a kit's plan once more on Review, and plans anew where it is another day by then."""

from datetime import date

from app.core.facts import KitFacts
from app.core.flow.steps import Step
from app.core.kit.plan import KitPlan
from app.core.kit.recheck import plan_changes
from app.services.flow_recheck import FlowRecheck, not_read
from app.services.kit_shelf import OpenKit, kept_as


class PlanRecheck(FlowRecheck[OpenKit]):
    """Of the kit desk. Lives in the GUI thread."""

    def _turned(self, opened: OpenKit) -> None:
        opened.plan_changes = ()
        plan = opened.draft.state.plan
        if opened.reviewed and plan is not None:
            before = opened.scanned_by or plan
            _compare(opened, before)
            self._reads.kits.ask(
                plan.assembly.part_id, lambda facts: self._read(opened, before, facts), not_read
            )

    def keep_day(self, opened: OpenKit, today: date) -> bool:
        """Plan anew where it is another day at the ERP: expiry and effectivity hang on it."""
        state = opened.draft.state
        if state.today == today:
            return False
        before = state.plan
        state.today = today
        if state.facts is not None:
            state.know(state.facts)
        if before is None or state.terms == before.terms:
            return False
        opened.scanned_by = opened.scanned_by or before
        if state.step is Step.REVIEW:
            _compare(opened, opened.scanned_by)
        self.replanned.emit(opened)
        return bool(opened.plan_changes)

    def _read(self, opened: OpenKit, before: KitPlan, facts: KitFacts) -> None:
        draft, plan = opened.draft, opened.draft.state.plan
        if not opened.reviewed or (plan and facts.read_at <= plan.read_at):
            return
        draft.around.know_kit(facts)
        draft.know()
        self._saves.follow(opened.log.keep(*kept_as(facts)))
        _compare(opened, before)
        self.replanned.emit(opened)


def _compare(opened: OpenKit, before: KitPlan) -> None:
    state = opened.draft.state
    if state.plan is not None:
        lots = {owner: entry.lot for owner, entry in state.entries.items()}
        opened.plan_changes = plan_changes(before, state.plan, lots)
