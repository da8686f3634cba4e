"""A refused change of a line is corrected at the buyer's desk, and replaces the old one."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField as F
from app.core.po_line.confirm import hindrance
from app.core.po_line.requests import AddLine
from app.core.posting import PostingEvent, PostingState
from app.core.problems import ProblemCode, Rejected
from app.services.corrections import Corrections
from app.store.draft_records import NoSuchDraftError
from app.store.postings import StoredPosting
from tests.services.buying_station import KEY, BuyingBench
from tests.services.po_lines import added
from tests.services.world import Heard, station, until

E, S = PostingEvent, PostingState
ORDER, LONG_AWAY = "1752", "http://127.0.0.1:9"
UNIT = Rejected(ProblemCode.RULE, "LB does not convert to EACH.", certain=True)


@pytest.fixture
def corrections(buyer: BuyingBench, tmp_path: Path) -> Iterator[Corrections]:
    """By Bea, whom the other ERP knows."""
    with station(LONG_AWAY, tmp_path / "beside") as beside:
        beside.session.operator = "Bea"
        yield Corrections(buyer.drafts, buyer.outbox, beside.session, buyer.station.tasks)


def became(buyer: BuyingBench) -> dict[str, StoredPosting]:
    """What was confirmed, by the line's number; once nothing is on its way any more."""
    on_the_way = (S.QUEUED, S.SENDING, S.UNKNOWN)
    until(lambda: buyer.is_on(Step.DONE) and not buyer.outbox.recent(states=on_the_way))
    opened = buyer.desk.opened
    assert opened is not None
    return {one.posting.item: buyer.outbox.get(one.posting.posting_id) for one in opened.results}


def posted(buyer: BuyingBench) -> dict[str, StoredPosting]:
    buyer.review()
    assert buyer.desk.may_post, hindrance(buyer.draft)
    buyer.desk.confirm()
    return became(buyer)


def opened(buyer: BuyingBench, corrections: Corrections, refused: StoredPosting) -> str:
    """Bring the correction to the desk."""
    drafts, failed = Heard[str](), Heard[Exception]()
    corrections.open(refused.posting.posting_id, lambda _, draft_id: drafts(draft_id), failed)
    until(lambda: drafts.all or failed.all)
    assert failed.all == []
    buyer.desk.resume(drafts.one)
    until(lambda: buyer.desk.opened is not None and buyer.desk.opened.draft_id == drafts.one)
    buyer.settled()
    return drafts.one


def touched(buyer: BuyingBench) -> list[str]:
    return [one.item_number for one in buyer.draft.sheet.lines() if one.is_touched]


def test_a_refused_change_alone_comes_back_as_it_was_typed(
    buyer: BuyingBench, corrections: Corrections
) -> None:
    buyer.open(ORDER)
    buyer.enter("003", F.QUANTITY, "600")
    buyer.enter("003", F.PURCHASE_UNIT, "LB")  # only the ERP knows that no pieces go into a pound
    buyer.enter("007", F.NOTE, "Ring before")
    results = posted(buyer)
    assert {number: one.state for number, one in results.items()} == {
        "003": S.REJECTED,
        "007": S.POSTED,
    }

    opened(buyer, corrections, results["003"])
    assert touched(buyer) == ["003"]
    assert buyer.line("003").text(F.QUANTITY) == "600"
    buyer.enter("003", F.PURCHASE_UNIT, "EACH")
    (again,) = posted(buyer).values()

    assert (again.state, again.row.replaces) == (S.POSTED, results["003"].posting.posting_id)
    old = buyer.outbox.get(results["003"].posting.posting_id)
    assert (old.state, old.row.replaced_by) == (S.REPLACED, again.posting.posting_id)
    held = buyer.in_erp(ORDER)
    assert held["003"].values.quantity == Decimal(600)
    assert held["007"].values.note == "Ring before"


def refused_by_hand(buyer: BuyingBench) -> StoredPosting:
    """Review and post, and have the first posting refused; nothing is sent any more."""
    buyer.sender.ask_to_stop()
    buyer.review()
    assert buyer.desk.may_post, hindrance(buyer.draft)
    buyer.desk.confirm()
    until(lambda: buyer.is_on(Step.DONE))
    posting_id = buyer.outbox.recent()[-1].posting_id
    buyer.outbox.claim(posting_id).result()
    buyer.outbox.record(posting_id, E.REFUSED_SURELY, problem=UNIT).result()
    return buyer.outbox.get(posting_id)


