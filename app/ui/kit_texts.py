"""Sentences of the kit flow, but for its refusals and questions."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from app.core.flow.changes import HeaderField
from app.core.kit.issued import Compared, Difference
from app.core.kit.plan import KitPlan, PlanLine
from app.core.kit.readiness import Prompt, Want
from app.core.kit.recheck import PlanChange, PlanChangeKind
from app.core.kit.state import KitState, LineState
from app.ui.flow_texts import ButtonWords, some, wait_checks
from app.ui.texts import Words, age, amount, joined, place

ERP_CHOOSES = "the ERP's choice"
STEPS = ("Assembly", "Components", "Review", "Done")
TOPICS = ("assembly", "components", "review", "done")
BUTTONS = ButtonWords("Components", "Post kit", "Next kit, same batch")

# What is asked for


def prompt(asked: Prompt, assembly: str) -> Words:
    """The banner's one thing to do now."""
    if asked.line is not None:
        return _line_prompt(asked, asked.line)
    if asked.want is Want.ASSEMBLY_SERIALS:
        return Words(
            f"Scan serial number {asked.have + 1} of {asked.need} for {assembly}",
            "One by one, or scan RANGE and then the first and the last. QTY changes how many.",
        )
    if asked.want is Want.ASSEMBLY_LOT:
        return Words(f"Scan the new lot of {assembly}", "It is received into this lot.")
    if asked.want is Want.ASSEMBLY_MISSING:
        return Words(
            f"A serial number or the lot of {assembly} is missing",
            "Scan BACK, then scan it on the first page.",
        )
    if asked.want is Want.WAIT_CHECKS:
        return wait_checks(asked.have)
    return _PROMPTS[asked.want]


_PROMPTS = {
    Want.ASSEMBLY: Words(
        "Scan the assembly", "The part number on the traveller or on the work order."
    ),
    Want.NEXT: Words("Scan NEXT to go on to the components", "Or scan QTY to change how many."),
    Want.REVIEW: Words("All components are ready. Scan NEXT", "Review comes before posting."),
    Want.POST: Words("Check, then scan POST", "Nothing is sent before that."),
    Want.NEXT_KIT: Words("Scan NEXT for the next kit", "Or scan the next assembly right away."),
}


def _line_prompt(asked: Prompt, line: PlanLine) -> Words:
    where = line.location or line.stores
    match asked.want:
        case Want.LOT:
            return Words(f"Scan a lot for {line.component_id}", _lot_hint(line))
        case Want.LOCATION:
            return Words(
                f"Scan a location for {line.component_id}",
                "No single location is known to hold all that is needed.",
            )
        case Want.SERIALS:
            return Words(
                f"Scan serial number {asked.have + 1} of {asked.need} for {line.component_id}",
                f"{place(where)} · or scan any other component",
            )
        case _:
            return Words(
                f"{line.component_id} is short by {amount(line.short, line.unit)}",
                "This station does not post short kits. Park the kit, or lower the quantity.",
            )


def _lot_hint(line: PlanLine) -> str:
    where = place(line.location or line.stores)
    found = line.suggestion
    if found is None or found.lot is None:
        return f"{where} · no lot in {line.stores} is known to hold all"
    expires = "first to expire: " if found.lot.expires else ""
    held = f", {amount(found.on_hand)} on hand" if found.on_hand is not None else ""
    return f"{where} · {expires}{found.lot.lot_id}{held} · or scan any other component"


def line_state(state: LineState, line: PlanLine, have: int) -> str:
    """The last column of the components table."""
    if state is LineState.SCAN_SERIALS:
        left = int(line.needed) - have
        return f"Scan {left} serial{'s' if left != 1 else ''}"
    if state is LineState.SHORT:
        return f"Short by {amount(line.short)}"
    return _LINE_STATES[state]


_LINE_STATES = {
    LineState.COMPLETE: "Complete",
    LineState.FROM_STOCK: "From stock",
    LineState.SCAN_LOT: "Scan lot",
    LineState.SCAN_LOCATION: "Scan location",
}

# Planned against posted


def difference(row: Compared) -> str:
    """How a component's posted quantity stands to the plan."""
    match row.difference:
        case Difference.SAME:
            return "Same"
        case Difference.MORE:
            return f"{amount(row.posted - row.planned)} more"
        case Difference.LESS:
            return f"{amount(row.planned - row.posted)} less"
        case Difference.NOT_ISSUED:
            return "Not issued"
        case Difference.NOT_PLANNED:
            return "Not in the plan"


