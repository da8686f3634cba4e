"""An ERP in a process of its own, and stations that work with it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end2end.program import Program, clean_environment


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
    """The training ERP, started by command, strict."""
    ready, books = tmp_path / "ready.json", tmp_path / "books.sqlite"
    options = ("--strict", "--ready-file", ready, "--data", books)
    with Program("sandbox", *options, environment=environment) as erp:
        assert erp.out.wait_for(bool), erp.err.text
        url = json.loads(ready.read_text())["url"]
        yield Site(environment, tmp_path / "station", url, books)
        assert erp.terminate() == 0
