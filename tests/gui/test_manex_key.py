"""ManEx's key at the window: entered once by a lead, seen by nobody, and no scan falls into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.core.problems import NeedsSignIn, NotSent, ProblemCode, Rejected
from app.core.settings import Settings
from app.sandbox.manex import API_KEYS
from app.services.manex_session import ManexSession
from app.services.session import SignIn
from app.ui import manex_texts
from app.ui.pages.key import KeyPage
from app.ui.pages.setup import SetupPage
from app.ui.pages.setup_manex import ManexCard
from app.ui.places import Place
from tests.gui.stage import Stage, stage
from tests.services.world import drained, until

KEY = next(iter(API_KEYS.values()))


@pytest.fixture
def live(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    with stage(qapp, tmp_path, Settings(), live=True) as on:
        yield on


def session_of(on: Stage) -> ManexSession:
    assert on.station.purchase is not None
    return on.station.purchase.buying.session


def card_of(on: Stage) -> ManexCard:
    on.window.open_flow(Place.SET_UP)
    until(lambda: session_of(on).sign_in_state is not SignIn.SIGNING_IN)  # the vault was asked
    drained()
    (card,) = on.window.findChildren(ManexCard)
    return card


def page_of(on: Stage) -> KeyPage:
    (page,) = on.window.findChildren(KeyPage)
    return page


def words_of(on: Stage) -> str:
    """All that can be read in the window now."""
    return " ".join(one.text() for one in on.window.findChildren(QLabel) if one.isVisible())


def type_key(on: Stage, key: str) -> QLineEdit:
    field = page_of(on).findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, key)
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: session_of(on).sign_in_state is not SignIn.SIGNING_IN)
    drained()
    return field


def test_it_is_entered_in_set_up_and_leads_back_there(live: Stage) -> None:
    card = card_of(live)
    assert "No key" in words_of(live)
    assert manex_texts.item(session_of(live)).text == "ManEx: no key"
    card.enter.click()
    field = type_key(live, KEY[::-1])
    assert field.text() == ""
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert "does not accept this key" in words_of(live)
    assert page_of(live).isVisible()
    type_key(live, KEY)
    assert session_of(live).sign_in_state is SignIn.SIGNED_IN
    assert card.isVisible()
    assert "The key is accepted" in words_of(live)
    assert KEY not in words_of(live)
    card.enter.click()
    assert field.text() == ""


def test_no_scan_falls_into_it(live: Stage) -> None:
    card_of(live).enter.click()
    assert live.station.scanning.secret_entry
    live.station.scanning.inject("MOTOR003", "test")
    drained()
    field = page_of(live).findChild(QLineEdit)
    assert field is not None
    assert field.text() == ""
    assert live.desk.draft is None


def test_it_is_forgotten_when_that_was_meant(live: Stage) -> None:
    card = card_of(live)
    card.enter.click()
    type_key(live, KEY)
    (page,) = live.window.findChildren(SetupPage)
    card.forget.click()
    page.list.banner.answered.emit(0)
    assert session_of(live).credentials() is not None
    card.forget.click()
    page.list.banner.answered.emit(1)
    assert session_of(live).credentials() is None
    assert "No key" in words_of(live)


def test_in_training_nobody_is_asked_for_one(qapp: QApplication, tmp_path: Path) -> None:
    with stage(qapp, tmp_path, Settings()) as on:
        on.window.open_flow(Place.SET_UP)
        assert on.window.findChildren(ManexCard) == []
        assert "ManEx" not in words_of(on)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (NeedsSignIn(ProblemCode.KEY_REFUSED, "Invalid API Key."), "does not accept"),
        (NeedsSignIn(ProblemCode.NO_KEY), "no ManEx key yet"),
        (Rejected(ProblemCode.NO_SUCH_CALL, "No HTTP resource was found"), "no ManEx at this"),
        (Rejected(ProblemCode.INVALID_REQUEST, "'PO Items' Object"), "could not read"),
        (
            Rejected(ProblemCode.MANUFACTURER, "PO Items add failed.UniqMfgrhd is Invalid."),
            "approved for this part",
        ),
        (
            Rejected(ProblemCode.NO_SUCH_LINE, "PO Items delete failed.Po Item does not exists."),
            "no longer has this line",
        ),
        (Rejected(ProblemCode.LINE_EXISTS, "ITEMNO is Invalid."), "has a line of this number"),
        (Rejected(ProblemCode.REVISION, "revision is Invalid."), "not known in this revision"),
        (Rejected(ProblemCode.BROKE_DOWN, "See the inner exception"), "broke off"),
        (Rejected(ProblemCode.RULE, "The item is not taxable."), "ManEx: The item is not taxable."),
        (NotSent(ProblemCode.NO_ROUTE), "cannot be reached"),
    ],
    ids=str,
)
def test_refusals_are_told_to_a_buyer(problem: NotSent, said: str) -> None:
    words = manex_texts.refusal(problem)
    assert said in words
    assert words.endswith(".")
