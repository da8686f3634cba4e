"""The words of a receipt's refusals, questions and news; the tables of all flows hold them."""

from collections.abc import Callable, Mapping

from app.core.flow.news import News
from app.core.flow.outcomes import Facts
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.ui.texts import Words, amount, day, much


def _line(facts: Facts) -> str:
    return f"line {facts.line}" if facts.line else "this line"


def _order(facts: Facts) -> str:
    return f"order {facts.order}" if facts.order else "this order"


def _named(facts: Facts) -> str:
    """A line and what it is of."""
    return f"{_line(facts)}, {facts.part}" if facts.part else _line(facts)


def _sum(facts: Facts) -> str:
    """How much of a line is here, in both its units."""
    if facts.stock is None:
        return much(facts.have, facts.unit)
    return f"{amount(facts.have, facts.unit)} ({amount(facts.stock, facts.stock_unit)})"


def _rest(facts: Facts) -> str:
    """How much of a line is not here yet."""
    if facts.need is None or facts.have is None:
        return facts.text
    return much(facts.need - facts.have, facts.unit)


def _taken(facts: Facts) -> str:
    packages = f", {facts.count} packages" if facts.count > 1 else ""
    return f"{facts.part}: {_sum(facts)} of {much(facts.need, facts.unit)}{packages}"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def _not_now(facts: Facts) -> str:
    return f"Not taken: {facts.text[:60]}." if facts.text else "Not taken."


def _over(facts: Facts) -> Words:
    return Words(
        f"{much(facts.need, facts.unit)} is too much for {_line(facts)}",
        f"Not taken. {much(facts.have, facts.unit)} more may come of {facts.part}, its "
        "percentage counted in. Count again, or ask the buyer.",
    )


def _other_unit(facts: Facts) -> Words:
    units = " or ".join(dict.fromkeys(filter(None, (facts.unit, facts.stock_unit))))
    return Words(
        f"{facts.text} is in another unit than {_line(facts)}",
        f"Not taken. Type the quantity in {units}." if units else "Not taken. Type the quantity.",
    )


def _expiry_differs(facts: Facts) -> Words:
    known = f"expires on {day(facts.day)}" if facts.day else "has no day of expiry"
    return Words(
        f"Lot {facts.lot} {known}, not on {facts.text}",
        "Not taken: one lot has one day. Put the package aside and ask quality.",
    )


REFUSALS: Mapping[Refusal, Callable[[Facts], Words]] = {
    Refusal.UNKNOWN_ORDER: lambda f: Words(
        f"The ERP knows no purchase order {f.text[:40]}",
        "Not taken. Scan the order's number on the packing slip or a supplier's label.",
    ),
    Refusal.ORDER_CLOSED: lambda f: Words(
        f"{_order(f).capitalize()} is closed",
        "Nothing can be received on it. Put the delivery aside and ask the buyer.",
    ),
    Refusal.ORDER_CANCELLED: lambda f: Words(
        f"{_order(f).capitalize()} is cancelled",
        "Nothing can be received on it. Put the delivery aside and ask the buyer.",
    ),
    Refusal.ORDER_FIRST: lambda f: Words(
        "Scan the purchase order first", f"{_not_now(f)} Its number is on the packing slip."
    ),
    Refusal.OTHER_VENDOR: lambda f: Words(
        f"{_order(f).capitalize()} is another vendor's",
        f"Not taken. It is of {f.other or 'another vendor'}: put it aside, receive it by itself.",
    ),
    Refusal.NOT_ON_ORDER: lambda f: Words(
        f"{f.part} is not on {_order(f)}",
        "Not taken. Put it aside; scan the label of a part of this order.",
    ),
    Refusal.NO_SUCH_LINE: lambda f: Words(
        f"{_order(f).capitalize()} has no {_line(f)}",
        "Not taken. Scan the part instead.",
    ),
    Refusal.LINE_OF_OTHER_PART: lambda f: Words(
        f"The label says {f.text}, {_line(f)} is for {f.part}",
        "Not taken: they contradict each other. Compare the goods with the packing slip.",
    ),
    Refusal.UNIT_CHANGED: lambda f: Words(
        f"The buyer changed the unit of {_line(f)}",
        f"It was {f.text}, now it is {f.unit}. Take its packages out here and scan them again.",
    ),
    Refusal.LINE_CLOSED: lambda f: Words(
        f"Nothing can be received on {_named(f)}",
        "It is closed or cancelled. Put the package aside and ask the buyer.",
    ),
    Refusal.LINE_GONE: lambda f: Words(
        f"The buyer took {_line(f)} out of the order",
        "It was not posted. Take its packages out here, put them aside, and ask the buyer.",
    ),
    Refusal.LINE_FIRST: lambda f: Words(
        "Which line is this for?", f"{_not_now(f)} Scan the part first, or choose its line."
    ),
    Refusal.NOTHING_OPEN: lambda f: Words(
        f"Nothing more is to come on {_named(f) if f.line else _order(f)}",
        f"{_not_now(f)} Put it aside and ask the buyer.",
    ),
    Refusal.NOTHING_RECEIVED: lambda _: Words(
        "Nothing is here to be reviewed yet", "Scan the label of a package first."
    ),
    Refusal.OVER_RECEIPT: _over,
    Refusal.PACKAGE_TWICE: lambda f: Words(
        f"Package {f.text[:40]} is here already",
        f"Not taken twice: it is one of {_named(f)}. Scan the next package.",
    ),
    Refusal.OTHER_UNIT: _other_unit,
    Refusal.NOT_WHOLE: lambda f: Words(
        f"{f.text} is no whole number of pieces",
        f"Not taken: {f.part or 'this part'} is counted. Check the quantity on the label.",
    ),
    Refusal.DATE_MALFORMED: lambda f: Words(
        f"{f.text[:40]} is no day", "Not taken. Type the day of expiry as 2027-01-31."
    ),
    Refusal.EXPIRY_DIFFERS: _expiry_differs,
    Refusal.RECEIVED_EXPIRED: lambda f: Words(
        f"This package of {f.part} expired on {day(f.day)}",
        "Not taken. Put it aside for quality and scan the next one.",
    ),
    Refusal.LOT_TOO_LONG: lambda f: Words(
        "This lot's name is too long",
        f"Not taken: the ERP keeps {f.count} characters. Scan the lot's own code, not the label.",
    ),
    Refusal.LOT_IS_A_PART: lambda f: Words(
        f"{f.text} is a part number, not a lot", f"Not taken. Scan the lot of {f.part}."
    ),
    Refusal.INSPECTED_FIRST: lambda f: Words(
        f"{f.part} is inspected first",
        f"Not taken: {f.text}. It goes to stores {f.stores} and nowhere else.",
    ),
}

