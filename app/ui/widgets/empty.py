"""What stands where there is nothing yet: what will be here, and how to start."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.look import LARGE, SEMIBOLD, Look
from app.ui.widgets.button import LOW, ActionButton
from app.ui.widgets.icon import IconTile
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone


class EmptyState(QWidget):
    """An icon, a title, a sentence, and maybe a button; centred in the room it gets."""

    action_pressed = Signal()

    def __init__(
        self, look: Look, icon: str, title: str = "", sentence: str = "", action: str = ""
    ) -> None:
        super().__init__()
        self._look = look
        self._title = Text(look, size=LARGE, weight=SEMIBOLD, wrap=True)
        self._sentence = Text(look, tone=Tone.SECOND, wrap=True)
        self._action = ActionButton(look, "", height=LOW)
        self._action.clicked.connect(self._press)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconTile(look, icon, fill="raised", ink="second")
        self._column.addWidget(self._icon, 0, centre)
        for text in (self._title, self._sentence):
            text.setAlignment(centre)
            self._column.addWidget(text)
        self._column.addWidget(self._action, 0, centre)
        self._column.addStretch(2)
        self.set_words(title, sentence, action)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_words(self, title: str, sentence: str, action: str = "") -> None:
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def set_low(self, low: bool) -> None:
        """Whether there is room for the words alone, and none for the icon."""
        self._icon.setHidden(low)

    def _press(self) -> None:
        self.action_pressed.emit()

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(24), px(16), px(24), px(16))
        self._column.setSpacing(px(8))
