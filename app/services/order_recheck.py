"""Holds an order read anew on Review against what it was when it was received by."""

from datetime import date

from app.core.receipt_facts import OrderFacts, PurchaseOrder
from app.core.receiving.recheck import order_changes
from app.services.flow_recheck import Compare, FlowRecheck
from app.services.receipt_shelf import OpenReceipt


class OrderRecheck(FlowRecheck[OpenReceipt, OrderFacts]):
    """Of the receiving desk. Lives in the GUI thread."""

    def _begun(self, opened: OpenReceipt) -> Compare | None:
        opened.order_changes = ()
        before = opened.draft.state.order
        return (lambda: _compare(opened, before)) if before is not None else None

    def keep_day(self, opened: OpenReceipt, today: date) -> bool:
        """No line of an order hangs on the day; what is taken from now on is judged by it."""
        opened.draft.state.today = today
        return False


def _compare(opened: OpenReceipt, before: PurchaseOrder) -> None:
    state = opened.draft.state
    if state.order is not None:
        here = {number: state.here(number) for number in state.packages.lines()}
        opened.order_changes = order_changes(before, state.order, here)
