"""Widgets in a row that goes on in the next line where there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class WrappedRow(QLayout):
    """Gives each widget the size it wishes, from left to right and then downwards."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        wishes = [item.sizeHint() for item in self._items]
        width = sum(wish.width() for wish in wishes) + self.spacing() * max(0, len(wishes) - 1)
        return QSize(width, max((wish.height() for wish in wishes), default=0))

    def minimumSize(self) -> QSize:
        wishes = [item.sizeHint() for item in self._items]
        return QSize(
            max((wish.width() for wish in wishes), default=0),
            max((wish.height() for wish in wishes), default=0),
        )

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, top, tall = rect.left(), rect.top(), 0
        for item in self._items:
            wish = item.sizeHint()
            if left > rect.left() and left + wish.width() > rect.left() + rect.width():
                left, top, tall = rect.left(), top + tall, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), wish))
            left += wish.width() + self.spacing()
            tall = max(tall, wish.height())
        return top + tall - rect.top()
