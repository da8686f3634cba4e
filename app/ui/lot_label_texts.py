"""Words of lot labels: on the label itself, on the page where unprinted ones wait."""

from app.core.lot_labels.label import LotLabel
from app.core.lot_labels.layout import Captions
from app.services.lot_labels import PrinterFault
from app.ui import texts
from app.ui.texts import Words, system_said

CAPTIONS = Captions("Lot", "Quantity", "Expires", "PO", "Received")

LABELS = "Lot labels"
COLUMNS = ("Lot", "Part", "Quantity", "Expires", "Received with")
PREVIEW = "Preview"
PRINT = "Print all"
PDF = "Save as PDF"
DISMISS = "Put aside"
AGAIN = "Print again"
BACK = "Back"
CLEAR = "Understood"
KEEP = "Keep them"

NONE = Words("No label waits", "After a receipt was posted, its lot labels are printed from here.")
NONE_LISTED = Words("No label waits", "Labels that were not printed yet are listed here.")

_AGAIN = "The labels wait here; press Print all when it is ready."
_REMEDIES = {
    PrinterFault.OFF: Words(
        "The label printer does not answer", f"See whether it is on and plugged in. {_AGAIN}"
    ),
    PrinterFault.BUSY: Words(
        "Another program uses the label printer's port", f"Close that program. {_AGAIN}"
    ),
    PrinterFault.NO_PERMISSION: Words(
        "This user may not open the label printer's port", f"Ask IT for the right to it. {_AGAIN}"
    ),
    PrinterFault.UNUSABLE: Words(
        "The label printer can't be used as it is set up",
        f"Let IT look at label_printer in the station file. {_AGAIN}",
    ),
    PrinterFault.NO_PAPER: Words("The label printer is out of labels", f"Load a roll. {_AGAIN}"),
    PrinterFault.NO_RIBBON: Words("The label printer is out of ribbon", f"Load one. {_AGAIN}"),
    PrinterFault.OPEN: Words("The label printer is open", f"Close it. {_AGAIN}"),
    PrinterFault.PAUSED: Words(
        "The label printer is paused", f"Press its pause or feed key. {_AGAIN}"
    ),
    PrinterFault.SLOW: Words(
        "The label printer took too long",
        "Some labels may have come out; printing all again does no harm. The receipt is posted.",
    ),
    PrinterFault.CUT_OFF: Words(
        "The line to the label printer broke",
        "Some labels may have come out; printing all again does no harm. The receipt is posted.",
    ),
}


def waiting(labels: int, *, printing: bool, has_printer: bool) -> Words:
    """What the page says while nothing is wrong."""
    if printing:
        return Words(
            f"Printing {texts.lot_labels(labels)}", "Posting does not wait for the printer."
        )
    how = "Print all" if has_printer else "Save as PDF"
    verb = "waits" if labels == 1 else "wait"
    hint = "Nothing is lost meanwhile: they are kept until they are printed or put aside."
    return Words(f"{texts.lot_labels(labels)} {verb}: press {how}", hint)


def printed(labels: int, reference: str) -> Words:
    """Where none waits and one came from a receipt whose labels are out."""
    verb = "is" if labels == 1 else "are"
    return Words(
        f"{texts.lot_labels(labels)} of {reference} {verb} printed",
        f"Is one torn, or stuck in the printer? {AGAIN} takes those of this receipt once more.",
    )


def fault(what: PrinterFault, detail: str) -> Words:
    """Why the printer took none, and what to do."""
    words = _REMEDIES[what]
    return Words(words.title, f"{words.hint} ({system_said(detail)})" if detail else words.hint)


def dismiss(labels: int) -> Words:
    """The question before they are put aside."""
    return Words(
        f"Put {texts.lot_labels(labels)} aside unprinted?",
        "They leave this list. What was received stays posted.",
    )


def quantity(label: LotLabel) -> str:
    """As the label has it."""
    return texts.amount(label.quantity, label.unit)


def received_with(label: LotLabel, reference: str) -> str:
    """Order and line, and our reference of the receipt."""
    order = "/".join(filter(None, (label.order_number, label.order_line)))
    return texts.joined(f"PO {order}" if order else "", reference)
