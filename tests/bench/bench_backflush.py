"""A backflush of 50 components at the training ERP, after 100,000 transactions and on new books.

Over HTTP, against two servers on files; the 100,000 are written into the tables of one of them:
ledger, batches, and a serial number each.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import insert, update

from app.sandbox import batches
from app.sandbox.database import Database
from app.sandbox.plant import Plant, PlantPart, PlantPlace, PlantRow, Product
from app.sandbox.plants import ACCOUNTS, DEPARTMENTS, STORES
from app.sandbox.server import TrainingServer
from app.sandbox.tables import batch, counter, ledger, serial_number
from tests.bench.result import Result
from tests.unit.sandbox.erp import Erp

ASSEMBLY = "BENCH-50"
COMPONENTS = 50
EARLIER = 100_000
PORTION = 10_000
SAMPLES = 60
WARM = 5
LIMIT = 1.5


def measure() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        fresh, grown = (
            _serve(stack, Path(folder) / f"{earlier}.sqlite", earlier) for earlier in (0, EARLIER)
        )
        seconds = [(_backflush(fresh, n), _backflush(grown, n)) for n in range(WARM + SAMPLES)]
    fresh_seconds, grown_seconds = map(median, zip(*seconds[WARM:], strict=True))
    detail = {"seconds": grown_seconds, "fresh_seconds": fresh_seconds, "earlier": EARLIER}
    yield Result("backflush-after-100000", grown_seconds / fresh_seconds, LIMIT, detail)


def _serve(stack: ExitStack, data: Path, earlier: int) -> Erp:
    plant = _plant()
    with TrainingServer(plant, data=data):
        pass  # new books
    if earlier:
        _write_history(data, earlier)
    server = stack.enter_context(TrainingServer(plant, data=data, strict=True))
    return stack.enter_context(Erp(server.url))


def _backflush(erp: Erp, number: int) -> float:
    began = perf_counter()
    answer = erp.kit(ASSEMBLY, REFERENCE=f"KB{number:08d}", SERIAL_NUMBER=f"N{number}")
    seconds = perf_counter() - began
    if len(answer["COMPONENTS"]) != COMPONENTS:
        raise RuntimeError("not all components were issued")
    return seconds


def _plant() -> Plant:
    names = [f"C{number:05d}" for number in range(COMPONENTS)]
    product = Product(
        parts=[
            PlantPart(ASSEMBLY, "Bench", stores="FG", made=True, serial_controlled=True),
            *(PlantPart(name, f"Component {name}") for name in names),
        ],
        rows=[PlantRow(ASSEMBLY, f"{at:04d}", name, "2") for at, name in enumerate(names)],
        places=[
            PlantPlace(ASSEMBLY, "BAY 9", "0", "FG"),
            *(PlantPlace(name, "BAY 1", "10000000") for name in names),
        ],
    )
    return Plant("bench", STORES, DEPARTMENTS, ACCOUNTS, [product])


def _write_history(data: Path, count: int) -> None:
    database = Database(data, connections=1)
    try:
        with database.writing() as connection:
            for first in range(0, count, PORTION):
                numbers = range(first, first + PORTION)
                connection.execute(insert(ledger), [_entry(number) for number in numbers])
                connection.execute(
                    insert(batch),
                    [{"batch_number": _batch(number), "txns_accepted": 1} for number in numbers],
                )
                connection.execute(insert(serial_number), [_made(number) for number in numbers])
            last = {"value": batches.FIRST + count - 1}
            own = counter.c.name == batches.COUNTER
            connection.execute(update(counter).where(own).values(last))
    finally:
        database.close()


def _batch(number: int) -> str:
    return f"{batches.FIRST + number:06d}"


def _entry(number: int) -> dict[str, object]:
    answer = {"ASSEMBLY_ID": ASSEMBLY, "QUANTITY": "1", "BATCH_NUMBER": _batch(number)}
    return {
        "kind": "KI",
        "batch_number": _batch(number),
        "reference": f"OLD{number:08d}",
        "posted_by": "APIUSER",
        "posted_at": "2026-01-02 03:04:05",
        "answer": json.dumps(answer),
    }


def _made(number: int) -> dict[str, object]:
    return {
        "part_id": ASSEMBLY,
        "serial_number": f"OLD{number:08d}",
        "sn_status": "S",
        "reference": f"OLD{number:08d}",
    }
