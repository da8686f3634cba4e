"""From a reviewed draft to the posting that is confirmed, and back from the ERP's answer."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.flow.changes import HeaderField
from app.core.flow.confirmation import Confirmation, confirmed, full_reference
from app.core.kit.draft import KitDraft
from app.core.kit.plan import KitPlan
from app.core.kit.state import ASSEMBLY
from app.core.kit_issue import (
    ComponentChoice,
    IssuedComponent,
    KitIssue,
    KitIssued,
    KitPosting,
    PlannedComponent,
)


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


class Difference(StrEnum):
    """How what was posted stands to what was planned (operators.md 53)."""

    SAME = "same"
    MORE = "more"
    LESS = "less"
    NOT_ISSUED = "not-issued"
    NOT_PLANNED = "not-planned"


@dataclass(frozen=True, slots=True)
class Compared:
    """One component, planned against posted."""

    component_id: str
    description: str
    unit: str
    planned: Decimal
    posted: Decimal
    issued: IssuedComponent | None
    difference: Difference


def compare(
    planned: tuple[PlannedComponent, ...], issued: tuple[IssuedComponent, ...]
) -> tuple[Compared, ...]:
    """Every component of either side, in the plan's order; what nobody planned comes last."""
    answers: dict[str, IssuedComponent] = {one.component_id: one for one in issued}
    rows: list[Compared] = []
    for plan in planned:
        answer = answers.pop(plan.component_id, None)
        posted = answer.quantity if answer else Decimal(0)
        difference = _difference(plan.quantity, posted) if answer else Difference.NOT_ISSUED
        rows.append(
            Compared(
                plan.component_id,
                plan.description,
                plan.unit,
                plan.quantity,
                posted,
                answer,
                difference,
            )
        )
    rows.extend(
        Compared(
            one.component_id,
            one.description,
            one.unit,
            Decimal(0),
            one.quantity,
            one,
            Difference.NOT_PLANNED,
        )
        for one in answers.values()
    )
    return tuple(rows)


def differs(posting: KitPosting, answer: KitIssued) -> bool:
    """Whether what was issued isn't what was planned; of what nobody planned nobody knows."""
    if not posting.planned:
        return False
    rows = compare(posting.planned, answer.components)
    return any(row.difference is not Difference.SAME for row in rows)


def _difference(planned: Decimal, posted: Decimal) -> Difference:
    if planned == posted:
        return Difference.SAME
    return Difference.MORE if posted > planned else Difference.LESS
