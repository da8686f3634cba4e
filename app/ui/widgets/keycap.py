"""Key caps: how a shortcut is shown on buttons, tiles and in the help."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.look import SMALL, Look
from app.ui.widgets.paint import box
from app.ui.widgets.values import Tone

_WORDS = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Return": "⏎",
    "Enter": "⏎",
    "Escape": "Esc",
    "Del": "Del",
    "Space": "Space",
}


def cap_words(shortcut: str) -> str:
    """Return what stands on the cap of a shortcut: "Alt+Left" is "Alt ←"."""
    text = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText)
    if not text:
        return ""
    parts = text.replace("++", "+Plus").split("+")
    return " ".join(_WORDS.get(part, part) for part in parts if part)


def cap_size(look: Look, words: str) -> QSize:
    """Return the room a cap needs, in pixels."""
    if not words:
        return QSize(0, 0)
    width = look.wide(words, SMALL - 1) + look.px(14)
    return QSize(max(width, look.px(24)), look.px(20))


def paint_cap(painter: QPainter, look: Look, area: QRectF, words: str, colour: QColor) -> None:
    edge = QColor(colour)
    edge.setAlphaF(0.75)
    box(painter, area, look.px(4), None, edge, look.px(1))
    painter.setPen(colour)
    painter.setFont(look.font(SMALL - 1))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


class KeyCap(QWidget):
    """A key cap that stands alone, beside a text."""

    def __init__(self, look: Look, shortcut: str, tone: Tone = Tone.SECOND) -> None:
        super().__init__()
        self._look = look
        self._tone = tone
        self.words = cap_words(shortcut)
        self.setAccessibleName(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return cap_size(self._look, self.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint_cap(painter, self._look, area, self.words, self._look.colour(self._tone))
