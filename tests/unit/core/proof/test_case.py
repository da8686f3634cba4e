"""When what was read is proof, reading by reading, in made-up seconds (design.md 4)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.facts import LotStatus, LotStock, SerialRecord, SerialStatus
from app.core.kit_issue import ComponentChoice, KitIssue, KitPosting, PlannedComponent
from app.core.problems import ProblemCode
from app.core.proof.case import Case
from app.core.proof.evidence import Doubt, Evidence
from app.core.proof.kinds import provable
from app.core.proof.reading import Finding, Question, Reading, is_ours, is_spoiled
from app.core.proof.verdict import DidNotHappen, Happened, Undecided
from app.core.target import Erp, Mode, Target

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OURS, OTHERS = "KB7Q2M4XD9", "KB00000000"
SETTLE = 120.0
LEFT = 1000.0


def posting(*serials: str, lot: str = "", quantity: int = 2) -> KitPosting:
    request = KitIssue(
        assembly_id="MOTOR003",
        quantity=Decimal(quantity),
        department="0",
        account="300",
        reference=f"{OURS} night shift",
        action_date=date(2026, 3, 2),
        effective_date=date(2026, 3, 2),
        serials=serials,
        assembly_lot=lot,
        components=(ComponentChoice("BRG-6204", lot_id="B7"),),
    )
    target = Target(Erp.EXPANDABLE, "https://erp.example", "PROD", Mode.LIVE)
    plan = (PlannedComponent("BOLT-M6", "Bolt", Decimal(8), "EACH"),)
    return KitPosting(
        posting_id="p",
        draft_id="d",
        target=target,
        reference=OURS,
        operator="Mia",
        erp_user="APIUSER",
        confirmed_at=NOON,
        batch="",
        request=request,
        planned=plan,
    )


def serials(**references: str) -> Reading:
    """Serial numbers of the assembly and the references they bear."""
    status = SerialStatus.ISSUED  # in any status
    rows = (
        SerialRecord("MOTOR003", name, status, reference=ref) for name, ref in references.items()
    )
    return Reading(NOON, serials=tuple(rows))


def lot(reference: str, lot_id: str = "L1", part_id: str = "MOTOR003") -> Reading:
    row = LotStock(part_id, lot_id, LotStatus.ACTIVE, None, "MA", "", Decimal(2), reference)
    return Reading(NOON, lots=(row,))


NOTHING = Reading(NOON)
KIT = posting("S1", "S2")
LOT_KIT = posting(lot="L1")
PLAIN_KIT = posting()


def case(of: KitPosting = KIT, before: Reading | None = None) -> Case:
    return Case(of, LEFT, SETTLE, before)


def read(start: Case, *readings: tuple[float, Reading]) -> Case:
    for at, reading in readings:
        start = start.with_read(reading, at)
    return start


TWICE_NOTHING = ((LEFT, NOTHING), (LEFT + SETTLE, NOTHING))


class TestTime:
    def test_the_first_reading_is_due_at_once_and_the_second_after_the_settle_time(self) -> None:
        assert case().due == LEFT
        assert read(case(), (LEFT + 5, NOTHING)).due == LEFT + SETTLE

    def test_a_first_reading_behind_the_settle_time_begins_it_anew(self) -> None:
        late = LEFT + SETTLE + 7
        assert read(case(), (late, NOTHING)).due == late + SETTLE

    def test_a_reading_that_is_too_early_does_not_count(self) -> None:
        once = read(case(), (LEFT, NOTHING))
        with pytest.raises(ValueError, match="not due"):
            once.with_read(NOTHING, LEFT + SETTLE - 0.001)

    @given(first=st.floats(0, 500), more=st.floats(0, 500))
    @settings(max_examples=100)
    def test_absence_is_never_proved_before_the_settle_time_is_over(
        self, first: float, more: float
    ) -> None:
        start = read(case(), (LEFT + first, NOTHING))
        assert start.verdict(keeps_reference=True) is None
        at = start.due + more
        assert at - LEFT >= SETTLE
        assert isinstance(start.with_read(NOTHING, at).verdict(keeps_reference=True), DidNotHappen)


class TestVerdict:
    def test_all_by_our_reference_happened_at_the_first_look(self) -> None:
        found = read(case(), (LEFT, serials(S1=OURS, S2=f"{OURS} night shift")))
        verdict = found.verdict(keeps_reference=True)
        assert isinstance(verdict, Happened)
        assert verdict.evidence.findings == (Finding.HAPPENED,)

    def test_presence_is_proof_where_references_are_not_kept_as_well(self) -> None:
        found = read(case(), (LEFT, serials(S1=OURS, S2=OURS)))
        assert isinstance(found.verdict(keeps_reference=False), Happened)

    def test_it_may_come_between_the_two_readings(self) -> None:
        late = (LEFT + SETTLE, serials(S1=OURS, S2=OURS))
        assert isinstance(
            read(case(), (LEFT, NOTHING), late).verdict(keeps_reference=True), Happened
        )

    @pytest.mark.parametrize(
        ("second", "doubt"),
        [
            (serials(S1=OURS), Doubt.PARTS),
            (serials(S1=OURS, S2=OTHERS), Doubt.OTHERS),
            (serials(S1="", S2=""), Doubt.OTHERS),
            (serials(S1=f"{OURS}9", S2=OURS), Doubt.OTHERS),
        ],
    )
    def test_anything_else_is_for_a_person(self, second: Reading, doubt: Doubt) -> None:
        for first in (NOTHING, second):
            found = read(case(), (LEFT, first), (LEFT + SETTLE, second))
            verdict = found.verdict(keeps_reference=True)
            assert isinstance(verdict, Undecided)
            assert verdict.evidence.doubt is doubt

    def test_what_was_there_at_the_first_look_and_is_gone(self) -> None:
        found = read(case(), (LEFT, serials(S1=OTHERS)), (LEFT + SETTLE, NOTHING))
        verdict = found.verdict(keeps_reference=True)
        assert isinstance(verdict, Undecided)
        assert verdict.evidence.doubt is Doubt.READS_DIFFER

    @pytest.mark.parametrize(
        ("start", "keeps", "doubt"),
        [
            (case(), False, Doubt.REFERENCE_NOT_KEPT),
            (case(before=serials(S1="")), True, Doubt.WAS_THERE_BEFORE),
            (replace(case(), refusal=ProblemCode.SERIAL_EXISTS), True, Doubt.CONTRADICTED),
        ],
    )
    def test_absence_that_proves_nothing(self, start: Case, keeps: bool, doubt: Doubt) -> None:
        verdict = read(start, *TWICE_NOTHING).verdict(keeps_reference=keeps)
        assert isinstance(verdict, Undecided)
        assert verdict.evidence.doubt is doubt

    def test_a_match_of_the_query_is_not_a_match(self) -> None:
        """Another part's serial number, a longer one, one in other letters."""
        other = SerialRecord("PUMP002", "S1", SerialStatus.IN_STOCK, reference=OTHERS)
        like = serials(S11=OTHERS, s1="", S2X=OTHERS)
        broad = replace(like, serials=(*like.serials, other))
        found = read(case(), (LEFT, broad), (LEFT + SETTLE, broad))
        assert isinstance(found.verdict(keeps_reference=True), DidNotHappen)

    def test_what_cannot_be_read_is_for_a_person(self) -> None:
        verdict = read(case(), (LEFT, NOTHING)).unreadable("no rights")
        assert (verdict.evidence.doubt, verdict.evidence.detail) == (Doubt.NOT_READ, "no rights")

    def test_evidence_is_kept_as_it_was_read(self) -> None:
        found = read(case(), (LEFT, serials(S1=OURS)), (LEFT + SETTLE, serials(S1=OURS)))
        verdict = found.verdict(keeps_reference=True)
        assert verdict is not None
        kept = msgspec.json.encode(verdict.evidence)
        assert msgspec.json.decode(kept, type=Evidence) == verdict.evidence


