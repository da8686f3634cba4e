"""A refused kit is corrected in the wizard, and replaces the old posting as it is confirmed."""

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.core.kit_issue import KitPosting
from app.core.posting import IllegalTransitionError, PostingEvent, PostingState
from app.core.problems import ProblemCode, Rejected
from app.services.corrections import Corrections
from app.services.sender import StoredPosting
from app.store.draft_records import NoSuchDraftError
from tests.services.kit_station import KitBench
from tests.services.world import Heard, kit, until

E = PostingEvent
DEPARTMENT = Rejected(ProblemCode.INVALID_REQUEST, "DEPARTMENT", certain=True)


@pytest.fixture
def corrections(kits: KitBench) -> Corrections:
    station = kits.station
    return Corrections(kits.drafts, station.outbox, station.session, station.tasks)


@pytest.fixture
def refused(kits: KitBench) -> StoredPosting:
    """A kit that the ERP surely refused; the desk is empty again."""
    kits.sender.ask_to_stop()
    kits.motors("GC00004057", "GC00004058")
    kits.scan("KB:POST")
    posting_id = kits.posting.posting.posting_id
    outbox = kits.station.outbox
    outbox.claim(posting_id)
    outbox.record(posting_id, E.REFUSED_SURELY, problem=DEPARTMENT).result()
    kits.desk.leave()
    return outbox.get(posting_id)


def opened(kits: KitBench, corrections: Corrections, stored: StoredPosting) -> str:
    draft_ids = Heard[str]()
    corrections.open(stored.posting.posting_id, lambda _, draft_id: draft_ids(draft_id))
    draft_id = draft_ids.one
    kits.desk.resume(draft_id)
    kits.settled()
    return draft_id


def test_corrected_it_replaces_the_old_one(
    kits: KitBench, corrections: Corrections, refused: StoredPosting
) -> None:
    opened(kits, corrections, refused)
    state, before = kits.state, refused.of_kind(KitPosting)
    assert state.step is Step.SUBJECT
    assert tuple(state.owned(ASSEMBLY)) == before.request.serials
    assert state.entry("BRG-6204").lot == "24B-118"
    assert kits.draft.identity.reference != before.reference

    kits.desk.enter(HeaderField.DEPARTMENT, "12")
    kits.settled()
    kits.scan("KB:NEXT", "KB:NEXT")
    kits.checked()
    kits.scan("KB:POST")

    after = kits.confirmed.all[-1]
    request = after.of_kind(KitPosting).request
    assert (request.department, after.row.replaces) == ("12", before.posting_id)
    assert request.serials == before.request.serials
    old = kits.station.outbox.get(before.posting_id)
    assert (old.state, old.row.replaced_by) == (PostingState.REPLACED, after.posting.posting_id)


def test_begun_once_it_is_gone_on_with_and_discarded_it_is_begun_anew(
    kits: KitBench, corrections: Corrections, refused: StoredPosting
) -> None:
    first = opened(kits, corrections, refused)
    kits.desk.park()
    assert opened(kits, corrections, refused) == first
    kits.desk.cancel()
    kits.settled()
    assert opened(kits, corrections, refused) != first
    assert kits.draft.identity.replaces == refused.posting.posting_id


def test_what_was_sent_again_meanwhile_is_not_replaced(
    kits: KitBench, corrections: Corrections, refused: StoredPosting
) -> None:
    opened(kits, corrections, refused)
    kits.scan("KB:NEXT", "KB:NEXT")
    kits.checked()
    outbox, posting_id = kits.station.outbox, refused.posting.posting_id
    outbox.record(posting_id, E.WITHDRAWN, who="Mia", why="no more").result()
    kits.scan("KB:POST")

    assert kits.refusal is Refusal.NOT_TO_CORRECT
    assert kits.desk.posting is None
    assert outbox.get(posting_id).state is PostingState.WITHDRAWN
    assert kits.postings() == 1


def test_only_what_was_surely_refused_and_was_a_draft_is_opened(
    kits: KitBench, corrections: Corrections, refused: StoredPosting
) -> None:
    outbox = kits.station.outbox
    failed = Heard[Exception]()
    outbox.record(refused.posting.posting_id, E.FOUND_COPIED).result()
    corrections.open(refused.posting.posting_id, lambda _kind, _id: None, failed)
    until(lambda: len(failed.all) == 1)
    added = kit("ADDED1")
    outbox.confirm(added).result()
    outbox.claim(added.posting_id)
    outbox.record(added.posting_id, E.REFUSED_SURELY, problem=DEPARTMENT).result()
    corrections.open(added.posting_id, lambda _kind, _id: None, failed)
    until(lambda: len(failed.all) == 2)
    assert [type(one) for one in failed.all] == [IllegalTransitionError, NoSuchDraftError]
