"""Python's collector works in the GUI thread, and waits for a calm minute to look at all."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from app.services import sweeping
from app.services.sweeping import ENOUGH, SELDOM, Sweeper
from tests.services.world import until


class Knot:
    """Holds itself: only the collector gets rid of it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def thawed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is passed over, as in a program that begins."""
    monkeypatch.setattr(Sweeper, "freezes", True)
    gc.unfreeze()
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture
def sweeper() -> Iterator[Sweeper]:
    made = Sweeper(calm_seconds=0.0, young_ms=0)
    made.start()
    yield made
    made.stop()


def grown_old() -> "weakref.ref[Knot]":
    """A knot that the looks at what is young have left behind, thrown away."""
    knot = Knot()
    gc.collect(1)
    gc.collect(1)
    return weakref.ref(knot)


def many_objects() -> list[list[int]]:
    return [[number] for number in range(2 * ENOUGH)]


def test_all_is_swept_once_it_is_calm(sweeper: Sweeper) -> None:
    thrown_away = grown_old()
    gc.collect(1)
    assert thrown_away() is not None
    sweeper.work()
    until(lambda: thrown_away() is None)


def test_what_is_young_is_swept_here_and_on_no_other_thread(sweeper: Sweeper) -> None:
    assert not gc.isenabled()
    ended_on: list[threading.Thread] = []
    knot = Knot()
    weakref.finalize(knot, lambda: ended_on.append(threading.current_thread()))
    del knot
    another = threading.Thread(target=many_objects)
    another.start()
    another.join()
    assert ended_on == []

    kept = many_objects()
    until(lambda: ended_on)
    assert ended_on == [threading.main_thread()]
    del kept


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The generations that were looked at; there is always enough that is young."""
    told: list[int] = []
    monkeypatch.setattr(sweeping, "ENOUGH", 0)
    monkeypatch.setattr(sweeping, "AT_LAST", 3 * SELDOM)
    monkeypatch.setattr(gc, "collect", lambda generation=2: told.append(generation))
    return told


def test_what_has_survived_a_look_is_looked_at_once_nobody_scans(
    looks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = Sweeper(young_ms=0)
    busy.start()
    busy.work()
    until(lambda: len(looks) > SELDOM + 5)
    assert set(looks) == {0}
    monkeypatch.setattr(sweeping, "REST_MS", 0)
    until(lambda: 1 in looks)
    busy.stop()


def test_whoever_never_rests_is_kept_up_for_it_at_last(looks: list[int]) -> None:
    busy = Sweeper(young_ms=0)
    busy.start()
    busy.work()
    until(lambda: 1 in looks)
    assert looks.index(1) == 3 * SELDOM
    busy.stop()


def test_what_is_there_at_the_start_is_passed_over_until_the_end(thawed: None) -> None:
    made = Sweeper()
    made.start()
    assert gc.get_freeze_count() > 0
    made.stop()
    assert gc.get_freeze_count() == 0


def test_where_somebody_else_freezes_it_leaves_that_alone(sweeper: Sweeper) -> None:
    before = gc.get_freeze_count()
    assert before > 0
    kept = many_objects()
    sweeper.pass_over()
    sweeper.stop()
    assert gc.get_freeze_count() <= before
    del kept


def test_a_sweeper_that_was_stopped_leaves_the_collector_alone(sweeper: Sweeper) -> None:
    sweeper.stop()
    before = gc.isenabled()
    sweeper.work()
    sweeper.stop()
    assert gc.isenabled() == before
