"""What a command barcode means in a receipt (labels.md 6), and what a typed field must be."""

from dataclasses import replace
from decimal import Decimal

from app.core.flow.changes import Change, HeaderField, Slot
from app.core.flow.header import judge_header
from app.core.flow.judging import Judged, Taken, ask_first
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.flow.turning import not_here
from app.core.labels import Command, Verb
from app.core.quantities import QuantityError, parse_quantity, plain
from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.amounts import told
from app.core.receiving.measures import NOTHING
from app.core.receiving.packages import Origin, Package
from app.core.receiving.reading import Reading
from app.core.receiving.slips import warn
from app.core.receiving.state import ReceiptState
from app.core.receiving.surroundings import ReceiptSurroundings
from app.core.receiving.taking import fill, put


def judge(state: ReceiptState, command: Command, around: ReceiptSurroundings) -> Judged:
    """Carry out a command that only receipts have."""
    if state.step is not Step.LINES:
        return not_here(command)
    match command.verb:
        case Verb.QTY:
            return _judge_quantity(state, command, around)
        case Verb.ALL:
            return _all_as_ordered(state, around)
        case Verb.SKIP:
            return _skip(state)
        case _:
            return not_here(command)


def judge_entry(
    state: ReceiptState, name: HeaderField, text: str, around: ReceiptSurroundings
) -> Judged:
    """A header field as a person typed it; the order is scanned, never typed here.

    A quantity is the line's that is asked for, as `KB:QTY=`.
    """
    if name is HeaderField.ORDER:
        return Refused(Refusal.FIELD_MALFORMED, Facts(text=text, other=name))
    if name is HeaderField.QUANTITY:
        return _write_quantity(state, text.strip(), around)
    judged = judge_header(state, name, text)
    if name is not HeaderField.PACKING_SLIP:
        return judged
    return warn(state.index, text.strip(), judged)


def turn_to(state: ReceiptState, step: Step) -> Judged:
    """Go to a page, which is allowed, with all that this brings about."""
    changes = [Change(Slot.STEP, "", str(int(state.step)), str(int(step)))]
    if step is Step.REVIEW:
        # From here on a quantity stands: a serial number that drops out is missing, and the
        # package doesn't become a smaller one by itself.
        changes.extend(
            Change(Slot.QUANTITY, package.key, "", plain(state.quantity_of(package)))
            for package in state.packages
            if package.quantity is None
        )
    return Taken(tuple(changes), News.STEP)


def _write_quantity(state: ReceiptState, text: str, around: ReceiptSurroundings) -> Judged:
    try:
        quantity = parse_quantity(text)
    except QuantityError:
        return Refused(Refusal.QUANTITY_MALFORMED, Facts(text=text))
    return _set_quantity(state, quantity, around)


def _judge_quantity(state: ReceiptState, command: Command, around: ReceiptSurroundings) -> Judged:
    if not command.relative:
        return _set_quantity(state, command.quantity, around)
    package = _package(state)
    before = state.quantity_of(package) if package else NOTHING
    return _set_quantity(state, before + command.quantity, around)


def _package(state: ReceiptState) -> Package | None:
    """The package a quantity is said of: the one asked for, of the line that is."""
    at = state.packages.get(state.at)
    if at is not None and at.line == state.current:
        return at
    return state.packages.last_of(state.current)


def _set_quantity(state: ReceiptState, quantity: Decimal, around: ReceiptSurroundings) -> Judged:
    """The quantity of that package, in the buying unit; of a new one where there is none."""
    line = state.index.line(state.current)
    if line is None:
        return Refused(Refusal.LINE_FIRST, Facts(text=plain(quantity)))
    reading, package = Reading(quantity=quantity, buying=True), _package(state)
    if package is not None:
        return fill(state, package, reading, around)
    return put(state, line, "", reading, around)


def _skip(state: ReceiptState) -> Judged:
    following = state.next_open(state.current)
    if following is None or following.number == state.current:
        return Refused(Refusal.NO_LINE, Facts(line=state.current))
    facts = Facts(line=following.number, part=following.part_id)
    return Taken((), News.LINE, facts, following.number)


def _all_as_ordered(state: ReceiptState, around: ReceiptSurroundings) -> Judged:
    """`KB:ALL`: of the line that is asked for, as long as something of it is open; else of all."""
    line = state.index.line(state.current)
    if line is not None and state.still_open(line) > NOTHING:
        return _all_of_line(state, line, around)
    return all_of_order(state)


def _all_of_line(
    state: ReceiptState, line: PurchaseOrderLine, around: ReceiptSurroundings
) -> Judged:
    """What is open of the line, never on top of what is here (operators.md 29)."""
    rest = state.still_open(line)
    facts = replace(told(state, line), text=plain(rest))
    package = _unsaid(state, line.number)
    counted = state.quantity_of(package) if package else NOTHING
    reading = Reading(quantity=rest + counted, buying=True)
    judged = put(state, line, package.key if package else "", reading, around)
    if isinstance(judged, Taken):
        judged = replace(judged, news=News.ALL_TAKEN)
    return ask_first(Choose(QuestionKind.ALL_OF_LINE, facts=facts), judged)


def all_of_order(state: ReceiptState) -> Judged:
    """The same for each line that has something open."""
    changes: list[Change] = []
    count = 0
    for line in state.lines:
        rest = state.still_open(line)
        if rest <= NOTHING:
            continue
        count += 1
        package = _unsaid(state, line.number)
        if package is not None:
            key, rest = package.key, rest + state.quantity_of(package)
        else:
            key = state.packages.new_key(line.number)
            changes.append(Change(Slot.PACKAGE, key, "", Origin.of(line).text))
        changes.append(Change(Slot.QUANTITY, key, "", plain(rest)))
    facts = Facts(order=state.subject, count=count)
    if not changes:
        return Refused(Refusal.NOTHING_OPEN, facts)
    taken = Taken(tuple(changes), News.ALL_TAKEN, facts)
    return ask_first(Choose(QuestionKind.ALL_OF_ORDER, facts=facts), taken)


def _unsaid(state: ReceiptState, number: str) -> Package | None:
    """The newest package of a line if nobody said how much is in it."""
    last = state.packages.last_of(number)
    return last if last is not None and last.quantity is None else None
