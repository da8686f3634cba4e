"""What a scan means on the Lines page: goods of this order, or something of another one."""

from app.core.flow.judging import Judged, Taken
from app.core.flow.news import News
from app.core.flow.outcomes import Facts, LookUp, LookUpKind, Refused
from app.core.flow.refusals import Refusal
from app.core.labels import Field, Label, LabelKind
from app.core.receiving import goods
from app.core.receiving.order_page import judge_order
from app.core.receiving.orders import Known, known_order
from app.core.receiving.slips import with_slip
from app.core.receiving.state import ReceiptState
from app.core.receiving.surroundings import ReceiptSurroundings


def judge(state: ReceiptState, label: Label, around: ReceiptSurroundings) -> Judged:
    """Decide on a label that is not a command."""
    if label.kind is LabelKind.PLAIN:
        return _judge_plain(state, label, around)
    number = label.get(Field.PO) or state.subject
    if number != state.subject:
        return judge_order(state, number, label, around)
    judged = goods.judge(state, label, around)
    return with_slip(state, state.index, label.get(Field.PACKING_SLIP) or "", judged)


def _judge_plain(state: ReceiptState, label: Label, around: ReceiptSurroundings) -> Judged:
    text = label.plain
    single = label.asked_for({Field.PO})
    if text == state.subject or (single and single.values[0].text == state.subject):
        return Taken((), News.ALREADY, Facts(text=text, order=state.subject))
    judged = goods.judge_plain(state, label, around)
    return judged or _judge_unknown(state, label, around)


def _judge_unknown(state: ReceiptState, label: Label, around: ReceiptSurroundings) -> Judged:
    """It names nothing of this order, and no package waits for it: what else is it?"""
    text = label.plain
    facts = Facts(text=text, order=state.subject)
    if not around.asked(text):
        return LookUp(LookUpKind.NAME, text)
    found = around.found.get(text)
    if found is None:
        return Refused(Refusal.NOT_KNOWN_OFFLINE, facts)
    if any(part.part_id == text for part in found.parts):
        return Refused(Refusal.NOT_ON_ORDER, Facts(text=text, part=text, order=state.subject))
    known = known_order(text, around)
    if isinstance(known, Refused) and known.reason is not Refusal.UNKNOWN_ORDER:
        return known
    if isinstance(known, LookUp | Known):
        return known if isinstance(known, LookUp) else judge_order(state, text, label, around)
    lines_first = state.current == "" and bool(found.lots or found.serials)
    return Refused(Refusal.LINE_FIRST if lines_first else Refusal.NOT_KNOWN, facts)
