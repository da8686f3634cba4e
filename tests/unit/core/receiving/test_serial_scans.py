"""Serial numbers of a delivery: new ones, as many as there are pieces, compared whole."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.facts import SerialRecord, SerialStatus
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.readiness import Want, prompt
from tests.unit.core.flow.reading import message, news, reason, scan
from tests.unit.core.receiving.plant import LINES, ORDER, facts, new_draft, with_lots
from tests.unit.core.receiving.reading import package, sums


def serials(draft: ReceiptDraft, key: str) -> list[str]:
    return list(draft.state.owned(key))


def test_a_box_and_then_its_pieces(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PPCB", "Q3"))
    asked = prompt(on_lines.state)
    assert (asked.want, asked.have, asked.need) == (Want.SERIALS, 0, 3)

    scan(on_lines, message("PPCB", "SX1", "Q1"), "X2", message("SX3"))

    assert serials(on_lines, "3/1") == ["X1", "X2", "X3"]
    assert sums(on_lines) == {"3": 3}
    assert prompt(on_lines.state).want is Want.PACKAGE


def test_pieces_by_themselves_are_counted(on_lines: ReceiptDraft) -> None:
    scan(on_lines, "PCB", "X1", "X2")

    assert sums(on_lines) == {"3": 2}
    assert package(on_lines, "3/1").quantity is None
    scan(on_lines, "KB:NEXT")
    assert package(on_lines, "3/1").quantity == 2  # from here on one that drops out is missing
    on_lines.drop_serials("3/1", ["X1"])
    assert reason(scan(on_lines, "KB:POST")) is Refusal.NOT_READY


@pytest.mark.parametrize("text", ["X1,X2,X3", "X1:X3"])
def test_a_list(on_lines: ReceiptDraft, text: str) -> None:
    scan(on_lines, "PCB", text)

    assert serials(on_lines, "3/1") == ["X1", "X2", "X3"]


def test_a_range_is_two_scans_after_its_command(on_lines: ReceiptDraft) -> None:
    on_lines.select("3")

    assert news(scan(on_lines, "KB:RANGE")) is News.RANGE_FIRST
    assert news(scan(on_lines, "X0008", "X0012")) is News.LINE_COMPLETE
    assert serials(on_lines, "3/1")[-1] == "X0012"


def test_a_range_is_for_a_line_with_serial_numbers(on_lines: ReceiptDraft) -> None:
    assert reason(scan(on_lines, "KB:RANGE")) is Refusal.NO_SERIALS_WANTED
    scan(on_lines, "BRG")
    assert reason(scan(on_lines, "KB:RANGE")) is Refusal.NO_SERIALS_WANTED


@pytest.mark.parametrize("texts", [("X1", "X1"), ("X1,X2,X1",), ("X1", "X2", "X1,X3")])
def test_none_twice(on_lines: ReceiptDraft, texts: tuple[str, ...]) -> None:
    scan(on_lines, "PCB", *texts[:-1])

    assert reason(scan(on_lines, texts[-1])) is Refusal.SERIAL_TWICE


def test_nor_in_two_packages(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PPCB", "SX1", "SX2", "Q2"))

    assert reason(scan(on_lines, message("PPCB", "SX2", "Q1"))) is Refusal.SERIAL_TWICE
    assert sums(on_lines) == {"3": 2}


def test_compared_whole(on_lines: ReceiptDraft) -> None:
    """33: 12 is no part of 123, nor x1 of X1."""
    scan(on_lines, "PCB", "123", "X1")

    assert isinstance(scan(on_lines, "12", "x1"), Accepted)
    assert serials(on_lines, "3/1") == ["123", "X1", "12", "x1"]


def test_no_more_than_pieces(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PPCB", "Q2"), "X1")
    outcome = scan(on_lines, "X2,X3")

    assert isinstance(outcome, Refused)
    assert outcome.reason is Refusal.SERIALS_COMPLETE
    assert (outcome.facts.have, outcome.facts.need) == (Decimal(1), Decimal(2))


def test_nor_fewer_pieces_than_serial_numbers(on_lines: ReceiptDraft) -> None:
    scan(on_lines, "PCB", "X1", "X2")

    assert reason(scan(on_lines, "KB:QTY=1")) is Refusal.QUANTITY_BELOW_SERIALS
    assert reason(scan(on_lines, message("PPCB", "SY1", "SY2", "Q1"))) is Refusal.SERIALS_COMPLETE


def test_nor_than_the_line_takes(on_lines: ReceiptDraft) -> None:
    scan(on_lines, "PCB", "X1:X5")

    assert reason(scan(on_lines, "X6")) is Refusal.OVER_RECEIPT


class TestBoxesOfTen:
    """Line 11 is bought by the box, and each piece has a serial number."""

    def test_as_many_as_pieces(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PBOX", "Q20"))
        assert sums(on_lines) == {"11": 2}
        scan(on_lines, "Z01:Z19")
        assert prompt(on_lines.state).want is Want.SERIALS
        scan(on_lines, "Z20")
        assert prompt(on_lines.state).want is Want.PACKAGE

    def test_counted_they_make_as_much_of_a_box_as_there_is(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, "BOX", "Z01:Z09")
        assert sums(on_lines) == {"11": Decimal("0.9")}
        scan(on_lines, "Z10")
        assert (prompt(on_lines.state).want, sums(on_lines)) == (Want.PACKAGE, {"11": 1})

    def test_what_makes_no_exact_number_is_not_whole_yet(self) -> None:
        draft = with_lots(new_draft())
        thirds = replace(LINES[10], number="1", stock_per_unit=Decimal(3))
        draft.around.know_order(facts(lines=(thirds,)))
        scan(draft, ORDER, "BOX", "Z1", "Z2")

        assert prompt(draft.state).want is Want.SERIALS
        assert reason(scan(draft, "KB:NEXT")) is Refusal.NOT_READY
        scan(draft, "Z3")
        assert (prompt(draft.state).want, sums(draft)) == (Want.PACKAGE, {"1": 1})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("PCB", News.LINE),
        ("VX-40117", News.LINE),
        ("X 1", Refusal.SERIAL_MALFORMED),
        ("X" * 101, Refusal.SERIAL_MALFORMED),
        ("SCR", News.PART),  # another line's part is that line's
    ],
)
def test_what_is_no_serial_number(on_lines: ReceiptDraft, text: str, why: News | Refusal) -> None:
    scan(on_lines, "PCB")
    outcome = scan(on_lines, text)

    assert (news if isinstance(why, News) else reason)(outcome) is why
    assert serials(on_lines, "3/1") == []


def test_a_location_by_its_name_is_none_either(on_lines: ReceiptDraft) -> None:
    scan(on_lines, "PCB", "ISLE 9", "X1")

    assert package(on_lines, "3/1").location == "ISLE 9"
    assert serials(on_lines, "3/1") == ["X1"]


def test_one_that_waits_in_a_posting(on_lines: ReceiptDraft) -> None:
    on_lines.around.waiting = {"PCB": {"X1": "KB7Q2M4XD9"}}.__getitem__
    scan(on_lines, "PCB")

    assert reason(scan(on_lines, "X1")) is Refusal.SERIAL_WAITING


def test_one_that_is_in_stock_already_is_not_new(on_lines: ReceiptDraft) -> None:
    """The ERP is asked after it was taken, like about a finished assembly's."""
    scan(on_lines, "PCB", "X1")
    record = SerialRecord("PCB", "X1", SerialStatus.SHIPPED)

    assert on_lines.brings_in("3/1")
    assert not on_lines.is_known_good("3/1", "X1")
    assert on_lines.judge_record("3/1", record) is Refusal.SERIAL_EXISTS
    assert on_lines.judge_record("3/1", None) is None
    assert on_lines.state.part_of("3/1") == "PCB"


def test_posting_waits_for_checks(on_lines: ReceiptDraft) -> None:
    scan(on_lines, "PCB", "X1", "KB:NEXT")
    on_lines.serials_answered("3/1", ("X1",), SerialCheck.CHECKING)

    assert prompt(on_lines.state).want is Want.WAIT_CHECKS
    assert reason(scan(on_lines, "KB:POST")) is Refusal.CHECKS_IN_FLIGHT
    on_lines.serials_answered("3/1", ("X1",), SerialCheck.GOOD)
    assert on_lines.judge_post() is None


def test_on_a_part_without_serial_numbers_they_are_left_out(on_lines: ReceiptDraft) -> None:
    assert news(scan(on_lines, message("PMIX-A", "SX1", "Q3"))) is News.SERIALS_LEFT_OUT
    assert (sums(on_lines), on_lines.state.serials) == ({"9": 3}, {})
