"""The training ERP on its port, and a station that talks to it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QApplication

from app.demo.cable import NetworkCable
from app.sandbox.server import TrainingServer
from app.services.tasks import Tasks
from tests.services.buying_station import BuyingBench, buying_bench
from tests.services.flow_station import Turnstile
from tests.services.kit_station import KitBench, kit_bench
from tests.services.receipt_station import ReceiptBench, receipt_bench
from tests.services.world import Station, SwitchedErp, station
from tests.support.training import NewTrainingServer


@pytest.fixture(autouse=True)
def gui_thread(qapp: QApplication) -> QApplication:
    """The one in which all services live."""
    return qapp


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    """Closed at the end, which joins its threads."""
    opened = Tasks()
    yield opened
    assert opened.close()


@pytest.fixture
def erp() -> Iterator[NewTrainingServer]:
    """The training ERP, strict, with new books."""
    with NewTrainingServer(strict=True) as server:
        yield server


@pytest.fixture
def switched_erp() -> Iterator[SwitchedErp]:
    """One that is off; whatever it is at the end, it is off then."""
    made = SwitchedErp()
    yield made
    made.off()


@pytest.fixture
def bench(erp: TrainingServer, tmp_path: Path) -> Iterator[Station]:
    """A station at the training ERP; nobody is signed in."""
    with station(erp.url, tmp_path) as made:
        yield made


@pytest.fixture
def turnstile() -> Turnstile:
    """Before every call of the training ERP that the kit desk talks to."""
    return Turnstile()


@pytest.fixture
def cable(turnstile: Turnstile) -> Iterator[NetworkCable]:
    """Between the kit desk and its training ERP; pulled at the end."""
    with NewTrainingServer(strict=True, middleware=(turnstile,)) as server:
        there = urlsplit(server.url)
        made = NetworkCable(there.hostname or "", there.port or 0)
        yield made
        turnstile.let_go()
        made.pull()


@pytest.fixture
def kit_station(cable: NetworkCable, tmp_path: Path) -> Iterator[Station]:
    """A station at the other end of the cable, signed in."""
    with station(cable.url, tmp_path) as made:
        made.sign_in()
        yield made


@pytest.fixture
def receipts(kit_station: Station, turnstile: Turnstile) -> Iterator[ReceiptBench]:
    """The receiving desk of the same station."""
    with receipt_bench(kit_station) as made:
        yield made
        turnstile.let_go()


@pytest.fixture
def kits(kit_station: Station, turnstile: Turnstile) -> Iterator[KitBench]:
    """Its kit desk."""
    with kit_bench(kit_station) as made:
        yield made
        turnstile.let_go()


@pytest.fixture
def buyer_cable(erp: TrainingServer) -> Iterator[NetworkCable]:
    """Between the buyer's desk and the training ERP; pulled at the end."""
    there = urlsplit(erp.url)
    made = NetworkCable(there.hostname or "", there.port or 0)
    yield made
    made.pull()


@pytest.fixture
def buyer(buyer_cable: NetworkCable, tmp_path: Path) -> Iterator[BuyingBench]:
    """A buyer's desk."""
    with buying_bench(buyer_cable.url, tmp_path) as made:
        yield made
