"""The lock and the help, around a kit that goes on afterwards. All at one station."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.services.unlocking import Unlock
from app.ui.places import Place
from tests.gui.operator import Operator
from tests.services.kit_station import snapshot
from tests.services.world import Heard, drained, until

LOW = 330
"""A window in which the page has to scroll, as at a large text scale."""
LOCK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


def test_not_now_leads_back_to_the_kit(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057")
    operator.station.window.show_place(Place.ACTIVITY)
    operator.press("Issue kit")
    assert operator.place() is Place.KIT

    operator.press("Op. APIUSER")
    operator.press("Not now")

    assert operator.place() is Place.KIT
    assert operator.station.desk.opened is not None


def test_signing_in_again_keeps_the_draft(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118")
    before = snapshot(operator.draft)
    operator.press("Op. APIUSER")
    operator.type("Password", "password", then=Qt.Key.Key_Return)
    until(lambda: operator.place() is Place.KIT)

    assert snapshot(operator.draft) == before
    operator.scan("M-0931")
    assert operator.draft.state.entry("MAG-N42").lot == "M-0931"


@pytest.fixture
def locked(operator: Operator) -> Iterator[Operator]:
    """A station locked in the middle of a kit; unlocked at the end."""
    operator.scan("MOTOR003", "GC00004057", "KB:LOCK")
    assert operator.place() is Place.LOCKED
    yield operator
    if operator.place() is Place.LOCKED:
        unlock(operator)


def unlock(operator: Operator) -> None:
    """It leads back to where one was."""
    operator.type("Password", "password", then=Qt.Key.Key_Return)
    until(lambda: operator.place() is Place.KIT)


def test_a_locked_station_refuses_scans_and_keeps_the_draft(locked: Operator) -> None:
    before = snapshot(locked.draft)
    withheld = Heard[str]()
    locked.station.scanning.withheld.connect(withheld)

    for text in ("GC00004058", "KB:NEXT", "KB:HELP", "KB:GOTO-ACTIVITY"):
        locked.station.scanning.inject(text, "Scanner")
    until(lambda: len(withheld.all) == 4)
    locked.field("User").setFocus(Qt.FocusReason.TabFocusReason)  # then no secret is typed
    locked.scan("KB:HELP", "GC00004059")

    assert locked.place() is Place.LOCKED
    assert snapshot(locked.draft) == before


def test_unlocking_leads_back_to_the_kit(locked: Operator) -> None:
    unlock(locked)

    locked.scan("GC00004058")
    assert list(locked.draft.state.owned(ASSEMBLY)) == ["GC00004057", "GC00004058"]


def test_no_key_opens_a_locked_station(locked: Operator) -> None:
    plain = Qt.KeyboardModifier.NoModifier
    for key, modifier in (
        (Qt.Key.Key_F1, plain),
        (Qt.Key.Key_L, LOCK),
        (Qt.Key.Key_F2, plain),
        (Qt.Key.Key_F5, plain),
        (Qt.Key.Key_Escape, plain),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ):
        locked.key(key, modifier)
        assert locked.place() is Place.LOCKED, key
    unlock(locked)


def test_a_wrong_password_does_not_open_it(locked: Operator) -> None:
    locked.window.resize(locked.window.width(), LOW)
    locked.type("Password", "wrong", then=Qt.Key.Key_Return)
    session = locked.station.session
    until(lambda: session.unlocking.state is Unlock.REFUSED)
    drained()

    assert locked.place() is Place.LOCKED
    (why,) = (one for one in locked.seen(QLabel) if one.text().startswith("The ERP refused"))
    assert why.visibleRegion().boundingRect().size() == why.size()  # else it looked like nothing
    assert session.credentials() is not None  # a stranger at the lock ends nobody's work
    unlock(locked)


def test_locking_a_station_on_home_and_unlocking_leads_home(operator: Operator) -> None:
    operator.key(Qt.Key.Key_L, LOCK)
    operator.key(Qt.Key.Key_L, LOCK)
    assert operator.place() is Place.LOCKED

    operator.type("Password", "password", then=Qt.Key.Key_Return)
    until(lambda: operator.place() is Place.HOME)


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        ([], "Home"),
        (["MOTOR003"], "Assembly"),
        (["MOTOR003", "GC00004057", "KB:NEXT"], "Components"),
    ],
)
def test_help_is_about_the_open_page(operator: Operator, texts: list[str], title: str) -> None:
    operator.scan(*texts, "KB:HELP")

    assert operator.place() is Place.HELP
    assert any(title in words for words in operator.words())


def test_esc_leads_back_from_help(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT")
    operator.key(Qt.Key.Key_F1)
    operator.key(Qt.Key.Key_Escape)

    assert operator.place() is Place.KIT
    assert operator.draft.state.step is Step.LINES


def test_help_called_twice_still_leads_back(operator: Operator) -> None:
    operator.scan("MOTOR003")
    operator.key(Qt.Key.Key_F1)
    operator.key(Qt.Key.Key_F1)
    operator.key(Qt.Key.Key_Escape)

    assert operator.place() is Place.KIT


def test_goto_issue_on_home_opens_a_kit(operator: Operator) -> None:
    operator.scan("KB:GOTO-ISSUE")

    assert operator.place() is Place.KIT
    assert operator.banner().title == "Scan the assembly"


def test_lock_and_help_on_home_open_no_kit(operator: Operator) -> None:
    operator.scan("KB:HELP")

    assert operator.place() is Place.HELP
    assert operator.station.desk.opened is None


def test_the_strip_tells_of_each_part(operator: Operator) -> None:
    until(lambda: "connected" in operator.strip())

    assert "No scanner set up" in operator.strip()
    assert "Training ERP: connected" in operator.strip()
