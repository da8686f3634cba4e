"""Every sentence shown to people, as functions of states and facts (style.md 6).

A sentence says what happened, what it means for the work, and what to do next. Foreign text is
passed through as it is; widgets show it as plain text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from app.core.kit.changes import HeaderField
from app.core.kit.confirm import Compared, Difference
from app.core.kit.outcomes import Accepted, Choose, Facts, News, QuestionKind, Refusal, Refused
from app.core.kit.plan import PlanLine
from app.core.kit.readiness import Prompt, Want
from app.core.kit.state import KitState, LineState
from app.core.quantities import is_whole_unit, plain


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


DASH = "–"


def age(since: datetime, now: datetime) -> str:
    """How long ago, in words that need no reckoning."""
    seconds = max(0, int((now - since) / timedelta(seconds=1)))
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        count = seconds // size
        if count:
            return f"{count} {name}{'s' if count > 1 else ''} ago"
    return f"{seconds} seconds ago" if seconds != 1 else "1 second ago"


def clock_time(moment: datetime) -> str:
    """The wall clock of the station."""
    return moment.astimezone().strftime("%H:%M:%S")


# What is asked for


def prompt(asked: Prompt, assembly: str) -> Words:
    """The banner's one thing to do now."""
    line = asked.line
    match asked.want:
        case Want.ASSEMBLY:
            return Words(
                "Scan the assembly", "The part number on the traveller or on the work order."
            )
        case Want.ASSEMBLY_SERIALS:
            hint = (
                "One by one, or scan RANGE and then the first and the last. QTY changes how many."
            )
            return Words(
                f"Scan serial number {asked.have + 1} of {asked.need} for {assembly}", hint
            )
        case Want.ASSEMBLY_LOT:
            return Words(f"Scan the new lot of {assembly}", "It is received into this lot.")
        case Want.NEXT:
            return Words("Scan NEXT to go on to the components", "Or scan QTY to change how many.")
        case Want.LOT if line:
            return Words(f"Scan a lot for {line.component_id}", _lot_hint(line))
        case Want.LOCATION if line:
            return Words(
                f"Scan a location for {line.component_id}",
                "No single location is known to hold all that is needed.",
            )
        case Want.SERIALS if line:
            return Words(
                f"Scan serial number {asked.have + 1} of {asked.need} for {line.component_id}",
                f"{line.location or line.stores} · or scan any other component",
            )
        case Want.STOCK if line:
            return Words(
                f"{line.component_id} is short by {amount(line.short, line.unit)}",
                "This station does not post short kits. Park the kit, or lower the quantity.",
            )
        case Want.REVIEW:
            return Words("All components are ready. Scan NEXT", "Review comes before posting.")
        case Want.WAIT_CHECKS:
            count = "1 serial number" if asked.have == 1 else f"{asked.have} serial numbers"
            return Words(f"Checking {count}", "Posting waits for the ERP's answer.")
        case Want.POST:
            return Words("Check, then scan POST", "Nothing is sent before that.")
        case _:
            return Words("Scan NEXT for the next kit", "Or scan the next assembly right away.")


def _lot_hint(line: PlanLine) -> str:
    place = line.suggestion
    if place is None or place.lot is None:
        return f"{line.location or line.stores} · no lot in {line.stores} is known to hold all"
    expires = f"first to expire: {place.lot.lot_id}" if place.lot.expires else place.lot.lot_id
    held = f", {amount(place.on_hand)} on hand" if place.on_hand is not None else ""
    return f"{place.location or line.stores} · {expires}{held} · or scan any other component"


def line_state(state: LineState, line: PlanLine, have: int) -> str:
    """The last column of the components table."""
    match state:
        case LineState.COMPLETE:
            return "Complete"
        case LineState.FROM_STOCK:
            return "From stock"
        case LineState.SCAN_LOT:
            return "Scan lot"
        case LineState.SCAN_LOCATION:
            return "Scan location"
        case LineState.SCAN_SERIALS:
            left = int(line.needed) - have
            return f"Scan {left} serial{'s' if left != 1 else ''}"
        case LineState.SHORT:
            return f"Short by {amount(line.short)}"


