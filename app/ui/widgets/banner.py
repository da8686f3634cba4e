"""The banner: the one thing to do now. The only loud thing on a page."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.look import SMALL, Look
from app.ui.widgets.answers import Answer, Answers
from app.ui.widgets.banner_words import BannerWords
from app.ui.widgets.button import LOW, TALL, ActionButton, ButtonKind
from app.ui.widgets.icon import IconTile
from app.ui.widgets.paint import box
from app.ui.widgets.text import Text, visible
from app.ui.widgets.values import Tone


class BannerKind(Enum):
    SCAN = "scan"
    """Waiting for a scan: blue edge."""
    BUSY = "busy"
    """Something is under way: blue edge, an icon that turns."""
    REFUSED = "refused"
    """Not taken, and why: red until cleared."""
    DONE = "done"
    """It is done: green."""
    QUESTION = "question"
    """Only an answer goes on: amber."""


@dataclass(frozen=True, slots=True)
class LastScan:
    """What was read last: words about it ("Last scan, taken") and the scan as it was read."""

    label: str
    raw: str


@dataclass(frozen=True, slots=True)
class BannerView:
    """Everything the banner shows."""

    kind: BannerKind
    title: str
    hint: str = ""
    last: LastScan | None = None
    clear: str = ""
    """Words of the button that clears a refusal (Esc); "" leaves it away."""
    answers: tuple[Answer, ...] = ()
    icon: str = ""
    """Another icon than the kind's own."""


@dataclass(frozen=True, slots=True)
class _Style:
    tone: Tone
    soft: str
    icon: str
    loud: bool
    """The whole banner takes the tone, not only its edge."""


_STYLES = {
    BannerKind.SCAN: _Style(Tone.ACCENT, "accent_soft", "scan-barcode", loud=False),
    BannerKind.BUSY: _Style(Tone.ACCENT, "accent_soft", "loader-circle", loud=False),
    BannerKind.REFUSED: _Style(Tone.REFUSED, "refused_soft", "x", loud=True),
    BannerKind.DONE: _Style(Tone.OK, "ok_soft", "check", loud=True),
    BannerKind.QUESTION: _Style(
        Tone.ATTENTION, "attention_soft", "circle-question-mark", loud=True
    ),
}
_RADIUS = 12
_NARROW = 600
"""Under this width, in look.md pixels, only words and buttons are left."""


class Banner(QFrame):
    """Shows one `BannerView`. At least 100 px high; it grows only for many words or answers."""

    cleared = Signal()
    answered = Signal(int)
    """The place of the answer in the view, from 0."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._view = BannerView(BannerKind.SCAN, "")
        self._tile = IconTile(look, "scan-barcode", side=56)
        self._words = BannerWords(look)
        self._last_label = Text(look, size=SMALL, tone=Tone.SECOND)
        self._last_raw = Text(look, size=SMALL, mono=True)
        for text in (self._last_label, self._last_raw):
            text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._last = QWidget()
        self._last_column = QVBoxLayout(self._last)
        self._last_column.setContentsMargins(0, 0, 0, 0)
        self._last_column.addStretch(1)
        self._last_column.addWidget(self._last_label)
        self._last_column.addWidget(self._last_raw)
        self._last_column.addStretch(1)
        self._clear = ActionButton(look, "", kind=ButtonKind.DANGER, shortcut="Esc")
        self._clear.clicked.connect(self._clear_pressed)
        self._answers = Answers(look)
        self._answers.answered.connect(self.answered)
        self._line = QHBoxLayout()
        self._line.addWidget(self._tile)
        self._line.addWidget(self._words, 1)
        self._line.addWidget(self._last)
        self._line.addWidget(self._clear)
        self._flow = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._flow.addLayout(self._line, 1)
        self._flow.addWidget(self._answers)
        self._turning = QTimer(self)
        self._turning.setInterval(80)
        self._turning.timeout.connect(self._turn)
        self._turned = 0
        self._low = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("")
        look.changed.connect(self._restyle)
        self._show_view()

    @property
    def view(self) -> BannerView:
        return self._view

    def set_view(self, view: BannerView) -> None:
        """Show this, whole; nothing is left over from what stood here before."""
        if view != self._view:
            self._view = view
            self._show_view()

    def _show_view(self) -> None:
        view = self._view
        self._words.set_words(view.title, view.hint)
        if view.last is not None:
            self._last_label.setText(view.last.label)
            self._last_raw.setText(view.last.raw)
        self._clear.set_words(view.clear)
        self._clear.setVisible(bool(view.clear))
        self._answers.set_answers(view.answers)
        self._answers.setVisible(bool(view.answers))
        self.setAccessibleName(visible(view.title))
        self.setAccessibleDescription(visible(view.hint))
        self._restyle()

    def set_low(self, low: bool) -> None:
        """Take less room, where height is short."""
        if low != self._low:
            self._low = low
            self._restyle()

    def _clear_pressed(self) -> None:
        self.cleared.emit()

    def _restyle(self) -> None:
        look = self._look
        px = look.px
        style = _STYLES[self._view.kind]
        filled = style.loud and not look.tinted
        on_tone = f"on_{style.tone.value}"
        if filled:
            tile, ink = on_tone, style.tone.value
        elif style.loud:
            tile, ink = style.tone.value, on_tone
        else:
            tile, ink = style.soft, style.tone.value
        self._tile.set_icon(self._view.icon or style.icon, tile, ink)
        title: Tone | str = style.tone if style.loud else Tone.NORMAL
        self._words.set_inks(on_tone if filled else title, on_tone if filled else Tone.SECOND)
        self._last_label.set_tone(on_tone if filled else Tone.SECOND)
        self._last_raw.set_tone(on_tone if filled else Tone.NORMAL)
        self._answers.set_edged(filled)
        side, pad = (16, 8) if self._low else (26, 18)
        self._flow.setContentsMargins(px(side), px(pad), px(side), px(pad))
        self._flow.setSpacing(px(8 if self._low else 16))
        self._line.setSpacing(px(20))
        self._answers.set_low(self._low)
        self._clear.set_height(LOW if self._low else TALL)
        self._last_column.setSpacing(px(3))
        self._flow.activate()
        self._fit()
        self._set_turning()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put answers beside the words, or under them where the words would get too little."""
        px = self._look.px
        narrow = self.width() < px(_NARROW)
        self._tile.setHidden(narrow)
        self._last.setHidden(narrow or self._view.last is None)
        self._last.setFixedWidth(min(px(200), self.width() // 4))
        under = bool(self._view.answers) and self._answers.wish() > self.width() * 0.45
        direction = QBoxLayout.Direction
        self._flow.setDirection(direction.TopToBottom if under else direction.LeftToRight)
        self.setMinimumHeight(px(64 if self._low else 100))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_turning()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._turning.stop()

    def _set_turning(self) -> None:
        busy = self._view.kind is BannerKind.BUSY
        if busy and self.isVisible() and not self._look.reduced_motion:
            self._turning.start()
        else:
            self._turning.stop()
            self._tile.set_turn(0)

    def _turn(self) -> None:
        self._turned = (self._turned + 30) % 360
        self._tile.set_turn(self._turned)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        style = _STYLES[self._view.kind]
        fill = look.colour("surface")
        if style.loud:
            fill = look.colour(style.soft if look.tinted else style.tone)
        width = look.px(look.theme.strong_width)
        edge = look.colour(style.tone)
        box(QPainter(self), QRectF(self.rect()), look.px(_RADIUS), fill, edge, width)
