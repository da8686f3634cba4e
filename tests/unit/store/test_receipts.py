"""Receipts in the outbox: kept whole beside kits, found by what they name, in each other's way."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.posting import PostingEvent, PostingState
from app.services.posting_list import wanted_of
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.posting_search import View
from app.store.postings import SerialHeldError
from tests.unit.core.receipts.making import answer, came, receipt
from tests.unit.store.outbox_steps import bring_to, confirm, next_id
from tests.unit.store.world import LIVE, make_posting

E = PostingEvent
ONE = replace(
    receipt(came("1"), came("2", lot_id="24B-118"), came("3", 2, serials=("A1", "A2"))),
    target=LIVE,
)


def test_it_is_kept_whole_with_its_answer(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    with Database(path) as database:
        outbox = Outbox(database)
        bring_to(outbox, ONE, E.CLAIMED)
        outbox.record("p", E.ANSWERED, answer=answer(ONE)).result()
    with Database(path) as database:
        stored = Outbox(database).get("p")
    assert (stored.posting, stored.answer) == (ONE, answer(ONE))
    assert (stored.row.subject, str(stored.row.quantity)) == ("1748", "3")
    assert (stored.state, stored.batch_number) == (PostingState.POSTED, "004711")


@pytest.mark.parametrize(
    "word", ["1748", "ps-1", "scr-m4", "24b-118", "a2", "kb7q2m4xd9", "mia", "dock", "004711"]
)
def test_it_is_found_by_what_it_names(outbox: Outbox, word: str) -> None:
    confirm(outbox, make_posting("other"))
    bring_to(outbox, ONE, E.CLAIMED)
    outbox.record("p", E.ANSWERED, answer=answer(ONE)).result()
    found = outbox.find(wanted_of(View.ALL, word), LIVE)
    assert "p" in [row.posting_id for row in found]
    if word != "mia":
        assert len(found) == 1


def test_no_two_postings_bring_one_serial_number_of_a_part(outbox: Outbox) -> None:
    confirm(outbox, ONE)
    again = replace(ONE, posting_id="q", draft_id="e", reference="KB00000001")
    with pytest.raises(SerialHeldError) as held:
        outbox.confirm(again).result()
    assert (held.value.part_id, held.value.serial) == ("DRV-24", "A1")
    assert outbox.serials_in_use(LIVE).holder("DRV-24", "A2") == ONE.reference


def test_an_unknown_one_holds_back_its_order_and_its_lots_alone(outbox: Outbox) -> None:
    bring_to(outbox, ONE, E.CLAIMED, E.LOST_TRACK)
    names = {"same order": ("1748", "9"), "same lot": ("1750", "24B-118"), "free": ("1750", "9")}
    for at, (name, (order, lot)) in enumerate(names.items()):
        request = replace(ONE.request, order_number=order, lines=(came("2", lot_id=lot),))
        reference = f"KB0000000{at}"
        confirm(
            outbox,
            replace(ONE, posting_id=name, draft_id=name, reference=reference, request=request),
        )
    confirm(outbox, make_posting("kit"))
    for name in ("free", "posting-kit"):
        assert next_id(outbox) == name
        outbox.record(name, E.WITHDRAWN, who="Lea").result()
    assert next_id(outbox) is None
    outbox.record("p", E.PROVED_DONE).result()
    assert next_id(outbox) == "same order"
