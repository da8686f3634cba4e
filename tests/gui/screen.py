"""Whether the screen has followed what happened, and the way back to where one began."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from app.main import HEIGHT, WIDTH, Workstation
from app.ui.pages.buyer_flow import BuyerFlow
from app.ui.pages.scan_flow import ScanFlow
from app.ui.places import Place
from app.ui.window import MainWindow
from tests.services.world import drained, until


class _Kept(QObject):
    """Keeps to itself that its window is to be painted."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.UpdateRequest:
            self.asked = True
            return True
        return super().eventFilter(watched, event)


@contextmanager
def unpainted(window: QWidget) -> Iterator[None]:
    """Paint nothing meanwhile: nobody looks at the way there, and Qt knows what is to be painted.

    It is asked for anew at the end, once.
    """
    kept = _Kept()
    window.installEventFilter(kept)
    try:
        yield
    finally:
        window.removeEventFilter(kept)
        if kept.asked:
            again = QEvent(QEvent.Type.UpdateRequest)
            QCoreApplication.postEvent(window, again, Qt.EventPriority.LowEventPriority.value)


@contextmanager
def painted_once(window: QWidget) -> Iterator[None]:
    """Paint what changes meanwhile at the end; within another one, or `unpainted`, at its end."""
    with unpainted(window):
        yield
    QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest.value)


def behind(window: MainWindow) -> bool:
    """Whether any flow that has pages is to show something that it doesn't yet."""
    pages = (window.stack.widget(at) for at in range(window.stack.count()))
    return any(page.behind for page in pages if isinstance(page, ScanFlow | BuyerFlow))


def shown(window: MainWindow) -> None:
    """Wait until what happened is on the screen: the pages follow once a frame."""
    drained()
    until(lambda: not behind(window))


REST = (
    "DELETE FROM lot_labels",
    "DELETE FROM posting_words",
    "DELETE FROM posting_marks",
    "DELETE FROM posting_serials",
    "DELETE FROM posting_history",
    "DELETE FROM posting_answers",
    "DELETE FROM posting_records",
    "DELETE FROM postings",
    "DELETE FROM batches",
    "UPDATE drafts SET state = 'discarded' WHERE state = 'parked'",
)
"""What no desk throws away."""


def clear(station: Workstation) -> None:
    """Go home, as if nothing had been begun or confirmed here: whatever test comes next."""
    with unpainted(station.window):
        station.flows.desk.cancel()
        if station.purchase is not None:
            station.purchase.desk.discard()
        for desk in (station.desk, station.receiving):
            desk.batch = ""
        station.window.open_flow(Place.HOME)
        station.window.resize(WIDTH, HEIGHT)
        until(lambda: station.flows.idle)
        if station.database.submit(_threw_away).result():
            station.desk._waiting.refresh()
            station.overview.refresh()
        until(lambda: not (station.overview.shelf.drafts or station.overview.shelf.counts.listed))
        shown(station.window)
    assert station.window.place is Place.HOME
    assert not station.flows.at_work
    assert not station.drafts.open_drafts(station.session.target)


def _threw_away(connection: sqlite3.Connection) -> bool:
    """Whether there was anything; on the thread that writes."""
    before = connection.total_changes
    for one in REST:
        connection.execute(one)
    return connection.total_changes > before
