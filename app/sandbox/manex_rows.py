"""Rows of ManEx's books as its answers tell them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select

from app.sandbox.manex_tables import MOMENTS


class Page:
    """The names that a page gives to the columns of a row, in its order."""

    def __init__(self, *names: str) -> None:
        self._columns = [(name, name.lower()) for name in names]
        self._moments = [name for name in names if name in MOMENTS]

    def told(self, row: Mapping[str, Any]) -> dict[str, object]:
        """A row by the page's names."""
        answer: dict[str, object] = {name: row[column] for name, column in self._columns}
        for name in self._moments:
            answer[name] = _moment(str(answer[name] or ""))
        return answer


def read_rows(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The query's rows, each by its columns."""
    return [row._asdict() for row in connection.execute(query)]


def by_columns(names: Iterable[str], value: object) -> dict[str, object]:
    """The same value for the columns of all these names."""
    return dict.fromkeys((name.lower() for name in names), value)


def item_number(number: int) -> str:
    """An ITEMNO: three digits, more where there are more."""
    return f"{number:03d}"


def _moment(text: str) -> str | None:
    """A day or a moment of the books as answers give it: with a time, without a zone."""
    if not text:
        return None
    return text if "T" in text else f"{text}T00:00:00"