# What was taken


def taken(accepted: Accepted) -> str:
    """A few words on what the last scan did, for the corner of the banner and screen readers."""
    facts = accepted.facts
    match accepted.news:
        case News.ASSEMBLY:
            return f"Assembly {facts.text}"
        case News.QUANTITY:
            return f"Quantity {facts.text}"
        case News.SERIALS | News.SERIALS_COMPLETE:
            return f"Serial number {facts.text} taken"
        case News.LOT | News.LINE_COMPLETE | News.KIT_COMPLETE:
            return f"{facts.text} for {facts.component}" if facts.component else facts.text
        case News.LOCATION:
            return f"{facts.component} from {facts.location or facts.text}"
        case News.LOT_LEFT_OUT:
            return f"{facts.component} has no lots: lot {facts.lot} left out"
        case News.PART | News.LINE:
            return f"{facts.component}" if facts.component else facts.text
        case News.RANGE_FIRST:
            return "Range: scan the first serial number"
        case News.RANGE_LAST:
            return f"Range from {facts.text}: scan the last serial number"
        case News.UNDONE:
            return f"Taken back: {facts.text}" if facts.text else "Taken back"
        case News.ALREADY:
            return "Taken already"
        case News.KEPT:
            return "Left as it was"
        case News.REFERENCE | News.ASSEMBLY_LOT | News.ENTRY:
            return f"{facts.text}"
        case News.NEW_BATCH:
            return "A new batch begins"
        case News.STEP:
            return ""


# What was refused


def refused(outcome: Refused) -> Words:
    """What happened, what it means, what to do next."""
    facts = outcome.facts
    maker = _REFUSALS[outcome.reason]
    return maker(facts)


def _alternatives(facts: Facts) -> str:
    names = [
        name if have is None else f"{name} ({amount(have)})" for name, have in facts.alternatives
    ]
    return " or ".join(names)


def _another_lot(facts: Facts) -> str:
    others = _alternatives(facts)
    return (
        f"scan another lot of {facts.component}: {others}."
        if others
        else f"no other lot of {facts.component} holds enough. Park the kit and tell the lead."
    )


def _lot_expired(facts: Facts) -> Words:
    return Words(
        f"Lot {facts.lot} expired on {day(facts.day)}",
        f"Not taken. Put it aside and {_another_lot(facts)}",
    )


def _not_enough(facts: Facts) -> Words:
    what = f"Lot {facts.lot}" if facts.lot else f"Location {facts.location}"
    others = _alternatives(facts)
    way = f"Scan a place that holds all: {others}." if others else "No other place holds all."
    return Words(
        f"{what} holds {amount(facts.have)} of {amount(facts.need)}",
        f"Not taken. {facts.component} is issued from one lot and one location. {way}",
    )


def _not_at(facts: Facts) -> Words:
    others = _alternatives(facts)
    where = f"It lies at {others}." if others else f"Nothing of it lies in {facts.stores}."
    return Words(f"{facts.component} is not at {facts.location}", f"Not taken. {where}")


def _not_in_kit(facts: Facts) -> Words:
    if facts.other:
        return Words(
            f"{facts.text} belongs to {facts.other}",
            f"Not taken. {facts.other} is not a component of this kit. Put it back.",
        )
    return Words(
        f"{facts.text} is not in this kit",
        "Not taken. Put it back and scan a component of this kit.",
    )


def _not_in_stock(facts: Facts) -> Words:
    if facts.other:
        title = f"Serial number {facts.text} belongs to {facts.other}"
    else:
        title = f"Serial number {facts.text} is not in stock"
    where = f" in {facts.stores}" if facts.stores else ""
    return Words(
        title,
        f"Not taken. The ERP has no {facts.component} of that number{where}. Scan another one.",
    )


