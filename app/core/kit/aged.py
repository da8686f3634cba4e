"""Whether a posting that waited long would still issue what was confirmed (design.md 4).

While a station is offline for a day, an engineer changes the bill of material. The ERP issues by
the bill of the moment it is told, so what would be sent then is not what a person confirmed.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.core.facts import KitFacts
from app.core.kit.plan import NoPlanError, PlanFault, Terms, make_plan
from app.core.kit.recheck import PlanChange, component_changes
from app.core.posting import Posting

MOST_NAMED = 20
"""Changes that are named beside a posting; its history keeps them all."""


class HoldCause(StrEnum):
    """Why it is held."""

    PLAN_CHANGED = "plan-changed"
    NO_PLAN = "no-plan"  # the bill of material allows none any more
    NOT_READ = "not-read"  # the ERP refused to tell it


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a waiting posting isn't sent until a person has decided.

    Attributes:
        cause: Which of the following say more.
        changes: Of the plan.
        more: How many further ones there are.
        fault: Why there is no plan.
        detail: The part that is about, or the ERP's words; foreign text.
    """

    cause: HoldCause
    changes: tuple[PlanChange, ...] = ()
    more: int = 0
    fault: PlanFault | None = None
    detail: str = ""

    def brief(self) -> "Hold":
        """The same with as many changes as a list can name."""
        rest = len(self.changes) - MOST_NAMED
        if rest <= 0:
            return self
        return replace(self, changes=self.changes[:MOST_NAMED], more=self.more + rest)

    def lets_pass(self, found: "Hold") -> bool:
        """Whether a person who let this pass has thereby let pass what is found now."""
        if self.cause is HoldCause.NOT_READ:
            return found.cause is HoldCause.NOT_READ  # its words may differ each time
        return self.brief() == found.brief()


def hold_of(posting: Posting, facts: KitFacts) -> Hold | None:
    """What a person must decide on before the posting is sent; None if it may go as it is.

    Only what the ERP would issue counts, components and their quantities: stock that is short
    or a lot that is gone the ERP refuses by itself. A posting without a plan, one that was added
    by command, has nothing that could have changed.
    """
    if not posting.planned:
        return None
    request = posting.request
    terms = Terms(
        request.quantity, request.effective_date, request.include_scrap, request.kit_stores
    )
    try:
        plan = make_plan(facts, terms)
    except NoPlanError as refused:
        return Hold(HoldCause.NO_PLAN, fault=refused.fault, detail=refused.part_id)
    changes = component_changes(posting.planned, plan.planned())
    return Hold(HoldCause.PLAN_CHANGED, changes) if changes else None
