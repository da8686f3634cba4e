"""The packing slip of a delivery: one a receipt, and warned of if it came before."""

from dataclasses import replace

from app.core.flow.changes import HeaderField
from app.core.flow.header import set_header
from app.core.flow.judging import Judged, Taken, after, ask_first
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts
from app.core.flow.questions import QuestionKind
from app.core.flow.steps import Step
from app.core.receiving.order_index import OrderIndex
from app.core.receiving.state import ReceiptState


def with_slip(state: ReceiptState, index: OrderIndex, slip: str, judged: Judged) -> Judged:
    """What the packing slip on a label makes of a scan.

    Args:
        state: Of the receipt.
        index: Of the order it is for, which the same scan may choose.
        slip: Of the label; empty where it names none.
        judged: What comes of all else.
    """
    has = state.text(HeaderField.PACKING_SLIP)
    if not slip or slip == has:
        return judged
    if has and state.step is Step.LINES:
        facts = Facts(text=slip, other=has)
        return ask_first(Choose(QuestionKind.OTHER_SLIP, facts=facts), judged)
    if isinstance(judged, Taken) and judged.news is News.ALREADY:  # but for the slip
        judged = replace(judged, news=News.PACKING_SLIP, facts=replace(judged.facts, text=slip))
    noted = after(judged, (set_header(state, HeaderField.PACKING_SLIP, slip),))
    return warn(index, slip, noted)


def take_slip(state: ReceiptState, slip: str) -> Judged:
    """A packing slip by itself."""
    has = state.text(HeaderField.PACKING_SLIP)
    news = News.ALREADY if slip == has else News.PACKING_SLIP
    return with_slip(state, state.index, slip, Taken((), news, Facts(text=slip)))


def warn(index: OrderIndex, slip: str, judged: Judged) -> Judged:
    """Ask before anything is taken on a packing slip that was received on this order before."""
    record = index.received_with(slip)
    if record is None:
        return judged
    facts = Facts(text=slip, order=record.order_number, day=record.action_date)
    return ask_first(Choose(QuestionKind.SLIP_RECEIVED, facts=facts), judged)
