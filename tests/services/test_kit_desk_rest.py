"""What a split leaves over is a draft of its own as soon as the smaller kit is posted."""

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.core.kit_issue import KitPosting
from app.store.draft_records import DraftRow, DraftState
from tests.services.flow_station import no_rows
from tests.services.kit_station import KitBench, kit_bench
from tests.services.world import Station

NUMBERS = ("GC00004057", "GC00004058", "GC00004059", "GC00004060", "GC00004061")


def to_review(kits: KitBench) -> None:
    """Five motors, of which one lot of bearings is enough for three."""
    kits.scan("MOTOR003", *NUMBERS, "KB:NEXT", "24C-007")
    assert kits.question is QuestionKind.SPLIT
    kits.scan("KB:YES", "M-0931", "W-2215", "G-78", "KB:NEXT")
    kits.checked()
    assert kits.state.step is Step.REVIEW


def listed(kits: KitBench) -> list[DraftRow]:
    """What home lists."""
    return kits.drafts.open_drafts(kits.station.session.target)


@pytest.fixture
def done(kits: KitBench) -> KitBench:
    """The smaller kit was posted."""
    to_review(kits)
    kits.post()
    return kits


def is_rest(kits: KitBench) -> bool:
    """Whether the rest of the first kit is on the desk."""
    (first,) = kits.confirmed.all
    text = kits.state.text
    return (
        list(kits.state.owned(ASSEMBLY)) == list(NUMBERS[3:])
        and kits.state.quantity == 2
        and text(HeaderField.ASSEMBLY) == "MOTOR003"
        and text(HeaderField.BATCH) == first.posting.batch
        and len(kits.state.lines) == 10
    )


def test_the_rest_is_parked_with_the_confirm(done: KitBench) -> None:
    (row,) = listed(done)

    assert row.state is DraftState.PARKED
    assert row.summary.subject == "MOTOR003"
    assert row.summary.quantity == 2
    assert row.head.draft_id != done.posting.posting.draft_id


def test_no_rest_before_the_kit_is_posted(kits: KitBench) -> None:
    to_review(kits)

    (row,) = listed(kits)
    assert row.head.draft_id == kits.draft.identity.draft_id


def test_no_rest_where_the_confirm_failed(kits: KitBench) -> None:
    to_review(kits)
    with no_rows(kits.station, "postings"):
        kits.scan("KB:POST")

    assert kits.refusals == [Refusal.NOT_SAVED]
    (row,) = listed(kits)
    assert row.head.draft_id == kits.draft.identity.draft_id


def test_no_posting_where_the_rest_could_not_be_stored(kits: KitBench) -> None:
    to_review(kits)
    with no_rows(kits.station, "drafts"):
        kits.scan("KB:POST")
    assert kits.refusals == [Refusal.NOT_SAVED]
    assert kits.postings() == 0

    kits.scan("KB:CLEAR")
    kits.checked()
    kits.post()
    assert len(listed(kits)) == 1


def test_next_goes_on_with_the_rest(done: KitBench) -> None:
    done.scan("KB:NEXT")

    assert is_rest(done)
    (row,) = listed(done)
    assert row.head.draft_id == done.draft.identity.draft_id
    done.checked()
    done.scan("KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
    done.checked()
    second = done.post()
    assert second.of_kind(KitPosting).request.serials == NUMBERS[3:]
    assert listed(done) == []


def test_the_same_assembly_scanned_on_done_is_the_rest(done: KitBench) -> None:
    done.burst("MOTOR003", "GC00004062")

    assert list(done.state.owned(ASSEMBLY)) == list(NUMBERS[3:])
    assert done.refusals == [Refusal.SERIALS_COMPLETE]
    assert len(listed(done)) == 1


def test_another_assembly_leaves_the_rest_on_home(done: KitBench) -> None:
    done.scan("PUMP002")

    assert done.state.text(HeaderField.ASSEMBLY) == "PUMP002"
    assert {row.summary.subject for row in listed(done)} == {"MOTOR003", "PUMP002"}


def test_leaving_keeps_the_rest(done: KitBench) -> None:
    done.desk.leave()
    done.settled()
    (row,) = listed(done)
    done.desk.resume(row.head.draft_id)
    done.settled()

    assert is_rest(done)


def test_a_posted_kit_that_comes_back_knows_of_its_rest(done: KitBench) -> None:
    """It is chosen from a list that was read before it was posted."""
    draft_id = done.draft.identity.draft_id
    done.desk.leave()
    done.desk.resume(draft_id)
    done.settled()
    assert done.state.step is Step.DONE

    done.scan("KB:NEXT")

    assert is_rest(done)
    (row,) = listed(done)
    assert row.head.draft_id == done.draft.identity.draft_id


def test_a_rest_that_was_thrown_away_is_offered_no_more(done: KitBench) -> None:
    draft_id = done.draft.identity.draft_id
    done.scan("KB:NEXT", "KB:CANCEL", "KB:YES")
    done.desk.resume(draft_id)
    done.settled()
    done.scan("KB:NEXT")

    assert done.state.text(HeaderField.ASSEMBLY) == ""
    assert done.refusals == []


def test_the_rest_outlives_the_program(kit_station: Station) -> None:
    with kit_bench(kit_station) as kits:
        to_review(kits)
        kits.scan("KB:POST")

    with kit_bench(kit_station) as again:
        (row,) = listed(again)
        again.desk.resume(row.head.draft_id)
        again.settled()
        assert list(again.state.owned(ASSEMBLY)) == list(NUMBERS[3:])
        assert again.state.quantity == 2


def test_post_scanned_twice_leaves_one_rest(kits: KitBench) -> None:
    to_review(kits)
    kits.burst("KB:POST", "KB:POST")

    assert len(listed(kits)) == 1
    assert kits.news is News.ALREADY


def test_a_kit_that_was_not_split_leaves_none(kits: KitBench) -> None:
    kits.motors("GC00004057")
    kits.post()

    assert listed(kits) == []
