"""The line for a typed code on its page: whose keys are whose, and what it says of itself."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.widgets.answers import Answer
from app.ui.widgets.banner import Banner, BannerKind, BannerView
from app.ui.widgets.button import ActionButton
from app.ui.widgets.entry import EntryField
from tests.gui.widgets.conftest import Show
from tests.gui.widgets.test_entry import CTRL, ENTER, ESC, Given, code_in_bytes, columns, made


def test_esc_clears_a_refusal_before_it_leaves(look: Look, show: Show, qtbot: QtBot) -> None:
    banner, entry = Banner(look), EntryField(look)
    show(banner, entry)
    entry.setFocus()
    said: list[str] = []
    banner.cleared.connect(lambda: said.append("cleared"))
    entry.left.connect(lambda: said.append("left"))
    qtbot.keyClicks(entry, "W-19")
    banner.set_view(BannerView(BannerKind.REFUSED, "Lot W-1980 expired", clear="Clear"))
    qtbot.keyClick(entry, ESC)
    assert said == ["cleared"]
    banner.set_view(BannerView(BannerKind.SCAN, "Scan a lot"))
    qtbot.keyClick(entry, ESC)
    assert said == ["cleared", "left"]
    assert entry.text() == "W-19"


def test_a_question_takes_neither_the_text_nor_what_is_typed_on(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    banner, entry = Banner(look), EntryField(look)
    given = Given(entry)
    answered: list[int] = []
    banner.answered.connect(answered.append)
    show(banner, entry, height=400)
    entry.setFocus()
    qtbot.keyClicks(entry, "W-")
    answers = (Answer("Complete 3 now", "1"), Answer("Scan another lot", "2"), Answer("No", "N"))
    banner.set_view(BannerView(BannerKind.QUESTION, "The lot holds 3 of 5", answers=answers))
    QApplication.processEvents()
    qtbot.keyClicks(entry, "12N")
    assert entry.hasFocus()
    assert answered == []
    qtbot.keyClick(entry, ENTER)
    assert given.codes == ["W-12N"]


def test_undo_is_the_lines_while_it_has_something_to_undo(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    entry, undo = EntryField(look), ActionButton(look, "Undo last scan", shortcut="Ctrl+Z")
    pressed: list[bool] = []
    undo.clicked.connect(lambda: pressed.append(True))
    show(entry, undo)
    entry.setFocus()
    qtbot.keyClicks(entry, "W-19")
    qtbot.keyClick(entry, Qt.Key.Key_Z, CTRL)
    assert (entry.text(), len(pressed)) == ("", 0)
    qtbot.keyClicks(entry, "W-20")
    qtbot.keyClick(entry, ENTER)
    qtbot.keyClick(entry, Qt.Key.Key_Z, CTRL)
    assert (entry.text(), len(pressed)) == ("", 1)


def test_up_brings_the_last_code_back_into_an_empty_line(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    entry, given = made(look, show)
    qtbot.keyClick(entry, Qt.Key.Key_Up)
    assert entry.text() == ""
    qtbot.keyClicks(entry, "W-1980")
    qtbot.keyClick(entry, ENTER)
    qtbot.keyClick(entry, Qt.Key.Key_Up)
    assert entry.text() == "W-1980"
    qtbot.keyClicks(entry, "B")
    qtbot.keyClick(entry, Qt.Key.Key_Up)
    qtbot.keyClick(entry, ENTER)
    assert given.codes == ["W-1980", "W-1980B"]


def test_return_and_esc_are_never_handed_on(look: Look, show: Show, qtbot: QtBot) -> None:
    entry, _given = made(look, show)
    reached: list[int] = []
    window = entry.window()
    window.keyPressEvent = lambda event: reached.append(event.key())  # type: ignore[method-assign] # listens
    for key in (ENTER, Qt.Key.Key_Enter, ESC):
        qtbot.keyClick(entry, key)
    assert reached == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_says_what_it_is_for_and_the_note_its_whole(
    look: Look, show: Show, scale: float
) -> None:
    look.use(look.theme, scale=scale)
    entry, _given = made(look, show, width=260)
    assert entry.accessibleName() == "Code"
    assert entry.accessibleDescription().startswith("Type or paste a code")
    entry.setText("A\nB")
    assert entry.accessibleDescription() == "2 codes Enter reads them in order."
    assert "in order" in entry.toolTip()
    entry.setText("A")
    assert entry.toolTip() == ""


@pytest.mark.parametrize("width", [200, 320, 700])
def test_hint_and_note_stay_inside_the_line(look: Look, show: Show, width: int) -> None:
    entry, _given = made(look, show, width=width)
    entry.clearFocus()
    ground = look.colour("surface")
    for text in ("", "A\nB", "x" * 17_000):
        entry.setText(text)
        image = entry.grab().toImage()
        right = [
            image.pixelColor(QPoint(width - 6, y)).name() for y in range(8, image.height() - 8)
        ]
        assert set(right) == {ground.name()}
        assert columns(entry, look.colour(entry.note.tone)) or text == ""


def test_codes_that_wait_are_given_though_the_line_is_hidden(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    entry, given = made(look, show)
    entry.setText("\n".join(str(number) for number in range(3_000)))
    entry.entered.connect(code_in_bytes)
    entry.give()
    entry.hide()
    qtbot.waitUntil(lambda: len(given.codes) == 3_000)
