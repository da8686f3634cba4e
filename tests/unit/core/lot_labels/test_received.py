"""Which labels a posted receipt needs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.core.lot_labels.label import LotLabel
from app.core.lot_labels.received import labels_of
from app.core.receipt import PlannedLine, ReceiptPosting
from tests.unit.core.receipts.making import TODAY, answer, came, receipt

EXPIRY = date(2027, 5, 31)


def reels(posting: ReceiptPosting) -> ReceiptPosting:
    """The same, where line 1 is bought by the reel of 5,000 and stocked by piece."""
    plan = PlannedLine(
        "1",
        "SCR-M4X12",
        "Screw",
        Decimal(2),
        "REEL",
        stock_unit="EACH",
        stock_per_unit=Decimal(5000),
    )
    return replace(posting, planned=(plan,))


def test_each_lot_gets_one_and_what_has_no_lot_none() -> None:
    posting = receipt(came("1", 5), came("2", 3, lot_id="G-1"), came("2", 4, lot_id="G-2"))
    labels = labels_of(posting, answer(posting))
    assert [(label.part_id, label.lot_id, label.quantity) for label in labels] == [
        ("GREASE-L2", "G-1", Decimal(3)),
        ("GREASE-L2", "G-2", Decimal(4)),
    ]


def test_a_lot_that_came_in_two_entries_gets_one_with_the_sum() -> None:
    posting = receipt(came("2", 3, lot_id="G-1"), came("2", 4, lot_id="G-1"))
    assert [label.quantity for label in labels_of(posting, answer(posting))] == [7]


def test_quantities_are_in_the_parts_own_unit() -> None:
    posting = reels(receipt(came("1", 2, lot_id="S-9", expires=EXPIRY)))
    (label,) = labels_of(posting, answer(posting))
    assert label == LotLabel(
        part_id="SCR-M4X12",
        quantity=Decimal(10_000),
        unit="EACH",
        lot_id="S-9",
        expires=EXPIRY,
        order_number="1748",
        order_line="1",
        received_on=TODAY,
        receipt="00000001",
    )


def test_an_answer_that_writes_its_lines_otherwise_is_reckoned_all_the_same() -> None:
    posting = reels(receipt(came("1", 2, lot_id="S-9")))
    (entry,) = answer(posting).lines
    (label,) = labels_of(posting, answer(posting, [replace(entry, line_number="001")]))
    assert (label.quantity, label.unit) == (Decimal(10_000), "EACH")


def test_where_nobody_read_the_order_the_parts_unit_is_not_taken_for_the_buying_unit() -> None:
    posting = receipt(came("2", 2, lot_id="G-1"), planned=False)
    (label,) = labels_of(posting, answer(posting))
    assert (label.quantity, label.unit) == (Decimal(2), "")


def test_without_an_answer_the_request_tells() -> None:
    posting = reels(receipt(came("1", 2, lot_id="S-9")))
    (label,) = labels_of(posting, None)
    assert (label.part_id, label.description, label.quantity, label.unit, label.receipt) == (
        "SCR-M4X12",
        "Screw",
        Decimal(10_000),
        "EACH",
        posting.reference,
    )
