"""A notice: something to know before going on, that doesn't stop anything."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui.look import SEMIBOLD, SMALL, Look
from app.ui.widgets.button import LOW, ActionButton, ButtonKind
from app.ui.widgets.mark import Mark
from app.ui.widgets.paint import box
from app.ui.widgets.text import Text
from app.ui.widgets.values import Shape, Tone

_SOFT = {
    Tone.ATTENTION: "attention_soft",
    Tone.REFUSED: "refused_soft",
    Tone.OK: "ok_soft",
    Tone.ACCENT: "accent_soft",
}
_SHAPES = {Tone.ATTENTION: Shape.DIAMOND, Tone.REFUSED: Shape.TRIANGLE, Tone.OK: Shape.CHECK}


class Notice(QFrame):
    """A tinted card with a short title, sentences, and maybe one thing to do about it."""

    action_pressed = Signal()

    def __init__(self, look: Look, tone: Tone = Tone.ATTENTION) -> None:
        super().__init__()
        self._look = look
        self._tone = tone
        self._mark = Mark(look, _SHAPES.get(tone, Shape.DOT), tone)
        self._title = Text(look, size=SMALL, weight=SEMIBOLD, tone=tone)
        self._body = QVBoxLayout()
        self._said: tuple[str, tuple[str, ...], str] = ("", (), "")
        self._sentences: list[Text] = []
        self._action = ActionButton(look, "", kind=ButtonKind.LINK, height=LOW)
        self._action.clicked.connect(self._press)
        self._action.hide()
        self._head = QHBoxLayout()
        self._head.addWidget(self._mark)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._body)
        foot = QHBoxLayout()
        foot.addWidget(self._action)
        foot.addStretch(1)
        self._column.addLayout(foot)
        look.changed.connect(self._restyle)
        look.changed.connect(self.update)
        self._restyle()

    def set_notice(self, title: str, sentences: Sequence[str], action: str = "") -> None:
        """Say this; each sentence is a paragraph of its own. "" leaves the button away."""
        said = (title, tuple(sentences), action)
        if said == self._said:
            return  # laying out anew costs more than all of it
        self._said = said
        self._title.setText(title)
        while len(self._sentences) > len(sentences):
            gone = self._sentences.pop()
            self._body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._sentences) < len(sentences):
            self._sentences.append(Text(self._look, wrap=True))
            self._body.addWidget(self._sentences[-1])
        for text, sentence in zip(self._sentences, sentences, strict=True):
            text.setText(sentence)
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        self._restyle()
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(sentences))

    def _press(self) -> None:
        self.action_pressed.emit()

    def _restyle(self) -> None:
        px = self._look.px
        foot = 16 if self._action.isHidden() else 6
        self._column.setContentsMargins(px(18), px(16), px(18), px(foot))
        self._column.setSpacing(px(6) if self._action.isHidden() else px(2))
        self._head.setSpacing(px(6))
        self._body.setSpacing(px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        box(
            QPainter(self),
            QRectF(self.rect()),
            look.px(12),
            look.colour(_SOFT.get(self._tone, "raised")),
            look.colour(self._tone),
            look.px(look.theme.line_width),
        )
