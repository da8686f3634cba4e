"""Sentences that every scanned flow says alike; what is a kit's stands in `kit_texts`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.flow.news import News
from app.core.flow.state import SerialCheck
from app.ui.texts import Words, clock_time, joined


@dataclass(frozen=True, slots=True)
class ButtonWords:
    """What a flow writes on buttons: to its lines, to the outbox, and to the next one."""

    lines: str
    post: str
    again: str


LISTED = 5

# The banner


def kept(count: int) -> str:
    """Scans that came while a refusal was shown."""
    return "1 more scan is held" if count == 1 else f"{count} more scans are held"


def decide(count: int) -> Words:
    """After a refusal was cleared."""
    scans = "1 scan" if count == 1 else f"{count} scans"
    return Words(f"Read the {scans} that came meanwhile?", "Scan YES to read, NO to discard.")


def awaiting_range(end: News) -> Words:
    """Between RANGE and its two scans."""
    if end is News.RANGE_FIRST:
        return Words("Scan the first serial number of the range", "Or scan CLEAR to leave it.")
    return Words("Scan the last serial number of the range", "Or scan CLEAR to leave it.")


def wait_checks(count: int) -> Words:
    """On Review, while the ERP is asked about serial numbers."""
    numbers = "1 serial number" if count == 1 else f"{count} serial numbers"
    return Words(f"Checking {numbers}", "Posting waits for the ERP's answer.")


# Around the page


def lines_complete(done: int, total: int) -> str:
    """How far the lines are, beside the table's title."""
    return f"{done:,} of {total:,} lines complete"


def rail_foot(batch: str, saved: datetime | None, reference: str) -> tuple[str, ...]:
    """Batch, reference, and when the draft was last made safe."""
    lines = [f"Batch {batch}" if batch else "", reference]
    lines.append(f"Draft saved {clock_time(saved)}" if saved else "")
    return tuple(line for line in lines if line)


def spoken_step(step: str, at: int, now: int) -> str:
    """A step for a screen reader."""
    if at == now:
        return f"{step}, now"
    return f"{step}, done" if at < now else f"{step}, to come"


# What to know before posting

REQUEST = "The request as it will be sent"
SHOW_REQUEST, HIDE_REQUEST = "Show the request as it will be sent", "Hide the request"


def to_know(count: int) -> str:
    """Above the warnings of Review."""
    return f"{count} {'thing' if count == 1 else 'things'} to know"


def own_reference(text: str, *, sent: bool) -> str:
    """The operator's own reference, which an ERP's field may be too short for."""
    return joined(text, "" if sent or not text else "kept at this station, not sent")


def serials_of(part_id: str) -> str:
    """The label of a part's serial numbers."""
    return f"{part_id} serials"


def unchecked_warning(serials: Sequence[str]) -> str:
    """Serial numbers nobody could check."""
    return f"Not checked with the ERP: {some(serials)}."


def some(names: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    more = len(names) - LISTED
    return joined(*names[:LISTED]) + (f" and {more} more" if more > 0 else "")


# Planned against posted

COMPARED = "Planned against posted"


def differing(count: int) -> str:
    """How many rows the ERP posted otherwise than planned."""
    if not count:
        return "all as planned"
    return "1 differs from the plan" if count == 1 else f"{count} differ from the plan"


# Scans that wait, and serial numbers

UNRESOLVED = "Unresolved scans"
READ_AGAIN, PUT_ASIDE = "Read again", "Put aside"
SERIAL_CHECKS = {
    SerialCheck.GOOD: "Checked",
    SerialCheck.CHECKING: "Checking",
    SerialCheck.UNCHECKED: "Not checked",
}


def unresolved(count: int) -> str:
    """How many scans of a batch wait for a person."""
    return f"{count} refused. Posting waits until each is read again or put aside."