_REFUSALS: dict[Refusal, Callable[[Facts], Words]] = {
    Refusal.UNKNOWN_ASSEMBLY: lambda f: Words(
        f"The ERP knows no part {f.text}", "Not taken. Scan the assembly's part number."
    ),
    Refusal.NO_BOM: lambda f: Words(
        f"{f.text} has no bill of material",
        "Nothing can be issued for it. Scan another assembly, or have its bill entered.",
    ),
    Refusal.NOTHING_IN_EFFECT: lambda f: Words(
        f"Nothing of {f.text} is in effect today",
        "Its bill of material has no row for this date. Ask the planner, or scan another assembly.",
    ),
    Refusal.BOM_LOOP: lambda f: Words(
        f"The bill of material of {f.text} contains itself",
        f"{f.other or f.text} is a component of itself, so there is no plan. Tell the planner.",
    ),
    Refusal.NO_FACTS_OFFLINE: lambda f: Words(
        f"{f.text} cannot be planned while the ERP is away",
        "This station has no copy of its bill of material. Scan it again when the ERP is back.",
    ),
    Refusal.NOT_IN_KIT: _not_in_kit,
    Refusal.NOT_KNOWN: lambda f: Words(
        f"The ERP knows no {f.text}",
        "Not taken. It is neither a part, a lot, a location nor a serial number of this kit.",
    ),
    Refusal.NOT_KNOWN_OFFLINE: lambda f: Words(
        f"{f.text} cannot be looked up while the ERP is away",
        "Not taken. Scan a lot that is on the list, or try again when the ERP is back.",
    ),
    Refusal.LOT_OF_OTHER_PART: lambda f: Words(
        f"Lot {f.lot} belongs to {f.other}",
        f"Not taken. {f.other} is not a component of this kit. Put it back.",
    ),
    Refusal.LOT_ELSEWHERE: lambda f: Words(
        f"Lot {f.lot} lies in {f.other}, not in {f.stores}",
        f"Not taken. The kit takes {f.component} from {f.stores}: {_another_lot(f)}",
    ),
    Refusal.LOT_EXPIRED: _lot_expired,
    Refusal.LOT_ON_HOLD: lambda f: Words(
        f"Lot {f.lot} is on hold", f"Not taken. Put it aside and {_another_lot(f)}"
    ),
    Refusal.LOT_CLOSED: lambda f: Words(
        f"Lot {f.lot} is closed", f"Not taken. Put it aside and {_another_lot(f)}"
    ),
    Refusal.NOT_ENOUGH: _not_enough,
    Refusal.NO_LOT_CONTROL: lambda f: Words(
        f"{f.component} has no lots", f"Not taken: {f.text}. Scan the part or its location."
    ),
    Refusal.NOT_AT_LOCATION: _not_at,
    Refusal.NO_SERIALS_WANTED: lambda f: Words(
        f"{f.component or 'This page'} takes no serial numbers",
        f"Not taken: {f.text}." if f.text else "No serial number is wanted now.",
    ),
    Refusal.SERIALS_COMPLETE: lambda f: Words(
        f"All {amount(f.need)} serial numbers are there",
        f"Not taken: {f.text}. To make more, scan QTY; to exchange one, scan UNDO.",
    ),
    Refusal.SERIAL_TWICE: lambda f: Words(
        f"Serial number {f.text} is in this kit already",
        "Not taken a second time. Scan the next one.",
    ),
    Refusal.SERIAL_WAITING: lambda f: Words(
        f"Serial number {f.text} is in a posting that waits",
        f"Not taken. Posting {f.other} holds it and is not settled yet. Scan another one.",
    ),
    Refusal.SERIAL_NOT_IN_STOCK: _not_in_stock,
    Refusal.SERIAL_EXISTS: lambda f: Words(
        f"Serial number {f.text} exists already",
        f"It was taken out again: the ERP has a {f.component} of that number. Scan a new one.",
    ),
    Refusal.SERIAL_IS_A_PART: lambda f: Words(
        f"{f.text} is a part number",
        f"Not taken as a serial number of {f.component}. Scan the serial number.",
    ),
    Refusal.SERIAL_MALFORMED: lambda f: Words(
        f"{f.text} cannot be a serial number",
        "Not taken. It holds a comma, a colon, a blank or a control character, or is too long.",
    ),
    Refusal.RANGE_MALFORMED: lambda f: Words(
        f"{f.other} to {f.text} is no range",
        "Not taken. Both must be of one form and the last not before the first. Scan RANGE again.",
    ),
    Refusal.QUANTITY_MALFORMED: lambda f: Words(
        f"{f.text} is not a quantity here",
        f"It stays {amount(f.have)}. Enter a plain number above 0; whole pieces for EACH.",
    ),
    Refusal.QUANTITY_NOT_HERE: lambda f: Words(
        "The quantity of a component cannot be changed",
        f"Not taken: {f.text}. Go back to change how many are made.",
    ),
    Refusal.QUANTITY_BELOW_SERIALS: lambda f: Words(
        f"More serial numbers than {f.text} are scanned already",
        "The quantity stays as it was. Take serial numbers back with UNDO first.",
    ),
    Refusal.ASSEMBLY_FIRST: lambda f: Words(
        "Scan the assembly first", f"Not taken: {f.text}." if f.text else "Then go on."
    ),
    Refusal.ASSEMBLY_FIXED: lambda f: Words(
        f"This kit is for {f.component}", f"Not taken: {f.text}. Park or cancel this kit first."
    ),
    Refusal.FIELD_MALFORMED: lambda f: Words(
        f"{f.text[:40]} does not fit here", "The field stays as it was. Correct it and go on."
    ),
    Refusal.COMPLETE: lambda f: Words(
        "Nothing more is wanted here", f"Not taken: {f.text}. Scan NEXT to go on."
    ),
    Refusal.NOT_READY: lambda f: Words(
        "This page is not complete", f"{f.component} still wants a scan."
    ),
    Refusal.CHECKS_IN_FLIGHT: lambda _: Words(
        "Serial numbers are still being checked", "Posting waits for the ERP. Scan POST again soon."
    ),
    Refusal.UNRESOLVED_SCANS: lambda _: Words(
        "Some scans were refused and wait", "Deal with the unresolved scans, then scan POST again."
    ),
    Refusal.NO_PAGE: lambda _: Words("There is no page that way", "Nothing was changed."),
    Refusal.NO_LINE: lambda f: Words(
        "No other line is open", f"{f.component} is the last one." if f.component else ""
    ),
    Refusal.NOTHING_TO_UNDO: lambda _: Words("Nothing to take back", "No scan was taken yet."),
    Refusal.NOTHING_SUGGESTED: lambda f: Words(
        f"Nothing is suggested for {f.component}",
        "It needs its own scans: the lot, the location or the serial numbers.",
    ),
    Refusal.NO_QUESTION: lambda _: Words("Nothing was asked", "The answer was not needed."),
    Refusal.QUESTION_OPEN: lambda f: Words(
        "Answer the question first", f"Not taken: {f.text}. Scan YES, NO, a number, or CLEAR."
    ),
    Refusal.UNKNOWN_COMMAND: lambda f: Words(
        f"{f.text[:40]} is no command", "Nothing was done. Use the printed command sheet."
    ),
    Refusal.COMMAND_NOT_HERE: lambda f: Words(
        f"{f.text} does nothing on this page", "Nothing was done."
    ),
    Refusal.CAPS_LOCK: lambda _: Words(
        "Caps Lock is on at the keyboard scanner",
        "Letters arrive in the wrong case. Switch Caps Lock off, then scan again.",
    ),
    Refusal.GARBLED: lambda f: Words(
        "A scan arrived damaged", f"Not taken: {f.text}. Scan it again."
    ),
    Refusal.NOT_UNDERSTOOD: lambda f: Words(
        "This label is not understood",
        f"Not taken: {f.text[:60]}. Scan the plain code of the part, lot or serial number.",
    ),
    Refusal.PROGRAM_FAULT: lambda f: Words(
        "Something in Kitbench went wrong",
        f"Your saved work is safe. Clear and go on; tell IT: {f.text[:80]}. It is in the log.",
    ),
    Refusal.NOT_SAVED: lambda f: Words(
        "The last scan could not be saved",
        f"It was not taken. The disk says: {f.text[:80]}. Free some space, clear, scan again.",
    ),
}


