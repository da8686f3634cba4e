"""The banner says the one thing to do, the frame turns red, and the ear hears the same."""

import pytest

from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.demo.cable import NetworkCable
from app.services.intake import Notice, NoticeKind
from app.ui.feedback import tone_of
from app.ui.tones import Sound
from app.ui.widgets.banner import BannerKind
from tests.gui.operator import MOTOR_LOTS, Operator
from tests.services.flow_station import Turnstile
from tests.services.world import drained, until


def test_what_the_erp_is_asked_is_said_and_what_nobody_knows_is_not_said_to_be_posted(
    operator: Operator, cable: NetworkCable, turnstile: Turnstile
) -> None:
    # While it is asked for the bill of material
    turnstile.hold("bill-of-material")
    operator.inject("MOTOR003")
    turnstile.wait()
    drained()
    assert operator.banner().kind is BannerKind.BUSY
    assert operator.banner().title == "Looking up MOTOR003"
    turnstile.let_go()
    operator.settled()
    assert operator.banner().kind is BannerKind.SCAN

    # While serial numbers are checked
    operator.scan("GC00004057", "KB:NEXT", *MOTOR_LOTS, "KB:NEXT")
    operator.checked()
    operator.scan("KB:BACK", "KB:BACK", "KB:QTY=2")
    turnstile.hold("serial-number")
    operator.scan("GC00004058", "KB:NEXT", "KB:NEXT")
    assert operator.banner().title == "Checking 1 serial number"
    assert "Post kit" not in operator.buttons()
    turnstile.let_go()
    operator.checked()
    assert operator.banner().title == "Check, then scan POST"
    assert "Post kit" in operator.buttons()

    # And once the answer to a posting is lost: amber
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
