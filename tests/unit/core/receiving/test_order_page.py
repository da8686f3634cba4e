"""The Order page: the order by its number or any label of it, and its packing slip."""

from datetime import date
from decimal import Decimal

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, LookUp, LookUpKind
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.readiness import Want, prompt
from tests.unit.core.flow.reading import asked, message, news, reason, scan
from tests.unit.core.receiving.plant import CLOSED, ORDER, OTHER
from tests.unit.core.receiving.reading import sums


@pytest.mark.parametrize(
    "text", [ORDER, f"K{ORDER}", message(f"K{ORDER}"), f"(400){ORDER}", f"  {ORDER}\r\n"]
)
def test_the_order_is_chosen(draft: ReceiptDraft, text: str) -> None:
    if text == f"K{ORDER}":
        draft.around.orders[text] = draft.around.orders["100999"]

    assert prompt(draft.state).want is Want.ORDER
    assert news(scan(draft, text)) is News.ORDER
    assert (draft.state.subject, draft.state.step) == (ORDER, Step.SUBJECT)
    assert prompt(draft.state).want is Want.NEXT


def test_a_whole_label_lands_on_its_line_at_once(draft: ReceiptDraft) -> None:
    label = message(f"K{ORDER}", "11KLS-9", "4K5", "PBRG", "1TL1", "14D20280131", "Q60")

    assert news(scan(draft, label)) is News.PACKAGE
    assert draft.state.step is Step.LINES
    (package,) = draft.state.packages
    assert (package.key, package.lot, package.mfg_lot) == ("5/1", "L1", "L1")
    assert (package.quantity, package.expires) == (Decimal(60), date(2028, 1, 31))
    assert (draft.state.current, draft.state.at) == ("5", "5/1")
    assert draft.state.text(HeaderField.PACKING_SLIP) == "LS-9"

    assert news(scan(draft, "KB:UNDO")) is News.UNDONE
    assert (draft.state.step, draft.state.subject) == (Step.SUBJECT, "")


def test_a_part_of_the_chosen_order_leads_to_its_line(draft: ReceiptDraft) -> None:
    scan(draft, ORDER, "SCR")

    assert (draft.state.step, draft.state.current) == (Step.LINES, "2")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("100999", Refusal.UNKNOWN_ORDER),
        (CLOSED, Refusal.ORDER_CLOSED),
        (message("PBRG", "Q5"), Refusal.ORDER_FIRST),
        (message(f"K{ORDER}", "PGEAR"), Refusal.NOT_ON_ORDER),
    ],
)
def test_what_cannot_be_received(draft: ReceiptDraft, text: str, why: Refusal) -> None:
    assert reason(scan(draft, text)) is why
    assert draft.state.subject == ""


def test_an_order_is_looked_up_once(draft: ReceiptDraft) -> None:
    assert scan(draft, "100500") == LookUp(LookUpKind.ORDER_FACTS, "100500")
    draft.around.know_unreachable("100500")
    assert reason(scan(draft, "100500")) is Refusal.NO_FACTS_OFFLINE


def test_a_receipt_resumed_without_its_facts_takes_them_in(draft: ReceiptDraft) -> None:
    label = message("PMIX-A", "Q4")
    known = draft.around.orders.pop(ORDER)
    draft.start([(HeaderField.ORDER, ORDER)])
    assert prompt(draft.state).want is Want.ORDER
    assert scan(draft, label) == LookUp(LookUpKind.ORDER_FACTS, ORDER)

    draft.around.know_order(known)

    assert news(scan(draft, label)) is News.PACKAGE
    assert sums(draft) == {"9": 4}


def test_another_order_takes_its_place_while_nothing_is_here(draft: ReceiptDraft) -> None:
    scan(draft, ORDER, message("11KLS-9"))

    assert news(scan(draft, OTHER)) is News.ORDER
    assert draft.state.subject == OTHER
    assert draft.state.text(HeaderField.PACKING_SLIP) == ""


def test_another_orders_slip_stays_with_it(draft: ReceiptDraft) -> None:
    scan(draft, ORDER, message("11KLS-9"), message(f"K{OTHER}", "11KLS-10", "PBRG", "1TL1", "Q1"))

    assert draft.state.text(HeaderField.PACKING_SLIP) == "LS-10"
    assert (draft.state.subject, sums(draft)) == (OTHER, {"1": 1})


class TestPackingSlip:
    def test_a_plain_code_that_is_nothing_else(self, draft: ReceiptDraft) -> None:
        scan(draft, ORDER)
        assert scan(draft, "LS-9") == LookUp(LookUpKind.ORDER_FACTS, "LS-9")
        draft.around.orders["LS-9"] = draft.around.orders["100999"]

        assert news(scan(draft, "LS-9")) is News.PACKING_SLIP
        assert draft.state.text(HeaderField.PACKING_SLIP) == "LS-9"
        assert news(scan(draft, "LS-9")) is News.ALREADY

    @pytest.mark.parametrize("text", ["11KLS-1", message("11KLS-1")])
    def test_one_that_came_before_is_warned_of(self, draft: ReceiptDraft, text: str) -> None:
        scan(draft, ORDER)
        outcome = scan(draft, text)

        assert isinstance(outcome, Choose)
        assert outcome.question is QuestionKind.SLIP_RECEIVED
        assert (outcome.facts.text, outcome.facts.day) == ("LS-1", date(2026, 11, 1))
        assert news(scan(draft, "KB:NO")) is News.KEPT
        assert draft.state.text(HeaderField.PACKING_SLIP) == ""

    def test_before_the_first_line(self, draft: ReceiptDraft) -> None:
        label = message(f"K{ORDER}", "11KLS-1", "PBRG", "1TL1", "Q60")

        assert asked(scan(draft, label)) is QuestionKind.SLIP_RECEIVED
        assert draft.state.subject == ""
        assert news(scan(draft, "KB:YES")) is News.LINE_COMPLETE
        assert sums(draft) == {"6": 60}

    def test_typed(self, draft: ReceiptDraft) -> None:
        scan(draft, ORDER)

        assert asked(draft.enter(HeaderField.PACKING_SLIP, "LS-1")) is QuestionKind.SLIP_RECEIVED
        draft.answer(0)
        assert news(draft.enter(HeaderField.PACKING_SLIP, "LS-8")) is News.ENTRY

    def test_the_label_of_another_delivery_is_doubted(self, on_lines: ReceiptDraft) -> None:
        on_lines.enter(HeaderField.PACKING_SLIP, "LS-9")
        label = message("PSCR", "Q5000", "11KLS-10")

        assert asked(scan(on_lines, label)) is QuestionKind.OTHER_SLIP
        scan(on_lines, "KB:YES")
        assert sums(on_lines) == {"2": 1}
        assert on_lines.state.text(HeaderField.PACKING_SLIP) == "LS-9"


def test_the_page_is_left_once_there_is_an_order(draft: ReceiptDraft) -> None:
    assert reason(scan(draft, "KB:NEXT")) is Refusal.ORDER_FIRST
    scan(draft, ORDER, "KB:NEXT")
    assert draft.state.step is Step.LINES
    assert reason(scan(draft, "KB:NEXT")) is Refusal.NOTHING_RECEIVED


def test_the_order_is_scanned_and_never_typed_into_a_field(draft: ReceiptDraft) -> None:
    assert reason(draft.enter(HeaderField.ORDER, ORDER)) is Refusal.FIELD_MALFORMED
    assert news(draft.enter(HeaderField.REFERENCE, "WO-9")) is News.ENTRY
