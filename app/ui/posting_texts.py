"""Sentences about postings. "Posted" is said only of what the ERP has confirmed (design.md 4)."""

from app.core.kit.aged import Hold, HoldCause
from app.core.kit.plan import PlanFault
from app.core.kit.recheck import PlanChange, PlanChangeKind
from app.core.posting import PostingState
from app.core.problems import ProblemCode
from app.services.overview import PostingRow, StoredProblem
from app.services.sender import StoredPosting
from app.ui.kit_texts import plan_change
from app.ui.texts import DASH, Words, amount, joined, measure, place
from app.ui.widgets.values import Shape, Tone

MARKS = {
    PostingState.QUEUED: (Shape.RING, Tone.SECOND, "Waiting"),
    PostingState.SENDING: (Shape.RING, Tone.ACCENT, "Sending"),
    PostingState.POSTED: (Shape.CHECK, Tone.OK, "Posted"),
    PostingState.REJECTED: (Shape.TRIANGLE, Tone.REFUSED, "Rejected"),
    PostingState.UNKNOWN: (Shape.DIAMOND, Tone.ATTENTION, "Unknown"),
    PostingState.WITHDRAWN: (Shape.CROSS, Tone.SECOND, "Withdrawn"),
    PostingState.REPLACED: (Shape.CROSS, Tone.SECOND, "Replaced"),
}


HELD = (Shape.DIAMOND, Tone.ATTENTION, "Held")
SEND = "Send all the same"
WITHDRAW = "Withdraw"
DECIDE = "Decide"
REASON = "Reason"
TYPE_REASON = "Type the reason"
REASON_HELP = "Kept with your name."
NOBODY = "Sign in first: the decision is kept with your name."
NOT_DECIDED = "The disk refuses to save, so nothing is decided. Try again."
NAMED, LISTED = 2, 5


def mark(row: PostingRow) -> tuple[Shape, Tone, str]:
    """Shape, tone and word of where a posting stands."""
    return MARKS[row.state] if row.held is None else HELD


def standing(stored: StoredPosting) -> Words:
    """Where a posting stands, for the banner of Done."""
    request = stored.posting.request
    made = f"{amount(request.quantity)} {request.assembly_id}"
    where = joined(request.to_stores, place(request.to_location))
    match stored.state:
        case PostingState.QUEUED if stored.held is not None:
            return Words(
                "Held until somebody decides",
                f"{why(stored)} Nothing was sent. Go on; decide on it in Activity.",
            )
        case PostingState.QUEUED:
            return Words(
                "Saved, not yet sent",
                f"{made} · {stored.posting.reference} is sent as soon as the ERP can be reached. "
                "You can go on.",
            )
        case PostingState.SENDING:
            return Words("Saved, being sent", f"{made} · {stored.posting.reference}")
        case PostingState.POSTED:
            count = len(stored.answer.components) if stored.answer else 0
            parts = f"{count} component{'s' if count != 1 else ''} issued"
            return Words(
                f"Posted. Batch {stored.batch_number or DASH}", f"{made} in {where} · {parts}"
            )
        case PostingState.REJECTED:
            return Words(
                "The ERP refused this kit", f"{why(stored)} Nothing was issued. See Activity."
            )
        case PostingState.UNKNOWN:
            return Words(
                "It is not known whether this kit was posted",
                f"{why(stored)} Kitbench will not send it again until that is certain. Go on, and "
                "tell the lead.",
            )
        case _:
            return Words("This kit was taken out of the outbox", f"{made} was not posted.")


ERP_WORDS = {ProblemCode.RULE, ProblemCode.UNKNOWN_BATCH, ProblemCode.SERIAL_EXISTS}
"""Causes that the ERP's own words say best."""

_WHY = {
    ProblemCode.TIMEOUT: "The ERP did not answer in time.",
    ProblemCode.DROPPED: "The connection was cut after the request left.",
    ProblemCode.TRUNCATED: "The answer was cut off.",
    ProblemCode.TOO_LARGE: "The answer was too large to be the ERP's.",
    ProblemCode.REDIRECT: "Something else than the ERP answered.",
    ProblemCode.GATEWAY: "A gateway answered in place of the ERP.",
    ProblemCode.NOT_JSON: "Something else than the ERP answered.",
    ProblemCode.FOREIGN_ANSWER: "The answer was not the answer to this request.",
    ProblemCode.OTHER_REFERENCE: "The ERP answered with another reference than ours.",
    ProblemCode.COPIED: "This database is a copy: the other one may have sent it.",
    ProblemCode.INTERRUPTED: "The program ended while it was being sent.",
    ProblemCode.INVALID_REQUEST: "The ERP could not read the request.",
}


def why(stored: StoredPosting | PostingRow) -> str:
    """The reason in words: the ERP's own where it gave one."""
    if stored.held is not None:
        return why_held(stored.held)
    return "" if stored.problem is None else why_of(stored.problem)


def why_of(problem: StoredProblem) -> str:
    """The same of one problem."""
    if problem.code in ERP_WORDS:
        return f"{problem.detail.rstrip('.') or 'The ERP gave no reason'}."
    return _WHY.get(problem.code, "The ERP could not be reached.")


_BILL_CHANGED = "The bill of material changed since this was confirmed"
_BILL_UNREAD = "The bill of material could not be read again before sending"
_NO_PLAN = {
    PlanFault.UNKNOWN_PART: "the ERP no longer knows {part}",
    PlanFault.NO_BOM: "{part} has none any more",
    PlanFault.NOTHING_IN_EFFECT: "none of its rows is in effect on the date of the kit",
    PlanFault.LOOP: "{part} contains itself",
}


def held(hold: Hold) -> Words:
    """What to decide on, a sentence a line, and what either decision means."""
    if hold.cause is HoldCause.PLAN_CHANGED:
        title = f"{_BILL_CHANGED}."
        lines = [plan_change(change) for change in hold.changes[:LISTED]]
        rest = len(hold.changes) - LISTED + hold.more
        if rest > 0:
            lines.append(f"And {rest} more change{'s' if rest > 1 else ''}.")
    else:
        title, lines = why_held(hold), []
    meant = (
        "It waited too long to be sent unasked; nothing was sent. Sent all the same, the ERP "
        "issues by the bill of material as it is now. Withdrawn, the kit can be issued anew."
    )
    return Words(title, "\n".join((*lines, meant)))


def why_held(hold: Hold) -> str:
    """The same in one sentence, for lists."""
    match hold.cause:
        case HoldCause.NOT_READ:
            return f"{_BILL_UNREAD}: {hold.detail.rstrip('.') or 'the ERP refused'}."
        case HoldCause.NO_PLAN if hold.fault is not None:
            reason = _NO_PLAN[hold.fault].replace("{part}", hold.detail)
            return f"{_BILL_CHANGED}: {reason}."
        case _:
            named = [_in_brief(change) for change in hold.changes[:NAMED]]
            rest = len(hold.changes) - NAMED + hold.more
            more = f" and {rest} more" if rest > 0 else ""
            return f"{_BILL_CHANGED}: {joined(*named)}{more}."


def _in_brief(change: PlanChange) -> str:
    name, unit = change.component_id, measure(change.unit)
    match change.kind:
        case PlanChangeKind.ADDED:
            return f"{name} is new"
        case PlanChangeKind.REMOVED:
            return f"{name} is gone"
        case _:
            return f"{name} takes {amount(change.now, unit)}, not {amount(change.before, unit)}"
