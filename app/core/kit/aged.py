"""Whether a posting that waited long would still issue what was confirmed (design.md 4).

While a station is offline for a day, an engineer changes the bill of material. The ERP issues by
the bill of the moment it is told, so what would be sent then is not what a person confirmed.
"""

from app.core.facts import KitFacts
from app.core.hold import Hold, HoldCause
from app.core.kit.plan import NoPlanError, Terms, make_plan
from app.core.kit.recheck import component_changes
from app.core.kit_issue import KitPosting


def hold_of(posting: KitPosting, facts: KitFacts) -> Hold | None:
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
