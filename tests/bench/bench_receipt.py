"""A receipt of 200 lines at the training ERP, against 200 single inserts into the same books.

Over HTTP, with half of the parts lot-controlled: each of these opens a lot. The inserts are rows
of the same table of receipts, one statement each, in one transaction.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import insert

from app.sandbox.database import Database
from app.sandbox.plant import Plant, PlantPart, PlantPlace, Product
from app.sandbox.plant_order import PlantLine, PlantOrder
from app.sandbox.plants import ACCOUNTS, DEPARTMENTS, STORES
from app.sandbox.server import TrainingServer
from app.sandbox.tables import receipt_transaction
from tests.bench.result import Result
from tests.unit.sandbox.erp import Erp, line

LINES = 200
SAMPLES = 30
WARM = 3
LIMIT = 2.0
PO_ID = "BENCH"
_PARTS = [f"C{number:05d}" for number in range(LINES)]


def measure() -> Iterator[Result]:
    with TemporaryDirectory() as folder:
        data = Path(folder) / "books.sqlite"
        with TrainingServer(_plant(), data=data, strict=True) as server, Erp(server.url) as erp:
            database = Database(data, connections=1)
            try:
                seconds = [
                    (_receive(erp, number), _insert(database, number))
                    for number in range(WARM + SAMPLES)
                ]
            finally:
                database.close()
    receipt, inserts = map(median, zip(*seconds[WARM:], strict=True))
    detail = {"seconds": receipt, "inserts_seconds": inserts, "lines": LINES}
    yield Result("receipt-of-200-lines", receipt / inserts, LIMIT, detail)


def _receive(erp: Erp, number: int) -> float:
    entries = [
        line(at + 1, "1", LOT_ID=f"L{number}-{at}") if _has_lots(at) else line(at + 1, "1")
        for at in range(LINES)
    ]
    began = perf_counter()
    answer = erp.receive(PO_ID, *entries, REFERENCE=f"KB{number:08d}")
    seconds = perf_counter() - began
    if len(answer["LINES"]) != LINES:
        raise RuntimeError("not all lines were received")
    return seconds


def _insert(database: Database, number: int) -> float:
    began = perf_counter()
    with database.writing() as connection:
        for at, part_id in enumerate(_PARTS):
            row = {
                "receipt_id": f"X{number}-{at}",
                "po_id": "OTHER",
                "line_number": Decimal(at + 1),
                "batch_number": "000001",
                "reference": f"X{number:08d}",
                "action_date": "2026-01-02",
                "part_id": part_id,
                "quantity": Decimal(1),
                "stores_code": "MS",
                "stock_location": "BAY 1",
            }
            connection.execute(insert(receipt_transaction).values(row))
    return perf_counter() - began


def _has_lots(at: int) -> bool:
    return at % 2 == 0


def _plant() -> Plant:
    parts = [
        PlantPart(part_id, f"Part {part_id}", lot_controlled=_has_lots(at))
        for at, part_id in enumerate(_PARTS)
    ]
    places = [
        PlantPlace(part_id, "BAY 1", "10") for at, part_id in enumerate(_PARTS) if not _has_lots(at)
    ]
    order = PlantOrder(
        PO_ID, ("V1", "Vendor 1"), 1, [PlantLine(one, "1000000", 1) for one in _PARTS]
    )
    product = Product(parts, places=places)
    return Plant("bench", STORES, DEPARTMENTS, ACCOUNTS, [product], [order])
