"""What postings that wait long need: books that change behind the station, a clock of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import delete, insert, update

from app.core.kit.plan import Terms, make_plan
from app.core.kit_issue import KitPosting
from app.erp.expandable.facts import read_bill
from app.sandbox import tables
from app.sandbox.database import Database as Books
from app.services.session import Session
from app.store.moments import utc_now
from tests.services.world import Station, kit

DAY = timedelta(hours=24)


class AheadClock:
    """The real time, put ahead by hand; a negative span puts it back."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


class Engineer:
    """Changes the bill of MOTOR003 in a training ERP's books, beside the running server."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def takes(self, component_id: str, quantity: str) -> None:
        """A row takes another quantity from now on."""
        change = (
            update(tables.bill)
            .where(tables.bill.c.assembly_id == "MOTOR003")
            .where(tables.bill.c.component_id == component_id)
            .values(required_qty=Decimal(quantity))
        )
        with self._books.writing() as connection:
            assert connection.execute(change).rowcount == 1

    def adds(self, component_id: str, quantity: str) -> None:
        """A row more."""
        row = {
            "assembly_id": "MOTOR003",
            "component_id": component_id,
            "dwg_item_code": "9990",
            "required_qty": Decimal(quantity),
        }
        with self._books.writing() as connection:
            connection.execute(insert(tables.bill).values(row))

    def drops_the_bill(self) -> None:
        """Nobody knows any more what MOTOR003 is made of."""
        change = delete(tables.bill).where(tables.bill.c.assembly_id == "MOTOR003")
        with self._books.writing() as connection:
            assert connection.execute(change).rowcount > 1


@contextmanager
def engineer(path: Path) -> Iterator[Engineer]:
    books = Books(path, connections=1)
    try:
        yield Engineer(books)
    finally:
        books.close()


def planned(session: Session, posting: KitPosting) -> KitPosting:
    """The posting with the plan that the ERP's bill gives now; somebody must be signed in."""
    request = posting.request
    facts = read_bill(session.client, session.token(), request.assembly_id, utc_now())
    plan = make_plan(facts, Terms(request.quantity, request.effective_date))
    return replace(posting, planned=plan.planned())


def planned_kit(bench: Station, *serials: str, batch: str = "") -> KitPosting:
    return planned(bench.session, kit(*serials, batch=batch))
