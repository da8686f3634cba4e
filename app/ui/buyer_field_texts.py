"""What the fields of a PO line are called, and what they may be, for people (contracts.md C4)."""

from decimal import Decimal

from app.core.po_line.catalogue import PARAMETERS, Group, Kind, LineField
from app.core.po_line.cells import NO, YES
from app.core.po_line.forms import DecimalMark, Form

_F = LineField

TITLES = {
    _F.ORDER_NUMBER: "Purchase order",
    _F.ITEM_NUMBER: "Line",
    _F.ITEM_TYPE: "Type",
    _F.PART_NUMBER: "Part",
    _F.REVISION: "Revision",
    _F.PART_KEY: "Part key",
    _F.DESCRIPTION: "Description",
    _F.PART_CLASS: "Part class",
    _F.PART_TYPE: "Part type",
    _F.MANUFACTURER: "Manufacturer",
    _F.MFGR_PART: "Manufacturer part",
    _F.MFGR_KEY: "Manufacturer key",
    _F.SUPPLIER_PART: "Supplier part",
    _F.QUANTITY: "Order quantity",
    _F.PURCHASE_UNIT: "Purchase unit",
    _F.STOCK_UNIT: "Stock unit",
    _F.PACKAGE: "Package",
    _F.COST_EACH: "Cost each",
    _F.OVER_PERCENT: "Overage %",
    _F.LEAD_TIME: "Lead time",
    _F.MINIMUM: "Minimum order",
    _F.MULTIPLE: "Order multiple",
    _F.TAXABLE: "Taxable",
    _F.TAX_PERCENT: "Tax %",
    _F.FIRST_ARTICLE: "First article",
    _F.INSPECTION_NOTE: "Inspection note",
    _F.EXCEPTION: "Inspection exception",
    _F.EXCEPTION_CODE: "Exception code",
    _F.EXCEPTION_NOTE: "Exception note",
    _F.EXCEPTION_INITIALS: "Exception by",
    _F.EXCEPTION_DATE: "Exception date",
    _F.NOTE: "Note",
    _F.FIRM: "Firm planned",
    _F.CANCELLED: "Cancelled",
    _F.UPDATE_LEAD_TIME: "Lead time to part master",
    _F.UPDATE_ORDER_RULES: "Minimum, multiple to part master",
    _F.UPDATE_MATERIAL_COST: "Cost to material cost",
    _F.UPDATE_TARGET_PRICE: "Cost to target price",
}

NAMES = {title: of for of, title in TITLES.items()}
"""As headings of what is copied, so that it can be pasted again."""

GROUPS = {
    Group.ITEM: "Item",
    Group.MANUFACTURER: "Manufacturer",
    Group.PRICE: "Price and quantity",
    Group.ORDERING: "Lead time and order rules",
    Group.TAX: "Tax",
    Group.INSPECTION: "Inspection",
    Group.NOTES: "Notes",
    Group.FLAGS: "Flags",
}

HELP = {
    _F.LEAD_TIME: "A number and DY, WK or MO: 10 WK",
    _F.MULTIPLE: "Above the minimum",
    _F.FIRM: "MRP leaves it alone",
}
"""Below a field; most need no word."""

FROM_MASTER = "as the item master says"
"""In place of what nobody said of a flag."""
_FLAGS = {"": FROM_MASTER, YES: "Yes", NO: "No"}
_NUMBERS = {Kind.QUANTITY, Kind.PRICE, Kind.PERCENT}


def shown(of: LineField, text: str, form: Form) -> str:
    """A cell's text for people: numbers in the desk's own form with thousands parted."""
    kind = PARAMETERS[of].kind
    if kind is Kind.FLAG:
        return _FLAGS.get(text, text) if text else ""
    if kind in _NUMBERS and _is_number(text):
        return number(_with_cents(text) if kind is Kind.PRICE else text, form)
    return text


def number(text: str, form: Form) -> str:
    """Canonical digits in the desk's own form."""
    whole, _, places = text.partition(".")
    written = f"{int(whole):,}" + (f".{places}" if places else "")
    if form.mark is DecimalMark.COMMA:
        return written.translate(str.maketrans(",.", ".,"))
    return written


def money(amount: Decimal, form: Form) -> str:
    """An amount with at least two places."""
    return number(_with_cents(f"{amount:f}"), form)


def _with_cents(text: str) -> str:
    whole, _, places = text.partition(".")
    return f"{whole}.{places.rstrip('0').ljust(2, '0')}"


def choices(of: LineField) -> tuple[tuple[str, str], ...]:
    """What may be chosen in a field: canonical text, and words; empty for one that is typed."""
    parameter = PARAMETERS[of]
    if parameter.kind is Kind.FLAG:
        return tuple(_FLAGS.items())
    if parameter.kind is Kind.CHOICE:
        return (("", ""), *((choice, choice) for choice in parameter.choices))
    return ()


def _is_number(text: str) -> bool:
    return bool(text) and all(part.isdecimal() for part in text.split(".", 1))
