"""Sentences about the station: scanner, ERP, sign-in, outbox. Each state has a shape and words."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.core.posting import PostingState
from app.core.problems import Problem, ProblemCode
from app.core.target import Mode
from app.services.erp_session import AnySession
from app.services.overview import OutboxCounts
from app.services.posting_list import View
from app.services.sender import SenderPhase, SenderState
from app.services.session import Reach, Session, SignIn
from app.services.unlocking import Unlock, Unlocking
from app.ui.opening_texts import connecting_to, erp_name
from app.ui.texts import Words
from app.ui.widgets.status_strip import StatusItem
from app.ui.widgets.text import tooltip
from app.ui.widgets.values import Shape, Tone

FOREIGN = {ProblemCode.NOT_JSON, ProblemCode.REDIRECT, ProblemCode.FOREIGN_ANSWER}
"""What tells of a wrong address rather than of a wire that is cut."""
_SIGNED_OUT = {SignIn.REFUSED, SignIn.SIGNED_OUT}
REMEMBER = "Keep me signed in on this station"
FINISHING = "Closes once what is under way has ended"
NOT_SENT = "Saved, not yet sent. Sent by itself as soon as that is possible."
_BRIEF = 10  # letters of a word that stays where room is short


def erp_item(session: Session) -> StatusItem:
    """Whether the ERP can be reached, calmly (operators.md 36)."""
    name = erp_name(training=session.target.mode is Mode.TRAINING)
    if session.reach is not Reach.OFFLINE and session.sign_in_state in _SIGNED_OUT:
        words = f"{name}: signed out"
        return StatusItem("erp", words, Shape.DIAMOND, Tone.ATTENTION, brief="Signed out")
    return reach_item("erp", name, session, brief="ERP")


def reach_item(key: str, name: str, session: AnySession, *, brief: str) -> StatusItem:
    """The same of one that somebody is let in by, or will be."""
    if session.reach is Reach.OFFLINE:
        words = f"{name}: offline since {_clock(session.offline_since)}, work goes on"
        return StatusItem(key, words, Shape.RING, Tone.SECOND, brief=f"{brief} offline")
    if session.reach is Reach.UNKNOWN or session.sign_in_state is SignIn.SIGNING_IN:
        return connecting_to(key, name)
    took = f", {session.latency_ms} ms" if session.latency_ms is not None else ""
    return StatusItem(key, f"{name}: connected{took}", Shape.DOT, Tone.OK, brief=brief)


def outbox_items(
    counts: OutboxCounts, sender: SenderState, others: Mapping[str, int] | None = None
) -> list[StatusItem]:
    """What is not settled, each count with the filter of Activity that lists it.

    `others` must sign in before so many of theirs go out.
    """
    waiting = counts.waiting
    items = [*_outbox_state(sender)]
    if waiting:
        wait = [f"{waiting} waiting"]
        if others:
            wait.append(f"{sum(others.values())} until {' or '.join(others)} signs in")
        quiet = (Shape.RING, Tone.SECOND)
        shape, tone = (Shape.DIAMOND, Tone.ATTENTION) if others else quiet
        view = View.SENDING if waiting == counts.of(PostingState.SENDING) else View.WAITING
        brief = f"{waiting} waiting"
        items.append(StatusItem("waiting", " · ".join(wait), shape, tone, NOT_SENT, brief, view))
    for view, count, word, shape, tone in (
        (View.HELD, counts.held, "held", Shape.DIAMOND, Tone.ATTENTION),
        (
            View.UNKNOWN,
            counts.of(PostingState.UNKNOWN),
            "unknown",
            Shape.DIAMOND,
            Tone.ATTENTION,
        ),
        (
            View.REJECTED,
            counts.of(PostingState.REJECTED),
            "rejected",
            Shape.TRIANGLE,
            Tone.REFUSED,
        ),
        (View.PARKED, counts.parked, "for another ERP", Shape.RING, Tone.SECOND),
    ):
        if count:
            text = f"{count} {word}"
            brief = text if len(word) < _BRIEF else str(count)
            items.append(StatusItem(view.value, text, shape, tone, "", brief, view))
    settled = StatusItem("outbox", "All is posted", Shape.DOT, Tone.OK, opens=View.POSTED)
    return items or [settled]


_LOUD = (SenderPhase.STORE_FAULT, SenderPhase.FINISHING)


def foremost(states: Iterable[SenderState]) -> SenderState:
    """Of several senders, the one that has something to tell."""
    told = list(states)
    return next((one for phase in _LOUD for one in told if one.phase is phase), told[0])


def _outbox_state(sender: SenderState) -> list[StatusItem]:
    """What the sender does that a person should know."""
    match sender.phase:
        case SenderPhase.STORE_FAULT:
            text = "The disk refuses to save"
            return [StatusItem("outbox", text, Shape.TRIANGLE, Tone.REFUSED)]
        case SenderPhase.FINISHING:
            brief = "Finishing"
            return [StatusItem("outbox", FINISHING, Shape.RING, Tone.ACCENT, brief=brief)]
        case _:
            return []


def store_item(fault: str) -> StatusItem:
    """The disk refuses something that no scan waits for."""
    return StatusItem(
        "store", "The disk does not answer", Shape.TRIANGLE, Tone.REFUSED, tooltip(fault)
    )


def sign_in_button(*, busy: bool, locked: bool) -> str:
    """The word on the button."""
    if busy:
        return "Checking" if locked else "Signing in"
    return "Unlock" if locked else "Sign in"


def sign_in_hint(session: Session, *, locked: bool) -> str:
    """Which ERP, what a newcomer must know, and who can unlock while the ERP is away."""
    target = session.target
    if target.mode is Mode.TRAINING:
        where = "The training ERP knows APIUSER with the password: password."
    else:
        where = f"{target.data_source} at {target.root_url}"
    if not locked:
        return where
    if session.reach is Reach.OFFLINE and session.unlocking.known_user:
        where = f"{where} The ERP is away, so only {session.unlocking.known_user} can unlock now."
    return f"Your work is kept. {where}"


def unlock_error(unlocking: Unlocking) -> str:
    """What kept the station locked."""
    if unlocking.state is not Unlock.NOT_KNOWN:
        return sign_in_error(unlocking.problem)
    if unlocking.known_user:
        return f"The ERP is away, and this is not the password of {unlocking.known_user}."
    return "The ERP is away, and nobody's password is known here. Try again when it is back."


def sign_in_error(problem: Problem | None) -> str:
    """What kept the sign-in from happening."""
    if problem is None:
        return ""
    if problem.code is ProblemCode.SIGN_IN_REFUSED:
        return f"The ERP refused: {problem.detail}" if problem.detail else "The ERP refused."
    if problem.code in {ProblemCode.TOKEN_REFUSED, ProblemCode.NO_TOKEN}:
        return "The sign-in has ended. Sign in again; nothing was lost."
    if problem.code in FOREIGN:
        return "Something answered there that is not the ERP. Your work is kept; tell IT."
    if problem.code in {ProblemCode.TLS_FAILED, ProblemCode.INSECURE_URL}:
        return "The connection is not secure, so nothing was sent. Your work is kept; tell IT."
    return "The ERP cannot be reached now. Your work is kept; try again."


def _clock(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%H:%M") if moment else ""


HELP = Words("Help", "Back to the work")
