"""Why a scan is not taken, in every flow; `ui` has a sentence for each."""

from enum import StrEnum


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
    # Of a receipt
    UNKNOWN_ORDER = "unknown-order"
    ORDER_CLOSED = "order-closed"
    ORDER_CANCELLED = "order-cancelled"
    ORDER_FIRST = "order-first"
    OTHER_VENDOR = "other-vendor"  # the label is of another vendor's order
    NOT_ON_ORDER = "not-on-order"  # the part
    NO_SUCH_LINE = "no-such-line"
    LINE_OF_OTHER_PART = "line-of-other-part"  # the label's line and part contradict each other
    UNIT_CHANGED = "unit-changed"  # the line is bought in another one than when its packages came
    LINE_CLOSED = "line-closed"
    LINE_GONE = "line-gone"  # a buyer took it out of the order meanwhile
    LINE_FIRST = "line-first"  # nothing says which line it is for
    NOTHING_OPEN = "nothing-open"  # not even over-receipt
    NOTHING_RECEIVED = "nothing-received"
    OVER_RECEIPT = "over-receipt"  # more than the line's percentage allows
    PACKAGE_TWICE = "package-twice"
    OTHER_UNIT = "other-unit"  # the label's unit is neither of the line's
    NOT_WHOLE = "not-whole"  # a fraction of what is counted
    DATE_MALFORMED = "date-malformed"
    EXPIRY_DIFFERS = "expiry-differs"  # from what the lot has
    RECEIVED_EXPIRED = "received-expired"
    LOT_TOO_LONG = "lot-too-long"
    LOT_IS_A_PART = "lot-is-a-part"
    INSPECTED_FIRST = "inspected-first"  # it goes to the stores of inspection and nowhere else

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
