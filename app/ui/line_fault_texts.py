"""What is wrong with a line's field, in the words of the buyer's desk: short and long."""

from app.core.po_line.faults import Finding, LineFault, Weight
from app.core.po_line.forms import Form
from app.ui.buyer_field_texts import TITLES, shown
from app.ui.widgets.values import Tone

_SHORT = {
    LineFault.NOT_A_NUMBER: "No number",
    LineFault.SIGNED: "No sign here",
    LineFault.EXPONENT: "Write it out",
    LineFault.HAS_UNIT: "Number only",
    LineFault.LOOKS_LIKE_CODE: "Looks like a code",
    LineFault.TOO_LARGE: "Too large",
    LineFault.TOO_PRECISE: "Too many places",
    LineFault.NOT_A_DATE: "No date",
    LineFault.NOT_A_FLAG: "Yes or no",
    LineFault.NOT_A_CHOICE: "Not in the list",
    LineFault.NOT_A_LEAD_TIME: "Like 10 WK",
    LineFault.TOO_LONG: "Too long",
    LineFault.UNPRINTABLE: "Odd characters",
    LineFault.MISSING: "Missing",
    LineFault.TYPE_UNKNOWN: "Unknown type",
    LineFault.NOT_FOR_TYPE: "Parts only",
    LineFault.UNKNOWN_PART: "Unknown part",
    LineFault.OTHER_REVISION: "Other revision",
    LineFault.NOT_APPROVED: "Not approved",
    LineFault.WHICH_MANUFACTURER: "Which one?",
    LineFault.OTHER_UNIT: "Other unit",
    LineFault.ZERO_QUANTITY: "More than 0",
    LineFault.NOT_WHOLE: "Whole number",
    LineFault.BELOW_MINIMUM: "At least {limit}",
    LineFault.NOT_MULTIPLE: "Multiple of {limit}",
    LineFault.BELOW_RECEIVED: "{limit} received",
    LineFault.LARGE_QUANTITY: "Very many",
    LineFault.ZERO_PRICE: "No price",
    LineFault.PRICE_JUMP: "Was {limit}",
    LineFault.NUMBER_TAKEN: "Number waits",
    LineFault.NUMBER_TWICE: "Number taken",
    LineFault.TAX_NOT_TAXABLE: "Not taxable",
    LineFault.RECEIVED: "{limit} received",
    LineFault.UNCHECKED: "Not checked",
}
_LONG = {
    LineFault.NOT_A_NUMBER: "This is no number.",
    LineFault.SIGNED: "A number stands here without a sign.",
    LineFault.EXPONENT: "Write the number out, without an exponent.",
    LineFault.HAS_UNIT: "Only the number stands here; the unit has a field of its own.",
    LineFault.LOOKS_LIKE_CODE: "This looks like a barcode, not like a number.",
    LineFault.TOO_LARGE: "The number is larger than the ERP takes.",
    LineFault.TOO_PRECISE: "At most six places after the decimal mark.",
    LineFault.NOT_A_DATE: "This is no date. Write it like 2026-11-30.",
    LineFault.NOT_A_FLAG: "Yes or no stands here.",
    LineFault.NOT_A_CHOICE: "The ERP's list has no such entry.",
    LineFault.NOT_A_LEAD_TIME: "A number and days, weeks or months: 10 WK.",
    LineFault.TOO_LONG: "The text is too long.",
    LineFault.UNPRINTABLE: "There are characters in it that can't be shown.",
    LineFault.MISSING: "{title} is required.",
    LineFault.TYPE_UNKNOWN: "The ERP uses a type here that Kitbench can't send.",
    LineFault.NOT_FOR_TYPE: "Only a line for a part of the item master has this.",
    LineFault.UNKNOWN_PART: "The item master has no such part.",
    LineFault.OTHER_REVISION: "The part has no such revision.",
    LineFault.NOT_APPROVED: "It is not on the part's list of approved manufacturers.",
    LineFault.WHICH_MANUFACTURER: "The part has several approved manufacturers. Choose one.",
    LineFault.OTHER_UNIT: "The part is stocked in {limit}.",
    LineFault.ZERO_QUANTITY: "The quantity must be above 0.",
    LineFault.NOT_WHOLE: "{limit} is counted in whole numbers.",
    LineFault.BELOW_MINIMUM: "At least {limit} are ordered at a time.",
    LineFault.NOT_MULTIPLE: "Ordered in multiples of {limit}.",
    LineFault.BELOW_RECEIVED: "{limit} were received already.",
    LineFault.LARGE_QUANTITY: "More than the {limit} this desk orders without a reason.",
    LineFault.ZERO_PRICE: "Without a price the ERP takes 0.",
    LineFault.PRICE_JUMP: "Far from the price before, {limit}.",
    LineFault.NUMBER_TAKEN: "A change that isn't settled yet brings this line number.",
    LineFault.NUMBER_TWICE: "Another line of the order has this number.",
    LineFault.TAX_NOT_TAXABLE: "A tax percentage, but the line isn't taxable.",
    LineFault.RECEIVED: "{limit} were received, so it can't be deleted. Cancel it instead.",
    LineFault.UNCHECKED: "The item master could not be asked, so the ERP has the only word.",
}


def short(finding: Finding, form: Form) -> str:
    """In the grid, beside the line's mark."""
    return _SHORT[finding.fault].format(limit=shown(finding.field, finding.limit, form))


def long(finding: Finding, form: Form) -> str:
    """Below the field, and as the tool tip of its cell."""
    limit = shown(finding.field, finding.limit, form)
    return _LONG[finding.fault].format(limit=limit, title=TITLES[finding.field])


def use(finding: Finding, form: Form) -> str:
    """The way out, where there is one."""
    return f"Use {shown(finding.field, finding.suggestion, form)}" if finding.suggestion else ""


def tone(finding: Finding) -> Tone:
    """How loud it is."""
    return Tone.REFUSED if finding.weight is Weight.BLOCKS else Tone.ATTENTION
