"""Suppliers' labels on the Lines page: the right line, package by package."""

from decimal import Decimal

from app.core.flow.news import News
from app.core.flow.steps import Step
from app.core.receiving.draft import ReceiptDraft
from tests.unit.core.flow.reading import message, news, scan
from tests.unit.core.receiving.plant import ORDER


def sums(draft: ReceiptDraft) -> dict[str, Decimal]:
    return {
        line.number: total for line in draft.state.lines if (total := draft.state.here(line.number))
    }


def test_a_whole_label_on_the_order_page_lands_on_its_line(draft: ReceiptDraft) -> None:
    label = message(f"K{ORDER}", "11KLS-9", "4K5", "PBRG", "1TL1", "14D20280131", "Q60")

    outcome = scan(draft, label)

    assert news(outcome) is News.PACKAGE
    assert draft.state.step is Step.LINES
    (package,) = draft.state.packages
    assert (package.key, package.lot, package.mfg_lot, package.quantity) == (
        "5/1",
        "L1",
        "L1",
        Decimal(60),
    )
    assert (draft.state.current, draft.state.at) == ("5", "5/1")


def test_a_delivery_is_received_by_labels_alone(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PBRG", "1TL1", "Q60"), message("PBRG", "1TL2", "Q100"))
    scan(on_lines, message("PSCR", "Q5000", "3SPK1"), message("PPCB", "SX1", "SX2", "Q2"))

    assert sums(on_lines) == {"6": 60, "5": 100, "2": 1, "3": 2}
    scan(on_lines, "KB:NEXT")
    assert on_lines.state.step is Step.REVIEW
