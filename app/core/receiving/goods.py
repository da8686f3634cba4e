"""What a scan means on the Lines page: which line, which package, and what it says of that."""

from collections.abc import Collection, Mapping

from app.core.flow.judging import Asked, Judged, Taken, ask_first
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.serials import listed
from app.core.labels import Field, Label
from app.core.quantities import QuantityError, parse_quantity
from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.matching import PARTS, Lines, candidates, named_lines
from app.core.receiving.packages import Package
from app.core.receiving.reading import Reading, read_package
from app.core.receiving.state import ReceiptState
from app.core.receiving.sums import Lack
from app.core.receiving.surroundings import ReceiptSurroundings
from app.core.receiving.taking import completes, fill, needs_look_up, open_package, take

_GOODS = {*PARTS, Field.PO_LINE}
_MOST_OPTIONS = 9
_ASKED_FOR: Mapping[Lack | None, Collection[Field]] = {
    Lack.LOT: {Field.LOT, Field.SUPPLIER_LOT},
    Lack.QUANTITY: {Field.QUANTITY},
    Lack.SERIALS: {Field.SERIAL},
}


def names_goods(label: Label) -> bool:
    """Whether a label says of which line, or part, it is."""
    return any(value.field in _GOODS for value in label.values)


def judge(state: ReceiptState, label: Label, around: ReceiptSurroundings) -> Judged:
    """A label of this order, or of none, that says several things."""
    reading = read_package(label)
    if isinstance(reading, Refused):
        return reading
    lines = named_lines(state, label)
    if isinstance(lines, Refused):
        return lines
    if lines is None:
        return _of_open_package(state, reading, label, around)
    return _on_a_line(state, lines, reading, around)


def judge_name(state: ReceiptState, label: Label, around: ReceiptSurroundings) -> Judged | None:
    """Plain text that names a part of the order, with its identifier or without; else None."""
    lines = state.index.named(label.plain)
    if lines:
        return _on_a_line(state, lines, Reading(), around)
    single = label.asked_for(_GOODS)
    if single is not None and state.index.is_part(single.values[0].text):
        return judge(state, single, around)
    return None


def judge_plain(state: ReceiptState, label: Label, around: ReceiptSurroundings) -> Judged | None:
    """Plain text: the name of a part first, else what the package lacks that is asked for."""
    judged = judge_name(state, label, around)
    package = asked_package(state)
    if judged is not None or package is None:
        return judged
    return _of_package(state, package, label, around)


def _on_a_line(
    state: ReceiptState, lines: Lines, reading: Reading, around: ReceiptSurroundings
) -> Judged:
    found = candidates(state, lines, lambda line: completes(state, line, reading))
    if isinstance(found, Refused):
        return found
    wanted = needs_look_up(state, found, reading.lot, around)
    if wanted is not None:
        return wanted
    if len(found) == 1:
        return take(state, found[0], reading, around)
    options = found[:_MOST_OPTIONS]
    facts = Facts(text=found[0].mfg_part or found[0].vendor_part, order=state.subject)

    def answered(choice: int) -> Judged:
        if not choice:
            return Taken((), News.KEPT, facts)
        return take(state, options[choice - 1], reading, around)

    named = tuple(f"{line.number}: {line.part_id}" for line in options)
    return Asked(Choose(QuestionKind.WHICH_LINE, named, facts), answered)


def asked_package(state: ReceiptState) -> Package | None:
    """The package a scan without a part can only be of: the open one, else the one asked for."""
    line = state.index.line(state.current)
    at = state.packages.get(state.at)
    if line is None:
        return None
    if not state.packages.count(line.number):
        return state.packages.next_of(line)  # the first of it
    return open_package(state, line) or (at if at and at.line == line.number else None)


def _of_open_package(
    state: ReceiptState, reading: Reading, label: Label, around: ReceiptSurroundings
) -> Judged:
    """A label that names no part: of the line a person points at, or of its open package."""
    if reading.is_empty:
        return Refused(Refusal.NOT_UNDERSTOOD, Facts(text=label.text))
    line = state.index.line(state.current)
    if line is None:
        return Refused(Refusal.LINE_FIRST, Facts(text=label.text))
    if not state.packages.count(line.number) or completes(state, line, reading):
        return _on_a_line(state, [line], reading, around)
    package = asked_package(state)
    if package is None or not _adds_to(package, reading):
        return Refused(Refusal.LINE_FIRST, Facts(text=label.text))
    return fill(state, package, reading, around)


def _adds_to(package: Package, reading: Reading) -> bool:
    """Whether it is one more barcode of a package that is whole already."""
    new = reading.quantity is not None or reading.package_id or reading.serials
    other = reading.lot not in {"", package.lot}
    return not (new or other)


def _of_package(
    state: ReceiptState, package: Package, label: Label, around: ReceiptSurroundings
) -> Judged | None:
    """What a plain code says of a package, by what that lacks; None if it may be of anything."""
    text, lack = label.plain, state.lack_of(package)
    line = state.index.line(package.line)
    if line is None:
        return None
    counts = line.serial_controlled and package.quantity is None
    serials = listed(text)
    if line.serial_controlled and (len(serials) > 1 or text in state.holders(line.part_id)):
        return fill(state, package, Reading(serials=serials), around)
    if state.index.is_location(text):
        return fill(state, package, Reading(location=text), around)
    wants = {Field.EXPIRES, *_ASKED_FOR.get(lack, ())}
    wants |= {Field.SERIAL} if counts else set()
    wants |= {Field.QUANTITY} if package.quantity is None else set()
    single = label.asked_for(wants)
    if single is not None and not state.index.lot_rows(line.part_id, text):
        return judge(state, single, around)
    if lack is Lack.LOT:
        return _of_lot(state, line, package, label, around)
    if lack is Lack.QUANTITY:
        return _of_quantity(state, package, text, around)
    if lack is Lack.SERIALS or counts:
        return fill(state, package, Reading(serials=serials), around)
    return None


def _of_lot(
    state: ReceiptState,
    line: PurchaseOrderLine,
    package: Package,
    label: Label,
    around: ReceiptSurroundings,
) -> Judged:
    """The name of a lot, which nobody needs to know yet. What reads like a quantity is doubted."""
    text = label.plain
    wanted = needs_look_up(state, (line,), text, around)
    if wanted is not None:
        return wanted
    judged = fill(state, package, Reading(lot=text), around)
    if label.asked_for({Field.QUANTITY}) is None or state.index.lot_rows(line.part_id, text):
        return judged
    facts = Facts(text=text, lot=text, part=line.part_id, line=line.number)
    return ask_first(Choose(QuestionKind.PLAIN_LOT, facts=facts), judged)


def _of_quantity(
    state: ReceiptState, package: Package, text: str, around: ReceiptSurroundings
) -> Judged:
    try:
        quantity = parse_quantity(text)
    except QuantityError:
        return Refused(Refusal.QUANTITY_MALFORMED, Facts(text=text))
    return fill(state, package, Reading(quantity=quantity), around)
