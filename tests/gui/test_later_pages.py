"""What the pages show of the desk and the store, and what can be done there by hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.core.labels import Verb
from app.core.posting import PostingState
from app.sandbox.plant import PlantPart, PlantPlace, PlantRow, Product
from app.sandbox.plants import standard_plant
from app.sandbox.server import TrainingServer
from app.ui.places import Place
from tests.gui.conftest import workstation
from tests.gui.operator import Operator
from tests.gui.test_pages import ALT, CTRL
from tests.services.world import drained, until
from tests.support.training import NewTrainingServer

FLOW_KEYS = {
    Qt.Key.Key_F5: Place.ACTIVITY,
    Qt.Key.Key_F1: Place.HELP,
    Qt.Key.Key_F2: Place.KIT,
}


def test_a_kit_by_keys(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057")
    operator.key(Qt.Key.Key_Right, ALT)
    assert operator.step() is Step.LINES
    operator.key(Qt.Key.Key_Left, ALT)
    assert operator.step() is Step.SUBJECT
    operator.key(Qt.Key.Key_Right, ALT)
    operator.scan("24B-118")
    operator.key(Qt.Key.Key_Z, CTRL)
    assert not operator.draft.state.entry("BRG-6204").lot
    operator.scan("24B-118", "M-0931", "W-2215", "G-78")
    operator.key(Qt.Key.Key_Right, ALT)
    operator.checked()
    operator.key(Qt.Key.Key_Return, CTRL)
    until(lambda: operator.posting and operator.posting.state is PostingState.POSTED)
    drained()
    operator.key(Qt.Key.Key_N, CTRL)

    assert operator.station.desk.posting is None
    assert operator.draft.state.step is Step.SUBJECT


def test_a_refusal_and_a_question_by_keys(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "W-1980")
    operator.key(Qt.Key.Key_Escape)
    assert not operator.red()

    operator.scan("24B-118", "24A-090")
    operator.key(Qt.Key.Key_N)
    assert operator.draft.question is None
    operator.scan("24A-090")
    operator.key(Qt.Key.Key_Y)
    assert operator.draft.state.entry("BRG-6204").lot == "24A-090"


def test_a_question_is_answered_by_keys_from_the_line_where_codes_are_typed(
    operator: Operator,
) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118")
    operator.key(Qt.Key.Key_K, CTRL)
    operator.scan("24A-090")
    operator.key(Qt.Key.Key_N)
    assert operator.draft.question is None
    assert operator.field("Code").text() == ""

    operator.key(Qt.Key.Key_N)  # nothing is asked now: it begins a code
    assert operator.field("Code").text() == "n"
    operator.scan("24A-090")
    operator.key(Qt.Key.Key_Y)  # and this goes on with it
    assert operator.banner().answers
    assert operator.field("Code").text() == "ny"


def test_parking_discarding_and_a_new_batch_by_keys(operator: Operator) -> None:
    operator.scan("MOTOR003")
    operator.key(Qt.Key.Key_D, CTRL)
    assert operator.banner().title == "Discard this kit?"
    operator.key(Qt.Key.Key_N)
    operator.key(Qt.Key.Key_P, CTRL)
    assert operator.place() is Place.HOME

    operator.motors("GC00004057")
    first = operator.post()
    operator.key(Qt.Key.Key_B, CTRL)
    assert operator.station.desk.batch != first.posting.batch


def test_the_flows_by_keys(operator: Operator) -> None:
    operator.key(Qt.Key.Key_F5)
    assert operator.place() is Place.ACTIVITY
    operator.key(Qt.Key.Key_F2)
    assert operator.place() is Place.KIT
    operator.scan("MOTOR003", "GC00004057")
    for key, place in FLOW_KEYS.items():  # on every page, as the entries of the bar
        operator.key(key)
        assert operator.place() is place
    assert list(operator.draft.state.owned(ASSEMBLY)) == ["GC00004057"]


def test_no_key_of_a_flow_leaves_half_a_password(out: Operator) -> None:
    out.press("Sign in")
    out.focus(out.field("Password"))
    out.key(Qt.Key.Key_F2)
    assert out.place() is Place.SIGN_IN
    out.focus(out.field("User"))
    out.key(Qt.Key.Key_F2)
    assert out.place() is Place.KIT


@pytest.mark.parametrize("verb", [Verb.NEXT, Verb.POST])
def test_what_a_page_does_not_allow_is_off(operator: Operator, verb: Verb) -> None:
    operator.scan("MOTOR003")  # its serial number is missing
    step = operator.draft.state.step

    assert "Components" not in operator.buttons()
    operator.key(Qt.Key.Key_Right, ALT)
    operator.station.desk.press(verb)
    operator.settled()

    assert operator.draft.state.step is step


# Text of others


FOREIGN = "<b>100%s</b> {0} &amp; \u202egnp.exe"


@pytest.fixture
def odd_erp() -> TrainingServer:
    """An ERP whose parts are described by somebody with a taste for markup."""
    odd = Product(
        parts=(
            PlantPart("ODD-1", FOREIGN, stores="MA", made=True),
            PlantPart("ODD-2", FOREIGN),
        ),
        rows=(PlantRow("ODD-1", "0010", "ODD-2", "1"),),
        places=(PlantPlace("ODD-2", "<i>ISLE</i>/%d", "5"),),
    )
    plant = standard_plant()
    return NewTrainingServer(replace(plant, products=(*plant.products, odd)), strict=True)


def test_foreign_text_is_shown_as_it_is(
    odd_erp: TrainingServer, tmp_path: Path, qtbot: QtBot
) -> None:
    with odd_erp, workstation(odd_erp.url, tmp_path) as operator:
        operator.enter_with(qtbot)
        operator.scan("ODD-1")
        shown = "<b>100%s</b> {0} &amp; \u2039U+202E\u203agnp.exe"
        assert operator.says(shown)
        assert shown in operator.table("What this kit uses").model().index(0, 0).data()

        operator.scan("KB:NEXT", "<b>not%s{known}</b>")
        assert operator.banner().title == "The ERP knows no <b>not%s{known}</b>"
        operator.scan("KB:CLEAR", "KB:NEXT")
        assert "<i>ISLE< / i> / %d" in operator.row("Will be issued", "ODD-2")
        operator.post()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "<b>bold</b>",
        "%s%n{}{0}",
        "\u202eevil",
        "\u0633\u0631\u064a\u0627\u0644",
        "&&&",
        "A\x1dB\x1eC\x04",
        "\x00",
    ],
)
def test_no_scan_breaks_the_window(operator: Operator, text: str) -> None:
    operator.scan("MOTOR003", text)
    until(lambda: not operator.draft.state.checking)
    drained()

    assert operator.banner().title
    operator.scan("KB:CLEAR", "KB:NEXT")
    operator.window.grab()
    assert operator.station.window.isVisible()
