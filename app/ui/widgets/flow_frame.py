"""Where the parts of a flow page stand: rail left, banner, body, entry panel, action bar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.look import Look
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.banner import Banner
from app.ui.widgets.rail import Rail
from app.ui.widgets.scroll import Scrolled

if TYPE_CHECKING:
    from app.ui.widgets.entry_panel import EntryPanel

_FULL_RAIL = 1100
_LOW = 480
"""Under these sizes, in look.md pixels, the rail shows circles only and the gaps get small."""
_CRAMPED = 400
"""Under this height the entry panel, while it is open, takes the place of all but the banner."""
_LEAST_BODY = 24
"""With less than this left for the body, a question takes the room of body and actions too."""


class FlowFrame(QWidget):
    """A page of look.md. `rail`, `banner` and `action_bar` are there from the start."""

    def __init__(self, look: Look, *, with_rail: bool = True) -> None:
        super().__init__()
        self._look = look
        self.rail = Rail(look)
        self.banner = Banner(look)
        self.action_bar = ActionBar(look)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.rail)
        self.rail.setVisible(with_rail)
        self._column = QVBoxLayout()
        self._row.addLayout(self._column, 1)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.action_bar)
        self._body: QWidget | None = None
        self._with_rail = with_rail
        self._cramped = False
        self._entry: EntryPanel | None = None
        look.changed.connect(self._restyle)
        self._restyle()

    def set_body(self, body: QWidget, *, scroll: bool = False) -> None:
        """Put the page's own widget between banner and actions; call once.

        It gets what is left, however little. A table scrolls by itself; a form needs `scroll`.
        """
        if scroll:
            body = Scrolled(self._look, body)
        body.setMinimumHeight(1)
        self._body = body
        self._column.insertWidget(1, body, 1)

    def set_entry(self, panel: "EntryPanel") -> None:
        """Give the entry panel its place, above the actions; call once.

        While it is open the body gives up its lower end. So nothing moves, and nothing lies under
        the panel that could not be reached.
        """
        self._entry = panel
        self._column.insertWidget(self._column.count() - 1, panel)
        panel.opened.connect(self._restyle)
        panel.closed.connect(self._restyle)
        self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the banner has other words or answers
            self._show_parts()
        return taken

    def _show_parts(self) -> None:
        """Leave body and actions away where a question needs their room: only answers count."""
        px = self._look.px
        margins = self._row.contentsMargins()
        room = self.height() - margins.top() - margins.bottom()
        banner = self.banner.heightForWidth(self.banner.width())
        bar = self.action_bar.sizeHint().height() + 2 * self._column.spacing()
        crowded = bool(self.banner.view.answers) and banner + bar + px(_LEAST_BODY) > room
        self.action_bar.setHidden(self._cramped or self.action_bar.empty or crowded)
        if self._body is not None:
            self._body.setHidden(self._cramped or crowded)

    def _restyle(self) -> None:
        px = self._look.px
        low = self.height() < px(_LOW)
        entering = self._entry is not None and not self._entry.isHidden()
        self._cramped = cramped = entering and self.height() < px(_CRAMPED)
        edge, gap = (6, 4) if cramped else (8, 8) if low else (24, 16)
        if self._entry is not None:
            self._entry.set_page_height(self.height())
        self.rail.setVisible(self._with_rail and not cramped)
        self.banner.set_low(low)
        self.action_bar.set_low(low)
        self.rail.set_narrow(self.width() < px(_FULL_RAIL))
        self._row.setContentsMargins(px(edge), px(edge), px(edge), px(edge))
        self._row.setSpacing(px(gap))
        self._column.setSpacing(px(gap))
        self._show_parts()
