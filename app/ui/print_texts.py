"""Words of the printed documents: the pick and shortage list, and what reversing a kit takes."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.core.kit.issued import Difference
from app.core.kit.pick_list import Choice, PickLine, PickList, Shortage
from app.core.kit.reversal import Caution, PutBack, Reversal
from app.core.kit.shelves import Bar, BarredLot
from app.ui.texts import amount, day, joined, measure, place

TRAINING = "TRAINING"
DOT = " · "

PICK_LIST = "Pick list"
TO_PICK = "To pick"
BATCH_LATER = "given when posted"
SHORTAGES = "Shortages"
SHORTAGES_NOTE = (
    "This kit cannot be issued as its stores stand. Below each component: who holds some of it."
)
NOWHERE = "none known anywhere"
DO_NOT_TAKE = "Do not take"
DO_NOT_TAKE_NOTE = "These lots lie on the shelves of this kit. The ERP refuses them."
SIGN_PICK = ("Picked by", "Date and time", "Checked by")

REVERSAL = "What reversing takes"
TAKE_OUT = "1   Take the assembly out of stock"
TAKE_OUT_NOTE = "First make sure that it is still there: not issued, moved or shipped since."
PUT_BACK = "2   Receive the components back"
PUT_BACK_NOTE = "Each to where it was taken from, with its lot and serial numbers."
PUT_BACK_UNKNOWN = "From the plan and what was scanned. Compare each line with the ERP first."
NOT_ISSUED = "Planned, but not issued"
NOT_ISSUED_NOTE = "There is nothing to put back."
NOT_GIVEN = "not given"
SEE_ERP = "see the ERP"
NOT_KNOWN = "not known"
SIGN_REVERSAL = ("Reversed by", "Date and time", "Checked by")


class Label(StrEnum):
    """What a fact at the head of a document is called."""

    REFERENCE = "Reference"
    OWN_REFERENCE = "Your reference"
    BATCH = "Batch"
    TO = "Received into"
    STATION = "Station"
    OPERATOR = "Operator"
    EFFECTIVE_DATE = "Effective date"
    PRINTED = "Printed"
    STOCK_READ = "Stock read at"
    TRANSACTIONS = "Transactions in batch"
    DEPARTMENT = "Department"
    ACCOUNT = "Account"
    ACTION_DATE = "Action date"
    DATA_SOURCE = "Data source"
    ERP_USER = "ERP user"
    CONFIRMED_BY = "Confirmed by"
    CONFIRMED = "Confirmed"
    PRINTED_BY = "Printed by"


class Title(StrEnum):
    """What stands above a column."""

    COMPONENT = "Component"
    NEEDED = "Needed"
    LOT_TO_TAKE = "Lot to take"
    EXPIRES = "Expires"
    ON_HAND = "On hand"
    SERIALS = "Serials"
    SHORT = "Short"
    LOCATION = "Location"
    LOT = "Lot"
    WHY = "Why"
    ASSEMBLY = "Assembly"
    TAKE_OUT = "Take out"
    FROM = "From"
    RECEIVE = "Receive"
    EXPECTED = "Expected"
    INTO = "Into"
    PLANNED = "Planned"
    POSTED = "Posted"


def moment(at: datetime) -> str:
    """A moment in the station's own time."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def page(number: int, count: int) -> str:
    """Which page of how many."""
    return f"Page {number} of {count}"


def continued(title: str) -> str:
    """A heading that is repeated on the next page."""
    return f"{title} (continued)"


def lines(count: int) -> str:
    """How many lines."""
    return "1 line" if count == 1 else f"{count:,} lines"


def foot(station: str, printed_at: datetime, read_at: datetime | None = None) -> str:
    """Left of the page number, on every page."""
    read = f"stock read {moment(read_at)}" if read_at else ""
    parts = ("Kitbench", station, f"printed {moment(printed_at)}", read)
    return DOT.join(part for part in parts if part)


# The pick list


def running_pick(pick: PickList) -> str:
    """The head of all pages but the first."""
    made = f"{amount(pick.quantity, pick.assembly.unit)} {pick.assembly.part_id}"
    return DOT.join((PICK_LIST, made, pick.heading.reference))


def to_pick(pick: PickList) -> str:
    """Below the table's title: how many lines, and whether stock suffices."""
    count = sum(len(stop.lines) for stop in pick.stops)
    places = "1 place" if len(pick.stops) == 1 else f"{len(pick.stops):,} places"
    missing = len(pick.shortages)
    if not missing:
        stock = "stock suffices"
    else:
        stock = "1 shortage, listed below" if missing == 1 else f"{missing} shortages, listed below"
    return DOT.join((lines(count), places, stock))


