"""Python's collector waits for a calm minute."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from app.services.sweeping import SELDOM, Sweeper
from tests.services.world import until


class Knot:
    """Holds itself: only the collector gets rid of it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def sweeper() -> Iterator[Sweeper]:
    made = Sweeper(calm_seconds=0.0)
    made.start()
    yield made
    made.stop()


def grown_old() -> "weakref.ref[Knot]":
    """A knot that the looks at what is young have left behind, thrown away."""
    knot = Knot()
    gc.collect(1)
    gc.collect(1)
    return weakref.ref(knot)


def test_all_is_swept_once_it_is_calm(sweeper: Sweeper) -> None:
    thrown_away = grown_old()
    gc.collect(1)
    assert thrown_away() is not None
    sweeper.work()
    until(lambda: thrown_away() is None)


def test_all_is_looked_at_seldom_while_somebody_works(sweeper: Sweeper) -> None:
    assert gc.get_threshold()[2] == SELDOM
    sweeper.stop()
    assert gc.get_threshold()[2] != SELDOM
    assert gc.get_freeze_count() == 0


def test_a_sweeper_that_was_stopped_leaves_the_collector_alone(sweeper: Sweeper) -> None:
    sweeper.stop()
    before = gc.get_threshold()
    sweeper.work()
    sweeper.stop()
    assert gc.get_threshold() == before
