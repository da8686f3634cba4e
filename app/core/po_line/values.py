"""What one line of a purchase order says: the parameters of PO Item Add, typed (contracts.md C4).

There are 38; the order's number and the line's own stand beside these. Field names of the ERP
stand in `app.erp.manex.wire`, not here. Empty and None are "not said": such a value is left to
the ERP, which may take it from the part master.
"""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum


class ItemType(StrEnum):
    """`POITTYPE`. Answers write them in other letter cases."""

    PART = "INVT PART"
    MRO = "MRO"
    SERVICES = "Services"


class Package(StrEnum):
    """`package`."""

    AMMO_BELT = "AMMO BELT"
    BULK = "BULK"
    CARTON = "CARTON"
    EACH = "EACH"
    REAM = "REAM"
    REEL = "REEL"
    TRAY = "TRAY"
    TUBE = "TUBE"


class Unit(StrEnum):
    """`U_OF_MEAS`, and `PUR_UOFM` by the same list (inferred)."""

    EACH = "EACH"
    IN = "IN"
    DOZ = "DOZ"
    REEL = "REEL"
    LOT = "LOT"
    BULK = "BULK"
    SQIN = "SQIN"
    SQFT = "SQFT"
    SQYD = "SQYD"
    SQMM = "SQMM"
    SQCM = "SQCM"
    SQME = "SQME"
    GRAM = "GRAM"
    KGRM = "KGRM"
    MLTR = "MLTR"
    LITR = "LITR"
    CC = "CC"
    OUNC = "OUNC"
    PINT = "PINT"
    QUAR = "QUAR"
    GAL = "GAL"
    M = "M"
    FT = "FT"
    CM = "CM"
    LB = "LB"
    YARD = "YARD"


class LeadUnit(StrEnum):
    """What a lead time is counted in: days, weeks, months."""

    DAYS = "DY"
    WEEKS = "WK"
    MONTHS = "MO"


@dataclass(frozen=True, slots=True)
class LeadTime:
    """One text in a request (`10 WK`), a number and a unit in an answer (contracts.md C4)."""

    count: int
    unit: LeadUnit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"


@dataclass(frozen=True, slots=True)
class LineValues:
    """All that a line says but its number and its order's.

    Attributes:
        item_type: None where the ERP answered a type that the contract doesn't know; such a line
            can be read but not sent.
        part_key: The ERP's own of part and revision; so is `mfgr_key` of manufacturer and
            manufacturer's part. Both come from the item master, nobody types them.
        revision: A blank one is a revision (contracts.md E3).
        over_percent: Of the ordered quantity, how much more may be received.
        package: One of `Package` in what is sent; the ERP may hold others, which are kept. So
            with `Unit` and the two units.
        lead_time: With `minimum` and `multiple` of the part; the two flags `update_lead_time` and
            `update_order_rules` write them to the part master.
        cost_each: Per `purchase_unit`, in the order's currency.
        quantity: In `purchase_unit`.
        first_article: None is the item master's word, and so it is with all flags.
        exception: Whether the line is an exception from inspection, with its note, code, initials
            and date.
    """

    item_type: ItemType | None = ItemType.PART
    part_number: str = ""
    revision: str = ""
    part_key: str = ""
    manufacturer: str = ""
    mfgr_part: str = ""
    mfgr_key: str = ""
    supplier_part: str = ""
    description: str = ""
    part_class: str = ""
    part_type: str = ""
    quantity: Decimal | None = None
    cost_each: Decimal | None = None
    over_percent: Decimal | None = None
    package: str = ""
    purchase_unit: str = ""
    stock_unit: str = ""
    lead_time: LeadTime | None = None
    minimum: Decimal | None = None
    multiple: Decimal | None = None
    update_lead_time: bool | None = None
    update_order_rules: bool | None = None
    update_material_cost: bool | None = None
    update_target_price: bool | None = None
    taxable: bool | None = None
    tax_percent: Decimal | None = None
    first_article: bool | None = None
    inspection_note: str = ""
    exception: bool | None = None
    exception_note: str = ""
    exception_code: str = ""
    exception_initials: str = ""
    exception_date: date | None = None
    note: str = ""
    firm: bool | None = None
    cancelled: bool | None = None


VALUE_NAMES = tuple(field.name for field in fields(LineValues))
"""The 36 of them, in this order."""


def differing(before: LineValues, now: LineValues) -> tuple[str, ...]:
    """The names of the values that are others, in the order of `VALUE_NAMES`."""
    return tuple(name for name in VALUE_NAMES if getattr(before, name) != getattr(now, name))
