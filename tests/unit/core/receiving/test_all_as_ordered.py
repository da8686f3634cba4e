"""What is open of a line, or of the whole order, is received without a label (operators.md 29)."""

from decimal import Decimal

import pytest

from app.core.flow.news import News
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.readiness import Want, prompt
from app.core.receiving.state import LineState
from tests.unit.core.flow.reading import asked, message, news, reason, scan


def test_all_is_of_the_line_that_is_asked_for_and_never_on_top(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PBRG", "1TL1", "Q20"))  # line 6: 60 are open

    assert asked(scan(on_lines, "KB:ALL")) is QuestionKind.ALL_OF_LINE
    assert news(scan(on_lines, "KB:YES")) is News.ALL_TAKEN

    assert on_lines.state.here("6") == Decimal(60)
    scan(on_lines, "KB:UNDO")
    assert on_lines.state.here("6") == Decimal(20)


@pytest.mark.parametrize("whole_order", [False, True])
def test_all_counts_in_the_serial_numbers_of_a_package_nobody_counted(
    on_lines: ReceiptDraft, whole_order: bool
) -> None:
    scan(on_lines, "PCB", "X1", "X2")
    outcome = on_lines.receive_all() if whole_order else scan(on_lines, "KB:ALL")
    asked(outcome)
    scan(on_lines, "KB:YES")

    assert on_lines.state.packages.count("3") == 1
    assert on_lines.state.here("3") == Decimal(5)
    wanted = prompt(on_lines.state)
    assert (wanted.want, wanted.have, wanted.need) == (Want.SERIALS, 2, 5)


def test_once_the_line_is_here_all_is_of_the_order(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PBRG", "1TL1", "Q60"))

    assert asked(scan(on_lines, "KB:ALL")) is QuestionKind.ALL_OF_ORDER
    scan(on_lines, "KB:YES")

    state = on_lines.state
    assert all(state.still_open(line) == 0 for line in state.lines)
    assert not state.packages.count("8")  # a closed line takes nothing
    assert state.line_state(state.lines[0]) is LineState.SCAN_LOT
    assert reason(scan(on_lines, "KB:ALL")) is Refusal.NOTHING_OPEN


def test_all_of_the_order_can_be_asked_for_whatever_line_is(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PBRG", "1TL1", "Q20"))

    assert asked(on_lines.receive_all()) is QuestionKind.ALL_OF_ORDER
    assert reason(on_lines.receive_all()) is Refusal.QUESTION_OPEN
    assert news(on_lines.answer(0)) is News.KEPT
    assert on_lines.state.packages.count("1") == 0
