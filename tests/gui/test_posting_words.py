"""Every state has words: whole sentences, nothing left open, and none that claims too much."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from PySide6.QtWidgets import QApplication

import resources
from app.core.hold import Hold, HoldCause
from app.core.posting import PostingKind, PostingState
from app.core.problems import NotSent, ProblemCode
from app.core.receivable import HeldLine, LineFault
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Transport
from app.services.overview import OutboxCounts
from app.services.posting_list import View
from app.services.scanning import ScannerState, ScannerStatus
from app.services.sender import SenderPhase, SenderState, StoredPosting
from app.services.session import Reach, Session, SignIn
from app.services.tasks import Tasks
from app.store.vault import MemoryVault
from app.ui import posting_texts, scanner_texts, station_texts, texts
from tests.gui.confirmed import confirmed
from tests.gui.test_words import claims, sentences, standing, whole
from tests.services.world import TARGET

FIVE = Decimal(5)
CLOSED, CANCELLED = LineFault.CLOSED, LineFault.CANCELLED
OTHER_PART, NO_ROOM = LineFault.OTHER_PART, LineFault.NO_ROOM


@pytest.fixture
def stored() -> StoredPosting:
    """One that was confirmed, as the outbox gives it."""
    return confirmed(PostingKind.KIT_ISSUE)


def test_the_erps_own_words_are_kept_as_they_are(stored: StoredPosting) -> None:
    own = "<b>100%s</b> {is} expired."

    assert own in standing(stored, PostingState.REJECTED, ProblemCode.RULE, own).hint


GONE = HeldLine("4", LineFault.GONE)
WHY_HELD = {
    "line 4 is gone": Hold(HoldCause.ORDER_CHANGED, lines=(GONE,)),
    "line 4 is closed": Hold(HoldCause.ORDER_CHANGED, lines=(replace(GONE, fault=CLOSED),)),
    "line 4 is cancelled": Hold(HoldCause.ORDER_CHANGED, lines=(replace(GONE, fault=CANCELLED),)),
    "line 4 is of X": Hold(HoldCause.ORDER_CHANGED, lines=(HeldLine("4", OTHER_PART, "X"),)),
    "line 4 takes 2.5 M at most, not 5 M": Hold(
        HoldCause.ORDER_CHANGED, lines=(HeldLine("4", NO_ROOM, "X", FIVE, Decimal("2.5"), "M"),)
    ),
    "line 4 is gone, line 4 is gone and 7 more": Hold(HoldCause.ORDER_CHANGED, lines=(GONE,) * 9),
    "1748 is no longer an open order": Hold(HoldCause.NO_ORDER, detail="1748"),
    "The table is locked.": Hold(HoldCause.NOT_READ, detail="The table is locked."),
}


@pytest.mark.parametrize("words", WHY_HELD)
def test_each_reason_to_hold_a_receipt_is_said(words: str) -> None:
    hold, kind = WHY_HELD[words], PostingKind.PO_RECEIPT
    assert words in posting_texts.why_held(hold, kind)
    sentences(posting_texts.why_held(hold, kind))
    told = posting_texts.held(hold, kind)
    assert "order" in told.title
    sentences(told.hint.replace("\n", " "))
    assert "the ERP receives" in told.hint
    assert "bill of material" not in f"{told.title} {told.hint}"


@pytest.mark.parametrize("state", PostingState)
def test_each_state_of_a_posting_has_a_mark_of_its_own(state: PostingState) -> None:
    shape, tone, word = posting_texts.MARKS[state]

    assert claims(word) == (state is PostingState.POSTED)
    same = [one for one, mark in posting_texts.MARKS.items() if mark == (shape, tone, word)]
    assert same == [state]


# The station


@pytest.mark.parametrize("state", ScannerState)
def test_each_state_of_a_scanner_is_said(state: ScannerState) -> None:
    item = scanner_texts.scanner_item("Wand", ScannerStatus(state, "COM5", "<i>busy</i>"))

    assert item.text.startswith("Wand: ")
    whole(item.text)
    whole(scanner_texts.what_to_do(ScannerStatus(state, "COM5")))
    assert ("connected" in item.text) == (state is ScannerState.CONNECTED)


@pytest.mark.parametrize("phase", SenderPhase)
@pytest.mark.parametrize("state", [*PostingState, None])
def test_the_outbox_is_never_better_than_it_is(
    phase: SenderPhase, state: PostingState | None
) -> None:
    counts = OutboxCounts({state: 3} if state else {}, 0)
    items = station_texts.outbox_items(counts, SenderState(phase))

    said = " ".join(item.text for item in items)
    whole(said)
    open_still = {
        PostingState.QUEUED,
        PostingState.SENDING,
        PostingState.UNKNOWN,
        PostingState.REJECTED,
    }
    if state in open_still or phase is SenderPhase.STORE_FAULT:
        assert not claims(said)
    if state in open_still:
        assert "3" in said
        (counted,) = (item for item in items if "3" in item.text)
        assert View(counted.opens)


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    """One that nobody started."""
    tasks = Tasks()
    with Transport("http://127.0.0.1:9") as transport:
        yield Session(TARGET, ExpandableClient(transport), MemoryVault(), tasks)
    assert tasks.close()


@pytest.mark.parametrize(("reach", "sign_in"), list(product(Reach, SignIn)))
def test_each_standing_of_the_erp_is_said(session: Session, reach: Reach, sign_in: SignIn) -> None:
    session._heart.state = reach
    session._heart.offline_since = datetime.now(UTC)
    session._sign_in.state = sign_in
    item = station_texts.erp_item(session)

    whole(item.text)
    well = reach is Reach.ONLINE and sign_in is SignIn.SIGNED_IN
    assert bool(re.search(r"\bconnected\b", item.text)) == well
    assert ("offline" in item.text) == (reach is Reach.OFFLINE)


@pytest.mark.parametrize("code", ProblemCode)
def test_each_cause_of_a_failed_sign_in_is_a_sentence(code: ProblemCode) -> None:
    sentences(station_texts.sign_in_error(NotSent(code)))


def test_no_problem_needs_no_words() -> None:
    assert station_texts.sign_in_error(None) == ""


@pytest.mark.parametrize("state", PostingState)
def test_lines_are_called_not_posted_only_where_that_is_certain(state: PostingState) -> None:
    _, _, words = posting_texts.mark_of_lines(state)
    certain = state in {
        PostingState.QUEUED,
        PostingState.REJECTED,
        PostingState.WITHDRAWN,
        PostingState.REPLACED,
    }
    assert (words == "Not posted") == certain


# Small words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (1, "1 second ago"),
        (59, "59 seconds ago"),
        (60, "1 minute ago"),
        (7_199, "1 hour ago"),
        (172_800, "2 days ago"),
    ],
)
def test_an_age_is_said_in_its_largest_unit(seconds: int, words: str) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)

    assert texts.age(now - timedelta(seconds=seconds), now) == words


def test_what_the_system_says_is_told_without_its_number() -> None:
    said = "[Errno 111] Connection refused"
    assert texts.system_said(said) == "Connection refused"
    assert texts.system_said("no paper [2]") == "no paper [2]"


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        ("0", "", "0"),
        ("1234567.5", "M", "1,234,567.5 M"),
        ("-1200", "", "-1,200"),
        ("-0.5", "", "-0.5"),
        ("1E+3", "EACH", "1,000 EACH"),
        ("2.500", "KG", "2.5 KG"),
    ],
)
def test_quantities_are_read_at_a_glance(quantity: str, unit: str, words: str) -> None:
    assert texts.amount(Decimal(quantity), unit) == words


def test_what_is_not_known_is_said_so() -> None:
    assert texts.amount(None) == "not known"
    assert texts.day(None) == texts.DASH
    assert texts.joined("", texts.DASH) == texts.DASH
    assert texts.joined("MA", "", "ISLE 3") == "MA, ISLE 3"


@pytest.mark.parametrize("topic", texts.HELP_TOPICS)
def test_each_page_has_its_help(topic: str) -> None:
    text = resources.read(f"help/{topic}.md").decode()
    heading, _, body = text.partition("\n")

    assert heading.startswith("# ")
    assert len(body.split()) > 20
