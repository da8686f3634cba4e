"""The frame around the whole window that a refusal turns red."""

from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from app.ui.look import Look
from app.ui.widgets.values import Tone

_FRAME = 4
_FLASH_MS = 160
_FLASH_ALPHA = 0.28
_STEPS = 3
"""In so many it fades. Each paints all of the window anew, and scans may be waiting for it."""


class FlashFrame(QWidget):
    """Lies over its parent and lets everything through; visible only while refused or flashing.

    `set_refused(True)` flashes the window once and leaves a frame of 4 px until it is taken back.
    Without motion there is only the frame.
    """

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look = look
        self._over = over
        self._refused = False
        self._alpha = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(_FLASH_ALPHA)
        self._fade.setEndValue(0.0)
        self._fade.setDuration(_FLASH_MS)
        self._fade.valueChanged.connect(self._faded)
        self._fade.finished.connect(self._flashed)
        over.installEventFilter(self)
        self.hide()

    @property
    def refused(self) -> bool:
        return self._refused

    def set_refused(self, refused: bool) -> None:
        """Show or take away the frame; each refusal flashes, also one that follows another."""
        self._refused = refused
        if not refused:
            self._fade.stop()
            self._alpha = 0.0
            self.hide()
            return
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        if not self._look.reduced_motion:
            self._fade.stop()
            self._faded(_FLASH_ALPHA)
            self._fade.start()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def _faded(self, alpha: float) -> None:
        step = ceil(alpha / _FLASH_ALPHA * _STEPS) / _STEPS * _FLASH_ALPHA
        if step != self._alpha:
            self._alpha = step
            self.update()

    def _flashed(self) -> None:
        self._alpha = 0.0
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._look.colour(Tone.REFUSED)
        if self._alpha > 0:
            painter.fillRect(self.rect(), self._look.tint(Tone.REFUSED, self._alpha))
        wide = self._look.px(_FRAME)
        inner = self.rect().adjusted(wide, wide, -wide, -wide)
        painter.setClipRegion(QRegion(self.rect()) - QRegion(inner))
        painter.fillRect(self.rect(), colour)