def stop(stores: str, location: str) -> str:
    """A place on the walk."""
    return DOT.join((stores or "no stores", place(location) if location else "no location"))


def choice(line: PickLine) -> str:
    """Why this lot or place is named; empty where that goes without saying."""
    match line.choice:
        case Choice.SCANNED:
            return "scanned"
        case Choice.FIRST_TO_EXPIRE:
            return "first to expire"
        case Choice.SUGGESTED:
            return "no expiry date" if line.lot else ""
        case Choice.NONE:
            return "" if line.short else no_single(line)


def no_single(line: PickLine | Shortage) -> str:
    """The stores hold enough, but a component is issued from one lot and one location."""
    return "no single lot" if line.lot_controlled else "no single place"


def short_by(short: Decimal, unit: str) -> str:
    """What the stores lack."""
    return f"short by {amount(short, measure(unit))}"


def leave(lots: tuple[str, ...]) -> str:
    """Lots at the same place that must stay there."""
    return f"leave {', '.join(lots)}"


def in_stores(total: Decimal, stores: str) -> str:
    """All of a component that is usable in its stores."""
    return f"{amount(total)} in {stores}" if stores else f"{amount(total)} in all"


def in_the_stores(stores: str) -> str:
    """Which stores a quantity lies in."""
    return f"in {stores}" if stores else ""


def lot(lot_id: str) -> str:
    """A lot beside a place; empty without one."""
    return f"lot {lot_id}" if lot_id else ""


def expires(until: date | None) -> str:
    """Until when a lot may be taken; empty where it does not expire."""
    return f"expires {day(until)}" if until else ""


def and_more(count: int) -> str:
    """Places that found no room."""
    return "and 1 more place" if count == 1 else f"and {count:,} more places"


def bar(lot: BarredLot) -> str:
    """Why a lot must not be taken."""
    match lot.bar:
        case Bar.ON_HOLD:
            return "on hold"
        case Bar.CLOSED:
            return "closed"
        case Bar.EXPIRED:
            return f"expired {day(lot.expires)}"


# The reversal sheet


def running_reversal(sheet: Reversal) -> str:
    """The head of all pages but the first."""
    out = sheet.take_out
    made = f"{amount(out.quantity, out.unit)} {out.assembly_id}"
    return DOT.join((REVERSAL, made, sheet.reference))


def how_to_reverse(sheet: Reversal) -> str:
    """What the lead does with this sheet."""
    ledger = joined(f"department {sheet.department}", f"account {sheet.account}")
    return (
        "No call of the ERP reverses a kit issue, and Kitbench has changed nothing. Enter what "
        f"stands below as adjustments in the ERP, with {ledger}, and with {sheet.reference} as "
        "reference, so that both stay together in its books."
    )


def caution(found: Caution) -> str:
    """What must be known before beginning."""
    return _CAUTIONS[found]


_CAUTIONS = {
    Caution.NOT_CONFIRMED: (
        "The ERP's own answer is not at hand: that this kit was posted was proved or decided "
        "afterwards. Quantities, lots and places are those of the plan. Look up this kit's "
        "transactions in the ERP by the reference, and trust them where they differ."
    ),
    Caution.DIFFERS: (
        "The ERP issued something else than was planned. What stands below is what it issued; "
        "the differing lines are marked."
    ),
    Caution.SERIALS_INCOMPLETE: (
        "Of some lines fewer or more serial numbers are known than pieces. Look the others up in "
        "the ERP before you begin."
    ),
    Caution.STORES_NOT_GIVEN: (
        "No stores were given for the assembly: the ERP received it into the part's own."
    ),
    Caution.SERIALS_STAY_KNOWN: (
        "The ERP goes on knowing the assembly's serial numbers. A new kit cannot be made with the "
        "same ones unless they are removed there."
    ),
}


def serials(count: int) -> str:
    """The label of a list of serial numbers."""
    return "Serial number" if count == 1 else f"{count:,} serial numbers"


def is_same(line: PutBack) -> bool:
    """Whether a component was issued as planned."""
    return line.difference is Difference.SAME


def difference(line: PutBack) -> str:
    """How what was posted stands to the plan."""
    match line.difference:
        case Difference.SAME:
            return "as planned"
        case Difference.MORE:
            return "more than planned"
        case Difference.LESS:
            return "less than planned"
        case Difference.NOT_ISSUED:
            return "not issued"
        case Difference.NOT_PLANNED:
            return "not in the plan"
