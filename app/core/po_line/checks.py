"""What is wrong with a line, as far as it can be told before the ERP is asked (C4, C20, E3).

The ERP has the last word; what it surely refuses blocks here, and what is only unusual is up to
the station's rules (operators.md 60).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal

from app.core.po_line.catalogue import REQUIREMENTS, LineField
from app.core.po_line.facts import OrderLine
from app.core.po_line.faults import Finding, LineFault, Weight
from app.core.po_line.item_numbers import ItemNumbers
from app.core.po_line.parts import PartFault, Resolved
from app.core.po_line.values import ItemType, LineValues, Unit
from app.core.quantities import is_whole_unit, plain
from app.core.settings.buying import BuyingSettings
from app.core.settings.rule import Rule

_EXACT = Context(prec=60)
_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_WEIGHTS = {Rule.BLOCK: Weight.BLOCKS, Rule.WARN: Weight.WANTS_REASON, Rule.ALLOW: Weight.TOLD}
_F = LineField
_PART_FAULTS = {
    PartFault.NOT_ASKED: (LineFault.UNCHECKED, _F.PART_NUMBER, Weight.TOLD),
    PartFault.UNREACHABLE: (LineFault.UNCHECKED, _F.PART_NUMBER, Weight.TOLD),
    PartFault.UNKNOWN: (LineFault.UNKNOWN_PART, _F.PART_NUMBER, Weight.BLOCKS),
    PartFault.OTHER_REVISION: (LineFault.OTHER_REVISION, _F.REVISION, Weight.BLOCKS),
    PartFault.NOT_APPROVED: (LineFault.NOT_APPROVED, _F.MANUFACTURER, Weight.BLOCKS),
    PartFault.WHICH_MANUFACTURER: (
        LineFault.WHICH_MANUFACTURER,
        _F.MANUFACTURER,
        Weight.BLOCKS,
    ),
}
_OF_PARTS_ONLY = (
    _F.PART_KEY,
    _F.MFGR_KEY,
    _F.UPDATE_LEAD_TIME,
    _F.UPDATE_ORDER_RULES,
    _F.UPDATE_MATERIAL_COST,
    _F.UPDATE_TARGET_PRICE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A line as it is to be checked.

    Attributes:
        values: What would be sent.
        before: How it stands in the ERP; None for a new one.
        resolved: Its part and manufacturer; None for a line that has no part master.
    """

    item_number: str
    values: LineValues
    before: OrderLine | None
    resolved: Resolved | None


def check(subject: Subject, rules: BuyingSettings, numbers: ItemNumbers) -> tuple[Finding, ...]:
    """All that is to be said of a line, what blocks first.

    What stands in the ERP already and isn't changed is the ERP's: its price is not judged anew.
    """
    found = (
        *_missing(subject),
        *_number(subject, numbers),
        *_part(subject),
        *_quantity(subject, rules),
        *_price(subject, rules),
    )
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.weight]))


_ORDER = {weight: at for at, weight in enumerate(Weight)}


def _missing(subject: Subject) -> Iterator[Finding]:
    values = subject.values
    if values.item_type is None:
        yield Finding(LineFault.TYPE_UNKNOWN, _F.ITEM_TYPE)
        return
    for need in REQUIREMENTS[values.item_type]:
        if not any(all(_is_said(subject, field) for field in one) for one in need.sets):
            if need.field is _F.MANUFACTURER and _is_told_by_part(subject.resolved):
                continue
            yield Finding(LineFault.MISSING, need.field)
    if values.item_type is not ItemType.PART:
        for field in _OF_PARTS_ONLY:
            if getattr(values, field):
                yield Finding(LineFault.NOT_FOR_TYPE, field)
    if values.tax_percent and not values.taxable:
        yield Finding(LineFault.TAX_NOT_TAXABLE, _F.TAX_PERCENT)


def _is_told_by_part(resolved: Resolved | None) -> bool:
    """Whether what is to be said of the manufacturer is said with the part, or will be soon."""
    return bool(resolved and resolved.fault not in {None, PartFault.UNREACHABLE})


def _is_said(subject: Subject, field: LineField) -> bool:
    if field is _F.ITEM_NUMBER:
        return bool(subject.item_number)
    return getattr(subject.values, field) not in {None, ""}