class TestByLot:
    @pytest.mark.parametrize("before", [None, NOTHING])
    def test_a_new_lot_by_our_reference_happened(self, before: Reading | None) -> None:
        found = read(case(LOT_KIT, before), (LEFT, lot(OURS)))
        assert isinstance(found.verdict(keeps_reference=True), Happened)

    def test_no_lot_did_not(self) -> None:
        found = read(case(LOT_KIT, NOTHING), *TWICE_NOTHING)
        assert isinstance(found.verdict(keeps_reference=True), DidNotHappen)

    @pytest.mark.parametrize("reading", [lot(OTHERS), lot("")])
    def test_somebody_elses_lot_is_for_a_person(self, reading: Reading) -> None:
        found = read(case(LOT_KIT, NOTHING), (LEFT, NOTHING), (LEFT + SETTLE, reading))
        verdict = found.verdict(keeps_reference=True)
        assert isinstance(verdict, Undecided)
        assert verdict.evidence.doubt is Doubt.OTHERS

    def test_a_lot_of_another_name_or_part_is_none(self) -> None:
        other = lot(OTHERS, "L11").with_more(lot("", "L1", "PUMP002"))
        found = read(case(LOT_KIT, NOTHING), (LEFT, other), (LEFT + SETTLE, other))
        assert isinstance(found.verdict(keeps_reference=True), DidNotHappen)


