"""One station, two flows: where scans go on home, and what opening another flow does."""

import pytest

from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.gate import GateState
from app.core.labels import Command, Verb
from app.core.posting import PostingKind
from app.demo.cable import NetworkCable
from app.services.scanning import ScannerMode
from app.store.draft_records import DraftState
from tests.services.flow_station import FlowBench
from tests.services.kit_station import KitBench
from tests.services.receipt_station import ReceiptBench, label
from tests.services.world import Heard, until

KIT, RECEIPT = PostingKind.KIT_ISSUE, PostingKind.PO_RECEIPT
SUPPLIERS = label("K100431", "PSEAL-22", "Q5")


def parked(bench: FlowBench) -> list[tuple[PostingKind, str]]:
    """What is put aside, by kind and subject, the latest first."""
    rows = bench.drafts.open_drafts(bench.station.session.target)
    return [(row.head.kind, row.summary.subject) for row in rows if row.state is DraftState.PARKED]


@pytest.mark.parametrize(
    ("scanned", "kind", "subject"),
    [
        ("MOTOR003", KIT, "MOTOR003"),
        (SUPPLIERS, RECEIPT, "100431"),
        ("100431", RECEIPT, "100431"),  # nobody says what it is, and no assembly is called that
        (label("PMOTOR003"), KIT, "MOTOR003"),
    ],
)
def test_a_scan_on_home_opens_the_flow_it_is_for(
    receipts: ReceiptBench, scanned: str, kind: PostingKind, subject: str
) -> None:
    receipts.scan(scanned)

    assert receipts.flows.kind is kind
    assert receipts.flows.desk.draft is not None
    assert receipts.flows.desk.draft.state.subject == subject
    assert parked(receipts) == []
    assert receipts.refusals == []


def test_what_neither_flow_knows_is_for_the_first_one_to_say(
    receipts: ReceiptBench,
) -> None:
    receipts.scan("NO-SUCH")

    assert receipts.flows.kind is KIT
    assert receipts.question is QuestionKind.OWN_REFERENCE
    until(receipts.outcomes_known)
    assert receipts.outcomes() == [("NO-SUCH", QuestionKind.OWN_REFERENCE)]
    receipts.scan("KB:NO", label("PNO-SUCH"))
    assert receipts.refusal is Refusal.UNKNOWN_ASSEMBLY


def test_a_closed_order_on_home_is_refused_as_what_it_is(receipts: ReceiptBench) -> None:
    receipts.scan("100438")

    assert receipts.flows.kind is RECEIPT
    assert receipts.refusal is Refusal.ORDER_CLOSED


def test_an_order_that_is_kept_is_found_while_the_erp_is_away(
    receipts: ReceiptBench, cable: NetworkCable
) -> None:
    receipts.scan("100431", "KB:CANCEL", "KB:YES")
    cable.pull()
    receipts.scan("100431")

    assert receipts.flows.kind is RECEIPT
    assert receipts.state.order is not None


def test_an_order_number_in_an_open_kit_stays_in_the_kit(kits: KitBench) -> None:
    kits.scan("MOTOR003", "100431")

    assert kits.flows.kind is KIT
    assert kits.state.subject == "MOTOR003"


def test_opening_the_other_flow_puts_the_open_draft_aside(receipts: ReceiptBench) -> None:
    closed = Heard[None]()
    receipts.flows.closed.connect(lambda: closed(None))
    receipts.scan("MOTOR003", "KB:GOTO-RECEIVE")
    assert receipts.flows.kind is RECEIPT
    assert parked(receipts) == [(KIT, "MOTOR003")]
    assert len(closed.all) == 1

    receipts.scan("100431", "KB:GOTO-ISSUE")
    assert receipts.flows.kind is KIT
    assert parked(receipts) == [(RECEIPT, "100431"), (KIT, "MOTOR003")]


def test_what_a_scanner_dumps_is_read_into_the_flow_it_opens(receipts: ReceiptBench) -> None:
    receipts.burst(
        "MOTOR003",
        "GC00004057",
        "KB:GOTO-RECEIVE",
        SUPPLIERS,
        label("PSEAL-22", "Q7"),
        "KB:GOTO-ISSUE",
        "PUMP002",
        mode=ScannerMode.BATCH,
    )

    assert parked(receipts) == [(RECEIPT, "100431"), (KIT, "MOTOR003")]
    assert receipts.kit_desk.draft is not None
    assert receipts.kit_desk.draft.state.subject == "PUMP002"
    receipts.flows.resume(RECEIPT, _parked_id(receipts, RECEIPT))
    receipts.settled()
    assert receipts.here == {"4": 12}


def test_a_hold_stays_whichever_flow_is_asked_for(receipts: ReceiptBench) -> None:
    receipts.scan(SUPPLIERS, label("K100438", "PBRG-6204", "Q1"))
    assert receipts.flows.intake.gate.state is GateState.HELD
    receipts.scan("KB:GOTO-ISSUE", "MOTOR003")
    assert receipts.flows.kind is RECEIPT

    receipts.scan("KB:CLEAR", "KB:YES")
    assert receipts.flows.kind is KIT
    assert receipts.kit_desk.draft is not None
    assert receipts.kit_desk.draft.state.subject == "MOTOR003"


def test_on_home_only_the_commands_of_the_flows_mean_something(receipts: ReceiptBench) -> None:
    handed = Heard[Command]()
    receipts.flows.handed.connect(handed)
    receipts.scan("KB:NEXT")
    assert receipts.refusal is Refusal.COMMAND_NOT_HERE
    receipts.scan("KB:CLEAR", "KB:GOTO-RECEIVE", "KB:GOTO-RECEIVE")

    assert receipts.flows.kind is RECEIPT
    assert [one.verb for one in handed.all] == [Verb.GOTO_RECEIVE, Verb.GOTO_RECEIVE]


def _parked_id(bench: FlowBench, kind: PostingKind) -> str:
    rows = bench.drafts.open_drafts(bench.station.session.target)
    return next(row.head.draft_id for row in rows if row.head.kind is kind)
