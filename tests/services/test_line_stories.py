"""Changes of an order's lines at the attention desk: their stories, and what is decided on them."""

from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest

from app.core.po_line.catalogue import LineField as F
from app.core.posting import PostingEvent, PostingState
from app.core.postings import Posting
from app.core.problems import ProblemCode, Rejected
from app.core.proof.evidence import Doubt, Evidence
from app.core.proof.reading import Reading
from app.core.target import Erp
from app.services.decisions import Decisions
from app.services.stories import Stories, Story
from app.store.journal import Journal
from app.store.moments import utc_now
from app.store.postings import StoredPosting
from app.ui import story_texts
from tests.services.buying_station import KEY, BuyingBench
from tests.services.po_lines import added, edited, line
from tests.services.sending import POSTED, QUEUED, state_of
from tests.services.world import Heard, Station, kit, until

E, S = PostingEvent, PostingState
UNIT = Rejected(ProblemCode.RULE, "LB does not convert to EACH.")


def told(buyer: BuyingBench, posting_id: str) -> Story:
    heard = Heard[Story]()
    journal, books = Journal(buyer.database), {Erp.MANEX: buyer.buying.session.books}
    Stories(buyer.outbox, journal, books, buyer.station.tasks).read(posting_id, heard)
    return heard.one


def test_a_lines_story_tells_what_was_scanned_sent_and_answered(buyer: BuyingBench) -> None:
    journal = Journal(buyer.database)
    buyer.open("1752")
    buyer.enter("003", F.QUANTITY, "600")
    buyer.enter("007", F.NOTE, "Ring before")
    scan = journal.record(utc_now(), "Bench", b"1752")
    journal.settle(scan, "taken", draft_id=buyer.draft.identity.draft_id).result()
    buyer.review()
    buyer.desk.confirm()
    until(lambda: [one.state for one in buyer.outbox.recent()] == [POSTED, POSTED])

    story = told(buyer, buyer.outbox.recent()[1].posting_id)

    assert [one.raw for one in story.scans] == [b"1752"]
    assert [one.entry.event for one in story.chapters] == [None, E.CLAIMED, E.ANSWERED]
    request = story.chapters[1].request
    assert "600" in request
    assert KEY not in request
    assert story.stored.answer is not None
    assert story_texts.answer(story.stored.answer) == "Answer: line 003 of PO 1752"


@pytest.fixture
def decisions(bench: Station) -> Decisions:
    """Of Lea, at a station of both ERPs."""
    bench.sign_in()
    bench.session.operator = "Lea"
    return Decisions(bench.outbox, bench.session, bench.tasks)


def brought(bench: Station, posting: Posting, *events: PostingEvent, doubt: Evidence) -> Posting:
    """Confirmed, and as far as that."""
    bench.outbox.confirm(posting).result()
    for event in events:
        problem = UNIT if event in {E.REFUSED, E.REFUSED_SURELY} else None
        evidence = msgspec.json.encode(doubt) if event is E.UNDECIDED else None
        bench.outbox.record(posting.posting_id, event, problem=problem, evidence=evidence).result()
    return posting


@pytest.mark.parametrize("lost", [E.LOST_TRACK, E.REFUSED])
def test_what_a_buyer_saw_in_the_erp_is_kept_with_what_the_books_said(
    bench: Station, decisions: Decisions, lost: PostingEvent
) -> None:
    old = line()
    theirs = replace(old, values=replace(old.values, quantity=Decimal(15)))
    shown = Evidence(reads=(Reading(utc_now(), lines=(theirs,), order_there=True),) * 2)
    doubt = replace(shown, doubt=Doubt.OTHERS)
    way = (E.CLAIMED, lost, E.UNDECIDED)
    one = brought(bench, edited(old, quantity=Decimal(20)), *way, doubt=doubt)
    other = brought(bench, edited(old, quantity=Decimal(30)), *way, doubt=doubt)
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)

    decisions.was_posted(one.posting_id, "a colleague lowered it since", doubt)
    decisions.was_not_posted(other.posting_id, "it was never more than 15", doubt)

    until(lambda: len(decided.all) == 2)
    back = QUEUED if lost is E.LOST_TRACK else S.REJECTED
    assert (state_of(bench, one), state_of(bench, other)) == (POSTED, back)
    for posting in (one, other):
        entry = bench.outbox.history(posting.posting_id)[-1]
        assert entry.who == "Lea"
        assert entry.evidence is not None
        assert msgspec.json.decode(entry.evidence, type=Evidence) == doubt


def test_those_refused_for_one_cause_go_again_to_their_own_erp_alone(
    bench: Station, decisions: Decisions
) -> None:
    refused = (E.CLAIMED, E.REFUSED_SURELY)
    lines = [brought(bench, added(f"00{n}"), *refused, doubt=Evidence()) for n in (2, 3)]
    elsewhere = brought(bench, kit("GC00004057"), *refused, doubt=Evidence())
    many = Heard[int]()
    decisions.all_decided.connect(many)

    target = lines[0].target
    decisions.send_again_all(target.key, UNIT.code, UNIT.detail, "the unit can be bought now")

    assert many.one == len(lines)
    assert [state_of(bench, one) for one in lines] == [QUEUED, QUEUED]
    assert state_of(bench, elsewhere) is S.REJECTED
    waiting = bench.outbox.next_waiting(target, [])
    assert waiting is not None
    assert waiting.posting == lines[0]  # in the order they were confirmed
