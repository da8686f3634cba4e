"""What the banner of a flow says: a function of the desk's state."""

from dataclasses import replace

from app.core.flow.outcomes import Accepted, Choose, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.gate import GateState
from app.core.posting import PostingState
from app.services.flow_desk import AnyDesk
from app.services.intake import NoticeKind
from app.services.sender import StoredPosting
from app.ui import (
    flow_texts,
    kind_texts,
    news_texts,
    posting_texts,
    question_texts,
    refusal_texts,
    texts,
)
from app.ui.pages.flow_speech import Speech
from app.ui.widgets.answers import Answer
from app.ui.widgets.banner import BannerKind, BannerView, LastScan
from app.ui.widgets.button import ButtonKind

_STATE_KINDS = {
    PostingState.POSTED: BannerKind.DONE,
    PostingState.REJECTED: BannerKind.REFUSED,
    PostingState.UNKNOWN: BannerKind.QUESTION,
    PostingState.SENDING: BannerKind.BUSY,
}


def banner_view(desk: AnyDesk, speech: Speech) -> BannerView:
    """The one thing to do now, or what stands in its way."""
    notice = desk.intake.notice
    if desk.intake.gate.state is GateState.DECIDE:
        words = flow_texts.decide(len(desk.intake.gate.kept))
        return BannerView(BannerKind.QUESTION, words.title, words.hint, answers=YES_NO)
    if notice and isinstance(notice.outcome, Refused):
        return _refused(notice.outcome, desk)
    if desk.draft is not None and desk.draft.question is not None:
        return _question(desk.draft.question, desk)
    if desk.intake.busy and desk.posting is None:
        return BannerView(BannerKind.BUSY, *texts.looking_up(desk.intake.busy))
    if desk.posting is not None:
        return _posting(desk.posting)
    return _prompt(desk, speech)


YES_NO = (Answer("Yes", "Y", ButtonKind.PRIMARY), Answer("No", "N"))
LIKELY_NO = (Answer("Yes", "Y"), Answer("No", "N", ButtonKind.PRIMARY))


def _refused(outcome: Refused, desk: AnyDesk) -> BannerView:
    words = refusal_texts.refused(outcome)
    kept = len(desk.intake.gate.kept)
    hint = f"{words.hint} {flow_texts.kept(kept)}." if kept else words.hint
    held = desk.intake.gate.state is GateState.HELD
    question = desk.draft.question if desk.draft else None
    if question is None or held:
        clear = texts.CLEAR if held else ""
        return BannerView(BannerKind.REFUSED, words.title, hint, clear=clear)
    asked = _question(question, desk)
    if outcome.reason is Refusal.QUESTION_OPEN:  # what is asked stays to be read
        words = question_texts.still_open(question, _noun(desk), outcome.facts.text)
        return replace(asked, kind=BannerKind.REFUSED, title=words.title, hint=words.hint)
    return replace(asked, kind=BannerKind.REFUSED, title=words.title, hint=hint)


def _question(question: Choose, desk: AnyDesk) -> BannerView:
    words = question_texts.question(question, _noun(desk))
    if question.options:
        answers = tuple(
            Answer(option, str(number)) for number, option in enumerate(question.options, 1)
        )
        if question.question is not QuestionKind.WHICH_LINE:
            answers = (*answers, Answer("No", "N"))
    else:
        doubted = question.question is QuestionKind.OWN_NUMBER
        answers = LIKELY_NO if doubted else YES_NO
    return BannerView(BannerKind.QUESTION, words.title, words.hint, answers=answers)


def _noun(desk: AnyDesk) -> str:
    return kind_texts.words(desk.kind).noun


def _posting(stored: StoredPosting) -> BannerView:
    kind = BannerKind.QUESTION if stored.held else _STATE_KINDS.get(stored.state, BannerKind.SCAN)
    words = posting_texts.standing(stored)
    return BannerView(kind, words.title, words.hint)


def _prompt(desk: AnyDesk, speech: Speech) -> BannerView:
    words, draft = speech.prompt(), desk.draft
    if words is None or draft is None:
        return BannerView(BannerKind.SCAN, texts.HOME_PROMPT.title, texts.HOME_PROMPT.hint)
    if draft.awaiting_range is not None:
        words = flow_texts.awaiting_range(draft.awaiting_range)
    return BannerView(BannerKind.SCAN, words.title, words.hint, last=_last(desk))


def _last(desk: AnyDesk) -> LastScan | None:
    notice = desk.intake.notice
    if notice is None or notice.kind is not NoticeKind.TAKEN:
        raw = desk.intake.last_scan
        return LastScan(texts.LAST_SCAN, raw) if raw else None
    if isinstance(notice.outcome, Accepted):
        said = news_texts.taken(notice.outcome)
        return LastScan(said, desk.intake.last_scan) if said else None
    return None
