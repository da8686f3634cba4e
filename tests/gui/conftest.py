"""The real workstation in its real window, at a training ERP behind a cable."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.demo.cable import NetworkCable
from app.main import Surroundings, Workstation
from app.paths import Home
from app.services.connecting import TRAINING
from app.services.tasks import Tasks
from app.ui.pages.buyer_pages import IMPORT
from tests.gui.buyer import Buyer
from tests.gui.operator import Operator
from tests.gui.screen import clear
from tests.services.flow_station import Turnstile
from tests.services.world import drained, until
from tests.support.ready_store import lay_out
from tests.support.training import NewTrainingServer


@pytest.fixture
def turnstile() -> Turnstile:
    """Before every call of the training ERP."""
    return Turnstile()


@pytest.fixture(scope="module")
def kept_erp() -> Iterator[str]:
    """Where the training ERP of the kept station answers."""
    with NewTrainingServer(strict=True) as server:
        yield server.url


@pytest.fixture(scope="module")
def kept_settings() -> Settings:
    """Of the kept station, as it is shipped; a file may have its own."""
    return Settings()


@pytest.fixture(scope="module")
def kept(
    qapp: QApplication,
    kept_erp: str,
    kept_settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Operator]:
    """One station for all tests of a file, for those who leave it as they found it; signed in."""
    del qapp
    with workstation(kept_erp, tmp_path_factory.mktemp("kept"), kept_settings) as operator:
        operator.sign_in()
        operator.scan("MOTOR003")  # what begins with the first scan has begun
        clear(operator.station)
        _begin_threads(operator.station.tasks)
        yield operator


def _begin_threads(tasks: Tasks) -> None:
    """All that begin when they are needed: else a test is told that it left one behind."""
    threads: int = tasks._pool._max_workers
    meeting = Barrier(threads + 1)
    for _ in range(threads):
        tasks._pool.submit(meeting.wait)
    meeting.wait()


@pytest.fixture(scope="module")
def kept_buyer(kept: Operator, kept_erp: str) -> Buyer:
    """Somebody with the key of ManEx at the kept station, whose pages are made."""
    buyer = Buyer(kept, kept_erp)
    buyer.enter()
    buyer.come()
    buyer.open("1752")
    assert buyer.flow.lines.panel.groups
    until(lambda: len(buyer.flow.wizard.pageIds()) == IMPORT + 1)
    clear(kept.station)
    return buyer


@pytest.fixture
def again(kept: Operator) -> Iterator[Operator]:
    """Somebody who is signed in, at the kept station; what lies on its desks goes at the end."""
    kept.station.window.activateWindow()
    until(kept.station.window.isActiveWindow)
    yield kept
    clear(kept.station)
    kept.pressed.clear()


@pytest.fixture
def cable(turnstile: Turnstile) -> Iterator[NetworkCable]:
    """Between the workstation and its training ERP; pulled at the end."""
    with NewTrainingServer(strict=True, middleware=(turnstile,)) as server:
        there = urlsplit(server.url)
        made = NetworkCable(there.hostname or "", there.port or 0)
        yield made
        made.pull()


class Windows:
    """Notes every window that takes the focus, were it only for a moment.

    No event filter: one would look at ten thousand events in each test.
    """

    def __init__(self, app: QApplication) -> None:
        self._focused: set[str] = set()
        self._app = app
        app.focusWindowChanged.connect(self._note)

    def _note(self, window: QWindow | None) -> None:
        if window is not None:
            self._focused.add(window.objectName())

    def forget(self) -> None:
        self._app.focusWindowChanged.disconnect(self._note)

    @property
    def opened(self) -> set[str]:
        """What had the focus, and what else was opened and is still there; as Qt names it."""
        made = Qt.WidgetAttribute.WA_WState_Created
        opened = (one for one in QApplication.topLevelWidgets() if one.testAttribute(made))
        return self._focused | {f"{one.metaObject().className()}ClassWindow" for one in opened}


@contextmanager
def workstation(
    root_url: str, home: Path, settings: Settings | None = None, *, pages_ahead: bool = False
) -> Iterator[Operator]:
    """Start the program as `app.main` does, and close it; pages are made when they are wanted."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    around = Surroundings(TRAINING, root_url, pages_ahead=pages_ahead)
    windows = Windows(app)
    lay_out(Home(home).database(TRAINING.mode))
    station = Workstation(app, Home(home), settings or Settings(), around)
    try:
        station.window.show()
        station.start()
        yield Operator(station)
        assert windows.opened == {"MainWindowClassWindow"}
    finally:
        windows.forget()
        station.close()
        drained()  # what its threads said last
        QApplication.sendPostedEvents(station.window, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def out(qtbot: QtBot, cable: NetworkCable, tmp_path: Path) -> Iterator[Operator]:
    """Somebody at a station where nobody is signed in."""
    with workstation(cable.url, tmp_path) as operator:
        operator.station.window.activateWindow()
        qtbot.waitUntil(operator.station.window.isActiveWindow)
        yield operator


@pytest.fixture
def operator(out: Operator, qtbot: QtBot, turnstile: Turnstile) -> Iterator[Operator]:
    """Somebody who is signed in."""
    out.enter_with(qtbot)
    yield out
    turnstile.let_go()
