"""Text that was begun to be typed stays with the kit it was meant for."""

from app.core.labels import Verb
from tests.gui.operator import Operator
from tests.services.world import drained


def test_typed_text_does_not_travel_to_another_kit(operator: Operator) -> None:
    line = operator.flow.entry.entry
    for leave in ("KB:HOLD", "KB:CANCEL"):
        operator.scan("MOTOR003")
        line.setText("GC000040")
        operator.scan("GC00004057")
        assert line.text() == "GC000040"  # a scan is no reason to lose it

        operator.scan(leave)
        if leave == "KB:CANCEL":
            operator.station.desk.press(Verb.YES)
            drained()
        operator.scan("PUMP002")
        assert line.text() == ""
        operator.scan("KB:HOLD")
