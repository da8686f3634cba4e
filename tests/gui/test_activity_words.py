"""The attention desk's sentences: whole, one for each, and none that claims too much."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from app.core.posting import PostingEvent, PostingKind, PostingState
from app.core.proof.evidence import Doubt
from app.core.receipt import LineNote
from app.services.overview import PostingRow
from app.ui import activity_texts, kind_texts, story_texts
from app.ui.activity_texts import Act
from app.ui.story_facts import facts_of
from tests.gui.confirmed import confirmed
from tests.gui.test_words import claims, sentences
from tests.unit.core.receipts.making import receipt


@pytest.fixture(params=PostingKind)
def row(request: pytest.FixtureRequest) -> PostingRow:
    return confirmed(request.param).row


def test_each_kind_says_what_it_is(row: PostingRow) -> None:
    many, about = {
        PostingKind.KIT_ISSUE: ("2", "MOTOR003"),
        PostingKind.PO_RECEIPT: ("2 lines", "PO RUN-PO-0"),
        PostingKind.PO_LINE_ADD: ("10", "PO 9000 line 003"),
        PostingKind.PO_LINE_EDIT: ("20", "PO 9000 line 003"),
        PostingKind.PO_LINE_DELETE: ("10", "PO 9000 line 003"),
    }[row.kind]
    assert kind_texts.brief(row) == f"{about}, {many}"
    assert row.subject in kind_texts.what(row)[0]
    assert kind_texts.what(row)[1] == many


def test_what_a_receipt_noted_of_a_line_is_told() -> None:
    note = LineNote("2", "OIL-220", "CAN", Decimal(2), Decimal(1), ("checked by quality",))
    (told,) = (
        fact.value for fact in facts_of(replace(receipt(), notes=(note,))) if "Noted" in fact.label
    )
    assert told == "OIL-220, 2 CAN damaged, 1 CAN short, taken past its day: checked by quality"


@pytest.mark.parametrize("state", PostingState)
def test_each_standing_is_said_and_only_posted_claims_it(
    row: PostingRow, state: PostingState
) -> None:
    for doubtful, undecided, here in product((False, True), repeat=3):
        told = replace(row, state=state, doubtful=doubtful, undecided=undecided)
        words = activity_texts.standing(told, here=here)
        sentences(words.hint)
        assert claims(words.title) == (state is PostingState.POSTED)


def test_each_event_and_each_doubt_has_its_sentence() -> None:
    assert set(story_texts.EVENTS) == {None, *PostingEvent}
    assert set(story_texts.DOUBTS) == set(Doubt)
    for words in (*story_texts.EVENTS.values(), *story_texts.DOUBTS.values()):
        sentences(words)


def test_of_an_orders_line_nothing_is_said_that_a_buyer_could_not_look_up(row: PostingRow) -> None:
    """ManEx keeps no reference, and knows neither batches nor who is signed in."""
    asked = [activity_texts.question(act, row) for act in (Act.WAS_POSTED, Act.WAS_NOT_POSTED)]
    unknown = replace(row, state=PostingState.UNKNOWN)
    asked.append(activity_texts.question(Act.WAS_NOT_POSTED, unknown))
    of_line = row.target_key.startswith("manex")
    for words in asked:
        assert (row.reference in words.title) == (not of_line)
        assert ("PO 9000 line 003" in words.title) == of_line
    needs_key = story_texts.event(PostingEvent.SIGN_IN_NEEDED, row.kind)
    assert ("key" in needs_key) == of_line
    for doubt in Doubt:
        sentences(story_texts.doubt_of(doubt, row.kind))
    for event in (None, *PostingEvent):
        sentences(story_texts.event(event, row.kind))


@pytest.mark.parametrize("act", Act)
def test_each_act_has_a_verb_and_is_asked_about(row: PostingRow, act: Act) -> None:
    assert activity_texts.VERBS[act]
    if act not in activity_texts.AT_ONCE:
        words = activity_texts.question(act, row)
        assert words.title.endswith("?")
        sentences(words.hint)
