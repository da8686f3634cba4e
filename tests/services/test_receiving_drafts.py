"""Receipts put aside, brought back, corrected, interrupted, and received while the ERP is away."""

from decimal import Decimal

import pytest

from app.core.flow.changes import HeaderField, Slot
from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck
from app.core.flow.steps import Step
from app.core.posting import PostingEvent, PostingKind, PostingState
from app.core.problems import ProblemCode, Rejected
from app.demo.cable import NetworkCable
from app.services.corrections import Corrections
from app.services.intake import NoticeKind
from app.services.scanning import ScannerMode
from app.store.draft_records import DraftState
from app.store.moments import utc_now
from tests.services.flow_station import SOURCE, Turnstile, full_disk
from tests.services.receipt_station import ReceiptBench, label, receipt_bench
from tests.services.world import Heard, Station, until

D = Decimal
RECEIPT = PostingKind.PO_RECEIPT
REFUSED = Rejected(ProblemCode.INVALID_REQUEST, "LINE_NUMBER", certain=True)


def scanned(bench: ReceiptBench) -> tuple[object, ...]:
    """All that a receiver entered, to be compared."""
    state = bench.state
    packages = [(one.key, bench.state.quantity_of(one), one.lot) for one in state.packages]
    serials = {owner: tuple(book) for owner, book in state.serials.items() if book}
    header = {name: text for name, text in state.header.items() if text}
    return header, packages, serials, state.damaged, state.short, state.current, state.step


def test_a_parked_receipt_comes_back_as_it_was(receipts: ReceiptBench) -> None:
    receipts.scan(
        label("K100435", "11KLS-9", "4K1", "PDISP-7", "SD1", "SD2", "SD3", "Q3"),
        label("4K2", "PBATT-12", "1TB-1", "SB1", "SB2", "Q2"),
    )
    receipts.desk.write("1", Slot.DAMAGED, "1")
    receipts.settled()
    before = scanned(receipts)
    draft_id = receipts.draft.identity.draft_id
    receipts.scan("KB:HOLD")
    (row,) = receipts.drafts.open_drafts(receipts.station.session.target)
    assert (row.head.kind, row.state) == (RECEIPT, DraftState.PARKED)
    assert (row.summary.subject, row.summary.quantity) == ("100435", None)
    assert (row.summary.done, row.summary.total) == (0, 3)

    receipts.flows.resume(RECEIPT, draft_id)
    receipts.settled()
    assert scanned(receipts) == before
    receipts.checked()  # what was not asked before is asked now
    assert set(receipts.state.owned("1/1").values()) == {SerialCheck.GOOD}
    receipts.scan("KB:UNDO")
    assert receipts.state.damaged == {}


def test_a_receipt_that_a_crash_left_open_is_offered_with_what_it_interrupted(
    kit_station: Station,
) -> None:
    with receipt_bench(kit_station) as before:
        before.scan(label("K100431", "PSEAL-22", "Q5"))
        draft_id = before.draft.identity.draft_id
        text = label("PSEAL-22", "Q7").encode()
        before.journal.record(utc_now(), SOURCE, text).result()
    with receipt_bench(kit_station) as after:
        (row,) = after.drafts.open_drafts(kit_station.session.target)
        assert (row.head.kind, row.state) == (RECEIPT, DraftState.OPEN)
        after.flows.resume(RECEIPT, draft_id)
        after.settled()
        assert after.here == {"4": D(5)}
        (waiting,) = after.flows.intake.gate.unresolved
        assert waiting.reason == Refusal.INTERRUPTED
        after.flows.intake.resolve(waiting, again=True)
        after.settled()

        assert after.here == {"4": D(12)}


def test_a_rejected_receipt_is_corrected_and_sent_again(receipts: ReceiptBench) -> None:
    receipts.sender.ask_to_stop()
    receipts.scan(label("K100440", "11KLS-1", "PSEAL-22", "Q60"))
    receipts.reviewed()
    receipts.scan("KB:POST")
    first = receipts.confirmed_receipt()
    outbox, station = receipts.station.outbox, receipts.station
    outbox.claim(first.posting_id)
    outbox.record(first.posting_id, PostingEvent.REFUSED_SURELY, problem=REFUSED).result()
    receipts.flows.leave()
    corrections = Corrections(receipts.drafts, outbox, station.session, station.tasks)
    drafts = Heard[tuple[PostingKind, str]]()
    corrections.open(first.posting_id, lambda kind, draft_id: drafts((kind, draft_id)))
    receipts.flows.resume(*drafts.one)
    receipts.settled()

    assert receipts.on(Step.SUBJECT)
    assert receipts.here == {"2": D(60)}
    assert receipts.draft.identity.reference != first.reference
    receipts.scan("KB:NEXT")
    receipts.desk.write("2/1", Slot.QUANTITY, "50")
    receipts.settled()
    receipts.reviewed()
    receipts.scan("KB:POST")
    assert receipts.confirmed_receipt().request.lines[0].quantity == D(50)
    assert outbox.get(first.posting_id).state is PostingState.REPLACED


