"""What a scan means on the Order page: the order, its packing slip, or at once the goods."""

from dataclasses import replace

from app.core.flow.judging import Judged, Taken, after
from app.core.flow.news import News
from app.core.flow.outcomes import Diverted, Facts, LookUp, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.labels import Field, Label, LabelKind
from app.core.receiving import goods
from app.core.receiving.orders import Known, choose, known_order, on_order, switch, to_lines
from app.core.receiving.slips import take_slip, with_slip
from app.core.receiving.state import ReceiptState
from app.core.receiving.surroundings import ReceiptSurroundings

_NO_ORDER = {Refusal.UNKNOWN_ORDER, Refusal.NO_FACTS_OFFLINE}


def judge(state: ReceiptState, label: Label, around: ReceiptSurroundings) -> Judged:
    """Decide on a label that is not a command."""
    if label.kind is LabelKind.PLAIN:
        return _judge_plain(state, label, around)
    number = label.get(Field.PO) or state.subject
    if not number:
        return Refused(Refusal.ORDER_FIRST, Facts(text=label.text))
    return judge_order(state, number, label, around)


def judge_order(
    state: ReceiptState, number: str, label: Label, around: ReceiptSurroundings
) -> Judged:
    """A label of an order, from whatever page: choose it, and take the goods it names."""
    known = known_order(number, around)
    if not isinstance(known, Known):
        return known
    if number == state.subject:
        here = Taken((), News.ALREADY, Facts(text=number, order=number))
        return _with_goods(state, here, label, around)
    if len(state.packages):
        return switch(state, known.order, Diverted(number, label))
    there = on_order(state, known)
    chosen = _with_goods(there, choose(state, known), label, around)
    return chosen if state.step is Step.SUBJECT else switch(state, known.order, chosen)


def _with_goods(
    there: ReceiptState, chosen: Taken, label: Label, around: ReceiptSurroundings
) -> Judged:
    """What else a label says of the order it chooses, or of the one that is chosen."""
    judged: Judged = replace(chosen, changes=())
    if goods.names_goods(label):
        judged = after(goods.judge(there, label, around), to_lines(there))
    slip = label.get(Field.PACKING_SLIP) or ""
    return after(with_slip(there, there.index, slip, judged), chosen.changes)


def _judge_plain(state: ReceiptState, label: Label, around: ReceiptSurroundings) -> Judged:
    text = label.plain
    if not state.subject or (text == state.subject and state.order is None):
        return _judge_first(state, label, around)
    if text == state.subject:
        return Taken((), News.ALREADY, Facts(text=text, order=text))
    named = goods.judge_name(state, label, around)
    if named is not None:
        return after(named, to_lines(state))
    slip = label.asked_for({Field.PACKING_SLIP})
    if slip is not None:
        return take_slip(state, slip.values[0].text)
    single = label.asked_for({Field.PO})
    for number in (text, *(value.text for value in (single.values if single else ()))):
        known = known_order(number, around)
        if isinstance(known, Known):
            return judge_order(state, number, label, around)
        if isinstance(known, LookUp) or known.reason not in _NO_ORDER:
            return known
    return take_slip(state, text)


def _judge_first(state: ReceiptState, label: Label, around: ReceiptSurroundings) -> Judged:
    """A plain code while the order is asked for, or its facts are."""
    known = known_order(label.plain, around)
    if isinstance(known, Refused) and known.reason is Refusal.UNKNOWN_ORDER:
        single = label.asked_for({Field.PO})
        if single is not None:  # there is no such order, and an order is asked for
            return judge(state, single, around)
    return known if not isinstance(known, Known) else judge_order(state, label.plain, label, around)
