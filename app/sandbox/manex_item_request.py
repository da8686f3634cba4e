"""What PO Item Add and Edit say of an item, checked by itself (contracts.md C4, C5, C20, E3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import Connection

from app.sandbox.manex_answers import invalid, required
from app.sandbox.manex_form import NOTE_LENGTH, TEXT_LENGTH, ManexForm, read_lead_time, said
from app.sandbox.manex_parts import Maker, Part, choose_part
from app.sandbox.manex_units import EACH, PACKAGES, UNITS, conversion
from app.sandbox.quantities import EXACT, STEP, WHOLE_UNITS, is_whole, plain

INVENTORY = "INVT PART"
KINDS = (INVENTORY, "MRO", "Services")
OVERAGE = Decimal(5)  # per cent, where none is given: as in the page's own answer
HUNDRED = Decimal(100)
ZERO = Decimal(0)

_NOTES = ("NOTE1", "INSPEXCNOTE", "INSPECTIONOTE")
_SHORT = {"INSPEXCEPTION": 20, "INSPEXCINIT": 8, "INSPEXCDOC": 60, "uniqmfsp": 10}
_FLAGS = ("ISFIRM", "LCANCEL")
_UPDATES = ("updatePLT", "updateMinOrdMult", "updateMaterialCost", "updateTargetPrice")
_DENIALS = {"", "false", "n", "no", "0"}


@dataclass(frozen=True, slots=True)
class ItemRequest:
    """An item as it shall stand in the books.

    Attributes:
        kind: One of `KINDS`.
        part: Of an inventory item.
        maker: Of an inventory item.
        values: By column; none of those that tell items apart, nor what was received.
        part_updates: What the part master gets, by column.
        maker_updates: What the part's manufacturer gets.
    """

    kind: str
    part: Part | None
    maker: Maker | None
    values: Mapping[str, Any]
    part_updates: Mapping[str, Any]
    maker_updates: Mapping[str, Any]


def read_item(connection: Connection, form: ManexForm) -> ItemRequest:
    """Read the item that the form describes; what it leaves out gets its default.

    Raises:
        ManexRefusalError: The first rule that it breaks.
    """
    kind = form.choice("POITTYPE", KINDS)
    if not kind:
        raise required("POITTYPE")
    part: Part | None = None
    maker: Maker | None = None
    if kind == INVENTORY:
        part, maker = choose_part(connection, form)
        values = _of_the_part(form, part, maker)
    else:
        values = _of_no_part(form, kind)
    values |= _amounts(form, part)
    values |= _lead_time(form)
    values |= {name.lower(): form.text(name, NOTE_LENGTH) for name in _NOTES}
    values |= {name.lower(): form.text(name, longest) for name, longest in _SHORT.items()}
    values |= {name.lower(): form.flag(name) for name in (*_FLAGS, *_UPDATES)}
    values["supplierpartnumber"] = form.text("supplierPartNumber")
    values["inspexcept"] = str(values["inspexception"]).lower() not in _DENIALS
    if not values["inspexcept"]:
        values["inspexception"] = ""
    values["inspexcdt"] = str(form.day("INSPEXCDT") or "")
    values["firstarticle"] = _first_article(form, part)
    part_updates, maker_updates = _updates(form, values)
    if maker is not None:
        values["targetprice"] = maker_updates.get("targetprice", maker.targetprice)
    return ItemRequest(kind, part, maker, values, part_updates, maker_updates)


def _of_the_part(form: ManexForm, part: Part, maker: Maker) -> dict[str, Any]:
    return {
        "poittype": INVENTORY,
        "uniq_key": part.uniq_key,
        "part_no": part.part_no,
        "revision": part.revision,
        "part_sourc": part.part_sourc,
        "uniqmfgrhd": maker.uniqmfgrhd,
        "partmfgr": maker.partmfgr,
        "mfgr_pt_no": maker.mfgr_pt_no,
        "descript": form.text("DESCRIPT", TEXT_LENGTH) or part.descript,
        "part_class": form.text("PART_CLASS") or part.part_class,
        "part_type": form.text("PART_TYPE") or part.part_type,
        "package": form.choice("package", PACKAGES) or part.package,
    }


def _of_no_part(form: ManexForm, kind: str) -> dict[str, Any]:
    """What is no part may bear numbers and names of any part, but no key of one."""
    for name in ("uniq_key", "uniqmfgrhd", *_UPDATES):
        # A client may well send that nothing is to be updated.
        if form.text(name).lower() not in _DENIALS:
            raise invalid(said(name), f"{kind} has no part master.")
    if not form.text("DESCRIPT", TEXT_LENGTH):
        raise required("DESCRIPT")
    free = ("part_no", "revision", "partmfgr", "mfgr_pt_no", "PART_CLASS", "PART_TYPE")
    return {
        "poittype": kind,
        **dict.fromkeys(("uniq_key", "uniqmfgrhd", "part_sourc"), ""),
        "descript": form.text("DESCRIPT", TEXT_LENGTH),
        **{name.lower(): form.text(name) for name in free},
        "package": form.choice("package", PACKAGES) or EACH,
        "targetprice": ZERO,
    }


def _amounts(form: ManexForm, part: Part | None) -> dict[str, Any]:
    """Quantity, units, price and tax."""
    stocked = form.choice("U_OF_MEAS", UNITS) or (part.u_of_meas if part else EACH)
    if part and stocked != part.u_of_meas:
        raise invalid("U_OF_MEAS", f"Part {part.part_no} is counted in {part.u_of_meas}.")
    bought = form.choice("PUR_UOFM", UNITS) or (part.pur_uofm if part else stocked)
    factor = part.pur_conv if part and bought == part.pur_uofm else conversion(bought, stocked)
    if factor is None:
        raise invalid("PUR_UOFM", f"{bought} does not convert to {stocked}.")
    least = _amount(form, "minorder", part.minord if part else ZERO)
    step = _amount(form, "ordmult", part.ordmult if part else ZERO)
    ordered = _ordered(form, least, step)
    for name, quantity in (("ORD_QTY", ordered), ("minorder", least), ("ordmult", step)):
        if bought in WHOLE_UNITS and not is_whole(quantity):
            raise invalid(name, f"{plain(quantity)} must be whole: the item is bought in {bought}.")
    in_stock = EXACT.multiply(ordered, factor).quantize(STEP, ROUND_HALF_UP, EXACT)
    if stocked in WHOLE_UNITS and not is_whole(in_stock):
        raise invalid("ORD_QTY", f"It makes {plain(in_stock)} {stocked}, which must be whole.")
    taxable, percent = form.flag("IS_TAX"), _percent(form, "TAX_PCT", ZERO)
    if percent and not taxable:
        raise invalid("TAX_PCT", "The item is not taxable.")
    return {
        "u_of_meas": stocked,
        "pur_uofm": bought,
        "ord_qty": ordered,
        "s_ord_qty": in_stock,
        "minorder": least,
        "ordmult": step,
        "costeach": _amount(form, "COSTEACH", ZERO),
        "is_tax": taxable,
        "tax_pct": percent,
        "overage": _percent(form, "overage", OVERAGE),
    }


def _ordered(form: ManexForm, least: Decimal, step: Decimal) -> Decimal:
    """The quantity; the page's own sample gives none, and then none is ordered."""
    ordered = form.number("ORD_QTY")
    if ordered is None:
        return ZERO
    if not ordered:
        raise invalid("ORD_QTY", "It must be above 0.")
    if ordered < least:
        raise invalid(
            "ORD_QTY", f"{plain(ordered)} is less than the minimum order of {plain(least)}."
        )
    if step and EXACT.remainder(ordered - least, step):
        raise invalid(
            "ORD_QTY",
            f"{plain(ordered)} is not the minimum order of {plain(least)} "
            f"and a multiple of {plain(step)} above it.",
        )
    return ordered


