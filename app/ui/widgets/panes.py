"""Panes of a page: side by side where there is room, else one under the other."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.ui.look import Look
from app.ui.widgets.scroll import OPENS, Opens, Scrolled

_GAP = 16
_BESIDE_BAR = 8


class Panes(QWidget):
    """Holds widgets; under `stack_under` look.md pixels of width they stand in one column.

    Side by side each pane scrolls by itself. Stacked, what scrolls inside them is laid open, and
    the column scrolls as a whole. A column of a page that scrolls already is made by `scroll`.
    """

    def __init__(
        self,
        look: Look,
        *panes: QWidget,
        shares: Sequence[int] = (),
        stack_under: int = 800,
        scroll: bool = True,
        lead: QWidget | None = None,
    ) -> None:
        """Lay them out.

        Args:
            look: Of all widgets.
            panes: From left to right, or from top to bottom.
            shares: Of the width; without any all get the same.
            stack_under: In look.md pixels.
            scroll: Whether the column scrolls as a whole.
            lead: What comes first in a pane, and first of all where they stand in one column:
                what must be read is not to be scrolled to.
        """
        super().__init__()
        self._look = look
        self._stack_under = stack_under
        self._shares = tuple(shares) or (1,) * len(panes)
        self._stacked = False
        self._lead, around = lead, lead.parentWidget() if lead is not None else None
        self._home = cast("QBoxLayout", around.layout()) if around is not None else None
        inside = QWidget()
        self._flow = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._panes = panes
        for pane, share in zip(panes, self._shares, strict=True):
            self._flow.addWidget(pane, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scroll = scroll
        whole.addWidget(Scrolled(look, inside) if scroll else inside)
        look.changed.connect(self.restyle)
        self.restyle()

    @property
    def stacked(self) -> bool:
        """Whether one stands under the other now."""
        return self._stacked

    def minimumSizeHint(self) -> QSize:
        """No wider than the wider pane needs: with less room than for both they are stacked."""
        widest = max(pane.minimumSizeHint().width() for pane in self._panes)
        return QSize(widest, 1 if self._scroll else super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._stacked != (self.width() < self._look.px(self._stack_under)):
            self.restyle()

    def restyle(self) -> None:
        """Lay everything out anew: a pane holds more than before, or the look is another."""
        px = self._look.px
        self._stacked = 0 < self.width() < px(self._stack_under)
        direction = QBoxLayout.Direction
        self._flow.setDirection(direction.TopToBottom if self._stacked else direction.LeftToRight)
        self._place_lead()
        for at, share in enumerate(self._shares):
            self._flow.setStretch(at, 0 if self._stacked else share)
        beside = px(_BESIDE_BAR) if self._stacked and self._scroll else 0
        self._flow.setContentsMargins(0, 0, beside, 0)
        self._flow.setSpacing(px(_GAP))
        for part in self.findChildren(QWidget, OPENS):
            if part.parent() is not self:
                cast("Opens", part).set_open(self._stacked)

    def _place_lead(self) -> None:
        wanted = self._flow if self._stacked else self._home
        if self._lead is not None and wanted is not None and wanted.indexOf(self._lead) < 0:
            wanted.insertWidget(0, self._lead)
