"""Postings that wait for a person before they are sent."""

from decimal import Decimal

import msgspec
import pytest

from app.core.hold import MOST_NAMED, Hold, HoldCause
from app.core.kit.recheck import PlanChange, PlanChangeKind
from app.core.posting import IllegalTransitionError, PostingEvent, PostingState
from app.core.problems import NotSent, ProblemCode
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.postings import UNSETTLED
from tests.unit.store.outbox_steps import bring_to, confirm, next_id
from tests.unit.store.world import LIVE, OTHER, HandClock, make_posting

E, S = PostingEvent, PostingState


def hold_of(count: int = 1) -> Hold:
    changes = (
        PlanChange(PlanChangeKind.QUANTITY, f"P{n}", "EACH", Decimal(1), Decimal("2.50"))
        for n in range(count)
    )
    return Hold(HoldCause.PLAN_CHANGED, tuple(changes))


def hold(outbox: Outbox, name: str, reason: Hold | None = None) -> None:
    confirm(outbox, make_posting(name, serials=(f"SN{name}",), batch="morning"))
    outbox.hold(f"posting-{name}", reason or hold_of()).result()


class TestHeld:
    def test_it_stays_queued_and_is_passed_over(self, outbox: Outbox) -> None:
        hold(outbox, "a")
        confirm(outbox, make_posting("b", batch="morning"))
        stored = outbox.get("posting-a")
        assert (stored.state, stored.held, stored.row.let_pass) == (S.QUEUED, hold_of(), None)
        assert next_id(outbox) == "posting-b"  # a member of its own batch
        with pytest.raises(IllegalTransitionError):
            outbox.claim("posting-a").result()
        assert outbox.get("posting-a") == stored

    def test_it_still_holds_its_serial_numbers(self, outbox: Outbox) -> None:
        hold(outbox, "a")
        assert outbox.serials_in_use(LIVE).holder("MOTOR003", "SNa") == "KB0000000A"

    def test_its_history_has_the_whole_reason_and_its_row_the_brief_one(
        self, outbox: Outbox
    ) -> None:
        whole = hold_of(3 * MOST_NAMED)
        hold(outbox, "a", whole)
        assert outbox.get("posting-a").held == whole.brief()
        entry = outbox.history("posting-a")[-1]
        assert (entry.came_from, entry.state, entry.event) == (S.QUEUED, S.QUEUED, E.HELD)
        assert entry.evidence is not None
        assert msgspec.json.decode(entry.evidence, type=Hold) == whole

    def test_it_is_counted_and_listed(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a"))
        hold(outbox, "b")
        bring_to(outbox, make_posting("c"), E.CLAIMED, E.REFUSED)
        confirm(outbox, make_posting("d", target=OTHER))
        outbox.hold("posting-d", hold_of()).result()
        counts = outbox.counts(LIVE)
        assert (counts.held, counts.of(S.QUEUED), counts.waiting) == (1, 2, 1)
        assert (counts.parked, outbox.counts(OTHER).held) == (1, 1)

        def ids(**terms: object) -> list[str]:
            return [row.posting_id[-1] for row in outbox.recent(held=True, **terms)]  # type: ignore[arg-type] # terms of the call

        assert ids(states=[S.REJECTED], targets=[LIVE]) == ["c", "b"]
        assert ids(states=[]) == ["d", "b"]
        assert ids(states=UNSETTLED) == ["d", "b", "a"]  # each once
        assert ids(states=[], limit=1) == ["d"]

    def test_it_needs_a_reason(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a"))
        with pytest.raises(ValueError, match="reason"):
            outbox.record("posting-a", E.HELD).result()
        assert outbox.get("posting-a").held is None
        assert len(outbox.history("posting-a")) == 1

    @pytest.mark.parametrize("events", [[E.CLAIMED], [E.WITHDRAWN], [E.CLAIMED, E.LOST_TRACK]])
    def test_only_what_waits_is_held(self, outbox: Outbox, events: list[PostingEvent]) -> None:
        bring_to(outbox, make_posting("a"), *events)
        with pytest.raises(IllegalTransitionError):
            outbox.hold("posting-a", hold_of()).result()

    def test_it_says_nothing_of_what_the_erp_did(self, outbox: Outbox) -> None:
        bring_to(outbox, make_posting("a"), E.CLAIMED)
        offline = NotSent(ProblemCode.NO_ROUTE)
        outbox.record("posting-a", E.NOT_SENT, problem=offline).result()
        assert outbox.hold("posting-a", hold_of()).result().problem is not None

    def test_it_is_held_at_the_next_start(self, outbox: Outbox, database: Database) -> None:
        hold(outbox, "a")
        database.close()
        with Database(database.path) as again:
            assert Outbox(again).recover().result() == ()
            assert next_id(Outbox(again)) is None
            assert Outbox(again).get("posting-a").held == hold_of()


class TestDecided:
    def test_released_it_goes_out_in_its_place(self, outbox: Outbox, clock: HandClock) -> None:
        hold(outbox, "a")
        confirm(outbox, make_posting("b"))
        clock.advance(hours=1)
        row = outbox.release("posting-a", who="Lea", why="the new screws are right").result()
        assert (row.held, row.let_pass, row.changed_at) == (None, hold_of(), clock.now)
        entry = outbox.history("posting-a")[-1]
        assert (entry.event, entry.who, entry.why) == (
            E.RELEASED,
            "Lea",
            "the new screws are right",
        )
        assert next_id(outbox) == "posting-a"
        assert outbox.claim("posting-a").result().state is S.SENDING
        assert outbox.counts(LIVE).held == 0

    def test_it_can_be_held_again_for_another_reason(self, outbox: Outbox) -> None:
        hold(outbox, "a")
        outbox.release("posting-a", who="Lea").result()
        row = outbox.hold("posting-a", hold_of(2)).result()
        assert (row.held, row.let_pass) == (hold_of(2), None)

    def test_withdrawn_it_never_takes_effect(self, outbox: Outbox) -> None:
        hold(outbox, "a")
        row = outbox.record("posting-a", E.WITHDRAWN, who="Lea", why="built anew").result()
        assert (row.state, row.held, row.let_pass) == (S.WITHDRAWN, None, hold_of())
        assert outbox.serials_in_use(LIVE).made == {}
        assert outbox.counts(LIVE).held == 0

    def test_only_what_is_held_is_released(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a"))
        with pytest.raises(IllegalTransitionError):
            outbox.release("posting-a", who="Lea").result()

    def test_of_two_who_decide_at_once_one_does(self, outbox: Outbox) -> None:
        hold(outbox, "a")
        release = outbox.release("posting-a", who="Lea")
        again = outbox.release("posting-a", who="Mia")
        assert release.result().held is None
        assert isinstance(again.exception(), IllegalTransitionError)
        assert [one.who for one in outbox.history("posting-a")] == ["Mia", "", "Lea"]


def test_what_is_held_in_a_copy_was_let_pass_by_nobody(outbox: Outbox) -> None:
    confirm(outbox, make_posting("a", serials=("GC1",)))
    outbox.hold("posting-a", hold_of()).result()
    outbox.recover(copied=True).result()
    row = outbox.record("posting-a", E.PROVED_NOT_DONE).result()
    assert (row.state, row.held, row.let_pass) == (S.QUEUED, None, None)
