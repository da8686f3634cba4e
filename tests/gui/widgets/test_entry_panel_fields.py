"""Fields of a page edited at the prompt: by finger alone, under their own limits, or left alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.widgets.key import Key
from app.ui.widgets.keypad import Keypad
from app.ui.widgets.text import Text
from tests.gui.widgets.conftest import Show, end
from tests.gui.widgets.test_entry_panel import LEFT, Desk


@pytest.fixture
def desk(look: Look, show: Show) -> Desk:
    return Desk(look, show)


class Edits:
    """What a page hears from its field."""

    def __init__(self, field: QLineEdit) -> None:
        self.edited: list[str] = []
        self.finished: list[str] = []
        field.textEdited.connect(self.edited.append)
        field.editingFinished.connect(lambda: self.finished.append(field.text()))


def touch(field: QWidget) -> None:
    screen = QTest.createTouchDevice()
    middle = field.rect().center()
    QTest.touchEvent(field, screen).press(1, middle, field)
    QTest.touchEvent(field, screen).release(1, middle, field)


def test_a_finger_on_a_served_field_edits_it_at_the_prompt(desk: Desk) -> None:
    edits = Edits(desk.field)
    desk.field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
    touch(desk.field)
    assert desk.panel.keypad.shape is Keypad.NUMBERS
    assert desk.line is not desk.panel.entry
    assert (desk.line.accessibleName(), desk.line.selectedText()) == ("Quantity", "5")
    assert "Quantity:" in [text.text() for text in desk.panel.findChildren(Text)]
    desk.press("1", "2")
    assert desk.field.text() == "5"
    desk.press("Enter")
    assert (edits.edited[-1], edits.finished[-1]) == ("12", "12")
    assert not desk.panel.isVisible()
    assert desk.said.all == [("opened", ""), ("closed", "")]


def test_a_finger_on_another_field_does_not(desk: Desk) -> None:
    touch(desk.other)
    desk.field.setReadOnly(True)
    touch(desk.field)
    assert not desk.panel.isVisible()


def test_a_mouse_on_a_served_field_edits_it_only_while_the_panel_is_open(
    desk: Desk, qtbot: QtBot
) -> None:
    qtbot.mouseClick(desk.field, LEFT)
    assert not desk.panel.isVisible()
    assert desk.field.hasFocus()
    desk.panel.leave()
    desk.other.setFocus()
    desk.panel.open()
    qtbot.keyClicks(desk.line, "W-19")
    qtbot.mouseClick(desk.field, LEFT)
    assert desk.line.accessibleName() == "Quantity"
    desk.press("7", "Enter")
    assert desk.field.text() == "7"
    assert desk.line is desk.panel.entry
    assert desk.line.text() == "W-19"
    assert desk.line.hasFocus()


def test_the_opener_opens_for_a_code_though_a_field_has_the_focus(desk: Desk, qtbot: QtBot) -> None:
    desk.field.setFocus()
    qtbot.mouseClick(desk.opener, LEFT)
    assert desk.line is desk.panel.entry
    desk.press("7", "Enter", "Close")
    assert desk.said.all == [("opened", ""), ("code", "7"), ("closed", "")]
    assert desk.field.text() == "5"
    assert desk.field.hasFocus()


def test_a_field_is_emptied_by_finger_alone(desk: Desk) -> None:
    edits = Edits(desk.field)
    touch(desk.field)
    desk.press("Erase all", "Enter")
    assert (desk.field.text(), edits.finished[-1]) == ("", "")
    assert not desk.panel.isVisible()


@pytest.mark.parametrize("by", ["Esc", "Close"])
def test_a_field_is_left_as_it_was(desk: Desk, qtbot: QtBot, by: str) -> None:
    edits = Edits(desk.field)
    touch(desk.field)
    desk.press("7")
    if by == "Esc":
        qtbot.keyClick(desk.line, Qt.Key.Key_Escape)
    else:
        desk.press("Close")
    assert not desk.panel.isVisible()
    assert (desk.field.text(), edits.edited) == ("5", [])
    desk.panel.open()
    assert desk.line is desk.panel.entry


def test_esc_ends_editing_before_it_leaves(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.open()
    desk.panel.edit(desk.field, "Quantity")
    qtbot.keyClick(desk.line, Qt.Key.Key_Escape)
    assert desk.line is desk.panel.entry
    assert desk.line.hasFocus()
    qtbot.keyClick(desk.line, Qt.Key.Key_Escape)
    assert not desk.panel.isVisible()


def test_the_limits_of_a_field_hold_while_it_is_edited(desk: Desk) -> None:
    desk.panel.set_quantity_offered(True)
    desk.field.setMaxLength(2)
    touch(desk.field)
    desk.press("1", "2", "3")
    assert desk.line.text() == "12"
    names = [key.accessibleName() for key in desk.panel.findChildren(Key) if key.isVisible()]
    assert "Set quantity" not in names


def test_a_field_that_goes_away_meanwhile_is_no_harm(desk: Desk) -> None:
    touch(desk.field)
    end(desk.field)
    desk.press("1", "Enter")
    assert not desk.panel.isVisible()
