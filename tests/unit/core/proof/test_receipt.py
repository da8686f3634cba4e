"""Receipts are proved by the records of their order that bear our reference."""

from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.problems import ProblemCode
from app.core.proof.case import Case
from app.core.proof.evidence import Doubt, Evidence
from app.core.proof.kinds import provable
from app.core.proof.reading import Question, Reading
from app.core.proof.side_by_side import About, Seen, side_by_side
from app.core.proof.verdict import DidNotHappen, Happened, Undecided, Verdict
from app.core.receipt import ReceiptPosting
from app.core.receipt_facts import ReceiptRecord
from tests.unit.core.receipts.making import NOON, OTHERS, OURS, PARTS, TODAY, came, receipt

SETTLE, LEFT = 120.0, 1000.0
TWO = receipt(came("1", 5), came("2", 3, lot_id="L1"), came("2", 2, lot_id="L2"))
NOTHING = Reading(NOON)


def record(
    number: str, quantity: int, reference: str = OURS, lot: str = "", order: str = "1748"
) -> ReceiptRecord:
    return ReceiptRecord(
        receipt_id="1",
        order_number=order,
        line_number=number,
        part_id=PARTS[number.lstrip("0")],
        quantity=Decimal(quantity),
        reference=reference,
        packing_slip="PS-1",
        action_date=TODAY,
        lot_id=lot,
    )


def books(*records: ReceiptRecord) -> Reading:
    return Reading(NOON, receipts=records)


WHOLE = books(record("1", 5), record("2", 3, lot="L1"), record("2", 2, lot="L2"))


def settle(
    first: Reading, second: Reading | None = None, of: ReceiptPosting = TWO, *, keeps: bool = True
) -> Verdict | None:
    """The verdict after one reading, or after two on either side of the settle time."""
    case = Case(of, LEFT, SETTLE).with_read(first, LEFT)
    if second is not None:
        case = case.with_read(second, LEFT + SETTLE)
    return case.verdict(keeps_reference=keeps)


@pytest.mark.parametrize(
    "reading",
    [
        WHOLE,
        books(record("1", 5, f"{OURS} dock 2"), record("002", 5)),  # one record a line
        books(*WHOLE.receipts, record("1", 7, OTHERS), record("3", 1, "by hand")),
    ],
)
@pytest.mark.parametrize("keeps", [True, False])
def test_all_lines_by_our_reference_happened_at_the_first_look(
    reading: Reading, keeps: bool
) -> None:
    assert isinstance(settle(reading, keeps=keeps), Happened)


@pytest.mark.parametrize("others", [(), (record("1", 5, OTHERS),), (record("1", 5, "by hand"),)])
def test_none_by_our_reference_did_not_after_the_settle_time(
    others: tuple[ReceiptRecord, ...],
) -> None:
    """Whatever others received of the same line on the same day."""
    assert settle(books(*others)) is None
    assert isinstance(settle(books(*others), books(*others)), DidNotHappen)


@pytest.mark.parametrize(
    ("reading", "doubt"),
    [
        (books(record("1", 5)), Doubt.PARTS),
        (books(*WHOLE.receipts, *WHOLE.receipts), Doubt.PARTS),  # twice
        (books(record("1", 5), record("2", 4)), Doubt.PARTS),
        (books(*(replace(one, order_number="01748") for one in WHOLE.receipts)), Doubt.OTHERS),
        (books(*(replace(one, reference="") for one in WHOLE.receipts)), Doubt.OTHERS),
    ],
)
def test_what_nobody_can_know_is_for_a_person(reading: Reading, doubt: Doubt) -> None:
    verdict = settle(NOTHING, reading)
    assert isinstance(verdict, Undecided)
    assert verdict.evidence.doubt is doubt


def test_another_receipt_without_reference_is_none_of_ours() -> None:
    """Another slip, another day, another lot: not what was sent."""
    bare = [replace(one, reference="") for one in WHOLE.receipts]
    for other in (
        [replace(one, packing_slip="PS-2") for one in bare],
        [replace(one, action_date=None) for one in bare],
        [replace(one, lot_id="X") for one in bare],
        bare[:2],
    ):
        assert isinstance(settle(books(*other), books(*other)), DidNotHappen)


def test_absence_proves_nothing_where_references_are_not_kept() -> None:
    spoiled = books(*(replace(one, reference=OURS[:6]) for one in WHOLE.receipts))
    assert provable(TWO).proof(TWO, None).spoiled_reference(spoiled) == OURS[:6]
    verdict = settle(spoiled, spoiled, keeps=False)
    assert isinstance(verdict, Undecided)
    assert verdict.evidence.doubt is Doubt.REFERENCE_NOT_KEPT


def test_that_a_serial_number_exists_contradicts_no_absence() -> None:
    """Another transaction may have brought it; records of receipts tell of ours alone."""
    case = replace(Case(TWO, LEFT, SETTLE), refusal=ProblemCode.SERIAL_EXISTS)
    case = case.with_read(NOTHING, LEFT).with_read(NOTHING, LEFT + SETTLE)
    assert isinstance(case.verdict(keeps_reference=True), DidNotHappen)


@given(
    ours=st.lists(st.sampled_from([("1", 5), ("2", 3), ("2", 2), ("3", 1)]), max_size=5),
    others=st.lists(st.sampled_from(["", OTHERS, "by hand", OURS[:5]]), max_size=3),
)
@settings(max_examples=100)
def test_nothing_but_all_of_it_counts_as_happened_and_nothing_but_none_as_not(
    ours: list[tuple[str, int]], others: list[str]
) -> None:
    foreign = [record("3", 9, said) for said in others]
    reading = books(*(record(*one) for one in ours), *foreign)
    verdict = settle(reading, reading)
    assert isinstance(verdict, Happened) == (
        sorted(ours) in ([("1", 5), ("2", 2), ("2", 3)], [("1", 5), ("2", 5)])
    )
    assert isinstance(verdict, DidNotHappen) == (not ours)


def test_only_the_records_of_its_order_are_asked_for_and_nothing_before() -> None:
    kind = provable(TWO)
    assert kind.question_before(TWO, None) is None
    assert kind.proof(TWO, None).question == Question(
        order="1748", order_lines=("1", "2"), reference=OURS
    )


def test_it_holds_back_what_is_of_the_same_order_or_new_lot() -> None:
    holds = provable(TWO).proof(TWO, None).holds
    other = replace(TWO, request=replace(TWO.request, order_number="1750"))
    lotless = replace(other, request=replace(other.request, lines=(came("1", 1),)))
    assert holds <= provable(TWO).touches(TWO)
    assert holds & provable(receipt()).touches(receipt())
    assert holds & provable(other).touches(other)
    assert not holds & provable(lotless).touches(lotless)


def test_evidence_is_shown_line_by_line_and_kept_as_it_was_read() -> None:
    verdict = settle(NOTHING, books(record("1", 4)))
    assert isinstance(verdict, Undecided)
    kept = msgspec.json.encode(verdict.evidence)
    assert msgspec.json.decode(kept, type=Evidence) == verdict.evidence
    first, second = side_by_side(TWO, verdict.evidence)
    assert (first.about, first.name, first.before.seen) == (About.ORDER_LINE, "1", Seen.NOT_READ)
    assert (first.first.seen, first.last.seen, first.last.received) == (
        *(Seen.ABSENT, Seen.OURS, Decimal(4)),
    )
    assert (second.name, second.last.seen) == ("2", Seen.ABSENT)
