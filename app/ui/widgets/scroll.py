"""Room that scrolls up and down, for what may be taller than the page."""

from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QSizePolicy, QWidget

from app.ui.look import Look

OPENS = "opens"
"""The object name of all that scrolls by itself and can be laid open; see `Opens`."""


class Opens(Protocol):
    """A widget of that name."""

    def set_open(self, opened: bool) -> None:
        """Show all of it, because something around it scrolls; or scroll by itself again."""


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever a widget lies in to all of it, or to its beginning where it is too high."""
    around = widget.parentWidget()
    while around is not None:
        inside = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and inside is not None:
            top = widget.mapTo(inside, QPoint()).y()
            around.ensureVisible(0, top + widget.height(), 0, 0)
            around.ensureVisible(0, top, 0, 0)
        around = around.parentWidget()


class Scrolled(QScrollArea):
    """Holds one widget at its own width; it may be given any height, and takes no focus.

    Laid open by `set_open` it asks for all the height of what is in it, because something
    around it scrolls.
    """

    def __init__(self, look: Look, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self._open = False
        # Made here: of one that Qt made Python would look for the kind, among all that there are.
        self.setViewport(QWidget())
        self.setVerticalScrollBar(QScrollBar())
        self.setHorizontalScrollBar(QScrollBar())
        self.setObjectName(OPENS)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        look.dress(self)

    def set_open(self, opened: bool) -> None:
        """Show all of it, or scroll by itself again."""
        self._open = opened
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if opened else bar.ScrollBarAsNeeded)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(opened)
        self.setSizePolicy(policy)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return self._open and self._inside.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self._inside.heightForWidth(width) if self._open else -1

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        width = self._inside.minimumSizeHint().width()
        return QSize(width, self._inside.sizeHint().height() if self._open else 1)
