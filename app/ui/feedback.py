"""Which tone a notice has. The eye gets the banner, the ear gets this (operators.md 48)."""

from app.core.flow.news import News
from app.core.flow.outcomes import Accepted
from app.services.intake import Notice, NoticeKind
from app.ui.tones import Sound

_NEWS = {
    News.LINE_COMPLETE: Sound.LINE_COMPLETE,
    News.SERIALS_COMPLETE: Sound.LINE_COMPLETE,
    News.KIT_COMPLETE: Sound.KIT_COMPLETE,
    News.ORDER_COMPLETE: Sound.KIT_COMPLETE,
}
_KINDS = {
    NoticeKind.REFUSED: Sound.REFUSED,
    NoticeKind.KEPT: Sound.REFUSED,
    NoticeKind.BARRED: Sound.REFUSED,
    NoticeKind.QUESTION: Sound.ATTENTION,
    NoticeKind.DECIDE: Sound.ATTENTION,
}


def tone_of(notice: Notice) -> Sound:
    """The tone that says what happened without a look at the screen."""
    if notice.kind is NoticeKind.TAKEN and isinstance(notice.outcome, Accepted):
        return _NEWS.get(notice.outcome.news, Sound.ACCEPTED)
    return _KINDS.get(notice.kind, Sound.ACCEPTED)