# What is asked


def question(asked: Choose) -> Words:
    """A question, and how it is answered by scanner."""
    facts = asked.facts
    match asked.question:
        case QuestionKind.WHICH_LINE:
            return Words(
                f"Lot {facts.lot} is of several components",
                "Scan the number of the line it is for, or CLEAR.",
            )
        case QuestionKind.REPLACE_LOT:
            return Words(
                f"Take {facts.lot} instead of {facts.other}?",
                f"{facts.component} is issued from one lot. Scan YES or NO.",
            )
        case QuestionKind.REPLACE_ASSEMBLY:
            return Words(
                f"Make {facts.text} instead of {facts.component}?",
                "What was scanned for this kit is taken back. Scan YES or NO.",
            )
        case QuestionKind.TAKE_EXPIRED:
            return Words(
                f"Lot {facts.lot} expired on {day(facts.day)}. Take it all the same?",
                "Scan YES or NO.",
            )
        case QuestionKind.CANCEL:
            return Words("Discard this kit?", "All its scans are thrown away. Scan YES or NO.")


def kept(count: int) -> str:
    """Scans that came while a refusal was shown."""
    return "1 more scan is held" if count == 1 else f"{count} more scans are held"


def decide(count: int) -> Words:
    """After a refusal was cleared."""
    scans = "1 scan" if count == 1 else f"{count} scans"
    return Words(f"Read the {scans} that came meanwhile?", "Scan YES to read, NO to discard.")


