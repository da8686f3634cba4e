"""Sentences of the attention desk: its filters, a posting's story, what can be decided on it."""

from enum import StrEnum

from app.core.posting import PostingState
from app.core.problems import ProblemCode
from app.services.overview import OutboxCounts, PostingRow
from app.services.posting_list import View
from app.ui import kind_texts, posting_texts
from app.ui.texts import Words, capital

SEARCH = "Search"
SEARCH_HINT = "Part, PO, serial, lot, reference, name, day 2026-03-02"
TYPE_SEARCH = "Type"
EXPORT_CSV, EXPORT_JSON = "Export CSV", "Export JSON"
BACK = "Back to the list"
NOT_NOW = "Not now"
SHOW = "Show"
EVIDENCE = "What the ERP's books say"
STORY = "What happened"
EMPTY_TITLE = "Story"
SCANS = "Scans"
LOT_LABELS = "Its lot labels"
SHOW_REQUEST, HIDE_REQUEST = "Show what was sent", "Hide what was sent"
CHOOSE = ("Choose a posting", "What happened to it, and what can be done, stands here then.")
NOTHING_FOUND = (
    "Nothing found",
    "Type the beginning of a part, PO, serial, lot, reference or name, or a day: 2026-03-02.",
)

_FILTERS = (
    (View.ATTENTION, "Attention"),
    (View.WAITING, "Waiting"),
    (View.SENDING, "Sending"),
    (View.HELD, "Held"),
    (View.UNKNOWN, "Unknown"),
    (View.REJECTED, "Rejected"),
    (View.POSTED, "Posted"),
    (View.WITHDRAWN, "Withdrawn"),
    (View.REPLACED, "Replaced"),
    (View.PARKED, "For another ERP"),
    (View.ALL, "All"),
    (View.OLDER, "Older"),
)
_ALWAYS = {View.ATTENTION, View.WAITING, View.POSTED, View.ALL}
_STATES = {
    View.SENDING: PostingState.SENDING,
    View.UNKNOWN: PostingState.UNKNOWN,
    View.REJECTED: PostingState.REJECTED,
    View.POSTED: PostingState.POSTED,
    View.WITHDRAWN: PostingState.WITHDRAWN,
    View.REPLACED: PostingState.REPLACED,
}


def filters(counts: OutboxCounts, current: View) -> list[tuple[View, str, int]]:
    """Those that list something, those that always stand there, and the one that is on."""
    named = ((view, words, count_of(counts, view)) for view, words in _FILTERS)
    return [one for one in named if one[2] or one[0] in _ALWAYS or one[0] is current]


def count_of(counts: OutboxCounts, view: View) -> int:
    """How many a filter lists."""
    match view:
        case View.ATTENTION:
            unknown, rejected = (_STATES[one] for one in (View.UNKNOWN, View.REJECTED))
            return counts.held + counts.of(unknown) + counts.of(rejected)
        case View.WAITING:
            return counts.of(PostingState.QUEUED) - counts.held
        case View.HELD:
            return counts.held
        case View.PARKED:
            return counts.parked
        case View.ALL:
            return counts.listed
        case View.OLDER:
            return counts.archived
        case _:
            return counts.of(_STATES[view])


class Act(StrEnum):
    """What a person can want of a posting, in the order of the buttons."""

    WITHDRAW = "withdraw"
    WAS_POSTED = "was-posted"
    WAS_NOT_POSTED = "was-not-posted"
    SEND_AGAIN = "send-again"
    SEND_ALL_AGAIN = "send-all-again"
    RELEASE = "release"
    LOOK_AGAIN = "look-again"
    CORRECT = "correct"


AT_ONCE = {Act.LOOK_AGAIN, Act.CORRECT}
"""Change nothing that could not be left again, and ask nothing."""
NEED_REASON = {Act.WITHDRAW, Act.WAS_POSTED, Act.WAS_NOT_POSTED}

VERBS = {
    Act.RELEASE: posting_texts.SEND,
    Act.WITHDRAW: posting_texts.WITHDRAW,
    Act.WAS_POSTED: "It was posted",
    Act.WAS_NOT_POSTED: "It was not",
    Act.LOOK_AGAIN: "Look again",
    Act.CORRECT: "Correct and send again",
    Act.SEND_AGAIN: "Send again as it is",
    Act.SEND_ALL_AGAIN: "Send all of this cause",
}


def acts(row: PostingRow, *, here: bool) -> tuple[Act, ...]:
    """What can be done with it now; the last is what is mostly wanted.

    That it isn't in the ERP nobody can see before the settle time is over (design.md 4): while
    proof is still to settle it here, a person can only say that it is.

    Args:
        row: The posting.
        here: It is for an ERP of this station.
    """
    look = (Act.LOOK_AGAIN,) if row.undecided and here else ()
    was_not = (Act.WAS_NOT_POSTED,) if row.undecided or not here else ()
    match row.state:
        case PostingState.QUEUED if row.held is not None and here:
            return (Act.WITHDRAW, Act.RELEASE)
        case PostingState.QUEUED:
            return (Act.WITHDRAW,)
        case PostingState.UNKNOWN:
            return (Act.WAS_POSTED, *was_not, *look)
        case PostingState.REJECTED if row.doubtful:
            return (Act.WAS_POSTED, *was_not, *look)
        case PostingState.REJECTED if here:
            return (Act.WITHDRAW, Act.SEND_ALL_AGAIN, Act.SEND_AGAIN, Act.CORRECT)
        case PostingState.REJECTED:
            return (Act.WITHDRAW,)
        case _:
            return ()


