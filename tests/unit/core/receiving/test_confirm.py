"""A reviewed receipt as the posting that is confirmed."""

from datetime import UTC, date, datetime
from decimal import Decimal

from app.core.flow.changes import HeaderField, Slot
from app.core.flow.confirmation import Confirmation
from app.core.flow.news import News
from app.core.flow.outcomes import Handed
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.labels import Command, Verb
from app.core.receipt import LineNote, PlannedLine, Receipt, ReceivedLine
from app.core.receiving.confirm import make_posting
from app.core.receiving.draft import ReceiptDraft
from app.core.settings import Rule, Rules
from app.core.target import Erp, Mode, Target
from tests.unit.core.flow.reading import message, news, reason, scan
from tests.unit.core.receiving.plant import ORDER, new_draft, with_lots

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CONFIRMATION = Confirmation(
    Target(Erp.EXPANDABLE, "training:", "DEMO", Mode.TRAINING),
    "0417",
    "APIUSER",
    date(2026, 11, 22),
    NOW,
    reference_length=30,
)


def test_the_request_says_what_the_draft_says(on_lines: ReceiptDraft) -> None:
    on_lines.enter(HeaderField.PACKING_SLIP, "LS-9")
    on_lines.enter(HeaderField.REFERENCE, "WO-9")
    scan(on_lines, message("PPCB", "SX1", "SX2", "Q2"), message("PSCR", "Q5000"))
    scan(on_lines, message("4K1", "1TL1", "14D20280131", "Q20"))
    scan(on_lines, message("4K1", "1TL2", "Q5"), message("4K1", "1TL1", "14D20280131", "Q30"))
    on_lines.write("1/2", Slot.LOCATION, "DOCK 2")
    scan(on_lines, "KB:NEXT")

    posting = make_posting(on_lines, CONFIRMATION)

    assert posting.request == Receipt(
        order_number=ORDER,
        lines=(
            ReceivedLine("1", Decimal(50), lot_id="L1", mfg_lot_id="L1", expires=date(2028, 1, 31)),
            ReceivedLine("1", Decimal(5), location="DOCK 2", lot_id="L2", mfg_lot_id="L2"),
            ReceivedLine("2", Decimal(1)),
            ReceivedLine("3", Decimal(2), serials=("X1", "X2")),
        ),
        reference="KB00000000 WO-9",
        action_date=date(2026, 11, 22),
        packing_slip="LS-9",
    )
    assert (posting.posting_id, posting.draft_id, posting.reference) == ("p", "d", "KB00000000")
    assert (posting.subject, posting.quantity) == (ORDER, Decimal(3))
    assert posting.planned == (
        PlannedLine("1", "BRG", "Brg", Decimal(55), "EACH", "MS", "EACH"),
        PlannedLine("2", "SCR", "Scr", Decimal(1), "REEL", "MS", "EACH", Decimal(5000)),
        PlannedLine("3", "PCB", "Pcb", Decimal(2), "EACH", "MS", "EACH"),
    )
    assert posting.notes == ()


def test_what_is_damaged_or_short_is_noted_with_it() -> None:
    draft = with_lots(new_draft(Rules(expired=Rule.WARN)), "L1")
    scan(draft, ORDER, "KB:NEXT", message("PMIX-A", "Q7"))
    scan(draft, message("PBRG", "1TL1", "Q5", "14D20261101"), "KB:1")
    draft.write("9", Slot.DAMAGED, "2")
    draft.write("10", Slot.SHORT, "1")

    assert make_posting(draft, CONFIRMATION).notes == (
        LineNote("6", "BRG", "EACH", reasons=("Approved by quality",)),
        LineNote("9", "MIX-A", "EACH", damaged=Decimal(2)),
        LineNote("10", "MIX-B", "EACH", short=Decimal(1)),
    )


def test_review_is_the_commit_page(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PMIX-A", "Q7"))
    assert news(scan(on_lines, "KB:POST")) is News.STEP
    assert int(on_lines.state.step) == Step.REVIEW

    assert reason(scan(on_lines, message("PMIX-A", "Q1"))) is Refusal.COMPLETE
    assert reason(scan(on_lines, "KB:ALL")) is Refusal.COMMAND_NOT_HERE
    assert reason(scan(on_lines, "KB:UNDO")) is Refusal.COMMAND_NOT_HERE
    assert scan(on_lines, "KB:POST") == Handed(Command(Verb.POST))
    assert news(scan(on_lines, "KB:BACK")) is News.STEP
    assert int(on_lines.state.step) == Step.LINES


def test_a_day_that_was_given_is_kept(on_lines: ReceiptDraft) -> None:
    on_lines.enter(HeaderField.ACTION_DATE, "2026-11-20")
    scan(on_lines, message("PMIX-A", "Q7"))

    assert make_posting(on_lines, CONFIRMATION).request.action_date == date(2026, 11, 20)
