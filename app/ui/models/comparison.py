"""Planned against posted, row by row, with what differs marked (operators.md 53)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from app.ui import texts
from app.ui.widgets.cells import Cell, Column, Listed
from app.ui.widgets.values import Shape, Tone

T = TypeVar("T")
Mark = tuple[Shape, Tone, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a row says. Of what was posted all is empty as long as nothing is known.

    Attributes:
        name: A part.
        unit: Of `planned` and `posted`.
        lot: As the ERP posted it.
        place: Where it came from or went to.
        difference: How the two stand to each other, in words.
        same: Whether they are alike.
    """

    name: str
    description: str
    planned: Decimal
    posted: Decimal
    unit: str
    lot: str
    place: str
    difference: str
    same: bool


class ComparisonModel(Listed[T]):
    """Rows as a flow compares them; each is described as it is painted."""

    def __init__(
        self, describe: Callable[[T], Comparison], part: str, place: str, sample: str
    ) -> None:
        """Show nothing yet.

        Args:
            describe: What a row says.
            part: Title of the first column.
            place: Title of the column of places.
            sample: The longest words of a difference.
        """
        super().__init__(
            (
                Column(part, Cell("WIND-24V", "Winding 24 V", strong=True), stretch=True),
                Column("Planned", Cell("10,000"), right=True),
                Column("Posted", Cell("10,000"), right=True),
                Column("Lot", Cell("24B-118", mono=True), drop=1),
                Column(place, Cell("MS, ISLE 12 / SHELF 3", small=True), drop=2),
                Column("State", Cell(sample, shape=Shape.DIAMOND, small=True)),
            )
        )
        self._describe = describe
        self._mark: Mark | None = None

    def show_compared(self, rows: Sequence[T]) -> None:
        """Show these rows."""
        self._mark = None
        self.show_rows(rows)

    def show_planned(self, rows: Sequence[T], mark: Mark) -> None:
        """Show what was planned alone, and how the whole stands: there is nothing to compare."""
        self._mark = mark
        self.show_rows(rows)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        found = self._describe(self.row_at(row))
        match column:
            case 0:
                return Cell(found.name, found.description, strong=True)
            case 1:
                return Cell(texts.much(found.planned, found.unit))
            case 2 | 3 | 4 if self._mark:
                return Cell(texts.DASH)
            case 5 if self._mark:
                shape, tone, words = self._mark
                return Cell(words, tone=tone, shape=shape, small=True)
            case 2:
                return Cell(texts.much(found.posted, found.unit), strong=not found.same)
            case 3 if found.lot:
                return Cell(found.lot, mono=True)
            case 4 if found.place:
                return Cell(found.place, tone=Tone.SECOND, small=True)
            case 5:
                equal, other = (Tone.OK, Shape.CHECK), (Tone.ATTENTION, Shape.DIAMOND)
                tone, shape = equal if found.same else other
                return Cell(found.difference, tone=tone, shape=shape, small=True, strong=True)
            case _:
                return Cell(texts.DASH)