def question(act: Act, row: PostingRow) -> Words:
    """What is asked before it is done, and what it means."""
    name, kind = row.reference, kind_texts.words(row.kind)
    match act:
        case Act.RELEASE:
            return Words(
                f"Send {name} all the same?",
                f"{capital(kind.as_now)}.",
            )
        case Act.WITHDRAW:
            return Words(
                f"Withdraw {name}?",
                "It is never sent. It stays listed as withdrawn, with your name and the reason.",
            )
        case Act.WAS_POSTED:
            return Words(
                kind_texts.asked(row),
                "Say so only if you saw it there. It then counts as posted and is never sent "
                "again. Your name, the reason and what is shown above are kept.",
            )
        case Act.WAS_NOT_POSTED if row.state is PostingState.UNKNOWN:
            return Words(
                kind_texts.asked(row, denied=True),
                f"Say so only if you looked there. It is then sent again; {kind.twice}. Your name, "
                "the reason and what is shown above are kept.",
            )
        case Act.WAS_NOT_POSTED:
            return Words(
                kind_texts.asked(row, denied=True),
                "Say so only if you looked there. It can then be corrected, sent again or "
                "withdrawn. Your name, the reason and what is shown above are kept.",
            )
        case Act.SEND_ALL_AGAIN:
            return Words(
                "Send all again that were refused for this cause?",
                f"{_why(row)}Those that may have taken effect are left aside.",
            )
        case _:
            return Words(
                f"Send {name} again as it is?",
                f"Do so where the cause is mended in the ERP. Nothing of it was {kind.done} "
                "before.",
            )


_SETTLED = {
    PostingState.WITHDRAWN: Words("Withdrawn", "It never took effect, and is not sent."),
    PostingState.REPLACED: Words("Replaced", "Another posting was confirmed in its place."),
}


def standing(row: PostingRow, *, here: bool) -> Words:
    """Where a posting stands and what comes next, in the panel of its story."""
    if row.state in _SETTLED:
        return _SETTLED[row.state]
    if row.state is PostingState.POSTED:
        return _posted(row)
    if not here:
        return Words(
            "For another ERP",
            "It was confirmed for another ERP than the one this station is connected to, and goes "
            "there only. It is sent, or looked up, once that one is connected again.",
        )
    if row.state is PostingState.UNKNOWN:
        return _unknown(row)
    return _rejected(row) if row.state is PostingState.REJECTED else _waiting(row)


def _waiting(row: PostingRow) -> Words:
    if row.held is not None:
        return posting_texts.held(row.held, row.kind)
    if row.state is PostingState.SENDING:
        return Words("Saved, being sent", "The ERP has not answered yet.")
    again = "It did not take effect when it was sent before. " if row.sent_before else ""
    return Words("Saved, not yet sent", f"{again}It is sent as soon as the ERP can be reached.")


def _why(row: PostingRow) -> str:
    """The cause with a blank behind it, where one is known."""
    why = posting_texts.why(row)
    return f"{why} " if why else ""


def _unknown(row: PostingRow) -> Words:
    why = _why(row)
    if row.undecided:
        return Words(
            "A person must decide",
            f"{why}What the ERP's books say doesn't settle it. Look in the ERP, then say here "
            "what you saw.",
        )
    return Words(
        "It is not known whether this took effect",
        f"{why}Kitbench looks it up in the ERP's books and will not send it again until that is "
        "certain.",
    )


def _rejected(row: PostingRow) -> Words:
    why, done = _why(row), kind_texts.words(row.kind).done
    if row.undecided:
        return Words(
            "Refused, and a person must decide",
            f"{why}The ERP's books don't settle whether anything was {done} all the same. Look in "
            "the ERP, then say here what you saw.",
        )
    if row.doubtful:
        return Words(
            "Refused, and being proved",
            f"{why}Kitbench looks up in the ERP's books whether anything was {done} all the same. "
            "It can be corrected once that is certain.",
        )
    return Words("The ERP refused it", f"{why}Nothing was {done}.")


def _posted(row: PostingRow) -> Words:
    if row.differs:
        done = kind_texts.words(row.kind).done
        return Words(
            "Posted, and not as planned",
            f"The ERP {done} otherwise than was planned. Compare what was {done}, and correct it "
            "in the ERP where that is wrong.",
        )
    return Words("Posted", "The ERP has it.")


def listed_cause(code: ProblemCode) -> bool:
    """Whether all of one cause are those with the ERP's same words."""
    return code in posting_texts.ERP_WORDS


OVERTAKEN = "Nothing was done: it stands otherwise by now. See what happened."
NOT_A_DRAFT = (
    "It was added by command, so there is no page to open. Withdraw it, correct it where it came "
    "from, and add it anew."
)
NO_REASON = "Say what you saw, or why."
NOT_EXPORTED = "The file could not be written. Free some space, try again."


def hindered(reference: str, serial: str) -> str:
    """Sent again it would issue a serial number twice."""
    return f"Not sent again: {reference} holds the serial number {serial} by now."


def sent_again(count: int) -> str:
    """How many of one cause go out once more."""
    return f"{count} wait{'s' if count == 1 else ''} to be sent again."


def exported(path: str) -> str:
    """Where the file is."""
    return f"Written: {path}"
