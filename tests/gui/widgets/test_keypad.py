"""The keypad: it types by pointer and by touch, and never by key events or by taking the focus."""

from itertools import combinations, product

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.theme import THEMES, load_theme
from app.ui.widgets.key import Key
from app.ui.widgets.keypad import LEAST, Keypad
from app.ui.widgets.keypad_rows import KeypadShape
from tests.gui.widgets.conftest import Show, end

LEFT = Qt.MouseButton.LeftButton
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.: "
NAMES = {"-": "Hyphen", "/": "Slash", ".": "Point", ":": "Colon", " ": "Space"}
WIDE, NARROW = 900, 480
PLAIN = (KeypadShape.NUMBERS, KeypadShape.LETTERS)


class Typed:
    """What a keypad says."""

    def __init__(self, keypad: Keypad) -> None:
        self.texts: list[str] = []
        self.quantities: list[str] = []
        keypad.typed.connect(self.texts.append)
        keypad.quantity.connect(self.quantities.append)


class KeyEvents(QObject):
    """Counts the key events of the whole application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.count = 0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {
            QEvent.Type.KeyPress,
            QEvent.Type.KeyRelease,
            QEvent.Type.ShortcutOverride,
        }:
            self.count += 1
        return super().eventFilter(watched, event)


@pytest.fixture
def key_events(qapp: QApplication) -> KeyEvents:
    return KeyEvents(qapp)


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


def made(
    look: Look, show: Show, *, width: int = WIDE, height: int = 300, layers: bool = False
) -> tuple[Keypad, QLineEdit]:
    """Return a keypad and the field above it, which has the focus."""
    keypad, field = Keypad(look, layers=layers), QLineEdit()
    keypad.set_target(field)
    show(field, keypad, width=width, height=height)
    field.setFocus()
    return keypad, field


def keys(keypad: Keypad) -> dict[str, Key]:
    """Return the keys that are there, by name."""
    return {key.accessibleName(): key for key in keypad.findChildren(Key) if key.isVisible()}


def name_of(character: str) -> str:
    return NAMES.get(character, character)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_character_is_typed_by_pointer_alone(
    look: Look, show: Show, qtbot: QtBot, width: int
) -> None:
    keypad, field = made(look, show, width=width)
    for character in CHARACTERS:
        if name_of(character) not in keys(keypad):
            others = {Keypad.LETTERS: Keypad.NUMBERS, Keypad.NUMBERS: Keypad.LETTERS}
            keypad.set_shape(others[keypad.shape])
        qtbot.mouseClick(keys(keypad)[name_of(character)], LEFT)
    assert field.text() == CHARACTERS


def test_wide_letters_hold_all_characters(look: Look, show: Show) -> None:
    keypad, _field = made(look, show)
    assert {name_of(character) for character in CHARACTERS} <= keys(keypad).keys()


def test_no_key_event_is_made_and_the_focus_stays(
    look: Look, show: Show, qtbot: QtBot, key_events: KeyEvents
) -> None:
    keypad, field = made(look, show)
    field.window().setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for name in ("W", "Hyphen", "1", "2", "Backspace", "Enter"):
        qtbot.mouseClick(keys(keypad)[name], LEFT)
        assert field.hasFocus()
    assert field.text() == "W-1"
    assert key_events.count == 0


def test_a_person_typed_it(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, field = made(look, show)
    edited: list[str] = []
    field.textEdited.connect(edited.append)
    for name in ("A", "B", "Backspace", "Erase all"):
        qtbot.mouseClick(keys(keypad)[name], LEFT)
    assert edited == ["A", "AB", "A", ""]
    field.undo()
    assert field.text() == "A"


def test_a_key_takes_the_place_of_what_is_selected(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, field = made(look, show)
    field.setText("W-1980")
    field.setSelection(2, 2)
    qtbot.mouseClick(keys(keypad)["7"], LEFT)
    assert field.text() == "W-780"
    field.selectAll()
    qtbot.mouseClick(keys(keypad)["Backspace"], LEFT)
    assert field.text() == ""


def test_the_fields_own_limits_hold(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, field = made(look, show)
    field.setMaxLength(2)
    for name in ("1", "2", "3"):
        qtbot.mouseClick(keys(keypad)[name], LEFT)
    assert field.text() == "12"
    field.setMaxLength(20)
    field.setReadOnly(True)
    for name in ("Backspace", "Erase all", "1"):
        qtbot.mouseClick(keys(keypad)[name], LEFT)
    assert field.text() == "12"


def test_backspace_goes_on_while_it_is_held(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, field = made(look, show)
    field.setText("W-1980")
    backspace = keys(keypad)["Backspace"]
    qtbot.mousePress(backspace, LEFT)
    qtbot.waitUntil(lambda: field.text() == "")
    qtbot.mouseRelease(backspace, LEFT)
    assert field.text() == ""


def test_enter_gives_the_text_and_changes_nothing(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, field = made(look, show)
    typed = Typed(keypad)
    field.setText("W-1980")
    qtbot.mouseClick(keys(keypad)["Enter"], LEFT)
    assert (typed.texts, typed.quantities, field.text()) == (["W-1980"], [], "W-1980")


def test_what_needs_a_text_is_off_without_one(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, field = made(look, show)
    keypad.set_quantity_offered(True)
    typed = Typed(keypad)
    needing = ("Backspace", "Erase all", "Set quantity", "Enter")
    assert [keys(keypad)[name].isEnabled() for name in needing] == [False] * 4
    for name in needing:
        qtbot.mouseClick(keys(keypad)[name], LEFT)
    assert (typed.texts, typed.quantities) == ([], [])
    field.setText("1")
    assert [keys(keypad)[name].isEnabled() for name in needing] == [True] * 4


def test_enter_empties_what_may_be_empty(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, field = made(look, show)
    keypad.set_target(field, may_be_empty=True)
    typed = Typed(keypad)
    qtbot.mouseClick(keys(keypad)["Enter"], LEFT)
    assert typed.texts == [""]
    assert not keys(keypad)["Erase all"].isEnabled()


@pytest.mark.parametrize("by", ["pointer", "keyboard"])
def test_a_quantity_is_set_where_the_page_asks_for_one(
    look: Look, show: Show, qtbot: QtBot, by: str
) -> None:
    keypad, field = made(look, show)
    typed = Typed(keypad)
    field.setText("12")
    assert "Set quantity" not in keys(keypad)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert typed.quantities == []
    keypad.set_quantity_offered(True)
    if by == "pointer":
        qtbot.mouseClick(keys(keypad)["Set quantity"], LEFT)
    else:
        assert keys(keypad)["Set quantity"].cap == "Shift \u23ce"
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (typed.texts, typed.quantities) == ([], ["12"])
    keypad.set_quantity_offered(False)
    assert "Set quantity" not in keys(keypad)


@pytest.mark.parametrize("text", ["", "   ", "1\n2", "1\x1d2"])
def test_no_such_text_is_one_quantity(look: Look, show: Show, text: str) -> None:
    keypad, field = made(look, show)
    keypad.set_quantity_offered(True)
    field.setText(text)
    assert not keys(keypad)["Set quantity"].isEnabled()


def test_the_other_shape_takes_the_same_room(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, _field = made(look, show)
    before = keypad.geometry()
    with qtbot.waitSignal(keypad.shape_changed) as changed:
        keypad.set_shape(Keypad.NUMBERS)
    assert changed.args == [Keypad.NUMBERS]
    QApplication.processEvents()
    assert keypad.geometry() == before
    assert "Q" not in keys(keypad)
    assert keys(keypad)["1"].width() > keys(keypad)["1"].height()


def test_it_types_into_another_field_and_into_none(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, first = made(look, show)
    second = QLineEdit()
    first.setText("1")
    keypad.set_target(second)
    assert not keys(keypad)["Enter"].isEnabled()
    qtbot.mouseClick(keys(keypad)["7"], LEFT)
    assert (first.text(), second.text()) == ("1", "7")
    first.setText("")
    assert keys(keypad)["Enter"].isEnabled()
    end(second)
    qtbot.mouseClick(keys(keypad)["7"], LEFT)
    assert not keys(keypad)["Enter"].isEnabled()


# Fingers


def middle(key: Key) -> QPoint:
    return key.rect().center()


def test_a_finger_types(
    look: Look, show: Show, screen: QPointingDevice, key_events: KeyEvents
) -> None:
    keypad, field = made(look, show)
    for name in ("K", "7"):
        key = keys(keypad)[name]
        QTest.touchEvent(key, screen).press(1, middle(key), key)
        assert key.isDown()
        QTest.touchEvent(key, screen).release(1, middle(key), key)
        assert not key.isDown()
    assert field.text() == "K7"
    assert field.hasFocus()
    assert key_events.count == 0


def test_a_second_finger_types_before_the_first_has_left(
    look: Look, show: Show, screen: QPointingDevice
) -> None:
    keypad, field = made(look, show)
    first, second = keys(keypad)["A"], keys(keypad)["B"]
    QTest.touchEvent(first, screen).press(1, middle(first), first)
    QTest.touchEvent(second, screen).stationary(1).press(2, middle(second), second)
    assert (first.isDown(), second.isDown()) == (True, True)
    QTest.touchEvent(first, screen).release(1, middle(first), first).stationary(2)
    QTest.touchEvent(second, screen).release(2, middle(second), second)
    assert field.text() == "AB"


def test_a_finger_that_slides_off_types_nothing(
    look: Look, show: Show, screen: QPointingDevice
) -> None:
    keypad, field = made(look, show)
    key = keys(keypad)["A"]
    off = QPoint(-30, -30)
    QTest.touchEvent(key, screen).press(1, middle(key), key)
    QTest.touchEvent(key, screen).move(1, off, key)
    assert not key.isDown()
    QTest.touchEvent(key, screen).release(1, off, key)
    assert field.text() == ""


def test_a_finger_on_a_key_that_is_off_does_nothing(
    look: Look, show: Show, screen: QPointingDevice
) -> None:
    keypad, _field = made(look, show)
    typed = Typed(keypad)
    key = keys(keypad)["Enter"]
    QTest.touchEvent(key, screen).press(1, middle(key), key)
    assert not key.isDown()
    QTest.touchEvent(key, screen).release(1, middle(key), key)
    assert typed.texts == []


# How it looks


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("layers", [False, True])
def test_keys_are_large_whole_and_apart(
    look: Look, show: Show, scale: float, *, layers: bool
) -> None:
    look.use(look.theme, scale=scale)
    keypad = Keypad(look, layers=layers)
    window = show(keypad)
    widths, shapes = (476, 760, 892, 1632, 3600), KeypadShape if layers else PLAIN
    for width, shape, quantity in product(widths, shapes, (False, True)):
        window.resize(round(width * scale), window.sizeHint().height())
        assert keypad.width() == round(width * scale)
        keypad.set_shape(shape)
        keypad.set_quantity_offered(quantity)
        shown = keys(keypad)
        for name, key in shown.items():
            assert min(key.width(), key.height()) >= look.px(LEAST), name
            assert keypad.rect().contains(key.geometry()), name
            face = QFontMetrics(key._font())
            assert face.horizontalAdvance(key.face) < key.width() - 2 * look.px(3), name
            assert face.height() <= key.height(), name
        places = [(key.face, key.geometry()) for key in shown.values()]
        boxes = [(name, at.left(), at.top(), at.right(), at.bottom()) for name, at in places]
        for one, (name, left, top, right, bottom) in combinations(boxes, 2):
            beside = left > one[3] + 2 or right < one[1] - 2
            assert beside or top > one[4] + 2 or bottom < one[2] - 2, (one[0], name)


def test_without_room_keys_stay_as_large_as_a_finger(look: Look, show: Show) -> None:
    look.use(look.theme, scale=2.0)
    keypad = Keypad(look)
    keypad.set_key_height(64)
    window = show(keypad, width=1000)
    window.resize(1000, 1)
    assert keypad.height() < look.px(3 * LEAST)
    for key in keys(keypad).values():
        assert min(key.width(), key.height()) >= LEAST


@pytest.mark.parametrize(("wish", "height"), [(10, 44), (50, 50), (500, 64)])
def test_keys_are_wished_for_within_limits(look: Look, show: Show, wish: int, height: int) -> None:
    keypad, _field = made(look, show)
    keypad.set_key_height(wish)
    assert keypad.sizeHint().height() // 3 == height + (2 * look.px(6 if height > 44 else 4)) // 3


@pytest.mark.parametrize("theme", THEMES)
def test_a_key_shows_that_it_is_down_and_that_it_is_off(
    look: Look, show: Show, qtbot: QtBot, theme: str
) -> None:
    look.use(load_theme(theme))
    keypad, field = made(look, show)
    field.setText("1")
    for name in ("Q", "Backspace", "Enter"):
        key = keys(keypad)[name]
        usual = key.grab().toImage()
        key.setDown(True)
        assert key.grab().toImage() != usual
        key.setDown(False)
        key.setEnabled(False)
        assert key.grab().toImage() != usual


def test_no_key_takes_the_focus_and_each_has_a_name(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, field = made(look, show)
    for name, key in keys(keypad).items():
        assert name.strip()
        assert key.focusPolicy() is Qt.FocusPolicy.NoFocus
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert not isinstance(QApplication.focusWidget(), Key)