def test_a_refused_new_line_gets_the_number_that_is_free_now(
    buyer: BuyingBench, corrections: Corrections
) -> None:
    buyer.open(ORDER)
    texts = {"part_number": "RELAY-24V", "manufacturer": "TE", "cost_each": "1.10"}
    buyer.add(**texts, quantity="50", note="First")
    buyer.add(**texts, quantity="75", note="Second")
    refused = refused_by_hand(buyer)
    theirs = replace(buyer.in_erp(ORDER)["001"].values, note="Theirs")
    buyer.beside.add_line(KEY, AddLine(ORDER, "011", theirs))

    opened(buyer, corrections, refused)
    assert touched(buyer) == ["013"]  # 012 is that of the one that waits
    assert buyer.line("013").text(F.NOTE) == "First"
    buyer.review()
    buyer.desk.confirm()
    until(lambda: buyer.is_on(Step.DONE))

    (again, second, old) = buyer.outbox.recent()
    assert (again.item, again.replaces) == ("013", refused.posting.posting_id)
    assert (old.state, old.replaced_by) == (S.REPLACED, again.posting_id)
    assert (second.item, second.state) == ("012", S.QUEUED)


def test_a_refused_deletion_comes_back_with_its_line(
    buyer: BuyingBench, corrections: Corrections
) -> None:
    buyer.open(ORDER)
    buyer.desk.delete_lines([buyer.line("006").name])
    refused = refused_by_hand(buyer)
    first = opened(buyer, corrections, refused)
    assert touched(buyer) == ["006"]
    assert buyer.line("006").doomed
    buyer.desk.park()
    assert opened(buyer, corrections, refused) == first
    buyer.desk.discard()
    buyer.settled()
    assert opened(buyer, corrections, refused) != first


def test_what_was_sent_again_meanwhile_is_not_replaced(
    buyer: BuyingBench, corrections: Corrections
) -> None:
    buyer.open(ORDER)
    buyer.enter("003", F.PURCHASE_UNIT, "LB")
    refused = posted(buyer)["003"]
    opened(buyer, corrections, refused)
    buyer.enter("003", F.PURCHASE_UNIT, "EACH")
    buyer.enter("003", F.NOTE, "By weight no more")
    buyer.review()
    posting_id = refused.posting.posting_id
    buyer.outbox.record(posting_id, E.WITHDRAWN, who="Mia", why="done by hand").result()
    buyer.desk.confirm()
    until(lambda: buyer.desk.overtaken)

    assert buyer.is_on(Step.REVIEW)
    assert buyer.faults.all == []
    assert [row.posting_id for row in buyer.outbox.recent()] == [posting_id]
    assert buyer.in_erp(ORDER)["003"].values.note != "By weight no more"
    buyer.desk.refresh()
    assert not buyer.desk.overtaken


def test_a_line_that_is_let_go_replaces_nothing(
    buyer: BuyingBench, corrections: Corrections
) -> None:
    buyer.open(ORDER)
    buyer.enter("003", F.PURCHASE_UNIT, "LB")
    refused = posted(buyer)["003"]
    opened(buyer, corrections, refused)
    buyer.desk.restore_lines([buyer.line("003").name])
    buyer.enter("007", F.NOTE, "Another matter")
    (other,) = posted(buyer).values()
    assert other.row.replaces is None
    assert buyer.outbox.get(refused.posting.posting_id).state is S.REJECTED


def test_what_was_added_by_command_is_no_draft(
    buyer: BuyingBench, corrections: Corrections
) -> None:
    one = added("002")
    buyer.sender.ask_to_stop()
    buyer.outbox.confirm(one).result()
    buyer.outbox.claim(one.posting_id).result()
    buyer.outbox.record(one.posting_id, E.REFUSED_SURELY, problem=UNIT).result()
    failed = Heard[Exception]()
    corrections.open(one.posting_id, lambda _kind, _id: None, failed)
    assert isinstance(failed.one, NoSuchDraftError)
