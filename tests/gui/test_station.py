"""Sign-in, the lock, the status strip: what is around the flows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.kit.state import ASSEMBLY
from app.core.problems import NeedsSignIn, ProblemCode
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

# Sign-in


def sign_in(out: Operator, password: str) -> None:
    """By keyboard, and wait for nothing."""
    out.type("User", "APIUSER")
    out.type("Password", password, then=Qt.Key.Key_Return)


def test_signing_in_by_keyboard(out: Operator) -> None:
    until(lambda: "signed out" in out.strip())
    until(lambda: out.station.session.vault_kind is VaultKind.SESSION)
    out.press("Sign in")
    assert out.place() is Place.SIGN_IN
    assert QApplication.focusWidget() is out.field("User")
    assert out.field("Password").echoMode() is out.field("Password").EchoMode.Password
    # Without a keyring it is said how long the password is kept.
    said = "The password is kept until the program ends: this machine has no keyring."
    assert said in out.words()
    assert "Keep me signed in until the program ends" in out.buttons()

    sign_in(out, "password")
    until(lambda: out.place() is not Place.SIGN_IN)

    assert out.station.session.erp_user == "APIUSER"
    assert out.says("Op. APIUSER") or "Op. APIUSER" in out.buttons()


def test_what_is_wrong_is_told_and_can_be_corrected(out: Operator) -> None:
    out.press("Sign in")
    # A button without a password leads to the password.
    (enter,) = [one for one in out.seen(ActionButton) if one.words == "Sign in"]
    QTest.mouseClick(enter, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is out.field("User")
    out.type("User", "APIUSER")
    QTest.mouseClick(enter, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is out.field("Password")
    assert out.station.session.sign_in_state is SignIn.SIGNED_OUT

    # No scan is journalled while a password is typed.
    secret = [out.station.scanning.secret_entry]
    out.station.scanning.inject("secret-badge", "Scanner")
    assert out.station.journal.recent() == []
    out.field("User").setFocus(Qt.FocusReason.TabFocusReason)
    secret.append(out.station.scanning.secret_entry)
    assert secret == [True, False]

    out.type("Password", "wrong", then=Qt.Key.Key_Return)
    until(lambda: out.station.session.sign_in_state is SignIn.REFUSED)
    drained()
    assert out.place() is Place.SIGN_IN
    assert any(words.startswith("The ERP refused") for words in out.words())
    assert out.field("Password").text() == ""

    out.type("Password", "password", then=Qt.Key.Key_Return)
    until(lambda: out.place() is not Place.SIGN_IN)


def test_an_erp_that_is_away_is_told_at_the_sign_in(out: Operator, cable: NetworkCable) -> None:
    cable.pull()
    out.press("Sign in")
    sign_in(out, "password")
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
        sign_in(operator, "password")
        until(lambda: operator.says("Something answered there that is not the ERP."))

        assert operator.place() is Place.SIGN_IN


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


def test_nothing_opens_it_without_a_password(locked: Operator, cable: NetworkCable) -> None:
    session = locked.station.session
    used = session.credentials()
    assert used is not None
    # A token that is renewed: nobody has come, the station only got a new one by itself.
    session.note(NeedsSignIn(ProblemCode.TOKEN_REFUSED), used)
    until(lambda: session.credentials() not in {None, used})
    drained()
    assert locked.place() is Place.LOCKED

    # An ERP that comes back
    cable.pull()
    locked.station.reads.find("X", lambda _: None, lambda _: None)  # sooner than the heartbeat
    until(lambda: session.reach is Reach.OFFLINE)
    cable.plug_in()
    until(lambda: session.reach is Reach.ONLINE)
    drained()
    assert locked.place() is Place.LOCKED

    # A fault in the program
    locked.station.window.show_fault("ValueError: no")
    locked.station.desk.intake.garbled("bad-encoding")
    drained()
    assert locked.place() is Place.LOCKED


# The strip


def test_the_strip_follows_the_scanner_and_goto_parks_its_kit(operator: Operator) -> None:
    with SimulatedScanner() as simulated:
        operator.station.scanning.add(SerialScanner("Wand", simulated.port))
        until(lambda: "Wand: connected" in operator.strip())
        simulated.scan("MOTOR003")
        until(lambda: operator.station.desk.opened)
        until(lambda: operator.station.desk.idle)
        assert operator.draft.state.plan is not None

        operator.expect(1)  # which came from the scanner
        operator.scan("KB:GOTO-ACTIVITY")
        assert operator.place() is Place.ACTIVITY
        assert operator.station.desk.opened is None
        (row,) = operator.station.drafts.open_drafts(operator.station.session.target)
        assert row.summary.subject == "MOTOR003"

        operator.station.scanning.stop()
        until(lambda: "Wand: off" in operator.strip())


def test_training_is_said_on_every_page(operator: Operator) -> None:
    for here in Place:
        operator.station.window.show_place(here)
        assert operator.says("Training"), here
