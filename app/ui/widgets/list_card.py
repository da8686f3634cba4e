"""A card with a list, and with words in its place while there is nothing to list."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.look import Look
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState


class ListCard(Card):
    """Shows the words until it has been given a table and rows to count."""

    def __init__(self, look: Look, title: str, empty: EmptyState) -> None:
        super().__init__(look, title)
        self._named, self._empty = title, empty
        self._table: QWidget | None = None
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._inside.addWidget(empty, 1)
        self.set_body(inside)

    def set_table(self, table: QWidget) -> None:
        """Give the list its place; call once."""
        self._table = table
        self._inside.insertWidget(0, table, 1)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """So many rows are listed now."""
        self.set_title(self._named, str(count) if count else "")
        self._empty.setVisible(not count)
        if self._table is not None:
            self._table.setVisible(bool(count))
