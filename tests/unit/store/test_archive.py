"""Old settled postings leave the lists, and nothing else of them changes."""

from datetime import timedelta

import pytest

from app.core.posting import PostingEvent, PostingState
from app.core.problems import ProblemCode, Rejected
from app.services.outbox_records import all_rows
from app.store.archive import PostingArchive
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.postings import ReferenceTakenError
from tests.unit.store.world import LIVE, HandClock, make_answer, make_posting

KEEP = timedelta(days=400)


def post(outbox: Outbox, name: str) -> str:
    posting = make_posting(name)
    outbox.confirm(posting)
    outbox.claim(posting.posting_id)
    outbox.record(posting.posting_id, PostingEvent.ANSWERED, answer=make_answer(posting)).result()
    return posting.posting_id


def listed(outbox: Outbox) -> list[str]:
    assert outbox.recent() == outbox.recent(targets=[LIVE])
    return [row.posting_id for row in outbox.recent()]


@pytest.fixture
def archive(database: Database) -> PostingArchive:
    return PostingArchive(database)


def test_settled_ones_leave_the_lists_once_they_are_old(
    outbox: Outbox, archive: PostingArchive, clock: HandClock
) -> None:
    old = [post(outbox, name) for name in ("a", "b")]
    withdrawn = outbox.confirm(make_posting("w")).result().row.posting_id
    outbox.record(withdrawn, PostingEvent.WITHDRAWN, who="Mia", why="x").result()
    clock.advance(days=399)
    assert archive.sweep(KEEP).result() == 0
    new = post(outbox, "c")
    clock.advance(days=2)

    assert archive.sweep(KEEP).result() == 3
    assert archive.sweep(KEEP).result() == 0

    assert listed(outbox) == [new]
    assert {row.posting_id for row in outbox.recent(archived=True)} == {*old, withdrawn, new}
    assert [row.posting_id for row in all_rows(outbox)] == [new, withdrawn, *reversed(old)]


def test_what_is_not_settled_stays_however_old(
    outbox: Outbox, archive: PostingArchive, clock: HandClock
) -> None:
    queued = outbox.confirm(make_posting("q")).result().row.posting_id
    refused, unknown = make_posting("r"), make_posting("u")
    for posting, event, problem in (
        (refused, PostingEvent.REFUSED, Rejected(ProblemCode.RULE, "no")),
        (unknown, PostingEvent.LOST_TRACK, None),
    ):
        outbox.confirm(posting)
        outbox.claim(posting.posting_id)
        outbox.record(posting.posting_id, event, problem=problem).result()
    clock.advance(days=4000)

    assert archive.sweep(KEEP).result() == 0
    assert set(listed(outbox)) == {queued, refused.posting_id, unknown.posting_id}


def test_an_archived_one_keeps_its_name_its_draft_and_its_story(
    outbox: Outbox, archive: PostingArchive, clock: HandClock
) -> None:
    posting = make_posting("a")
    post(outbox, "a")
    before = outbox.get(posting.posting_id), outbox.history(posting.posting_id)
    clock.advance(days=401)
    archive.sweep(KEEP).result()

    assert (outbox.get(posting.posting_id), outbox.history(posting.posting_id)) == before
    assert outbox.confirm(posting).result() == before[0]
    with pytest.raises(ReferenceTakenError):
        outbox.confirm(make_posting("b", reference=posting.reference)).result()
    counts = outbox.counts(LIVE)
    assert (counts.of(PostingState.POSTED), counts.archived) == (0, 1)


def test_a_sweep_is_short(outbox: Outbox, archive: PostingArchive, clock: HandClock) -> None:
    for number in range(5):
        post(outbox, f"p{number}")
    clock.advance(days=401)

    assert [archive.sweep(KEEP, at_most=2).result() for _ in range(4)] == [2, 2, 1, 0]
