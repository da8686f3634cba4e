"""Text as labels and servers wrote it: never rich, never clipped, nothing hidden in it."""

import unicodedata
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.look import BODY, REGULAR, Look
from app.ui.widgets.values import Tone

_LONGEST_TIP = 600
_TIP = ('<qt><table cellpadding="6"><tr><td>', "</td></tr></table></qt>")
"""Room around the words."""
_LONGEST_WRAPPED = 20_000
_WRAPPED = 480
"""Lines wish to be no wider than this, in look.md pixels."""
_LINE_END = "\u2028"


def visible(text: str, *, lines: bool = False) -> str:
    """Return text with what can't be seen made visible: a GS becomes its name in quotes.

    That holds for every control and format character, so that none can turn the writing direction
    of what follows or hide in a serial number. Line ends stay only with `lines`.
    """
    if text.isprintable():
        return text
    return "".join(_shown(c, lines=lines) for c in text)


def _shown(char: str, *, lines: bool) -> str:
    if char.isprintable() or (char == "\n" and lines):
        return char
    if unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    name = _CONTROLS[code] if code < len(_CONTROLS) else f"U+{code:04X}"
    return f"\u2039{name}\u203a"


_NAMES = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI "
    "DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
)
_CONTROLS = tuple(_NAMES.split(" "))

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


@lru_cache(maxsize=1_000)
def figures(text: str) -> bool:
    """Whether a text is a number, a date or a time, whose figures get one width each."""
    return any(c.isdigit() for c in text) and not any(c.isalpha() for c in text)


def tooltip(text: str) -> str:
    """Return text so that Qt's tool tips show it word for word, of bounded length."""
    if not text:
        return ""
    if len(text) > _LONGEST_TIP:
        text = text[:_LONGEST_TIP] + "…"
    lines = visible(text, lines=True).translate(_ESCAPED).split("\n")
    return f"{_TIP[0]}{'<br>'.join(lines)}{_TIP[1]}"


def elided(metrics: QFontMetrics, text: str, width: int) -> str:
    """Return text cut with an ellipsis to a width in pixels."""
    if len(text) > 2 * width:  # a label of 10 kB isn't measured to its end
        text = text[: 2 * width]
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Break text into at most `most` lines of a width in pixels; the last is elided."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text[: 200 * most], font)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        if len(lines) == most - 1:
            rest = text[line.textStart() :]
            lines.append(elided(QFontMetrics(font), rest, width))
            break
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines


class Text(QLabel):
    """One piece of text. On one line it is elided, with the whole as tool tip; or it wraps."""

    def __init__(  # noqa: PLR0913 - how a text looks is one value each
        self,
        look: Look,
        text: str = "",
        *,
        size: int = BODY,
        weight: int = REGULAR,
        tone: Tone | str = Tone.NORMAL,
        mono: bool = False,
        tabular: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._tone = tone
        self._font = (size, weight, mono, tabular)
        self._shown_in = self._font
        self._heights: dict[int, int] = {}  # by width, of this text in this font
        self._layout: tuple[int, Qt.AlignmentFlag, QTextLayout] | None = None  # the last one
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        super().setText(visible(text, lines=wrap))
        self._restyle()
        look.changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        text = visible(text, lines=self.wordWrap())
        if text == self.text():
            return
        super().setText(text)
        self._refont()
        self.updateGeometry()
        self._tell_whole()

    def set_size(self, size: int) -> None:
        """Change the font's size, in look.md pixels."""
        self._font = (size, *self._font[1:])
        self._refont()
        self._tell_whole()

    def set_tone(self, tone: Tone | str) -> None:
        """Write in another tone, or in the colour of a token of the theme."""
        self._tone = tone
        self._recolour()

    @property
    def tone(self) -> Tone | str:
        return self._tone

    def _restyle(self) -> None:
        self._refont()
        self._recolour()
        self._tell_whole()

    def _refont(self) -> None:
        size, weight, mono, tabular = self._font
        tabular = tabular or figures(self.text())
        self._shown_in = (size, weight, mono, tabular)
        self.setFont(self._look.font(size, weight, mono=mono, tabular=tabular))
        self._heights.clear()
        self._layout = None

    def _recolour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._look.colour(self._tone))
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        if self.wordWrap():
            return QSize(self._look.px(60), self.fontMetrics().height())
        whole = self.sizeHint()
        return QSize(min(whole.width(), self._look.px(28)), whole.height())

    def sizeHint(self) -> QSize:
        if self.wordWrap():
            lines = self.text()[:_LONGEST_WRAPPED].split("\n")
            natural = max(self._wide(line) for line in lines) + 1
            width = min(natural, self._look.px(_WRAPPED))
            return QSize(width, self.heightForWidth(width))
        metrics = self.fontMetrics()
        margins = self.contentsMargins()
        width = self._wide(self.text()) + margins.left() + margins.right() + 1
        return QSize(width, metrics.height() + margins.top() + margins.bottom())

    def _wide(self, line: str) -> int:
        size, weight, mono, tabular = self._shown_in
        return self._look.wide(line, size, weight, mono=mono, tabular=tabular)

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        if width not in self._heights:  # layouts ask for the same few again and again
            self._heights[width] = ceil(self._laid_out(width).boundingRect().height())
        return self._heights[width]

    def _laid_out(self, width: int) -> QTextLayout:
        """Break the text into lines, anywhere where a word is longer than a line."""
        side = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        if self._layout is not None and self._layout[:2] == (width, side):
            return self._layout[2]
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setAlignment(side)
        text = self.text()[:_LONGEST_WRAPPED].replace("\n", _LINE_END)
        layout = QTextLayout(text, self.font())
        layout.setTextOption(option)
        top = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        self._layout = (width, side, layout)
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        area = self.contentsRect()
        if self.wordWrap():
            layout = self._laid_out(area.width())
            spare = area.height() - layout.boundingRect().height()
            middle = self.alignment() & Qt.AlignmentFlag.AlignVCenter
            layout.draw(painter, QPointF(0, max(0.0, spare / 2) if middle else 0.0))
            return
        text = self.text()
        if self._wide(text) > area.width():
            text = elided(self.fontMetrics(), text, area.width())
        painter.drawText(area, self.alignment(), text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        if self.wordWrap() or not self.isVisible():  # nobody can point at it
            return
        cut = self.sizeHint().width() > self.width() + 1
        tip = tooltip(self.text()) if cut else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
