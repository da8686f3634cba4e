"""What the station file says of scanners that type, and what a secret field keeps from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.settings import KEYBOARD, ScannerSettings, Terminator
from app.services.keyboards import Keyboards
from app.ui.wedge import Wedge
from tests.gui.widgets.wedge_desk import Desk, wedge_desk
from tests.services.world import Heard, drained

GS, RS, EOT = "\x1d", "\x1e", "\x04"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with wedge_desk(tmp_path) as made:
        yield made


def test_in_a_secret_field_nothing_is_taken_or_journalled(desk: Desk) -> None:
    """design.md 7. Not by a keyboard scanner, and not by one of a line."""
    line = desk.line()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    desk.window.lead_to("plain text")
    line = desk.line()
    desk.device.scan("secret-badge")
    assert line.text() == "WO secret-badge"
    desk.scanning.inject("secret-badge", "Serial")
    drained()
    assert desk.scanned.all == []
    assert desk.journal.recent() == []

    desk.window.lead_to("plain text")
    desk.device.scan("MOTOR003")
    assert desk.texts(1) == ["MOTOR003"]


def test_a_secret_field_that_had_the_focus_before_is_one_too(desk: Desk) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    desk.line().setEchoMode(QLineEdit.EchoMode.Password)
    desk.scanning.secret_entry = False
    wedge = Wedge(app, Keyboards(desk.scanning))
    wedge.close()
    assert desk.scanning.secret_entry


def test_a_scan_that_began_before_a_secret_field_leaks_nothing_into_it(desk: Desk) -> None:
    withheld = Heard[str]()
    desk.scanning.withheld.connect(withheld)
    secret = desk.window.kinds["line"]
    assert isinstance(secret, QLineEdit)
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    desk.window.lead_to("plain text")
    desk.device.type("MOTOR")
    secret.setFocus()
    desk.device.scan("003")
    assert withheld.one == "Keyboard"
    assert secret.text() == "WO "
    assert desk.journal.recent() == []


def test_a_prefix_lets_short_codes_through_and_tells_scanners_apart(desk: Desk) -> None:
    desk.set_up(
        ScannerSettings("Short", KEYBOARD, prefix="~", terminator=Terminator.TAB),
        ScannerSettings("Long", KEYBOARD),
    )
    desk.window.lead_to("line")
    before = desk.window.held()
    desk.device.scan("~1", "\t")
    desk.device.scan("MOTOR003")
    assert desk.texts(2) == ["1", "MOTOR003"]
    assert [one.scan.scanner for one in desk.scanned.all] == ["Short", "Long"]
    assert [one.scan.raw for one in desk.scanned.all] == [b"~1", b"MOTOR003"]
    assert desk.window.held() == before


@pytest.mark.parametrize("stands_for_gs", ["\uf01d", "\ufffd", "␝", "{GS}"])
def test_what_stands_in_place_of_gs(desk: Desk, stands_for_gs: str) -> None:
    """operators.md 17."""
    desk.set_up(ScannerSettings("Bench", KEYBOARD, gs=stands_for_gs))
    desk.device.scan(f"]d2{stands_for_gs}10LOT42{stands_for_gs}21S1")
    assert desk.texts(1) == [f"]d2{GS}10LOT42{GS}21S1"]


def test_with_marks_alone_typing_waits_for_nothing(desk: Desk) -> None:
    desk.set_up(ScannerSettings("Short", KEYBOARD, prefix="~"))
    line = desk.line()
    desk.device.type("MOTOR003")
    assert line.text() == "WO MOTOR003"


def test_a_scan_without_its_end_is_said_aloud(desk: Desk) -> None:
    desk.set_up(ScannerSettings("Short", KEYBOARD, prefix="~"))
    line = desk.line()
    desk.device.type("~MOTOR003")
    garbled = desk.garbled.one
    assert (garbled.scanner, garbled.raw) == ("Short", b"~MOTOR003")
    assert line.text() == "WO "


def test_a_scanner_without_a_name_has_no_status(desk: Desk) -> None:
    """Nobody can see whether it is there."""
    assert dict(desk.scanning.statuses) == {}
    desk.device.scan("MOTOR003")
    desk.texts(1)
    assert desk.scanned.one.scan.scanner == "Keyboard"
