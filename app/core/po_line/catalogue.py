"""The 38 parameters of a line as data: what each is, where it stands, what must be said (C4)."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.po_line.values import ItemType, Package, Unit


class LineField(StrEnum):
    """A parameter; but for the first two the value is the name in `LineValues`."""

    ORDER_NUMBER = "order_number"
    ITEM_NUMBER = "item_number"
    ITEM_TYPE = "item_type"
    PART_NUMBER = "part_number"
    REVISION = "revision"
    PART_KEY = "part_key"
    DESCRIPTION = "description"
    PART_CLASS = "part_class"
    PART_TYPE = "part_type"
    MANUFACTURER = "manufacturer"
    MFGR_PART = "mfgr_part"
    MFGR_KEY = "mfgr_key"
    SUPPLIER_PART = "supplier_part"
    QUANTITY = "quantity"
    COST_EACH = "cost_each"
    OVER_PERCENT = "over_percent"
    PACKAGE = "package"
    PURCHASE_UNIT = "purchase_unit"
    STOCK_UNIT = "stock_unit"
    LEAD_TIME = "lead_time"
    MINIMUM = "minimum"
    MULTIPLE = "multiple"
    TAXABLE = "taxable"
    TAX_PERCENT = "tax_percent"
    FIRST_ARTICLE = "first_article"
    INSPECTION_NOTE = "inspection_note"
    EXCEPTION = "exception"
    EXCEPTION_CODE = "exception_code"
    EXCEPTION_NOTE = "exception_note"
    EXCEPTION_INITIALS = "exception_initials"
    EXCEPTION_DATE = "exception_date"
    NOTE = "note"
    FIRM = "firm"
    CANCELLED = "cancelled"
    UPDATE_LEAD_TIME = "update_lead_time"
    UPDATE_ORDER_RULES = "update_order_rules"
    UPDATE_MATERIAL_COST = "update_material_cost"
    UPDATE_TARGET_PRICE = "update_target_price"


class Group(StrEnum):
    """The groups of the panel, in this order."""

    ITEM = "item"
    MANUFACTURER = "manufacturer"
    PRICE = "price"
    ORDERING = "ordering"  # lead time and order rules
    TAX = "tax"
    INSPECTION = "inspection"
    NOTES = "notes"
    FLAGS = "flags"


class Kind(StrEnum):
    """How a text is read."""

    TEXT = "text"
    NOTE = "note"  # lines of text
    CHOICE = "choice"
    QUANTITY = "quantity"
    PRICE = "price"
    PERCENT = "percent"
    LEAD_TIME = "lead-time"
    DATE = "date"
    FLAG = "flag"


TEXT_LENGTH = 100
"""Characters of a text; of notes `NOTE_LENGTH`. The contract names no limits."""
NOTE_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Parameter:
    """One of the 38.

    Attributes:
        choices: What it may be, where it is a choice.
        fixed: Nobody types it: the order's own number.
    """

    field: LineField
    kind: Kind
    group: Group
    choices: tuple[str, ...] = ()
    fixed: bool = False


_F, _K, _G = LineField, Kind, Group
_TYPES, _UNITS, _PACKAGES = (tuple(kind) for kind in (ItemType, Unit, Package))

CATALOGUE = (
    Parameter(_F.ORDER_NUMBER, _K.TEXT, _G.ITEM, fixed=True),
    Parameter(_F.ITEM_NUMBER, _K.TEXT, _G.ITEM),
    Parameter(_F.ITEM_TYPE, _K.CHOICE, _G.ITEM, _TYPES),
    Parameter(_F.PART_NUMBER, _K.TEXT, _G.ITEM),
    Parameter(_F.REVISION, _K.TEXT, _G.ITEM),
    Parameter(_F.PART_KEY, _K.TEXT, _G.ITEM),
    Parameter(_F.DESCRIPTION, _K.TEXT, _G.ITEM),
    Parameter(_F.PART_CLASS, _K.TEXT, _G.ITEM),
    Parameter(_F.PART_TYPE, _K.TEXT, _G.ITEM),
    Parameter(_F.MANUFACTURER, _K.TEXT, _G.MANUFACTURER),
    Parameter(_F.MFGR_PART, _K.TEXT, _G.MANUFACTURER),
    Parameter(_F.MFGR_KEY, _K.TEXT, _G.MANUFACTURER),
    Parameter(_F.SUPPLIER_PART, _K.TEXT, _G.MANUFACTURER),
    Parameter(_F.QUANTITY, _K.QUANTITY, _G.PRICE),
    Parameter(_F.COST_EACH, _K.PRICE, _G.PRICE),
    Parameter(_F.OVER_PERCENT, _K.PERCENT, _G.PRICE),
    Parameter(_F.PACKAGE, _K.CHOICE, _G.PRICE, _PACKAGES),
    Parameter(_F.PURCHASE_UNIT, _K.CHOICE, _G.PRICE, _UNITS),
    Parameter(_F.STOCK_UNIT, _K.CHOICE, _G.PRICE, _UNITS),
    Parameter(_F.LEAD_TIME, _K.LEAD_TIME, _G.ORDERING),
    Parameter(_F.MINIMUM, _K.QUANTITY, _G.ORDERING),
    Parameter(_F.MULTIPLE, _K.QUANTITY, _G.ORDERING),
    Parameter(_F.TAXABLE, _K.FLAG, _G.TAX),
    Parameter(_F.TAX_PERCENT, _K.PERCENT, _G.TAX),
    Parameter(_F.FIRST_ARTICLE, _K.FLAG, _G.INSPECTION),
    Parameter(_F.INSPECTION_NOTE, _K.NOTE, _G.INSPECTION),
    Parameter(_F.EXCEPTION, _K.FLAG, _G.INSPECTION),
    Parameter(_F.EXCEPTION_CODE, _K.TEXT, _G.INSPECTION),
    Parameter(_F.EXCEPTION_NOTE, _K.NOTE, _G.INSPECTION),
    Parameter(_F.EXCEPTION_INITIALS, _K.TEXT, _G.INSPECTION),
    Parameter(_F.EXCEPTION_DATE, _K.DATE, _G.INSPECTION),
    Parameter(_F.NOTE, _K.NOTE, _G.NOTES),
    Parameter(_F.FIRM, _K.FLAG, _G.FLAGS),
    Parameter(_F.CANCELLED, _K.FLAG, _G.FLAGS),
    Parameter(_F.UPDATE_LEAD_TIME, _K.FLAG, _G.FLAGS),
    Parameter(_F.UPDATE_ORDER_RULES, _K.FLAG, _G.FLAGS),
    Parameter(_F.UPDATE_MATERIAL_COST, _K.FLAG, _G.FLAGS),
    Parameter(_F.UPDATE_TARGET_PRICE, _K.FLAG, _G.FLAGS),
)
"""All of them, by group and in the order in which the panel shows them."""

PARAMETERS = {parameter.field: parameter for parameter in CATALOGUE}
VALUE_FIELDS = tuple(LineField)[2:]
"""Those of `LineValues`."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What must be said: one of these sets, whole.

    Attributes:
        field: Where it is shown that nothing is.
    """

    field: LineField
    sets: tuple[tuple[LineField, ...], ...]


_ALWAYS = tuple(
    Requirement(field, ((field,),)) for field in (_F.ITEM_NUMBER, _F.ITEM_TYPE, _F.QUANTITY)
)
_OF_A_PART = (
    Requirement(
        _F.PART_NUMBER,
        (
            (_F.PART_NUMBER,),  # with its revision, and a blank one is a revision (E3)
            (_F.PART_KEY,),
            (_F.MFGR_PART, _F.MANUFACTURER),
            (_F.MFGR_PART, _F.MFGR_KEY),
        ),
    ),
    Requirement(_F.MANUFACTURER, ((_F.MFGR_KEY,), (_F.MANUFACTURER, _F.MFGR_PART))),
)
_WITHOUT_A_PART = (Requirement(_F.DESCRIPTION, ((_F.DESCRIPTION,),)),)

REQUIREMENTS = {
    ItemType.PART: _ALWAYS + _OF_A_PART,
    ItemType.MRO: _ALWAYS + _WITHOUT_A_PART,
    ItemType.SERVICES: _ALWAYS + _WITHOUT_A_PART,
}
"""By type (contracts.md C4, E3). ORD_QTY is required though the ERP takes a line without it."""


def marked_required(item_type: ItemType | None) -> frozenset[LineField]:
    """The fields a form marks: each requirement's own one."""
    needs = REQUIREMENTS.get(item_type or ItemType.PART, ())
    return frozenset(need.field for need in needs)
