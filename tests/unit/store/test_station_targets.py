"""A station of two ERPs: all is counted, listed and found of both; what is of none is parked."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.hold import Hold, HoldCause
from app.core.posting import PostingEvent, PostingState
from app.core.target import Erp, Mode, Target
from app.store import outbox_queries, posting_search
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.outbox import Outbox
from app.store.posting_search import View, Wanted
from app.store.posting_words import words_in
from app.store.postings import PostingRow
from tests.services.po_lines import added
from tests.unit.store.outbox_steps import bring_to
from tests.unit.store.world import LIVE, OTHER, START, make_head, make_posting

E, S = PostingEvent, PostingState
BUYING = Target(Erp.MANEX, "https://manex.example.test", "", Mode.LIVE)
STATION = (LIVE, BUYING)
STANDINGS: dict[str, tuple[PostingEvent, ...]] = {
    "w": (),
    "u": (E.CLAIMED, E.LOST_TRACK),
    "r": (E.CLAIMED, E.REFUSED_SURELY),
    "p": (E.CLAIMED, E.ANSWERED),
}


@pytest.fixture
def filled(outbox: Outbox) -> Outbox:
    """Of each standing a kit here (small), a line there (capital) and a kit elsewhere (doubled)."""
    for name, events in STANDINGS.items():
        bring_to(outbox, make_posting(name), *events)
        line = replace(added(), posting_id=f"posting-{name.upper()}", target=BUYING)
        bring_to(outbox, line, *events)
        bring_to(outbox, make_posting(name * 2, target=OTHER), *events)
    for name, target in (("h", LIVE), ("hh", OTHER)):
        held = bring_to(outbox, make_posting(name, target=target))
        outbox.hold(held, Hold(HoldCause.NOT_READ)).result()
    return outbox


def names(rows: list[PostingRow]) -> list[str]:
    return [row.posting_id.removeprefix("posting-") for row in rows]


@pytest.mark.parametrize(
    ("view", "listed"),
    [
        (View.ATTENTION, "h R r U u"),
        (View.WAITING, "W w"),
        (View.HELD, "h"),
        (View.UNKNOWN, "U u"),
        (View.REJECTED, "R r"),
        (View.POSTED, "P p"),
        (View.PARKED, "hh rr uu ww"),
        (View.ALL, "hh h pp P p rr R r uu U u ww W w"),
        (View.OLDER, ""),
    ],
)
def test_each_view_lists_those_of_both(filled: Outbox, view: View, listed: str) -> None:
    found = filled.find(Wanted(view), *STATION)
    assert names(found) == listed.split()
    searched = filled.find(Wanted(view, words_in("motor003")), *STATION)
    assert [row for row in found if row.target_key != BUYING.key] == searched
    lines = filled.find(Wanted(view, words_in("run-item")), *STATION)
    assert [row for row in found if row.target_key == BUYING.key] == lines


def test_page_after_page_of_both(filled: Outbox) -> None:
    whole, seen = filled.find(Wanted(), *STATION), list[int]()
    while page := filled.find(Wanted(), *STATION, limit=3, before=seen[-1] if seen else None):
        seen += [row.seq for row in page]
    assert seen == [row.seq for row in whole] == sorted(seen, reverse=True)


def test_counts_are_summed(filled: Outbox) -> None:
    counts = filled.counts(*STATION)
    assert {state: counts.of(state) for state in S if counts.of(state)} == {
        S.QUEUED: 3,
        S.UNKNOWN: 2,
        S.REJECTED: 2,
        S.POSTED: 2,
    }
    assert (counts.held, counts.proving, counts.parked) == (1, 2, 4)
    alone = filled.counts(LIVE)
    assert (alone.of(S.QUEUED), alone.proving, alone.parked) == (2, 1, 7)


def test_what_needs_a_person_is_of_both(filled: Outbox) -> None:
    rows = filled.recent(states=[S.REJECTED, S.UNKNOWN], held=True, targets=STATION)
    assert names(rows) == list("hRrUu")


def test_a_posting_of_nobodys_waits_for_nobody(filled: Outbox) -> None:
    bring_to(filled, replace(make_posting("x"), erp_user=""))
    assert filled.waiting_users(*STATION) == {"APIUSER": 1}
    assert filled.waiting_users(BUYING) == {}


def test_drafts_are_listed_the_latest_first_whosever_they_are(drafts: Drafts) -> None:
    for n, (name, target) in enumerate([("a", LIVE), ("b", BUYING), ("c", OTHER), ("d", LIVE)]):
        head = make_head(name, target=target, opened_at=START + timedelta(minutes=n))
        drafts.open(head).result()
    assert [row.head.draft_id[-1] for row in drafts.open_drafts(*STATION)] == ["d", "b", "a"]


def test_no_question_walks_through_all_postings(filled: Outbox, database: Database) -> None:
    asked: list[str] = []
    days = (START, START + timedelta(days=1))

    def ask(connection: sqlite3.Connection) -> list[str]:
        connection.set_trace_callback(asked.append)
        outbox_queries.counts(connection, STATION)
        outbox_queries.waiting_users(connection, STATION)
        for archived in (False, True):
            outbox_queries.recent(
                connection, 100, None, [S.REJECTED], STATION, held=True, archived=archived
            )
        for view in View:
            for wanted in (Wanted(view), Wanted(view, ("MOTOR",)), Wanted(view, (), days)):
                posting_search.find(connection, STATION, wanted, 100, 50)
        connection.set_trace_callback(None)
        plans = (connection.execute(f"EXPLAIN QUERY PLAN {one}") for one in asked)
        return [step["detail"] for plan in plans for step in plan]

    steps = database.read(ask)
    assert len(asked) > len(View)
    walked = [one for one in steps if one.startswith(("SCAN p ", "SCAN postings"))]
    assert set(walked) == {"SCAN postings USING INDEX postings_held"}  # has only those held
    assert filled.counts(*STATION).listed
