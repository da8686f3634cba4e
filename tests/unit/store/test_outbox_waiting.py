"""Whose postings wait to be sent."""

from app.core.posting import PostingEvent
from app.store.outbox import Outbox
from tests.unit.store.outbox_steps import bring_to, confirm
from tests.unit.store.world import LIVE, OTHER, make_posting

E = PostingEvent


def test_whose_postings_wait(outbox: Outbox) -> None:
    for name, user in (("a", "MIA"), ("b", "BEN"), ("c", "MIA"), ("d", "EVA")):
        confirm(outbox, make_posting(name, erp_user=user))
    bring_to(outbox, make_posting("e", erp_user="ANN"), E.CLAIMED)
    confirm(outbox, make_posting("f", erp_user="ANN", target=OTHER))
    outbox.record("posting-d", E.WITHDRAWN, who="Lea").result()

    assert list(outbox.waiting_users(LIVE).items()) == [("MIA", 2), ("BEN", 1)]
