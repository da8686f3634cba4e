"""The training ERP as a fixture: strict, with a clock that stands still, gone after the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

import pytest

from app.sandbox.plant import Plant
from tests.support.training import NewTrainingServer
from tests.unit.sandbox.erp import Erp, Serve
from tests.unit.sandbox.manex_erp import ManexErp

ServeManex = Callable[..., ManexErp]

NOON = datetime(2026, 11, 22, 12, 0, 0)  # noqa: DTZ001 - the ERP's own time has no zone


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A function that starts a server on a plant and signs in; options as for the server."""
    with ExitStack() as stack:

        def start(plant: Plant | None = None, **options: Any) -> Erp:
            chosen = {"strict": True, "now": lambda: NOON, **options}
            server = stack.enter_context(NewTrainingServer(plant, **chosen))
            return stack.enter_context(Erp(server.url))

        yield start


@pytest.fixture(scope="session")
def standing_server() -> Iterator[NewTrainingServer]:
    with NewTrainingServer(strict=True, now=lambda: NOON) as server:
        yield server


@pytest.fixture
def standing_url(standing_server: NewTrainingServer) -> Iterator[str]:
    """Of one standard plant for all tests; those that take it change nothing in its books."""
    with standing_server.untouched():
        yield standing_server.url


@pytest.fixture
def standing(standing_url: str) -> Iterator[Erp]:
    """A client of it."""
    with Erp(standing_url) as erp:
        yield erp


@pytest.fixture
def erp(serve: Serve) -> Erp:
    """A client of a fresh standard plant on 2026-11-22 at noon."""
    return serve()


@pytest.fixture
def serve_manex(serve: Serve) -> Iterator[ServeManex]:
    """A function that starts a server as `serve` does, and gives a client of its ManEx side."""
    with ExitStack() as stack:
        yield lambda *plant, **options: stack.enter_context(ManexErp(serve(*plant, **options).url))


@pytest.fixture
def manex(serve_manex: ServeManex) -> ManexErp:
    """A ManEx client of a fresh standard plant on 2026-11-22 at noon."""
    return serve_manex()


@pytest.fixture
def standing_manex(standing_url: str) -> Iterator[ManexErp]:
    """A ManEx client of it."""
    with ManexErp(standing_url) as erp:
        yield erp
