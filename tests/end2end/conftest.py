"""An ERP, and stations that work with it in processes of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end2end.program import clean_environment
from tests.support.training import NewTrainingServer


@dataclass(frozen=True, slots=True)
class Site:
    """One shop floor.

    Attributes:
        environment: Of a person without a screen.
        home: Of the station.
        url: Where the ERP answers.
        books: What the ERP keeps.
    """

    environment: dict[str, str]
    home: Path
    url: str
    books: Path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return clean_environment(tmp_path, QT_QPA_PLATFORM="offscreen")


@pytest.fixture
def site(tmp_path: Path, environment: dict[str, str]) -> Iterator[Site]:
    """The training ERP, strict."""
    books = tmp_path / "books.sqlite"
    with NewTrainingServer(data=books, strict=True) as erp:
        yield Site(environment, tmp_path / "station", erp.url, books)
