"""Sentences about postings. "Posted" is said only of what the ERP has confirmed (design.md 4)."""

from collections.abc import Mapping, Sequence

from app.core.hold import Hold, HoldCause
from app.core.kit.plan import PlanFault
from app.core.kit.recheck import PlanChange, PlanChangeKind
from app.core.po_line.catalogue import LineField
from app.core.po_line.forms import PLAIN
from app.core.po_line.held import HeldCell
from app.core.posting import PostingKind, PostingState
from app.core.problems import ProblemCode
from app.core.receivable import HeldLine, LineFault
from app.services.overview import PostingRow, StoredProblem
from app.services.sender import StoredPosting
from app.ui import buyer_field_texts, kind_texts, manex_texts
from app.ui.kit_texts import plan_change
from app.ui.texts import DASH, Words, amount, capital, joined, measure
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
_NOT_POSTED = (Shape.RING, Tone.SECOND, "Not posted")
_SURELY_NOT = frozenset(
    {
        PostingState.QUEUED,
        PostingState.REJECTED,
        PostingState.WITHDRAWN,
        PostingState.REPLACED,
    }
)
SEND = "Send all the same"
WITHDRAW = "Withdraw"
DECIDE = "Decide"
REASON = "Reason"
TYPE_REASON = "Type the reason"
REASON_HELP = "Kept with your name."
NOBODY = "Sign in first: the decision is kept with your name."
NOT_DECIDED = "The disk refuses to save, so nothing is decided. Try again."
NAMED, LISTED = 2, 5
_OF_A_LINE = {HoldCause.LINE_CHANGED, HoldCause.LINE_GONE, HoldCause.NUMBER_TAKEN}


def mark(row: PostingRow) -> tuple[Shape, Tone, str]:
    """Shape, tone and word of where a posting stands."""
    return MARKS[row.state] if row.held is None else HELD


def mark_of_lines(state: PostingState) -> tuple[Shape, Tone, str]:
    """Shape, tone and word of each line of a posting as long as there is no answer to compare.

    "Not posted" is said only where it is certain.
    """
    return _NOT_POSTED if state in _SURELY_NOT else MARKS[state]


def standing(stored: StoredPosting) -> Words:
    """Where a posting stands, for the banner of Done."""
    kind = kind_texts.words(stored.row.kind)
    made = kind_texts.made(stored.row)
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
            return Words(f"Posted. Batch {stored.batch_number or DASH}", kind_texts.posted(stored))
        case PostingState.REJECTED:
            return Words(
                f"The ERP refused this {kind.noun}",
                f"{why(stored)} Nothing was {kind.done}. See Activity.",
            )
        case PostingState.UNKNOWN:
            return Words(
                f"It is not known whether this {kind.noun} was posted",
                f"{why(stored)} Kitbench will not send it again until that is certain. Go on, and "
                "tell the lead.",
            )
        case _:
            return Words(f"This {kind.noun} was taken out of the outbox", f"{made} was not posted.")


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
        row = stored if isinstance(stored, PostingRow) else stored.row
        return why_held(stored.held, row.kind)
    return "" if stored.problem is None else why_of(stored.problem)


def why_of(problem: StoredProblem) -> str:
    """The same of one problem."""
    if problem.code in ERP_WORDS:
        return f"{problem.detail.rstrip('.') or 'The ERP gave no reason'}."
    if (rule := manex_texts.rule_of(problem.code, problem.detail)) is not None:
        return rule
    return _WHY.get(problem.code, "The ERP could not be reached.")


_BILL_CHANGED = "The bill of material changed since this was confirmed"
_ORDER_CHANGED = "The order changed since this was confirmed"
_LINE_CHANGED = "Somebody else changed this line since it was read"
_LATE = "It waited too long to be sent unasked; nothing was sent."
_UNSEEN = "Nothing was sent, so that nobody's work is overwritten unseen."
_NO_ORDER = "is no longer an open order, so nothing can be received of it"
_UNREAD: Mapping[PostingKind, str] = dict.fromkeys(
    PostingKind, "The order could not be read again before sending"
) | {PostingKind.KIT_ISSUE: "The bill of material could not be read again before sending"}
_NO_PLAN = {
    PlanFault.UNKNOWN_PART: "the ERP no longer knows {part}",
    PlanFault.NO_BOM: "{part} has none any more",
    PlanFault.NOTHING_IN_EFFECT: "none of its rows is in effect on the date of the kit",
    PlanFault.LOOP: "{part} contains itself",
}


