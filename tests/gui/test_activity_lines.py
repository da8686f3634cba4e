"""Lines of orders at the attention desk: told in a buyer's words, decided on, corrected."""

from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest

from app.core.posting import PostingEvent, PostingState
from app.core.postings import Posting
from app.core.problems import ProblemCode, Rejected
from app.core.proof.evidence import Doubt, Evidence
from app.core.proof.reading import Reading
from app.services.posting_list import View
from app.store.moments import utc_now
from app.ui import activity_texts, story_texts
from app.ui.activity_texts import VERBS, Act
from tests.gui.operator import Operator
from tests.gui.test_activity import REASON, chosen, references, seen
from tests.services.po_lines import added, edited, line
from tests.services.world import kit, until

E, S = PostingEvent, PostingState
TAKEN = Rejected(ProblemCode.LINE_EXISTS, "Item number exists.", certain=True)


@pytest.fixture
def desk(operator: Operator) -> Operator:
    """Bea at the desk of a station of both ERPs."""
    operator.station.session.operator = "Bea"
    return operator


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