def test_away_from_the_network_an_order_worked_on_is_received(
    receipts: ReceiptBench, cable: NetworkCable
) -> None:
    receipts.scan(label("K123456", "KB:X"), "KB:CLEAR", "123456", "KB:CANCEL", "KB:YES")
    cable.pull()
    receipts.scan("123456", label("PMOTOR003", "SNEW-1", "SNEW-2", "Q2"), "KB:NEXT")
    receipts.checked()
    assert set(receipts.state.owned("1/1").values()) == {SerialCheck.UNCHECKED}
    receipts.scan("KB:POST")
    until(lambda: receipts.sender.state.until)
    assert receipts.posting.state is PostingState.QUEUED

    receipts.scan("KB:NEXT", "123456", label("PMOTOR003", "SNEW-3", "Q9"))
    assert receipts.refusal is Refusal.OVER_RECEIPT  # what waits is counted in
    cable.plug_in()
    receipts.station.session.start()
    until(lambda: receipts.sender.state.until is None)
    until(lambda: receipts.postings() == 1)


def test_an_order_that_was_never_read_here_needs_the_network(
    receipts: ReceiptBench, cable: NetworkCable
) -> None:
    cable.pull()
    receipts.scan(label("K100431", "PSEAL-22", "Q5"))

    assert receipts.refusal is Refusal.NO_FACTS_OFFLINE
    receipts.scan("KB:CLEAR")
    cable.plug_in()
    receipts.scan(label("K100431", "PSEAL-22", "Q5"))
    assert receipts.here == {"4": D(5)}


def test_scans_wait_while_the_order_is_read(receipts: ReceiptBench, turnstile: Turnstile) -> None:
    turnstile.hold("purchase-order-query")
    receipts.inject(label("K100431", "PSEAL-22", "Q5"), label("PSEAL-22", "Q6"))
    turnstile.wait()
    assert receipts.flows.intake.busy == "100431"
    turnstile.let_go()
    receipts.settled()

    assert receipts.here == {"4": D(11)}


def test_nothing_is_shown_that_a_full_disk_did_not_take(receipts: ReceiptBench) -> None:
    receipts.scan(label("K100431", "PSEAL-22", "Q5"))
    with full_disk(receipts.station):
        for number in range(200):
            receipts.scan(label("PSEAL-22", f"Q{number + 1}"))
            if receipts.notice.kind is not NoticeKind.TAKEN:
                break
        receipts.settled()
    assert receipts.refusal is Refusal.NOT_SAVED
    shown = receipts.here
    receipts.scan("KB:CLEAR", "KB:HOLD")
    (row,) = receipts.drafts.open_drafts(receipts.station.session.target)
    receipts.flows.resume(RECEIPT, row.head.draft_id)
    receipts.settled()

    assert receipts.here == shown


def test_what_a_memory_scanner_dumped_in_vain_is_listed_and_keeps_from_posting(
    receipts: ReceiptBench,
) -> None:
    receipts.burst(
        label("K100440", "PSEAL-22", "Q5"),
        label("PNO-SUCH", "Q5"),
        label("PSEAL-22", "Q6"),
        mode=ScannerMode.BATCH,
    )
    assert receipts.here == {"2": D(11)}
    assert len(receipts.flows.intake.gate.unresolved) == 1
    receipts.reviewed()
    receipts.scan("KB:POST")
    assert receipts.refusal is Refusal.UNRESOLVED_SCANS


@pytest.mark.parametrize("text", ["", "LS-1"])
def test_header_fields_are_entered_by_hand(receipts: ReceiptBench, text: str) -> None:
    receipts.scan("KB:GOTO-RECEIVE", "100431")
    receipts.desk.enter(HeaderField.PACKING_SLIP, text)
    receipts.settled()

    assert receipts.state.text(HeaderField.PACKING_SLIP) == text
