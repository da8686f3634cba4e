"""A station whose file says otherwise than the one that is shipped. All at that station."""

import pytest

from app.core.kit_issue import KitPosting
from app.core.settings import KitDefaults, Rule, Rules, Settings, Station
from tests.gui.operator import Operator

WORK_ORDER = "[)>\x1e06\x1dWTR-88104\x1e\x04"


@pytest.fixture(scope="module")
def kept_settings() -> Settings:
    """What each test says of them."""
    return Settings(
        station=Station("KIT-04"),
        rules=Rules(short=Rule.BLOCK, expired=Rule.WARN),
        kit=KitDefaults(reference_length=30),
    )


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


def test_the_station_is_named(operator: Operator) -> None:
    assert operator.says("KIT-04")


def test_a_station_that_blocks_short_kits_says_so(operator: Operator) -> None:
    operator.scan("GEAR-21", "KB:NEXT", "KB:ALL", "KB:ALL")
    assert operator.banner().title == "PINION-12 is short by 1 EACH"
    assert "Review" not in operator.buttons()


def test_clear_after_garbage_leaves_a_question_with_its_answers(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "W-1980")
    assert operator.banner().answers[0].shortcut == "1"
    operator.station.desk.intake.garbled("bad-encoding")
    operator.scan("KB:NO")
    operator.press("Clear")
    assert [one.text for one in operator.banner().answers] == ["Yes", "No"]

    operator.press("Yes")

    assert operator.draft.question is None
    assert operator.draft.state.entry("WIND-24V").lot == ""


def test_a_scan_that_answers_nothing_leaves_the_question_and_its_answers(
    operator: Operator,
) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "W-1980")
    asked = operator.banner()
    operator.scan("M-0931")
    refused = operator.banner()
    assert operator.red()
    assert (refused.title, refused.answers) == (asked.title, asked.answers)
    assert refused.hint == f"Not taken: M-0931. {asked.hint}"

    operator.press("No")

    assert operator.draft.question is None
    assert operator.draft.state.entry("WIND-24V").lot == ""


def test_a_reference_that_is_sent_is_shown_as_it_is_sent(operator: Operator) -> None:
    """Posted, as no other test here looks at what was."""
    operator.scan("MOTOR003", WORK_ORDER)
    operator.motors("GC00004069")
    own = operator.draft.identity.reference

    assert operator.says(f"{own} TR-88104")
    assert operator.post().of_kind(KitPosting).request.reference == f"{own} TR-88104"
