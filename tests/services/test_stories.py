"""A posting's whole story, as the attention desk shows it."""

import threading
from pathlib import Path

import msgspec

from app.core.posting import PostingEvent
from app.core.postings import Posting
from app.core.problems import ProblemCode, Unknown
from app.core.proof.evidence import Doubt, Evidence, Sent
from app.core.target import Erp
from app.erp.expandable.books import ExpandableBooks
from app.erp.expandable.client import ExpandableClient
from app.services.decisions import Decisions
from app.services.stories import Stories, Story
from app.store.journal import Journal
from app.store.moments import utc_now
from app.store.postings import NoSuchPostingError
from tests.services.scripted_erp import Reply, ScriptedErp
from tests.services.sending import POSTED, sending, state_of, without_serials
from tests.services.world import PATIENCE_MS, Heard, kit, landed, station, until

E = PostingEvent


def test_tells_scans_requests_evidence_and_decisions(tmp_path: Path) -> None:
    with ScriptedErp([Reply.DROPPED]) as erp, station(erp.url, tmp_path) as bench:
        bench.sign_in()
        bench.session.operator = "Lea"
        journal = Journal(bench.database)
        one = without_serials(kit("STORY1"))
        scan = journal.record(utc_now(), "Bench", b"MOTOR003")
        journal.settle(scan, "taken", draft_id=one.draft_id).result()
        bench.confirm(one)
        stories = Stories(bench.outbox, journal, {Erp.EXPANDABLE: bench.session.books}, bench.tasks)
        decisions = Decisions(bench.outbox, bench.session, bench.tasks)
        with sending(bench) as sender:
            until(lambda: bench.outbox.get(one.posting_id).row.undecided)
            told = Heard[Story]()
            stories.read(one.posting_id, told)
            assert told.one.evidence is not None
            decisions.decided.connect(lambda _: sender.wake())
            decisions.was_not_posted(one.posting_id, "not there", told.one.evidence)
            until(lambda: state_of(bench, one) is POSTED)
        whole = Heard[Story]()
        stories.read(one.posting_id, whole)
        story = whole.one

    assert [scan.raw for scan in story.scans] == [b"MOTOR003"]
    assert [chapter.entry.event for chapter in story.chapters] == [
        None,
        E.CLAIMED,
        E.LOST_TRACK,
        E.UNDECIDED,
        E.DECIDED_NOT_DONE,
        E.CLAIMED,
        E.ANSWERED,
    ]
    _, sent, _, undecided, decided, again, _ = story.chapters
    for chapter in (sent, again):
        assert isinstance(chapter.kept, Sent)
        assert chapter.kept.before is not None
        assert one.reference in chapter.request
        assert "AUTH_TOKEN" not in chapter.request
    assert isinstance(undecided.kept, Evidence)
    assert undecided.kept.doubt is Doubt.MOVEMENTS
    assert decided.kept == undecided.kept
    assert (decided.entry.who, decided.entry.why) == ("Lea", "not there")
    assert story.stored.answer is not None


def test_of_no_posting(tmp_path: Path) -> None:
    with ScriptedErp() as erp, station(erp.url, tmp_path) as bench:
        told, failed = Heard[Story](), Heard[Exception]()
        journal = Journal(bench.database)
        stories = Stories(bench.outbox, journal, {Erp.EXPANDABLE: bench.session.books}, bench.tasks)
        stories.read("nobody", told, failed)
        assert isinstance(failed.one, NoSuchPostingError)
        assert told.all == []


class SlowBooks(ExpandableBooks):
    """Whose first preview waits until it may go on."""

    def __init__(self, client: ExpandableClient) -> None:
        super().__init__(client)
        self.waits, self.may_go_on = threading.Event(), threading.Event()

    def preview(self, posting: Posting, batch_number: str) -> str:
        if not self.waits.is_set():
            self.waits.set()
            self.may_go_on.wait(PATIENCE_MS / 1000)
        return super().preview(posting, batch_number)


def test_an_older_story_never_stands_in_for_a_newer(tmp_path: Path) -> None:
    with ScriptedErp() as erp, station(erp.url, tmp_path) as bench:
        one = without_serials(kit("STORY1"))
        bench.confirm(one)
        sent = msgspec.json.encode(Sent())
        bench.outbox.record(one.posting_id, E.CLAIMED, evidence=sent).result()
        books = SlowBooks(bench.session.client)
        stories = Stories(
            bench.outbox, Journal(bench.database), {Erp.EXPANDABLE: books}, bench.tasks
        )
        told = Heard[Story]()
        stories.read(one.posting_id, told)
        until(books.waits.is_set)
        bench.outbox.record(
            one.posting_id, E.LOST_TRACK, problem=Unknown(ProblemCode.DROPPED)
        ).result()
        stories.read(one.posting_id, told)
        assert told.one.chapters[-1].entry.event is E.LOST_TRACK
        books.may_go_on.set()
        landed(bench.tasks)
        assert told.one.chapters[-1].entry.event is E.LOST_TRACK
