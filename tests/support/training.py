"""Training ERPs whose new books are a copy: to write a plant down takes ten times as long.

All of one process know the statements that one of them has compiled: that takes longer than to
answer a call, and there are hundreds in a run.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from app.sandbox import database
from app.sandbox.plant import Plant
from app.sandbox.plants import standard_plant
from app.sandbox.server import TrainingServer, local_now

_new_engine = database._engine


@cache
def _first() -> Engine:
    """One that has asked the library what it can do; of no file."""
    made = _new_engine(Path(":memory:"), 1)
    with made.connect():
        return made


def _engine(path: Path, connections: int) -> Engine:
    """As the training ERP's own, with all of the first that no file is a part of."""
    made = _new_engine(path, connections)
    made.dialect, made._compiled_cache = _first().dialect, _first()._compiled_cache
    return made


database._engine = _engine

_opened: list[tuple[Plant, date, bytes]] = []
"""The books of each plant as they are on the day they are opened."""


class NewTrainingServer(TrainingServer):
    """The training ERP, quick to start with new books.

    Args:
        plant: The standard one, unless another is given.
        data: The file to keep the books in; without one they are gone at the end.
        now: As for the server.
        options: All others of the server.
    """

    def __init__(
        self,
        plant: Plant | None = None,
        *,
        data: Path | None = None,
        now: Callable[[], datetime] = local_now,
        **options: Any,
    ) -> None:
        self._own = None if data else Path(tempfile.mkdtemp(prefix="books-", dir=Path.home()))
        self._books = data or Path(f"{self._own}/books.sqlite3")
        super().__init__(plant or standard(), data=self._books, now=now, **options)

    def start(self) -> None:
        """As the server's."""
        if not self._books.exists():
            self._books.write_bytes(books_of(self._plant, self._now))
        super().start()

    def stop(self) -> None:
        """As the server's."""
        super().stop()
        if self._own is not None:
            shutil.rmtree(self._own)

    def at_its_own_screen(self, statement: str) -> None:
        """Change the books, in SQL, as no call can and somebody at the ERP itself does."""
        with closing(sqlite3.connect(self._books, isolation_level=None)) as books:
            books.execute(statement)

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """See that nothing is entered meanwhile, in whichever book.

        Raises:
            AssertionError: Something was.
        """
        with closing(sqlite3.connect(self._books)) as books:

            def commits() -> object:
                """Another number after each change of anybody else's."""
                return books.execute("PRAGMA data_version").fetchone()

            before = commits()
            yield
            assert commits() == before, "something was entered into the books"


@cache
def standard() -> Plant:
    """The standard plant, laid out once."""
    return standard_plant()


def books_of(plant: Plant, now: Callable[[], datetime]) -> bytes:
    """The file of a plant's books that nothing was entered in yet."""
    today = now().date()
    for known, day, books in _opened:
        if day == today and (known is plant or known == plant):
            return books
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        file = Path(folder, "books.sqlite3")
        with TrainingServer(plant, data=file, now=now):
            pass  # the books are opened
        books = file.read_bytes()
    _opened.append((plant, today, books))
    return books
