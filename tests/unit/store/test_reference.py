import zlib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.core.facts import KitFacts, LotStatus, LotStock, StoresStock
from app.core.receipt_facts import (
    OrderFacts,
    OrderStatus,
    PurchaseOrder,
    PurchaseOrderLine,
    ReceiptRecord,
)
from app.store.database import Database
from app.store.kit_record import KITS
from app.store.order_record import ORDERS
from app.store.reference import ReferenceCache
from tests.unit.store.world import LIVE, OTHER, START, HandClock, make_facts

HOUR = timedelta(hours=1)


@pytest.fixture
def cache(database: Database) -> ReferenceCache[KitFacts]:
    return ReferenceCache(database, KITS)


def test_facts_come_back_exactly(cache: ReferenceCache[KitFacts]) -> None:
    facts = make_facts()
    cache.put(LIVE, facts).result()
    found = cache.get(LIVE, "MOTOR003")
    assert found == facts
    assert found is not None
    assert str(found.bom["MOTOR003"][0].required) == "12.50"
    assert cache.get(LIVE, "MOTOR") is None
    assert cache.get(OTHER, "MOTOR003") is None


def test_later_facts_stand_in_whatever_order_they_come(cache: ReferenceCache[KitFacts]) -> None:
    old, new = make_facts(parts=1), replace(make_facts(), read_at=START + HOUR)
    cache.put(LIVE, old).result()
    cache.put(LIVE, new).result()
    cache.put(LIVE, old).result()
    assert cache.get(LIVE, "MOTOR003") == new


def test_facts_of_another_version_are_read_anew(
    cache: ReferenceCache[KitFacts], database: Database
) -> None:
    cache.put(LIVE, make_facts()).result()
    cache.used(LIVE, "MOTOR003").result()
    database.submit(lambda c: c.execute("UPDATE facts SET version = 99").rowcount).result()
    assert cache.get(LIVE, "MOTOR003") is None
    assert cache.due(LIVE, older_than=HOUR) == ["MOTOR003"]
    later = replace(make_facts(), read_at=START + HOUR)
    cache.put(LIVE, later).result()
    assert cache.get(LIVE, "MOTOR003") == later


def test_due_is_what_is_used_or_named_and_old(
    cache: ReferenceCache[KitFacts], clock: HandClock
) -> None:
    for assembly_id in ("OLD", "FRESH", "UNUSED"):
        cache.put(LIVE, make_facts(assembly_id)).result()
    for assembly_id in ("OLD", "FRESH", "NEVER-READ"):
        cache.used(LIVE, assembly_id).result()
    cache.used(OTHER, "ELSEWHERE").result()
    clock.advance(hours=2)
    cache.put(LIVE, replace(make_facts("FRESH"), read_at=clock.now)).result()
    assert cache.due(LIVE, older_than=HOUR) == ["NEVER-READ", "OLD"]
    named = ["UNUSED", "FRESH", "NAMED"]
    assert cache.due(LIVE, older_than=HOUR, named=named) == ["NAMED", "NEVER-READ", "OLD", "UNUSED"]
    assert cache.due(LIVE, older_than=3 * HOUR) == ["NEVER-READ"]


def test_what_is_no_longer_used_is_no_longer_due(
    cache: ReferenceCache[KitFacts], clock: HandClock
) -> None:
    cache.put(LIVE, make_facts()).result()
    cache.used(LIVE, "MOTOR003").result()
    clock.advance(days=30)
    assert cache.due(LIVE, older_than=HOUR) == ["MOTOR003"]
    clock.advance(seconds=1)
    assert cache.due(LIVE, older_than=HOUR) == []
    cache.used(LIVE, "MOTOR003").result()
    assert cache.due(LIVE, older_than=HOUR) == ["MOTOR003"]


def test_facts_neither_used_nor_refreshed_are_removed(
    cache: ReferenceCache[KitFacts], clock: HandClock
) -> None:
    for assembly_id in ("USED", "REFRESHED", "FORGOTTEN"):
        cache.put(LIVE, make_facts(assembly_id)).result()
    cache.used(LIVE, "FORGOTTEN").result()
    clock.advance(days=40)
    cache.used(LIVE, "USED").result()
    cache.put(LIVE, replace(make_facts("REFRESHED"), read_at=clock.now)).result()
    assert cache.prune(timedelta(days=30)).result() == 1
    kept = [a for a in ("USED", "REFRESHED", "FORGOTTEN") if cache.get(LIVE, a)]
    assert kept == ["USED", "REFRESHED"]


def test_facts_of_a_large_kit_come_back(cache: ReferenceCache[KitFacts]) -> None:
    facts = make_facts(parts=10_000)
    cache.put(LIVE, facts).result()
    assert cache.get(LIVE, "MOTOR003") == facts


@pytest.mark.parametrize("rows", [0, 1, 999, 1000, 1001, 2500])
def test_tables_are_put_together_again_wherever_they_were_cut(rows: int) -> None:
    stock = StoresStock("A", "MA", "", multi_location=False, on_hand=None)
    table = dict.fromkeys(("A", "B", "C"), (stock,) * rows)
    facts = replace(make_facts(parts=rows), stock={"FEW": (stock,), **table, "NONE": ()})
    assert KITS.unpack(KITS.pack(facts)) == facts


def test_a_record_of_facts_is_lines_that_are_soon_decoded() -> None:
    record = KITS.pack(make_facts(parts=10_000))
    longest = max(len(line) for line in zlib.decompress(record).split(b"\n"))
    assert longest < 300_000


def test_facts_of_an_order_are_kept_apart_from_those_of_a_kit(
    cache: ReferenceCache[KitFacts], database: Database
) -> None:
    orders = ReferenceCache(database, ORDERS)
    line = PurchaseOrderLine("1", "RES-10K", Decimal("4.5"), promised=date(2026, 11, 23))
    lot = LotStock("RES-10K", "L1", LotStatus.ACTIVE, None, "MS", "A 1", None)
    record = ReceiptRecord("R1", "MOTOR003", "1", "RES-10K", Decimal("1.5"), packing_slip="LS-1")
    facts = OrderFacts(
        "MOTOR003",
        START,
        PurchaseOrder("MOTOR003", "VOLTEX", "Größe", OrderStatus.OPEN, (line,)),
        (record,),
        {"RES-10K": (lot,)},
    )
    cache.put(LIVE, make_facts()).result()
    orders.put(LIVE, facts).result()
    orders.used(LIVE, "MOTOR003").result()

    assert orders.get(LIVE, "MOTOR003") == facts
    assert cache.get(LIVE, "MOTOR003") == make_facts()
    assert orders.due(LIVE, older_than=-HOUR) == ["MOTOR003"]
    assert cache.due(LIVE, older_than=-HOUR) == []
