"""How much a package holds: two units, whole numbers, and how much of a line may come."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.flow.changes import HeaderField, Slot
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.state import LineState
from tests.unit.core.flow.reading import asked, found_nothing, message, news, reason, scan
from tests.unit.core.receiving.plant import facts
from tests.unit.core.receiving.reading import package, state_of, sums


class TestTwoUnits:
    """Line 2 is bought by the reel of 5,000 and stocked by piece; 10 are ordered."""

    def test_what_can_only_be_pieces_is_taken_and_told_in_both(
        self, on_lines: ReceiptDraft
    ) -> None:
        outcome = scan(on_lines, message("PSCR", "Q10000"))

        assert isinstance(outcome, Accepted)
        assert (outcome.news, sums(on_lines)) == (News.PACKAGE, {"2": 2})
        facts = outcome.facts
        assert (facts.have, facts.unit, facts.stock, facts.stock_unit) == (
            Decimal(2),
            "REEL",
            Decimal(10000),
            "EACH",
        )

    def test_what_can_be_both_is_a_question(self, on_lines: ReceiptDraft) -> None:
        outcome = scan(on_lines, message("PSCR", "Q5"))

        assert isinstance(outcome, Choose)
        assert outcome.question is QuestionKind.WHICH_UNIT
        assert outcome.options == ("0.001 REEL = 5 EACH", "5 REEL = 25,000 EACH")
        assert sums(on_lines) == {}
        scan(on_lines, "KB:2")
        assert sums(on_lines) == {"2": 5}

    def test_neither_is_taken_without_an_answer(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PSCR", "Q5"))

        assert news(scan(on_lines, "KB:NO")) is News.KEPT
        assert sums(on_lines) == {}

    @pytest.mark.parametrize(
        ("text", "reels"),
        [("Q5REEL", "5"), ("Q5 reel", "5"), ("Q500PCS", "0.1"), ("Q500EA", "0.1")],
    )
    def test_a_label_that_names_its_unit_asks_nothing(
        self, on_lines: ReceiptDraft, text: str, reels: str
    ) -> None:
        assert news(scan(on_lines, message("PSCR", text))) is News.PACKAGE
        assert sums(on_lines) == {"2": Decimal(reels)}

    def test_a_unit_that_is_neither_is_refused(self, on_lines: ReceiptDraft) -> None:
        assert reason(scan(on_lines, message("PSCR", "Q5KG"))) is Refusal.OTHER_UNIT
        assert reason(scan(on_lines, message("PBRG", "1TL1", "Q5KG"))) is Refusal.OTHER_UNIT
        assert sums(on_lines) == {}

    def test_a_person_writes_the_buying_unit(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, "SCR")
        on_lines.enter(HeaderField.QUANTITY, "3")

        assert sums(on_lines) == {"2": 3}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Q0", Refusal.QUANTITY_MALFORMED),
        ("Q-5", Refusal.QUANTITY_MALFORMED),
        ("Q1e9", Refusal.QUANTITY_MALFORMED),
        ("Q1000000000", Refusal.QUANTITY_MALFORMED),
        ("Q1,000", Refusal.QUANTITY_MALFORMED),
        ("Qmany", Refusal.QUANTITY_MALFORMED),
        ("Q9999999", Refusal.OVER_RECEIPT),
        ("Q0.5", Refusal.NOT_WHOLE),
        ("Q2.5EA", Refusal.NOT_WHOLE),
    ],
)
def test_absurd_quantities_are_refused_with_a_reason(
    on_lines: ReceiptDraft, text: str, why: Refusal
) -> None:
    outcome = scan(on_lines, message("PBRG", "1TL1", text))

    assert reason(outcome) is why
    assert not len(on_lines.state.packages)


@pytest.mark.parametrize("text", ["0", "-5", "1e9", "1,000", "2 KG", "4006381333931", "", "many"])
def test_typed_ones_as_well(on_lines: ReceiptDraft, text: str) -> None:
    scan(on_lines, "PCB")

    assert reason(on_lines.enter(HeaderField.QUANTITY, text)) is Refusal.QUANTITY_MALFORMED


def test_a_stock_unit_that_is_counted_stays_whole(on_lines: ReceiptDraft) -> None:
    scan(on_lines, "SCR")

    assert reason(on_lines.enter(HeaderField.QUANTITY, "0.00001")) is Refusal.NOT_WHOLE
    assert news(on_lines.enter(HeaderField.QUANTITY, "0.5")) is News.PACKAGE


class TestHowMuchMayCome:
    """Line 2: 10 reels and 10 %; the percentage is of the whole line (contracts.md C20)."""

    def test_partly(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PSCR", "Q4REEL"))

        assert state_of(on_lines, "2") is LineState.PARTIAL
        scan(on_lines, "KB:NEXT")
        assert on_lines.judge_post() is None

    def test_over_within_the_percentage_is_told(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PSCR", "Q10REEL"))

        assert news(scan(on_lines, message("PSCR", "Q1REEL"))) is News.OVER
        assert state_of(on_lines, "2") is LineState.OVER

    def test_beyond_it_is_refused(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PSCR", "Q10REEL"))
        outcome = scan(on_lines, message("PSCR", "Q2REEL"))

        assert isinstance(outcome, Refused)
        assert outcome.reason is Refusal.OVER_RECEIPT
        assert (outcome.facts.have, outcome.facts.need) == (Decimal(1), Decimal(2))

    def test_what_was_received_before_counts(self, on_lines: ReceiptDraft) -> None:
        """Line 6: 100 ordered, 40 here, 5 %: 65 may come."""
        label = "4K6", "PBRG", "1TL1"

        assert reason(scan(on_lines, message(*label, "Q66"))) is Refusal.OVER_RECEIPT
        assert news(scan(on_lines, message(*label, "Q65"))) is News.OVER

    def test_a_line_without_a_percentage(self, on_lines: ReceiptDraft) -> None:
        assert reason(scan(on_lines, message("PMIX-A", "Q11"))) is Refusal.OVER_RECEIPT
        assert news(scan(on_lines, message("PMIX-A", "Q10"))) is News.LINE_COMPLETE


class TestPackages:
    def test_one_label_is_one_package_and_the_sum_is_told(self, on_lines: ReceiptDraft) -> None:
        label = message("PMIX-A", "Q3")
        scan(on_lines, label)
        outcome = scan(on_lines, label)

        assert isinstance(outcome, Accepted)
        facts = outcome.facts
        assert (facts.text, facts.have, facts.need, facts.count) == (
            "3",
            Decimal(6),
            Decimal(10),
            2,
        )

    @pytest.mark.parametrize("identifier", ["3S", "4S", "5S", "J", "1J"])
    def test_the_same_package_twice_is_refused(
        self, on_lines: ReceiptDraft, identifier: str
    ) -> None:
        label = message("PMIX-A", "Q3", f"{identifier}PK1")
        scan(on_lines, label)
        outcome = scan(on_lines, label)

        assert isinstance(outcome, Refused)
        assert outcome.reason is Refusal.PACKAGE_TWICE
        assert (outcome.facts.text, outcome.facts.line) == ("PK1", "9")
        assert sums(on_lines) == {"9": 3}

    def test_one_that_came_with_an_earlier_receipt_is_asked_about(
        self, on_lines: ReceiptDraft
    ) -> None:
        before = replace(facts(), packages={"PK1": "KB7Q2M4XD9"})
        on_lines.around.know_order(before)
        label = message("PMIX-A", "Q3", "3SPK1")
        outcome = scan(on_lines, label)

        assert isinstance(outcome, Choose)
        assert outcome.question is QuestionKind.PACKAGE_RECEIVED
        assert (outcome.facts.text, outcome.facts.other) == ("PK1", "KB7Q2M4XD9")
        scan(on_lines, "KB:NO")
        assert sums(on_lines) == {}
        scan(on_lines, label, "KB:YES")
        assert sums(on_lines) == {"9": 3}
        assert reason(scan(on_lines, label)) is Refusal.PACKAGE_TWICE

    def test_on_whatever_line(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PMIX-A", "Q3", "3SPK1"))

        assert reason(scan(on_lines, message("PMIX-B", "Q3", "3SPK1"))) is Refusal.PACKAGE_TWICE

    def test_after_it_was_taken_back_it_can_come_again(self, on_lines: ReceiptDraft) -> None:
        label = message("PMIX-A", "Q3", "3SPK1")
        scan(on_lines, label, "KB:UNDO")

        assert news(scan(on_lines, label)) is News.PACKAGE

    def test_a_pallet_by_its_sscc(self, on_lines: ReceiptDraft) -> None:
        label = "]C100340123450000000017\x1d241MIX-A\x1d303"
        scan(on_lines, label)

        assert reason(scan(on_lines, label)) is Refusal.PACKAGE_TWICE

    def test_a_quantity_for_one_without_a_lot_is_doubted(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PBRG", "Q40"))

        assert asked(scan(on_lines, message("PBRG", "1TL1", "Q20"))) is QuestionKind.SAME_PACKAGE
        scan(on_lines, "KB:NO")
        assert sums(on_lines) == {"6": 60}
        assert [one.lot for one in on_lines.state.packages] == ["", "L1"]

    def test_or_is_the_same(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PBRG", "Q40"), message("PBRG", "1TL1", "Q20"), "KB:YES")

        assert [(one.lot, one.quantity) for one in on_lines.state.packages] == [("L1", Decimal(20))]

    def test_one_can_be_taken_out_again(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, *[message("PMIX-A", "Q3")] * 3)

        assert news(on_lines.remove("9/2")) is News.REMOVED
        assert (sums(on_lines), on_lines.state.packages.count("9")) == ({"9": 6}, 2)
        assert news(on_lines.undo()) is News.UNDONE
        assert [one.key for one in on_lines.state.packages.of_line("9")] == ["9/1", "9/2", "9/3"]
        assert reason(on_lines.remove("9/7")) is Refusal.NO_LINE


class TestNotes:
    def test_damaged_and_short_are_noted_and_not_received(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PMIX-A", "Q7"))

        assert news(on_lines.write("9", Slot.DAMAGED, "2")) is News.NOTED
        assert news(on_lines.write("9", Slot.SHORT, "1")) is News.NOTED
        assert (on_lines.state.damaged, on_lines.state.short) == (
            {"9": Decimal(2)},
            {"9": Decimal(1)},
        )
        assert sums(on_lines) == {"9": 7}
        on_lines.undo()
        assert on_lines.state.short == {}
        assert news(on_lines.write("9", Slot.DAMAGED, "")) is News.NOTED
        assert news(on_lines.write("9", Slot.DAMAGED, "0")) is News.ALREADY

    @pytest.mark.parametrize("text", ["-1", "much", "1e3"])
    def test_what_is_no_quantity(self, on_lines: ReceiptDraft, text: str) -> None:
        assert reason(on_lines.write("9", Slot.DAMAGED, text)) is Refusal.QUANTITY_MALFORMED

    def test_nor_a_fraction_of_pieces(self, on_lines: ReceiptDraft) -> None:
        assert reason(on_lines.write("9", Slot.SHORT, "0.5")) is Refusal.NOT_WHOLE
        assert reason(on_lines.write("77", Slot.SHORT, "1")) is Refusal.NO_LINE


class TestQuantityCommand:
    def test_absolute_and_relative(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, "MIX-A", "KB:QTY=4")
        assert sums(on_lines) == {"9": 4}
        scan(on_lines, "KB:QTY+2")
        assert sums(on_lines) == {"9": 6}
        scan(on_lines, "KB:QTY=4")
        assert sums(on_lines) == {"9": 4}
        scan(on_lines, "KB:UNDO")
        assert sums(on_lines) == {"9": 6}

    def test_of_the_package_that_is_asked_for(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PMIX-A", "Q3"), message("PMIX-A", "Q4"))
        assert news(on_lines.point_at("9/1")) is News.LINE
        scan(on_lines, "KB:QTY=1")

        assert package(on_lines, "9/1").quantity == 1
        assert sums(on_lines) == {"9": 5}

    def test_of_a_line_that_a_person_points_at(self, on_lines: ReceiptDraft) -> None:
        assert reason(scan(on_lines, "KB:QTY=4")) is Refusal.LINE_FIRST
        on_lines.select("10")
        assert news(scan(on_lines, "KB:QTY=4")) is News.PACKAGE
        assert sums(on_lines) == {"10": 4}

    def test_a_number_by_itself_is_one_where_it_is_asked_for(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, "MIX-A", "4")
        assert sums(on_lines) == {"9": 4}
        found_nothing(on_lines, "5")
        on_lines.around.orders["5"] = on_lines.around.orders["100999"]
        assert reason(scan(on_lines, "5")) is Refusal.NOT_KNOWN

    def test_too_much_is_refused(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, "MIX-A", "KB:QTY=4")

        assert reason(scan(on_lines, "KB:QTY+7")) is Refusal.OVER_RECEIPT
        assert reason(scan(on_lines, "KB:QTY=0")) is Refusal.QUANTITY_MALFORMED

    def test_a_skip_goes_to_the_next_open_line(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, "MIX-A", "KB:QTY=10", "KB:SKIP")
        assert on_lines.state.current == "10"
        scan(on_lines, "KB:SKIP", "KB:SKIP")
        assert on_lines.state.current == "1"
