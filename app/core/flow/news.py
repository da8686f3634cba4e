"""What an accepted scan did, in every flow."""

from enum import StrEnum


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

    # Of a receipt
    ORDER = "order"
    PACKING_SLIP = "packing-slip"
    PACKAGE = "package"  # with a quantity; the facts tell the line's sum
    OVER = "over"  # the same, and it is more than was to come
    EXPIRES = "expires"
    ALL_TAKEN = "all-taken"  # as much as is open, of a line or of the whole order
    NOTED = "noted"  # damaged, or less than the packing slip says
    REMOVED = "removed"  # a package, by hand
    ORDER_COMPLETE = "order-complete"
