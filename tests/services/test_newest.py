"""Readings of one thing that overtake each other."""

import threading
from collections.abc import Callable

from app.services.newest import Newest
from app.services.tasks import Tasks
from tests.services.world import PATIENCE_MS, Heard, landed


def late(may_end: threading.Event, word: str) -> Callable[[], str]:
    """Work that ends once it may."""

    def work() -> str:
        may_end.wait(PATIENCE_MS / 1000)
        return word

    return work


def test_what_was_overtaken_is_not_told(tasks: Tasks) -> None:
    newest, told, problems = Newest(tasks), Heard[object](), Heard[Exception]()
    first = threading.Event()
    newest.run(late(first, "first"), told)
    newest.run(lambda: 1 // 0, told, problems)
    newest.run(lambda: "third", told)
    assert told.one == "third"
    assert isinstance(problems.one, ZeroDivisionError)
    first.set()
    landed(tasks)
    assert told.all == ["third"]


def test_a_failure_is_told_though_overtaken(tasks: Tasks) -> None:
    newest, told, problems = Newest(tasks), Heard[object](), Heard[Exception]()
    first = threading.Event()
    newest.run(lambda: first.wait(PATIENCE_MS / 1000) and 1 // 0, told, problems)
    newest.run(lambda: "second", told)
    assert told.one == "second"
    first.set()
    assert isinstance(problems.one, ZeroDivisionError)
    assert told.all == ["second"]


def test_what_comes_in_turn_is_told(tasks: Tasks) -> None:
    newest, told = Newest(tasks), Heard[object]()
    second = threading.Event()
    newest.run(lambda: "first", told)
    newest.run(late(second, "second"), told)
    assert told.one == "first"
    second.set()
    landed(tasks)
    assert told.all == ["first", "second"]
