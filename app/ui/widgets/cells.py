"""What a table shows: cells as values, columns, and the models that hand them to `RowTable`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.widgets.text import visible
from app.ui.widgets.values import Shape, Tone

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""What a model says has changed where cells were scanned, not typed; a painter asks for `cell`."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; all of it is painted as plain text."""

    text: str = ""
    second: str = ""
    """Quieter words after the text, or after nothing."""
    tone: Tone = Tone.NORMAL
    shape: Shape = Shape.NONE
    """A mark before the text, in its tone."""
    mono: bool = False
    """For lots, serials, references and raw scans."""
    strong: bool = False
    small: bool = False
    """13 px instead of 15, for what is beside the point."""
    suggested: bool = False
    """Not scanned yet, only proposed: a dashed line under it."""
    was: str = ""
    """An older value, struck through above the text."""
    link: bool = False
    """Pressing it does something: see `RowTable.link_pressed`."""

    @property
    def words(self) -> str:
        """All of it in one line, as a screen reader or a tool tip says it."""
        return " ".join(part for part in (self.was, self.text, self.second) if part)


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and a cell as wide as it should be (never narrower than the title)."""

    title: str
    sample: Cell
    right: bool = False
    """For numbers."""
    stretch: bool = False
    """Takes what is left; without any such column the last one does."""
    drop: int = 0
    """0 is always shown; of the others the highest goes first where there is no room."""


class CellModel(QAbstractTableModel):
    """Base of every table model: rows of `Cell`, asked for one by one as they are painted."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell; called for visible rows at each painting, so it must be quick."""
        raise NotImplementedError

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        if not index.isValid():
            return None
        if role in _SPOKEN:
            return visible(self.cell(index.row(), index.column()).words)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


_SPOKEN = frozenset({int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)})


class Listed(CellModel, Generic[T]):
    """Base of tables whose rows are given as a whole: one value a row."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: tuple[T, ...] = ()

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these rows; while their number stays, selection and scroll position stay too."""
        new = tuple(rows)
        if len(new) != len(self._rows):
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
        elif new:
            self._rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))

    def show_news(self, rows: Sequence[T]) -> None:
        """Show these rows; of as many as before only those that are others are shown anew.

        For cells that tell of their row and of nothing else.
        """
        new = tuple(rows)
        if len(new) != len(self._rows):
            self.show_rows(new)
            return
        others = [at for at, one in enumerate(new) if one != self._rows[at]]
        self._rows = new
        for at in others:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def row_at(self, row: int) -> T:
        """The value of a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)


class ListedCells(Listed[Sequence[Cell]]):
    """Rows of ready cells, for the small tables."""

    def cell(self, row: int, column: int) -> Cell:
        cells = self._rows[row]
        return cells[column] if column < len(cells) else EMPTY
