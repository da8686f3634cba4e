"""A scanner's keys reach no widget, a person's reach the right one (operators.md A and B)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from app.core.settings import KEYBOARD, ScannerSettings
from tests.gui.key_device import Key, KeyDevice, Modifier
from tests.gui.widgets.wedge_desk import Desk, wedge_desk
from tests.gui.widgets.wedge_window import KINDS, WRITABLE, EveryKind
from tests.services.world import Heard, drained, until

GS, RS, EOT = "\x1d", "\x1e", "\x04"
MESSAGE = f"[)>{RS}06{GS}PMOTOR003{GS}1TLOT42{RS}{EOT}"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with wedge_desk(tmp_path) as made:
        yield made


def test_a_scan_reaches_no_widget_of_any_kind(desk: Desk) -> None:
    codes = ["MOTOR003", "24B-118 ", MESSAGE, "KB:YES", "12345678"]
    for number, kind in enumerate(KINDS, 1):
        widget = desk.window.lead_to(kind)
        focused, before = QApplication.focusWidget(), desk.window.held()

        for code, end in zip(codes, "\r\t\r\r\r", strict=True):
            desk.device.scan(code, end)

        assert desk.texts(5 * number) == codes * number, kind
        assert desk.window.held() == before, kind
        assert desk.window.pressed == [], kind
        assert QApplication.focusWidget() is focused, kind
        assert focused is not None, kind
        assert focused is widget or widget.isAncestorOf(focused), kind


@pytest.mark.parametrize("kind", WRITABLE)
def test_typing_reaches_the_widget_with_the_focus(desk: Desk, kind: str) -> None:
    before = desk.window.written(kind)
    desk.window.lead_to(kind)

    desk.device.type("4711 and more", gap=90)

    until(lambda: desk.window.written(kind) == f"{before}4711 and more")
    assert desk.scanned.all == []


def test_a_key_is_held_no_longer_than_a_person_feels(desk: Desk) -> None:
    line, text, took = desk.line(), "WO ", []
    for key in "4711":
        timer = QElapsedTimer()
        timer.start()
        desk.device.type(key)
        assert line.text() == text
        text += key
        until(lambda: line.text() == text)  # noqa: B023 - it is waited for here
        took.append(timer.elapsed())
    assert min(took) < 500  # far above the 75 ms it is, for slow machines


def test_keys_that_waited_in_a_queue_are_typing_by_their_own_times(desk: Desk) -> None:
    """The window was busy while a person typed."""
    line = desk.line()
    desk.device.type("MOTOR003", gap=80)
    desk.device.type("\r", gap=80)
    until(lambda: line.text() == "WO MOTOR003")
    assert desk.scanned.all == []


def test_a_scan_that_the_window_was_too_busy_for_is_a_scan(desk: Desk) -> None:
    """Its first key was there, and then the window stood still while the others came."""
    line, busy = desk.line(), QElapsedTimer()
    desk.device.type("M")
    QTimer.singleShot(200, lambda: desk.device.scan("OTOR003"))
    busy.start()
    while not busy.hasExpired(250):
        pass

    assert desk.texts(1) == ["MOTOR003"]
    assert line.text() == "WO "


def test_the_focus_may_move_within_a_scan(desk: Desk) -> None:
    """operators.md 20."""
    before = desk.window.held()
    desk.window.lead_to("line")
    desk.device.type("MOT")
    desk.window.lead_to("plain text")
    desk.device.scan("OR003")

    assert desk.texts(1) == ["MOTOR003"]
    assert desk.window.held() == before


def test_a_held_key_goes_where_it_was_typed(desk: Desk) -> None:
    line = desk.line()
    desk.device.type("4")
    desk.window.lead_to("plain text")
    until(lambda: line.text() == "WO 4")
    assert desk.window.kinds["plain text"].property("plainText") == "note"


def test_a_held_key_whose_widget_is_gone_goes_nowhere(desk: Desk) -> None:
    before = desk.window.held()
    short_lived = QLineEdit(desk.window)
    short_lived.show()
    short_lived.setFocus()
    desk.device.type("4")
    short_lived.deleteLater()
    desk.device.pause()
    desk.window.lead_to("button")
    drained()
    desk.device.key(Key.Key_F5)
    assert desk.window.held() == before


def test_space_presses_a_button_by_press_and_release(desk: Desk) -> None:
    desk.window.lead_to("button")
    desk.device.type(" ")
    until(lambda: desk.window.pressed == ["button"])


def test_return_and_tab_alone_go_through_at_once(desk: Desk) -> None:
    desk.window.lead_to("default button")
    desk.device.type("\r")
    assert desk.window.pressed == ["default button"]
    desk.device.pause()
    focused = QApplication.focusWidget()
    desk.device.type("\t")
    assert QApplication.focusWidget() is not focused


def test_a_short_code_and_return_are_typing(desk: Desk) -> None:
    line = desk.line()
    desk.device.scan("12")
    assert line.text() == "WO 12"
    assert desk.scanned.all == []


def test_the_terminator_held_down_is_swallowed_until_it_goes_up(desk: Desk) -> None:
    desk.window.lead_to("default button")
    desk.device.type("MOTOR003")
    desk.device.down(Key.Key_Return, text="\r")
    for _ in range(3):
        desk.device.time += 40
        desk.device.down(Key.Key_Return, text="\r", repeat=True)
    desk.device.up(Key.Key_Return, text="\r")
    assert desk.texts(1) == ["MOTOR003"]
    assert desk.window.pressed == []


def test_a_key_held_down_is_typing(desk: Desk) -> None:
    line = desk.line()
    desk.device.down(Key.Key_1, text="1")
    desk.device.pause(250)
    for _ in range(7):
        desk.device.time += 10
        desk.device.down(Key.Key_1, text="1", repeat=True)
    desk.device.up(Key.Key_1, text="1")
    desk.device.type("\r")
    assert line.text() == "WO 11111111"
    assert desk.scanned.all == []


def test_pasted_text_is_no_scan(desk: Desk) -> None:
    line = desk.line()
    QApplication.clipboard().setText("MOTOR003")
    desk.device.key(Key.Key_V, Modifier.ControlModifier, "\x16")
    desk.device.type("\r")
    assert line.text() == "WO MOTOR003"
    assert desk.scanned.all == []


def test_an_input_method_writes_behind_what_was_typed(desk: Desk) -> None:
    """A dead key, or a table of signs; neither is a scanner."""
    line = desk.line()
    for letter in "caf":
        desk.device.type(letter)
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QCoreApplication.sendEvent(line, composed)
    desk.device.type("s\r")
    assert line.text() == "WO cafés"
    assert desk.scanned.all == []


def test_dead_keys_are_no_scanner(desk: Desk) -> None:
    line = desk.line()
    desk.device.type("abc")
    desk.device.key(Key.Key_Dead_Acute)
    desk.device.type("defghi")
    assert line.text() == "WO abc"
    until(lambda: line.text() == "WO abcdefghi")
    assert desk.scanned.all == []


def test_events_without_a_time_are_no_scanner(desk: Desk) -> None:
    """A keyboard on the screen, or a program that types for another."""
    line = desk.line()
    desk.device.time = 0
    desk.device.type("MOTOR003\r", gap=0)
    assert line.text() == "WO MOTOR003"
    assert desk.scanned.all == []


@pytest.mark.parametrize("num_lock", [True, False])
def test_digits_of_the_number_pad(desk: Desk, *, num_lock: bool) -> None:
    """operators.md 19."""
    line = desk.line()
    desk.device.pad("012345", num_lock=num_lock)
    desk.device.scan("6789")
    assert desk.texts(1) == ["0123456789"]
    assert (line.text(), line.cursorPosition()) == ("WO ", 3)


def test_alt_codes(desk: Desk) -> None:
    """operators.md 16."""
    line = desk.line()
    desk.device.type("]d2")
    desk.device.alt_code("029")
    desk.device.type("10LOT42")
    desk.device.alt_code("029")
    desk.device.scan("21S1")
    assert desk.texts(1) == [f"]d2{GS}10LOT42{GS}21S1"]
    assert line.text() == "WO "


def test_a_scan_is_taken_over_an_open_list(desk: Desk) -> None:
    box = desk.window.lead_to("choice")
    assert isinstance(box, QComboBox)
    box.showPopup()
    desk.device.scan("24B-118")
    assert desk.texts(1) == ["24B-118"]
    assert box.view().isVisible()
    assert box.currentText() == "MA"
    box.hidePopup()


def test_a_scan_is_taken_over_an_open_menu(desk: Desk) -> None:
    chosen = Heard[object]()
    menu = QMenu(desk.window)
    for words in ("&Motor", "&2 of 4", "Lot"):
        menu.addAction(words).triggered.connect(lambda: chosen(menu))
    menu.popup(desk.window.pos())
    desk.device.scan("MOTOR003")
    desk.device.scan("24B-118")
    assert desk.texts(2) == ["MOTOR003", "24B-118"]
    assert menu.isVisible()
    assert chosen.all == []
    menu.close()


def test_typing_reaches_an_open_menu(desk: Desk) -> None:
    chosen = Heard[object]()
    menu = QMenu(desk.window)
    menu.addAction("&Motor").triggered.connect(lambda: chosen(menu))
    menu.popup(desk.window.pos())
    desk.device.type("m")
    until(lambda: chosen.all)


def test_a_window_that_opens_later_is_watched_too(desk: Desk, qtbot: QtBot) -> None:
    dialog = EveryKind()
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.lead_to("default button")
    before = dialog.held()
    KeyDevice(dialog).scan("MOTOR003")
    assert desk.texts(1) == ["MOTOR003"]
    assert (dialog.held(), dialog.pressed) == (before, [])


def test_a_scan_fires_no_shortcut_and_a_person_does(desk: Desk) -> None:
    """Through the platform, as a real key comes."""
    desk.set_up(ScannerSettings("Bench", KEYBOARD, gap=2.0))
    fired = Heard[bool]()
    shortcut = QShortcut(QKeySequence("Return"), desk.window)
    shortcut.activated.connect(lambda: fired(True))
    desk.window.lead_to("slider")
    window = desk.window.windowHandle()
    QTest.keyClick(window, Key.Key_Return)
    until(lambda: fired.all)

    for letter in "MOTOR003":
        QTest.keyClick(window, Key(ord(letter)))
    QTest.keyClick(window, Key.Key_Return)

    assert len(desk.texts(1)) == 1
    assert fired.all == [True]


def test_closing_lets_go_of_what_is_held(desk: Desk) -> None:
    line = desk.line()
    desk.device.type("4")
    desk.wedge.close()
    assert line.text() == "WO 4"
    desk.device.scan("MOTOR003")
    assert line.text() == "WO 4MOTOR003"
