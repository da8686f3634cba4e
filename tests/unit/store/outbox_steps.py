"""Steps that tests of the outbox take again and again, each durable when it returns."""

from app.core.posting import BY_A_PERSON, PostingEvent
from app.core.postings import Posting
from app.store.outbox import Outbox
from tests.unit.store.world import LIVE


def confirm(outbox: Outbox, posting: Posting) -> str:
    return outbox.confirm(posting).result().posting.posting_id


def bring_to(outbox: Outbox, posting: Posting, *events: PostingEvent) -> str:
    posting_id = confirm(outbox, posting)
    for event in events:
        who = "Lea" if event in BY_A_PERSON else ""
        outbox.record(posting_id, event, who=who).result()
    return posting_id


def next_id(outbox: Outbox, *, users: list[str] | None = None) -> str | None:
    found = outbox.next_waiting(LIVE, ["APIUSER"] if users is None else users)
    return None if found is None else found.posting.posting_id
