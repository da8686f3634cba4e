"""The line at the prompt: large, in one width, and with everything in it to be seen.

Qt's own line shows a GS as a blank and drops one that is typed. Here both are kept and marked.
"""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from app.ui.look import BODY, SMALL, Look
from app.ui.texts import Words
from app.ui.widgets.control_marks import ControlMarks
from app.ui.widgets.paint import shape
from app.ui.widgets.text import elided, tooltip, visible
from app.ui.widgets.values import Shape, Tone

_SIZE = 20
_PAD = 12
_MOST_NOTE = 0.5
"""The part of the line that a note may take at most."""
_SEPARATORS = frozenset("\x1c\x1d\x1e\x1f")
"""What a keyboard, or a scanner that acts as one, types by Ctrl and a sign."""
_CONFIRMS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PLAIN = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})


class Note(NamedTuple):
    """What is to be known about the text: words, shorter where there is less room; a tone."""

    words: Words = Words("")
    tone: Tone = Tone.SECOND


NO_NOTE = Note()


class PromptField(QLineEdit):
    """A line edit of the prompt. Enter emits `confirmed`, Esc `left`; neither changes the text.

    Both are keys of this field and no shortcuts: the Clear of a refusal, which has Esc for its
    shortcut, therefore comes before leaving.

    Attributes:
        question_open: Whether the page asks something whose answers are single keys.
    """

    confirmed = Signal()
    left = Signal()

    def __init__(self, look: Look, name: str, hint: Words) -> None:
        super().__init__()
        self._look = look
        look.dress(self)
        self._hint = hint
        self._note = NO_NOTE
        self._marks: ControlMarks | None = None
        self.question_open = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.textChanged.connect(self._forget_marks)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def note(self) -> Note:
        return self._note

    def set_note(self, note: Note) -> None:
        """Say something at the right end of the line; it stays until another is set."""
        self._note = note
        self._fit_note()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
                return False  # with nothing of its own to undo, the page's Undo is meant
            if self.question_open and not self.text() and event.modifiers() in _PLAIN:
                return False  # nothing was begun, so the key of an answer is meant
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CONFIRMS:
            event.accept()  # never handed on, to a button or a wizard
            if event.modifiers() in _PLAIN and not event.isAutoRepeat():
                self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.left.emit()
        elif event.text() in _SEPARATORS:
            self.insert(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_note()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if not self.text():
            self._paint_hint(painter)
        elif not self.text().isprintable():
            self._paint_marks(painter)
        if self._note.words.title:
            self._paint_note(painter)

    def _restyle(self) -> None:
        self.setFont(self._look.font(_SIZE, mono=True))
        self._marks = None
        self._fit_note()

    def _forget_marks(self) -> None:
        self._marks = None

    # The note

    def _note_font(self) -> QFont:
        return self._look.font(SMALL)

    def _note_words(self) -> str:
        """The whole note where it fits, else only its title."""
        words = self._note.words
        whole = f"{words.title}. {words.hint}" if words.hint else words.title
        room = self.width() * _MOST_NOTE
        fits = QFontMetrics(self._note_font()).horizontalAdvance(whole) <= room
        return whole if fits else words.title

    def _note_room(self) -> int:
        words = visible(self._note_words())
        if not words:
            return 0
        wide = QFontMetrics(self._note_font()).horizontalAdvance(words) + 1
        mark = self._look.px(18) if self._note.tone is not Tone.SECOND else 0
        return int(min(wide + mark, self.width() * _MOST_NOTE)) + self._look.px(_PAD)

    def _fit_note(self) -> None:
        self.setTextMargins(0, 0, self._note_room(), 0)
        words = self._note.words
        whole = " ".join(word for word in (words.title, words.hint) if word)
        cut = whole != self._note_words() and whole
        self.setToolTip(tooltip(whole) if cut else "")
        self.setAccessibleDescription(visible(whole) or f"{self._hint.title}. {self._hint.hint}")
        self.update()

    def _paint_note(self, painter: QPainter) -> None:
        px = self._look.px
        ink = self._look.colour(self._note.tone)
        area = QRectF(self.rect()).adjusted(0, 0, -px(_PAD), 0)
        area.setLeft(self.width() - self._note_room())
        if self._note.tone is not Tone.SECOND:
            side = px(11)
            square = QRectF(area.left(), (self.height() - side) / 2, side, side)
            shape(painter, Shape.TRIANGLE, square, ink)
            area.setLeft(area.left() + px(18))
        painter.setFont(self._note_font())
        painter.setPen(ink)
        words = elided(painter.fontMetrics(), visible(self._note_words()), int(area.width()) + 1)
        painter.drawText(area.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, words)

    # The text

    def _paint_hint(self, painter: QPainter) -> None:
        px = self._look.px
        font = self._look.font(BODY)
        room = self.width() - 2 * px(_PAD) - self._note_room()
        hint = f"{self._hint.title}. {self._hint.hint}"
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(hint) > room:
            hint = elided(metrics, self._hint.title, room)
        painter.setFont(font)
        painter.setPen(self._look.colour(Tone.SECOND))
        area = QRectF(px(_PAD + 6), 0, room, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, hint)

    def _paint_marks(self, painter: QPainter) -> None:
        if self._marks is None:
            self._marks = ControlMarks(self.text(), self.displayText(), self.font())
        px = self._look.px
        start = self.cursorRect().center().x() - self._marks.x(self.cursorPosition())
        inside = self.rect().adjusted(px(4), 0, -px(4) - self.textMargins().right(), 0)
        selected = range(self.selectionStart(), self.selectionEnd())
        self._marks.paint(painter, self._look, start, inside, selected)
