"""What the banner asks for and refuses while a kit is made. All at one station: none is posted."""

import pytest
from PySide6.QtCore import QSignalBlocker, Qt

from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.services.intake import Notice
from app.services.scanning import ScannerMode
from app.ui.feedback import tone_of
from app.ui.tones import Sound
from app.ui.widgets.banner import BannerKind
from app.ui.widgets.button import ButtonKind
from tests.gui.operator import Operator
from tests.services.world import Heard, drained


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


def test_home_asks_for_an_assembly(operator: Operator) -> None:
    assert operator.banner().kind is BannerKind.SCAN
    assert operator.banner().title == "Scan an assembly, a PO, or a command"


def test_each_step_of_a_kit_asks_for_the_next_thing(operator: Operator) -> None:
    titles = []
    for texts in (
        ["MOTOR003", "KB:QTY=2"],
        ["GC00004057"],
        ["GC00004058"],
        ["KB:NEXT"],
        ["24B-118", "M-0931", "W-2215", "G-78"],
        ["KB:NEXT"],
    ):
        operator.scan(*texts)
        operator.checked()
        assert operator.banner().kind is BannerKind.SCAN
        titles.append(operator.banner().title)

    assert titles == [
        "Scan serial number 1 of 2 for MOTOR003",
        "Scan serial number 2 of 2 for MOTOR003",
        "Scan NEXT to go on to the components",
        "Scan a lot for GREASE-L2",
        "All components are ready. Scan NEXT",
        "Check, then scan POST",
    ]
    assert operator.banner().hint.startswith("2 MOTOR003 into MA")


