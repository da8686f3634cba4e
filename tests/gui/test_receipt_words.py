"""Every state of a receipt has words, and every line of its table says how it stands."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from app.core.flow.changes import HeaderField, Slot
from app.core.problems import NotSent, ProblemCode
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.readiness import Prompt, Want
from app.core.receiving.received import LineDifference
from app.core.receiving.recheck import OrderChange, OrderChangeKind
from app.core.receiving.state import LineState
from app.core.receiving.sums import Lack
from app.ui import receipt_review_texts, receipt_texts, texts
from app.ui.models.receipt_lines import ReceiptLinesModel
from tests.gui.test_words import claims, sentences, title, whole
from tests.unit.core.flow.reading import message, scan
from tests.unit.core.receiving.plant import ORDER, new_draft, with_lots


@pytest.fixture
def draft() -> ReceiptDraft:
    made = with_lots(new_draft(), "L1", "L2", "L3")
    scan(made, ORDER, "KB:NEXT")
    return made


def prompts(draft: ReceiptDraft, want: Want) -> Iterator[Prompt]:
    """As it may be asked for, with a line and a package and without."""
    scan(draft, message("4K5", "PBRG", "1TL1", "Q60"))
    line, package = draft.state.lines[4], draft.state.packages.get("5/1")
    yield Prompt(want)
    yield Prompt(want, line, have=2)
    yield Prompt(want, line, package, 2, 60)


@pytest.mark.parametrize("want", Want)
def test_each_want_is_a_prompt(draft: ReceiptDraft, want: Want) -> None:
    for prompt in prompts(draft, want):
        words = receipt_texts.prompt(prompt, draft.state)
        title(words.title)
        whole(words.hint)
        assert not claims(f"{words.title} {words.hint}")


def test_what_nobody_has_counted_yet_is_no_zero(draft: ReceiptDraft) -> None:
    scan(draft, "SCR", "KB:ALL")
    model = ReceiptLinesModel()
    model.show_draft(draft)
    now = [column.title for column in model.columns].index("Now")

    assert model.cell(1, now).text == texts.DASH
    scan(draft, "KB:YES")
    assert model.cell(1, now).text == "10 REEL"


def test_each_state_of_a_line_is_shown(draft: ReceiptDraft) -> None:
    scan(draft, message("4K1", "PBRG", "Q5"), message("4K3", "PPCB", "Q2", "SX1"))
    scan(draft, message("4K2", "PSCR", "Q50000"), message("4K5", "PBRG", "1TL1", "Q105"))
    scan(draft, message("4K6", "PBRG", "1TL2", "Q10"))
    scan(draft, "MIX-A", "KB:CLEAR", message("4K9", "PMIX-A", "3SPK1"))
    model = ReceiptLinesModel()
    model.show_draft(draft)
    last = len(model.columns) - 1
    shown = {model.name_at(row): model.cell(row, last).text for row in range(model.rowCount())}

    assert shown == {
        "1": "Scan lot",
        "2": "Complete",
        "3": "Scan serials",
        "4": "To come",
        "5": "5 over",
        "6": "50 still open",
        "7": "Received",
        "8": "Closed",
        "9": "Set quantity",
        "10": "To come",
        "11": "To come",
    }
    seen = {draft.state.line_state(line) for line in draft.state.lines}
    assert seen == set(LineState) - {LineState.GONE}


def test_a_line_that_is_touched_is_named_with_what_to_press(draft: ReceiptDraft) -> None:
    line = draft.state.lines[0]
    assert not draft.state.packages.count(line.number)
    hint = receipt_texts.prompt(Prompt(Want.PACKAGE, line), draft.state).hint
    assert hint.startswith(f"Line {line.number}, {line.part_id} · ")
    assert hint.endswith(" open · without a label, press By hand")


def test_a_quantity_of_another_unit_is_told_in_both(draft: ReceiptDraft) -> None:
    scan(draft, message("4K2", "PSCR", "Q10000"))

    hint = receipt_texts.prompt(Prompt(Want.PACKAGE, draft.state.lines[1]), draft.state).hint
    assert "1 package, 2 REEL = 10,000 EACH of 10" in hint


def test_review_names_what_is_over_short_damaged_and_open(draft: ReceiptDraft) -> None:
    scan(draft, message("4K5", "PBRG", "1TL1", "Q105"), message("4K4", "PRESIN", "1TL2", "Q20"))
    draft.write("5", Slot.DAMAGED, "2")
    draft.write("5", Slot.SHORT, "1")

    warnings = list(receipt_review_texts.warnings(draft.state))
    for warning in warnings:
        sentences(warning)
    assert warnings == [
        "Line 5, BRG: 5 more than ordered.",
        "Line 5, BRG: 2 damaged, noted and not received.",
        "Line 5, BRG: 1 short, noted and not received.",
        "Line 4, RESIN: 30 KG of 50 KG stay open.",
        "7 lines of the order stay open: nothing of them is here.",
        "Goes to inspection first: RESIN.",
    ]


@pytest.mark.parametrize("kind", OrderChangeKind)
@pytest.mark.parametrize("here", [Decimal(0), Decimal(5)])
def test_each_change_of_an_order_is_a_sentence(kind: OrderChangeKind, here: Decimal) -> None:
    texts = ("A", "B")
    for part in ("BRG", ""):
        change = OrderChange(kind, "3", part, "KG", Decimal(1), Decimal(2), texts, here)
        sentences(receipt_review_texts.order_change(change))


@pytest.mark.parametrize("stands", [None, *LineDifference])
def test_each_difference_has_words(stands: LineDifference | None) -> None:
    whole(receipt_review_texts.difference(stands))


@pytest.mark.parametrize("lack", Lack)
def test_each_lack_of_a_package_has_words(draft: ReceiptDraft, lack: Lack) -> None:
    scan(draft, message("4K3", "PPCB", "Q2"))
    (package,) = draft.state.packages
    whole(receipt_texts.lack(draft.state, package, lack))


@pytest.mark.parametrize("reading", [True, False])
@pytest.mark.parametrize("problem", [None, NotSent(ProblemCode.REFUSED_CONNECTION)])
def test_a_list_without_orders_says_why(problem: NotSent | None, *, reading: bool) -> None:
    said, sentence, _ = receipt_texts.no_orders(problem, reading=reading)
    title(said)
    sentences(sentence)


def test_the_fields_of_the_header_are_those_of_a_receipt() -> None:
    assert set(receipt_texts.FIELDS) == {
        HeaderField.PACKING_SLIP,
        HeaderField.REFERENCE,
        HeaderField.ACTION_DATE,
        HeaderField.TXNS_ACCEPTED,
    }
