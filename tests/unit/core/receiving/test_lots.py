"""Lots of a delivery: new ones, known ones, several a line, and their days of expiry."""

from datetime import date
from decimal import Decimal

import pytest

from app.core.facts import Found, Part
from app.core.flow.changes import HeaderField, Slot
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, LookUp, LookUpKind, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.readiness import Want, prompt
from app.core.settings import Rule, Rules
from tests.unit.core.flow.reading import asked, message, news, reason, scan
from tests.unit.core.receiving.plant import ORDER, lot, new_draft, with_lots
from tests.unit.core.receiving.reading import package, sums


def test_a_new_lot_is_looked_up_once_before_it_is_taken(on_lines: ReceiptDraft) -> None:
    label = message("PBRG", "1TNEW", "Q5")

    assert scan(on_lines, label) == LookUp(LookUpKind.NAME, "NEW")
    with_lots(on_lines, "NEW")
    assert news(scan(on_lines, label)) is News.PACKAGE


def test_offline_it_is_the_erps_word(on_lines: ReceiptDraft) -> None:
    on_lines.around.know_unreachable("NEW")

    assert news(scan(on_lines, message("PBRG", "1TNEW", "Q5"))) is News.PACKAGE


def test_a_lot_of_another_part_is_refused(on_lines: ReceiptDraft) -> None:
    on_lines.around.know_found(Found("G-77", lots=(lot("GEAR", "G-77"),)))
    outcome = scan(on_lines, message("PBRG", "1TG-77", "Q5"))

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.facts.other) == (Refusal.LOT_OF_OTHER_PART, "GEAR")
    assert reason(scan(on_lines, message("PBRG", "1TR-OLD", "Q5"))) is Refusal.LOT_OF_OTHER_PART


def test_the_name_of_a_part_is_no_lot(on_lines: ReceiptDraft) -> None:
    on_lines.around.know_found(Found("GEAR", (Part("GEAR"),)))
    scan(on_lines, "BRG")

    assert reason(scan(on_lines, "GEAR")) is Refusal.LOT_IS_A_PART
    assert reason(scan(on_lines, message("PBRG", "TSCR", "Q5"))) is Refusal.LOT_IS_A_PART


@pytest.mark.parametrize(("name", "why"), [("B-HELD", Refusal.LOT_ON_HOLD)])
def test_a_lot_that_takes_nothing_more(on_lines: ReceiptDraft, name: str, why: Refusal) -> None:
    assert reason(scan(on_lines, message("PBRG", f"1T{name}", "Q5"))) is why


def test_text_over_the_fields_length_is_refused(on_lines: ReceiptDraft) -> None:
    scan(on_lines, "BRG")

    assert reason(scan(on_lines, "L" * 101)) is Refusal.LOT_TOO_LONG
    with_lots(on_lines, "L" * 100)
    assert news(scan(on_lines, "L" * 100)) is News.LOT


def test_one_line_over_several_lots(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("4K1", "PBRG", "1TL1", "Q20"), message("4K1", "PBRG", "1TL2", "Q30"))

    assert [(one.lot, one.quantity) for one in on_lines.state.packages] == [
        ("L1", Decimal(20)),
        ("L2", Decimal(30)),
    ]
    assert sums(on_lines) == {"1": 50}


