"""Many rows at once by their keys: read in chunks, changed in one statement."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, bindparam, select, update

from app.sandbox.tables import Amount

CHUNK = 500  # values of one statement
KEYS = 100  # keys of one; what is looked up grows with their square

Key = tuple[str | Decimal, ...]
"""The values of a table's primary key, in its order."""


def in_chunks(
    connection: Connection,
    query: Select[*tuple[Any, ...]],
    column: Column[Any],
    values: Collection[object],
) -> Iterator[Row[*tuple[Any, ...]]]:
    """The query's rows for which the column has one of the values, asked in chunks."""
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        yield from connection.execute(query.where(column.in_(listed[start : start + CHUNK])))


def read_keyed(
    connection: Connection, table: Table, keys: Collection[Key], *columns: Column[Any]
) -> dict[Key, Row[*tuple[Any, ...]]]:
    """The rows of these keys that exist; locked until the transaction ends, where that can be.

    Returns:
        By key, the columns asked for; of none, the key's own.
    """
    primary = list(table.primary_key)
    query = select(*primary, *columns).with_for_update()
    wanted = frozenset(keys)
    listed = sorted(wanted)
    found: dict[Key, Row[*tuple[Any, ...]]] = {}
    for start in range(0, len(listed), KEYS):
        portion = listed[start : start + KEYS]
        # Two columns by themselves go by the index, where whole keys read the table; they find
        # some more than was asked for.
        narrowed = query
        for column, values in zip(primary[:2], zip(*portion, strict=True), strict=False):
            narrowed = narrowed.where(column.in_(set(values)))
        for row in connection.execute(narrowed):
            key = tuple(row[: len(primary)])
            if key in wanted:
                found[key] = row
    return found


def add_on_hand(
    connection: Connection,
    table: Table,
    added: Mapping[Key, Decimal],
    values: Mapping[str, object],
) -> None:
    """Add to `on_hand_qty` of the rows of these keys, which exist; less than nothing takes off."""
    change_keyed(
        connection,
        table,
        {key: {"added": quantity} for key, quantity in added.items()},
        {"on_hand_qty": table.c.on_hand_qty + bindparam("added", type_=Amount()), **values},
    )


def change_keyed(
    connection: Connection,
    table: Table,
    rows: Mapping[Key, Mapping[str, object]],
    values: Mapping[str, object],
) -> None:
    """Set the rows of these keys to the values, each row's own parameters with its key."""
    if not rows:
        return
    primary = list(table.primary_key)
    statement = update(table).values(values)
    for column in primary:
        statement = statement.where(column == bindparam(f"at_{column.name}"))
    connection.execute(statement, [{**_at(primary, key), **own} for key, own in rows.items()])


def _at(primary: Sequence[Column[Any]], key: Key) -> dict[str, object]:
    return {f"at_{column.name}": value for column, value in zip(primary, key, strict=True)}
