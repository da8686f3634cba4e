"""What a document says, without where it stands: heading, notes, tables, signatures.

Texts may be foreign ones: `layout` makes what can't be seen visible and draws them plain.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.ui.print.typeface import BOLD, MEDIUM, SECOND, SEMIBOLD, Style

PART = Style(10, BOLD, mono=True)
CODE = Style(9, mono=True)
AMOUNT = Style(11, SEMIBOLD)
BODY = Style(9.5)
STRONG = Style(8.5, SEMIBOLD)
SMALL = Style(8, colour=SECOND)
PLACE = Style(8.5)
PLACE_LOT = Style(8, mono=True)
VALUE = Style(9, MEDIUM)


T = TypeVar("T")
MadeT = TypeVar("MadeT")


class Each(Generic[T, MadeT]):
    """Things made one by one, anew each time they are gone through: a list may be very long."""

    def __init__(self, things: Sequence[T], make: Callable[[T], MadeT]) -> None:
        self._things, self._make = things, make

    def __iter__(self) -> Iterator[MadeT]:
        return map(self._make, self._things)


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph of a cell: at most `most` lines, then elided. On one line, smaller first."""

    words: str
    style: Style = BODY
    most: int = 2


def number(words: str, style: Style = BODY) -> Text:
    """A quantity or count: on one line and rather small, for a broken number is another one."""
    return Text(words, style, 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a row: texts below each other, a box to tick, or a symbol.

    Attributes:
        tick: Whether a box is shown, and whether it is ticked already.
        code: What a Data Matrix says; no symbol where it would not be legible.
    """

    texts: tuple[Text, ...] = ()
    tick: bool | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; the one of width 0 takes what the others leave. Lengths in 1/100 mm."""

    title: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, and what follows it.

    Attributes:
        label: What `listing` or `details` are of, said again on a new page.
        listing: Written below the row, as long as it is, over pages if need be.
        details: Small rows below it, in columns of their own.
    """

    cells: tuple[Cell, ...]
    label: str = ""
    listing: tuple[str, ...] = ()
    details: "Details | None" = None


@dataclass(frozen=True, slots=True)
class Details:
    """Small rows, at least one, in columns without titles."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a band; the band is repeated where a page breaks them. No title, no band."""

    rows: Iterable[Row]
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading. Groups and rows are gone through more than once: see `Each`."""

    title: str
    columns: tuple[Column, ...]
    groups: Iterable[Group]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A small label and what it says."""

    label: str
    value: str
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document.

    Attributes:
        kind: What it is: "Pick list".
        subject: The part it is about, large.
        amount: How many of it, as large.
        flag: A word in a box on every page ("Training"), or empty.
        code: What the Data Matrix beside the subject says.
        running: The head of all pages but the first.
        foot: The foot of every page, left of the page number.
        notes: What must be read first.
        sign: Who signs at the end.
    """

    kind: str
    subject: str
    description: str
    amount: str
    flag: str
    code: str
    facts: tuple[Fact, ...]
    running: str
    foot: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    sign: tuple[str, ...]