def test_our_lot_and_the_suppliers_are_both_kept(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PBRG", "TL1", "1TSUP-9", "Q20"))

    one = package(on_lines, "6/1")
    assert (one.lot, one.mfg_lot) == ("L1", "SUP-9")


def test_a_lot_on_a_part_without_lots_is_left_out_and_said_so(on_lines: ReceiptDraft) -> None:
    assert news(scan(on_lines, message("PMIX-A", "1TL1", "Q3"))) is News.LOT_LEFT_OUT
    assert (package(on_lines, "9/1").lot, sums(on_lines)) == ("", {"9": 3})


def test_without_its_lot_a_package_keeps_the_page(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PBRG", "Q5"))

    assert prompt(on_lines.state).want is Want.LOT
    outcome = scan(on_lines, "KB:NEXT")
    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.facts.text) == (Refusal.NOT_READY, Want.LOT)
    scan(on_lines, "L1", "KB:NEXT")
    assert on_lines.judge_post() is None


class TestExpiry:
    def test_a_poorer_scan_never_blanks_a_field(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PBRG", "14D20280131"), message("PBRG", "1TL1", "Q5"))

        one = package(on_lines, "6/1")
        assert (one.expires, one.lot, one.quantity) == (date(2028, 1, 31), "L1", Decimal(5))

    def test_by_a_barcode_of_its_own(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PBRG", "1TL1", "Q5"))

        assert news(scan(on_lines, message("14D20280131"))) is News.EXPIRES
        assert package(on_lines, "6/1").expires == date(2028, 1, 31)

    @pytest.mark.parametrize("text", ["14D20270230", "14Dsoon", "14D"])
    def test_what_is_no_day(self, on_lines: ReceiptDraft, text: str) -> None:
        outcome = scan(on_lines, message("PBRG", "1TL1", "Q5", text))

        if text == "14D":  # nothing is said
            assert news(outcome) is News.PACKAGE
        else:
            assert reason(outcome) is Refusal.DATE_MALFORMED
            assert sums(on_lines) == {}

    @pytest.mark.parametrize("text", ["31.12.2027", "2027-02-30", "soon"])
    def test_typed(self, on_lines: ReceiptDraft, text: str) -> None:
        scan(on_lines, message("PBRG", "1TL1", "Q5"))

        assert reason(on_lines.write("6/1", Slot.EXPIRES, text)) is Refusal.DATE_MALFORMED
        assert news(on_lines.write("6/1", Slot.EXPIRES, "2027-12-31")) is News.EXPIRES

    def test_a_known_lot_has_its_day(self, on_lines: ReceiptDraft) -> None:
        label = "PBRG", "1TB-OLD", "Q5"
        outcome = scan(on_lines, message(*label, "14D20290101"))

        assert isinstance(outcome, Refused)
        assert outcome.reason is Refusal.EXPIRY_DIFFERS
        assert outcome.facts.day == date(2028, 1, 1)
        assert news(scan(on_lines, message(*label, "14D20280101"))) is News.PACKAGE
        assert news(scan(on_lines, message(*label))) is News.PACKAGE

    def test_a_new_one_has_one_as_well(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PBRG", "1TL1", "Q5", "14D20280101"))

        differs = message("4K6", "PBRG", "1TL1", "Q5", "14D20280102")
        assert reason(scan(on_lines, differs)) is Refusal.EXPIRY_DIFFERS

    def test_goods_past_their_day_are_blocked(self, on_lines: ReceiptDraft) -> None:
        outcome = scan(on_lines, message("PBRG", "1TL1", "Q5", "14D20261121"))

        assert isinstance(outcome, Refused)
        assert (outcome.reason, outcome.facts.day) == (
            Refusal.RECEIVED_EXPIRED,
            date(2026, 11, 21),
        )
        assert news(scan(on_lines, message("PBRG", "1TL1", "Q5", "14D20261122"))) is News.PACKAGE

    def test_by_the_day_of_the_receipt(self, on_lines: ReceiptDraft) -> None:
        on_lines.enter(HeaderField.ACTION_DATE, "2026-11-20")

        assert news(scan(on_lines, message("PBRG", "1TL1", "Q5", "14D20261121"))) is News.PACKAGE

    def test_so_is_a_known_lot_that_is(self, on_lines: ReceiptDraft) -> None:
        label = message("PRESIN", "1TR-OLD", "Q5")

        assert reason(scan(on_lines, label)) is Refusal.RECEIVED_EXPIRED

    def test_or_take_a_reason_that_is_kept(self) -> None:
        draft = with_lots(new_draft(Rules(expired=Rule.WARN)), "L1")
        scan(draft, ORDER, "KB:NEXT")
        outcome = scan(draft, message("PBRG", "1TL1", "Q5", "14D20261121"))

        assert isinstance(outcome, Choose)
        assert outcome.question is QuestionKind.TAKE_EXPIRED
        assert news(scan(draft, "KB:1")) is News.PACKAGE
        assert package(draft, "6/1").reason == outcome.options[0]

    def test_or_are_let_pass(self) -> None:
        draft = with_lots(new_draft(Rules(expired=Rule.ALLOW)), "L1")
        scan(draft, ORDER, "KB:NEXT")

        assert news(scan(draft, message("PBRG", "1TL1", "Q5", "14D20261121"))) is News.PACKAGE


class TestPlace:
    def test_a_scan_beats_what_the_order_says(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PBRG", "1TL1", "Q5", "LISLE 2"))

        assert package(on_lines, "6/1").location == "ISLE 2"

    def test_what_is_inspected_goes_to_its_stores(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PRESIN", "1TL1", "Q5"))

        assert reason(on_lines.write("4/1", Slot.STORES, "MS")) is Refusal.INSPECTED_FIRST
        assert news(on_lines.write("4/1", Slot.STORES, "QI")) is News.LOCATION

    def test_fields_are_written_and_blanked_by_hand(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PBRG", "1TL1", "Q5"))

        assert news(on_lines.write("6/1", Slot.LOCATION, "DOCK 2")) is News.LOCATION
        assert news(on_lines.write("6/1", Slot.LOCATION, "")) is News.ENTRY
        assert news(on_lines.write("6/1", Slot.LOT, "OTHER")) is News.LOT
        assert package(on_lines, "6/1").lot == "OTHER"
        for owner, slot, text, why in (
            ("6/9", Slot.LOT, "X", Refusal.NO_LINE),
            ("6/1", Slot.LOT, "X\x00", Refusal.FIELD_MALFORMED),
            ("6/1", Slot.CONFIRMED, "1", Refusal.FIELD_MALFORMED),
        ):
            assert reason(on_lines.write(owner, slot, text)) is why

    def test_not_while_a_question_is_open(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PSCR", "Q5"))

        assert asked(scan(on_lines, "KB:NO", message("PSCR", "Q5"))) is QuestionKind.WHICH_UNIT
        assert reason(on_lines.write("6/1", Slot.LOT, "X")) is Refusal.QUESTION_OPEN
