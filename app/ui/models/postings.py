"""The postings of the attention desk: as many rows as were read, and more as they are wanted."""

from PySide6.QtCore import QModelIndex

from app.core.posting import PostingState
from app.services.overview import PostingRow
from app.services.posting_list import PostingList
from app.ui import activity_texts, kind_texts, posting_texts, texts
from app.ui.widgets.cells import Cell, CellModel, Column, Index
from app.ui.widgets.values import Shape, Tone

_SETTLED = {PostingState.POSTED, PostingState.WITHDRAWN, PostingState.REPLACED}
_NOWHERE = QModelIndex()


class PostingsModel(CellModel):
    """State, what, reference, batch, who and when, and the reason."""

    def __init__(self, listed: PostingList) -> None:
        super().__init__(
            (
                Column("State", Cell("Withdrawn", shape=Shape.CROSS, small=True, strong=True)),
                Column("What", Cell("Kit MOTOR003", "100", strong=True), stretch=True),
                Column("Reference", Cell("KB7Q2M4XD9", mono=True), drop=2),
                Column("Batch", Cell("004711", mono=True), drop=3),
                Column("Who, when", Cell("APIUSER, 09:41", small=True), drop=1),
                Column("", Cell(posting_texts.DECIDE, strong=True, link=True), right=True),
            )
        )
        self._listed = listed
        self._rows: tuple[PostingRow, ...] = ()
        listed.changed.connect(self._follow)
        self._follow()

    def row_at(self, row: int) -> PostingRow:
        """The posting of a row."""
        return self._rows[row]

    def line_of(self, posting_id: str) -> int:
        """Where a posting stands, -1 where it doesn't."""
        lines = (at for at, row in enumerate(self._rows) if row.posting_id == posting_id)
        return next(lines, -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._listed.complete

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._listed.more()

    def _follow(self) -> None:
        """Take the new rows in so that place and mark stay where they can."""
        old, new = self._rows, self._listed.rows
        came = _came_above(old, new)
        if came is None:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        if came:
            self.beginInsertRows(_NOWHERE, 0, came - 1)
            self._rows = (*new[:came], *old)
            self.endInsertRows()
        there = len(self._rows)
        if there > len(new):
            self.beginRemoveRows(_NOWHERE, len(new), there - 1)
            self._rows = self._rows[: len(new)]
            self.endRemoveRows()
        elif there < len(new):
            self.beginInsertRows(_NOWHERE, there, len(new) - 1)
            self._rows = (*self._rows, *new[there:])
            self.endInsertRows()
        self._show_changes(new)

    def _show_changes(self, new: tuple[PostingRow, ...]) -> None:
        before, self._rows = self._rows, new
        others = [at for at, row in enumerate(new) if row != before[at]]
        if others:
            first, last = self.index(others[0], 0), self.index(others[-1], len(self.columns) - 1)
            self.dataChanged.emit(first, last)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        found = self._rows[row]
        quiet = found.state in _SETTLED and not found.differs
        tone = Tone.SECOND if quiet else Tone.NORMAL
        match column:
            case 0:
                shape, colour, words = posting_texts.mark(found)
                return Cell(words, tone=colour, shape=shape, small=True, strong=True)
            case 1:
                return Cell(*kind_texts.what(found), tone, strong=True)
            case 2:
                return Cell(found.reference, tone=tone, mono=True)
            case 3:
                return Cell(found.batch_number or texts.DASH, tone=tone, mono=True)
            case 4:
                who = texts.who_when(found.operator, found.confirmed_at)
                return Cell(who, tone=Tone.SECOND, small=True)
            case _:
                waits = found.needs_person or found.doubtful or found.standing.in_doubt
                words = posting_texts.DECIDE if waits else activity_texts.SHOW
                return Cell(words, tone=Tone.ACCENT, strong=waits, small=not waits, link=True)


def _came_above(old: tuple[PostingRow, ...], new: tuple[PostingRow, ...]) -> int | None:
    """How many new rows stand above those that were there; None if it isn't so simple."""
    if not old or not new:
        return None
    came = next((at for at, row in enumerate(new) if row.seq == old[0].seq), None)
    if came is None:
        return None
    both = zip(old, new[came:], strict=False)
    return came if all(one.seq == other.seq for one, other in both) else None
