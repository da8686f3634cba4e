"""Keys for a finger: numbers, or letters with the numbers beside them where there is room.

With layers there are small letters and signs too, for what isn't a code.

They edit the text of a field directly. No key event is made, so that nothing that listens for a
scanner that types can take a finger for one, and the focus stays where it is.
"""

from functools import partial

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.ui import entry_texts
from app.ui.look import Look
from app.ui.widgets.key import Key
from app.ui.widgets.keypad_rows import (
    CODE_CHARACTERS,
    LAYER_CHARACTERS,
    LEADS_TO,
    ROWS,
    Act,
    KeypadShape,
    Place,
    arrange,
)

LEAST, MOST = 44, 64
"""Heights of a key in look.md pixels: never less, and no more however large the page."""
_WIDEST, _WIDEST_NUMBER = 88, 140
_GAP, _TIGHT_GAP = 6, 4


class Keypad(QWidget):
    """Types into its target; `typed` and `quantity` give its text when the person is done.

    Larger text makes the keys larger where there is room. Where there isn't they shrink down to
    44 pixels, which is the size of a finger and has nothing to do with that of the text.
    """

    NUMBERS, LETTERS, SMALL = KeypadShape.NUMBERS, KeypadShape.LETTERS, KeypadShape.SMALL

    typed = Signal(str)
    quantity = Signal(str)
    shape_changed = Signal(KeypadShape)

    def __init__(self, look: Look, *, layers: bool = False) -> None:
        super().__init__()
        self._look = look
        self._layers = layers
        self._shape = KeypadShape.SMALL if layers else KeypadShape.LETTERS
        self._target: QLineEdit | None = None
        self._may_be_empty = False
        self._offers_quantity = False
        self._height = LEAST
        self._keys: dict[str | Act, Key] = {}  # made when they are first shown: many never are
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(entry_texts.KEYPAD_NAME)
        look.changed.connect(self._restyle)

    def _make_keys(self) -> None:
        look = self._look
        for character in CODE_CHARACTERS + (LAYER_CHARACTERS if self._layers else ""):
            self._add_character(character)
        self._backspace = Key(look, "", entry_texts.BACKSPACE, icon="delete", repeats=True)
        self._erase = Key(look, entry_texts.ERASE, entry_texts.ERASE_ALL)
        self._enter = Key(look, entry_texts.ENTER, main=True)
        self._quantity = Key(look, entry_texts.SET_QUANTITY, shortcut="Shift+Return")
        self._backspace.clicked.connect(self._take_back)
        self._erase.clicked.connect(self._take_all)
        self._enter.clicked.connect(self._entered)
        self._quantity.clicked.connect(self._quantity_set)
        self._keys |= {
            Act.BACKSPACE: self._backspace,
            Act.ERASE: self._erase,
            Act.ENTER: self._enter,
            Act.QUANTITY: self._quantity,
        }
        if self._layers:
            self._add_switches()
        for key in self._keys.values():
            key.setParent(self)
        self._target_changed()
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._keys:
            self._make_keys()

    @property
    def shape(self) -> KeypadShape:
        return self._shape

    def set_shape(self, shape: KeypadShape) -> None:
        """Show numbers or letters; the room it takes stays the same."""
        if shape is not self._shape:
            self._shape = shape
            self._place()
            self.shape_changed.emit(shape)

    def set_target(self, target: QLineEdit, *, may_be_empty: bool = False) -> None:
        """Type into this field from now on, until another or until it is no more.

        With `may_be_empty` Enter is there without a text too, to empty what is edited.
        """
        if self._target is not None:
            self._target.textChanged.disconnect(self._target_changed)
            self._target.destroyed.disconnect(self._target_gone)
        self._target = target
        self._may_be_empty = may_be_empty
        self.setFocusProxy(target)  # a press on a key then doesn't take the focus from it
        target.textChanged.connect(self._target_changed)
        target.destroyed.connect(self._target_gone)
        self._target_changed()

    def set_quantity_offered(self, offered: bool) -> None:
        """Have a key that sets the quantity, or not."""
        if offered != self._offers_quantity:
            self._offers_quantity = offered
            self._place()

    def set_key_height(self, height: float) -> None:
        """Wish for keys of this height, in look.md pixels."""
        self._height = min(MOST, max(LEAST, round(height)))
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        rows = ROWS * self._look.px(self._height) + (ROWS - 1) * self._gap()
        return QSize(self._look.px(760), rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(320), ROWS * LEAST + (ROWS - 1) * self._gap())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    # Typing

    def _add_character(self, character: str) -> None:
        face = entry_texts.SPACE if character == " " else character
        key = Key(self._look, face, entry_texts.SIGNS.get(character, ""))
        key.clicked.connect(lambda: self._type(character))
        self._keys[character] = key

    def _add_switches(self) -> None:
        for act, shape in LEADS_TO.items():
            words = entry_texts.LAYERS[shape.value]
            key = self._keys[act] = Key(self._look, words.title, words.hint)
            key.clicked.connect(partial(self.set_shape, shape))

    def _type(self, character: str) -> None:
        if self._target is not None and not self._target.isReadOnly():
            self._target.insert(character)

    def _take_back(self) -> None:
        if self._target is not None and not self._target.isReadOnly():
            self._target.backspace()

    def _take_all(self) -> None:
        if self._target is not None and not self._target.isReadOnly():
            self._target.selectAll()
            self._target.del_()

    def _entered(self) -> None:
        if self._target is not None:
            self.typed.emit(self._target.text())

    def _quantity_set(self) -> None:
        if self._target is not None:
            self.quantity.emit(self._target.text())

    def _target_gone(self) -> None:
        self._target = None
        self._target_changed()

    def _target_changed(self) -> None:
        if not self._keys:
            return
        text = self._target.text() if self._target is not None else ""
        for key in (self._backspace, self._erase):
            key.setEnabled(bool(text))
        self._enter.setEnabled(bool(text) or (self._may_be_empty and self._target is not None))
        self._quantity.setEnabled(text.strip().isprintable() and bool(text.strip()))

    # Places

    def _gap(self) -> int:
        return self._look.px(_GAP if self._height > LEAST else _TIGHT_GAP)

    def _restyle(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        if not self._keys:
            return
        gap = self._gap()
        arranged = partial(
            arrange, self._shape, quantity=self._offers_quantity, layers=self._layers
        )
        arrangement = arranged(wide=True)
        if (self.width() + gap) / arrangement.width - gap < self._look.px(LEAST):
            arrangement = arranged(wide=False)
        number = self._shape is KeypadShape.NUMBERS
        widest = self._look.px(_WIDEST_NUMBER if number else _WIDEST)
        step = min((self.width() + gap) / arrangement.width, widest + gap)
        tall = min((self.height() + gap) / ROWS, self._look.px(MOST) + gap)
        shown = {place.key for place in arrangement.places}
        for name, key in self._keys.items():
            key.setVisible(name in shown)
        for place in arrangement.places:
            self._keys[place.key].setGeometry(_area(place, step, tall, gap))


def _area(place: Place, step: float, tall: float, gap: int) -> QRect:
    """Return where a key stands; neighbours share rounded edges, so no gap differs."""
    start = round(place.left * step)
    end = round((place.left + place.width) * step) - gap
    top = round(place.row * tall)
    bottom = round((place.row + place.rows) * tall) - gap
    return QRect(start, top, end - start, bottom - top)
