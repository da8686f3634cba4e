"""The buyer's desk: a table pasted, a long order opened and scrolled, lines added.

Pasting 1,000 lines against 100, from the paste until all are checked against the parts of a real
ERP and painted. Opening an order of 5,000 lines against one of 50, from the cache, since an ERP
takes its time for each line that it tells. What takes the GUI thread longest meanwhile, against
the 50 ms that a person begins to notice. Adding lines through the outbox, against a bare loop of
the same requests: an add needs no reading (design.md 4).
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

import requests

from app.core.po_line.posting import AddLinePosting
from app.core.posting import PostingState
from app.core.settings import OutboxSettings
from app.erp.manex import lines
from app.erp.manex.client import ManexClient
from app.erp.manex.wire import DEFAULT_WIRE
from app.erp.transport import Transport
from app.sandbox.manex_catalogue import VOLTEX
from app.sandbox.manex_long_order import long_order, long_parts
from app.sandbox.manex_path import ROOT
from app.sandbox.manex_plant import ManexBooks
from app.sandbox.plant import Plant
from app.sandbox.plants import ACCOUNTS, DEPARTMENTS, STORES, endless_plant
from app.sandbox.server import TrainingServer
from app.services.drain import Drain, way_by_key
from app.services.targets import MANEX_TRAINING
from app.store.database import Database
from app.store.outbox import Outbox
from tests.bench.buying_desk import EMPTY_ORDER, TIMES
from tests.bench.child import Child
from tests.bench.result import Result
from tests.services.buying_station import KEY
from tests.services.po_lines import ORDER, added

PASTED, FEW_PASTED, PASTE_LIMIT = 1_000, 100, 12.0
LINES, FEW_LINES, OPENING_LIMIT = 5_000, 50, 5.0
NOTICED_MS = 50.0
TRIES = 3  # of which the quickest is the program, and the others the machine
ADDS, RUNS, ADD_LIMIT = 40, 5, 1.4  # 200 in all
SECONDS = 60.0


def measure() -> Iterator[Result]:
    yield from _pasting()
    yield from _opening()
    yield _adding()


def _pasting() -> Iterator[Result]:
    with TrainingServer(_plant(), strict=True) as server:
        runs = [
            (_pasted(server.url, PASTED), _pasted(server.url, FEW_PASTED)) for _ in range(TRIES)
        ]
    pause = min(long[0] for long, _ in runs)
    large, small = (median(run[of][1] for run in runs) for of in (0, 1))
    detail = {"milliseconds": large, "few_milliseconds": small, "lines": PASTED, "few": FEW_PASTED}
    yield Result("po-lines-pasted", large / small, PASTE_LIMIT, detail)
    yield Result("pause-while-pasting", pause / NOTICED_MS, 1.0, {"milliseconds": pause})


def _pasted(url: str, rows: int) -> tuple[float, float]:
    """The longest pause, and how long it took."""
    with Child("buying_desk", "paste", url, rows) as child:
        return child.told("pause")[0], child.told("pasted")[0]


def _opening() -> Iterator[Result]:
    took: defaultdict[float, list[float]] = defaultdict(list)
    pauses: list[float] = []
    for _ in range(TRIES):
        with Child("buying_desk", "open", FEW_LINES, LINES) as child:
            for _ in range(2 * TIMES):
                size, milliseconds = child.told("opened")
                took[size].append(milliseconds)
            pauses += child.told("scrolled")
    large, small = median(took[LINES]), median(took[FEW_LINES])
    detail = {"milliseconds": large, "few_milliseconds": small, "lines": LINES, "few": FEW_LINES}
    yield Result("po-opening", large / small, OPENING_LIMIT, detail)
    pause = min(pauses)
    yield Result("pause-while-scrolling", pause / NOTICED_MS, 1.0, {"milliseconds": pause})


def _adding() -> Result:
    ours: list[float] = []
    bare: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        TrainingServer(endless_plant(), data=Path(folder) / "books.sqlite", strict=True) as server,
        Transport(f"{server.url}{ROOT}") as transport,
        Database(Path(folder) / "kitbench.db") as database,
    ):
        outbox, client = Outbox(database), ManexClient(transport)
        _bare(server.url, client, _adds(0))
        for run in range(1, RUNS + 1):  # in turn, so that a busy moment hits both alike
            bare.append(_bare(server.url, client, _adds(2 * run - 1)))
            ours.append(_ours(outbox, client, _adds(2 * run)))
    detail = {"seconds": sum(ours), "bare_seconds": sum(bare), "lines": ADDS * RUNS}
    return Result("po-lines-added", median(ours) / median(bare), ADD_LIMIT, detail)


def _ours(outbox: Outbox, client: ManexClient, adds: list[AddLinePosting]) -> float:
    for stored in [outbox.confirm(one) for one in adds]:
        stored.result()
    drain = Drain(outbox, way_by_key(MANEX_TRAINING, client, KEY), OutboxSettings())
    began = perf_counter()
    drain.run(lambda _: None)
    seconds = perf_counter() - began
    if any(outbox.get(one.posting_id).state is not PostingState.POSTED for one in adds):
        raise RuntimeError("not all were posted")
    return seconds


def _bare(url: str, client: ManexClient, adds: list[AddLinePosting]) -> float:
    began = perf_counter()
    client.check_key(KEY)
    for one in adds:
        body = lines.request_of(one.request, DEFAULT_WIRE)
        address = f"{url}{ROOT}/API/PO/ItemAdd/{KEY}"
        answer = requests.post(address, json=body, timeout=SECONDS).json()
        if answer["Code"] != 200:
            raise RuntimeError(answer["Message"])
    return perf_counter() - began


def _adds(run: int) -> list[AddLinePosting]:
    return [added(f"{2 + run * ADDS + at:03d}", ORDER) for at in range(ADDS)]


def _plant() -> Plant:
    parts = long_parts()
    order = long_order(VOLTEX, parts)
    books = ManexBooks([VOLTEX], parts, [replace(order, number=EMPTY_ORDER, lines=())])
    return Plant("bench", STORES, DEPARTMENTS, ACCOUNTS, (), (), books)
