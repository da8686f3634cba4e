"""A row of filters of which one is on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QWidget,
)

from app.ui.look import SEMIBOLD, SMALL, Look
from app.ui.widgets.paint import box, shape
from app.ui.widgets.text import visible
from app.ui.widgets.values import Shape, Tone
from app.ui.widgets.wrapped import WrappedRow


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: a key for the code, words for people, how many it would show."""

    key: str
    text: str
    count: int | None = None
    shape: Shape = Shape.NONE
    tone: Tone = Tone.SECOND

    @property
    def words(self) -> str:
        return visible(self.text if self.count is None else f"{self.text} {self.count:,}")


class Chips(QWidget):
    """Shows chips and which is on; `chosen` tells the key of the one a person pressed.

    Many of them are `wrapped` into as many lines as they need. Without `stays` none is ever on:
    each press leads somewhere.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, *, wrapped: bool = False, stays: bool = True) -> None:
        super().__init__()
        self._look = look
        self._stays = stays
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._pressed)
        self._row: QLayout = WrappedRow() if wrapped else QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._row)
        self.setAccessibleName(name)
        across = QSizePolicy.Policy.Expanding if wrapped else QSizePolicy.Policy.Maximum
        policy = QSizePolicy(across, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wrapped)
        self.setSizePolicy(policy)
        self._buttons: dict[str, _ChipButton] = {}
        look.changed.connect(self._restyle)
        self._restyle()

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips; while the keys stay the same only words and counts change."""
        if list(self._buttons) != [chip.key for chip in chips]:
            on = self.current()
            for button in self._buttons.values():
                self._group.removeButton(button)
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
            self._buttons = {
                chip.key: _ChipButton(self._look, chip, stays=self._stays) for chip in chips
            }
            for button in self._buttons.values():
                self._group.addButton(button)
                self._row.addWidget(button)
            if chips and self._stays:
                self.set_current(on if on in self._buttons else chips[0].key)
        for chip in chips:
            self._buttons[chip.key].show_chip(chip)

        self._keep_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_lines()

    def _keep_lines(self) -> None:
        """However low the page is, no line of chips is given up."""
        if self._row.hasHeightForWidth():
            self.setMinimumHeight(self._row.heightForWidth(self.width()))

    def current(self) -> str:
        """Return the key of the chip that is on, "" where there are none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def _pressed(self, button: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, one in self._buttons.items() if one is button))

    def _restyle(self) -> None:
        self._row.setSpacing(self._look.px(12))


class _ChipButton(QAbstractButton):
    """A pill of 30 px inside a target of 44."""

    def __init__(self, look: Look, chip: Chip, *, stays: bool = True) -> None:
        super().__init__()
        self._look = look
        self._chip = chip
        self.setCheckable(stays)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(chip)
        look.changed.connect(self.updateGeometry)

    def show_chip(self, chip: Chip) -> None:
        self._chip = chip
        self.setText(chip.words.replace("&", "&&"))
        self.setAccessibleName(chip.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        mark = look.px(16) if self._chip.shape is not Shape.NONE else 0
        width = look.wide(self._chip.words, SMALL, SEMIBOLD) + mark + look.px(26)
        return QSize(max(width, look.px(44)), look.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        tall = look.px(31)
        area = QRectF(0, (self.height() - tall) / 2, self.width(), tall)
        tone = self._chip.tone if self.isEnabled() else Tone.FAINT
        ink = look.colour("on_chosen" if self.isChecked() else tone)
        fill = look.colour(
            "chosen" if self.isChecked() else "selected" if self.underMouse() else "surface"
        )
        edge = None if self.isChecked() else look.colour("line")
        if edge is not None and self._chip.tone in _LOUD:
            edge = look.colour(self._chip.tone)
        box(painter, area, tall / 2, fill, edge, look.px(look.theme.line_width))
        if self.hasFocus():
            box(painter, area, tall / 2, None, look.colour(Tone.ACCENT), look.focus_width)
        left = look.px(13)
        if self._chip.shape is not Shape.NONE:
            side = look.px(10)
            top = (self.height() - side) / 2
            shape(painter, self._chip.shape, QRectF(left, top, side, side), ink)
            left += look.px(16)
        painter.setFont(look.font(SMALL, SEMIBOLD))
        painter.setPen(ink)
        painter.drawText(
            QRectF(left, 0, self.width() - left, self.height()),
            Qt.AlignmentFlag.AlignVCenter,
            self._chip.words,
        )


_LOUD = frozenset({Tone.REFUSED, Tone.ATTENTION, Tone.OK})
