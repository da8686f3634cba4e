"""The Review page: all that a person may want to know before anything is sent.

All at one station.
"""

import json

import pytest

from app.ui import flow_texts
from app.ui.widgets.reading import Reading
from tests.gui.operator import Operator

WORK_ORDER = "[)>\x1e06\x1dWTR-88104\x1e\x04"
PUMP = ("IMPELLER-110", "ISLE 4/SHELF 2", "MTR3-007-42", "O-2210", "P-31")


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


def test_the_fold_shows_the_request_as_it_is_sent(operator: Operator) -> None:
    """And follows the draft. Posted, as no other test here looks at what was."""
    operator.motors("GC00004060")
    assert not operator.seen(Reading)
    operator.press(flow_texts.SHOW_REQUEST)
    operator.scan("KB:BACK", "KB:BACK", "KB:QTY=2", "GC00004061", "KB:NEXT", "KB:NEXT")
    operator.checked()
    (fold,) = operator.seen(Reading)
    assert fold.visibleRegion().boundingRect().height() == fold.height()
    shown = fold.toPlainText()
    operator.press(flow_texts.HIDE_REQUEST)
    assert not operator.seen(Reading)
    posting = operator.post().posting

    session = operator.station.session
    assert shown == session.client.preview(posting.request)
    assert session.token() not in shown
    said = json.loads(shown)
    assert said["SERIAL_NUMBER"] == "GC00004060,GC00004061"
    assert said["COMPLETED_QTY"] == "2"
    assert said["REFERENCE"] == posting.reference
    assert {one["LOT_ID"] for one in said["COMPONENTS"]} >= {"24B-118", "M-0931", "W-2215"}


def test_serials_of_components_are_named_whole(operator: Operator) -> None:
    motors = [f"GC0000399{number}" for number in (1, 3, 5)]
    operator.scan("PUMP002", "000401", "000403", "000405", "KB:NEXT", *PUMP, *motors, "KB:NEXT")
    operator.checked()

    assert operator.row("Will be issued", "MOTOR003")[2] == "3 serials"
    assert operator.says("000401, 000403, 000405")
    assert operator.says(", ".join(motors))


def test_a_reference_the_erp_may_not_hold_is_said_to_stay_here(operator: Operator) -> None:
    operator.scan("MOTOR003", WORK_ORDER)
    operator.motors("GC00004057")

    assert operator.says("TR-88104, kept at this station, not sent")
