"""What the buyer's desk asks ManEx, off the GUI thread, and what is kept for when it is away."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest

from app.core.po_line.facts import LineSchedule, OrderFound, OrderHeader
from app.core.po_line.parts import PartQuery, PartRead
from app.core.po_line.requests import EditLine
from app.core.problems import NeedsSignIn, NotSent, Problem, ProblemCode
from app.core.target import Erp, Mode, Target
from app.demo.cable import NetworkCable
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.sandbox.manex import API_KEYS
from app.sandbox.manex_path import ROOT
from app.sandbox.server import TrainingServer
from app.services.manex_session import ManexSession
from app.services.order_reads import OrderReads
from app.services.session import HeartbeatTimes, Reach, SessionTimes, SignIn
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.order_record import BOUGHT, PARTS
from app.store.reference import ReferenceCache
from app.store.vault import MemoryVault
from tests.services.world import Heard, until
from tests.support.ready_store import lay_out

T = TypeVar("T")
TARGET = Target(Erp.MANEX, "training:", "", Mode.TRAINING)
KEY = next(iter(API_KEYS.values()))
STILL = SessionTimes(heartbeat=HeartbeatTimes(online=600, offline_first=600), vault=5.0)
SEEDS_PART = PartQuery("416-242424", "")


class Desk:
    """The reads of a station at the other end of a cable."""

    def __init__(self, session: ManexSession, database: Database, tasks: Tasks) -> None:
        self.session = session
        self.database = database
        self.now = datetime(2026, 11, 22, 8, tzinfo=UTC)
        self.reads = OrderReads(session, database, tasks, now=lambda: self.now)

    def enter(self) -> None:
        self.session.enter_key(KEY)
        until(lambda: self.session.sign_in_state is SignIn.SIGNED_IN)

    def answer(self, done: Heard[T], ask: Callable[[Heard[T], Heard[Problem]], None]) -> T:
        """What comes of one question."""
        failed = Heard[Problem]()
        ask(done, failed)
        until(lambda: done.all or failed.all)
        if failed.all:
            raise failed.one
        return done.one

    def order(self, number: str) -> OrderFound:
        return self.answer(Heard[OrderFound](), partial(self.reads.order, number))

    def order_now(self, number: str) -> OrderFound:
        return self.answer(Heard[OrderFound](), partial(self.reads.order_now, number))

    def part(self, query: PartQuery) -> PartRead:
        return self.answer(Heard[PartRead](), partial(self.reads.part, query))

    def orders_of(self, supplier: str) -> tuple[OrderHeader, ...]:
        heard = Heard[tuple[OrderHeader, ...]]()
        return self.answer(heard, partial(self.reads.orders_of, supplier))

    def schedules(self, order: str, key: str) -> tuple[LineSchedule, ...]:
        heard = Heard[tuple[LineSchedule, ...]]()
        return self.answer(heard, partial(self.reads.schedules, order, key))


@pytest.fixture
def manex_cable(erp: TrainingServer) -> Iterator[NetworkCable]:
    there = urlsplit(erp.url)
    made = NetworkCable(there.hostname or "", there.port or 0)
    yield made
    made.pull()


@pytest.fixture
def desk(manex_cable: NetworkCable, tasks: Tasks, tmp_path: Path) -> Iterator[Desk]:
    with (
        Transport(manex_cable.url + ROOT) as transport,
        Database(lay_out(tmp_path / "kitbench.db")) as database,
    ):
        session = ManexSession(TARGET, ManexClient(transport), MemoryVault(), tasks, times=STILL)
        yield Desk(session, database, tasks)
        session.stop()
        assert tasks.close()


def test_without_a_key_nothing_is_asked(desk: Desk) -> None:
    with pytest.raises(NeedsSignIn) as caught:
        desk.order("1748")
    assert caught.value.code is ProblemCode.NO_KEY
    with pytest.raises(NeedsSignIn):
        desk.part(SEEDS_PART)


def test_an_order_and_its_lines(desk: Desk) -> None:
    desk.enter()
    found = desk.order("000000000001748")
    assert (found.number, found.read_at, found.known) == ("1748", desk.now, True)
    assert found.order is not None
    assert found.order.header.supplier == "Romp"
    (line,) = found.order.lines
    assert line.item_number == "001"
    assert found.order.header in desk.orders_of("Romp")
    assert [one.line_key for one in desk.schedules("1748", line.key)] == [line.key]
    assert not desk.order("99999").known


def test_a_part_gives_the_keys_that_nobody_types(desk: Desk) -> None:
    desk.enter()
    read = desk.part(SEEDS_PART)
    assert read.found.item is not None
    assert [one.key for one in read.found.item.manufacturers] == ["_45Z0YOITA"]
    by_key = desk.part(PartQuery(part_key=read.found.item.key))
    by_name = desk.part(PartQuery(mfgr_part="416-242424", manufacturer="GENR"))
    assert by_key.found == by_name.found == read.found
    other = desk.part(PartQuery("416-242424", "z"))
    assert (other.known, other.found.other) == (False, read.found.item)
    assert not desk.part(PartQuery("no such part")).known


def test_while_the_erp_is_away_what_was_read_serves(desk: Desk, manex_cable: NetworkCable) -> None:
    desk.enter()
    order, part = desk.order("1748"), desk.part(SEEDS_PART)
    orders, parts = ReferenceCache(desk.database, BOUGHT), ReferenceCache(desk.database, PARTS)
    until(lambda: orders.get(TARGET, "1748") and parts.get(TARGET, SEEDS_PART.subject) == part)
    manex_cable.pull()
    assert desk.order("1748") == order
    until(lambda: desk.session.reach is Reach.OFFLINE)
    desk.now += timedelta(days=2)
    assert desk.order("01748") == order
    assert desk.part(SEEDS_PART) == part
    with pytest.raises(NotSent):
        desk.order_now("1748")
    with pytest.raises(NotSent):
        desk.order("1749")


def test_a_part_is_not_asked_for_again_at_once(desk: Desk, manex_cable: NetworkCable) -> None:
    desk.enter()
    part = desk.part(SEEDS_PART)
    kept = ReferenceCache(desk.database, PARTS)
    until(lambda: kept.get(TARGET, SEEDS_PART.subject) == part)
    manex_cable.pull()
    desk.now += timedelta(minutes=14)
    assert desk.part(SEEDS_PART) == part
    assert desk.session.reach is Reach.ONLINE  # nobody noticed
    desk.now += timedelta(minutes=2)
    assert desk.part(SEEDS_PART) == part
    until(lambda: desk.session.reach is Reach.OFFLINE)


def test_an_order_is_always_asked_for(desk: Desk) -> None:
    desk.enter()
    first = desk.order("1748")
    assert first.order is not None
    (line,) = first.order.lines
    values = replace(line.values, quantity=line.values.quantity or Decimal(1), note="by another")
    desk.session.client.edit_line(KEY, EditLine("1748", "001", line.key, values, line))
    for read in (desk.order, desk.order_now):
        found = read("1748")
        assert found.order is not None
        assert found.order.lines == (replace(line, values=values),)
    latest, kept = desk.order("1748"), ReferenceCache(desk.database, BOUGHT)
    until(lambda: kept.get(TARGET, "1748") == latest)


def test_no_database_holds_the_key(desk: Desk, tmp_path: Path) -> None:
    desk.enter()
    desk.order("1748")
    desk.part(SEEDS_PART)
    desk.session.enter_key(KEY[::-1])
    until(lambda: desk.session.sign_in_state is SignIn.REFUSED)
    desk.database.close()
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert KEY.encode() not in content
        assert KEY[::-1].encode() not in content
