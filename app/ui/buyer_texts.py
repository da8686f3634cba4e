"""Sentences of the buyer's desk."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.core.po_line.confirm import NotReady
from app.core.po_line.facts import LineSchedule, OrderHeader, OrderStatus
from app.core.po_line.forms import DecimalMark
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.verdicts import LineState
from app.core.problems import Problem, ProblemCode, Rejected
from app.ui import texts
from app.ui.texts import Words
from app.ui.widgets.values import Shape, Tone

STEPS = ("Order", "Lines", "Review", "Done")
TOPICS = ("order", "order-lines", "order-review", "order-done")

# Order

ORDER_PROMPT = Words(
    "Scan or type a purchase order", "Its number, or a supplier's name to choose from a list."
)
ORDER_FIELD = "Purchase order or supplier"
LOOK = "Open"
ORDERS_TITLE = "Orders"
NO_ORDERS = ("No order is open", "Type a number or a supplier above, or scan an order's barcode.")


def looking(text: str) -> Words:
    """While the ERP is asked, or the store for a draft."""
    if not text:
        return Words("Bringing the draft back", "What was changed in it is there in a moment.")
    return Words(f"Looking for {text}", "The ERP is being asked.")


def found(text: str, count: int) -> Words:
    """Orders of a supplier."""
    orders = "1 order" if count == 1 else f"{count} orders"
    return Words(f"{orders} of {text}", "Choose one: a tap, or the arrow keys and Enter.")


def not_found(text: str) -> Words:
    """Neither a number nor a supplier."""
    if not text:
        return Words(
            "That order can't be gone on with",
            "Its draft was confirmed or thrown away. Type a number to open another one.",
        )
    return Words(
        f"Nothing is known of {text}",
        "There is no order of that number and no supplier of that name. Check how it is written.",
    )


def not_asked(why: str) -> Words:
    """No answer came."""
    return Words("The order could not be read", why)


_WHY = {
    ProblemCode.NO_KEY: "No API key of ManEx is known at this station. A lead enters it once.",
    ProblemCode.KEY_REFUSED: "ManEx refused this station's API key. A lead enters a new one.",
    ProblemCode.TLS_FAILED: "The connection is not secure, so nothing was sent. Tell IT.",
    ProblemCode.INSECURE_URL: "The connection is not secure, so nothing was sent. Tell IT.",
    ProblemCode.TIMEOUT: "The ERP did not answer in time. Try again.",
}


def why(problem: Problem | None) -> str:
    """Why nothing could be read, and what to do."""
    if problem is None:
        return ""
    if isinstance(problem, Rejected):
        return f"The ERP says: {problem.detail.rstrip('.') or 'no reason'}."
    return _WHY.get(problem.code, "The ERP cannot be reached now. Your work is kept; try again.")


def order_status(header: OrderHeader) -> tuple[Shape, Tone, str]:
    """How an order stands, as shape, colour and word."""
    match header.status:
        case OrderStatus.OPEN:
            return Shape.RING, Tone.ACCENT, "Open"
        case OrderStatus.CLOSED:
            return Shape.CHECK, Tone.SECOND, "Closed"
        case OrderStatus.CANCELLED:
            return Shape.CROSS, Tone.SECOND, "Cancelled"
        case None:
            return Shape.DIAMOND, Tone.ATTENTION, "Not known"


# Lines


def order_title(number: str) -> str:
    """Above the lines."""
    return f"PO {number}"


def order_facts(header: OrderHeader, lines: int | None) -> str:
    """Supplier, terms, standing, size where it is known: at a glance."""
    approval = header.approval.lower()
    count = "" if lines is None else "1 line" if lines == 1 else f"{lines:,} lines"
    temporary = "temporary number" if header.is_temporary else ""
    return " \N{MIDDLE DOT} ".join(
        part for part in (header.supplier, header.terms, approval, temporary, count) if part
    )


def not_open(header: OrderHeader) -> tuple[str, tuple[str, ...]]:
    """Why nothing can be changed; a title, and sentences."""
    how = {OrderStatus.CLOSED: "closed", OrderStatus.CANCELLED: "cancelled"}
    standing = how.get(header.status) if header.status else None
    title = f"This order is {standing}" if standing else "How this order stands is not known"
    return title, ("It can be looked at; ManEx lets no line of it be changed.",)


BACK, UNDO, REDO = "Back", "Undo", "Redo"
PASTE_LINES, OPEN_FILE, DISCARD, READ_ANEW, ANOTHER = (
    "Paste lines",
    "Open file",
    "Discard",
    "Read anew",
    "Another order",
)
CANCEL_LINE, DELETE_LINE, RESTORE_LINE = "Cancel line", "Delete line", "Leave as it is"
ASK_DISCARD = (
    "Throw away all that was changed here?",
    ("The order itself is not touched by that.",),
    "Throw it away",
)
NOT_SAVED = (
    "The disk refuses to save",
    ("What you changed is on screen only, and nothing more is taken. Make room, then try again.",),
    "Try again",
)
LINES_TITLE = "Lines"
NEW_LINE = "Type, scan, paste"
MARKS: Mapping[LineState, tuple[Shape, Tone, str]] = {
    LineState.CONFLICT: (Shape.DIAMOND, Tone.ATTENTION, "Conflict"),
    LineState.INVALID: (Shape.TRIANGLE, Tone.REFUSED, "Not right"),
    LineState.NEW: (Shape.PLUS, Tone.ACCENT, "New"),
    LineState.CHANGED: (Shape.PENCIL, Tone.ATTENTION, "Changed"),
    LineState.TO_CANCEL: (Shape.CROSS, Tone.ATTENTION, "To cancel"),
    LineState.TO_DELETE: (Shape.CROSS, Tone.REFUSED, "To delete"),
    LineState.UNCHANGED: (Shape.NONE, Tone.SECOND, ""),
    LineState.CANCELLED: (Shape.NONE, Tone.FAINT, "Cancelled"),
    LineState.BLANK: (Shape.NONE, Tone.FAINT, "Empty"),
}
_COUNTED = {
    LineState.NEW: "new",
    LineState.CHANGED: "changed",
    LineState.TO_CANCEL: "to cancel",
    LineState.TO_DELETE: "to delete",
    LineState.CONFLICT: "in conflict",
    LineState.INVALID: "not right",
}
COUNTED = tuple(_COUNTED)


def counted(state: LineState, count: int) -> str:
    """A chip: how many lines stand so."""
    return f"{count:,} {_COUNTED[state]}"


NO_LINE = "No line"
NO_LINE_YET = (
    "The next line",
    "Type, scan or paste a part. All of the line's fields are here then.",
)
DELIVERIES = "Deliveries"
NO_SCHEDULES_READ = "The line's deliveries could not be read."


def line_title(number: str) -> str:
    """Above the panel."""
    return f"Line {number}" if number else NO_LINE


def delivery(schedule: LineSchedule) -> str:
    """One delivery of a line: how much of how much, and where."""
    came = texts.amount(schedule.received)
    where = texts.joined(schedule.warehouse, schedule.location)
    of = f"{came} of {texts.amount(schedule.quantity)} received"
    return of if where == texts.DASH else f"{of}, {where}"


_TO_POST = (LineState.NEW, LineState.CHANGED, LineState.TO_CANCEL, LineState.TO_DELETE)


def to_post(draft: OrderDraft) -> int:
    """How many lines will be posted once all is right."""
    counts = draft.verdicts.counts
    hindered = counts[LineState.INVALID] + counts[LineState.CONFLICT]
    return hindered + sum(counts[state] for state in _TO_POST)


def review_button(changes: int) -> str:
    """The step forward."""
    if not changes:
        return "Review"
    return "Review 1 change" if changes == 1 else f"Review {changes:,} changes"


TOO_LARGE_PASTE = (
    "That is too much at once",
    ("Nothing was pasted. Copy at most 20,000 rows and 200 columns.",),
)


# A file

COLUMNS = "Columns"
FIRST_ROWS = "First rows"
FIRST_ROW_NAMES = "First row names the columns"
DECIMAL_MARK = "Decimal mark"
DECIMAL_MARKS = {DecimalMark.POINT: "Point: 1,234.56", DecimalMark.COMMA: "Comma: 1.234,56"}
MARK_TOLD = "The numbers show how they are written."
MARK_NOT_TOLD = "The numbers could mean two things. Look whether the decimal mark is right."
LEFT_OUT = "Left out"
CHOOSE_FILE = "Open a CSV or text file"
FILE_KINDS = "Tables (*.csv *.tsv *.txt);;All files (*)"
UNREADABLE = (
    "The file could not be read",
    ("Nothing was imported. Save it as CSV or text, then try again.",),
)


def rows(count: int) -> str:
    """How many rows a file has."""
    return "1 row" if count == 1 else f"{count:,} rows"


def column(at: int, name: str) -> str:
    """A column of a file."""
    return f"Column {at + 1}: {name}" if name else f"Column {at + 1}"


def import_button(count: int) -> str:
    """Take them."""
    return "Take 1 row" if count == 1 else f"Take {count:,} rows"


# Review

REVIEW_TITLE = "Changes"
KEEP_MINE, TAKE_THEIRS = "Keep mine", "Take the ERP's"
LET_GO = "Let it go"
EMPTIED = "nothing"
WHOLE = "The whole line"
ABOUT_ORDER = "Order"
BEFORE_POSTING = "Before it is posted"
REFRESHING = "The order is being read anew."
MISSING = (
    "The ERP knows no order of this number any more, so nothing can be posted. Approval gives an "
    "order another number: look for it by its supplier, and copy your lines over from here."
)
OVERTAKEN = (
    "What this corrects is no longer rejected, so nothing was posted. Look in Activity what became "
    "of it; then go on, or discard this."
)
REASON_FIELD = "Why this is right"
POST = "Post"


def hindered(reason: NotReady) -> str:
    """Why nothing can be posted yet."""
    return {
        NotReady.JUDGING: "The lines are still being checked.",
        NotReady.CONFLICT: "A colleague changed the same. Say whose change stands.",
        NotReady.INVALID: "A line is not right yet. Go back and mend it.",
        NotReady.REASON: "Something is unusual. Say why it is right.",
        NotReady.NOTHING: "Nothing is changed.",
    }[reason]


def stale(problem: Problem) -> str:
    """The order could not be read anew."""
    return f"What stands in the ERP now is not known. {why(problem)}"


def changes(draft: OrderDraft) -> str:
    """How many lines will be posted."""
    counts = draft.verdicts.counts
    parts = [counted(state, counts[state]) for state in COUNTED if counts[state]]
    return texts.joined(*parts) if parts else ""


def read_at(moment: datetime) -> str:
    """When the ERP was asked what it holds."""
    return f"The ERP as it was at {texts.clock_time(moment)}"


# Done

RESULTS_TITLE = "Lines"
REJECTED_TITLE, UNKNOWN_TITLE = "Rejected", "Unknown"
MOST_TOLD = 20


def told(lines: Sequence[tuple[str, str]]) -> list[str]:
    """Why, by the line's number; of very many the first."""
    said = [f"Line {number}: {reason}" for number, reason in lines[:MOST_TOLD]]
    more = len(lines) - len(said)
    return [*said, f"And {more:,} more: see Activity."] if more else said


ADDED, EDITED, CANCELLED, DELETED = "Added", "Changed", "Cancelled", "Deleted"


def of_lines(done: int, total: int) -> str:
    """How many of how many."""
    return f"{done} of {total} posted"


def results(total: int, done: int, rejected: int, unknown: int) -> Words:
    """What became of the changes."""
    lines = "1 change" if total == 1 else f"{total} changes"
    if rejected or unknown:
        counts = ((rejected, "rejected"), (unknown, "unknown"))
        parts = [f"{count} {word}" for count, word in counts if count]
        return Words(
            f"{texts.joined(*parts)} of {lines}",
            "The others are not touched by that. Correct or decide on them in Activity.",
        )
    if done == total:
        return Words(f"Posted: {lines}", "The order holds what was asked for.")
    return Words(
        f"Saved: {lines}",
        f"{done} posted. The rest is sent line by line as soon as the ERP can be reached.",
    )
