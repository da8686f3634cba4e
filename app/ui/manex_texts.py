"""Sentences about ManEx: its API key, and what its refusals mean to a buyer."""

from app.core.problems import Problem, ProblemCode, Rejected
from app.core.target import Mode, Target
from app.services.manex_session import ManexSession
from app.services.session import Reach, SignIn
from app.ui import station_texts
from app.ui.texts import Words
from app.ui.widgets.status_strip import StatusItem
from app.ui.widgets.values import Shape, Tone

MANEX = "ManEx"
KEY_TITLE = "ManEx key"
KEY = "API key"
ADDRESS = "Address"
ENTER = "Enter the key"
REPLACE = "Enter another key"
FORGET = "Forget the key"
KEEP = "Keep it"
CHECKING = "Checking"
ASK_FORGET = Words(
    "Forget the key of ManEx?",
    "Nothing can be bought here until a lead enters one again. What waits stays saved.",
)
_WITHOUT = {SignIn.SIGNED_OUT: "no key", SignIn.REFUSED: "key refused"}

_RULES = {
    ProblemCode.NO_KEY: "This station has no ManEx key yet. A lead enters it once, in Set-up.",
    ProblemCode.KEY_REFUSED: (
        "ManEx does not accept this station's key. Nothing was changed there; your work is kept. "
        "Ask the lead for another key."
    ),
    ProblemCode.NO_SUCH_CALL: (
        "There is no ManEx at this address, so nothing was changed. Your work is kept; tell IT to "
        "look at root_url in the station file."
    ),
    ProblemCode.MANUFACTURER: (
        "The manufacturer is not one that is approved for this part. Choose one of the part's list."
    ),
    ProblemCode.REVISION: "The part is not known in this revision. Look it up again.",
    ProblemCode.LINE_EXISTS: (
        "The order has a line of this number already: somebody may have added it meanwhile. Look "
        "at the order as it is now."
    ),
    ProblemCode.NO_SUCH_LINE: (
        "The order no longer has this line: somebody deleted it. Look at the order as it is now."
    ),
    ProblemCode.BROKE_DOWN: (
        "ManEx broke off while it worked on this. Kitbench looks up what became of it."
    ),
}
"""Causes that ManEx's own words, made for programmers, say worse."""
_ALONE = frozenset({ProblemCode.NO_KEY, ProblemCode.KEY_REFUSED, ProblemCode.NO_SUCH_CALL})
"""Of these its words add nothing, and echo an address."""
_NOT_READ = "ManEx could not read the request, so nothing was changed. Your work is kept; tell IT."


def rule_of(code: ProblemCode, detail: str) -> str | None:
    """What kept ManEx from doing it and what to do, its own words behind; None for other causes."""
    words = _RULES.get(code)
    if words is None or code in _ALONE or not detail:
        return words
    return f"{words} {_said(detail)}"


def refusal(problem: Problem) -> str:
    """The same of whatever a call to ManEx met."""
    if (words := rule_of(problem.code, problem.detail)) is not None:
        return words
    match problem:
        case Rejected(code=ProblemCode.INVALID_REQUEST):
            return _NOT_READ
        case Rejected():
            return _said(problem.detail or "refused, without a reason")
        case _:
            return station_texts.sign_in_error(problem)


def _said(detail: str) -> str:
    return f"{MANEX}: {detail.rstrip('.')}."


def key_hint(target: Target) -> str:
    """Which ManEx it is for, and who enters it."""
    where = "the training ERP" if target.mode is Mode.TRAINING else target.root_url
    return (
        f"The key that {where} gave out for this station. A lead enters it once; from then on it "
        "is used by itself and shown to nobody."
    )


def key_button(*, busy: bool) -> str:
    """The word on the button."""
    return CHECKING if busy else KEEP


def key_error(session: ManexSession) -> str:
    """What became of the last key."""
    problem = session.problem
    if problem is None:
        return ""
    if problem.code is ProblemCode.KEY_REFUSED:
        return "ManEx does not accept this key. Check it letter by letter, or ask for another one."
    return refusal(problem)


def key_state(session: ManexSession) -> Words:
    """How the key stands, and what to do about it."""
    match session.sign_in_state:
        case SignIn.SIGNED_IN if session.reach is Reach.OFFLINE:
            return Words("The key is kept", "ManEx cannot be reached now; it is tried by itself.")
        case SignIn.SIGNED_IN:
            return Words("The key is accepted", "Nothing is to be done.")
        case SignIn.SIGNING_IN:
            return Words("The key is being checked")
        case SignIn.REFUSED:
            return Words("The key is refused", key_error(session))
        case _:
            return Words("No key", "Buying needs one. A lead enters it once.")


def item(session: ManexSession) -> StatusItem:
    """How ManEx stands, calmly (operators.md 36)."""
    if session.reach is Reach.OFFLINE or session.sign_in_state not in _WITHOUT:
        return station_texts.reach_item("manex", MANEX, session, brief=MANEX)
    words = _WITHOUT[session.sign_in_state]
    text, brief = f"{MANEX}: {words}", words.capitalize()
    return StatusItem("manex", text, Shape.DIAMOND, Tone.ATTENTION, brief=brief)
