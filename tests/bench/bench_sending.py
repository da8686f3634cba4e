"""Sending serial-controlled kits, against a bare loop of the same requests to the same ERP.

The sender writes each posting twice to the disk, claimed and answered, and looks for the next one
in between; the bare loop only posts. Neither has anything to read: a kit with serial numbers
needs no evidence from before (design.md 4). Both open a connection for each posting.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

import requests

from app.core.kit_issue import KitPosting
from app.core.posting import PostingState
from app.core.settings import OutboxSettings
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.kit_messages import request_of
from app.erp.expandable.wire import DEFAULT_WIRE
from app.erp.transport import Transport
from app.sandbox.plant import Plant, PlantPart, PlantPlace, PlantRow, Product
from app.sandbox.plants import ACCOUNTS, DEPARTMENTS, STORES
from app.sandbox.server import TrainingServer
from app.services.drain import Account, Drain, way_by_password
from app.store.database import Database
from app.store.outbox import Outbox
from tests.bench.result import Result
from tests.services.world import TARGET, kit

ASSEMBLY = "MOTOR003"
COMPONENTS = 20
RUNS = 5
KITS = 40
LIMIT = 0.7
SECONDS = 60.0


def measure() -> Iterator[Result]:
    ours: list[float] = []
    bare: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        TrainingServer(_plant(), data=Path(folder) / "books.sqlite", strict=True) as server,
        Transport(server.url) as transport,
        Database(Path(folder) / "kitbench.db") as database,
    ):
        outbox, client = Outbox(database), ExpandableClient(transport)
        _bare(server.url, client, _kits("warm"))
        for run in range(RUNS):  # in turn, so that a busy moment hits both alike
            bare.append(_bare(server.url, client, _kits(f"b{run}")))
            ours.append(_ours(outbox, client, _kits(f"o{run}")))
    detail = {
        "kits_per_second": median(ours),
        "bare_kits_per_second": median(bare),
        "components": COMPONENTS,
    }
    ratio = median(ours) / median(bare)
    yield Result("sending-serial-kits", ratio, LIMIT, detail, at_least=True)


def _ours(outbox: Outbox, client: ExpandableClient, kits: list[KitPosting]) -> float:
    for stored in [outbox.confirm(one) for one in kits]:
        stored.result()
    way = way_by_password(TARGET, client, Account("APIUSER", "password"))
    drain = Drain(outbox, way, OutboxSettings())
    began = perf_counter()
    drain.run(lambda _: None)
    rate = len(kits) / (perf_counter() - began)
    if any(outbox.get(one.posting_id).state is not PostingState.POSTED for one in kits):
        raise RuntimeError("not all were posted")
    return rate


def _bare(url: str, client: ExpandableClient, kits: list[KitPosting]) -> float:
    began = perf_counter()
    token = client.auth_token(TARGET.data_source, "APIUSER", "password")
    for one in kits:
        body = {**request_of(one.request, "", DEFAULT_WIRE), "AUTH_TOKEN": token}
        path = f"{url}/api/backflush-kit-issue-create"
        requests.post(path, json=body, timeout=SECONDS).raise_for_status()
    return len(kits) / (perf_counter() - began)


def _kits(run: str) -> list[KitPosting]:
    return [kit(f"{run}x{number}") for number in range(KITS)]


def _plant() -> Plant:
    names = [f"C{number:05d}" for number in range(COMPONENTS)]
    product = Product(
        parts=[
            PlantPart(ASSEMBLY, "Motor", stores="MA", made=True, serial_controlled=True),
            *(PlantPart(name, f"Component {name}") for name in names),
        ],
        rows=[PlantRow(ASSEMBLY, f"{at:04d}", name, "2") for at, name in enumerate(names)],
        places=[
            PlantPlace(ASSEMBLY, "ISLE 3/SHELF 2", "0", "MA"),
            *(PlantPlace(name, "BAY 1", "10000000") for name in names),
        ],
    )
    return Plant("sending", STORES, DEPARTMENTS, ACCOUNTS, [product])
