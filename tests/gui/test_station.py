"""Sign-in, the lock, help, the status strip: what is around the flows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.kit.state import ASSEMBLY
from app.core.problems import NeedsSignIn, ProblemCode
from app.core.settings import Settings, Station
from app.demo.cable import NetworkCable
from app.services.session import Reach, SignIn, VaultKind
from app.services.unlocking import Unlock
from app.ui.places import Place
from app.ui.widgets.button import ActionButton
from hardware.serial_scanner import SerialScanner
from hardware.simulated import SimulatedScanner
from tests.gui.conftest import workstation
from tests.gui.operator import Operator
from tests.services.world import drained, until
from tests.unit.erp.servers import Server, answering, http

LOCK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


# Sign-in


def test_signing_in_by_keyboard(out: Operator) -> None:
    out.press("Sign in")
    assert out.place() is Place.SIGN_IN
    assert QApplication.focusWidget() is out.field("User")

    out.type("User", "APIUSER")
    out.type("Password", "password", then=Qt.Key.Key_Return)
    until(lambda: out.place() is not Place.SIGN_IN)

    assert out.station.session.erp_user == "APIUSER"
    assert out.says("Op. APIUSER") or "Op. APIUSER" in out.buttons()


def test_a_wrong_password_is_told_and_can_be_corrected(out: Operator) -> None:
    out.press("Sign in")
    out.type("User", "APIUSER")
    out.type("Password", "wrong", then=Qt.Key.Key_Return)
    until(lambda: out.station.session.sign_in_state is SignIn.REFUSED)
    drained()

    assert out.place() is Place.SIGN_IN
    assert any(words.startswith("The ERP refused") for words in out.words())
    assert out.field("Password").text() == ""

    out.type("Password", "password", then=Qt.Key.Key_Return)
    until(lambda: out.place() is not Place.SIGN_IN)


def test_a_button_without_a_password_leads_to_the_password(out: Operator) -> None:
    out.press("Sign in")
    (enter,) = [one for one in out.seen(ActionButton) if one.words == "Sign in"]
    QTest.mouseClick(enter, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is out.field("User")
    out.type("User", "APIUSER")
    QTest.mouseClick(enter, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is out.field("Password")
    assert out.station.session.sign_in_state is SignIn.SIGNED_OUT


def test_without_a_keyring_it_is_said_how_long_the_password_is_kept(out: Operator) -> None:
    until(lambda: out.station.session.vault_kind is VaultKind.SESSION)
    out.press("Sign in")
    said = "The password is kept until the program ends: this machine has no keyring."
    assert said in out.words()
    assert "Keep me signed in until the program ends" in out.buttons()


def test_an_erp_that_is_away_is_told_at_the_sign_in(out: Operator, cable: NetworkCable) -> None:
    cable.pull()
    out.press("Sign in")
    out.type("User", "APIUSER")
    out.type("Password", "password", then=Qt.Key.Key_Return)
    until(lambda: out.says("The ERP cannot be reached now."))

    assert out.place() is Place.SIGN_IN


@pytest.mark.parametrize(
    "answer",
    [
        http(200, "<html><body>Welcome to the printer</body></html>", "text/html"),
        http(302, "", head="Location: http://127.0.0.1/\r\n"),
        http(200, '["another program"]'),
    ],
)
def test_something_else_than_the_erp_is_told_at_the_sign_in(
    answer: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    with Server(answering(answer)) as server, workstation(server.root_url, tmp_path) as operator:
        operator.station.window.activateWindow()
        qtbot.waitUntil(operator.station.window.isActiveWindow)
        operator.press("Sign in")
        operator.type("User", "APIUSER")
        operator.type("Password", "password", then=Qt.Key.Key_Return)
        until(lambda: operator.says("Something answered there that is not the ERP."))

        assert operator.place() is Place.SIGN_IN


def test_the_password_is_shown_to_nobody(out: Operator) -> None:
    out.press("Sign in")

    assert out.field("Password").echoMode() is out.field("Password").EchoMode.Password


# The lock


@pytest.fixture
def locked(operator: Operator) -> Operator:
    """A station locked in the middle of a kit."""
    operator.scan("MOTOR003", "GC00004057", "KB:LOCK")
    assert operator.place() is Place.LOCKED
    return operator


def test_while_the_erp_is_away_the_password_that_was_good_last_opens_it(
    locked: Operator, cable: NetworkCable
) -> None:
    session = locked.station.session
    used = session.credentials()
    cable.pull()
    locked.type("Password", "wrong", then=Qt.Key.Key_Return)
    until(lambda: session.unlocking.state is Unlock.NOT_KNOWN)
    drained()
    assert locked.place() is Place.LOCKED
    assert locked.says("The ERP is away, and this is not the password of APIUSER.")
    assert locked.says("only APIUSER can unlock now")

    locked.type("Password", "password", then=Qt.Key.Key_Return)
    until(lambda: locked.place() is Place.KIT)
    assert "offline" in locked.strip()
    assert session.credentials() is used
    locked.scan("GC00004058")
    assert list(locked.draft.state.owned(ASSEMBLY)) == ["GC00004057", "GC00004058"]


def test_a_token_that_is_renewed_does_not_open_it(locked: Operator) -> None:
    """Nobody has come: the station only got a new token by itself."""
    session = locked.station.session
    used = session.credentials()
    assert used is not None
    session.note(NeedsSignIn(ProblemCode.TOKEN_REFUSED), used)
    until(lambda: session.credentials() not in {None, used})
    drained()

    assert locked.place() is Place.LOCKED


def test_nor_does_an_erp_that_comes_back(locked: Operator, cable: NetworkCable) -> None:
    cable.pull()
    session = locked.station.session
    locked.station.reads.find("X", lambda _: None, lambda _: None)  # sooner than the heartbeat
    until(lambda: session.reach is Reach.OFFLINE)
    cable.plug_in()
    until(lambda: session.reach is Reach.ONLINE)
    drained()

    assert locked.place() is Place.LOCKED


# Help


# Commands that lead elsewhere


def test_goto_parks_the_open_kit(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:GOTO-ACTIVITY")

    assert operator.place() is Place.ACTIVITY
    assert operator.station.desk.opened is None
    (row,) = operator.station.drafts.open_drafts(operator.station.session.target)
    assert row.summary.subject == "MOTOR003"


# The strip


def test_the_strip_is_calm_about_an_erp_that_is_away(
    operator: Operator, cable: NetworkCable
) -> None:
    operator.scan("MOTOR003", "KB:CANCEL", "KB:YES")
    cable.pull()
    operator.motors("GC00004057")
    operator.scan("KB:POST")
    until(lambda: "offline since" in operator.strip() and "1 waiting" in operator.strip())

    assert "work goes on" in operator.strip()
    assert "posted" not in operator.strip()


def test_the_strip_counts_what_was_rejected(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057")
    operator.type("Department", "nowhere")
    operator.scan("KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
    operator.checked()
    operator.scan("KB:POST")
    until(lambda: "1 rejected" in operator.strip())


def test_the_strip_says_signed_out(out: Operator) -> None:
    until(lambda: "signed out" in out.strip())


def test_training_is_said_on_every_page(operator: Operator) -> None:
    for here in Place:
        operator.station.window.show_place(here)
        assert operator.says("Training"), here


def test_the_station_is_named(cable: NetworkCable, tmp_path: Path, qtbot: QtBot) -> None:
    settings = Settings(station=Station("KIT-04"))
    with workstation(cable.url, tmp_path, settings) as operator:
        operator.enter_with(qtbot)
        assert operator.says("KIT-04")


def test_the_strip_follows_the_scanner(operator: Operator) -> None:
    with SimulatedScanner() as simulated:
        operator.station.scanning.add(SerialScanner("Wand", simulated.port))
        until(lambda: "Wand: connected" in operator.strip())
        simulated.scan("MOTOR003")
        until(lambda: operator.station.desk.opened)
        until(lambda: operator.station.desk.idle)
        assert operator.draft.state.plan is not None
        operator.station.scanning.stop()
        until(lambda: "Wand: off" in operator.strip())


def test_no_scan_is_journalled_while_a_password_is_typed(out: Operator) -> None:
    out.station.window.show_place(Place.SIGN_IN)
    field = out.field("Password")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert out.station.scanning.secret_entry

    out.station.scanning.inject("secret-badge", "Scanner")
    assert out.station.journal.recent() == []

    out.field("User").setFocus(Qt.FocusReason.TabFocusReason)
    assert not out.station.scanning.secret_entry


def test_a_fault_in_the_program_does_not_open_it(locked: Operator) -> None:
    locked.station.window.show_fault("ValueError: no")
    locked.station.desk.intake.garbled("bad-encoding")
    drained()

    assert locked.place() is Place.LOCKED
