"""Every state has words: whole sentences, nothing left open, and none that claims too much."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Facts, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck
from app.core.kit.issued import Compared, Difference
from app.core.kit.plan import PlanLine
from app.core.kit.readiness import Prompt, Want
from app.core.kit.recheck import PlanChange, PlanChangeKind
from app.core.kit.state import LineState
from app.core.posting import PostingKind, PostingState
from app.core.problems import ProblemCode
from app.services.sender import StoredPosting
from app.store.postings import StoredProblem
from app.ui import flow_texts, kit_texts, news_texts, posting_texts, question_texts, refusal_texts
from app.ui.texts import Words
from tests.gui.confirmed import confirmed
from tests.services.answers import answered
from tests.unit.core.flow.reading import scan
from tests.unit.core.kit.plant import new_draft

LONGEST_TITLE = 110
DAY = date(2026, 10, 31)
FACTS = Facts(
    text="W-1980",
    order="100431",
    line="3",
    part="WIND-24V",
    other="GEAR-21",
    lot="W-1980",
    location="ISLE 7/SHELF 4",
    stores="MS",
    day=DAY,
    have=Decimal(3),
    need=Decimal(5),
    unit="M",
    count=2,
    alternatives=(("W-2207", Decimal(9)), ("W-2215", None)),
)
SPARE = [FACTS, replace(FACTS, alternatives=()), replace(FACTS, have=None)]
"""What each of them may name, and the same where the ERP said less."""


def of_refusal(reason: Refusal) -> list[Facts]:
    """The facts that come with it: some reasons have one fact or another."""
    without = {
        Refusal.NOT_IN_KIT: replace(FACTS, other=""),
        Refusal.SERIAL_NOT_IN_STOCK: replace(FACTS, other="", stores=""),
        Refusal.BOM_LOOP: replace(FACTS, other=""),
        Refusal.NOT_ENOUGH: replace(FACTS, lot=""),
        Refusal.NO_SERIALS_WANTED: Facts(),
        Refusal.ASSEMBLY_FIRST: Facts(),
    }
    return [*SPARE, without.get(reason, FACTS)]


def whole(text: str) -> None:
    """Nothing in it was left open, and nothing of the program shows through."""
    assert text.strip() == text
    assert text
    for slip in ("None", "{", "}", "<", "  ", "Decimal", "Enum", "..", " .", " ,"):
        assert slip not in text, text


def sentences(text: str) -> None:
    """Whole, and ended by a full stop or a question mark."""
    whole(text)
    assert text[-1] in ".?", text
    assert text[0].isupper() or text[0].isdigit(), text


def title(text: str) -> None:
    """Whole, short, and without a full stop: it stands in large letters."""
    whole(text)
    assert len(text) <= LONGEST_TITLE, text
    assert not text.endswith("."), text
    assert "!" not in text


def claims(text: str) -> bool:
    """Whether something is said to be posted."""
    unclear = (r"whether this \w+ was posted", "was not posted", "not posted")
    said = text.lower()
    for one in unclear:
        said = re.sub(one, "", said)
    return re.search(r"\bposted\b", said) is not None


# Refusals and questions


@pytest.mark.parametrize("reason", Refusal)
def test_each_refusal_says_what_and_what_next(reason: Refusal) -> None:
    for facts in of_refusal(reason):
        words = refusal_texts.refused(Refused(reason, facts))
        title(words.title)
        sentences(words.hint)
        assert not claims(f"{words.title} {words.hint}")


@pytest.mark.parametrize("reason", Refusal)
def test_a_refusal_that_knows_nothing_is_still_a_sentence(reason: Refusal) -> None:
    words = refusal_texts.refused(Refused(reason))

    assert words.title.strip()
    assert "None" not in f"{words.title}{words.hint}"
    assert "{" not in f"{words.title}{words.hint}"


def test_refusals_can_be_told_apart() -> None:
    titles = [refusal_texts.refused(Refused(reason, FACTS)).title for reason in Refusal]
    alike = {one for one in titles if titles.count(one) > 1}
    # A lot and a text that belong to another part are one thing to the person.
    assert alike <= {
        refusal_texts.refused(Refused(Refusal.NOT_IN_KIT, FACTS)).title,
        refusal_texts.refused(Refused(Refusal.NOT_KNOWN, FACTS)).title,
    }


def test_small_letters_that_the_erp_does_not_know_are_pointed_at() -> None:
    def hint(text: str) -> str:
        return refusal_texts.refused(Refused(Refusal.NOT_KNOWN, Facts(text=text))).hint

    assert hint("g-77").endswith("Small letters and capitals differ: is it written so?")
    assert "capitals" not in hint("G-77")


def test_the_serial_number_that_the_erp_has_in_other_letters_is_named() -> None:
    near = Facts(text="gc1", part="MOTOR003", stores="MS", alternatives=(("GC1", None),))

    words = refusal_texts.refused(Refused(Refusal.SERIAL_NOT_IN_STOCK, near))

    assert words == Words(
        "Serial number gc1 is not in stock",
        "Not taken. The ERP has GC1 in MS: small letters and capitals differ. "
        "If it is that one, scan it or type it so.",
    )


def test_a_page_that_waits_for_stock_asks_for_no_scan() -> None:
    refused = Refused(Refusal.NOT_READY, Facts(text=Want.STOCK, part="PINION-12"))

    words = refusal_texts.refused(refused)

    assert "short" in words.hint
    assert "scan" not in words.hint


@pytest.mark.parametrize("kind", QuestionKind)
def test_each_question_says_how_it_is_answered(kind: QuestionKind) -> None:
    for facts in (*SPARE, replace(FACTS, count=0)):
        words = question_texts.question(Choose(kind, ("a", "b"), facts), "kit")
        title(words.title)
        sentences(words.hint)
        assert re.search(r"\b(YES|NO|CLEAR|number)\b", words.hint)


@pytest.mark.parametrize("count", [1, 2, 1000])
def test_kept_scans_are_counted(count: int) -> None:
    words = flow_texts.decide(count)

    title(words.title)
    sentences(words.hint)
    assert str(count) in words.title
    assert str(count) in flow_texts.kept(count)


# What is asked for, what was taken


def lines() -> Iterator[PlanLine]:
    draft = new_draft()
    scan(draft, "PUMP", "KB:QTY=3")
    yield from draft.state.lines


LINE_WANTS = {Want.LOT, Want.LOCATION, Want.SERIALS, Want.STOCK}


@pytest.mark.parametrize("want", Want)
def test_each_want_is_a_prompt(want: Want) -> None:
    asked = [Prompt(want, line, 1, 3) for line in lines()]
    for prompt in asked if want in LINE_WANTS else [Prompt(want, None, 1, 3), Prompt(want)]:
        words = kit_texts.prompt(prompt, "PUMP")
        title(words.title)
        whole(words.hint)
        assert not claims(f"{words.title} {words.hint}")
        if prompt.line is not None:
            assert prompt.line.component_id in words.title


@pytest.mark.parametrize("news", News)
def test_each_news_is_said_in_a_few_words(news: News) -> None:
    for facts in SPARE:
        said = news_texts.taken(Accepted(news, None, facts))
        whole(said)
        assert len(said) <= 60
        assert not claims(said)


@pytest.mark.parametrize("news", [News.RANGE_FIRST, News.RANGE_LAST])
def test_a_range_asks_for_its_ends(news: News) -> None:
    words = flow_texts.awaiting_range(news)

    title(words.title)
    sentences(words.hint)


@pytest.mark.parametrize("state", LineState)
def test_each_state_of_a_line_has_words(state: LineState) -> None:
    for line in lines():
        whole(kit_texts.line_state(state, line, 0))


@pytest.mark.parametrize("check", SerialCheck)
def test_each_check_of_a_serial_has_words(check: SerialCheck) -> None:
    whole(flow_texts.SERIAL_CHECKS[check])


@pytest.mark.parametrize("difference", Difference)
def test_each_difference_has_words(difference: Difference) -> None:
    row = Compared("BRG", "", "EACH", Decimal(2), Decimal(3), None, difference)

    whole(kit_texts.difference(row))


@pytest.mark.parametrize("kind", PlanChangeKind)
def test_each_change_of_a_plan_is_a_sentence(kind: PlanChangeKind) -> None:
    change = PlanChange(kind, "BRG", "EACH", Decimal(2), Decimal(3), "B-1")

    sentences(kit_texts.plan_change(change))


def test_each_field_of_a_person_has_its_words() -> None:
    subjects = {HeaderField.ASSEMBLY, HeaderField.ORDER}
    elsewhere = {*subjects, HeaderField.BATCH, HeaderField.PACKING_SLIP}

    assert set(kit_texts.FIELDS) | elsewhere == set(HeaderField)
    for words in kit_texts.FIELDS.values():
        title(words.title)


@pytest.mark.parametrize("count", [1, 5, 6, 40])
def test_warnings_name_some_and_count_the_rest(count: int) -> None:
    names = [f"S{n}" for n in range(count)]
    for said in (kit_texts.unscanned_warning(names), flow_texts.unchecked_warning(names)):
        sentences(said)
        assert "S0" in said
        assert (f"and {count - 5} more" in said) == (count > 5)


# Postings


@pytest.fixture(params=PostingKind)
def stored(request: pytest.FixtureRequest) -> StoredPosting:
    """One of each kind that was confirmed, as the outbox gives it."""
    return confirmed(request.param)


def standing(
    stored: StoredPosting, state: PostingState, code: ProblemCode | None = None, detail: str = ""
) -> Words:
    """The words for this posting in another state."""
    problem = StoredProblem(code, detail) if code else None
    answer = None
    if state is PostingState.POSTED:
        answer = answered(stored.posting)
    row = replace(stored.row, state=state, problem=problem, batch_number="000123")
    return posting_texts.standing(replace(stored, row=row, answer=answer))


@pytest.mark.parametrize("state", PostingState)
def test_each_state_of_a_posting_is_said(stored: StoredPosting, state: PostingState) -> None:
    words = standing(stored, state, ProblemCode.TIMEOUT)

    title(re.sub(r"^Posted\. ", "", words.title))
    whole(words.hint)
    assert claims(f"{words.title} {words.hint}") == (state is PostingState.POSTED)


@pytest.mark.parametrize("state", [PostingState.REJECTED, PostingState.UNKNOWN])
def test_each_cause_is_a_sentence(stored: StoredPosting, state: PostingState) -> None:
    details = ("", "LOT_ID W-1980 is expired.", "LOT_ID W-1980 is expired")
    for code, detail in product(ProblemCode, details):
        words = standing(stored, state, code, detail)
        sentences(words.hint)
        assert not claims(f"{words.title} {words.hint}"), code


@pytest.mark.parametrize(
    ("passed", "said"), [(30, ""), (120, " · read 2 minutes ago"), (7_300, " · read 2 hours ago")]
)
def test_stock_of_some_age_says_so(passed: int, said: str) -> None:
    """Issue 3: a kit is planned from the cache "with its age shown"."""
    draft = new_draft()
    scan(draft, "PUMP")
    plan = draft.state.plan
    assert plan is not None
    shown = kit_texts.sufficiency(plan, 2, plan.read_at + timedelta(seconds=passed))
    assert shown == f"6 components · 2 short{said}"
    assert kit_texts.sufficiency(None, 0, plan.read_at) == ""
