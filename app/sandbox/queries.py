"""The Query calls: rows that match their criteria, all values text (contracts.md A6 to A15)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    select,
    type_coerce,
)

from app.sandbox import fields, tables
from app.sandbox.form import Form
from app.sandbox.qbe import CriterionError, condition, parse
from app.sandbox.quantities import plain_steps
from app.sandbox.refusals import Code, RefusalError, broken, shown

CRITERION_LENGTH = 500_000  # room for an IN with all its values


@dataclass(frozen=True, slots=True)
class Page:
    """A Query call: its fields are criteria and row alike.

    Attributes:
        columns: By field name, in the order of the page.
        rows: All of them, sorted by what makes every row's place certain.
        criteria: The fields that may be asked by, where the row has others as well.
    """

    columns: Mapping[str, Column[Any]]
    rows: Select[tuple[Any, ...]]
    criteria: Sequence[str] = ()


def _page_of(names: Sequence[str], table: Table, criteria: Sequence[str] = ()) -> Page:
    columns = {name: table.c[name.lower()] for name in names}
    return Page(columns, _rows(columns, table, table), criteria)


def asked(columns: Mapping[str, Column[Any]]) -> list[ColumnElement[Any]]:
    """What to select for `told`: amounts as the books keep them."""
    return [
        type_coerce(column, BigInteger) if isinstance(column.type, tables.Amount) else column
        for column in columns.values()
    ]


def _rows(
    columns: Mapping[str, Column[Any]], source: FromClause, sorted_as: Table
) -> Select[tuple[Any, ...]]:
    return select(*asked(columns)).select_from(source).order_by(*sorted_as.primary_key)


PARTS = _page_of(fields.PART, tables.part)
BILLS = _page_of(fields.BILL, tables.bill)
STOCK_STATUS = _page_of(fields.STOCK_STATUS, tables.stock)
MULTIPLE_LOCATIONS = _page_of(fields.MULTIPLE_LOCATION, tables.multiple_location)
SERIAL_NUMBERS = _page_of(fields.SERIAL_NUMBER, tables.serial_number)
RECEIPTS = _page_of(fields.RECEIPT_TRANSACTION, tables.receipt_transaction, fields.RECEIPT_CRITERIA)

_LOT, _PLACE = tables.lot.c, tables.lot_place.c
_LOT_COLUMNS = {name: _LOT[name.lower()] for name in fields.LOT} | {
    name: _PLACE[name.lower()] for name in fields.LOT_PLACE
}
LOTS = Page(
    _LOT_COLUMNS,
    _rows(
        _LOT_COLUMNS,
        tables.lot.join(
            tables.lot_place,
            and_(_LOT.part_id == _PLACE.part_id, _LOT.lot_id == _PLACE.lot_id),
        ),
        tables.lot_place,
    ),
)


def find(connection: Connection, page: Page, form: Form, *, strict: bool) -> list[dict[str, str]]:
    """The page's rows that meet all criteria of the form.

    Raises:
        RefusalError: No criterion at all, or one that can't be read.
    """
    criteria = page.criteria or list(page.columns)
    if strict:
        form.refuse_unknown({*criteria, fields.TOKEN})
    found = conditions({name: page.columns[name] for name in criteria}, form)
    if not found:
        raise no_criteria()
    return told(page.columns, connection.execute(page.rows.where(*found)))


def conditions(columns: Mapping[str, Column[Any]], form: Form) -> list[ColumnElement[bool]]:
    """What the form asks of these fields.

    Raises:
        RefusalError: A criterion that can't be read.
    """
    found = []
    for name, column in columns.items():
        text = form.text(name, CRITERION_LENGTH)
        if not text:
            continue
        try:
            found.append(condition(column, parse(text)))
        except CriterionError as fault:
            raise broken(
                Code.CRITERIA_MALFORMED, f"{name} {shown(text)} is no criterion: {fault}."
            ) from None
    return found


def no_criteria() -> RefusalError:
    """A query that asks for everything."""
    return broken(Code.CRITERIA_MISSING, "At least one criteria field is required.")


def told(columns: Mapping[str, Column[Any]], rows: Iterable[Iterable[Any]]) -> list[dict[str, str]]:
    """Rows of what was `asked`, as the answer gives them: texts by field."""
    amounts = [name for name, column in columns.items() if isinstance(column.type, tables.Amount)]
    found = []
    for row in rows:
        texts = dict(zip(columns, row, strict=True))
        for name in amounts:
            texts[name] = plain_steps(texts[name])
        found.append(texts)
    return found
