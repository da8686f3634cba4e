"""Sending without a window: what `kitbench outbox send` stands on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from app.core.kit_issue import PlannedComponent
from app.core.posting import PostingState
from app.core.settings import OutboxSettings
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Transport
from app.sandbox.faults import FaultDial
from app.sandbox.faulty_server import FaultyServer
from app.services.drain import Account, Drain, Drained, DrainEnd, way_by_password
from app.store.database import Database
from app.store.moments import utc_now
from app.store.outbox import Outbox
from app.store.postings import StoredPosting
from tests.services.scripted_erp import Reply, ScriptedErp
from tests.services.sending import without_serials
from tests.services.world import PATIENCE_MS, TARGET, kit
from tests.support.ready_store import lay_out
from tests.support.training import NewTrainingServer

QUICK = OutboxSettings(settle_seconds=0.1, backoff_seconds=0.01, backoff_most_seconds=0.02)
APIUSER = Account("APIUSER", "password")


class Desk:
    """An outbox, and drains of it."""

    def __init__(self, outbox: Outbox, client: ExpandableClient) -> None:
        self.outbox = outbox
        self.client = client
        self.told: list[StoredPosting] = []

    def tell(self, stored: StoredPosting) -> None:
        self.told.append(stored)

    def drain(self, account: Account | None = APIUSER) -> Drain:
        return Drain(self.outbox, way_by_password(TARGET, self.client, account), QUICK)

    def drained(self, account: Account | None = APIUSER) -> Drained:
        return self.drain(account).run(self.tell)


@contextmanager
def desk(erp: ScriptedErp, folder: Path) -> Iterator[Desk]:
    with Transport(erp.url) as transport, Database(lay_out(folder / "kitbench.db")) as database:
        yield Desk(Outbox(database), ExpandableClient(transport))


def test_sends_proves_and_ends_when_nothing_is_left(tmp_path: Path) -> None:
    script = [Reply.DROPPED_DONE, Reply.UNAUTHORIZED, Reply.DROPPED, Reply.ANSWER]
    with ScriptedErp(script) as erp, desk(erp, tmp_path) as there:
        kits = [kit(f"DRAIN{n}") for n in range(3)]
        for one in kits:
            there.outbox.confirm(one).result()
        assert there.drained() == Drained(DrainEnd.DONE, None, 0, 0)
        states = {stored.posting.reference: stored.state for stored in there.told}
        assert states == dict.fromkeys((one.reference for one in kits), PostingState.POSTED)
        assert len(erp.done) == 3


def test_tells_how_many_need_a_person(tmp_path: Path) -> None:
    script = [Reply.RULE, Reply.DROPPED, Reply.ANSWER]
    with ScriptedErp(script) as erp, desk(erp, tmp_path) as there:
        there.outbox.confirm(kit("REFUSED1")).result()
        there.outbox.confirm(without_serials(kit("PLAIN1"))).result()
        there.outbox.confirm(kit("LEADS1", erp_user="LEAD")).result()
        assert there.drained() == Drained(DrainEnd.DONE, None, 1, 2)


def test_nothing_to_do_needs_no_sign_in(tmp_path: Path) -> None:
    with ScriptedErp() as erp, desk(erp, tmp_path) as there:
        assert there.drained(None) == Drained(DrainEnd.DONE, None, 0, 0)
        assert erp.asked == {}


def test_ends_where_nobody_can_be_signed_in(tmp_path: Path) -> None:
    with ScriptedErp() as erp, desk(erp, tmp_path) as there:
        there.outbox.confirm(kit("SIGN1")).result()
        assert there.drained(None).end is DrainEnd.NEEDS_SIGN_IN
        erp.refuses.add("/api/auth-token-get")
        drained = there.drained()
        assert (drained.end, drained.waiting) == (DrainEnd.NEEDS_SIGN_IN, 1)
        assert drained.problem is not None
        assert erp.issues == []


def test_stops_after_the_request_that_is_under_way(tmp_path: Path) -> None:
    with ScriptedErp([Reply.HELD]) as erp, desk(erp, tmp_path) as there:
        there.outbox.confirm(kit("LAST1")).result()
        there.outbox.confirm(kit("NEVER1")).result()
        drain = there.drain()
        ended: list[Drained] = []
        thread = threading.Thread(target=lambda: ended.append(drain.run(there.tell)))
        thread.start()
        assert erp.held.wait(PATIENCE_MS / 1000)
        drain.stop()
        erp.let_go()
        thread.join(PATIENCE_MS / 1000)
        assert ended == [Drained(DrainEnd.STOPPED, None, 1, 0)]
        assert len(erp.done) == 1


def test_stops_while_it_waits_for_an_erp_that_does_not_answer(tmp_path: Path) -> None:
    with ScriptedErp([Reply.CLOSED]) as erp, desk(erp, tmp_path) as there:
        there.outbox.confirm(kit("AWAY1")).result()
        drain = there.drain()
        ended: list[Drained] = []
        thread = threading.Thread(target=lambda: ended.append(drain.run(there.tell)))
        thread.start()
        drain.stop()
        thread.join(PATIENCE_MS / 1000)
        assert [one.end for one in ended] == [DrainEnd.STOPPED]


def test_signs_in_again_as_often_as_a_token_dies_before_anything_is_sent(tmp_path: Path) -> None:
    twice = "expired-token: once, on={0}; expired-token: once, every=2, on={0}"
    dial = FaultDial(twice.format("/api/bill-of-material-query"))
    posting = replace(
        kit("AGED1"),
        confirmed_at=utc_now() - timedelta(days=2),
        planned=(PlannedComponent("SHAFT-14", "Shaft", Decimal(9), "EACH"),),
    )
    inner = NewTrainingServer(strict=True)
    with (
        FaultyServer(inner, dial, "127.0.0.1", 0) as erp,
        Transport(erp.url) as transport,
        Database(lay_out(tmp_path / "kitbench.db")) as database,
    ):
        there = Desk(Outbox(database), ExpandableClient(transport))
        there.outbox.confirm(posting).result()
        drain = there.drain()
        ended: list[Drained] = []
        thread = threading.Thread(target=lambda: ended.append(drain.run(there.tell)))
        thread.start()
        thread.join(PATIENCE_MS / 1000)
        drain.stop()
        thread.join()
        # Its bill is another one by now: that was read, under the third sign-in.
        assert ended == [Drained(DrainEnd.DONE, None, 0, 1)]
        assert dial.happened == {"expired-token": 2}
