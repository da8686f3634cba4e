"""Labels wait until something became of them, and are made once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.lot_labels.label import LotLabel
from app.core.posting import PostingEvent
from app.store.database import Database
from app.store.lot_labels import LabelState, LotLabels
from app.store.outbox import Outbox
from app.store.postings import NoSuchPostingError
from tests.unit.core.receipts.making import LIVE, answer, came, receipt
from tests.unit.store.world import OTHER

GREASE = LotLabel("GREASE-L2", Decimal("3.5"), "KG", "G-1")
SCREWS = LotLabel("SCR-M4X12", Decimal(5000), "EACH", "S-9")


@pytest.fixture
def labels(database: Database) -> LotLabels:
    return LotLabels(database)


def post(outbox: Outbox, name: str = "p") -> str:
    """A receipt of a lot that the ERP took."""
    made = receipt(came("2", 3, lot_id="G-1"))
    posting = replace(made, posting_id=name, draft_id=name, reference=f"KB{name:0>8}")
    posting = replace(posting, request=replace(posting.request, reference=posting.reference))
    outbox.confirm(posting)
    outbox.claim(name)
    outbox.record(name, PostingEvent.ANSWERED, answer=answer(posting)).result()
    return name


def test_they_wait_in_their_order_with_their_receipt(outbox: Outbox, labels: LotLabels) -> None:
    for name, one in (("A", GREASE), ("B", SCREWS)):
        labels.add(post(outbox, name), [one]).result()
    assert [(one.reference, one.label) for one in labels.waiting(LIVE)] == [
        ("KB0000000A", GREASE),
        ("KB0000000B", SCREWS),
    ]
    assert labels.waiting(OTHER) == ()


def test_a_second_making_adds_none(outbox: Outbox, labels: LotLabels) -> None:
    name = post(outbox)
    labels.add(name, [GREASE, SCREWS]).result()
    labels.add(name, [GREASE, SCREWS]).result()
    assert [one.label for one in labels.waiting(LIVE)] == [GREASE, SCREWS]


def test_what_was_printed_or_dismissed_waits_no_longer_and_stays_known(
    outbox: Outbox, labels: LotLabels
) -> None:
    name = post(outbox)
    labels.add(name, [GREASE, SCREWS]).result()
    first, second = (one.label_id for one in labels.waiting(LIVE))
    assert labels.settle([first], LabelState.PRINTED, who="").result() == 1
    assert labels.settle([first, second], LabelState.DISMISSED, who="Mia").result() == 1
    assert labels.waiting(LIVE) == ()
    assert [one.label for one in labels.of_posting(name)] == [GREASE, SCREWS]

    assert set(labels.again(name, who="Mia").result()) == {first, second}
    assert [one.label_id for one in labels.waiting(LIVE)] == [first, second]
    assert labels.again(name, who="Mia").result() == ()


def test_receipts_that_nobody_made_labels_for_are_found_once(
    outbox: Outbox, labels: LotLabels
) -> None:
    names = [post(outbox, name) for name in ("A", "B")]
    assert labels.unlabelled(LIVE) == tuple(names)
    labels.add("A", [GREASE]).result()
    labels.add("B", []).result()  # no lot came: that is known now as well
    assert labels.unlabelled(LIVE) == ()
    assert labels.of_posting("B") == ()


def test_no_posting_no_labels(labels: LotLabels) -> None:
    with pytest.raises(NoSuchPostingError):
        labels.add("nobody", [GREASE]).result()
    with pytest.raises(NoSuchPostingError):
        labels.again("nobody", who="Mia").result()
