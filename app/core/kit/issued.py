"""A kit as the ERP issued it, held against what was planned (operators.md 53).

It knows nothing of drafts: who only sends what was confirmed needs none.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.kit_issue import IssuedComponent, KitIssued, KitPosting, PlannedComponent


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
