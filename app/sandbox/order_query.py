"""Purchase Order Query: orders with their lines (contracts.md A13, B8, E1)."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, select

from app.sandbox import fields
from app.sandbox.form import Form
from app.sandbox.keyed import in_chunks
from app.sandbox.queries import asked, conditions, no_criteria, told
from app.sandbox.tables import part, purchase_order, purchase_order_line

_ORDER, _LINE = purchase_order.c, purchase_order_line.c
_ORDER_COLUMNS: dict[str, Column[Any]] = {
    name: _ORDER[name.lower()] for name in fields.PURCHASE_ORDER
}
_LINE_COLUMNS: dict[str, Column[Any]] = {
    name: (_LINE if name.lower() in _LINE else part.c)[name.lower()]
    for name in fields.PURCHASE_ORDER_LINE
}
_LINES = purchase_order_line.join(part, part.c.part_id == _LINE.part_id)


def find_orders(connection: Connection, form: Form, *, strict: bool) -> list[dict[str, object]]:
    """The orders that meet all criteria of the form, each with all of its lines.

    Criteria of a line are met where one line meets them all.

    Raises:
        RefusalError: No criterion at all, or one that can't be read.
    """
    if strict:
        form.refuse_unknown({*_ORDER_COLUMNS, *_LINE_COLUMNS, fields.TOKEN})
    of_order = conditions(_ORDER_COLUMNS, form)
    of_line = conditions(_LINE_COLUMNS, form)
    if not of_order and not of_line:
        raise no_criteria()
    if of_line:
        with_line = select(_LINE.po_id).select_from(_LINES).where(*of_line)
        of_order.append(_ORDER.po_id.in_(with_line))
    orders = _orders(connection, of_order)
    lines = _lines(connection, [order["PO_ID"] for order in orders])
    return [{**order, "LINES": lines[order["PO_ID"]]} for order in orders]


def _orders(connection: Connection, met: Collection[ColumnElement[bool]]) -> list[dict[str, str]]:
    query = select(*asked(_ORDER_COLUMNS)).where(*met).order_by(_ORDER.po_id)
    return told(_ORDER_COLUMNS, connection.execute(query))


def _lines(connection: Connection, po_ids: Collection[str]) -> dict[str, list[dict[str, str]]]:
    query = (
        select(_LINE.po_id, *asked(_LINE_COLUMNS))
        .select_from(_LINES)
        .order_by(_LINE.po_id, _LINE.line_number)
    )
    lines: dict[str, list[dict[str, str]]] = defaultdict(list)
    rows = list(in_chunks(connection, query, _LINE.po_id, po_ids))
    for row, line in zip(rows, told(_LINE_COLUMNS, (row[1:] for row in rows)), strict=True):
        lines[row.po_id].append(line)
    return lines
