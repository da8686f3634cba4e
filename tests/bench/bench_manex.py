"""A purchase order of 5,000 items at the training ERP's ManEx side, against one of 50.

Reading costs as much an item, however many there are; adding one costs the same in both. Over HTTP,
the two turn by turn, so that a busy moment is busy for both.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from app.sandbox.manex_catalogue import VOLTEX
from app.sandbox.manex_long_order import NUMBER, long_order, long_parts
from app.sandbox.manex_plant import ManexBooks
from app.sandbox.plant import Plant
from app.sandbox.plants import ACCOUNTS, DEPARTMENTS, STORES
from app.sandbox.server import TrainingServer
from tests.bench.result import Result
from tests.unit.sandbox.manex_erp import ManexErp

ITEMS, FEW = 5_000, 50
SHORT = "1801"
READS, ADDS, WARM = 7, 60, 3
READ_LIMIT = 1.3  # an item of many against one of few
ADD_LIMIT = 1.3


def measure() -> Iterator[Result]:
    with (
        TemporaryDirectory() as folder,
        TrainingServer(_plant(), data=Path(folder) / "books.sqlite", strict=True) as server,
        ManexErp(server.url) as erp,
    ):
        long, short = _in_turns(READS, lambda number: _read(erp, number))
        detail = {"seconds": long, "few_seconds": short, "items": ITEMS, "few": FEW}
        yield Result("manex-items-read", long / ITEMS / (short / FEW), READ_LIMIT, detail)
        long, short = _in_turns(ADDS, lambda number: _add(erp, number))
        detail = {"seconds": long, "few_seconds": short, "items": ITEMS, "few": FEW}
        yield Result("manex-item-added", long / short, ADD_LIMIT, detail)


def _in_turns(samples: int, run: Callable[[str], float]) -> Sequence[float]:
    seconds = [(run(NUMBER), run(SHORT)) for _ in range(WARM + samples)]
    return [median(column) for column in zip(*seconds[WARM:], strict=True)]


def _read(erp: ManexErp, number: str) -> float:
    path = f"/API/PO/ItemGet/{erp.key}"
    began = perf_counter()
    answer = erp.request("POST", path, json={"poNum": number}).content
    seconds = perf_counter() - began
    if answer.count(b'"UNIQLNNO"') not in {ITEMS, FEW}:
        raise RuntimeError("not all items were read")
    return seconds


def _add(erp: ManexErp, number: str) -> float:
    began = perf_counter()
    erp.add(poNum=number, part_no="L0001", partmfgr="GENR", uniqmfgrhd=None)
    return perf_counter() - began


def _plant() -> Plant:
    parts = long_parts()
    order = long_order(VOLTEX, parts)
    short = replace(order, number=SHORT, lines=order.lines[:FEW])
    books = ManexBooks([VOLTEX], parts, [order, short])
    return Plant("bench", STORES, DEPARTMENTS, ACCOUNTS, (), (), books)
