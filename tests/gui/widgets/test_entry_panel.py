"""The fold at the prompt: by finger alone, by keyboard alone, with nothing lost or out of reach."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.widgets.answers import Answer
from app.ui.widgets.banner import BannerKind, BannerView
from app.ui.widgets.button import ActionButton
from app.ui.widgets.entry_panel import EntryPanel
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.key import Key
from app.ui.widgets.keypad import LEAST, Keypad
from app.ui.widgets.keypad_rows import KeypadShape
from app.ui.widgets.prompt_field import PromptField
from app.ui.widgets.text import Text
from tests.gui.widgets import gallery_flow
from tests.gui.widgets.conftest import Show, end
from tests.gui.widgets.gallery import settle
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


def test_a_focus_that_stood_on_the_opener_goes_to_the_window(desk: Desk, qtbot: QtBot) -> None:
    desk.other.setFocus()
    qtbot.keyClick(desk.other, Qt.Key.Key_Tab)
    assert desk.opener.hasFocus()
    qtbot.keyClick(desk.opener, Qt.Key.Key_Space)
    assert desk.panel.entry.hasFocus()
    qtbot.keyClick(desk.panel.entry, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.window


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


# A field of the page


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


# On a page


@pytest.fixture
def page(
    request: pytest.FixtureRequest, look: Look, show: Show
) -> tuple[FlowFrame, EntryPanel, ActionButton]:
    size, scale = request.param
    look.use(look.theme, scale=scale, reduced_motion=True)
    made = gallery_flow.components(look)
    panel = EntryPanel(look)
    made.set_entry(panel)
    opener = made.action_bar.add_left(panel.make_opener())
    show(made, width=size.width(), height=size.height())
    settle()
    return made, panel, opener


def at(page: FlowFrame, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint()), widget.size())


# A page is the window without top bar and status strip: 96 px at the text scale.
ROOMY = [
    (QSize(1280, 704), 1.0),
    (QSize(1024, 672), 1.0),
    (QSize(1920, 936), 1.5),
    (QSize(2560, 1408), 2.0),
    (QSize(3840, 2064), 1.0),
    (QSize(3840, 1968), 2.0),
]
CRAMPED = [(QSize(1280, 608), 2.0), (QSize(1024, 576), 2.0)]


@pytest.mark.parametrize("page", ROOMY, indirect=True, ids=str)
def test_opening_moves_nothing_and_covers_nothing(
    page: tuple[FlowFrame, EntryPanel, ActionButton], look: Look
) -> None:
    frame, panel, opener = page
    body = frame._body
    assert body is not None
    parts = (frame.rail, frame.banner, frame.action_bar, opener)
    before = [at(frame, part) for part in parts]
    top, whole = at(frame, body).topLeft(), at(frame, body)
    panel.open()
    settle()
    assert [at(frame, part) for part in parts] == before
    assert at(frame, body).topLeft() == top
    assert not at(frame, body).intersects(at(frame, panel))
    assert body.height() >= look.px(140)
    assert not at(frame, panel).intersects(at(frame, frame.action_bar))
    panel.leave()
    settle()
    assert at(frame, body) == whole


@pytest.mark.parametrize("page", CRAMPED, indirect=True, ids=str)
def test_in_a_cramped_window_it_takes_the_page_and_gives_it_back(
    page: tuple[FlowFrame, EntryPanel, ActionButton], qtbot: QtBot
) -> None:
    frame, panel, opener = page
    others = (frame._body, frame.action_bar, frame.rail)
    before = [at(frame, part) for part in (*others, frame.banner) if part is not None]
    qtbot.mouseClick(opener, LEFT)
    settle()
    assert frame.banner.isVisible()
    assert not any(part.isVisible() for part in others if part is not None)
    assert frame.rect().contains(at(frame, panel))
    assert panel.entry.hasFocus()
    qtbot.keyClick(panel.entry, Qt.Key.Key_Escape)
    settle()
    assert [at(frame, part) for part in (*others, frame.banner) if part is not None] == before


QUESTION = BannerView(
    BannerKind.QUESTION,
    "SEAL-22: the lot holds 3 of the 5 needed",
    "One component takes one lot. What is to be done?",
    answers=(
        Answer("Complete 3 now, 2 as the next kit", "1"),
        Answer("Scan another lot", "2"),
        Answer("Leave it open", "3"),
    ),
)
REFUSED = BannerView(
    BannerKind.REFUSED,
    "Serial number GC00004057-A-REWORK-2026-11-22 is already in a posting that waits",
    "Not taken. It is part of posting KB7Q2M4XD9, kit MOTOR003, confirmed by Op. 0417.",
    clear="Clear",
)


@pytest.mark.parametrize("page", [*ROOMY[:2], *CRAMPED], indirect=True, ids=str)
@pytest.mark.parametrize("view", [QUESTION, REFUSED], ids=lambda view: view.kind.value)
@pytest.mark.parametrize("shape", [Keypad.LETTERS, Keypad.NUMBERS])
def test_whatever_the_banner_says_keys_stay_large_and_the_text_stays(
    page: tuple[FlowFrame, EntryPanel, ActionButton], view: BannerView, shape: KeypadShape
) -> None:
    frame, panel, _opener = page
    size = frame.size()
    panel.open()
    panel.keypad.set_shape(shape)
    panel.entry.insert("W-19")
    frame.banner.set_view(view)
    settle()
    assert frame.size() == size
    assert frame.rect().contains(at(frame, panel))
    assert panel.entry.text() == "W-19"
    assert panel.entry.hasFocus()
    for key in panel.findChildren(Key):
        if key.isVisible():
            assert min(key.width(), key.height()) >= LEAST, key.accessibleName()
            assert panel.rect().contains(at_panel(panel, key)), key.accessibleName()


def at_panel(panel: EntryPanel, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(panel, QPoint()), widget.size())
