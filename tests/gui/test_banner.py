"""The banner says the one thing to do, the frame turns red, and the ear hears the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.settings import Rule, Rules, Settings
from app.demo.cable import NetworkCable
from app.services.intake import Notice, NoticeKind
from app.services.session import Reach
from app.ui.feedback import tone_of
from app.ui.tones import Sound
from app.ui.widgets.banner import BannerKind
from tests.gui.conftest import workstation
from tests.gui.operator import Operator
from tests.services.flow_station import Turnstile
from tests.services.world import drained, until


def test_while_the_erp_is_asked_it_says_so(operator: Operator, turnstile: Turnstile) -> None:
    turnstile.hold("bill-of-material")
    operator.inject("MOTOR003")
    turnstile.wait()
    drained()

    assert operator.banner().kind is BannerKind.BUSY
    assert operator.banner().title == "Looking up MOTOR003"
    turnstile.let_go()
    operator.settled()
    assert operator.banner().kind is BannerKind.SCAN


def test_while_serials_are_checked_review_says_so(operator: Operator, turnstile: Turnstile) -> None:
    operator.motors("GC00004057")
    operator.scan("KB:BACK", "KB:BACK", "KB:QTY=2")
    turnstile.hold("serial-number")
    operator.scan("GC00004058", "KB:NEXT", "KB:NEXT")

    assert operator.banner().title == "Checking 1 serial number"
    assert "Post kit" not in operator.buttons()
    turnstile.let_go()
    operator.checked()
    assert operator.banner().title == "Check, then scan POST"
    assert "Post kit" in operator.buttons()


def test_a_posted_kit_is_green_and_names_its_batch(operator: Operator) -> None:
    operator.motors("GC00004057")
    stored = operator.post()

    assert operator.banner().kind is BannerKind.DONE
    assert operator.banner().title == f"Posted. Batch {stored.batch_number}"
    assert operator.banner().hint.endswith("10 components issued · scan the next assembly")


def test_saved_is_never_said_to_be_posted(operator: Operator, cable: NetworkCable) -> None:
    operator.scan("MOTOR003", "KB:CANCEL", "KB:YES")
    cable.pull()
    operator.motors("GC00004057")
    operator.scan("KB:POST")
    until(lambda: operator.station.session.reach is Reach.OFFLINE)
    drained()

    assert operator.banner().title == "Saved, not yet sent"
    assert operator.banner().kind is not BannerKind.DONE
    assert "posted" not in f"{operator.banner().title} {operator.banner().hint}".lower()


def test_an_erp_refusal_is_red_and_in_its_own_words(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057")
    operator.station.desk.enter(HeaderField.DEPARTMENT, "nowhere")
    operator.scan("KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
    operator.checked()
    operator.scan("KB:POST")
    until(lambda: operator.banner().kind is BannerKind.REFUSED)

    assert operator.banner().title == "The ERP refused this kit"
    assert "nowhere" in operator.banner().hint
    assert "posted" not in operator.banner().title


def test_what_nobody_knows_is_amber_and_not_said_to_be_posted(
    operator: Operator, cable: NetworkCable, turnstile: Turnstile
) -> None:
    operator.motors("GC00004057")
    turnstile.hold("backflush-kit-issue")
    operator.scan("KB:POST")
    turnstile.wait()
    cable.pull()
    turnstile.let_go()
    until(lambda: operator.banner().kind is BannerKind.QUESTION)
    until(lambda: "1 unknown" in operator.strip())

    assert operator.banner().title == "It is not known whether this kit was posted"
    assert "will not send it again until that is certain" in operator.banner().hint
    assert "What reversing takes" not in operator.buttons()


def test_and_while_a_question_with_reasons_is_open(
    cable: NetworkCable, tmp_path: Path, qtbot: QtBot
) -> None:
    settings = replace(Settings(), rules=Rules(expired=Rule.WARN))
    with workstation(cable.url, tmp_path, settings) as operator:
        operator.enter_with(qtbot)
        operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "W-1980")
        assert operator.banner().answers[0].shortcut == "1"
        operator.station.desk.intake.garbled("bad-encoding")
        operator.scan("KB:NO")
        operator.press("Clear")
        assert [one.text for one in operator.banner().answers] == ["Yes", "No"]

        operator.press("Yes")

        assert operator.draft.question is None
        assert operator.draft.state.entry("WIND-24V").lot == ""


def test_a_scan_that_answers_nothing_leaves_the_question_and_its_answers(
    cable: NetworkCable, tmp_path: Path, qtbot: QtBot
) -> None:
    settings = replace(Settings(), rules=Rules(expired=Rule.WARN))
    with workstation(cable.url, tmp_path, settings) as operator:
        operator.enter_with(qtbot)
        operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "W-1980")
        asked = operator.banner()
        operator.scan("M-0931")
        refused = operator.banner()
        assert operator.red()
        assert (refused.title, refused.answers) == (asked.title, asked.answers)
        assert refused.hint == f"Not taken: M-0931. {asked.hint}"

        operator.press("No")

        assert operator.draft.question is None
        assert operator.draft.state.entry("WIND-24V").lot == ""


# The ear


def refused() -> Refused:
    return Refused(Refusal.LOT_EXPIRED)


@pytest.mark.parametrize("news", News)
def test_every_scan_that_was_taken_has_a_good_tone(news: News) -> None:
    tone = tone_of(Notice(NoticeKind.TAKEN, Accepted(news, None)))

    expected = {
        News.LINE_COMPLETE: Sound.LINE_COMPLETE,
        News.SERIALS_COMPLETE: Sound.LINE_COMPLETE,
        News.KIT_COMPLETE: Sound.KIT_COMPLETE,
        News.ORDER_COMPLETE: Sound.KIT_COMPLETE,
    }
    assert tone is expected.get(news, Sound.ACCEPTED)


@pytest.mark.parametrize(
    ("notice", "tone"),
    [
        (Notice(NoticeKind.REFUSED, refused()), Sound.REFUSED),
        (Notice(NoticeKind.KEPT, refused(), kept=1), Sound.REFUSED),
        (Notice(NoticeKind.KEPT, Accepted(News.LOT, None), kept=1), Sound.REFUSED),
        (Notice(NoticeKind.BARRED, refused()), Sound.REFUSED),
        (Notice(NoticeKind.QUESTION, Choose(QuestionKind.CANCEL)), Sound.ATTENTION),
        (Notice(NoticeKind.DECIDE, kept=2), Sound.ATTENTION),
    ],
)
def test_what_was_not_taken_never_sounds_taken(notice: Notice, tone: Sound) -> None:
    assert tone_of(notice) is tone


def test_every_kind_of_notice_has_a_tone() -> None:
    assert {tone_of(Notice(kind)) for kind in NoticeKind} <= set(Sound)
    quiet = [kind for kind in NoticeKind if tone_of(Notice(kind)) is Sound.ACCEPTED]
    assert quiet == [NoticeKind.TAKEN]
