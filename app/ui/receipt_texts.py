"""Sentences of the receipt flow, but for its refusals and questions."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from app.core.flow.changes import HeaderField, Slot
from app.core.problems import Problem
from app.core.receipt_facts import OrderStatus, PurchaseOrderLine
from app.core.receiving.packages import Package
from app.core.receiving.readiness import Prompt, Want
from app.core.receiving.state import LineState, ReceiptState
from app.core.receiving.sums import Lack
from app.ui.flow_texts import ButtonWords, wait_checks
from app.ui.texts import Words, age, amount, joined, measure, much, place

STEPS = ("Order", "Lines", "Review", "Done")
TOPICS = ("receipt-order", "receipt-lines", "receipt-review", "receipt-done")
BUTTONS = ButtonWords("Lines", "Post receipt", "Next receipt")
FIELDS = {
    HeaderField.PACKING_SLIP: Words("Packing slip", "The supplier's number of this delivery"),
    HeaderField.REFERENCE: Words("Your reference", "What you call this delivery"),
    HeaderField.ACTION_DATE: Words("Received on", "YYYY-MM-DD, today unless given"),
    HeaderField.TXNS_ACCEPTED: Words("Transactions accepted", "Passed on as it is"),
}

# The orders


OPEN_ORDERS, TO_COME = "Open orders", "What is to come"
NOT_CHOSEN, CHOOSE, LATE = "not chosen yet", "Receive", "late"
READ_ANEW = "Read anew"


def orders_read(count: int, read_at: datetime | None) -> str:
    """How many are listed, and by which age."""
    if read_at is None:
        return ""
    orders = "1 order" if count == 1 else f"{count:,} orders"
    return f"{orders} · read {age(read_at, datetime.now(UTC))}"


def no_orders(problem: Problem | None, *, reading: bool) -> tuple[str, str, str]:
    """What stands where the list will be, and what can be done about it."""
    if problem is not None:
        return (
            "The open orders could not be read",
            "Scan the PO or any label all the same: what this station knows of it is used.",
            READ_ANEW,
        )
    if reading:
        return ("Reading the open orders", "Scan meanwhile: nothing waits for the list.", "")
    return (
        "No order is open",
        "Nothing is to come by the ERP. Ask the buyer about what was delivered.",
        READ_ANEW,
    )


def lines_open(count: int, total: int) -> str:
    """Of an order in the list: lines of which something is to come."""
    return f"{count:,} of {total:,}"


def lines_to_come(state: ReceiptState) -> str:
    """Beside the table of what is to come."""
    to_come = sum(1 for line in state.lines if line.open)
    return f"{lines_open(to_come, len(state.lines))} lines open"


# What is asked for


def prompt(asked: Prompt, state: ReceiptState) -> Words:
    """The banner's one thing to do now."""
    line, package = asked.line, asked.package
    if line is not None and package is not None and asked.want in _OF_PACKAGE:
        return _OF_PACKAGE[asked.want](asked, line, package)
    match asked.want:
        case Want.NEXT:
            return Words(
                "Scan a label, or NEXT for the lines",
                f"PO {state.subject} · a packing slip may be scanned here, too.",
            )
        case Want.PACKAGE:
            return Words("Scan the next label", _next_hint(state, line))
        case Want.REVIEW:
            return Words("All that was open is here. Scan NEXT", "Review comes before posting.")
        case Want.POST:
            return Words("Check, then scan POST", review_hint(state))
        case Want.WAIT_CHECKS:
            return wait_checks(asked.have)
        case Want.NEXT_RECEIPT:
            return Words("Scan NEXT for the next receipt", "Or scan a label of it right away.")
        case _:
            return Words(
                "Scan a PO, a packing slip or any supplier's label",
                "Or choose the order from the list.",
            )


def _lot_prompt(asked: Prompt, line: PurchaseOrderLine, package: Package) -> Words:
    del asked
    what = f"{much(package.quantity, line.buy_unit)} of " if package.quantity is not None else ""
    return Words(
        f"Scan the lot of {what}{line.part_id}", f"Line {line.number} · or scan any other label"
    )


def _quantity_prompt(asked: Prompt, line: PurchaseOrderLine, package: Package) -> Words:
    del asked
    lot = f" of lot {package.lot}" if package.lot else ""
    unit = measure(line.buy_unit)
    counted = f"{unit} of {line.part_id}" if unit else f"{line.part_id}"
    return Words(
        f"How many {counted}{lot}?",
        f"Scan the quantity on the label, or enter it · {much(line.open, line.buy_unit)} open",
    )


def _serials_prompt(asked: Prompt, line: PurchaseOrderLine, package: Package) -> Words:
    del package
    of = f" of {asked.need:,}" if asked.need else ""
    return Words(
        f"Scan serial number {asked.have + 1:,}{of} for {line.part_id}",
        "One by one, or scan RANGE and then the first and the last. Or scan any other label.",
    )


_OF_PACKAGE: dict[Want, Callable[[Prompt, PurchaseOrderLine, Package], Words]] = {
    Want.LOT: _lot_prompt,
    Want.QUANTITY: _quantity_prompt,
    Want.SERIALS: _serials_prompt,
}


