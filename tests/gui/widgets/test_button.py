"""The button: pressed by pointer, shortcut or a led focus, never by a scan (operators.md 7, 8)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import LOW, TALL, ActionButton, ButtonKind
from app.ui.widgets.keycap import KeyCap, cap_words
from tests.gui.widgets.conftest import Show

PRESSES = [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space]


class Presses:
    def __init__(self, button: ActionButton) -> None:
        self.count = 0
        button.clicked.connect(self._pressed)

    def _pressed(self) -> None:
        self.count += 1


def test_a_pointer_presses_it_and_leaves_the_focus_where_it_was(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    field, button = QLineEdit(), ActionButton(look, "Park")
    show(field, button)
    field.setFocus()
    presses = Presses(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert presses.count == 1
    assert field.hasFocus()


def double_click(button: ActionButton) -> None:
    """As on a screen: two presses at one place, so soon that the platform calls them one."""
    at = button.mapTo(button.window(), button.rect().center())
    QTest.mouseDClick(button.window().windowHandle(), Qt.MouseButton.LeftButton, pos=at)


def test_a_double_click_presses_it_twice(look: Look, show: Show) -> None:
    button = ActionButton(look, "Undo last scan")
    show(button)
    presses = Presses(button)
    double_click(button)
    assert presses.count == 2


def test_a_double_click_does_not_press_what_the_first_press_put_there(
    look: Look, show: Show
) -> None:
    review, post = ActionButton(look, "Review"), ActionButton(look, "Post kit")
    window = show(review)
    post.setParent(window)
    post.setGeometry(review.geometry())
    post.hide()
    review.clicked.connect(post.show)
    review.clicked.connect(post.raise_)
    presses = Presses(post)
    double_click(review)
    assert post.isVisible()
    assert presses.count == 0


def test_a_double_click_does_not_press_it_under_other_words(look: Look, show: Show) -> None:
    button = ActionButton(look, "Components")
    show(button)
    button.clicked.connect(lambda: button.set_words("Review"))
    presses = Presses(button)
    double_click(button)
    assert presses.count == 1


@pytest.mark.parametrize("key", PRESSES)
def test_tab_leads_to_it_and_then_a_key_presses_it(
    look: Look, show: Show, qtbot: QtBot, key: Qt.Key
) -> None:
    field, button = QLineEdit(), ActionButton(look, "Park")
    show(field, button)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert button.hasFocus()
    presses = Presses(button)
    qtbot.keyClick(button, key)
    assert presses.count == 1


@pytest.mark.parametrize("key", PRESSES)
def test_a_focus_that_nobody_led_there_presses_nothing(
    look: Look, show: Show, qtbot: QtBot, key: Qt.Key
) -> None:
    field, button = QLineEdit(), ActionButton(look, "Park")
    window = show(field, button)
    field.setFocus()
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    presses = Presses(button)
    reached: list[int] = []
    window.keyPressEvent = lambda event: reached.append(event.key())  # type: ignore[method-assign] # listens
    qtbot.keyClick(button, key)
    assert presses.count == 0
    assert reached == []


@pytest.mark.parametrize("leave", ["hide", "disable"])
def test_it_does_not_inherit_the_focus_of_what_vanishes(
    look: Look, show: Show, qtbot: QtBot, leave: str
) -> None:
    field, button = QLineEdit(), ActionButton(look, "Park")
    window = show(field, button)
    field.setFocus()
    if leave == "hide":
        field.hide()
    else:
        field.setEnabled(False)
    assert not button.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button


def test_a_window_that_opens_does_not_give_it_the_focus_but_tab_does(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    button = ActionButton(look, "Park")
    window = show(button)
    assert QApplication.focusWidget() is window
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    assert button.hasFocus()


def test_it_is_never_a_dialogs_default(look: Look, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    field, button = QLineEdit(), ActionButton(look, "Post")
    column = QVBoxLayout(dialog)
    column.addWidget(button)
    column.addWidget(field)
    presses = Presses(button)
    with qtbot.waitExposed(dialog):
        dialog.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert presses.count == 0
    assert not button.isDefault()
    assert not button.autoDefault()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_its_shortcut_presses_it_at_once(look: Look, show: Show, qtbot: QtBot, key: Qt.Key) -> None:
    button = ActionButton(look, "Post kit", shortcut="Ctrl+Return")
    window = show(button)
    presses = Presses(button)
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert presses.count == 1
    assert button.cap == "Ctrl \u23ce"
    assert button.accessibleDescription() == "Ctrl \u23ce"


def test_its_shortcut_is_dead_while_it_is_hidden_or_disabled(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    button = ActionButton(look, "Clear", shortcut="Esc")
    window = show(button, QLineEdit())
    presses = Presses(button)
    button.setEnabled(False)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    button.setEnabled(True)
    button.hide()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert presses.count == 0
    button.show()
    button.set_shortcut("F7")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert presses.count == 0
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert presses.count == 1


def test_its_words_are_plain(look: Look, show: Show, qtbot: QtBot) -> None:
    button = ActionButton(look, "Scrap & <b>rework</b>")
    window = show(button)
    presses = Presses(button)
    assert button.words == button.accessibleName() == "Scrap & <b>rework</b>"
    qtbot.keyClick(window, Qt.Key.Key_Space, Qt.KeyboardModifier.AltModifier)
    assert presses.count == 0


@pytest.mark.parametrize("kind", list(ButtonKind))
@pytest.mark.parametrize("height", [TALL, LOW])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_a_target_for_a_gloved_finger(
    look: Look, kind: ButtonKind, height: int, scale: float
) -> None:
    look.use(look.theme, scale=scale)
    button = ActionButton(look, "X", kind=kind, height=height)
    assert button.sizeHint().height() == look.px(height)
    assert button.minimumSizeHint().width() >= look.px(44)


def test_without_room_the_cap_goes_first_and_the_tool_tip_keeps_all(look: Look, show: Show) -> None:
    button = ActionButton(look, "Undo last scan", shortcut="Ctrl+Z")
    window = show(button, width=400)
    assert button.toolTip() == ""
    wish = button.wish()
    button.set_tight(True)
    assert button.sizeHint().width() < wish == button.wish()
    assert "Ctrl Z" in button.toolTip()
    window.resize(60, 60)
    assert "Undo last scan" in button.toolTip()


@pytest.mark.parametrize(
    ("shortcut", "words"),
    [
        ("Alt+Left", "Alt \u2190"),
        ("Ctrl+Z", "Ctrl Z"),
        ("Esc", "Esc"),
        ("F2", "F2"),
        ("1", "1"),
        ("Ctrl++", "Ctrl Plus"),
        ("", ""),
    ],
)
def test_a_cap_says_how_a_key_looks(shortcut: str, words: str) -> None:
    assert cap_words(shortcut) == words


def test_a_cap_stands_alone_too(look: Look, show: Show) -> None:
    cap = KeyCap(look, "F2")
    show(cap)
    assert cap.accessibleName() == "F2"
    assert cap.sizeHint().height() == look.px(20)


def test_the_bar_orders_its_buttons_and_shows_caps_while_there_is_room(
    look: Look, show: Show
) -> None:
    bar = ActionBar(look)
    back = bar.add_left(ActionButton(look, "Back", shortcut="Alt+Left"))
    undo = bar.add_left(ActionButton(look, "Undo last scan", shortcut="Ctrl+Z"))
    post = bar.add_right(ActionButton(look, "Post kit", shortcut="Ctrl+Return"))
    window = show(bar, width=900)
    assert back.x() == 0
    assert back.geometry().right() < undo.x()
    assert post.geometry().right() == bar.rect().right()
    assert post.width() == post.wish()
    window.resize(500, 60)
    assert back.toolTip().count("Alt")
    assert post.toolTip() == ""
    assert post.width() == post.wish()
    window.resize(380, 60)
    assert back.toolTip().count("Alt")
    assert post.toolTip().count("Ctrl")
    assert back.geometry().right() < undo.x() < undo.geometry().right() < post.x()
    undo.hide()
    QApplication.processEvents()
    assert back.toolTip() == ""
    assert back.width() == back.wish()
    bar.set_low(True)
    assert post.sizeHint().height() == look.px(LOW)


def test_what_stands_alone_at_the_left_folds_before_a_step_forward_is_cut(
    look: Look, show: Show
) -> None:
    bar = ActionBar(look)
    takes = bar.add_left(ActionButton(look, "What reversing takes"))
    batch = bar.add_right(ActionButton(look, "New batch"))
    again = bar.add_right(ActionButton(look, "Next kit, same batch"))
    window = show(bar, width=600)
    assert not bar.folded
    window.resize(480, 60)
    assert bar.folded == (takes,)
    assert batch.width() >= batch.wish(tight=True)
    assert again.width() >= again.wish(tight=True)
