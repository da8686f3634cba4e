"""Set-up, as a person uses it: a real line, the real station file, keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from app.core.calibration import Symbol
from app.core.labels import LabelKind
from app.core.settings import Encoding, ScannerSettings, Settings, Terminator, parse
from app.services.scanning import ScannerState
from app.ui import setup_texts
from app.ui.pages.setup import SetupPage
from app.ui.pages.setup_teach import Stage as Step
from app.ui.places import Place
from app.ui.widgets.banner import BannerKind
from hardware.discovery import PortInfo, UsbIdentity
from hardware.simulated import SimulatedScanner
from tests.gui.stage import Stage, stage
from tests.services.world import Heard, drained, until

FILE = "# by Lena\n[station]\nname = 'KIT-04'  # on its lid\n"
TALL = 44
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def device() -> Iterator[SimulatedScanner]:
    with SimulatedScanner() as made:
        yield made


@pytest.fixture
def ports(device: SimulatedScanner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own list is told by the test, as no pty is ever in it."""
    listed = [PortInfo(device.port, "Xenon", "Honeywell", "Xenon 1900"), PortInfo("COM7", "-")]
    monkeypatch.setattr("hardware.discovery.ports", lambda: listed)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "kitbench.toml").write_text(FILE, encoding="utf-8")
    return tmp_path