def _next_hint(state: ReceiptState, line: PurchaseOrderLine | None) -> str:
    """The sum of the line that was scanned last; else what can be done without a label."""
    if line is None:
        return "Each label is one package. Without a label, touch the line and press By hand."
    if not state.packages.count(line.number):
        asked = f"Line {line.number}, {line.part_id} · {amount(line.open)} open"
        return f"{asked} · without a label, press By hand"
    count = state.packages.count(line.number)
    many = "1 package" if count == 1 else f"{count:,} packs"
    sum_ = both(line, state.here(line.number))
    where = _goes_to(line)
    return f"Line {line.number}, {line.part_id} · {many}, {sum_} of {amount(line.open)} · {where}"


def _goes_to(line: PurchaseOrderLine) -> str:
    return f"{'to inspection, ' if line.inspected else 'to '}{where(line)}"


def where(line: PurchaseOrderLine, stores: str = "", location: str = "") -> str:
    """Where a line's goods go: as was said, else as the order has it."""
    return joined(stores or line.stores, place(location or line.location))


def both(line: PurchaseOrderLine, quantity: Decimal) -> str:
    """A quantity in the buying unit, and in the part's own where that is another measure."""
    if line.stock_per_unit == 1:
        return much(quantity, line.buy_unit)
    stock = amount(line.stock_quantity(quantity), line.stock_unit)
    return f"{amount(quantity, line.buy_unit)} = {stock}"


def review_hint(state: ReceiptState) -> str:
    """What is about to be posted, in one line."""
    lines = len(list(state.packages.lines()))
    slip = state.text(HeaderField.PACKING_SLIP)
    read = f"order read {age(state.facts.read_at, datetime.now(UTC))}" if state.facts else ""
    counted = "1 line" if lines == 1 else f"{lines:,} lines"
    packing = f" · packing slip {slip}" if slip else ""
    return f"{counted} of PO {state.subject}{packing} · {read}"


# The lines


def line_state(state: ReceiptState, line: PurchaseOrderLine) -> str:
    """The last column of the table."""
    now = state.here(line.number)
    match state.line_state(line):
        case LineState.SCAN_SERIALS:
            return "Scan serials"
        case LineState.PARTIAL:
            return f"{amount(state.still_open(line))} still open"
        case LineState.OVER:
            return f"{amount(now - line.open)} over"
        case LineState.NOTHING_OPEN:
            return _CLOSED.get(line.status, "Received")
        case stands:
            return _LINE_STATES[stands]


_CLOSED = {OrderStatus.CLOSED: "Closed", OrderStatus.CANCELLED: "Cancelled"}
_LINE_STATES = {
    LineState.UNTOUCHED: "To come",
    LineState.SCAN_LOT: "Scan lot",
    LineState.SET_QUANTITY: "Set quantity",
    LineState.COMPLETE: "Complete",
    LineState.GONE: "Not on the order",
}


def lack(state: ReceiptState, package: Package, wanted: Lack) -> str:
    """What a package wants next."""
    if wanted is not Lack.SERIALS:
        return _LACKS[wanted]
    whole = state.serials_wanted(package)
    if whole is None:
        return "Scan serials"
    left = int(whole) - len(state.owned(package.key))
    return f"Scan {left:,} serial{'s' if left != 1 else ''}"


_LACKS = {Lack.LOT: "Scan lot", Lack.QUANTITY: "Set quantity"}


def missing(damaged: Decimal | None, short: Decimal | None) -> str:
    """What of a line did not come whole, beside its state."""
    return ", ".join(
        f"{amount(count)} {word}"
        for count, word in ((damaged, "damaged"), (short, "short"))
        if count
    )


def packages(count: int, *, unfolded: bool) -> str:
    """Folds and unfolds the packages of a line."""
    return f"Hide {count:,}" if unfolded else f"{count:,} packs"


def package(number: int, package_id: str) -> str:
    """A package under its line."""
    return joined(f"Package {number:,}", package_id)


# By hand

BY_HAND, REMOVE = "By hand", "Take out"
LABELS = "Lot labels"
LINE_AS_ORDERED, ALL_AS_ORDERED = "Line as ordered", "All as ordered"


def by_hand(line: PurchaseOrderLine | None, package: Package | None) -> str:
    """Which package the fields are of, beside their title."""
    if line is None:
        return "Touch a line, or scan its part"
    which = f"package {package.number:,}" if package is not None else "no package yet"
    return f"Line {line.number}, {line.part_id} · {which} · in {line.buy_unit}"


PACKAGE_FIELDS = {
    Slot.QUANTITY: Words("Quantity"),
    Slot.LOT: Words("Lot"),
    Slot.EXPIRES: Words("Expires", "YYYY-MM-DD"),
    Slot.LOCATION: Words("Location"),
    Slot.DAMAGED: Words("Damaged", "Not received"),
    Slot.SHORT: Words("Short", "Slip says more"),
}


# Around the page


def rail_facts(state: ReceiptState) -> tuple[str, tuple[str, ...]]:
    """What never changes during the flow: the order, whose it is, and how it came."""
    order = state.order
    if order is None:
        return "", ()
    slip = state.text(HeaderField.PACKING_SLIP)
    facts = (order.vendor_name or order.vendor_id, f"Slip {slip}" if slip else "")
    return f"PO {order.number}", tuple(fact for fact in facts if fact)
