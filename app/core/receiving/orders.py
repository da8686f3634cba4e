"""Which order a scan names, whether it can be received, and what it takes to go to it."""

from dataclasses import dataclass

from app.core.flow.changes import Change, HeaderField, Slot
from app.core.flow.header import set_header
from app.core.flow.judging import Asked, Judged, Taken
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts, LookUp, LookUpKind, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.receipt_facts import OrderFacts, OrderStatus, PurchaseOrder
from app.core.receiving.order_index import OrderIndex
from app.core.receiving.state import ReceiptState
from app.core.receiving.surroundings import ReceiptSurroundings

_NOT_OPEN = {
    OrderStatus.CLOSED: Refusal.ORDER_CLOSED,
    OrderStatus.CANCELLED: Refusal.ORDER_CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Known:
    """An order that can be received."""

    facts: OrderFacts
    order: PurchaseOrder
    index: OrderIndex


def known_order(number: str, around: ReceiptSurroundings) -> Known | Refused | LookUp:
    """The order, why it can't be received, or that it must be asked for."""
    facts = around.orders.get(number)
    told = Facts(text=number, order=number)
    if facts is None:
        if number in around.unreachable:
            return Refused(Refusal.NO_FACTS_OFFLINE, told)
        return LookUp(LookUpKind.ORDER_FACTS, number)
    if facts.order is None:
        return Refused(Refusal.UNKNOWN_ORDER, told)
    if facts.order.status is not OrderStatus.OPEN:
        other = Facts(text=number, order=number, other=facts.order.vendor_name)
        return Refused(_NOT_OPEN[facts.order.status], other)
    return Known(facts, facts.order, around.index_of(number))


def choose(state: ReceiptState, known: Known) -> Taken:
    """Make this the order of a receipt that has no packages yet."""
    order = known.order
    changes = [set_header(state, HeaderField.ORDER, order.number)]
    if state.subject:  # what was said of another order goes with it
        slip = state.text(HeaderField.PACKING_SLIP)
        if slip:
            changes.append(set_header(state, HeaderField.PACKING_SLIP, ""))
        if state.current:
            changes.append(Change(Slot.CURRENT, "", state.current, ""))
    facts = Facts(
        text=order.number,
        order=order.number,
        other=order.vendor_name,
        count=len(known.index.to_come),
    )
    return Taken(tuple(changes), News.ORDER, facts)


def to_lines(state: ReceiptState) -> tuple[Change, ...]:
    """The change to the page where goods are scanned."""
    if state.step is Step.LINES:
        return ()
    return (Change(Slot.STEP, "", str(int(state.step)), str(int(Step.LINES))),)


def on_order(state: ReceiptState, known: Known) -> ReceiptState:
    """The state as it would be on another order, on the same page, with nothing of it here yet."""
    other = ReceiptState(state.today, {**state.header, HeaderField.ORDER: known.order.number})
    other.step = state.step
    other.header.pop(HeaderField.PACKING_SLIP, None)
    other.know(known.facts, known.index)
    return other


def switch(state: ReceiptState, order: PurchaseOrder, judged: Judged) -> Judged:
    """A label of another order while this one is received: go there, if it is the same vendor's.

    A delivery often holds several orders' goods. Each is received by itself.

    Args:
        state: Of the receipt.
        order: The other one.
        judged: What comes of going there.
    """
    here = state.order
    facts = Facts(text=order.number, order=order.number, other=order.vendor_name)
    if here is not None and order.vendor_id != here.vendor_id:
        return Refused(Refusal.OTHER_VENDOR, facts)
    if isinstance(judged, Refused | LookUp):
        return judged
    kept = Taken((), News.KEPT, facts)
    return Asked(
        Choose(QuestionKind.SWITCH_ORDER, facts=facts), lambda yes: judged if yes else kept
    )
