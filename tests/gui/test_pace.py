"""The screen follows a burst once a frame, and a single change at once."""

from itertools import pairwise
from time import monotonic

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from pytestqt.qtbot import QtBot

from app.ui.models.ranges import ranges
from app.ui.pace import FRAME, Pace


def test_the_first_change_is_due_at_once_and_those_behind_it_with_the_frame(qtbot: QtBot) -> None:
    parent = QObject()
    pace = Pace(parent)
    due: list[float] = []
    pace.due.connect(lambda: due.append(monotonic()))
    burst = QTimer(parent, interval=1)
    burst.timeout.connect(pace.ask)
    pace.ask()
    QCoreApplication.processEvents()
    assert len(due) == 1
    burst.start()
    qtbot.waitUntil(lambda: len(due) == 4)
    burst.stop()
    assert all(after - before >= FRAME * 0.9 for before, after in pairwise(due))


def test_the_last_change_is_due_at_once(qapp: QCoreApplication) -> None:
    parent = QObject()
    pace = Pace(parent)
    due: list[object] = []
    pace.due.connect(lambda: due.append(None))
    pace.ask()
    QCoreApplication.processEvents()
    pace.ask()
    pace.ask(at_once=True)
    QCoreApplication.processEvents()
    assert len(due) == 2


def test_what_is_shown_already_is_not_due(qtbot: QtBot) -> None:
    parent = QObject()
    pace = Pace(parent)
    due: list[object] = []
    pace.due.connect(lambda: due.append(None))
    pace.ask()
    pace.rest()
    with qtbot.assertNotEmitted(pace.due, wait=1):
        pass
    pace.ask()
    qtbot.waitUntil(lambda: due == [None])


def test_rows_that_stand_together_are_one_range() -> None:
    assert list(ranges([])) == []
    assert list(ranges([4])) == [(4, 4)]
    assert list(ranges([0, 1, 2, 5, 7, 8])) == [(0, 2), (5, 5), (7, 8)]
