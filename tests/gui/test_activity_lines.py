"""Lines of orders at the attention desk: told in a buyer's words, decided on, corrected."""

from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest

from app.core.po_line.catalogue import LineField
from app.core.posting import PostingEvent, PostingState
from app.core.postings import Posting
from app.core.problems import ProblemCode, Rejected
from app.core.proof.evidence import Doubt, Evidence
from app.core.proof.reading import Reading
from app.services.posting_list import View
from app.store.moments import utc_now
from app.store.postings import StoredPosting
from app.ui import activity_texts, story_texts
from app.ui.activity_texts import VERBS, Act
from app.ui.places import Place
from tests.gui.buyer import Buyer
from tests.gui.operator import Operator
from tests.gui.test_activity import REASON, chosen, references, seen
from tests.services.po_lines import added, edited, line
from tests.services.world import drained, kit, until

E, S = PostingEvent, PostingState
TAKEN = Rejected(ProblemCode.LINE_EXISTS, "Item number exists.", certain=True)


@pytest.fixture
def desk(kept_buyer: Buyer, again: Operator) -> Operator:
    """Bea at the desk of a station of both ERPs; each test looks at postings of its own."""
    assert kept_buyer.operator is again
    again.station.session.operator = "Bea"
    return again


def put(desk: Operator, posting: Posting, *events: PostingEvent, shown: Evidence) -> None:
    outbox = desk.station.outbox
    outbox.confirm(posting).result()
    for event in events:
        problem = TAKEN if event is E.REFUSED_SURELY else None
        evidence = msgspec.json.encode(shown) if event is E.UNDECIDED else None
        outbox.record(posting.posting_id, event, problem=problem, evidence=evidence).result()
    desk.station.overview.refresh()


def test_a_buyer_decides_with_what_the_order_holds_beside_it(desk: Operator) -> None:
    old = line("003")
    theirs = replace(old, values=replace(old.values, quantity=Decimal(15)))
    reads = (Reading(utc_now(), lines=(theirs,), order_there=True),) * 2
    one = edited(old, quantity=Decimal(20))
    shown = Evidence(reads=reads, doubt=Doubt.OTHERS)
    put(desk, one, E.CLAIMED, E.LOST_TRACK, E.UNDECIDED, shown=shown)
    until(lambda: "1 unknown" in desk.strip())
    desk.station.window.open_desk(View.ATTENTION)
    seen(desk, one.reference)
    chosen(desk, one)

    assert desk.rows(activity_texts.EVIDENCE) == [
        ["Line 003", "there", "there"],
        ["Order quantity: 20", "10", "15"],
    ]
    assert desk.says(story_texts.doubt_of(Doubt.OTHERS, one.kind))
    assert desk.says("20, was 10, is 15 in the ERP")
    assert not desk.says("Batch")
    desk.press(VERBS[Act.WAS_POSTED])
    assert desk.says("Was PO 9000 line 003 changed in the ERP?")
    desk.type(REASON, "a colleague lowered it since")
    desk.press(VERBS[Act.WAS_POSTED])
    outbox = desk.station.outbox
    until(lambda: outbox.get(one.posting_id).state is S.POSTED)
    entry = outbox.history(one.posting_id)[-1]
    assert (entry.who, entry.why) == ("Bea", "a colleague lowered it since")


def test_lines_and_kits_that_need_a_person_stand_in_one_list(desk: Operator) -> None:
    of_kit, of_line = kit("GC00004057"), added("003")
    for one in (of_kit, of_line):
        put(desk, one, E.CLAIMED, E.REFUSED_SURELY, shown=Evidence())
    desk.station.window.open_desk(View.REJECTED)
    seen(desk, of_kit.reference, of_line.reference)
    assert references(desk) == [of_line.reference, of_kit.reference]
    chosen(desk, of_line)
    assert desk.says("The order has a line of this number already")
    desk.press(VERBS[Act.CORRECT])
    until(lambda: desk.says(activity_texts.NOT_A_DRAFT))


def refused_by_manex(buyer: Buyer) -> StoredPosting:
    """Post a change whose unit only the ERP knows to be wrong, and show what became of it."""
    desk, operator = buyer.purchase.desk, buyer.operator
    buyer.come()
    buyer.open("1752")
    assert desk.draft is not None
    name = desk.draft.sheet.names[2]
    desk.enter(name, LineField.PURCHASE_UNIT, "LB")
    desk.enter(name, LineField.NOTE, "Ring before")
    desk.review()
    buyer.settled()
    desk.confirm()
    buyer.become(S.REJECTED)
    assert desk.opened is not None
    (refused,) = desk.opened.results
    operator.station.window.open_desk(View.REJECTED)
    seen(operator, refused.posting.reference)
    chosen(operator, refused.posting)
    return refused


def test_a_refused_line_is_sent_again_and_then_corrected_at_the_buyers_desk(
    desk: Operator, kept_buyer: Buyer
) -> None:
    buyer, operator, lines = kept_buyer, desk, kept_buyer.purchase.desk
    refused = refused_by_manex(buyer)
    # The decision wakes the sender of its own ERP.
    outbox, posting_id = operator.station.outbox, refused.posting.posting_id
    operator.station.window.activity.story.decision.choose(Act.SEND_AGAIN)
    drained()
    operator.press(VERBS[Act.SEND_AGAIN])
    again = [E.SENT_AGAIN, E.CLAIMED, E.REFUSED_SURELY]
    until(lambda: [one.event for one in outbox.history(posting_id)][3:] == again)
    operator.station.window.open_desk(View.REJECTED)
    until(lambda: operator.station.window.activity.story.told)
    drained()
    seen(operator, refused.posting.reference)
    chosen(operator, refused.posting)

    operator.press(VERBS[Act.CORRECT])
    until(lambda: operator.place() is Place.PURCHASE and lines.draft is not None)
    until(lambda: lines.draft and lines.draft.identity.replaces == refused.posting.posting_id)
    buyer.settled()
    assert lines.draft is not None
    (line,) = (one for one in lines.draft.sheet.lines() if one.is_touched)
    assert line.item_number == refused.posting.item == "003"
    assert operator.says("Line 003")  # the sheet stands at it
    lines.enter(line.name, LineField.PURCHASE_UNIT, "EACH")
    lines.review()
    buyer.settled()
    lines.confirm()
    buyer.become(S.POSTED)
    old = operator.station.outbox.get(refused.posting.posting_id)
    assert old.state is S.REPLACED
    assert buyer.in_erp("1752")[refused.posting.item].values.note == "Ring before"
