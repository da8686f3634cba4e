"""A program that stores as fast as it can and says what was acknowledged, until it is killed.

Each line on its output is one acknowledgement, written right after the commit:
`scan <id>`, `event <draft> <number>`, `posting <id>`, `state <posting> <state>`.
"""

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from itertools import count
from pathlib import Path
from threading import Semaphore
from typing import Any

from app.core.posting import PostingEvent
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.journal import Journal
from app.store.moments import utc_now
from app.store.outbox import Outbox
from tests.unit.store.world import make_answer, make_head, make_posting

EVENTS_OF_A_DRAFT = 12
QUEUED_AT_MOST = 200


def run(path: Path, run_name: str) -> None:
    """Store drafts, scans and postings for ever."""
    database = Database(path)
    drafts, outbox, journal = Drafts(database), Outbox(database), Journal(database)
    room = Semaphore(QUEUED_AT_MOST)

    def say(future: Future[Any], told: Callable[[Any], str]) -> None:
        room.acquire()
        future.add_done_callback(lambda done: acknowledge(told(done.result())))

    def acknowledge(line: str) -> None:
        os.write(1, f"{line}\n".encode())
        room.release()

    unanswered = make_posting(f"{run_name}-first", serials=(f"SN{run_name}-first",))
    drafts.open(make_head(f"{run_name}-first"))
    outbox.confirm(unanswered)
    outbox.claim(unanswered.posting_id)
    for number in count():
        name = f"{run_name}{number}"
        posting = make_posting(name, serials=(f"SN{name}",))
        drafts.open(make_head(name))
        for scan in range(1, EVENTS_OF_A_DRAFT + 1):
            raw = f"{name} {scan}".encode()
            say(journal.record(utc_now(), "s", raw), lambda scan_id: f"scan {scan_id}")
            say(drafts.append(posting.draft_id, [raw]), partial("event {} {}".format, name))
        confirmed = outbox.confirm(posting)
        say(confirmed, lambda stored: f"posting {stored.posting.posting_id}")
        say(outbox.claim(posting.posting_id), lambda row: f"state {row.posting_id} {row.state}")
        answered = outbox.record(
            posting.posting_id, PostingEvent.ANSWERED, answer=make_answer(posting)
        )
        say(answered, lambda row: f"state {row.posting_id} {row.state}")


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
