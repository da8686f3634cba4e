"""The Query calls: rows that match their criteria, all values as text (contracts.md A6 to A11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, FromClause, Table, and_, select

from app.sandbox import fields, tables
from app.sandbox.form import Form
from app.sandbox.qbe import CriterionError, condition, parse
from app.sandbox.quantities import plain
from app.sandbox.refusals import Code, broken, shown

CRITERION_LENGTH = 500_000  # room for an IN with all its values


@dataclass(frozen=True, slots=True)
class Page:
    """A Query call: its fields are criteria and row alike.

    Attributes:
        columns: By field name, in the order of the page.
        source: What is read.
        order: The columns rows are sorted by; they make every row's place certain.
    """

    columns: Mapping[str, Column[Any]]
    source: FromClause
    order: Sequence[Column[Any]]


def _page_of(names: Sequence[str], table: Table) -> Page:
    return Page({name: table.c[name.lower()] for name in names}, table, list(table.primary_key))


PARTS = _page_of(fields.PART, tables.part)
BILLS = _page_of(fields.BILL, tables.bill)
STOCK_STATUS = _page_of(fields.STOCK_STATUS, tables.stock)
MULTIPLE_LOCATIONS = _page_of(fields.MULTIPLE_LOCATION, tables.multiple_location)
SERIAL_NUMBERS = _page_of(fields.SERIAL_NUMBER, tables.serial_number)

_LOT, _PLACE = tables.lot.c, tables.lot_place.c
LOTS = Page(
    {name: _LOT[name.lower()] for name in fields.LOT}
    | {name: _PLACE[name.lower()] for name in fields.LOT_PLACE},
    tables.lot.join(
        tables.lot_place,
        and_(_LOT.part_id == _PLACE.part_id, _LOT.lot_id == _PLACE.lot_id),
    ),
    list(tables.lot_place.primary_key),
)


def find(connection: Connection, page: Page, form: Form, *, strict: bool) -> list[dict[str, str]]:
    """The page's rows that meet all criteria of the form.

    Raises:
        RefusalError: No criterion at all, or one that can't be read.
    """
    if strict:
        form.refuse_unknown({*page.columns, fields.TOKEN})
    conditions = []
    for name, column in page.columns.items():
        text = form.text(name, CRITERION_LENGTH)
        if not text:
            continue
        try:
            conditions.append(condition(column, parse(text)))
        except CriterionError as fault:
            raise broken(
                Code.CRITERIA_MALFORMED, f"{name} {shown(text)} is no criterion: {fault}."
            ) from None
    if not conditions:
        raise broken(Code.CRITERIA_MISSING, "At least one criteria field is required.")
    rows = connection.execute(
        select(*page.columns.values())
        .select_from(page.source)
        .where(*conditions)
        .order_by(*page.order)
    )
    return [
        {name: _text(value) for name, value in zip(page.columns, row, strict=True)} for row in rows
    ]


def _text(value: str | Decimal) -> str:
    return plain(value) if isinstance(value, Decimal) else value
