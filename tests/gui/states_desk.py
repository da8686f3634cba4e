"""The attention desk: each state of a posting with its story, each state of the list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import msgspec

from app.core.facts import SerialRecord, SerialStatus, StoresStock
from app.core.hold import Hold, HoldCause
from app.core.kit_issue import KitPosting
from app.core.posting import PostingEvent
from app.core.postings import Posting
from app.core.problems import Problem, ProblemCode, Rejected, Unknown
from app.core.proof.evidence import Doubt, Evidence
from app.core.proof.reading import Reading
from app.core.receipt import ReceiptPosting, ReceivedLine
from app.core.receivable import HeldLine, LineFault
from app.services.posting_list import View
from app.store.moments import utc_now
from app.ui.activity_texts import Act
from app.ui.places import Place
from tests.gui.stage import Stage
from tests.gui.state_list import state
from tests.services.answers import answered
from tests.services.receipts import receipt, record_of
from tests.services.world import kit, until

E = PostingEvent
SHORT = Rejected(ProblemCode.RULE, "COMPONENT_ID SEAL-22: 5 are needed, 3 are on hand in MS.")
CUT = Unknown(ProblemCode.DROPPED)
_SAID: dict[PostingEvent, Problem] = {E.REFUSED: SHORT, E.REFUSED_SURELY: SHORT, E.LOST_TRACK: CUT}


def put(on: Stage, posting: Posting, *events: PostingEvent, differs: bool = False) -> Posting:
    """Bring a posting there as sender, proof and people do; nothing is sent by itself."""
    assert on.station.sender.stop()
    outbox = on.station.outbox
    outbox.confirm(posting).result()
    for event in events:
        answer = answered(posting) if event is E.ANSWERED else None
        who = "Mia" if event in {E.WITHDRAWN, E.SENT_AGAIN, E.DECIDED_DONE} else ""
        why = "Counted on the shelf." if who else ""
        evidence = None
        if event in {E.UNDECIDED, E.DECIDED_DONE, E.PROVED_DONE}:
            evidence = msgspec.json.encode(read(posting, event))
        outbox.record(
            posting.posting_id,
            event,
            who=who,
            why=why,
            problem=_SAID.get(event),
            answer=answer,
            evidence=evidence,
            differs=differs and event is E.ANSWERED,
        ).result()
    return posting


def read(posting: Posting, event: PostingEvent) -> Evidence:
    """Two looks at the books: of serial numbers, of an order, or of stock alone."""
    if isinstance(posting, ReceiptPosting):
        first = record_of(posting, posting.request.lines[0])
        both = (Reading(utc_now()), Reading(utc_now(), receipts=(first,)))
        return Evidence(reads=both, doubt=_doubt(event, Doubt.PARTS))
    serials = tuple(one.serial for one in posting.serials() if one.made)
    if serials:
        found = serials if event is E.PROVED_DONE else serials[:1]
        records = tuple(
            SerialRecord("MOTOR003", one, SerialStatus.IN_STOCK, "MA", reference=posting.reference)
            for one in found
        )
        return Evidence(reads=(Reading(utc_now(), records),), doubt=_doubt(event, Doubt.PARTS))
    before, now = (_stock(on_hand) for on_hand in ((31, 640), (32, 638)))
    return Evidence(before, (now, now), (), _doubt(event, Doubt.MOVEMENTS))


def _doubt(event: PostingEvent, doubt: Doubt) -> Doubt | None:
    return None if event is E.PROVED_DONE else doubt


def _stock(on_hand: Sequence[int]) -> Reading:
    stock = [
        StoresStock(part, stores, "", False, Decimal(count))
        for part, stores, count in zip(("MOTOR003", "BRG-6204"), ("MA", "MS"), on_hand, strict=True)
    ]
    return Reading(utc_now(), stock=tuple(stock), stock_read=True)


def without_serials() -> KitPosting:
    """A kit that only a person can judge."""
    posting = kit()
    return replace(posting, request=replace(posting.request, quantity=Decimal(1)))


def show(on: Stage, view: View = View.ALL) -> None:
    """Open the desk, choose the first posting, and wait for its story."""
    on.seen()
    page = on.window.activity
    on.window.open_desk(view)
    until(lambda: page.listed(view))
    page._open(0, 0)
    until(lambda: page.story.told)


UNKNOWN_NOW = (E.CLAIMED, E.LOST_TRACK)
REFUSED_NOW = (E.CLAIMED, E.REFUSED_SURELY)


@state(alone=True)
def activity_waiting(on: Stage) -> None:
    put(on, kit("GC00004057"))
    show(on)


@state(alone=True)
def activity_sending(on: Stage) -> None:
    put(on, kit("GC00004057"), E.CLAIMED)
    show(on, View.SENDING)


@state(alone=True)
def activity_unknown(on: Stage) -> None:
    put(on, kit("GC00004057"), *UNKNOWN_NOW)
    show(on)


@state(alone=True)
def activity_undecided(on: Stage) -> None:
    put(on, without_serials(), *UNKNOWN_NOW, E.UNDECIDED)
    show(on, View.UNKNOWN)


@state(alone=True)
def activity_undecided_parts(on: Stage) -> None:
    put(on, kit("GC00004057", "GC00004058"), *UNKNOWN_NOW, E.UNDECIDED)
    show(on)


@state(alone=True)
def activity_was_it_posted(on: Stage) -> None:
    put(on, without_serials(), *UNKNOWN_NOW, E.UNDECIDED)
    show(on)
    on.window.activity.story.decision.choose(Act.WAS_POSTED)


@state(alone=True)
def activity_rejected(on: Stage) -> None:
    put(on, kit("GC00004057"), *REFUSED_NOW)
    show(on)


@state(alone=True)
def activity_send_all(on: Stage) -> None:
    put(on, kit("GC00004057"), *REFUSED_NOW)
    show(on)
    on.window.activity.story.decision.choose(Act.SEND_ALL_AGAIN)


@state(alone=True)
def activity_doubtful(on: Stage) -> None:
    put(on, kit("GC00004057"), E.CLAIMED, E.REFUSED)
    show(on)


@state(alone=True)
def activity_posted(on: Stage) -> None:
    put(on, kit("GC00004057"), E.CLAIMED, E.ANSWERED)
    show(on)


@state(alone=True)
def activity_proved(on: Stage) -> None:
    put(on, kit("GC00004057"), *UNKNOWN_NOW, E.PROVED_DONE)
    show(on)


@state(alone=True)
def activity_posted_otherwise(on: Stage) -> None:
    put(on, kit("GC00004057"), E.CLAIMED, E.ANSWERED, differs=True)
    show(on)


@state(alone=True)
def activity_withdrawn(on: Stage) -> None:
    put(on, kit("GC00004057"), *REFUSED_NOW, E.WITHDRAWN)
    show(on)


@state(alone=True)
def activity_replaced(on: Stage) -> None:
    old = put(on, kit("GC00004057"), *REFUSED_NOW)
    on.station.outbox.confirm(kit("GC00004057"), replaces=old.posting_id).result()
    show(on, View.REPLACED)


@state(alone=True)
def activity_parked(on: Stage) -> None:
    one = kit("GC00004057")
    put(on, replace(one, target=replace(one.target, data_source="PILOT")))
    show(on, View.PARKED)


def split() -> ReceiptPosting:
    """Two lines of an order, one of them of two lots."""
    return receipt(
        ReceivedLine("1", Decimal(40)),
        ReceivedLine("2", Decimal(3), lot_id="24B-118", expires=date(2027, 5, 1)),
        ReceivedLine("2", Decimal(2), lot_id="24B-119", serials=("A1", "A2")),
    )


@state(alone=True)
def activity_receipt_posted(on: Stage) -> None:
    put(on, split(), E.CLAIMED, E.ANSWERED)
    show(on)


@state(alone=True)
def activity_receipt_undecided(on: Stage) -> None:
    put(on, split(), *UNKNOWN_NOW, E.UNDECIDED)
    show(on)


@state(alone=True)
def activity_receipt_held(on: Stage) -> None:
    one = put(on, split())
    lines = (
        HeldLine("1", LineFault.NO_ROOM, "SCR-M4X12", Decimal(40), Decimal(20), "EACH"),
        HeldLine("2", LineFault.CLOSED, "GREASE-L2"),
    )
    hold = Hold(HoldCause.ORDER_CHANGED, detail="RUN-PO-0", lines=lines)
    on.station.outbox.hold(one.posting_id, hold).result()
    show(on, View.HELD)


@state(alone=True)
def activity_nothing_found(on: Stage) -> None:
    put(on, kit("GC00004057"), E.CLAIMED, E.ANSWERED)
    put(on, kit("GC00004058"), *REFUSED_NOW)
    put(on, kit("GC00004059"), *UNKNOWN_NOW)  # filters that count take two rows
    on.window.show_place(Place.ACTIVITY)
    on.seen()
    on.window.activity.search_for("W-9999")
    until(lambda: on.window.activity.listed(View.ALL))


@state(alone=True)
def activity_many(on: Stage) -> None:
    put(on, kit("GC00003999"), *UNKNOWN_NOW)
    put(on, kit("GC00003998"), *REFUSED_NOW)
    for number in range(20):
        put(on, kit(f"GC{4000 + number:08d}"), E.CLAIMED, E.ANSWERED)
    put(on, without_serials(), *UNKNOWN_NOW, E.UNDECIDED)
    show(on)
