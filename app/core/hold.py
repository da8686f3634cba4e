"""Why a waiting posting isn't sent until a person has decided (design.md 4).

While a station is offline for a day, others change what the posting rests on: the bill of
material of a kit, the order of a receipt, the line that is to be changed. What would be done then
is not what was confirmed.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.core.kit.plan import PlanFault
from app.core.kit.recheck import PlanChange
from app.core.po_line.held import HeldCell
from app.core.receivable import HeldLine

MOST_NAMED = 20
"""Changes that are named beside a posting; its history keeps them all."""


class HoldCause(StrEnum):
    """Why it is held."""

    PLAN_CHANGED = "plan-changed"
    NO_PLAN = "no-plan"  # the bill of material allows none any more
    ORDER_CHANGED = "order-changed"  # lines of it can no longer be received
    NO_ORDER = "no-order"  # it is gone, closed or cancelled as a whole
    LINE_CHANGED = "line-changed"  # by somebody else, and would be changed back
    LINE_GONE = "line-gone"
    NUMBER_TAKEN = "number-taken"  # another line has the number by now
    NOT_READ = "not-read"  # the ERP refused to tell


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a waiting posting isn't sent until a person has decided.

    Attributes:
        cause: Which of the following say more.
        changes: Of a kit's plan.
        more: How many further changes or lines there are.
        fault: Why a kit has no plan.
        detail: The part, order or line that is about, or the ERP's words; foreign text.
        lines: Of a receipt that can't be received any more.
        cells: Of an order's line that somebody else changed.
    """

    cause: HoldCause
    changes: tuple[PlanChange, ...] = ()
    more: int = 0
    fault: PlanFault | None = None
    detail: str = ""
    lines: tuple[HeldLine, ...] = ()
    cells: tuple[HeldCell, ...] = ()

    def brief(self) -> "Hold":
        """The same with as many changes, lines and cells as a list can name."""
        changes, lines = self.changes[:MOST_NAMED], self.lines[:MOST_NAMED]
        cells = self.cells[:MOST_NAMED]
        rest = self.count - len(changes) - len(lines) - len(cells)
        if not rest:
            return self
        return replace(self, changes=changes, lines=lines, cells=cells, more=self.more + rest)

    @property
    def count(self) -> int:
        """How many changes, lines or cells are named here."""
        return len(self.changes) + len(self.lines) + len(self.cells)

    def lets_pass(self, found: "Hold") -> bool:
        """Whether a person who let this pass has thereby let pass what is found now."""
        if self.cause is HoldCause.NOT_READ:
            return found.cause is HoldCause.NOT_READ  # its words may differ each time
        return self.brief() == found.brief()