# Planned against posted


def difference(row: Compared) -> str:
    """How a component's posted quantity stands to the plan."""
    match row.difference:
        case Difference.SAME:
            return "Same"
        case Difference.MORE:
            return f"{amount(row.posted - row.planned)} more than planned"
        case Difference.LESS:
            return f"{amount(row.planned - row.posted)} less than planned"
        case Difference.NOT_ISSUED:
            return "Not issued"
        case Difference.NOT_PLANNED:
            return "Not in the plan"


# Small words

ERP_CHOOSES = "the ERP's choice"


def place(location: str) -> str:
    """A location as it is read aloud: ISLE 3 / SHELF 2."""
    return location.replace("/", " / ") if location else DASH


def measure(unit: str) -> str:
    """A unit worth naming beside a number: pieces go without saying."""
    return "" if is_whole_unit(unit) else unit


def of(have: int, need: Decimal) -> str:
    """How many of how many."""
    return f"{have} of {amount(need)}"


def joined(*words: str) -> str:
    """What is known, with commas."""
    return ", ".join(word for word in words if word and word != DASH) or DASH


CLEAR = "Clear"
LAST_SCAN = "Last scan"
HOME_PROMPT = Words(
    "Scan an assembly or a command", "Kitbench opens the right page. Nothing else to press."
)


def looking_up(text: str) -> tuple[str, str]:
    """While the ERP is asked; further scans wait and are not lost."""
    return f"Looking up {text[:40]}", "Go on scanning: what you scan now waits its turn."


def awaiting_range(end: News) -> Words:
    """Between RANGE and its two scans."""
    if end is News.RANGE_FIRST:
        return Words("Scan the first serial number of the range", "Or scan CLEAR to leave it.")
    return Words("Scan the last serial number of the range", "Or scan CLEAR to leave it.")


