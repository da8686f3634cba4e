"""What is to be known before a receipt is posted, and what came of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.received import LineDifference
from app.core.receiving.recheck import OrderChange, OrderChangeKind
from app.core.receiving.state import LineState, ReceiptState
from app.ui.flow_texts import LISTED, some
from app.ui.texts import amount, much

WILL_BE, DELIVERY = "Will be received", "Delivery"
PLANNED = "What this receipt takes"


def entries(count: int) -> str:
    """How much will be received, beside the table's title."""
    return "1 entry" if count == 1 else f"{count:,} entries"


def more_entries(count: int) -> str:
    """Serial numbers that stand only in the request."""
    return f"The request below lists those of {count:,} more packages."


# Warnings


def warnings(state: ReceiptState) -> Iterator[str]:
    """What does not stop the posting but should be known."""
    for package in state.packages:
        line = state.index.line(package.line)
        if package.reason and line is not None:
            what = f"Lot {package.lot} of {line.part_id}" if package.lot else line.part_id
            yield f"{what} was taken past its day with a reason: {package.reason}."
    yield from _each(state, LineState.OVER, _over)
    yield from _missing(state)
    yield from _each(state, LineState.PARTIAL, _partial)
    yield from _untouched(state)
    received = [line for line in state.lines if state.packages.count(line.number)]
    inspected = dict.fromkeys(line.part_id for line in received if line.inspected)
    if inspected:
        yield f"Goes to inspection first: {some(list(inspected))}."


def _each(
    state: ReceiptState, stands: LineState, say: Callable[[ReceiptState, PurchaseOrderLine], str]
) -> Iterator[str]:
    """A sentence for each of the first lines that stand so; the others are counted."""
    found = [line for line in state.lines if state.line_state(line) is stands]
    yield from (say(state, line) for line in found[:LISTED])
    if len(found) > LISTED:
        yield f"The same of {_lines(len(found) - LISTED)} more."


def _over(state: ReceiptState, line: PurchaseOrderLine) -> str:
    more = state.here(line.number) - line.open
    return f"{_named(line)}: {much(more, line.buy_unit)} more than ordered."


def _partial(state: ReceiptState, line: PurchaseOrderLine) -> str:
    left = state.still_open(line)
    return (
        f"{_named(line)}: {much(left, line.buy_unit)} of "
        f"{much(line.ordered, line.buy_unit)} stay open."
    )


def _missing(state: ReceiptState) -> Iterator[str]:
    """Damaged pieces, and those the packing slip names in vain: noted with the posting."""
    for noted, words in ((state.damaged, "damaged"), (state.short, "short")):
        for number, quantity in noted.items():
            line = state.index.line(number)
            if line is not None:
                yield (
                    f"{_named(line)}: {much(quantity, line.buy_unit)} {words}, "
                    "noted and not received."
                )


def _untouched(state: ReceiptState) -> Iterator[str]:
    count = sum(1 for line in state.lines if state.line_state(line) is LineState.UNTOUCHED)
    if count:
        stays = "stays open: nothing of it" if count == 1 else "stay open: nothing of them"
        yield f"{_lines(count)} of the order {stays} is here."


def _named(line: PurchaseOrderLine) -> str:
    return f"Line {line.number}, {line.part_id}"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


# What a buyer changed meanwhile


def order_change(change: OrderChange) -> str:
    """What is another thing now than when it was scanned."""
    line = f"Line {change.line_number}"
    named = f"{line}, {change.part_id}" if change.part_id else line
    return f"{named}: {_CHANGES[change.kind](change)}"


def _not_here(words: str) -> Callable[[OrderChange], str]:
    """Of a line on which nothing more is received."""
    return lambda c: f"{words}. Go back, and take its packages out." if c.here else f"{words}."


_CHANGES: Mapping[OrderChangeKind, Callable[[OrderChange], str]] = {
    OrderChangeKind.ADDED: lambda c: f"new on the order, {much(c.now, c.unit)}.",
    OrderChangeKind.GONE: _not_here("taken out of the order"),
    OrderChangeKind.NOT_OPEN: _not_here("closed or cancelled"),
    OrderChangeKind.OPEN_AGAIN: lambda _: "open again.",
    OrderChangeKind.PART: lambda c: f"of {c.texts[1]} now, not of {c.texts[0]}.",
    OrderChangeKind.UNIT: lambda c: f"bought by {c.texts[1]} now, not by {c.texts[0]}.",
    OrderChangeKind.ORDERED: lambda c: (
        f"{much(c.now, c.unit)} ordered now, not {much(c.before, c.unit)}."
    ),
    OrderChangeKind.RECEIVED: lambda c: (
        f"{much(c.now, c.unit)} received by now, not {much(c.before, c.unit)}."
    ),
    OrderChangeKind.LIMIT: lambda c: (
        f"{amount(c.now)} % more may come now, not {amount(c.before)} %."
    ),
}


# Planned against posted

_DIFFERENCES = {
    LineDifference.PART: "Another part",
    LineDifference.LOT: "Another lot",
    LineDifference.SERIALS: "Other serials",
    LineDifference.EXPIRY: "Another day",
    LineDifference.PLACE: "Another place",
}


def line(number: str) -> str:
    """A line of the order, beside its part."""
    return f"line {number}"


def lots(names: Sequence[str]) -> str:
    """The lot of a line, or how many it came in."""
    return names[0] if len(names) == 1 else f"{len(names)} lots" if names else ""


def difference(stands: LineDifference | None) -> str:
    """How a line was entered, against what was confirmed of it."""
    return "Same" if stands is None else _DIFFERENCES[stands]
