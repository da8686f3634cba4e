"""Sentences about postings. "Posted" is said only of what the ERP has confirmed (design.md 4)."""

from app.core.posting import PostingState
from app.core.problems import ProblemCode
from app.services.overview import PostingRow
from app.services.sender import StoredPosting
from app.ui.texts import DASH, Words, amount, joined, place
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


def standing(stored: StoredPosting) -> Words:
    """Where a posting stands, for the banner of Done."""
    request = stored.posting.request
    made = f"{amount(request.quantity)} {request.assembly_id}"
    where = joined(request.to_stores, place(request.to_location))
    match stored.state:
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


_WHY = {
    ProblemCode.TIMEOUT: "The ERP did not answer in time.",
    ProblemCode.DROPPED: "The connection was cut after the request left.",
    ProblemCode.TRUNCATED: "The answer was cut off.",
    ProblemCode.TOO_LARGE: "The answer was too large to be the ERP's.",
    ProblemCode.REDIRECT: "Something else than the ERP answered.",
    ProblemCode.GATEWAY: "A gateway answered in place of the ERP.",
    ProblemCode.NOT_JSON: "Something else than the ERP answered.",
    ProblemCode.FOREIGN_ANSWER: "The answer was not the answer to this request.",
    ProblemCode.INTERRUPTED: "The program ended while it was being sent.",
    ProblemCode.INVALID_REQUEST: "The ERP could not read the request.",
}


def why(stored: StoredPosting | PostingRow) -> str:
    """The reason in words: the ERP's own where it gave one."""
    problem = stored.problem
    if problem is None:
        return ""
    if problem.code in {ProblemCode.RULE, ProblemCode.UNKNOWN_BATCH}:
        return f"{problem.detail.rstrip('.')}."
    return _WHY.get(problem.code, "The ERP could not be reached.")
