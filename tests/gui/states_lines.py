"""Lines of orders at the attention desk, each as a buyer meets it there."""

from dataclasses import replace
from decimal import Decimal

import msgspec

from app.core.hold import Hold, HoldCause
from app.core.po_line.catalogue import LineField
from app.core.po_line.facts import OrderLine
from app.core.po_line.held import HeldCell
from app.core.posting import PostingEvent
from app.core.postings import Posting
from app.core.problems import ProblemCode, Rejected
from app.core.proof.evidence import Doubt, Evidence
from app.core.proof.reading import Reading
from app.services.posting_list import View
from app.store.moments import utc_now
from app.ui.activity_texts import Act
from tests.gui import states_desk
from tests.gui.stage import Stage
from tests.gui.state_list import state
from tests.gui.states_desk import UNKNOWN_NOW, show
from tests.services.po_lines import added, deleted, edited, line
from tests.services.world import kit

E = PostingEvent
OLD = line("003", note="Ring the dock")
CHANGED = edited(OLD, quantity=Decimal(20), note="Urgent")
TAKEN = Rejected(
    ProblemCode.LINE_EXISTS, "PO Items add failed.Item number 003 exists.", certain=True
)


def put(on: Stage, posting: Posting, *events: PostingEvent) -> Posting:
    """As `states_desk.put`; nor is a line sent by itself."""
    assert on.station.purchase is not None
    assert on.station.purchase.sender.stop()
    return states_desk.put(on, posting, *events)


def doubted(on: Stage, posting: Posting, now: OrderLine | None) -> None:
    """Unknown, and the order holds this by now, twice."""
    put(on, posting, *UNKNOWN_NOW)
    lines = () if now is None else (now,)
    both = (Reading(utc_now(), lines=lines, order_there=True),) * 2
    evidence = msgspec.json.encode(Evidence(reads=both, doubt=Doubt.OTHERS))
    on.station.outbox.record(posting.posting_id, E.UNDECIDED, evidence=evidence).result()


@state(alone=True)
def activity_line_undecided(on: Stage) -> None:
    theirs = replace(OLD, values=replace(OLD.values, quantity=Decimal(15)))
    doubted(on, CHANGED, theirs)
    show(on)


@state(alone=True)
def activity_line_was_it_changed(on: Stage) -> None:
    doubted(on, CHANGED, None)
    show(on)
    on.window.activity.story.decision.choose(Act.WAS_NOT_POSTED)


@state(alone=True)
def activity_new_line_undecided(on: Stage) -> None:
    doubted(on, added("003", note="First line"), replace(OLD, key="_THEIRS001"))
    show(on)


@state(alone=True)
def activity_line_rejected(on: Stage) -> None:
    put(on, kit("GC00004057"), E.CLAIMED, E.ANSWERED)
    one = put(on, added("003"), E.CLAIMED)
    on.station.outbox.record(one.posting_id, E.REFUSED_SURELY, problem=TAKEN).result()
    show(on)


@state(alone=True)
def activity_line_held(on: Stage) -> None:
    one = put(on, CHANGED)
    cells = (HeldCell(LineField.QUANTITY, "10", "15", "20"), HeldCell(LineField.FIRM, "", "Y", ""))
    on.station.outbox.hold(one.posting_id, Hold(HoldCause.LINE_CHANGED, cells=cells)).result()
    show(on, View.HELD)


@state(alone=True)
def activity_line_deleted(on: Stage) -> None:
    put(on, deleted(OLD), E.CLAIMED, E.ANSWERED)
    show(on)