def _number(subject: Subject, numbers: ItemNumbers) -> Iterator[Finding]:
    """Of a new line; which one is free hangs on all others, so that nothing is suggested here."""
    if subject.before is None and subject.item_number:
        if len(numbers.holders(subject.item_number)) > 1:
            yield Finding(LineFault.NUMBER_TWICE, _F.ITEM_NUMBER)
        elif numbers.is_reserved(subject.item_number):
            yield Finding(LineFault.NUMBER_TAKEN, _F.ITEM_NUMBER)


def _part(subject: Subject) -> Iterator[Finding]:
    resolved, values = subject.resolved, subject.values
    if resolved is None:
        return
    if resolved.fault is not None:
        fault, field, weight = _PART_FAULTS[resolved.fault]
        yield Finding(fault, field, weight, suggestion=resolved.other)
    item = resolved.item
    if item is not None and item.stock_unit and values.stock_unit not in {"", item.stock_unit}:
        unit = item.stock_unit
        yield Finding(LineFault.OTHER_UNIT, _F.STOCK_UNIT, limit=unit, suggestion=unit)


def _quantity(subject: Subject, rules: BuyingSettings) -> Iterator[Finding]:
    values, before = subject.values, subject.before
    quantity = values.quantity
    if quantity is None or (before and before.values.quantity == quantity):
        return
    if not quantity:
        yield Finding(LineFault.ZERO_QUANTITY, _F.QUANTITY)
        return
    if before and quantity < before.received:
        limit = plain(before.received)
        yield Finding(LineFault.BELOW_RECEIVED, _F.QUANTITY, limit=limit, suggestion=limit)
    whole = is_whole_unit(_unit(subject)) and quantity != quantity.to_integral_value()
    if whole:
        yield Finding(LineFault.NOT_WHOLE, _F.QUANTITY, limit=_unit(subject))
    else:
        yield from _order_rules(subject, quantity)
    if quantity > rules.most_quantity:
        limit = str(rules.most_quantity)
        yield Finding(LineFault.LARGE_QUANTITY, _F.QUANTITY, _WEIGHTS[rules.quantity], limit)


def _unit(subject: Subject) -> str:
    """What the quantity is counted in; a line without a part is of EACH, like the ERP's default."""
    if subject.values.purchase_unit or subject.resolved is None:
        return subject.values.purchase_unit or Unit.EACH
    return subject.resolved.item.purchase_unit if subject.resolved.item else ""


def _order_rules(subject: Subject, quantity: Decimal) -> Iterator[Finding]:
    """The minimum, and above it whole multiples: the line's own rules, else the part's (C4)."""
    item = subject.resolved.item if subject.resolved else None
    minimum = _first(subject.values.minimum, item.minimum if item else None)
    multiple = _first(subject.values.multiple, item.multiple if item else None)
    if quantity < minimum:
        limit = plain(minimum)
        yield Finding(LineFault.BELOW_MINIMUM, _F.QUANTITY, limit=limit, suggestion=limit)
        return
    over = _EXACT.remainder(quantity - minimum, multiple) if multiple else _ZERO
    if over:
        fitting = plain(quantity - over + multiple)
        yield Finding(
            LineFault.NOT_MULTIPLE, _F.QUANTITY, limit=plain(multiple), suggestion=fitting
        )


def _first(own: Decimal | None, parts: Decimal | None) -> Decimal:
    if own is not None:
        return own
    return _ZERO if parts is None else parts


def _price(subject: Subject, rules: BuyingSettings) -> Iterator[Finding]:
    """A price of 0, and one far from the one before: the line's own, else the part's last."""
    price = subject.values.cost_each
    before = subject.before.values.cost_each if subject.before else None
    known = before or _cost_of_part(subject)
    if subject.before and price == before:
        return
    if not price:  # what isn't said is 0 to the ERP
        weight, last = _WEIGHTS[rules.zero_price], plain(known) if known else ""
        yield Finding(LineFault.ZERO_PRICE, _F.COST_EACH, weight, suggestion=last)
        return
    if not known:
        return
    jump = _EXACT.divide(abs(price - known) * _HUNDRED, known)
    if jump > Decimal(str(rules.price_percent)):
        yield Finding(LineFault.PRICE_JUMP, _F.COST_EACH, _WEIGHTS[rules.price], plain(known))


def _cost_of_part(subject: Subject) -> Decimal | None:
    """What the part costs by the unit the line is bought in; its master has it by the stock's."""
    item = subject.resolved.item if subject.resolved else None
    if item is None or _unit(subject) != item.stock_unit:
        return None
    return item.cost_each
