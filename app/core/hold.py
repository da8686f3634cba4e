"""Why a waiting posting isn't sent until a person has decided (design.md 4).

While a station is offline for a day, others change what the posting rests on: the bill of
material of a kit, the order of a receipt. What would be done then is not what was confirmed.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.core.kit.plan import PlanFault
from app.core.kit.recheck import PlanChange
from app.core.receivable import HeldLine

MOST_NAMED = 20
"""Changes that are named beside a posting; its history keeps them all."""


class HoldCause(StrEnum):
    """Why it is held."""

    PLAN_CHANGED = "plan-changed"
    NO_PLAN = "no-plan"  # the bill of material allows none any more
    ORDER_CHANGED = "order-changed"  # lines of it can no longer be received
    NO_ORDER = "no-order"  # it is gone, closed or cancelled as a whole
    NOT_READ = "not-read"  # the ERP refused to tell


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a waiting posting isn't sent until a person has decided.

    Attributes:
        cause: Which of the following say more.
        changes: Of a kit's plan.
        more: How many further changes or lines there are.
        fault: Why a kit has no plan.
        detail: The part or order that is about, or the ERP's words; foreign text.
        lines: Of a receipt that can't be received any more.
    """

    cause: HoldCause
    changes: tuple[PlanChange, ...] = ()
    more: int = 0
    fault: PlanFault | None = None
    detail: str = ""
    lines: tuple[HeldLine, ...] = ()

    def brief(self) -> "Hold":
        """The same with as many changes and lines as a list can name."""
        changes, lines = self.changes[:MOST_NAMED], self.lines[:MOST_NAMED]
        rest = len(self.changes) - len(changes) + len(self.lines) - len(lines)
        return replace(self, changes=changes, lines=lines, more=self.more + rest) if rest else self

    def lets_pass(self, found: "Hold") -> bool:
        """Whether a person who let this pass has thereby let pass what is found now."""
        if self.cause is HoldCause.NOT_READ:
            return found.cause is HoldCause.NOT_READ  # its words may differ each time
        return self.brief() == found.brief()
