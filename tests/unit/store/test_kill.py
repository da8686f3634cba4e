"""`kill -9` at any moment: what was acknowledged is there, and nothing is torn."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from app.core.posting import PostingEvent, PostingState
from app.store.database import Database
from app.store.draft_records import DraftState
from app.store.drafts import Drafts
from app.store.journal import Journal
from app.store.outbox import Outbox
from app.store.postings import UNSETTLED
from tests.unit.store.world import LIVE

KILLS = 6
MOST_ACKNOWLEDGED = 1200


def test_a_killed_program_loses_nothing_that_it_acknowledged(path: Path) -> None:
    """A confirm and the closing of its draft are never apart; what was being sent is unknown."""
    chance = random.Random(20260302)  # noqa: S311 - which moment, not a secret
    acknowledged: list[list[str]] = []
    for kill in range(KILLS):
        lines = run_until_killed(path, f"K{kill}X", chance.randrange(1, MOST_ACKNOWLEDGED))
        acknowledged += (line.split() for line in lines)
        check(path, acknowledged)
    kinds = {words[0] for words in acknowledged}
    assert kinds == {"scan", "event", "posting", "state"}
    with Database(path) as database:
        check_confirmed(Drafts(database), Outbox(database))
        check_sending(Outbox(database))


def run_until_killed(path: Path, name: str, moment: int) -> list[str]:
    """Kill it after so many acknowledgements; gives all that it had written by then."""
    command = [sys.executable, "-m", "tests.unit.store.station", str(path), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        lines = [program.stdout.readline() for _ in range(moment)]
        program.kill()
        lines += program.stdout.readlines()
    assert program.returncode == -9
    return [line for line in lines if line.endswith("\n")]


def check(path: Path, acknowledged: list[list[str]]) -> None:
    with Database(path) as database:
        whole = database.read(lambda c: c.execute("PRAGMA integrity_check").fetchone()[0])
        assert whole == "ok"
        check_scans(Journal(database), acknowledged)
        check_drafts(Drafts(database), acknowledged)
        check_postings(Outbox(database), acknowledged)


def check_scans(journal: Journal, acknowledged: list[list[str]]) -> None:
    kept = [scan.scan_id for scan in journal.recent(limit=1_000_000)]
    assert sorted(kept) == list(range(1, len(kept) + 1))
    assert {int(words[1]) for words in acknowledged if words[0] == "scan"} <= set(kept)


def check_drafts(drafts: Drafts, acknowledged: list[list[str]]) -> None:
    told: dict[str, int] = {}
    for _, name, number in of_kind(acknowledged, "event"):
        told[name] = max(told.get(name, 0), int(number))
    for name, at_least in told.items():
        log = drafts.load(f"draft-{name}")
        assert len(log.events) >= at_least
        expected = tuple(f"{name} {n}".encode() for n in range(1, len(log.events) + 1))
        assert log.events == expected
    for row in drafts.open_drafts(LIVE):
        assert row.events == len(drafts.load(row.head.draft_id).events)


def check_postings(outbox: Outbox, acknowledged: list[list[str]]) -> None:
    rows = {row.posting_id: row for row in outbox.recent(limit=1_000_000)}
    assert {words[1] for words in of_kind(acknowledged, "posting")} <= rows.keys()
    for row in rows.values():
        stored = outbox.get(row.posting_id)
        assert stored.posting.reference == row.reference
        assert (stored.answer is not None) == (row.state is PostingState.POSTED)
        assert outbox.history(row.posting_id)[-1].state is row.state
    for _, posting_id, state in of_kind(acknowledged, "state"):
        assert state in {entry.state for entry in outbox.history(posting_id)}
    held = outbox.serials_in_use(LIVE).made.values()
    assert set(held) == {row.reference for row in rows.values() if row.state in UNSETTLED}


def check_confirmed(drafts: Drafts, outbox: Outbox) -> None:
    for row in outbox.recent(limit=1_000_000):
        assert drafts.load(row.draft_id).state is DraftState.CONFIRMED
    still_open = [row.head.draft_id for row in drafts.open_drafts(LIVE)]
    assert [outbox.of_draft(draft_id) for draft_id in still_open] == [None] * len(still_open)


def check_sending(outbox: Outbox) -> None:
    sending = [row.posting_id for row in outbox.recent(states=[PostingState.SENDING])]
    assert {f"posting-K{kill}X-first" for kill in range(KILLS)} <= {*sending}
    assert list(outbox.recover().result()) == sending[::-1]
    for posting_id in sending:
        assert outbox.get(posting_id).state is PostingState.UNKNOWN
        assert outbox.history(posting_id)[-1].event is PostingEvent.FOUND_SENDING


def of_kind(acknowledged: list[list[str]], kind: str) -> Iterator[list[str]]:
    return (words for words in acknowledged if words[0] == kind)