@pytest.mark.parametrize(
    ("of", "reading"),
    [
        (LOT_KIT, lot(OURS, "l1")),
        (LOT_KIT, lot(OURS, "L1", "motor003")),
        (KIT, serials(s1=f"{OURS} night shift", s2=OURS)),
    ],
)
def test_what_bears_our_reference_by_another_name_is_never_absence(
    of: KitPosting, reading: Reading
) -> None:
    """An ERP that writes names in capitals did what it was told all the same."""
    found = read(case(of, NOTHING), (LEFT, reading), (LEFT + SETTLE, reading))
    verdict = found.verdict(keeps_reference=True)
    assert isinstance(verdict, Undecided)
    assert verdict.evidence.doubt is Doubt.OTHERS


class TestByMovements:
    @pytest.mark.parametrize("of", [PLAIN_KIT, LOT_KIT])
    def test_is_for_a_person_whatever_moved(self, of: KitPosting) -> None:
        before = lot(OURS) if of is LOT_KIT else NOTHING  # that lot was there before
        found = read(case(of, before), (LEFT, NOTHING), (LEFT + SETTLE, lot(OURS)))
        verdict = found.verdict(keeps_reference=True)
        assert isinstance(verdict, Undecided)
        assert verdict.evidence.doubt is Doubt.MOVEMENTS
        assert verdict.evidence.before is before


class TestQuestions:
    def test_a_kit_with_serial_numbers_needs_no_reading_before(self) -> None:
        of = posting("S1", "S2", lot="L1")
        assert provable(of).question_before(of, None) is None
        assert provable(of).proof(of, None).question == Question(
            "MOTOR003", ("S1", "S2"), reference=OURS
        )

    def test_a_kit_into_a_lot_is_asked_for_the_lot_and_if_it_is_old_for_stock(self) -> None:
        ask = provable(LOT_KIT).question_before
        assert ask(LOT_KIT, None) == Question("MOTOR003", lot_id="L1")
        assert ask(LOT_KIT, NOTHING) is None
        stock = Question(stock_of=("MOTOR003", "BOLT-M6", "BRG-6204"))
        assert ask(LOT_KIT, lot("")) == stock
        assert ask(LOT_KIT, lot("").with_more(Reading(NOON, stock_read=True))) is None

    def test_a_plain_kit_is_asked_for_its_stock(self) -> None:
        question = Question(stock_of=("MOTOR003", "BOLT-M6", "BRG-6204"))
        assert provable(PLAIN_KIT).question_before(PLAIN_KIT, None) == question
        empty = Reading(NOON, stock_read=True)  # and there is none, which is an answer
        assert provable(PLAIN_KIT).question_before(PLAIN_KIT, empty) is None
        assert provable(PLAIN_KIT).proof(PLAIN_KIT, NOTHING).question == question


class TestDependence:
    @pytest.mark.parametrize(
        ("of", "before", "held", "free"),
        [
            (KIT, None, (), (KIT, LOT_KIT, PLAIN_KIT)),
            (LOT_KIT, NOTHING, (LOT_KIT,), (KIT, PLAIN_KIT, posting(lot="L2"))),
            (LOT_KIT, lot(""), (KIT, LOT_KIT, PLAIN_KIT), ()),
            (PLAIN_KIT, NOTHING, (KIT, LOT_KIT, PLAIN_KIT), ()),
        ],
    )
    def test_only_what_moves_the_same_waits(
        self,
        of: KitPosting,
        before: Reading | None,
        held: tuple[KitPosting, ...],
        free: tuple[KitPosting, ...],
    ) -> None:
        holds = provable(of).proof(of, before).holds
        assert holds <= provable(of).touches(of)
        assert all(holds & provable(other).touches(other) for other in held)
        assert not any(holds & provable(other).touches(other) for other in free)

    def test_a_kit_that_takes_from_the_new_lot_waits(self) -> None:
        taking = replace(
            KIT.request, assembly_id="PUMP002", components=(ComponentChoice("MOTOR003", "L1"),)
        )
        other = replace(KIT, request=taking, planned=())
        assert provable(LOT_KIT).proof(LOT_KIT, NOTHING).holds & provable(other).touches(other)


@pytest.mark.parametrize(
    ("said", "ours", "spoiled"),
    [
        (OURS, True, False),
        (f"{OURS} night shift", True, False),
        (OTHERS, False, False),
        (OURS[:6], False, True),
        (OURS.lower(), False, True),
        (f"{OURS}X", False, False),
        ("", False, False),
        ("see note", False, False),
    ],
)
def test_references(said: str, ours: bool, spoiled: bool) -> None:
    assert (is_ours(said, OURS), is_spoiled(said, OURS)) == (ours, spoiled)
