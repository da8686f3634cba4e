"""The attention desk with a hundred thousand postings, against one with a hundred.

Measured is the time from pressing Activity until its first rows are painted, in the real window on
a real database, the median of several visits; in the detail also a search that finds a serial
number, and one that finds all.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from app.core.posting import PostingEvent
from app.core.settings import Settings
from app.main import Surroundings, Workstation, application
from app.paths import Home
from app.services.connecting import TRAINING
from app.services.posting_list import View
from app.store.database import Database
from app.store.moments import utc_now
from app.store.posting_moves import Move, insert, move
from app.ui.places import Place
from tests.bench.result import Result
from tests.unit.store.world import make_answer, make_posting

FEW, MANY = 100, 100_000
VISITS = 9
LIMIT = 1.5
AT_ONCE = 5_000
CLOSED_PORT = "http://127.0.0.1:9"


def measure() -> Iterator[Result]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        _fill(few, FEW)
        _fill(many, MANY)
        with _station(app, few) as small, _station(app, many) as large:
            pairs = [(_visit(small), _visit(large)) for _ in range(VISITS)]
            found = [_search(large, f"SN{n * 997:06d}", 1) for n in range(1, VISITS)]
            whole = [_search(large, "MOTOR003", 2)]
    first, other = (median(times) for times in zip(*pairs, strict=True))
    detail = {
        "first_rows_of_100_seconds": first,
        "first_rows_of_100000_seconds": other,
        "search_serial_seconds": median(found),
        "search_all_seconds": median(whole),
    }
    yield Result("activity-first-rows", other / first, LIMIT, detail)


def _fill(folder: Path, count: int) -> None:
    """Posted ones, and a few that wait."""
    home = Home(folder)
    home.create()
    with Database(home.database(TRAINING.mode)) as database:
        for begin in range(0, count, AT_ONCE):
            numbers = range(begin, min(begin + AT_ONCE, count))
            database.submit(partial(_put_all, numbers)).result()


def _put_all(numbers: range, connection: sqlite3.Connection) -> None:
    for number in numbers:
        _put(connection, number)


def _put(connection: sqlite3.Connection, number: int) -> None:
    at = utc_now()
    posting = make_posting(f"{number:06d}", target=TRAINING, serials=(f"SN{number:06d}",))
    seq = insert(connection, posting, at, None).seq
    if number % 100:
        move(connection, seq, Move(PostingEvent.CLAIMED, at))
        answer = make_answer(posting)
        move(connection, seq, Move(PostingEvent.ANSWERED, at, answer=answer))


@contextmanager
def _station(app: QApplication, folder: Path) -> Iterator[Workstation]:
    station = Workstation(app, Home(folder), Settings(), Surroundings(TRAINING, CLOSED_PORT))
    station.window.show()
    station.start()
    try:
        station.window.show_place(Place.ACTIVITY)
        _until_listed(station, View.ALL)
        yield station
    finally:
        station.close()


def _visit(station: Workstation) -> float:
    """From home to the first rows, as another filter asks for them."""
    page = station.window.activity
    station.window.show_place(Place.HOME)
    page.show_view(View.WITHDRAWN)
    _until_listed(station, View.WITHDRAWN)
    began = perf_counter()
    station.window.open_desk(View.ALL)
    _until_listed(station, View.ALL)
    station.window.repaint()
    return perf_counter() - began


def _search(station: Workstation, text: str, least: int) -> float:
    began = perf_counter()
    station.window.activity.search_for(text)
    _until_listed(station, View.ALL)
    took = perf_counter() - began
    if station.window.activity.table.model().rowCount() < least:
        raise AssertionError(f"{text} was not found")
    return took


def _until_listed(station: Workstation, view: View) -> None:
    """Let the GUI work until this is what the list shows."""
    while not station.window.activity.listed(view):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
