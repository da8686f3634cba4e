"""The fold at the prompt: by finger alone, by keyboard alone, with nothing lost or out of reach."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.widgets.entry_panel import EntryPanel
from app.ui.widgets.keypad import Keypad
from app.ui.widgets.prompt_field import PromptField
from tests.gui.widgets.conftest import Show
from tests.gui.widgets.test_keypad import KeyEvents

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Said:
    """What a panel gave, in order."""

    def __init__(self, panel: EntryPanel) -> None:
        self.all: list[tuple[str, str]] = []
        panel.entered.connect(lambda code: self.all.append(("code", code)))
        panel.quantity_entered.connect(lambda text: self.all.append(("quantity", text)))
        panel.opened.connect(lambda: self.all.append(("opened", "")))
        panel.closed.connect(lambda: self.all.append(("closed", "")))


class Desk:
    """A panel with its opener, and two fields of a page of which the first is served."""

    def __init__(self, look: Look, show: Show) -> None:
        self.panel = EntryPanel(look)
        self.opener = self.panel.make_opener()
        self.field, self.other = QLineEdit("5"), QLineEdit()
        self.window = show(self.field, self.other, self.panel, self.opener, width=900, height=500)
        self.panel.serve(self.field, "Quantity")
        self.said = Said(self.panel)
        self.window.setFocus()

    def button(self, name: str) -> QAbstractButton:
        found = self.panel.findChildren(QAbstractButton)
        return next(one for one in found if one.accessibleName() == name and one.isVisible())

    def press(self, *names: str) -> None:
        for name in names:
            QTest.mouseClick(self.button(name), LEFT)

    @property
    def line(self) -> PromptField:
        """The line that is typed into."""
        lines = self.panel.findChildren(PromptField)
        return next(line for line in lines if line.isVisible())


@pytest.fixture
def desk(look: Look, show: Show) -> Desk:
    return Desk(look, show)


def test_a_code_is_given_by_finger_alone(desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    typed = KeyEvents(qapp)
    qtbot.mouseClick(desk.opener, LEFT)
    desk.press("W", "Hyphen", "1", "9", "9", "Backspace", "8", "0", "Enter")
    desk.press("Q", "Erase all", "Close")
    assert desk.said.all == [("opened", ""), ("code", "W-1980"), ("closed", "")]
    assert typed.count == 0
    assert not desk.panel.isVisible()


def test_a_code_is_given_by_keyboard_alone(desk: Desk, qtbot: QtBot) -> None:
    assert desk.opener.cap == "Ctrl K"
    qtbot.keyClick(desk.window, Qt.Key.Key_K, CTRL)
    line = QApplication.focusWidget()
    assert line is desk.panel.entry
    qtbot.keyClicks(line, "W-1980")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert desk.said.all == [("opened", ""), ("code", "W-1980"), ("closed", "")]
    assert not desk.panel.isVisible()


def test_nothing_is_open_before_it_is_opened(desk: Desk) -> None:
    assert desk.panel.isHidden()
    assert desk.said.all == []
    desk.panel.leave()
    assert desk.said.all == []


def test_the_focus_goes_back_to_where_it_was(desk: Desk, qtbot: QtBot) -> None:
    desk.other.setFocus()
    qtbot.keyClick(desk.other, Qt.Key.Key_K, CTRL)
    assert desk.panel.entry.hasFocus()
    qtbot.keyClick(desk.panel.entry, Qt.Key.Key_K, CTRL)
    assert not desk.panel.isVisible()
    assert desk.other.hasFocus()


def test_a_focus_that_went_elsewhere_meanwhile_stays_there(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.opener, LEFT)
    desk.other.setFocus()
    desk.press("Close")
    assert desk.other.hasFocus()


def test_it_leaves_the_focus_to_no_button(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.opener, LEFT)
    desk.other.setFocus()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is desk.button("Close")
    qtbot.keyClick(desk.button("Close"), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.window


def test_a_focus_that_stood_on_the_opener_goes_to_the_window_and_passes_no_field(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    desk.other.setFocus()
    qtbot.keyClick(desk.other, Qt.Key.Key_Tab)
    assert desk.opener.hasFocus()
    qtbot.keyClick(desk.opener, Qt.Key.Key_Space)
    assert desk.panel.entry.hasFocus()
    passed: list[QWidget | None] = []

    def moved(_old: QWidget | None, new: QWidget | None) -> None:
        passed.append(new)

    qapp.focusChanged.connect(moved)
    qtbot.keyClick(desk.panel.entry, Qt.Key.Key_Escape)
    qapp.focusChanged.disconnect(moved)
    assert passed == [desk.window]


def test_the_shortcut_leads_back_to_the_line(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.opener, LEFT)
    desk.other.setFocus()
    qtbot.keyClick(desk.other, Qt.Key.Key_K, CTRL)
    assert desk.panel.entry.hasFocus()
    assert desk.panel.isVisible()


def test_text_stays_over_leaving_and_is_selected_then(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.open()
    qtbot.keyClicks(desk.line, "W-19")
    desk.panel.leave()
    desk.panel.open()
    assert desk.line.text() == desk.line.selectedText() == "W-19"
    desk.window.hide()
    desk.window.show()
    assert desk.panel.isVisible()
    assert desk.line.text() == "W-19"
    desk.panel.drop_text()
    assert desk.line.text() == ""
    assert desk.said.all == [("opened", ""), ("closed", ""), ("opened", "")]


def test_the_last_code_is_brought_back_by_finger(desk: Desk) -> None:
    desk.panel.open()
    back = desk.button("Bring back the last code")
    assert not back.isEnabled()
    desk.press("W", "1", "Enter")
    assert back.isEnabled()
    desk.press("Bring back the last code")
    assert not back.isEnabled()
    desk.press("2", "Enter")
    assert desk.said.all[1:] == [("code", "W1"), ("code", "W12")]


@pytest.mark.parametrize("by", ["finger", "keyboard"])
def test_a_quantity_is_set_while_the_page_takes_one(desk: Desk, qtbot: QtBot, by: str) -> None:
    desk.panel.open()
    desk.panel.set_quantity_offered(True)
    if by == "finger":
        desk.press("Show the numbers", "1", "2", "Set quantity", "Show the letters")
    else:
        qtbot.keyClicks(desk.line, " 12 ")
        qtbot.keyClick(desk.line, Qt.Key.Key_Return, SHIFT)
    assert desk.said.all == [("opened", ""), ("quantity", "12")]
    assert desk.line.text() == ""
    assert desk.panel.keypad.shape is Keypad.LETTERS
    desk.panel.set_quantity_offered(False)
    qtbot.keyClicks(desk.line, "13")
    qtbot.keyClick(desk.line, Qt.Key.Key_Return, SHIFT)
    assert desk.said.all[2:] == []


def test_a_window_that_takes_clicks_does_not_take_the_focus(desk: Desk, qtbot: QtBot) -> None:
    desk.window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    desk.panel.open()
    qtbot.mouseClick(desk.panel, LEFT, pos=QPoint(2, 2))
    desk.press("W", "Show the numbers", "Show the letters")
    assert desk.panel.entry.hasFocus()
