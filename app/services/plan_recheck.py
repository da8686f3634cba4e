"""Plans a kit anew on Review, and where it is another day by then."""

from datetime import date

from app.core.facts import KitFacts
from app.core.flow.steps import Step
from app.core.kit.plan import KitPlan
from app.core.kit.recheck import plan_changes
from app.services.flow_recheck import Compare, FlowRecheck
from app.services.kit_shelf import OpenKit


class PlanRecheck(FlowRecheck[OpenKit, KitFacts]):
    """Of the kit desk. Lives in the GUI thread."""

    def _begun(self, opened: OpenKit) -> Compare | None:
        opened.plan_changes = ()
        before = opened.scanned_by or opened.draft.state.plan
        return (lambda: _compare(opened, before)) if before is not None else None

    def keep_day(self, opened: OpenKit, today: date) -> bool:
        """Expiry and effectivity hang on it."""
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


def _compare(opened: OpenKit, before: KitPlan) -> None:
    state = opened.draft.state
    if state.plan is not None:
        lots = {owner: entry.lot for owner, entry in state.entries.items()}
        opened.plan_changes = plan_changes(before, state.plan, lots)
