"""What stands behind home is made after home can be seen, or at once when it is wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.main import Surroundings, Workstation
from app.paths import Home
from app.services.connecting import TRAINING
from app.services.session import Reach
from app.store.database import Database
from app.store.journal import INTERRUPTED, Journal
from app.training import TrainingErp
from app.ui.places import Place
from app.ui.routing import Routing
from app.ui.widgets.tile import Tile
from tests.services.world import drained, until

AT_NOTHING = Surroundings(TRAINING, "http://127.0.0.1:9")


@contextmanager
def started(
    app: QApplication, home: Home, around: Surroundings = AT_NOTHING
) -> Iterator[Workstation]:
    """Home is shown and scanners are read; no event was dealt with yet."""
    home.create()
    with Database(home.database(TRAINING.mode)) as database:
        Journal(database).record(database.clock(), "before", b"W-2215").result()
    made = Workstation(app, home, Settings(), around)
    try:
        made.window.show()
        made.start()
        yield made
    finally:
        made.close()
        drained()
        QApplication.sendPostedEvents(made.window, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def station(qapp: QApplication, tmp_path: Path) -> Iterator[Workstation]:
    with started(qapp, Home(tmp_path)) as made:
        yield made


def is_open(station: Workstation) -> bool:
    return station.window.findChild(Routing) is not None


def test_it_is_made_by_itself_once_home_was_painted(station: Workstation, qtbot: QtBot) -> None:
    assert not is_open(station)
    qtbot.waitUntil(lambda: is_open(station))


def test_a_scan_that_comes_first_is_taken_and_was_not_interrupted(station: Workstation) -> None:
    station.scanning.inject("KB:HELP", "test")
    assert not is_open(station)
    until(lambda: is_open(station) and station.window.place is Place.HELP)
    until(lambda: not station.journal.unsettled())
    scanned, before = station.journal.recent(2)
    assert before.outcome == INTERRUPTED
    assert scanned.outcome != INTERRUPTED


def test_an_assembly_that_is_scanned_before_the_training_erp_answers_is_taken(
    qapp: QApplication, tmp_path: Path
) -> None:
    """A first start: no copy of any bill of material is kept, and the ERP is still to come up."""
    with started(qapp, Home(tmp_path), Surroundings(TRAINING, training=TrainingErp)) as station:
        station.scanning.inject("MOTOR003", "test")
        until(lambda: is_open(station) and not station.journal.unsettled())
        assert station.desk.draft is not None
        assert station.desk.draft.state.facts is not None, station.journal.recent(1)
        assert station.session.reach is Reach.ONLINE


def test_a_window_larger_than_the_screen_fills_the_screen(station: Workstation) -> None:
    room = station.window.screen().availableSize()
    station.window.resize(1280, room.height() + 1)
    station.window.show_on_screen()
    assert station.window.isMaximized()
    assert station.window.height() <= room.height()


def test_a_press_that_comes_first_opens_the_flow(station: Workstation) -> None:
    station.window.findChildren(Tile)[0].click()
    assert station.window.place is Place.KIT


def test_a_window_that_is_closed_at_once_keeps_what_was_scanned(
    qapp: QApplication, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    with started(qapp, home) as station:
        station.scanning.inject("KB:HELP", "test")
        assert not is_open(station)
    with Database(home.database(TRAINING.mode)) as database:
        assert [one.raw for one in Journal(database).unsettled()] == [b"KB:HELP"]