def review_hint(state: KitState) -> str:
    """What is about to be posted, in one line."""
    plan = state.plan
    if plan is None:
        return ""
    into = joined(state.text(HeaderField.TO_STORES), place(state.text(HeaderField.TO_LOCATION)))
    read = age(plan.read_at, datetime.now(UTC))
    return f"{amount(state.quantity)} {plan.assembly.part_id} into {into} · stock read {read}"


NO_ASSEMBLY = (
    "No assembly yet",
    "Scan the part number of what is made. What it takes and whether stock suffices shows here.",
)
FIELDS = {
    HeaderField.QUANTITY: Words("Quantity", "How many are completed"),
    HeaderField.REFERENCE: Words("Your reference", "Traveller or work order"),
    HeaderField.TO_STORES: Words("To stores"),
    HeaderField.TO_LOCATION: Words("To location"),
    HeaderField.DEPARTMENT: Words("Department"),
    HeaderField.ACCOUNT: Words("Account"),
    HeaderField.ASSEMBLY_LOT: Words("Assembly lot", "The new lot it is received into"),
    HeaderField.EXPIRES: Words("Expires", "YYYY-MM-DD"),
    HeaderField.ACTION_DATE: Words("Action date", "YYYY-MM-DD, today unless given"),
    HeaderField.EFFECTIVE_DATE: Words("Effective date", "YYYY-MM-DD, the action date unless given"),
    HeaderField.KIT_STORES: Words("Kit stores", "Where components come from"),
    HeaderField.INCLUDE_SCRAP: Words("Include scrap", "Y or N"),
    HeaderField.TXNS_ACCEPTED: Words("Transactions accepted", "Passed on as it is"),
}


def sufficiency(lines: int, short: int) -> str:
    """Whether stock suffices, beside the table's title."""
    if not lines:
        return ""
    count = "1 component" if lines == 1 else f"{lines} components"
    return f"{count} · {short} short" if short else f"{count} · stock suffices"


def rail_facts(state: KitState) -> tuple[str, tuple[str, ...]]:
    """What never changes during the flow: what, how many, where to."""
    plan = state.plan
    if plan is None:
        return "", ()
    made = amount(state.quantity, plan.assembly.unit)
    to = joined(state.text(HeaderField.TO_STORES), place(state.text(HeaderField.TO_LOCATION)))
    return plan.assembly.part_id, (plan.assembly.description, f"{made} → {to}")


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


NONE_YET = "none yet today"
TILES = (
    ("kit", "box", Words("Issue a kit", "Components by lot, location, serial"), "F2"),
    ("activity", "clipboard-list", Words("Activity", "What became of every posting"), "F5"),
)
NOTHING_PARKED = (
    "Nothing is parked",
    "Kits you put aside, and kits that were open when the program ended, are listed here.",
)
NOTHING_WRONG = ("Nothing needs attention", "Refused and unclear postings are listed here.")
NOTHING_POSTED = ("Nothing here", "Confirmed kits are listed here with what became of them.")
ACTIVITY_FILTERS = (
    ("attention", "Attention"),
    ("waiting", "Waiting"),
    ("posted", "Posted"),
    ("all", "All"),
)


def how_far(summary: DraftProgress) -> str:
    """How far a parked draft is."""
    return f"{summary.done} of {summary.total} lines" if summary.total else "not planned yet"


def who_when(who: str, moment: datetime) -> str:
    """Who and when, in the station's own time."""
    local = moment.astimezone()
    today = datetime.now(UTC).astimezone().date()
    when = local.strftime("%H:%M") if local.date() == today else local.strftime("%Y-%m-%d %H:%M")
    return f"{who}, {when}" if who else when


HELP_TOPICS = ("home", "assembly", "components", "review", "done", "activity")

NOT_POSTED = "Not posted"
