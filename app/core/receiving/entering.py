"""What a person types or takes back of a line or a package, without a label."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.core.flow.changes import Change, Slot
from app.core.flow.header import is_malformed
from app.core.flow.judging import Judged, Taken
from app.core.flow.news import News
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.quantities import QuantityError, parse_quantity, plain
from app.core.receiving.amounts import told
from app.core.receiving.measures import fits
from app.core.receiving.packages import SLOTS, Package
from app.core.receiving.reading import Reading
from app.core.receiving.state import ReceiptState
from app.core.receiving.surroundings import ReceiptSurroundings
from app.core.receiving.taking import fill
from app.core.serials import compress

NOTES = {Slot.DAMAGED, Slot.SHORT}


def judge_written(
    state: ReceiptState, owner: str, slot: Slot, text: str, around: ReceiptSurroundings
) -> Judged:
    """A field of a package, or a note on a line, as a person wrote it; an empty one is taken out.

    Args:
        state: Of the receipt.
        owner: A package's key; of `DAMAGED` and `SHORT` a line's number.
        slot: Which field.
        text: Quantities in the line's buying unit, days in ISO form.
        around: Facts at hand.
    """
    text = text.strip()
    facts = Facts(text=text, other=slot)
    if is_malformed(text) and slot is not Slot.LOT:  # which is judged with its line
        return Refused(Refusal.FIELD_MALFORMED, facts)
    if slot in NOTES:
        return _note(state, owner, slot, text)
    package = state.packages.get(owner)
    if package is None:
        return Refused(Refusal.NO_LINE, facts)
    read = _READERS.get(slot)
    if not text or read is None:
        return _blank(state, package, slot)
    reading = read(text)
    if isinstance(reading, Refused):
        return reading
    # A field is no scan that could be offered again once a lot of that name was looked up.
    settled = replace(around, unreachable={*around.unreachable, text})
    return fill(state, package, reading, settled)


def removal(state: ReceiptState, key: str) -> Judged:
    """Take a package out, with all that was said of it."""
    package = state.packages.get(key)
    if package is None:
        return Refused(Refusal.NO_LINE, Facts(text=key))
    changes = [Change(slot, key, text, "") for slot in SLOTS if (text := package.text(slot))]
    owned = state.owned(key)
    if owned:
        changes.append(Change(Slot.SERIALS, key, compress(owned), ""))
    changes.append(Change(Slot.PACKAGE, key, package.origin.text, ""))
    if state.at == key:
        changes.append(Change(Slot.AT, "", key, ""))
    line = state.index.line(package.line)
    facts = Facts(text=key, line=package.line, part=line.part_id if line else "", lot=package.lot)
    return Taken(tuple(changes), News.REMOVED, facts, package.line)


def pointing(state: ReceiptState, key: str) -> Judged:
    """A package is asked for, and its line."""
    package = state.packages.get(key)
    if package is None:
        return Refused(Refusal.NO_LINE, Facts(text=key))
    changes = (Change(Slot.AT, "", state.at, key),) if state.at != key else ()
    facts = Facts(line=package.line, part=state.part_on(package.line), lot=package.lot)
    return Taken(changes, News.LINE, facts, package.line)


def _blank(state: ReceiptState, package: Package, slot: Slot) -> Judged:
    if slot not in _READERS:
        return Refused(Refusal.FIELD_MALFORMED, Facts(other=slot))
    before = package.text(slot)
    changes = (Change(slot, package.key, before, ""),) if before else ()
    line = state.index.line(package.line)
    facts = told(state, line) if line else Facts(line=package.line)
    return Taken(changes, News.ENTRY if changes else News.ALREADY, facts, package.line)


def _note(state: ReceiptState, number: str, slot: Slot, text: str) -> Judged:
    line = state.index.line(number)
    if line is None:
        return Refused(Refusal.NO_LINE, Facts(text=number))
    facts = Facts(text=text, part=line.part_id, line=line.number, unit=line.buy_unit, other=slot)
    quantity = _quantity(text or "0", zero=True)
    if quantity is None:
        return Refused(Refusal.QUANTITY_MALFORMED, facts)
    if not fits(line, quantity):
        return Refused(Refusal.NOT_WHOLE, facts)
    noted = state.damaged if slot is Slot.DAMAGED else state.short
    before = plain(noted[line.number]) if line.number in noted else ""
    now = plain(quantity) if quantity else ""
    if now == before:
        return Taken((), News.ALREADY, facts, line.number)
    return Taken((Change(slot, line.number, before, now),), News.NOTED, facts, line.number)


def _quantity(text: str, *, zero: bool = False) -> Decimal | None:
    try:
        return parse_quantity(text, zero=zero)
    except QuantityError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read_quantity(text: str) -> Reading | Refused:
    quantity = _quantity(text)
    if quantity is None:
        return Refused(Refusal.QUANTITY_MALFORMED, Facts(text=text))
    return Reading(quantity=quantity, buying=True)


def _read_expiry(text: str) -> Reading | Refused:
    day = _day(text)
    return Reading(expires=day) if day else Refused(Refusal.DATE_MALFORMED, Facts(text=text))


_READERS: Mapping[Slot, Callable[[str], Reading | Refused]] = {
    Slot.QUANTITY: _read_quantity,
    Slot.EXPIRES: _read_expiry,
    Slot.LOT: lambda text: Reading(lot=text),
    Slot.MFG_LOT: lambda text: Reading(mfg_lot=text),
    Slot.STORES: lambda text: Reading(stores=text),
    Slot.LOCATION: lambda text: Reading(location=text),
}
"""The fields of a package that a person may write; all others come from labels."""
