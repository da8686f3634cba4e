"""What a draft says to a scan: `Accepted | Refused | Choose | LookUp | Handed`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.core.kit.changes import DraftEvent
from app.core.labels import Command


class News(StrEnum):
    """What an accepted scan did, the most telling first; words and tones hang on it."""

    ASSEMBLY = "assembly"
    QUANTITY = "quantity"
    SERIALS = "serials"
    SERIALS_COMPLETE = "serials-complete"
    REFERENCE = "reference"
    ASSEMBLY_LOT = "assembly-lot"
    LOT = "lot"
    LOCATION = "location"
    PART = "part"
    LINE = "line"  # another line is asked for now
    LINE_COMPLETE = "line-complete"
    KIT_COMPLETE = "kit-complete"
    RANGE_FIRST = "range-first"  # the next two scans are a range
    RANGE_LAST = "range-last"
    STEP = "step"
    UNDONE = "undone"
    ALREADY = "already"  # nothing new in it
    ENTRY = "entry"  # a typed field
    KEPT = "kept"  # a question was answered with no
    LOT_LEFT_OUT = "lot-left-out"  # a lot on a part without lot control
    SERIALS_LEFT_OUT = "serials-left-out"  # of a whole label, on a part without serial control
    NEW_BATCH = "new-batch"
    SPLIT = "split"  # fewer now; the rest is the next kit


class Refusal(StrEnum):
    """Why a scan was not taken."""

    UNKNOWN_ASSEMBLY = "unknown-assembly"
    NO_BOM = "no-bom"
    NOTHING_IN_EFFECT = "nothing-in-effect"
    BOM_LOOP = "bom-loop"
    NO_FACTS_OFFLINE = "no-facts-offline"
    NOT_IN_KIT = "not-in-kit"
    NOT_KNOWN = "not-known"
    NOT_KNOWN_OFFLINE = "not-known-offline"
    LOT_OF_OTHER_PART = "lot-of-other-part"
    LOT_ELSEWHERE = "lot-elsewhere"  # not in the stores the kit takes from
    LOT_EXPIRED = "lot-expired"
    LOT_ON_HOLD = "lot-on-hold"
    LOT_CLOSED = "lot-closed"
    NOT_ENOUGH = "not-enough"
    NO_LOT_CONTROL = "no-lot-control"
    NOT_AT_LOCATION = "not-at-location"
    NO_SERIALS_WANTED = "no-serials-wanted"
    SERIALS_COMPLETE = "serials-complete"
    SERIAL_TWICE = "serial-twice"
    SERIAL_WAITING = "serial-waiting"  # in a posting that is not settled
    SERIAL_WAITS_NOW = "serial-waits-now"  # taken before that posting was; out again
    SERIAL_NOT_IN_STOCK = "serial-not-in-stock"
    SERIAL_EXISTS = "serial-exists"
    SERIAL_IS_A_PART = "serial-is-a-part"
    SERIAL_MALFORMED = "serial-malformed"
    RANGE_MALFORMED = "range-malformed"
    QUANTITY_MALFORMED = "quantity-malformed"
    QUANTITY_NOT_HERE = "quantity-not-here"
    QUANTITY_BELOW_SERIALS = "quantity-below-serials"
    ASSEMBLY_FIRST = "assembly-first"
    ASSEMBLY_FIXED = "assembly-fixed"  # another assembly on a later page
    FIELD_MALFORMED = "field-malformed"
    COMPLETE = "complete"  # nothing more is wanted here
    NOT_READY = "not-ready"  # the page isn't complete
    DAY_CHANGED = "day-changed"  # and the plan with it
    CHECKS_IN_FLIGHT = "checks-in-flight"
    SIGN_IN_FIRST = "sign-in-first"
    UNRESOLVED_SCANS = "unresolved-scans"
    NO_PAGE = "no-page"  # nothing before the first or after the last page
    NO_LINE = "no-line"
    NOTHING_TO_UNDO = "nothing-to-undo"
    NOTHING_SUGGESTED = "nothing-suggested"
    NO_QUESTION = "no-question"
    QUESTION_OPEN = "question-open"
    UNKNOWN_COMMAND = "unknown-command"
    COMMAND_NOT_HERE = "command-not-here"
    CAPS_LOCK = "caps-lock"
    OUT_OF_ROLE = "out-of-role"  # the scanner is there for something else
    INTERRUPTED = "interrupted"  # the program ended before anything was made of it
    GARBLED = "garbled"  # bytes that came from the scanner and are no scan
    NOT_UNDERSTOOD = "not-understood"
    PROGRAM_FAULT = "program-fault"  # nobody caught it; it is in the log
    WITHHELD = "withheld"  # the station is locked, or a secret is being typed
    NOT_PRINTED = "not-printed"
    NOT_TO_CORRECT = "not-to-correct"  # the posting it corrects is no longer rejected
    NOT_SAVED = "not-saved"  # the disk refused; nothing was taken


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence about a refusal or a question may name; unused ones are empty."""

    text: str = ""
    component: str = ""
    other: str = ""
    lot: str = ""
    location: str = ""
    stores: str = ""
    day: date | None = None
    have: Decimal | None = None
    need: Decimal | None = None
    unit: str = ""
    count: int = 0
    alternatives: tuple[tuple[str, Decimal | None], ...] = ()  # lot or location, on hand


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Accepted:
    """Taken. `event` must be durable before the green is shown; None where nothing changed."""

    news: News
    event: DraftEvent | None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Refused:
    """Not taken, and why."""

    reason: Refusal
    facts: Facts = NO_FACTS


class QuestionKind(StrEnum):
    """What the person is asked."""

    WHICH_LINE = "which-line"
    REPLACE_LOT = "replace-lot"
    REPLACE_ASSEMBLY = "replace-assembly"
    TAKE_EXPIRED = "take-expired"  # options: the station's reasons
    GO_ON_SHORT = "go-on-short"  # options: the station's reasons
    SPLIT = "split"  # complete what this place holds now, the rest as the next kit
    OWN_REFERENCE = "own-reference"  # a code that is no part: a traveller's, a work order's
    OWN_NUMBER = "own-number"  # the kit's parts have a lot, location or serial of that name
    CANCEL = "cancel"
    CONFIRM_GUESS = "confirm-guess"  # the label was damaged; the same scan again is a yes


@dataclass(frozen=True, slots=True)
class Choose:
    """A question. Options are answered by `KB:1`...; without options by `KB:YES` / `KB:NO`."""

    question: QuestionKind
    options: tuple[str, ...] = ()
    facts: Facts = NO_FACTS


class LookUpKind(StrEnum):
    """What must be asked of the ERP or the cache before the scan can be judged."""

    KIT_FACTS = "kit-facts"  # the text as an assembly
    NAME = "name"  # the text as a lot, part or serial number


@dataclass(frozen=True, slots=True)
class LookUp:
    """The facts at hand don't decide; look this up once, then offer the label again."""

    kind: LookUpKind
    text: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A command that is not the draft's: HOLD, CANCEL confirmed, HELP, LOCK, GOTO, post, next."""

    command: Command


Outcome = Accepted | Refused | Choose | LookUp | Handed
