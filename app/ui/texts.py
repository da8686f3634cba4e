"""Words that several pages share (style.md 6); `kit_texts` and others hold their own.

A sentence says what happened, what it means for the work, and what to do next. Foreign text is
passed through as it is; widgets show it as plain text.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from app.core.quantities import is_whole_unit, plain

DASH = "\N{EN DASH}"
_NUMBERED = re.compile(r"\[Errno -?\d+\] ")


class DraftProgress(Protocol):
    """As much of a parked draft as a list names."""

    @property
    def done(self) -> int:
        """Lines that are complete."""
        ...

    @property
    def total(self) -> int:
        """Lines of the kit; 0 before it is planned."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """A title and the hint below it."""

    title: str
    hint: str = ""


def amount(quantity: Decimal | None, unit: str = "") -> str:
    """A quantity with thousands separated; a dash where it is not known."""
    if quantity is None:
        return "not known"
    whole, _, fraction = plain(quantity).partition(".")
    sign = "-" if whole.startswith("-") else ""
    text = f"{sign}{int(whole.lstrip('-') or '0'):,}" + (f".{fraction}" if fraction else "")
    return f"{text} {unit}".rstrip()


def day(value: date | None) -> str:
    """A calendar day, ISO; a dash for none."""
    return value.isoformat() if value else DASH


def age(since: datetime, now: datetime) -> str:
    """How long ago, in words that need no reckoning."""
    seconds = max(0, int((now - since) / timedelta(seconds=1)))
    if not seconds:
        return "just now"
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        count = seconds // size
        if count:
            return f"{count} {name}{'s' if count > 1 else ''} ago"
    return f"{seconds} seconds ago" if seconds != 1 else "1 second ago"


def system_said(detail: str) -> str:
    """What the system says went wrong, without the number it gives that."""
    return _NUMBERED.sub("", detail)


def clock_time(moment: datetime) -> str:
    """The wall clock of the station."""
    return moment.astimezone().strftime("%H:%M:%S")


def place(location: str) -> str:
    """A location as it is read aloud: ISLE 3 / SHELF 2."""
    return location.replace("/", " / ") if location else DASH


def measure(unit: str) -> str:
    """A unit worth naming beside a number: pieces go without saying."""
    return "" if is_whole_unit(unit) else unit


def much(quantity: Decimal | None, unit: str) -> str:
    """A quantity with its unit, where that is worth naming."""
    return amount(quantity, measure(unit))


def of(have: int, need: Decimal) -> str:
    """How many of how many."""
    return f"{have} of {amount(need)}"


def joined(*words: str) -> str:
    """What is known, with commas."""
    return ", ".join(word for word in words if word and word != DASH) or DASH


def capital(words: str) -> str:
    """As the beginning of a sentence."""
    return words[:1].upper() + words[1:]


CLEAR = "Clear"
LAST_SCAN = "Last scan"
HOME_PROMPT = Words(
    "Scan an assembly, a PO, or a command",
    "Kitbench opens the right page. Nothing else to press.",
)


def looking_up(text: str) -> tuple[str, str]:
    """While the ERP is asked; further scans wait and are not lost."""
    return f"Looking up {text[:40]}", "Go on scanning: what you scan now waits its turn."


NONE_YET = "none yet today"
TILES = (
    ("kit", "box", Words("Issue a kit", "By lot, location, serial"), "F2"),
    (
        "receive",
        "arrow-down-to-line",
        Words("Receive a PO", "Any label finds its line"),
        "F3",
    ),
    ("purchase", "table-2", Words("PO lines", "Its lines, as in a sheet"), "F4"),
    ("activity", "clipboard-list", Words("Activity", "What became of postings"), "F5"),
)
NOTHING_PARKED = (
    "Nothing is parked",
    "Work you put aside, and what was open when the program ended, is listed here.",
)
NOTHING_WRONG = ("Nothing needs attention", "Refused, held and unclear postings are listed here.")
NOTHING_POSTED = (
    "Nothing here",
    "Kits, receipts and changes of orders are listed here with what became of them.",
)


SHOW_LABELS = "Show them"


def lot_labels(count: int) -> str:
    """So many labels of received lots."""
    return f"{count} lot label{'' if count == 1 else 's'}"


def labels_wait(count: int) -> Words:
    """What home says of labels that nobody printed."""
    verb = "is" if count == 1 else "are"
    return Words(f"{lot_labels(count)} {verb} not printed yet", "The receipts are posted.")


LEFT_OPEN = "open when the program ended"


def how_far(summary: DraftProgress) -> str:
    """How far a parked draft is."""
    return f"{summary.done} of {summary.total} lines" if summary.total else "not planned yet"


def who_when(who: str, moment: datetime) -> str:
    """Who and when, in the station's own time."""
    local = moment.astimezone()
    today = datetime.now(UTC).astimezone().date()
    when = local.strftime("%H:%M") if local.date() == today else local.strftime("%Y-%m-%d %H:%M")
    return f"{who}, {when}" if who else when


HELP_TOPICS = (
    "home",
    "assembly",
    "components",
    "review",
    "done",
    "activity",
    "labels",
    "setup",
    "receipt-order",
    "receipt-lines",
    "receipt-review",
    "receipt-done",
    "order",
    "order-lines",
    "order-review",
    "order-done",
)
