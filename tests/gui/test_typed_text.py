"""Text that was begun to be typed stays with the kit it was meant for. All at one station."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt

from app.core.flow.steps import Step
from app.core.labels import Verb
from app.core.posting import PostingState
from app.ui.places import Place
from tests.gui.operator import MOTOR_LOTS, Operator
from tests.gui.test_receipts import SEALS
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
