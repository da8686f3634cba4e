"""Help: one text per page, from resources/help."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

import resources
from app.ui import station_texts
from app.ui.look import LARGE, SEMIBOLD, Look
from app.ui.widgets.button import LOW, ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.text import Text

_MEASURE = 720
"""Lines are no longer than this, in look.md pixels."""


_PARTS = re.compile(r"\n\n+|\n(?=\d+\. )")
"""Between two paragraphs, and before an item of a numbered list."""


class HelpPage(QWidget):
    """Shows the text for the page it was called from: headings and paragraphs, plain text."""

    left = Signal()  # back to where it was called from

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: list[Text] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        words = station_texts.HELP
        self._card = Card(look, words.title)
        back = ActionButton(look, words.hint, shortcut="Esc", height=LOW)
        back.clicked.connect(self.left)
        self._card.add_to_head(back, right=True)
        self._card.set_body(Scrolled(look, self._inside))
        self._page = QVBoxLayout(self)
        self._page.addWidget(self._card)
        self.setAccessibleName(words.title)
        look.changed.connect(self._restyle)
        self._restyle()

    def open(self, topic: str) -> None:
        """Show a topic: home, assembly, components, review, done or activity."""
        for text in self._shown:
            self._column.removeWidget(text)
            text.hide()
            text.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        title, *blocks = _PARTS.split(resources.read(f"help/{topic}.md").decode().strip())
        self._card.set_title(title.lstrip("# "))
        self._shown = [self._block(block) for block in blocks]
        for text in self._shown:
            self._column.addWidget(text)
        self._column.addStretch(1)
        self._restyle()

    def _block(self, block: str) -> Text:
        level = len(block) - len(block.lstrip("#"))
        words = block[level:].strip().replace("\n", " ")
        if level:
            return Text(self._look, words, size=LARGE, weight=SEMIBOLD, wrap=True)
        return Text(self._look, words, wrap=True)

    def _restyle(self) -> None:
        px = self._look.px
        self._page.setContentsMargins(px(24), px(24), px(24), px(24))
        self._column.setContentsMargins(px(18), px(16), px(18), px(16))
        self._column.setSpacing(px(14))
        for text in self._shown:
            text.setMaximumWidth(px(_MEASURE))
