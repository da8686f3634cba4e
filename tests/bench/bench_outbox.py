"""Postings confirmed into the outbox, against bare commits of SQLite on the same disk.

A confirmed posting is five rows in four tables, closes its draft and is checked against what is
there; a bare commit is one row. Measured is a burst of confirmations, each acknowledged once it is
durable: the outbox may group them, the bare rows are committed one by one, both with
`synchronous=FULL`. In the detail also one confirmation after the other, each waited for.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

from app.core.kit_issue import KitPosting
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.packing import pack
from tests.bench.result import Result
from tests.unit.store.world import make_posting

RUNS = 7
POSTINGS = 300
LIMIT = 0.7


def measure() -> Iterator[Result]:
    burst: list[float] = []
    single: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "ours.db") as database:
        outbox = Outbox(database)
        with closing(_bare(Path(folder) / "bare.db")) as connection:
            for run in range(RUNS):  # in turn, so that a busy moment hits all alike
                bare.append(_rate(_postings(f"b{run}"), lambda ones: _commit(connection, ones)))
                burst.append(_rate(_postings(f"g{run}"), lambda ones: _burst(outbox, ones)))
                single.append(_rate(_postings(f"s{run}"), lambda ones: _single(outbox, ones)))
    detail = {
        "burst_postings_per_second": median(burst),
        "single_postings_per_second": median(single),
        "bare_commits_per_second": median(bare),
        "single_ratio": median(single) / median(bare),
    }
    ratio = median(burst) / median(bare)
    yield Result("outbox-commits", ratio, LIMIT, detail, at_least=True)


def _postings(run: str) -> list[KitPosting]:
    names = (f"{run}{number}" for number in range(POSTINGS))
    return [make_posting(name, serials=(f"SN{name}",)) for name in names]


def _rate(postings: list[KitPosting], store: Callable[[list[KitPosting]], None]) -> float:
    began = perf_counter()
    store(postings)
    return len(postings) / (perf_counter() - began)


def _burst(outbox: Outbox, postings: list[KitPosting]) -> None:
    for stored in [outbox.confirm(posting) for posting in postings]:
        stored.result()


def _single(outbox: Outbox, postings: list[KitPosting]) -> None:
    for posting in postings:
        outbox.confirm(posting).result()


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE postings (posting_id TEXT PRIMARY KEY, record BLOB)")
    return connection


def _commit(connection: sqlite3.Connection, postings: list[KitPosting]) -> None:
    for posting in postings:
        row = (posting.posting_id, pack(posting))
        connection.execute("INSERT INTO postings VALUES (?, ?)", row)
