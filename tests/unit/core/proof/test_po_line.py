"""Changes of an order's lines are proved by the lines that the ERP holds."""

from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest

from app.core.po_line.facts import OrderLine
from app.core.posting import PostingEvent
from app.core.postings import Posting
from app.core.problems import ProblemCode, Rejected
from app.core.proof.case import Case
from app.core.proof.evidence import Doubt, Evidence
from app.core.proof.kinds import provable
from app.core.proof.reading import Question, Reading
from app.core.proof.side_by_side import About, Seen, side_by_side
from app.core.proof.verdict import DidNotHappen, Happened, Undecided, Verdict
from app.services.sender_state import outcome_of
from tests.services.po_lines import added, deleted, edited, line
from tests.unit.core.receipts.making import NOON

SETTLE, LEFT = 120.0, 1000.0
BEFORE = line(note="old")
NEW = added("002")
CHANGED = edited(BEFORE, quantity=Decimal(20), note="new")
GONE = deleted(BEFORE)
AS_ASKED = line(quantity=Decimal(20), note="new")


def books(*lines: OrderLine, there: bool = True) -> Reading:
    return Reading(NOON, lines=lines, order_there=there)


NOTHING = books()


def settle(
    of: Posting,
    first: Reading,
    second: Reading | None = None,
    *,
    refusal: ProblemCode | None = None,
) -> Verdict | None:
    case = Case(of, LEFT, SETTLE, refusal=refusal).with_read(first, LEFT)
    if second is not None:
        case = case.with_read(second, LEFT + SETTLE)
    return case.verdict(keeps_reference=True)


@pytest.mark.parametrize(
    ("of", "reading"),
    [
        (NEW, books(line(key="_NEW"))),
        (NEW, books(line("0002", key="_NEW", description="Completed"))),
        (CHANGED, books(AS_ASKED)),
        (CHANGED, books(replace(AS_ASKED, received=Decimal(3)))),
        (GONE, NOTHING),
        (GONE, books(line("002", key="_OTHER"))),  # the number was given to another since
    ],
)
def test_what_is_there_as_it_was_asked_happened_at_the_first_look(
    of: Posting, reading: Reading
) -> None:
    assert isinstance(settle(of, reading), Happened)


@pytest.mark.parametrize(
    ("of", "reading"), [(NEW, NOTHING), (CHANGED, books(BEFORE)), (GONE, books(BEFORE))]
)
def test_what_stands_as_before_did_not_after_the_settle_time(of: Posting, reading: Reading) -> None:
    assert settle(of, reading) is None
    assert isinstance(settle(of, reading, reading), DidNotHappen)


@pytest.mark.parametrize(
    ("of", "reading", "doubt"),
    [
        (NEW, books(line(quantity=Decimal(7))), Doubt.OTHERS),
        (CHANGED, books(line(quantity=Decimal(20), note="old")), Doubt.OTHERS),
        (CHANGED, books(line(quantity=Decimal(7), note="old")), Doubt.OTHERS),
        (CHANGED, NOTHING, Doubt.OTHERS),  # somebody deleted it
        (edited(BEFORE, update_lead_time=True), books(BEFORE), Doubt.UNTOLD),
        *((one, books(there=False), Doubt.NO_ORDER) for one in (NEW, CHANGED, GONE)),
    ],
)
def test_what_nobody_can_know_is_for_a_person(of: Posting, reading: Reading, doubt: Doubt) -> None:
    verdict = settle(of, reading, reading)
    assert isinstance(verdict, Undecided)
    assert verdict.evidence.doubt is doubt


@pytest.mark.parametrize(
    ("of", "reading", "refusal"),
    [(NEW, NOTHING, ProblemCode.LINE_EXISTS), (GONE, books(BEFORE), ProblemCode.NO_SUCH_LINE)],
)
def test_an_erp_that_says_it_is_done_and_shows_nothing_contradicts_itself(
    of: Posting, reading: Reading, refusal: ProblemCode
) -> None:
    verdict = settle(of, reading, reading, refusal=refusal)
    assert isinstance(verdict, Undecided)
    assert verdict.evidence.doubt is Doubt.CONTRADICTED


@pytest.mark.parametrize(
    ("of", "code", "first", "again"),
    [
        (NEW, "LINE_EXISTS", PostingEvent.REFUSED_SURELY, PostingEvent.BACK_TO_PROOF),
        (CHANGED, "NO_SUCH_LINE", PostingEvent.REFUSED_SURELY, PostingEvent.REFUSED),
        (GONE, "NO_SUCH_LINE", PostingEvent.REFUSED, PostingEvent.BACK_TO_PROOF),
        (NEW, "BROKE_DOWN", PostingEvent.REFUSED, PostingEvent.REFUSED),
    ],
)
def test_a_refusal_means_another_thing_when_it_was_sent_before(
    of: Posting, code: str, first: PostingEvent, again: PostingEvent
) -> None:
    proof = provable(of).proof(of, None)
    refused = Rejected(ProblemCode[code], "no")
    assert outcome_of(refused, proof, sent_before=False).event is first
    assert outcome_of(refused, proof, sent_before=True).event is again


def test_nothing_is_asked_before_and_the_one_line_afterwards() -> None:
    assert provable(NEW).question_before(NEW, None) is None
    question = Question(line_of="9000", item_number="002")
    assert provable(NEW).proof(NEW, None).question == question
    keyed = replace(question, line_key=BEFORE.key)
    assert provable(GONE).proof(GONE, None).question == keyed


def test_others_of_the_order_wait() -> None:
    holds = provable(NEW).proof(NEW, None).holds
    other = added("002", order="9001")
    assert holds <= provable(NEW).touches(NEW)
    assert holds & provable(added("003")).touches(added("003"))
    assert not holds & provable(other).touches(other)


def test_evidence_is_shown_value_by_value_and_kept_as_it_was_read() -> None:
    verdict = settle(CHANGED, books(BEFORE), books(line(quantity=Decimal(20), note="third")))
    assert isinstance(verdict, Undecided)
    kept = msgspec.json.encode(verdict.evidence)
    assert msgspec.json.decode(kept, type=Evidence) == verdict.evidence
    there, quantity, note = side_by_side(CHANGED, verdict.evidence)
    assert (there.about, there.before.seen, there.last.seen) == (
        *(About.ITEM, Seen.THERE, Seen.THERE),
    )
    shown = (quantity.wanted, quantity.before.text, quantity.first.text, quantity.last.text)
    assert shown == ("20", "10", "10", "20")
    assert (note.wanted, note.before.text, note.last.text) == ("new", "old", "third")


def test_before_anything_was_read_only_what_was_seen_is_shown() -> None:
    there, *values = side_by_side(NEW, Evidence())
    assert (there.before.seen, there.last.seen) == (Seen.ABSENT, Seen.NOT_READ)
    assert {one.name for one in values} >= {"part_number", "quantity", "cost_each"}
    (gone,) = side_by_side(GONE, Evidence())
    assert gone.before.seen is Seen.THERE
