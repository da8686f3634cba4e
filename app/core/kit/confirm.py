"""From a reviewed draft to the posting that is confirmed."""

from app.core.flow.changes import HeaderField
from app.core.flow.confirmation import Confirmation, confirmed, full_reference
from app.core.kit.draft import KitDraft
from app.core.kit.plan import KitPlan
from app.core.kit.state import ASSEMBLY
from app.core.kit_issue import ComponentChoice, KitIssue, KitPosting


def make_posting(draft: KitDraft, plan: KitPlan, confirmation: Confirmation) -> KitPosting:
    """The posting of a complete draft; its dates are fixed here and never change."""
    identity, state = draft.identity, draft.state
    action = state.day(HeaderField.ACTION_DATE) or confirmation.erp_today
    request = KitIssue(
        assembly_id=plan.assembly.part_id,
        quantity=state.quantity,
        department=state.text(HeaderField.DEPARTMENT),
        account=state.text(HeaderField.ACCOUNT),
        reference=full_reference(
            identity.reference, state.text(HeaderField.REFERENCE), confirmation.reference_length
        ),
        action_date=action,
        effective_date=state.day(HeaderField.EFFECTIVE_DATE) or action,
        serials=tuple(state.owned(ASSEMBLY)),
        to_stores=state.text(HeaderField.TO_STORES),
        to_location=state.text(HeaderField.TO_LOCATION),
        assembly_lot=state.text(HeaderField.ASSEMBLY_LOT),
        expires=state.day(HeaderField.EXPIRES),
        include_scrap=plan.terms.include_scrap,
        kit_stores=plan.terms.kit_stores,
        txns_accepted=state.text(HeaderField.TXNS_ACCEPTED),
        components=_choices(draft, plan),
    )
    return KitPosting(
        **confirmed(identity, confirmation, state.text(HeaderField.BATCH)),
        request=request,
        planned=plan.planned(),
    )


def _choices(draft: KitDraft, plan: KitPlan) -> tuple[ComponentChoice, ...]:
    """Only components a person chose something for; the ERP issues all others by itself."""
    choices: list[ComponentChoice] = []
    for line in plan.lines:
        entry = draft.state.entry(line.component_id)
        serials = tuple(draft.state.owned(line.component_id))
        if entry.lot or entry.location or serials:
            choices.append(ComponentChoice(line.component_id, entry.lot, entry.location, serials))
    return tuple(choices)