def _amount(form: ManexForm, name: str, default: Decimal) -> Decimal:
    given = form.number(name)
    return default if given is None else given


def _percent(form: ManexForm, name: str, default: Decimal) -> Decimal:
    percent = _amount(form, name, default)
    if percent > HUNDRED:
        raise invalid(name, f"{plain(percent)} is more than 100 %.")
    return percent


def _lead_time(form: ManexForm) -> dict[str, Any]:
    text = form.text("pur_ltime")
    if not text:
        return {"pur_ltime": ZERO, "pur_lunit": ""}
    read = read_lead_time(text)
    if read is None:
        raise invalid("pur_ltime", "It must be a number followed by DY, WK or MO.")
    return {"pur_ltime": read[0], "pur_lunit": read[1]}


def _first_article(form: ManexForm, part: Part | None) -> bool:
    """As given, else as the item master says (contracts.md C20)."""
    if part is not None and not form.text("FIRSTARTICLE"):
        return part.firstarticle
    return form.flag("FIRSTARTICLE")


def _updates(form: ManexForm, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the part master and the manufacturer get: of what is to be updated, what was given."""
    of_part: dict[str, Any] = {}
    if values["updateplt"] and form.text("pur_ltime"):
        of_part |= {"pur_ltime": values["pur_ltime"], "pur_lunit": values["pur_lunit"]}
    for given, column in (("minorder", "minord"), ("ordmult", "ordmult")):
        if values["updateminordmult"] and form.text(given):
            of_part[column] = values[given]
    priced = bool(form.text("COSTEACH"))
    if values["updatematerialcost"] and priced:
        of_part["matl_cost"] = values["costeach"]
    target = {"targetprice": values["costeach"]}
    return of_part, target if values["updatetargetprice"] and priced else {}
