"""The table of a flow's lines: filtered, kept up with scans, and parts folded under a line."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from app.ui.models.ranges import ranges
from app.ui.widgets.cells import CELL_ROLE, EMPTY, Cell, CellModel, Column

_NOWHERE = QModelIndex()

Row = tuple[int, int]
"""The place of a line in its draft, and 0 for the line itself or from 1 a part of it."""
DraftT = TypeVar("DraftT")


class Filter(StrEnum):
    """Which lines are listed."""

    ALL = "all"
    REMAINING = "remaining"
    SHORT = "short"
    HERE = "here"  # of which something is received now


class LinesModel(CellModel, Generic[DraftT]):
    """The lines of one draft, or those a filter leaves of them.

    A line may have parts, as an order's line has packages: they are listed under it once it is
    unfolded. A flow says what lines there are and what stands in their cells.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self._draft: DraftT | None = None
        self._filter = Filter.ALL
        self._rows: list[Row] = []
        self._unfolded: set[int] = set()

    # What a flow says of its lines

    def line_count(self, draft: DraftT) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def chosen(self, draft: DraftT, lines: Filter) -> Iterable[int]:
        """The places of the lines that a filter other than all leaves, in any order."""
        raise NotImplementedError

    def is_chosen(self, draft: DraftT, position: int, lines: Filter) -> bool:
        """Whether a filter leaves this line, which has just changed."""
        raise NotImplementedError

    def line_name(self, draft: DraftT, position: int) -> str:
        """What the draft calls a line."""
        raise NotImplementedError

    def line_cell(self, draft: DraftT, row: Row, column: int) -> Cell:
        """One cell of a line or of a part of it."""
        raise NotImplementedError

    def part_count(self, draft: DraftT, position: int) -> int:
        """How many parts a line has to list under it."""
        del draft, position
        return 0

    # What is listed

    @property
    def lines(self) -> Filter:
        """Which are listed."""
        return self._filter

    def show_draft(self, draft: DraftT | None) -> None:
        """Show this draft's lines from now on, all of them folded."""
        self.beginResetModel()
        self._draft = draft
        self._unfolded.clear()
        self._select()
        self.endResetModel()

    def show_only(self, lines: Filter) -> None:
        """Filter the lines."""
        self.beginResetModel()
        self._filter = lines
        self._select()
        self.endResetModel()

    def refresh(self) -> None:
        """Any line may have changed, for instance by another quantity."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def refresh_lines(self, positions: Iterable[int]) -> None:
        """Lines changed: they are painted anew, come into the list or leave it.

        Where not all are listed, `row_of` tells which of them are still in it.
        """
        changed = sorted(positions)
        for position in changed:
            self._sort_in(position)
        rows = [row for position in changed for row in self._rows_of(position)]
        for first, last in ranges(rows):
            corners = self.index(first, 0), self.index(last, len(self.columns) - 1)
            self.dataChanged.emit(*corners, [CELL_ROLE])

    def fold(self, row: int) -> None:
        """Fold the parts of this row's line away, or list them again."""
        line = self.place_at(row)
        if line is not None:
            position, _ = line
            self._unfolded ^= {position}
            self.refresh_lines([position])

    def unfolded(self, position: int) -> bool:
        """Whether a line's parts are listed."""
        return position in self._unfolded

    def row_of(self, position: int, part: int = 0) -> int:
        """The row in which a line stands, -1 where the filter left it out.

        Of a part of it, that part's row; of one that is folded away, the line's.
        """
        row = bisect_left(self._rows, (position, part))
        if self._rows[row : row + 1] == [(position, part)]:
            return row
        return self.row_of(position) if part else -1

    def place_at(self, row: int) -> Row | None:
        """The line of a row; None also for one that the draft has lost and nobody told of yet."""
        if self._draft is None or not 0 <= row < len(self._rows):
            return None
        found = self._rows[row]
        return found if found[0] < self.line_count(self._draft) else None

    def name_at(self, row: int) -> str:
        """What the draft calls the line of a row; empty where there is none."""
        line = self.place_at(row)
        return "" if line is None or self._draft is None else self.line_name(self._draft, line[0])

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        line = self.place_at(row)
        if line is None or self._draft is None:
            return EMPTY
        return self.line_cell(self._draft, line, column)

    def _rows_of(self, position: int) -> range:
        first = bisect_left(self._rows, (position, 0))
        return range(first, bisect_left(self._rows, (position + 1, 0), first))

    def _wanted(self, draft: DraftT, position: int) -> list[Row]:
        """The line, and its parts where it is unfolded."""
        unfolded = position in self._unfolded
        parts = self.part_count(draft, position) if unfolded else 0
        return [(position, part) for part in range(parts + 1)]

    def _sort_in(self, position: int) -> None:
        """List as many rows of a line as are to be listed now."""
        draft, listed = self._draft, self._rows_of(position)
        if draft is None:
            return
        stays = self._filter is Filter.ALL or self.is_chosen(draft, position, self._filter)
        wanted = self._wanted(draft, position) if stays else []
        more = len(wanted) - len(listed)
        if more > 0:
            self.beginInsertRows(_NOWHERE, listed.stop, listed.stop + more - 1)
            self._rows[listed.start : listed.stop] = wanted
            self.endInsertRows()
        elif more < 0:
            self.beginRemoveRows(_NOWHERE, listed.stop + more, listed.stop - 1)
            self._rows[listed.start : listed.stop] = wanted
            self.endRemoveRows()

    def _select(self) -> None:
        draft = self._draft
        if draft is None:
            self._rows = []
            return
        chosen: Iterable[int] = range(self.line_count(draft))
        if self._filter is not Filter.ALL:
            chosen = sorted(self.chosen(draft, self._filter))
        if self._unfolded:
            self._rows = [row for position in chosen for row in self._wanted(draft, position)]
        else:
            self._rows = [(position, 0) for position in chosen]