def press(on: Stage, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    on.window.activateWindow()
    until(lambda: QApplication.activeWindow() is on.window)
    QTest.keyClick(QApplication.focusWidget() or on.window, key, modifiers)


def tab_to(on: Stage, name: str) -> None:
    """By Tab alone, from wherever the focus is."""
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and focused.accessibleName() == name:
            return
        press(on, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes to {name}")


def open_page(on: Stage) -> SetupPage:
    on.window.open_flow(Place.SET_UP)
    (page,) = on.window.findChildren(SetupPage)
    return page


def large_enough(on: Stage) -> None:
    """Whatever is touched, by a finger in a glove."""
    for kind in (QAbstractButton, QComboBox, QLineEdit):
        for one in on.window.findChildren(kind):
            if one.isVisible():
                assert one.height() >= TALL, one.accessibleName()
                assert one.width() >= TALL, one.accessibleName()


def scanned(page: SetupPage, device: SimulatedScanner, raw: bytes) -> None:
    """Scan a code of the sheet, and wait until something was made of it."""
    changed = Heard[None]()
    page.teach._teaching.changed.connect(lambda: changed(None))
    device.write(raw)
    until(lambda: changed.all)


def at_step(page: SetupPage) -> Step:
    return page.teach.stage


def trial(page: SetupPage) -> None:
    until(lambda: page.teach._bench.status.state is ScannerState.CONNECTED)


def running(on: Stage) -> dict[str, ScannerState]:
    return {name: one.state for name, one in on.station.scanning.statuses.items()}


@pytest.mark.usefixtures("ports")
def test_a_scanner_is_added_by_keyboard_alone(
    qapp: QApplication, home: Path, device: SimulatedScanner
) -> None:
    with stage(qapp, home, Settings()) as on:
        on.sign_in()
        tab_to(on, "Set-up")
        press(on, Qt.Key.Key_Space)
        (page,) = on.window.findChildren(SetupPage)
        large_enough(on)
        listed = Heard[object]()
        page.teach._bench.ports_listed.connect(listed)
        press(on, Qt.Key.Key_Return, CTRL)
        until(lambda: listed.all)
        assert at_step(page) is Step.CHOOSE
        assert page.teach.ports.chosen.path == device.port
        large_enough(on)
        press(on, Qt.Key.Key_Return, CTRL)
        trial(page)
        large_enough(on)
        scanned(page, device, b"GC00004057\r")
        assert page.teach.banner.view.kind is BannerKind.REFUSED
        scanned(page, device, b"\x02" + Symbol.LINE.text.encode() + b"\r\n")
        scanned(page, device, b"\x02" + Symbol.MESSAGE.text.encode() + b"\r\n")
        large_enough(on)
        press(on, Qt.Key.Key_Return, CTRL)  # it reads no more squares
        assert at_step(page) is Step.CHECK
        large_enough(on)
        press(on, Qt.Key.Key_Return, CTRL)
        large_enough(on)
        tab_to(on, setup_texts.NAME)
        press(on, Qt.Key.Key_End)
        QTest.keyClicks(page.teach.naming.name, " 2")
        press(on, Qt.Key.Key_Return, CTRL)
        until(page.list.isVisible)
        until(lambda: running(on).get("Xenon 1900 2") is ScannerState.CONNECTED)
        assert on.desk.opened is None
        text = (home / "kitbench.toml").read_text(encoding="utf-8")
        assert text.startswith(FILE)
        assert parse(text)[0].scanners == (
            ScannerSettings(
                "Xenon 1900 2",
                device.port,
                terminator=Terminator.CRLF,
                prefix="\x02",
                encoding=Encoding.UTF_8,
            ),
        )
        device.write(b"\x02MOTOR003\r\n")
        until(lambda: on.desk.opened is not None)
        assert on.window.place is Place.KIT


@pytest.mark.usefixtures("ports")
def test_cancel_leaves_everything_as_it_was(
    qapp: QApplication, home: Path, device: SimulatedScanner
) -> None:
    known = ScannerSettings("Line", device.port)
    with stage(qapp, home, Settings(scanners=(known,))) as on:
        until(lambda: running(on) == {"Line": ScannerState.CONNECTED})
        page = open_page(on)
        page.list.teach.click()
        trial(page)
        scanned(page, device, b"\x02" + Symbol.LINE.text.encode() + b"\n")
        press(on, Qt.Key.Key_Escape)
        until(page.list.isVisible)
        until(lambda: running(on) == {"Line": ScannerState.CONNECTED})
        assert on.station.scanning.testing is False
        assert (home / "kitbench.toml").read_text(encoding="utf-8") == FILE
        device.write(b"MOTOR003\r")
        until(lambda: on.window.place is not Place.SET_UP)


def test_what_is_tested_goes_nowhere_else(
    qapp: QApplication, home: Path, device: SimulatedScanner
) -> None:
    with stage(qapp, home, Settings(scanners=(ScannerSettings("Line", device.port),))) as on:
        on.sign_in()
        until(lambda: running(on) == {"Line": ScannerState.CONNECTED})
        page = open_page(on)
        page.list.test.click()
        device.write(b"[)>\x1e06\x1dPBRG-6204\x1d1TLOT4\x1e\x04\r")
        until(lambda: page.test.banner.view.kind is BannerKind.DONE)
        facts = [value.text() for _, value in page.test._facts._texts]
        assert facts[:2] == ["Line", b"[)>\x1e06\x1dPBRG-6204\x1d1TLOT4\x1e\x04\r".hex(" ").upper()]
        assert "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}GS" in facts[2]
        rows = [
            [page.test._model.cell(row, column).text for column in range(4)]
            for row in range(page.test._model.rowCount())
        ]
        assert rows[0] == ["part", "BRG-6204", "PBRG-6204", "MH10.8.2 P"]
        device.write(b"KB:POST\r")
        until(lambda: page.test.banner.view.title == setup_texts.read_as(LabelKind.COMMAND))
        drained()
        assert on.window.place is Place.SET_UP
        on.window.open_help()  # somebody needs to know what this is
        device.write(b"MOTOR003\r")
        until(lambda: on.desk.opened is not None)
        on.window.open_flow(Place.SET_UP)
        assert on.station.scanning.testing


def button(page: SetupPage, name: str) -> QAbstractButton:
    (found,) = (one for one in page.list.findChildren(QAbstractButton) if one.text() == name)
    return found


def test_both_sheets_are_printed(qapp: QApplication, tmp_path: Path) -> None:
    with stage(qapp, tmp_path, Settings()) as on:
        page = open_page(on)
        written = Heard[str]()
        on.station.printing.written.connect(written)
        for name in (setup_texts.PRINT_COMMANDS, setup_texts.PRINT_SHEET):
            written.all.clear()
            button(page, name).click()
            assert Path(written.one).read_bytes().startswith(b"%PDF-")
            assert page.list.banner.view.kind is BannerKind.DONE
        prints = tmp_path / "prints"
        for sheet in list(prints.iterdir()):
            sheet.unlink()
        prints.rmdir()
        prints.write_text("no folder", encoding="utf-8")
        button(page, setup_texts.PRINT_SHEET).click()
        until(lambda: page.list.banner.view.kind is BannerKind.REFUSED)


def test_no_command_leads_to_set_up(qapp: QApplication, tmp_path: Path) -> None:
    with stage(qapp, tmp_path, Settings()) as on:
        on.sign_in()
        on.scan("KB:GOTO-SETUP", "KB:SETUP")
        assert on.window.place is not Place.SET_UP


def test_a_scanner_is_removed_after_a_question(qapp: QApplication, home: Path) -> None:
    table = '[[scanners]]\nname = "Line"\nport = "loop://"\n'
    (home / "kitbench.toml").write_text(FILE + table, encoding="utf-8")
    settings, _ = parse(FILE + table)
    with stage(qapp, home, settings) as on:
        page = open_page(on)
        page.list.remove.click()
        press(on, Qt.Key.Key_Escape)
        assert page.list.banner.view.kind is BannerKind.SCAN
        page.list.remove.click()
        saved = Heard[None]()
        page.list._scanners.saved.connect(lambda: saved(None))
        page.list.banner.answered.emit(1)
        until(lambda: saved.all)
        assert running(on) == {}
    assert (home / "kitbench.toml").read_text(encoding="utf-8") == FILE


def test_a_name_or_port_that_is_taken_is_said(qapp: QApplication, tmp_path: Path) -> None:
    first, second = ScannerSettings("Line", "loop://"), ScannerSettings("End", "nonsense://")
    with stage(qapp, tmp_path, Settings(scanners=(first, second))) as on:
        naming = open_page(on).teach.naming
        naming.show_scanner(first)
        assert naming.named(first, "Line") == first
        for name, error in (("End", setup_texts.NAME_TAKEN), (" ", setup_texts.NO_NAME)):
            naming.name.setText(name)
            assert naming.named(first, "Line") is None
            assert naming.error == error
        naming.name.setText("New")
        assert naming.named(first, "") is None
        assert naming.error == setup_texts.PORT_TAKEN


def test_a_usb_scanner_is_kept_by_its_identity(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = UsbIdentity(0x0C2E, 0x0B6A, "17042B0A5C", "1-2")
    there = [PortInfo("/dev/ttyACM7", "Xenon", "Honeywell", "Xenon 1900", identity)]
    monkeypatch.setattr("hardware.discovery.ports", lambda: there)
    with stage(qapp, tmp_path, Settings()) as on:
        page = open_page(on)
        listed = Heard[object]()
        page.teach._bench.ports_listed.connect(listed)
        page.list.add.click()
        until(lambda: listed.all)
        page.teach.next.click()
        assert page.teach._scanner.port == "usb:0c2e:0b6a:17042B0A5C"
        page.teach.cancel.click()
