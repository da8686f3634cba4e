"""Lists of the attention desk: by what postings need, by words, by day, page by page."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.hold import Hold, HoldCause
from app.core.kit_issue import ComponentChoice, KitPosting
from app.core.posting import PostingEvent, PostingState
from app.core.problems import ProblemCode, Rejected
from app.store.archive import PostingArchive
from app.store.database import Database
from app.store.migrations import MIGRATIONS, migrate
from app.store.outbox import Outbox
from app.store.packing import pack
from app.store.posting_search import View, Wanted
from app.store.posting_words import words_in
from tests.unit.store.world import (
    LIVE,
    OTHER,
    START,
    HandClock,
    insert_old,
    make_answer,
    make_posting,
)

E = PostingEvent
BEFORE_WORDS = 6


def put(outbox: Outbox, posting: KitPosting, *events: PostingEvent) -> KitPosting:
    outbox.confirm(posting).result()
    for event in events:
        refused = Rejected(ProblemCode.RULE, "no") if event is E.REFUSED_SURELY else None
        answer = make_answer(posting, batch_number="0815") if event is E.ANSWERED else None
        who = "Mia" if event is E.WITHDRAWN else ""
        outbox.record(posting.posting_id, event, who=who, problem=refused, answer=answer).result()
    return posting


def names(outbox: Outbox, view: View = View.ALL, text: str = "") -> list[str]:
    found = outbox.find(Wanted(view, words_in(text)), LIVE)
    return [row.posting_id.removeprefix("posting-") for row in found]


def test_each_view_lists_its_own(outbox: Outbox) -> None:
    put(outbox, make_posting("w"))
    put(outbox, make_posting("h"))
    outbox.hold("posting-h", Hold(HoldCause.NOT_READ)).result()
    put(outbox, make_posting("s"), E.CLAIMED)
    put(outbox, make_posting("u"), E.CLAIMED, E.LOST_TRACK)
    put(outbox, make_posting("r"), E.CLAIMED, E.REFUSED_SURELY)
    put(outbox, make_posting("p"), E.CLAIMED, E.ANSWERED)
    put(outbox, make_posting("x"), E.WITHDRAWN)
    put(outbox, make_posting("o", target=OTHER))
    put(outbox, make_posting("q", target=OTHER), E.CLAIMED, E.ANSWERED)

    for searched in ("", "motor"):
        assert names(outbox, View.WAITING, searched) == ["w"]
        assert names(outbox, View.HELD, searched) == ["h"]
        assert names(outbox, View.SENDING, searched) == ["s"]
        assert names(outbox, View.UNKNOWN, searched) == ["u"]
        assert names(outbox, View.REJECTED, searched) == ["r"]
        assert names(outbox, View.ATTENTION, searched) == ["r", "u", "h"]
        assert names(outbox, View.POSTED, searched) == ["p"]
        assert names(outbox, View.WITHDRAWN, searched) == ["x"]
        assert names(outbox, View.PARKED, searched) == ["o"]
        assert names(outbox, View.ALL, searched) == list("qoxprushw")
        assert names(outbox, View.OLDER, searched) == []
    counts = outbox.counts(LIVE)
    assert (counts.listed, counts.archived, counts.parked) == (9, 0, 1)


@pytest.mark.parametrize(
    "text",
    ["gc7", "GC77", "lot-9", "s-1", "mia", "Mia motor003", "kb0000000a", "0815", "SHOP ORDER 12"],
)
def test_found_by_each_of_its_words_however_they_are_written(outbox: Outbox, text: str) -> None:
    component = ComponentChoice("WIND-24V", "LOT-9", "", ("S-1",))
    posting = make_posting("a", serials=("GC77",), components=(component,))
    request = replace(posting.request, reference="KB0000000A shop order 12")
    put(outbox, replace(posting, request=request), E.CLAIMED, E.ANSWERED)
    other = make_posting("b")
    put(outbox, replace(other, operator="Lea", request=replace(other.request, assembly_id="PUMP")))

    assert names(outbox, View.ALL, text) == ["a"]
    assert names(outbox, View.POSTED, text) == ["a"]
    assert names(outbox, View.WAITING, text) == []
    assert names(outbox, View.ALL, f"{text} pump") == []
    assert names(outbox, View.ALL, "%") == []


def test_found_by_the_day(outbox: Outbox) -> None:
    put(outbox, make_posting("a"))
    put(outbox, replace(make_posting("b"), confirmed_at=START + timedelta(days=1)))
    days = (START, START + timedelta(days=1))

    assert [row.posting_id for row in outbox.find(Wanted(days=days), LIVE)] == ["posting-a"]


def test_page_after_page(outbox: Outbox) -> None:
    for number in range(7):
        put(outbox, make_posting(f"{number}"), *([E.WITHDRAWN] if number % 2 else []))
    for wanted in (Wanted(), Wanted(words=("MOTOR",))):
        seen: list[int] = []
        while page := outbox.find(wanted, LIVE, limit=3, before=seen[-1] if seen else None):
            seen += [row.seq for row in page]
        assert seen == list(range(7, 0, -1))


def test_what_is_archived_is_listed_and_found_only_where_it_is_asked_for(
    outbox: Outbox, database: Database, clock: HandClock
) -> None:
    put(outbox, make_posting("old"), E.WITHDRAWN)
    clock.advance(days=401)
    put(outbox, make_posting("new"))
    assert PostingArchive(database).sweep(timedelta(days=400)).result() == 1

    assert names(outbox) == names(outbox, View.ALL, "mia") == ["new"]
    assert names(outbox, View.OLDER) == names(outbox, View.OLDER, "kb00000old") == ["old"]
    counts = outbox.counts(LIVE)
    assert (counts.listed, counts.archived) == (1, 1)


def test_postings_of_before_there_were_words_are_found(path: Path) -> None:
    posting = make_posting("a", serials=("GC77",))
    answer = make_answer(posting, batch_number="0815")
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:BEFORE_WORDS])
        insert_old(connection, posting, PostingState.POSTED)
        connection.execute("INSERT INTO posting_answers VALUES (1, ?)", (pack(answer),))
    with Database(path) as database:
        outbox = Outbox(database)
        assert names(outbox, View.POSTED, "gc77") == names(outbox, View.ALL, "0815") == ["a"]
        assert outbox.counts(LIVE).listed == 1
