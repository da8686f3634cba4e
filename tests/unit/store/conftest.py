"""A real database in a folder of its own, and the tables' owners on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.database import Database
from app.store.drafts import Drafts
from app.store.outbox import Outbox
from tests.support.ready_store import lay_out
from tests.unit.store.world import HandClock


@pytest.fixture
def clock() -> HandClock:
    """The time in the database; nobody but the test moves it."""
    return HandClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database stands; the folder is not there yet."""
    return tmp_path / "home" / "kitbench.db"


@pytest.fixture
def database(path: Path, clock: HandClock) -> Iterator[Database]:
    """An empty one, closed afterwards."""
    with Database(lay_out(path), clock=clock) as opened:
        yield opened


@pytest.fixture
def outbox(database: Database) -> Outbox:
    """The outbox of `database`."""
    return Outbox(database)


@pytest.fixture
def drafts(database: Database) -> Drafts:
    """The drafts of `database`."""
    return Drafts(database)
