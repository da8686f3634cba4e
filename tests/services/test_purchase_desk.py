"""The buyer's desk: orders found, lines changed and judged, drafts that survive."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QTimer

from app.core.flow.changes import Change, DraftEvent
from app.core.flow.steps import Step
from app.core.labels import read
from app.core.po_line.catalogue import LineField as F
from app.core.po_line.columns import Matching
from app.core.po_line.faults import LineFault
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.verdicts import LineState
from app.core.problems import NotSent
from app.core.spreadsheets import read_table
from app.demo.cable import NetworkCable
from app.services.order_search import Finding
from app.services.targets import MANEX_TRAINING
from app.store.draft_records import DraftState
from tests.services.buying_station import BuyingBench
from tests.services.flow_station import full_disk
from tests.services.world import until


def test_an_order_is_opened_by_its_number(buyer: BuyingBench) -> None:
    buyer.open(" 0000000001752 ")
    assert buyer.draft.sheet.order.header.supplier == "Voltex Components Ltd"
    assert len(buyer.draft.sheet) == 10
    assert buyer.is_on(Step.LINES)
    buyer.desk.park()
    assert buyer.is_on(Step.SUBJECT)
    assert buyer.drafts.open_drafts(MANEX_TRAINING) == []  # looked at only


def test_a_supplier_has_orders_to_choose_from(buyer: BuyingBench) -> None:
    buyer.desk.search.find("voltex components ltd")
    until(lambda: buyer.desk.search.now.finding is Finding.CHOOSE)
    assert "1752" in {one.number for one in buyer.desk.search.now.orders}


def test_what_is_neither_is_told(buyer: BuyingBench) -> None:
    buyer.desk.search.find("  ")
    assert buyer.desk.search.now.finding is Finding.NOTHING_ASKED
    buyer.desk.search.find("no such thing")
    until(lambda: buyer.desk.search.now.finding is Finding.NOT_FOUND)


def test_an_order_that_was_never_read_needs_the_erp(
    buyer: BuyingBench, buyer_cable: NetworkCable
) -> None:
    buyer_cable.pull()
    buyer.desk.search.find("1752")
    until(lambda: buyer.desk.search.now.finding is Finding.FAILED)
    assert isinstance(buyer.desk.search.now.problem, NotSent)


def test_a_scan_opens_an_order_and_begins_a_line(buyer: BuyingBench) -> None:
    buyer.scan("[)>\x1e06\x1dK1752\x1dQ10\x1e\x04")
    until(lambda: buyer.desk.opened)
    buyer.settled()
    buyer.scan("RELAY-24V")
    assert buyer.line("011").text(F.PART_NUMBER) == "RELAY-24V"
    buyer.desk.review()
    assert not buyer.desk.take(read("RELAY-24V"))


def test_nobody_types_a_key(buyer: BuyingBench) -> None:
    buyer.open("1748")
    buyer.add(part_number="416-242424", quantity="10", cost_each="1")
    meant = buyer.verdict("002").effective
    assert meant is not None
    assert (meant.values.part_key, meant.values.mfgr_key) == ("_45Z0YNRSR", "_45Z0YOITA")
    assert buyer.state("002") is LineState.NEW
    buyer.add(part_number="no such part", quantity="10")
    assert buyer.verdict("003").of(F.PART_NUMBER).fault is LineFault.UNKNOWN_PART  # type: ignore[union-attr]  # it is there


def test_a_table_is_pasted_in_portions_and_judged(buyer: BuyingBench) -> None:
    buyer.open("1748")
    table = read_table("416-242424\t5\n" * 200)
    matching = Matching((F.PART_NUMBER, F.QUANTITY), False, buyer.draft.rules.form)
    buyer.desk.paste(table, matching, at=1)
    assert not buyer.desk.editable  # until it is all there
    buyer.settled()
    assert len(buyer.draft.sheet) == 201
    assert buyer.draft.verdicts.counts == {LineState.NEW: 200}
    buyer.desk.undo()
    buyer.settled()
    assert buyer.draft.untouched


def test_a_paste_that_is_left_before_it_is_shown_is_kept(
    buyer: BuyingBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out = OrderDraft.carry_out

    def and_leave(draft: OrderDraft, changes: Sequence[Change]) -> DraftEvent | None:
        QTimer.singleShot(0, buyer.desk.park)  # before the turn in which it is shown
        return carry_out(draft, changes)

    monkeypatch.setattr(OrderDraft, "carry_out", and_leave)
    buyer.open("1748")
    draft_id, form = buyer.draft.identity.draft_id, buyer.draft.rules.form
    matching = Matching((F.PART_NUMBER, F.QUANTITY), False, form)
    buyer.desk.paste(read_table("416-242424\t5\n" * 3), matching, at=1)
    until(lambda: buyer.desk.opened is None)
    buyer.settled()
    buyer.desk.resume(draft_id)
    until(lambda: buyer.desk.opened)
    assert len(buyer.draft.sheet) == 4


def test_what_was_changed_survives_a_crash(buyer: BuyingBench) -> None:
    buyer.open("1752")
    buyer.enter("001", F.QUANTITY, "12")
    buyer.add(part_number="RELAY-24V", quantity="many")
    (row,) = buyer.drafts.open_drafts(MANEX_TRAINING)
    assert (row.summary.subject, row.summary.done, row.summary.total) == ("1752", 2, 11)
    after = buyer.after_a_crash()
    after.desk.resume(row.head.draft_id)
    until(lambda: after.desk.opened)
    after.settled()
    assert after.line("001").text(F.QUANTITY) == "12"
    assert after.line("011").text(F.QUANTITY) == "many"
    after.desk.undo()
    assert after.draft.sheet.names[-1] != "+1"


def test_who_leaves_at_once_finds_the_order_again(buyer: BuyingBench) -> None:
    """The order beside the changes takes longer to the disk than what is done in the meantime."""
    buyer.open("1752")
    draft_id = buyer.draft.identity.draft_id
    buyer.desk.enter(buyer.line("001").name, F.QUANTITY, "12")
    buyer.desk.park()
    until(lambda: buyer.drafts.state(draft_id) is DraftState.PARKED)
    buyer.settled()
    assert buyer.faults.all == []
    buyer.desk.resume(draft_id)
    until(lambda: buyer.desk.opened)
    buyer.settled()
    assert buyer.line("001").text(F.QUANTITY) == "12"


def test_a_draft_is_parked_gone_on_with_or_thrown_away(buyer: BuyingBench) -> None:
    buyer.open("1752")
    buyer.enter("001", F.QUANTITY, "12")
    draft_id = buyer.draft.identity.draft_id
    buyer.desk.go_back()
    buyer.settled()
    assert buyer.drafts.state(draft_id) is DraftState.PARKED
    buyer.desk.resume(draft_id)
    until(lambda: buyer.desk.opened)
    buyer.settled()
    buyer.desk.undo()
    buyer.desk.park()
    buyer.settled()
    assert buyer.drafts.state(draft_id) is DraftState.DISCARDED  # nothing was left in it
    buyer.desk.resume(draft_id)
    until(lambda: buyer.desk.search.now.finding is Finding.NOT_FOUND)
    buyer.open("1752")
    buyer.enter("001", F.QUANTITY, "12")
    draft_id = buyer.draft.identity.draft_id
    buyer.desk.discard()
    buyer.settled()
    assert buyer.drafts.state(draft_id) is DraftState.DISCARDED


def test_nothing_is_taken_while_the_disk_refuses_and_nothing_is_lost(buyer: BuyingBench) -> None:
    buyer.open("1752")
    buyer.enter("001", F.QUANTITY, "12")
    with full_disk(buyer):
        buyer.desk.enter(buyer.line("002").name, F.NOTE, "x" * 4000)
        buyer.desk.enter(buyer.line("003").name, F.NOTE, "y" * 4000)
        until(lambda: buyer.desk.not_saved and not buyer.desk.saving)
        buyer.desk.enter(buyer.line("004").name, F.NOTE, "z")
        assert buyer.line("004").text(F.NOTE) == ""
    buyer.desk.save_again()
    until(lambda: not buyer.desk.not_saved)
    buyer.settled()
    draft_id, events = buyer.draft.identity.draft_id, buyer.draft.events
    assert len(buyer.drafts.load(draft_id).events) == len(events)
    assert buyer.faults.all


@pytest.mark.parametrize("number", ["1754", "1755"])
def test_an_order_that_is_not_open_is_looked_at_only(buyer: BuyingBench, number: str) -> None:
    buyer.open(number)
    assert not buyer.desk.is_open_in_erp
