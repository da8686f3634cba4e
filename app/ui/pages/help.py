"""Help: one text per page, from resources/help, shown as plain text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

import resources
from app.ui.look import Look
from app.ui.widgets.card import Card
from app.ui.widgets.text import Text


class HelpPage(QWidget):
    """Shows the text for the page it was called from."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._text = Text(look, wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidget(self._text)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.viewport().setAutoFillBackground(False)
        self._text.setAutoFillBackground(False)
        self._card = Card(look, "Help")
        self._card.set_body(scroll, padded=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        column.addWidget(self._card)

    def open(self, topic: str) -> None:
        """Show a topic: home, assembly, components, review, done or activity."""
        text = resources.read(f"help/{topic}.md").decode()
        title, _, body = text.partition("\n")
        self._card.set_title(title.lstrip("# ").strip())
        self._text.setText(body.strip())
