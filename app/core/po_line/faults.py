"""What is wrong with a cell or a line, and how much; words come from the UI."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.po_line.catalogue import LineField


class LineFault(StrEnum):
    """Why a text is no value, or a value no good."""

    # Of a text
    NOT_A_NUMBER = "not-a-number"
    SIGNED = "signed"
    EXPONENT = "exponent"
    HAS_UNIT = "has-unit"
    LOOKS_LIKE_CODE = "looks-like-code"  # a barcode scanned into a quantity (operators.md 10)
    TOO_LARGE = "too-large"
    TOO_PRECISE = "too-precise"
    NOT_A_DATE = "not-a-date"
    NOT_A_FLAG = "not-a-flag"
    NOT_A_CHOICE = "not-a-choice"
    NOT_A_LEAD_TIME = "not-a-lead-time"
    TOO_LONG = "too-long"
    UNPRINTABLE = "unprintable"

    # Of a line
    MISSING = "missing"
    TYPE_UNKNOWN = "type-unknown"  # the ERP's own type, which the contract doesn't know
    NOT_FOR_TYPE = "not-for-type"  # MRO and Services have no part master to name or update
    UNKNOWN_PART = "unknown-part"
    OTHER_REVISION = "other-revision"  # the part has no such revision but others
    NOT_APPROVED = "not-approved"  # a manufacturer that isn't on the part's list
    WHICH_MANUFACTURER = "which-manufacturer"  # several are, and none is said
    OTHER_UNIT = "other-unit"  # the part is stocked in another one
    ZERO_QUANTITY = "zero-quantity"
    NOT_WHOLE = "not-whole"
    BELOW_MINIMUM = "below-minimum"
    NOT_MULTIPLE = "not-multiple"
    BELOW_RECEIVED = "below-received"
    LARGE_QUANTITY = "large-quantity"
    ZERO_PRICE = "zero-price"
    PRICE_JUMP = "price-jump"
    NUMBER_TAKEN = "number-taken"  # a posting that isn't settled brings this item number
    NUMBER_TWICE = "number-twice"  # another line of the order has it
    TAX_NOT_TAXABLE = "tax-not-taxable"  # a percentage on a line that isn't taxable
    RECEIVED = "received"  # a line of which something came can't be deleted
    UNCHECKED = "unchecked"  # the item master wasn't at hand


class Weight(StrEnum):
    """What a fault means for posting."""

    BLOCKS = "blocks"
    WANTS_REASON = "wants-reason"
    TOLD = "told"  # shown, and no more


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a line's reader must know.

    Attributes:
        field: Where it is shown.
        limit: What it was measured by, as canonical text: the minimum, the price before.
        suggestion: A canonical text that would do, or empty.
    """

    fault: LineFault
    field: LineField
    weight: Weight = Weight.BLOCKS
    limit: str = ""
    suggestion: str = ""


class CellError(ValueError):
    """A text that is no value of its kind."""

    def __init__(self, fault: LineFault) -> None:
        super().__init__(fault.value)
        self.fault = fault