QUESTIONS: Mapping[QuestionKind, Callable[[Facts], Words]] = {
    QuestionKind.WHICH_UNIT: lambda f: Words(
        f"The label says {f.text}. Which is meant?",
        f"{f.part} is bought and stocked in two units. Scan the number of an answer, or NO.",
    ),
    QuestionKind.SAME_PACKAGE: lambda f: Words(
        f"Is this the package of {much(f.have, f.unit)} on {_line(f)}?",
        f"It has no lot yet, and this label says {f.text}. Scan YES, or NO for another package.",
    ),
    QuestionKind.SLIP_RECEIVED: lambda f: Words(
        f"Packing slip {f.text[:40]} was received before",
        f"On {day(f.day)}, on this order. Scan YES if more came with it, or NO.",
    ),
    QuestionKind.PACKAGE_RECEIVED: lambda f: Words(
        f"Package {f.text[:40]} was received before",
        f"With {f.other}, on this order. Scan YES if this is another one, or NO.",
    ),
    QuestionKind.OTHER_SLIP: lambda f: Words(
        f"The label is of packing slip {f.text[:40]}",
        f"This receipt is for {f.other}. Scan YES to take it all the same, or NO.",
    ),
    QuestionKind.SWITCH_ORDER: lambda f: Words(
        f"The label is of {_order(f)}. Go there?",
        "This receipt is kept and can be opened again. Scan YES or NO.",
    ),
    QuestionKind.ALL_OF_LINE: lambda f: Words(
        f"Receive {_rest(f)} of {f.part} as ordered?",
        "It is what is open of the line. Count it, then scan YES or NO.",
    ),
    QuestionKind.ALL_OF_ORDER: lambda f: Words(
        f"Receive all that is open of {_order(f)}?",
        f"Lines: {f.count}. Lots and serial numbers are still asked for. Scan YES or NO.",
    ),
    QuestionKind.PLAIN_LOT: lambda f: Words(
        f"Is {f.text[:40]} the name of the lot?", "It reads like a quantity. Scan YES or NO."
    ),
}

NEWS: Mapping[News, Callable[[Facts], str]] = {
    News.ORDER: lambda f: f"Order of {f.other}" if f.other else "Order",
    News.PACKING_SLIP: lambda _: "Packing slip",
    News.PACKAGE: _taken,
    News.OVER: lambda f: f"More than ordered. {_taken(f)}",
    News.EXPIRES: lambda f: f"Expires on {day(f.day)}",
    News.ALL_TAKEN: lambda f: f"As ordered: {f.part or _lines(f.count)}",
    News.NOTED: lambda f: f"Noted for {_line(f)}",
    News.REMOVED: lambda f: f"Taken out of {_line(f)}",
    News.ORDER_COMPLETE: lambda _: "All that was open is here",
}