def held(hold: Hold, of: PostingKind) -> Words:
    """What to decide on, a sentence a line, and what either decision means."""
    match hold.cause:
        case HoldCause.PLAN_CHANGED:
            title = f"{_BILL_CHANGED}."
            lines = [plan_change(change) for change in hold.changes[:LISTED]]
        case HoldCause.ORDER_CHANGED:
            title = f"{_ORDER_CHANGED}."
            lines = [held_line(line) for line in hold.lines[:LISTED]]
        case HoldCause.LINE_CHANGED:
            title = f"{_LINE_CHANGED}."
            lines = [f"{capital(_cell_in_brief(cell))}." for cell in hold.cells[:LISTED]]
        case _:
            title, lines = why_held(hold, of), []
    rest = hold.count - len(lines) + hold.more
    if lines and rest > 0:
        lines.append(f"And {kind_texts.counted(rest, 'more change')}.")
    kind = kind_texts.words(of)
    why = _UNSEEN if hold.cause in _OF_A_LINE else _LATE
    meant = f"{why} Sent all the same, {kind.as_now}. Withdrawn, {kind.anew}."
    return Words(title, "\n".join((*lines, meant)))


def why_held(hold: Hold, of: PostingKind) -> str:
    """The same in one sentence, for lists."""
    match hold.cause:
        case HoldCause.NOT_READ:
            return f"{_UNREAD[of]}: {hold.detail.rstrip('.') or 'the ERP refused'}."
        case HoldCause.NO_PLAN if hold.fault is not None:
            reason = _NO_PLAN[hold.fault].replace("{part}", hold.detail)
            return f"{_BILL_CHANGED}: {reason}."
        case HoldCause.NO_ORDER:
            return f"{hold.detail} {_NO_ORDER}."
        case HoldCause.LINE_GONE:
            return f"Line {hold.detail} is no longer in the order."
        case HoldCause.NUMBER_TAKEN:
            return f"Another line of the order has the number {hold.detail} by now."
        case HoldCause.LINE_CHANGED:
            named = [_cell_in_brief(cell) for cell in hold.cells[:NAMED]]
            return f"{_LINE_CHANGED}: {_and_more(named, len(hold.cells) + hold.more)}."
        case HoldCause.ORDER_CHANGED:
            named = [_line_in_brief(line) for line in hold.lines[:NAMED]]
            return f"{_ORDER_CHANGED}: {_and_more(named, len(hold.lines) + hold.more)}."
        case _:
            named = [_in_brief(change) for change in hold.changes[:NAMED]]
            return f"{_BILL_CHANGED}: {_and_more(named, len(hold.changes) + hold.more)}."


def _and_more(named: Sequence[str], of: int) -> str:
    rest = of - len(named)
    return joined(*named) + (f" and {rest} more" if rest > 0 else "")


def held_line(line: HeldLine) -> str:
    """Why a line can't be received as it was confirmed, a sentence."""
    return f"{capital(_line_in_brief(line))}."


def _cell_in_brief(cell: HeldCell) -> str:
    """What the ERP holds now, and what the buyer saw and wants."""
    name = line_value(cell.field)
    texts = (line_text(cell.field, text) for text in (cell.now, cell.before, cell.wanted))
    now, before, wanted = (text or "nothing" for text in texts)
    meant = f", and would be {wanted}" if cell.wanted != cell.before else ""
    return f"{name} is {now} now, was {before}{meant}"


def line_value(field: LineField) -> str:
    """What a value of an order's line is called in the midst of a sentence."""
    title = buyer_field_texts.TITLES[field]
    return title[0].lower() + title[1:]


def line_text(field: LineField, text: str) -> str:
    """Such a value for people, from its canonical text."""
    return buyer_field_texts.shown(field, text, PLAIN)


def _line_in_brief(line: HeldLine) -> str:
    name = f"line {line.line_number}"
    match line.fault:
        case LineFault.GONE:
            return f"{name} is gone"
        case LineFault.CLOSED:
            return f"{name} is closed"
        case LineFault.CANCELLED:
            return f"{name} is cancelled"
        case LineFault.OTHER_PART:
            return f"{name} is of {line.part_id} now"
        case LineFault.NO_ROOM:
            unit = measure(line.unit)
            most, came = amount(line.room, unit), amount(line.quantity, unit)
            return f"{name} takes {most} at most, not {came}"


def _in_brief(change: PlanChange) -> str:
    name, unit = change.component_id, measure(change.unit)
    match change.kind:
        case PlanChangeKind.ADDED:
            return f"{name} is new"
        case PlanChangeKind.REMOVED:
            return f"{name} is gone"
        case _:
            return f"{name} takes {amount(change.now, unit)}, not {amount(change.before, unit)}"
