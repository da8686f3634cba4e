"""Review, conflicts and posting at the buyer's desk, line by line, in the ERP's own words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField as F
from app.core.po_line.confirm import Hindrance, NotReady, hindrance
from app.core.po_line.requests import AddLine
from app.core.po_line.three_way import Side
from app.core.po_line.verdicts import LineState
from app.core.posting import PostingState
from app.core.settings import BuyingSettings
from app.demo.cable import NetworkCable
from app.services.targets import MANEX_TRAINING
from app.store.draft_records import DraftState
from app.store.postings import StoredPosting
from tests.services.buying_station import KEY, REASONS, BuyingBench
from tests.services.flow_station import no_rows
from tests.services.world import until
from tests.support.training import NewTrainingServer

POSTED, REJECTED = PostingState.POSTED, PostingState.REJECTED


def posted(buyer: BuyingBench) -> list[StoredPosting]:
    """Post, and wait for what becomes of each line."""
    assert buyer.desk.may_post, hindrance(buyer.draft)
    buyer.desk.confirm()
    until(lambda: buyer.is_on(Step.DONE))
    until(lambda: all(one.state in {POSTED, REJECTED} for one in _results(buyer)))
    return list(_results(buyer))


def _results(buyer: BuyingBench) -> tuple[StoredPosting, ...]:
    return buyer.desk.opened.results if buyer.desk.opened else ()


def test_changes_are_posted_line_by_line_in_their_order(buyer: BuyingBench) -> None:
    buyer.open("1752")
    buyer.enter("003", F.QUANTITY, "600")
    buyer.desk.cancel_lines([buyer.line("005").name])
    buyer.desk.delete_lines([buyer.line("006").name])
    buyer.add(
        part_number="RELAY-24V", manufacturer="TE", quantity="50", cost_each="1.10", note="New"
    )
    buyer.review()
    draft_id = buyer.draft.identity.draft_id
    results = posted(buyer)
    assert [(one.posting.item, one.state) for one in results] == [
        (number, POSTED) for number in ("003", "005", "006", "011")
    ]
    held = buyer.in_erp("1752")
    assert held["003"].values.quantity == Decimal(600)
    assert held["005"].values.cancelled
    assert "006" not in held
    assert (held["011"].values.note, held["011"].values.manufacturer) == ("New", "TE")
    assert buyer.drafts.state(draft_id) is DraftState.CONFIRMED
    buyer.desk.park()
    assert buyer.is_on(Step.SUBJECT)


def test_a_line_that_is_refused_touches_no_other(buyer: BuyingBench) -> None:
    buyer.open("1752")
    buyer.enter("003", F.PURCHASE_UNIT, "LB")  # no pieces go into a pound: only the ERP knows
    buyer.enter("007", F.NOTE, "Ring before")
    buyer.review()
    refused, done = posted(buyer)
    assert (refused.state, done.state) == (REJECTED, POSTED)
    assert refused.problem is not None
    assert "LB does not convert to EACH" in refused.problem.detail
    assert buyer.in_erp("1752")["007"].values.note == "Ring before"


def test_what_a_colleague_changed_is_seen_before_posting(buyer: BuyingBench) -> None:
    buyer.open("1752")
    buyer.enter("003", F.QUANTITY, "600")
    buyer.colleague("1752", "003", quantity=Decimal(700), note="Urgent")
    buyer.review()
    assert buyer.state("003") is LineState.CONFLICT
    assert not buyer.desk.may_post
    buyer.desk.settle(buyer.line("003").name, Side.MINE)
    until(lambda: buyer.desk.may_post)
    posted(buyer)
    held = buyer.in_erp("1752")["003"].values
    assert (held.quantity, held.note) == (Decimal(600), "Urgent")


def test_a_colleagues_line_moves_ours_on(buyer: BuyingBench) -> None:
    buyer.open("1748")
    buyer.add(part_number="416-242424", quantity="5", cost_each="1")
    theirs = replace(buyer.line("001").before.values, note="Theirs")  # type: ignore[union-attr]  # it is there
    buyer.beside.add_line(KEY, AddLine("1748", "002", theirs))
    buyer.review()
    (result,) = posted(buyer)
    assert result.posting.item == "003"
    assert buyer.in_erp("1748")["002"].values.note == "Theirs"


def test_numbers_of_lines_that_wait_are_not_given_again(
    buyer: BuyingBench, buyer_cable: NetworkCable
) -> None:
    buyer.open("1748")
    buyer.add(part_number="416-242424", quantity="5", cost_each="1")
    buyer.review()
    buyer_cable.pull()
    buyer.desk.confirm()
    until(lambda: buyer.is_on(Step.DONE))
    buyer.desk.park()
    buyer.open("1748")  # as it was read last
    buyer.add(part_number="416-242424", quantity="6", cost_each="1")
    assert buyer.draft.sheet.names[-1] == "+1"
    assert buyer.line("003").text(F.QUANTITY) == "6"


def test_without_a_fresh_read_nothing_is_posted(
    buyer: BuyingBench, buyer_cable: NetworkCable
) -> None:
    buyer.open("1748")
    buyer.enter("001", F.NOTE, "Ring before")
    buyer_cable.pull()
    buyer.review()
    assert buyer.desk.stale is not None
    assert not buyer.desk.may_post
    buyer.desk.confirm()
    assert buyer.is_on(Step.REVIEW)
    buyer_cable.plug_in()
    buyer.desk.refresh()
    buyer.settled()
    until(lambda: buyer.desk.stale is None and buyer.desk.may_post)


@pytest.mark.parametrize(
    ("change", "missing"), [("postatus = 'CLOSED'", False), ("ponum = '2748'", True)]
)
def test_nothing_is_posted_into_an_order_that_was_closed_or_renamed(
    buyer: BuyingBench, erp: NewTrainingServer, change: str, missing: bool
) -> None:
    buyer.open("1748")
    buyer.enter("001", F.NOTE, "Ring before")
    erp.at_its_own_screen(f"UPDATE manex_order SET {change} WHERE ponum = '1748'")  # noqa: S608 - ours
    buyer.review()
    assert buyer.desk.missing is missing
    assert not buyer.desk.may_post
    buyer.desk.confirm()
    assert buyer.is_on(Step.REVIEW)


def test_what_is_unusual_is_posted_with_its_reason(buyer: BuyingBench) -> None:
    buyer.open("1748")
    buyer.enter("001", F.COST_EACH, "9")
    buyer.review()
    assert hindrance(buyer.draft) == Hindrance(NotReady.REASON, buyer.line("001").name)
    assert buyer.desk.reasons == REASONS
    buyer.desk.give_reason(buyer.line("001").name, REASONS[0])
    buyer.settled()
    (result,) = posted(buyer)
    assert getattr(result.posting, "reason", "") == REASONS[0]


def test_nothing_is_confirmed_while_the_disk_refuses(buyer: BuyingBench) -> None:
    buyer.open("1748")
    buyer.enter("001", F.NOTE, "Once")
    buyer.review()
    with no_rows(buyer, "postings"):
        buyer.desk.confirm()
        until(lambda: buyer.faults.all)
    assert buyer.is_on(Step.REVIEW)
    assert buyer.outbox.recent() == []
    buyer.settled()
    (result,) = posted(buyer)
    assert result.state is POSTED


@pytest.mark.parametrize("again", [False, True])
def test_one_draft_is_posted_once(buyer: BuyingBench, again: bool) -> None:
    buyer.open("1748")
    buyer.enter("001", F.NOTE, "Once")
    buyer.review()
    buyer.desk.confirm()
    if again:
        buyer.desk.confirm()
    until(lambda: buyer.is_on(Step.DONE))
    buyer.desk.confirm()
    assert len(buyer.outbox.recent()) == 1
    assert buyer.outbox.counts(MANEX_TRAINING).listed == 1
    assert BuyingSettings() == buyer.station.rules
