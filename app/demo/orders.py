"""Purchase orders as ManEx holds them, against what the workstation says was posted."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.core.po_line.facts import OrderLine
from app.core.po_line.posting import (
    AddLinePosting,
    DeleteLinePosting,
    EditLinePosting,
    LinePosting,
)
from app.core.po_line.requests import EditLine
from app.core.po_line.standing import Edited, edited, is_own
from app.core.posting import PostingState
from app.erp.manex.client import ManexClient
from app.store.postings import StoredPosting

ORDERS = ("1748", "1752", "1759")
"""All that a shift changes."""

Lines = dict[tuple[str, str], OrderLine]
"""By order and item number."""


class OrderBooks:
    """What ManEx holds, read straight from it and not through the workstation. Blocks."""

    def __init__(self, client: ManexClient, key: str) -> None:
        self._client, self._key = client, key
        self.before = self.lines()

    def lines(self) -> Lines:
        """All lines of the orders that a shift changes."""
        return {
            (order, line.item_number): line
            for order in ORDERS
            for line in self._client.lines(self._key, order)
        }

    def colleague_orders(self, order: str, item: str, quantity: int, note: str) -> None:
        """Somebody else changes a line, past the workstation."""
        line = self.before[order, item]
        values = replace(line.values, quantity=Decimal(quantity), note=note)
        self._client.edit_line(self._key, EditLine(order, item, line.key, values, line))
        self.before = self.lines()

    def differences(self, postings: Sequence[StoredPosting]) -> list[str]:
        """Where ManEx's books differ from what the workstation says was posted."""
        after = self.lines()
        told: dict[tuple[str, str], LinePosting] = {}
        faults: list[str] = []
        for stored in postings:
            posting = stored.of_kind(LinePosting)
            place = (posting.subject, posting.item)
            if stored.state is not PostingState.POSTED:
                faults.append(f"PO {place[0]} line {place[1]} is {stored.state}, not posted")
            elif place in told:
                faults.append(f"PO {place[0]} line {place[1]} was posted twice")
            else:
                told[place] = posting
        for place in sorted({*self.before, *after, *told}):
            ours, now = told.get(place), after.get(place)
            as_told = _happened(ours, now) if ours else now == self.before.get(place)
            if not as_told:
                faults.append(
                    f"PO {place[0]} line {place[1]}: the ERP holds {_said(now)}, "
                    f"the workstation says {_told(ours)}"
                )
        return faults


def _happened(posting: LinePosting, now: OrderLine | None) -> bool:
    match posting:
        case AddLinePosting(request=request):
            return now is not None and is_own(request.values, now.values)
        case EditLinePosting(request=request):
            before = request.before.values
            return now is not None and (
                edited(before, request.values, now.values) is Edited.AS_ASKED
            )
        case DeleteLinePosting():
            return now is None
        case _:
            return False


def _told(posting: LinePosting | None) -> str:
    match posting:
        case AddLinePosting():
            return "that it was added"
        case EditLinePosting():
            return "that it was changed"
        case DeleteLinePosting():
            return "that it was deleted"
        case _:
            return "that nothing was changed"


def _said(line: OrderLine | None) -> str:
    if line is None:
        return "nothing"
    values = line.values
    cancelled = ", cancelled" if values.cancelled else ""
    return f"{values.part_number} {values.quantity} at {values.cost_each}{cancelled}"
