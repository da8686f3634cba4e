"""An order's lines on the wire: each value's field, both ways (contracts.md C4 to C7, the seed)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.core.po_line.facts import OrderLine, bare_number
from app.core.po_line.requests import (
    AddLine,
    DeleteLine,
    EditLine,
    LineAnswer,
    LineRequest,
)
from app.core.po_line.values import ItemType, LineValues, Package, Unit
from app.core.quantities import plain
from app.erp.manex.rows import Row
from app.erp.manex.values import (
    flag,
    known,
    lead_time,
    month_first,
    nothing,
    one_of,
)
from app.erp.manex.wire import Field, Shape, Wire


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a line.

    Attributes:
        name: Of `LineValues`.
        field: Of the request and of the answer.
        write: Makes a text of a value that is said.
        read: Takes it from an answer's row, by that field.
        clears: Whether an edit says an empty one too, which would stand as it was otherwise. What
            the ERP checks against a list or its part master is never said empty.
    """

    name: str
    field: Field
    write: Callable[[Any], str]
    read: Callable[[Row, Field], object]
    clears: bool = False


def _text(name: str, field: Field, *, clears: bool = True) -> Column:
    return Column(name, field, str, Row.text, clears)


def _number(name: str, field: Field) -> Column:
    return Column(name, field, plain, Row.known_quantity)


def _flag(name: str, field: Field) -> Column:
    return Column(name, field, flag, Row.flag)


def _listed(name: str, field: Field, choices: type[Package | Unit]) -> Column:
    return Column(name, field, str, lambda row, of: known(choices, row.text(of)))


def _exception(row: Row, of: Field) -> bool | None:
    """A flag by its page; where the answer has a text there, the one beside it is."""
    own = row.known_flag(of)
    return row.flag(Field.INSPEXCEPT) if own is None else own


COLUMNS = (
    Column("item_type", Field.POITTYPE, str, lambda row, of: one_of(ItemType, row.text(of))),
    _text("part_number", Field.PART_NO, clears=False),
    _text("revision", Field.REVISION),
    _text("part_key", Field.UNIQ_KEY, clears=False),
    _text("manufacturer", Field.PARTMFGR, clears=False),
    _text("mfgr_part", Field.MFGR_PT_NO, clears=False),
    _text("mfgr_key", Field.UNIQMFGRHD, clears=False),
    _number("over_percent", Field.OVERAGE),
    _listed("package", Field.PACKAGE, Package),
    _flag("update_lead_time", Field.UPDATEPLT),
    Column("lead_time", Field.PUR_LTIME, str, lambda row, _: lead_time(row)),
    _flag("update_order_rules", Field.UPDATEMINORDMULT),
    _number("minimum", Field.MINORDER),
    _number("multiple", Field.ORDMULT),
    _number("cost_each", Field.COSTEACH),
    _number("quantity", Field.ORD_QTY),
    _flag("update_material_cost", Field.UPDATEMATERIALCOST),
    _flag("update_target_price", Field.UPDATETARGETPRICE),
    _flag("taxable", Field.IS_TAX),
    _flag("firm", Field.ISFIRM),
    _flag("first_article", Field.FIRSTARTICLE),
    _text("supplier_part", Field.SUPPLIERPARTNUMBER),
    _text("exception_note", Field.INSPEXCNOTE),
    _text("exception_code", Field.INSPEXCDOC),
    _listed("purchase_unit", Field.PUR_UOFM, Unit),
    _listed("stock_unit", Field.U_OF_MEAS, Unit),
    _text("note", Field.NOTE1),
    _number("tax_percent", Field.TAX_PCT),
    _text("description", Field.DESCRIPT),
    _text("part_class", Field.PART_CLASS),
    _text("part_type", Field.PART_TYPE),
    Column("exception", Field.INSPEXCEPTION, flag, _exception),
    _text("exception_initials", Field.INSPEXCINIT),
    Column("exception_date", Field.INSPEXCDT, month_first, Row.day),
    _flag("cancelled", Field.LCANCEL),
    _text("inspection_note", Field.INSPECTIONOTE),
)
"""The 36 of them, in the order of the vendor's page; with the order's and the line's number all."""


def request_of(request: LineRequest, wire: Wire) -> dict[str, str]:
    """The parameters of a change, by the names of its page, all written as texts.

    What isn't said is left out. A blank revision is a revision and goes with its part number.
    """
    shape, said = _asked(request)
    return {wire.name(shape, of): value for of, value in said.items()}


def _asked(request: LineRequest) -> tuple[Shape, dict[Field, str]]:
    said = {Field.PONUM: request.order_number}
    match request:
        case AddLine():
            said |= dict(_said(request.values, whole=False))
            return Shape.ITEM_ADD_REQUEST, {**said, Field.ITEMNO: request.item_number}
        case EditLine():
            said[Field.UNIQLNNO] = request.line_key
            said |= dict(_said(request.values, whole=True))
            if link := request.before.supplier_link:
                said[Field.UNIQMFSP] = link
            return Shape.ITEM_EDIT_REQUEST, {**said, Field.ITEMNO: request.item_number}
        case DeleteLine():
            return Shape.ITEM_DELETE_REQUEST, {**said, Field.UNIQLNNO: request.line_key}


def _said(values: LineValues, *, whole: bool) -> Iterator[tuple[Field, str]]:
    for column in COLUMNS:
        value = getattr(values, column.name)
        if value is None:
            continue
        blank_revision = column.name == "revision" and bool(values.part_number)
        if value != "" or blank_revision or (whole and column.clears):
            yield column.field, column.write(value)


def line_of(row: Row) -> OrderLine:
    """A row of PO Item Get, or the answer to an add.

    Raises:
        Unknown: It is none.
    """
    return OrderLine(
        order_number=bare_number(row.key(Field.PONUM)),
        key=row.key(Field.UNIQLNNO),
        item_number=row.text(Field.ITEMNO),
        values=LineValues(**{column.name: column.read(row, column.field) for column in COLUMNS}),  # type: ignore[arg-type] # each reads its own kind
        received=nothing(row.known_quantity(Field.RECV_QTY)),
        accepted=nothing(row.known_quantity(Field.ACPT_QTY)),
        rejected=nothing(row.known_quantity(Field.REJ_QTY)),
        supplier_link=row.text(Field.UNIQMFSP),
    )


def added(row: Row, request: AddLine) -> LineAnswer:
    """The answer to an add, which must be the answer to this one.

    Raises:
        Unknown: It tells of another order, line or quantity, or of nothing.
    """
    line = line_of(row)
    if line.order_number != bare_number(request.order_number):
        row.foreign(Field.PONUM, "not what was asked", line.order_number)
    if bare_number(line.item_number) != bare_number(request.item_number):
        row.foreign(Field.ITEMNO, "not what was asked", line.item_number)
    if request.values.quantity is not None and line.values.quantity != request.values.quantity:
        row.foreign(Field.ORD_QTY, "not what was asked", row.text(Field.ORD_QTY))
    return LineAnswer(line.order_number, line.item_number, line)
