"""What a label does to a line of the order: a new package, or what an open one still lacks."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from enum import Enum

from app.core.flow.changes import Change, Slot
from app.core.flow.judging import Asked, Judged, Taken, ask_first, ask_reason
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts, LookUp, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.quantities import plain
from app.core.receipt_facts import OrderStatus, PurchaseOrderLine
from app.core.receiving.amounts import in_one_unit, told
from app.core.receiving.checking import amount_after, judge_package, last_day
from app.core.receiving.lots import judge_lot
from app.core.receiving.measures import NOTHING
from app.core.receiving.packages import Package
from app.core.receiving.reading import Reading
from app.core.receiving.state import ReceiptState
from app.core.receiving.sums import Lack
from app.core.receiving.surroundings import ReceiptSurroundings
from app.core.serials import compress
from app.core.settings import Rule


def take(
    state: ReceiptState, line: PurchaseOrderLine, reading: Reading, around: ReceiptSurroundings
) -> Judged:
    """Take what a label says for a line, all of it or nothing.

    One label is one package, which adds up. The same package twice is refused.
    """
    if line.status is not OrderStatus.OPEN:
        facts = Facts(text=line.number, line=line.number, part=line.part_id, order=state.subject)
        return Refused(Refusal.LINE_CLOSED, facts)
    twice = state.packages.with_id(reading.package_id) if reading.package_id else None
    if twice is not None:
        return Refused(Refusal.PACKAGE_TWICE, _about(state, twice, reading.package_id))
    return in_one_unit(state, line, reading, lambda one: _take(state, line, one, around))


def fill(
    state: ReceiptState, package: Package, reading: Reading, around: ReceiptSurroundings
) -> Judged:
    """Take what a label or a person says of a package that is there: what it says, it becomes."""
    line = state.index.line(package.line)
    if line is None or line.status is not OrderStatus.OPEN:
        return Refused(Refusal.LINE_CLOSED, _about(state, package, package.line))
    holder = state.packages.with_id(reading.package_id) if reading.package_id else None
    if holder is not None and holder is not package:
        return Refused(Refusal.PACKAGE_TWICE, _about(state, holder, reading.package_id))
    return in_one_unit(state, line, reading, lambda one: put(state, line, package.key, one, around))


def open_package(state: ReceiptState, line: PurchaseOrderLine) -> Package | None:
    """The package of a line that still wants something: the one asked for, else the newest."""
    at = state.packages.get(state.at)
    if at is not None and at.line == line.number and _wants(state, line, at):
        return at
    return state.newest_lacking(line.number)


def completes(state: ReceiptState, line: PurchaseOrderLine, reading: Reading) -> bool:
    """Whether a label says what a package of this line still lacks."""
    package = open_package(state, line)
    return package is not None and _relation(state, package, reading) is not _Relation.OTHER


def needs_look_up(
    state: ReceiptState, lines: Iterable[PurchaseOrderLine], lot: str, around: ReceiptSurroundings
) -> LookUp | None:
    """That a lot is to be asked for before anything else is: a question's answer can't wait."""
    if not lot:
        return None
    judged = (judge_lot(state, line, lot, around) for line in lines if line.lot_controlled)
    return next((one for one in judged if isinstance(one, LookUp)), None)


def _wants(state: ReceiptState, line: PurchaseOrderLine, package: Package) -> bool:
    """Whether it lacks something, or counts as many pieces as have serial numbers."""
    counts = line.serial_controlled and package.quantity is None
    return counts or state.lack_of(package) is not None


class _Relation(Enum):
    """What a label is to the package that is open."""

    OTHER = "other"
    SAME = "same"  # it says what the package lacks, and nothing else
    PIECE = "piece"  # the label of one piece in a box whose label was scanned before
    UNSURE = "unsure"  # it may say how much was in the package after all


def _take(
    state: ReceiptState, line: PurchaseOrderLine, reading: Reading, around: ReceiptSurroundings
) -> Judged:
    package = open_package(state, line)
    if package is None:
        return put(state, line, "", reading, around)
    if reading.is_empty:
        return Taken((), News.LINE, told(state, line), line.number)
    match _relation(state, package, reading):
        case _Relation.OTHER:
            return put(state, line, "", reading, around)
        case _Relation.SAME:
            return put(state, line, package.key, reading, around)
        case _Relation.PIECE:
            piece = replace(reading, quantity=None, package_id="")
            return put(state, line, package.key, piece, around)
        case _:
            facts = replace(_about(state, package, plain(reading.quantity or NOTHING)), count=0)
            return Asked(
                Choose(QuestionKind.SAME_PACKAGE, facts=facts),
                lambda yes: put(state, line, package.key if yes else "", reading, around),
            )


def _relation(state: ReceiptState, package: Package, reading: Reading) -> _Relation:
    said = (
        (package.lot, reading.lot),
        (package.mfg_lot, reading.mfg_lot),
        (package.expires, reading.expires),
    )
    if any(has and says and has != says for has, says in said):
        return _Relation.OTHER
    lack, has, says = state.lack_of(package), package.quantity, reading.quantity
    if lack in {None, Lack.SERIALS} and len(reading.serials) == 1 and says in {None, Decimal(1)}:
        return _Relation.PIECE
    if (package.package_id and reading.package_id) or (lack is None and says is not None):
        return _Relation.OTHER
    if has is None or says is None:
        return _Relation.SAME
    if lack is not Lack.LOT or not reading.lot:
        return _Relation.OTHER
    return _Relation.SAME if has == says else _Relation.UNSURE


def put(
    state: ReceiptState,
    line: PurchaseOrderLine,
    key: str,
    reading: Reading,
    around: ReceiptSurroundings,
) -> Judged:
    """Make a package what the reading says; without a key, a new one.

    What its part doesn't have, a lot or a serial number, is left out and said so: on a
    supplier's label it is the supplier's own affair.
    """
    package = state.packages.get(key) or state.packages.next_of(line)
    lot, spare = reading.lot, reading.serials
    if not line.lot_controlled:
        reading = replace(reading, lot="", mfg_lot="")
    if not line.serial_controlled:
        reading = replace(reading, serials=())
    fault = judge_package(state, line, package, reading, around)
    if fault is not None:
        return fault
    changes = _changes(state, package, reading)
    added = amount_after(state, line, package, reading) - state.quantity_of(package)
    count = state.packages.count(line.number) + (state.packages.get(package.key) is None)
    facts = replace(told(state, line, added), lot=reading.lot or package.lot, count=count)
    facts = replace(facts, day=reading.expires or package.expires)
    news = _news(state, line, reading, added) if changes else News.ALREADY
    if lot and not line.lot_controlled:
        news, facts = News.LOT_LEFT_OUT, replace(facts, lot=lot)
    elif spare and not line.serial_controlled:
        news, facts = News.SERIALS_LEFT_OUT, replace(facts, text=spare[0])
    taken = Taken(changes, news, facts, line.number)
    judged = _if_not_late(state, package, reading, taken, around)
    return _if_not_before(state, package, reading, judged)


def _if_not_before(
    state: ReceiptState, package: Package, reading: Reading, judged: Judged
) -> Judged:
    """A package that came with a receipt before is asked about: some suppliers count anew."""
    reference = state.index.came_with(reading.package_id)
    if not reference or reading.package_id == package.package_id:
        return judged
    facts = replace(_about(state, package, reading.package_id), other=reference)
    return ask_first(Choose(QuestionKind.PACKAGE_RECEIVED, facts=facts), judged)


def _if_not_late(
    state: ReceiptState,
    package: Package,
    reading: Reading,
    taken: Taken,
    around: ReceiptSurroundings,
) -> Judged:
    """What is past its day on the day it comes in is blocked, or takes a reason."""
    if not reading.lot and reading.expires is None:
        return taken
    line = state.index.line(package.line)
    last = last_day(state, line, package, reading) if line else None
    rule = around.rules.expired
    if last is None or last >= state.received_on or rule is Rule.ALLOW:
        return taken
    facts = replace(taken.facts, day=last)
    if rule is Rule.BLOCK:
        return Refused(Refusal.RECEIVED_EXPIRED, facts)
    told_late = replace(taken, facts=facts)
    reasons = around.rules.choices
    return ask_reason(QuestionKind.TAKE_EXPIRED, told_late, package.key, package.reason, reasons)


def _changes(state: ReceiptState, package: Package, reading: Reading) -> tuple[Change, ...]:
    """The changes that make it so. What the reading doesn't say stays (operators.md 30)."""
    said = {
        Slot.LOT: reading.lot,
        Slot.MFG_LOT: reading.mfg_lot,
        Slot.EXPIRES: reading.expires.isoformat() if reading.expires else "",
        Slot.STORES: reading.stores,
        Slot.LOCATION: reading.location,
        Slot.PACKAGE_ID: reading.package_id,
        Slot.QUANTITY: plain(reading.quantity) if reading.quantity is not None else "",
    }
    changes = [
        Change(slot, package.key, package.text(slot), text)
        for slot, text in said.items()
        if text and text != package.text(slot)
    ]
    if reading.serials:
        changes.append(Change(Slot.SERIALS, package.key, "", compress(reading.serials)))
    if state.packages.get(package.key) is None:
        changes.insert(0, Change(Slot.PACKAGE, package.key, "", package.origin.text))
    if changes and state.at != package.key:
        changes.append(Change(Slot.AT, "", state.at, package.key))
    return tuple(changes)


def _news(state: ReceiptState, line: PurchaseOrderLine, reading: Reading, added: Decimal) -> News:
    """The most telling first."""
    if added > NOTHING and state.here(line.number) + added > line.open:
        return News.OVER
    if reading.serials:
        return News.SERIALS
    if reading.quantity is not None:
        return News.PACKAGE
    if reading.lot:
        return News.LOT
    if reading.expires is not None:
        return News.EXPIRES
    return News.LOCATION if reading.location or reading.stores else News.PART


def _about(state: ReceiptState, package: Package, text: str) -> Facts:
    """What is said of a package that is there already."""
    line = state.index.line(package.line)
    return Facts(
        text=text,
        order=state.subject,
        line=package.line,
        part=line.part_id if line else "",
        lot=package.lot,
        have=package.quantity,
        unit=line.buy_unit if line else "",
    )