def test_what_was_taken_stands_at_the_right(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118")

    last = operator.banner().last
    assert last is not None
    assert last.raw == "24B-118"
    assert "BRG-6204" in last.label


def test_a_refusal_is_red_until_it_is_cleared(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT")
    assert not operator.red()

    operator.scan("W-1980")
    assert operator.banner().kind is BannerKind.REFUSED
    assert operator.banner().title.startswith("Lot W-1980 expired on ")
    assert operator.banner().hint.startswith("Not taken. Put it aside and scan another lot of")
    assert operator.banner().clear == "Clear"
    assert operator.red()

    operator.scan("24B-118", "M-0931")
    assert operator.banner().title.startswith("Lot W-1980 expired")
    assert operator.banner().hint.endswith("2 more scans are held.")

    operator.scan("KB:CLEAR")
    assert operator.banner().kind is BannerKind.QUESTION
    assert operator.banner().title == "Read the 2 scans that came meanwhile?"
    assert not operator.red()

    operator.scan("KB:NO")
    assert operator.banner().kind is BannerKind.SCAN


def test_what_is_pressed_while_it_is_red_leads_nowhere(operator: Operator) -> None:
    operator.motors("GC00004057")
    operator.press("Back")
    operator.scan("W-1980")
    assert operator.red()
    said = operator.banner()
    alt = Qt.KeyboardModifier.AltModifier
    operator.key(Qt.Key.Key_Right, alt)
    operator.press("Review")
    assert operator.banner() == said  # which says Clear, and of no scan that is held

    operator.press("Clear")
    assert operator.banner().kind is BannerKind.SCAN
    assert operator.step() is Step.LINES
    operator.key(Qt.Key.Key_Right, alt)
    assert operator.step() is Step.REVIEW


def test_a_green_that_comes_late_takes_no_red_away(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT")
    operator.checked()
    heard = Heard[Notice]()
    operator.station.desk.intake.noticed.connect(heard)
    operator.inject("24B-118", "W-1980")
    operator.settled()

    assert operator.draft.state.entry("BRG-6204").lot == "24B-118"
    assert operator.banner().kind is BannerKind.REFUSED
    assert operator.red()
    assert tone_of(heard.all[-1]) is Sound.REFUSED


def test_a_refusal_at_once_after_another_is_shown(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "W-1980", "KB:CLEAR", "BOLT-M6X20")

    assert operator.banner().title == "BOLT-M6X20 is not in this kit"
    assert operator.red()


def test_a_question_is_amber_and_names_its_answers(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118", "24A-090")

    assert operator.banner().kind is BannerKind.QUESTION
    assert operator.banner().title == "Take 24A-090 instead of 24B-118?"
    assert [one.text for one in operator.banner().answers] == ["Yes", "No"]
    assert not operator.red()

    operator.scan("M-0931")
    assert operator.banner().kind is BannerKind.REFUSED
    assert [one.text for one in operator.banner().answers] == ["Yes", "No"]
    operator.press("Yes")
    assert operator.draft.state.entry("BRG-6204").lot == "24A-090"


def test_a_press_answers_no_question_that_came_after_the_one_shown(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118", "24A-090")
    with QSignalBlocker(operator.flow._pace):  # a frame that lasts
        operator.scan("KB:NO", "24C-007")
        assert operator.banner().title == "Take 24A-090 instead of 24B-118?"

        operator.press("Yes")

    assert operator.draft.state.entry("BRG-6204").lot == "24B-118"
    assert operator.banner().title == "Take 24C-007 instead of 24B-118?"
    operator.press("Yes")
    assert operator.draft.state.entry("BRG-6204").lot == "24C-007"


def test_a_batch_scanners_refusals_are_listed(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT")
    operator.scan("W-1980", "BOLT-M6X20", "24B-118", mode=ScannerMode.BATCH)
    rows = operator.rows("Unresolved scans")

    assert [row[0] for row in rows] == ["W-1980", "BOLT-M6X20"]
    assert rows[0][1].startswith("Lot W-1980 expired")
    operator.press_cell("Unresolved scans", 0, "Put aside")
    assert [row[0] for row in operator.rows("Unresolved scans")] == ["BOLT-M6X20"]
    operator.press_cell("Unresolved scans", 0, "Put aside")
    assert operator.station.desk.intake.gate.unresolved == []


def test_a_damaged_scan_on_home_can_be_cleared_by_touch(operator: Operator) -> None:
    operator.station.desk.intake.garbled("bad-encoding")
    drained()
    assert operator.banner().kind is BannerKind.REFUSED
    assert operator.red()

    operator.press("Clear")

    assert operator.banner().kind is BannerKind.SCAN
    assert not operator.red()


def test_kept_scans_on_home_can_be_answered_by_touch(operator: Operator) -> None:
    operator.station.desk.intake.garbled("bad-encoding")
    operator.scan("MOTOR003")
    operator.press("Clear")
    assert operator.banner().kind is BannerKind.QUESTION

    operator.press("Yes")

    assert operator.draft.state.plan is not None


def test_answers_by_touch_at_kept_scans_while_a_question_is_open(operator: Operator) -> None:
    """The question about kept scans comes first; the buttons are its answers then."""
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118", "24A-090")
    operator.station.desk.intake.garbled("bad-encoding")
    operator.scan("KB:NO")
    operator.press("Clear")
    assert operator.banner().title == "Read the 1 scan that came meanwhile?"

    operator.press("Yes")

    assert operator.draft.state.entry("BRG-6204").lot == "24B-118"
    assert operator.draft.question is None


def test_a_lot_on_the_first_page_is_most_probably_no_serial_number(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "24B-118")
    yes, no = operator.banner().answers
    assert (yes.kind, no.kind) == (ButtonKind.SECONDARY, ButtonKind.PRIMARY)

    operator.scan("KB:NO", "KB:NEXT", "24B-118")

    assert list(operator.draft.state.owned(ASSEMBLY)) == ["GC00004057"]
    assert operator.draft.state.entry("BRG-6204").lot == "24B-118"


def test_the_window_plays_it(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Sound] = []
    monkeypatch.setattr(operator.station.tones, "play", heard.append)

    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "W-1980", "M-0931", "KB:CLEAR", "KB:YES")

    assert heard == [
        Sound.ACCEPTED,
        Sound.ACCEPTED,
        Sound.ACCEPTED,
        Sound.REFUSED,
        Sound.REFUSED,
        Sound.ATTENTION,
        Sound.LINE_COMPLETE,
    ]
