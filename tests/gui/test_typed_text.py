"""Text that was begun to be typed stays with the kit it was meant for. All at one station."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.flow.steps import Step
from app.core.labels import Verb
from app.core.posting import PostingState
from app.ui.places import Place
from tests.gui.operator import MOTOR_LOTS, Operator
from tests.gui.test_receipts import BEARINGS, MORE, SEALS
from tests.services.receipt_station import label
from tests.services.world import drained, until


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


def on(operator: Operator, step: Step) -> bool:
    """Whether the flow shows this page."""
    return operator.at_work.step is step


@pytest.mark.parametrize(
    ("scans", "place"),
    [
        (("MOTOR003", "GC00004057", "KB:NEXT", *MOTOR_LOTS), Place.KIT),
        ((SEALS,), Place.RECEIVE),
    ],
)
def test_the_panel_is_folded_away_where_nothing_is_typed(
    operator: Operator, scans: Sequence[str], place: Place
) -> None:
    operator.scan(*scans)
    if place is Place.KIT:
        operator.checked()
    assert operator.place() is place
    entry = operator.at_work.entry
    operator.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert entry.isVisible()

    operator.scan("KB:NEXT")
    assert on(operator, Step.REVIEW)
    assert not entry.isVisible()
    operator.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert on(operator, Step.LINES)
    assert not entry.isVisible()

    operator.press("Type a code")
    operator.scan("KB:NEXT", "KB:POST")
    assert on(operator, Step.DONE)
    assert not entry.isVisible()
    desk = operator.station.flows.desk
    until(lambda: desk.posting is not None and desk.posting.state is PostingState.POSTED)
    drained()


def test_typed_text_does_not_travel_to_another_kit(operator: Operator) -> None:
    line = operator.flow.entry.entry
    for leave in ("KB:HOLD", "KB:CANCEL"):
        operator.scan("MOTOR003")
        line.setText("GC000040")
        operator.scan("GC00004058")
        assert line.text() == "GC000040"  # a scan is no reason to lose it

        operator.scan(leave)
        if leave == "KB:CANCEL":
            operator.station.desk.press(Verb.YES)
            drained()
        operator.scan("PUMP002")
        assert line.text() == ""
        operator.scan("KB:HOLD")


@pytest.mark.parametrize("typed", ["", "4"])
def test_a_field_that_has_the_focus_takes_no_scan_back(operator: Operator, typed: str) -> None:
    """It was left as it stood, and entered when a scan led to the next page."""
    operator.scan("MOTOR003")
    if typed:
        operator.type("Quantity", typed)
    field = operator.field("Quantity")
    operator.focus(field)
    operator.scan("KB:QTY=5")
    assert field.text() == "5"
    operator.inject("KB:QTY=2", "GC00004081", "GC00004082", "KB:NEXT")  # within a frame
    operator.settled()
    assert on(operator, Step.LINES)
    assert operator.draft.state.quantity == 2


def test_what_is_wrong_with_a_field_does_not_travel_to_another_kit(operator: Operator) -> None:
    operator.scan("MOTOR003")
    field = operator.field("Quantity")
    operator.type("Quantity", "1e9", then=Qt.Key.Key_Return)
    assert field.property("invalid")
    operator.scan("KB:HOLD", "PUMP002")
    assert field.text() == "1"
    assert not field.property("invalid")


def test_what_stands_for_a_package_is_not_written_to_the_next_one(operator: Operator) -> None:
    operator.scan(BEARINGS)
    operator.press("By hand")
    field = operator.field("Quantity")
    assert field.hasFocus()
    assert field.text() == "60"
    operator.scan(MORE)
    assert field.text() == "40"
    QTest.keyClicks(field, "9")  # begun for this one
    operator.scan(label("K100431", "PBRG-6204", "1T24E-082", "14D20290131", "Q40"))  # as many
    assert field.text() == "40"
    operator.press("By hand")  # as the page was found
    packages = operator.receipt.state.packages
    counted = [one.quantity for line in packages.lines() for one in packages.of_line(line)]
    assert sorted(map(str, counted)) == ["40", "40", "60"]


def test_a_scan_is_newer_than_what_was_begun_to_be_typed(operator: Operator) -> None:
    """It was said to be taken, and what stood in the field was entered over it later."""
    operator.scan("MOTOR003")
    field = operator.field("Quantity")
    operator.focus(field)
    QTest.keyClicks(field, "4")
    operator.scan("KB:QTY=5")
    assert field.text() == "5"
    QTest.keyClicks(field, "4")
    operator.inject("KB:QTY=2", "GC00004081", "GC00004082", "KB:NEXT")  # within a frame
    operator.settled()
    assert on(operator, Step.LINES)
    assert operator.draft.state.quantity == 2


def test_a_field_at_the_prompt_follows_the_scans(operator: Operator) -> None:
    operator.scan("MOTOR003")
    operator.touch(operator.field("Quantity"))
    operator.scan("KB:QTY=2")
    operator.press("Enter")
    assert operator.draft.state.quantity == 2
    operator.touch(operator.field("Quantity"))
    operator.press("7")
    operator.scan("GC00004081", "GC00004082", "KB:NEXT")
    assert on(operator, Step.LINES)
    assert not operator.flow.entry.isVisible()
    operator.scan("KB:BACK")
    operator.touch(operator.field("Your reference"))
    operator.press("7")
    operator.scan("KB:HOLD", "PUMP002")
    assert not operator.flow.entry.isVisible()
    assert operator.field("Your reference").text() == ""


def test_what_is_typed_at_the_prompt_for_a_package_is_not_of_the_next_one(
    operator: Operator,
) -> None:
    operator.scan(BEARINGS)
    operator.press("By hand")
    operator.touch(operator.field("Quantity"))
    operator.press("9")
    operator.scan(MORE)
    assert not operator.at_work.entry.isVisible()
    operator.press("By hand")  # as the page was found
    packages = operator.receipt.state.packages
    counted = {one.quantity for line in packages.lines() for one in packages.of_line(line)}
    assert counted == {40, 60}
