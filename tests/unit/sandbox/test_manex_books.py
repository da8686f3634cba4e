"""Whatever is asked of an order, in whatever sequence: its books agree with themselves."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.sandbox.database import Database
from app.sandbox.manex_answers import ManexRefusalError
from app.sandbox.manex_form import ManexForm
from app.sandbox.manex_items import Clerk, add_item, delete_item, edit_item
from app.sandbox.manex_lists import find_items, find_orders
from app.sandbox.plant import open_books
from app.sandbox.plants import standard_plant
from app.sandbox.tables import metadata
from tests.unit.sandbox.conftest import NOON
from tests.unit.sandbox.manex_erp import ITEM

ORDER = "1757"  # with an item that was cancelled and one that is partly received
CLERK = Clerk("APIUSER", NOON)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "itemno": st.integers(1, 6).map(str),
        "ord_qty": st.sampled_from(["1", "3", "60", "99999999", "0.5"]),
        "costeach": st.sampled_from(["0", "0.333333333", "7", "999999999"]),
        "tax_pct": st.sampled_from(["0", "8.25"]),
        "is_tax": st.sampled_from(["true", "false"]),
        "lcancel": st.sampled_from(["true", "false"]),
        "poittype": st.just("MRO"),
        "descript": st.just("Blade"),
    },
)
# Which call, on the item at which place, with what.
STEPS = st.lists(
    st.tuples(st.sampled_from([add_item, edit_item, delete_item]), st.integers(0, 5), VALUES),
    max_size=6,
)


class TakenBackError(Exception):
    """Ends an example, and with it its transaction."""


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """One for all examples."""
    made = Database(None, connections=1)
    with made.writing() as connection:
        metadata.create_all(connection)
        open_books(connection, standard_plant(), NOON)
    yield made
    made.close()


@given(STEPS)
def test_the_sums_and_the_history_are_those_of_the_items(
    database: Database, steps: list[tuple[Any, int, dict[str, str]]]
) -> None:
    with suppress(TakenBackError), localcontext(prec=60), database.writing() as connection:
        done = sum(_carry_out(connection, *step) for step in steps)
        _check(connection, done)
        raise TakenBackError


def _carry_out(connection: Connection, call: Any, at: int, values: dict[str, str]) -> bool:
    """Whether it was done; one that is refused has changed nothing."""
    items = _items(connection)
    key = items[at % len(items)]["UNIQLNNO"] if items else "none"
    asked: dict[str, object] = {name.lower(): value for name, value in ITEM.items()}
    asked |= {**values, "ponum": ORDER, "uniquelnno": key, "uniqlnno": key}
    if call is delete_item:
        asked = {"ponum": ORDER, "uniqlnno": key}
    if asked.get("poittype") == "MRO":
        del asked["uniqmfgrhd"]
    before = items, _order(connection)
    try:
        call(connection, ManexForm(asked, {}), CLERK)
    except ManexRefusalError:
        assert (_items(connection), _order(connection)) == before
        return False
    return True


def _check(connection: Connection, done: int) -> None:
    items, order = _items(connection), _order(connection)
    numbers = [item["ITEMNO"] for item in items]
    assert numbers == sorted(set(numbers))
    assert all(item["RECV_QTY"] <= item["ORD_QTY"] for item in items)
    total = tax = Decimal(0)
    for item in items:
        price = item["COSTEACH"] * item["RECV_QTY" if item["LCANCEL"] else "ORD_QTY"]
        total += price
        tax += price * item["TAX_PCT"] / 100 if item["IS_TAX"] else 0
    assert (order["POTOTAL"], order["POTAX"]) == (total + tax, tax)
    assert len(order["POCHANGES"].split("\n")) == 1 + done


def _items(connection: Connection) -> Any:
    return find_items(connection, ManexForm({"ponum": ORDER}, {}))


def _order(connection: Connection) -> Any:
    (found,) = find_orders(connection, ManexForm({"ponum": ORDER}, {}))
    return found
