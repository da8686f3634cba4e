from decimal import Decimal

import msgspec
import pytest

from app.core.kit_issue import ComponentChoice
from app.core.posting import (
    IllegalTransitionError,
    PostingEvent,
    PostingState,
)
from app.core.problems import NotSent, ProblemCode, Rejected, Unknown
from app.core.proof.evidence import Sent
from app.core.proof.reading import Reading
from app.store.database import Database
from app.store.draft_records import DraftNotOpenError, DraftState
from app.store.drafts import Drafts
from app.store.outbox import Outbox
from app.store.postings import (
    HistoryEntry,
    NoSuchPostingError,
    ReferenceTakenError,
    SerialHeldError,
    StoredProblem,
)
from tests.unit.store.outbox_steps import bring_to, confirm, next_id
from tests.unit.store.world import (
    LIVE,
    OTHER,
    START,
    HandClock,
    make_answer,
    make_head,
    make_posting,
)

E, S = PostingEvent, PostingState


class TestConfirm:
    def test_the_posting_comes_back_as_it_was(self, outbox: Outbox, clock: HandClock) -> None:
        component = ComponentChoice("PUMP-001", "LOT 7", "SHELF 2", ("P1", "P2"))
        posting = make_posting("a", serials=("GC1", "GC2"), components=(component,), batch="b1")
        clock.advance(seconds=5)
        outbox.confirm(posting).result()
        stored = outbox.get("posting-a")
        assert stored.posting == posting
        assert stored.answer is None
        assert stored.row.quantity == Decimal(2)
        assert (stored.state, stored.problem, stored.batch_number) == (S.QUEUED, None, None)
        assert (stored.row.confirmed_at, stored.row.changed_at) == (START, clock.now)
        assert outbox.of_draft("draft-a") == stored
        assert outbox.of_draft("draft-b") is None

    def test_its_draft_is_closed_with_it(self, outbox: Outbox, drafts: Drafts) -> None:
        drafts.open(make_head("a")).result()
        drafts.append("draft-a", [b"1"]).result()
        confirm(outbox, make_posting("a"))
        assert drafts.open_drafts(LIVE) == []
        assert drafts.load("draft-a").state is DraftState.CONFIRMED
        with pytest.raises(DraftNotOpenError) as refused:
            drafts.append("draft-a", [b"2"]).result()
        assert refused.value.state is DraftState.CONFIRMED

    def test_the_second_time_changes_nothing_and_gives_the_first(
        self, outbox: Outbox, drafts: Drafts, clock: HandClock
    ) -> None:
        drafts.open(make_head("a")).result()
        first = outbox.confirm(make_posting("a")).result()
        clock.advance(seconds=9)
        assert outbox.confirm(make_posting("a", reference="KBANOTHER1")).result() == first
        assert outbox.get("posting-a") == first
        assert len(outbox.history("posting-a")) == 1
        assert len(outbox.recent()) == 1

    def test_a_discarded_draft_is_not_posted(self, outbox: Outbox, drafts: Drafts) -> None:
        drafts.open(make_head("a")).result()
        drafts.discard("draft-a", who="Mia").result()
        with pytest.raises(DraftNotOpenError):
            outbox.confirm(make_posting("a")).result()
        assert outbox.recent() == []

    def test_two_postings_never_share_a_reference(self, outbox: Outbox, drafts: Drafts) -> None:
        confirm(outbox, make_posting("a", reference="KB00000001"))
        drafts.open(make_head("b")).result()
        with pytest.raises(ReferenceTakenError):
            outbox.confirm(make_posting("b", reference="KB00000001")).result()
        assert [row.head.draft_id for row in drafts.open_drafts(LIVE)] == ["draft-b"]
        confirm(outbox, make_posting("c", reference="KB00000001", target=OTHER))

    def test_a_correction_and_its_original_name_each_other(self, outbox: Outbox) -> None:
        bring_to(outbox, make_posting("a"), E.CLAIMED, E.REFUSED_SURELY)
        correction = outbox.confirm(make_posting("b"), replaces="posting-a").result()
        assert correction.row.replaces == "posting-a"
        original = outbox.get("posting-a")
        assert (original.state, original.row.replaced_by) == (S.REPLACED, "posting-b")
        assert outbox.history("posting-a")[-1].who == "Mia"

    def test_a_refusal_that_is_no_proof_passes_proof_before_it_is_corrected(
        self, outbox: Outbox
    ) -> None:
        bring_to(outbox, make_posting("a", serials=("GC1",)), E.CLAIMED, E.REFUSED)
        correction = make_posting("b", serials=("GC1",))
        with pytest.raises(IllegalTransitionError, match="doubtful"):
            outbox.confirm(correction, replaces="posting-a").result()
        outbox.record("posting-a", E.PROVED_NOT_DONE).result()
        row = outbox.confirm(correction, replaces="posting-a").result().row
        assert row.replaces == "posting-a"

    def test_only_a_rejected_posting_is_replaced(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a"))
        with pytest.raises(IllegalTransitionError):
            outbox.confirm(make_posting("b"), replaces="posting-a").result()
        with pytest.raises(NoSuchPostingError):
            outbox.confirm(make_posting("b"), replaces="posting-x").result()
        assert [row.posting_id for row in outbox.recent()] == ["posting-a"]


class TestRecord:
    def test_history_holds_each_move(self, outbox: Outbox, clock: HandClock) -> None:
        confirm(outbox, make_posting("a"))
        clock.advance(seconds=1)
        sent = Sent("4711", Reading(START))
        outbox.claim("posting-a", sent).result()
        clock.advance(seconds=1)
        lost = Unknown(ProblemCode.TIMEOUT, "no answer in 30 s")
        outbox.record("posting-a", E.LOST_TRACK, problem=lost).result()
        clock.advance(seconds=1)
        outbox.record("posting-a", E.DECIDED_DONE, who="Lea", why="seen in stock").result()
        noted = StoredProblem(ProblemCode.TIMEOUT, "no answer in 30 s")
        entries = outbox.history("posting-a")
        assert [(entry.at - START).seconds for entry in entries] == [0, 1, 2, 3]
        assert entries == [
            HistoryEntry(entries[0].at, None, S.QUEUED, None, "Mia", "", None, None),
            HistoryEntry(
                entries[1].at,
                S.QUEUED,
                S.SENDING,
                E.CLAIMED,
                "",
                "",
                None,
                msgspec.json.encode(sent),
            ),
            HistoryEntry(entries[2].at, S.SENDING, S.UNKNOWN, E.LOST_TRACK, "", "", noted, None),
            HistoryEntry(
                entries[3].at,
                S.UNKNOWN,
                S.POSTED,
                E.DECIDED_DONE,
                "Lea",
                "seen in stock",
                None,
                None,
            ),
        ]

    def test_an_answer_is_kept_and_read_back_exactly(self, outbox: Outbox) -> None:
        posting = make_posting("a")
        bring_to(outbox, posting, E.CLAIMED)
        answer = make_answer(posting, batch_number="4711")
        row = outbox.record("posting-a", E.ANSWERED, answer=answer).result()
        assert (row.state, row.batch_number) == (S.POSTED, "4711")
        assert outbox.get("posting-a").answer == answer
        assert str(outbox.get("posting-a").answer.components[0].quantity) == "4.0"  # type: ignore[union-attr] # asserted above

    def test_an_answer_belongs_to_a_posted_one(self, outbox: Outbox) -> None:
        posting = make_posting("a")
        bring_to(outbox, posting, E.CLAIMED)
        with pytest.raises(ValueError, match="unknown"):
            outbox.record("posting-a", E.LOST_TRACK, answer=make_answer(posting)).result()
        assert outbox.get("posting-a").state is S.SENDING

    def test_an_event_that_cannot_happen_changes_nothing(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a"))
        before = outbox.get("posting-a")
        with pytest.raises(IllegalTransitionError):
            outbox.record("posting-a", E.ANSWERED).result()
        assert outbox.get("posting-a") == before
        assert len(outbox.history("posting-a")) == 1

    @pytest.mark.at_once
    def test_two_claims_at_once_let_one_through(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a"))
        claims = [outbox.claim("posting-a") for _ in range(2)]
        assert claims[0].result().state is S.SENDING
        assert isinstance(claims[1].exception(), IllegalTransitionError)

    def test_an_unknown_id_is_told(self, outbox: Outbox) -> None:
        with pytest.raises(NoSuchPostingError):
            outbox.claim("posting-x").result()
        with pytest.raises(NoSuchPostingError):
            outbox.get("posting-x")
        with pytest.raises(NoSuchPostingError):
            outbox.history("posting-x")

    def test_a_problem_stands_until_the_outcome_is_known(self, outbox: Outbox) -> None:
        offline = NotSent(ProblemCode.NO_ROUTE, "unreachable")
        confirm(outbox, make_posting("a"))
        outbox.claim("posting-a").result()
        row = outbox.record("posting-a", E.NOT_SENT, problem=offline).result()
        assert row.problem == StoredProblem(ProblemCode.NO_ROUTE, "unreachable")
        assert outbox.claim("posting-a").result().problem == row.problem
        assert outbox.record("posting-a", E.ANSWERED).result().problem is None

    @pytest.mark.parametrize("certain", [True, False])
    def test_a_refusal_stays_with_the_withdrawn(self, outbox: Outbox, *, certain: bool) -> None:
        refusal = Rejected(ProblemCode.RULE, "Lot FG7 is on hold", certain=certain)
        confirm(outbox, make_posting("a"))
        outbox.claim("posting-a").result()
        event = E.REFUSED_SURELY if certain else E.REFUSED
        outbox.record("posting-a", event, problem=refusal).result()
        if not certain:
            outbox.record("posting-a", E.PROVED_NOT_DONE).result()
        row = outbox.record("posting-a", E.WITHDRAWN, who="Lea", why="double").result()
        assert row.problem == StoredProblem(ProblemCode.RULE, "Lot FG7 is on hold", certain)


class TestStart:
    def test_what_was_being_sent_is_unknown_now(self, outbox: Outbox) -> None:
        bring_to(outbox, make_posting("a"), E.CLAIMED)
        bring_to(outbox, make_posting("b"))
        bring_to(outbox, make_posting("c", target=OTHER), E.CLAIMED)
        assert outbox.recover().result() == ("posting-a", "posting-c")
        stored = outbox.get("posting-a")
        assert stored.state is S.UNKNOWN
        assert stored.problem == StoredProblem(ProblemCode.INTERRUPTED)
        assert outbox.history("posting-a")[-1].event is E.FOUND_SENDING
        assert outbox.recover().result() == ()


class TestOrder:
    def test_the_oldest_goes_first_and_keeps_its_place(self, outbox: Outbox) -> None:
        for name in "abc":
            confirm(outbox, make_posting(name))
        assert next_id(outbox) == "posting-a"
        for event in (E.CLAIMED, E.NOT_SENT):
            outbox.record("posting-a", event).result()
        assert next_id(outbox) == "posting-a"
        outbox.claim("posting-a").result()
        assert next_id(outbox) == "posting-b"

    def test_each_is_sent_for_its_own_target_and_user(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a", target=OTHER))
        confirm(outbox, make_posting("b", erp_user="LEA"))
        confirm(outbox, make_posting("c"))
        assert next_id(outbox) == "posting-c"
        assert next_id(outbox, users=["APIUSER", "LEA"]) == "posting-b"
        assert next_id(outbox, users=[]) is None
        assert next_id(outbox, users=["apiuser"]) is None

    def test_nothing_waits_in_an_empty_outbox(self, outbox: Outbox) -> None:
        assert next_id(outbox) is None


class TestLists:
    def test_counts_are_of_one_target_and_others_are_parked(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a"))
        bring_to(outbox, make_posting("b"), E.CLAIMED, E.LOST_TRACK)
        bring_to(outbox, make_posting("c"), E.CLAIMED, E.ANSWERED)
        confirm(outbox, make_posting("d", target=OTHER))
        bring_to(outbox, make_posting("e", target=OTHER), E.CLAIMED, E.REFUSED)
        bring_to(outbox, make_posting("f", target=OTHER), E.CLAIMED, E.ANSWERED)
        counts = outbox.counts(LIVE)
        assert {state: counts.of(state) for state in S if counts.of(state)} == {
            S.QUEUED: 1,
            S.UNKNOWN: 1,
            S.POSTED: 1,
        }
        assert counts.parked == 2
        assert outbox.counts(OTHER).parked == 2

    def test_pages_of_the_list_meet_without_gap_or_overlap(self, outbox: Outbox) -> None:
        names = [f"{n:02}" for n in range(25)]
        for name in names:
            events = [[], [E.WITHDRAWN], [E.CLAIMED, E.ANSWERED]][int(name) % 3]
            bring_to(outbox, make_posting(name, target=(LIVE, OTHER)[int(name) % 2]), *events)
        seen: list[str] = []
        before = None
        while rows := outbox.recent(limit=7, before=before):
            seen += [row.posting_id for row in rows]
            before = rows[-1].seq
        assert seen == [f"posting-{name}" for name in reversed(names)]

    def test_a_list_is_of_the_states_and_the_target_asked_for(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a"))
        bring_to(outbox, make_posting("b"), E.WITHDRAWN)
        confirm(outbox, make_posting("c", target=OTHER))
        bring_to(outbox, make_posting("d"), E.CLAIMED)

        def ids(**terms: object) -> list[str]:
            return [row.posting_id[-1] for row in outbox.recent(**terms)]  # type: ignore[arg-type] # terms of the call

        assert ids() == ["d", "c", "b", "a"]
        assert ids(states=[S.QUEUED]) == ["c", "a"]
        assert ids(states=[S.QUEUED, S.SENDING], targets=[LIVE]) == ["d", "a"]
        assert ids(targets=[OTHER]) == ["c"]
        assert ids(targets=[OTHER, LIVE]) == ["d", "c", "b", "a"]
        assert ids(states=[]) == []
        assert ids(limit=0) == []

    def test_a_row_is_what_the_whole_posting_says(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a", serials=("S1", "S2", "S3"), batch="b"))
        (row,) = outbox.recent()
        assert row == outbox.get("posting-a").row
        assert (row.draft_id, row.reference, row.operator) == ("draft-a", "KB0000000A", "Mia")
        assert (row.target_key, row.erp_user, row.batch) == (LIVE.key, "APIUSER", "b")


class TestSerials:
    def test_they_are_held_as_long_as_the_posting_may_take_effect(self, outbox: Outbox) -> None:
        component = ComponentChoice("PUMP", serials=("P1",))
        confirm(outbox, make_posting("a", serials=("GC1", "GC2"), components=(component,)))
        made = {("MOTOR003", "GC1"): "KB0000000A", ("MOTOR003", "GC2"): "KB0000000A"}
        for event in (None, E.CLAIMED, E.LOST_TRACK):
            if event:
                outbox.record("posting-a", event).result()
            in_use = outbox.serials_in_use(LIVE)
            assert (in_use.made, in_use.taken) == (made, {("PUMP", "P1"): "KB0000000A"})
        outbox.record("posting-a", E.PROVED_DONE).result()
        assert outbox.serials_in_use(LIVE).made == {}
        assert outbox.serials_in_use(LIVE).taken == {}

    @pytest.mark.parametrize(
        "end",
        [
            [E.WITHDRAWN],
            [E.CLAIMED, E.REFUSED_SURELY],
            [E.CLAIMED, E.REFUSED, E.PROVED_NOT_DONE],
        ],
    )
    def test_they_are_free_again_when_it_took_none(
        self, outbox: Outbox, end: list[PostingEvent]
    ) -> None:
        bring_to(outbox, make_posting("a", serials=("GC1",)), *end)
        assert outbox.serials_in_use(LIVE).holder("MOTOR003", "GC1") == ""

    def test_they_are_compared_whole_and_per_part_and_target(self, outbox: Outbox) -> None:
        confirm(outbox, make_posting("a", serials=("GC12",)))
        in_use = outbox.serials_in_use(LIVE)
        assert in_use.holder("MOTOR003", "GC12") == "KB0000000A"
        for part_id, serial in (("MOTOR003", "GC1"), ("MOTOR003", "gc12"), ("MOTOR", "GC12")):
            assert in_use.holder(part_id, serial) == ""
        assert outbox.serials_in_use(OTHER).made == {}

    @pytest.mark.parametrize(
        "way", [[], [E.CLAIMED], [E.CLAIMED, E.LOST_TRACK], [E.CLAIMED, E.REFUSED]]
    )
    @pytest.mark.parametrize("made", [True, False])
    def test_no_other_may_be_confirmed_with_one(
        self, outbox: Outbox, drafts: Drafts, way: list[PostingEvent], made: bool
    ) -> None:
        bring_to(outbox, make_posting("a", serials=("GC1", "GC2")), *way)
        drafts.open(make_head("b")).result()
        taking = ComponentChoice("MOTOR003", serials=("GC2", "GC3"))
        other = (
            make_posting("b", serials=("GC2", "GC3"))
            if made
            else make_posting("b", components=(taking,))
        )

        with pytest.raises(SerialHeldError) as refused:
            confirm(outbox, other)

        held = refused.value
        assert (held.part_id, held.serial, held.reference) == ("MOTOR003", "GC2", "KB0000000A")
        assert outbox.of_draft("draft-b") is None
        assert drafts.load("draft-b").state is DraftState.OPEN
        assert set(outbox.serials_in_use(LIVE).made.values()) == {"KB0000000A"}

    def test_another_part_or_target_or_a_settled_one_stands_in_no_way(self, outbox: Outbox) -> None:
        component = ComponentChoice("PUMP", serials=("GC1",))
        confirm(outbox, make_posting("a", serials=("GC1",)))
        confirm(outbox, make_posting("b", components=(component,)))
        confirm(outbox, make_posting("c", serials=("GC1",), target=OTHER))
        outbox.record("posting-a", E.WITHDRAWN, who="Lea").result()
        confirm(outbox, make_posting("d", serials=("GC1",)))
        assert outbox.serials_in_use(LIVE).holder("MOTOR003", "GC1") == "KB0000000D"


def test_large_records_are_kept_compressed(outbox: Outbox, database: Database) -> None:
    posting = make_posting("a", serials=tuple(f"GC{n:08}" for n in range(2000)))
    bring_to(outbox, posting, E.CLAIMED)
    answer = make_answer(posting)
    outbox.record("posting-a", E.ANSWERED, answer=answer, evidence=b"[0]" * 5000).result()

    def size(query: str) -> int:
        return int(database.read(lambda c: c.execute(query).fetchone()[0]))

    assert size("SELECT length(record) FROM posting_records") < 10_000
    assert size("SELECT max(length(evidence)) FROM posting_history") < 200
    assert outbox.history("posting-a")[-1].evidence == b"[0]" * 5000
