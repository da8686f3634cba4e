"""A kit by keys alone, and what no scan breaks. All at one station."""

import pytest
from PySide6.QtCore import Qt

from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.core.labels import Verb
from app.core.posting import PostingState
from app.ui.places import Place
from tests.gui.operator import Operator
from tests.gui.test_pages import ALT, CTRL
from tests.services.world import drained, until

FLOW_KEYS = {
    Qt.Key.Key_F5: Place.ACTIVITY,
    Qt.Key.Key_F1: Place.HELP,
    Qt.Key.Key_F2: Place.KIT,
}


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


def test_a_kit_by_keys(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004071")
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


def test_parking_discarding_and_a_new_batch_by_keys(operator: Operator) -> None:
    operator.scan("MOTOR003")
    operator.key(Qt.Key.Key_D, CTRL)
    assert operator.banner().title == "Discard this kit?"
    operator.key(Qt.Key.Key_N)
    operator.key(Qt.Key.Key_P, CTRL)
    assert operator.place() is Place.HOME

    operator.motors("GC00004072")
    first = operator.post()
    operator.key(Qt.Key.Key_B, CTRL)
    assert operator.station.desk.batch != first.posting.batch


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


@pytest.mark.parametrize("verb", [Verb.NEXT, Verb.POST])
def test_what_a_page_does_not_allow_is_off(operator: Operator, verb: Verb) -> None:
    operator.scan("MOTOR003")  # its serial number is missing
    step = operator.draft.state.step

    assert "Components" not in operator.buttons()
    operator.key(Qt.Key.Key_Right, ALT)
    operator.station.desk.press(verb)
    operator.settled()

    assert operator.draft.state.step is step


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