# Around the page


def review_hint(state: KitState) -> str:
    """What is about to be posted, in one line."""
    plan = state.plan
    if plan is None:
        return ""
    into = joined(state.text(HeaderField.TO_STORES), place(state.text(HeaderField.TO_LOCATION)))
    read = age(plan.read_at, datetime.now(UTC))
    return f"{amount(state.quantity)} {plan.assembly.part_id} into {into} · stock read {read}"


NO_ASSEMBLY = (
    "No assembly yet",
    "Scan the part number of what is made. What it takes and whether stock suffices shows here.",
)
FIELDS = {
    HeaderField.QUANTITY: Words("Quantity", "How many are made"),
    HeaderField.REFERENCE: Words("Your reference", "Traveller or work order"),
    HeaderField.TO_STORES: Words("To stores"),
    HeaderField.TO_LOCATION: Words("To location"),
    HeaderField.DEPARTMENT: Words("Department"),
    HeaderField.ACCOUNT: Words("Account"),
    HeaderField.ASSEMBLY_LOT: Words("Assembly lot", "The new lot it is received into"),
    HeaderField.EXPIRES: Words("Expires", "YYYY-MM-DD"),
    HeaderField.ACTION_DATE: Words("Action date", "YYYY-MM-DD, today unless given"),
    HeaderField.EFFECTIVE_DATE: Words("Effective date", "YYYY-MM-DD, the action date unless given"),
    HeaderField.KIT_STORES: Words("Kit stores", "Where components come from"),
    HeaderField.INCLUDE_SCRAP: Words("Include scrap", "Y or N"),
    HeaderField.TXNS_ACCEPTED: Words("Transactions accepted", "Passed on as it is"),
}


def sufficiency(plan: KitPlan | None, short: int, now: datetime) -> str:
    """Whether stock suffices, and by what age of it, beside the table's title.

    An age under a minute goes without saying; offline it grows.
    """
    if plan is None:
        return ""
    lines = len(plan.lines)
    count = "1 component" if lines == 1 else f"{lines} components"
    found = f"{count} · {short} short" if short else f"{count} · stock suffices"
    aged = now - plan.read_at >= timedelta(minutes=1)
    return f"{found} · read {age(plan.read_at, now)}" if aged else found


def rail_facts(state: KitState) -> tuple[str, tuple[str, ...]]:
    """What never changes during the flow: what, how many, where to."""
    plan = state.plan
    if plan is None:
        return "", ()
    made = amount(state.quantity, plan.assembly.unit)
    to = joined(state.text(HeaderField.TO_STORES), place(state.text(HeaderField.TO_LOCATION)))
    return plan.assembly.part_id, (plan.assembly.description, f"{made} → {to}")


# What to know before posting


def more_owners(count: int) -> str:
    """Components whose serial numbers stand only in the request."""
    return f"The request below lists those of {count} more components."


def plan_change(change: PlanChange) -> str:
    """What changed since the plan was read by which the kit was scanned."""
    name, unit = change.component_id, change.unit
    match change.kind:
        case PlanChangeKind.ADDED:
            return f"New in the bill of material: {name}, {amount(change.now, unit)}."
        case PlanChangeKind.REMOVED:
            return f"No longer in the bill of material: {name}, {amount(change.before, unit)}."
        case PlanChangeKind.QUANTITY:
            return (
                f"{name} takes {amount(change.now, unit)} now, not {amount(change.before, unit)}."
            )
        case PlanChangeKind.SHORT:
            return f"{name} became short by {amount(change.now, unit)} meanwhile."
        case PlanChangeKind.LOT_EXPIRED:
            return f"Lot {change.lot} of {name} is expired on the day of this kit. Go back."
        case PlanChangeKind.LOT_GONE:
            return f"Lot {change.lot} of {name} holds only {amount(change.now, unit)} now. Go back."


def short_warning(line: PlanLine, reason: str) -> str:
    """A component whose stock does not suffice."""
    why = f" Reason given: {reason}." if reason else ""
    return (
        f"{line.component_id} is short by {amount(line.short, line.unit)}. The ERP will refuse "
        f"unless stock arrives.{why}"
    )


def expired_warning(component_id: str, lot: str, reason: str) -> str:
    """A lot that was taken although a rule warned."""
    return f"Lot {lot} of {component_id} was taken with a reason: {reason}."


def unscanned_warning(components: Sequence[str]) -> str:
    """Lots that are left to the ERP."""
    return f"No lot was scanned for {some(components)}. The ERP takes the first to expire."
