"""Changes of an order's lines in the outbox: many of one draft, each kept whole, in their order."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.po_line.requests import LineAnswer
from app.core.posting import PostingEvent, PostingState
from app.core.postings import Posting
from app.store.database import Database
from app.store.draft_records import DraftNotOpenError, DraftState
from app.store.drafts import Drafts
from app.store.outbox import Outbox
from app.store.posting_search import View, Wanted
from tests.services.po_lines import added, deleted, edited, line
from tests.unit.store.world import LIVE, make_head, make_posting

E = PostingEvent
ORDER = make_head("po")
SHEET: tuple[Posting, ...] = tuple(
    replace(one, part_of=ORDER.draft_id)
    for one in (added("002"), edited(line("001"), quantity=Decimal(20)), deleted(line("003")))
)


def test_a_draft_becomes_several_postings_at_once_and_only_once(
    outbox: Outbox, drafts: Drafts
) -> None:
    drafts.open(ORDER).result()
    stored = outbox.lines.confirm(SHEET).result()

    assert [one.posting for one in stored] == list(SHEET)
    assert drafts.state(ORDER.draft_id) is DraftState.CONFIRMED
    others = tuple(replace(one, posting_id=f"{n}", draft_id=f"{n}") for n, one in enumerate(SHEET))
    assert outbox.lines.confirm(others).result() == stored
    assert outbox.lines.of_draft(ORDER.draft_id) == stored
    assert [one.row.item for one in stored] == ["002", "001", "003"]
    assert [str(one.row.quantity) for one in stored] == ["10", "20", "10"]


def test_all_or_none(outbox: Outbox, drafts: Drafts) -> None:
    drafts.open(ORDER).result()
    drafts.discard(ORDER.draft_id, who="Bea").result()
    with pytest.raises(DraftNotOpenError):
        outbox.lines.confirm(SHEET).result()
    assert outbox.recent() == []


def test_each_is_kept_whole_with_its_answer(path: Path) -> None:
    answers = [LineAnswer("9000", one.item, line(one.item)) for one in SHEET]
    path.parent.mkdir()
    with Database(path) as database:
        outbox = Outbox(database)
        for one, answer in zip(SHEET, answers, strict=True):
            outbox.confirm(one).result()
            outbox.claim(one.posting_id).result()
            outbox.record(one.posting_id, E.ANSWERED, answer=answer).result()
    with Database(path) as database:
        stored = [Outbox(database).get(one.posting_id) for one in SHEET]
    assert [(one.posting, one.answer) for one in stored] == list(zip(SHEET, answers, strict=True))
    assert {one.state for one in stored} == {PostingState.POSTED}


@pytest.mark.parametrize("word", ["9000", "RUN-ITEM-0"])
def test_they_are_found_by_order_and_part(outbox: Outbox, word: str) -> None:
    outbox.lines.confirm(SHEET).result()
    target = SHEET[0].target
    assert len(outbox.find(Wanted(View.ALL, (word,)), target)) == len(SHEET)


def test_numbers_that_wait_are_spoken_for(outbox: Outbox) -> None:
    target, first = SHEET[0].target, SHEET[0].posting_id
    assert outbox.lines.in_use(target, "9000") == frozenset()
    outbox.lines.confirm(SHEET).result()
    assert outbox.lines.in_use(target, "9000") == {"002"}  # those that are there have theirs
    assert outbox.lines.in_use(target, "9001") == frozenset()
    outbox.claim(first).result()
    outbox.record(first, E.REFUSED).result()
    assert outbox.lines.in_use(target, "9000") == {"002"}
    outbox.record(first, E.PROVED_NOT_DONE).result()
    assert outbox.lines.in_use(target, "9000") == frozenset()


def test_another_change_of_a_line_waits_while_a_refused_one_is_proved(outbox: Outbox) -> None:
    refused, again = edited(line("001"), note="a"), edited(line("001"), note="b")
    other = edited(line("002"), note="c")
    for one in (refused, again, other):
        outbox.confirm(one).result()
    outbox.claim(refused.posting_id).result()
    outbox.record(refused.posting_id, E.REFUSED).result()

    def following() -> str:
        found = outbox.next_waiting(refused.target, ("",))
        return found.posting.posting_id if found else ""

    assert following() == other.posting_id
    outbox.record(refused.posting_id, E.PROVED_NOT_DONE).result()
    assert following() == again.posting_id


def test_a_senders_start_leaves_what_another_is_sending(outbox: Outbox) -> None:
    kit = make_posting("kit")
    for one in (kit, SHEET[0]):
        outbox.confirm(one).result()
        outbox.claim(one.posting_id).result()
    assert outbox.recover(SHEET[0].target).result() == (SHEET[0].posting_id,)
    assert outbox.get("posting-kit").state is PostingState.SENDING
    assert outbox.recover(LIVE).result() == ("posting-kit",)
