"""The title and the hint of a banner, as large as their length allows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.look import BANNER, BODY, BOLD, HEAD, Look
from app.ui.widgets.text import tooltip, visible, wrapped
from app.ui.widgets.values import Tone

_SIZES = (BANNER, HEAD, 20)
_TITLE_LINES = 3
_HINT_LINES = 4
_Lines = tuple[QFont, list[str], QFont, list[str]]
"""The title's font and lines, and the hint's."""


class BannerWords(QWidget):
    """A title of 28 px that gets smaller, then wraps; a hint that wraps; both bounded."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._title = ""
        self._hint = ""
        self._inks: tuple[Tone | str, Tone | str] = (Tone.NORMAL, Tone.SECOND)
        self._broken: dict[int, _Lines] = {}  # by width, of these words in this look
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)

    def set_words(self, title: str, hint: str) -> None:
        self._title = visible(title)
        self._hint = visible(hint)
        self._broken.clear()
        self._tell_whole()
        self.updateGeometry()
        self.update()

    def set_inks(self, title: Tone | str, hint: Tone | str) -> None:
        self._inks = (title, hint)
        self.update()

    def _restyle(self) -> None:
        self._broken.clear()
        self.updateGeometry()

    def _lines(self, width: int) -> _Lines:
        if width not in self._broken:  # layouts ask for the same few again and again
            self._broken[width] = self._break(width)
        return self._broken[width]

    def _break(self, width: int) -> _Lines:
        look = self._look
        hint_font = look.font(BODY)
        hint = wrapped(self._hint, hint_font, width, _HINT_LINES) if self._hint else []
        for size in _SIZES:
            if look.wide(self._title[:400], size, BOLD) <= width:
                return look.font(size, BOLD), [self._title], hint_font, hint
        font = look.font(_SIZES[-1], BOLD)
        return font, wrapped(self._title, font, width, _TITLE_LINES), hint_font, hint

    def heightForWidth(self, width: int) -> int:
        font, title, hint_font, hint = self._lines(width)
        gap = self._look.px(3) if hint else 0
        return _tall(font) * len(title) + gap + _tall(hint_font) * len(hint)

    def sizeHint(self) -> QSize:
        width = self._look.px(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(160), self._look.px(46))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        _font, title, _hint_font, hint = self._lines(self.width())
        cut = any(lines and lines[-1].endswith("…") for lines in (title, hint))
        self.setToolTip(tooltip(f"{self._title}\n{self._hint}") if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font, title, hint_font, hint = self._lines(self.width())
        top = (self.height() - self.heightForWidth(self.width())) / 2
        title_ink, hint_ink = self._inks
        for lines, one, ink in ((title, font, title_ink), (hint, hint_font, hint_ink)):
            painter.setFont(one)
            painter.setPen(self._look.colour(ink))
            for line in lines:
                area = QRectF(0, top, self.width() + 2, _tall(one))
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, line)
                top += _tall(one)
            top += self._look.px(3)


def _tall(font: QFont) -> int:
    """Return the height of one line, a little more than the letters."""
    return round(font.pixelSize() * 1.25)
