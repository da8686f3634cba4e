"""What the last scan did, in a few words; the scan itself is shown below them."""

from collections.abc import Callable

from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Facts
from app.ui import receipt_words


def taken(accepted: Accepted) -> str:
    """A few words on what a scan did."""
    facts = accepted.facts
    if accepted.news in _FOR_PART and facts.part:
        return f"Taken for {facts.part}"
    return _TAKEN[accepted.news](facts)


_FOR_PART = {News.LOT, News.LOCATION, News.LINE_COMPLETE, News.KIT_COMPLETE, News.SERIALS}
_TAKEN: dict[News, Callable[[Facts], str]] = {
    News.ASSEMBLY: lambda f: f.part or "Assembly",
    News.QUANTITY: lambda f: f"Quantity {f.text}",
    News.SERIALS: lambda _: "Serial number taken",
    News.SERIALS_COMPLETE: lambda _: "Serial numbers complete",
    News.REFERENCE: lambda _: "Your reference",
    News.ASSEMBLY_LOT: lambda _: "Assembly lot",
    News.LOT: lambda _: "Lot taken",
    News.LOCATION: lambda _: "Location taken",
    News.PART: lambda f: f"{f.part} confirmed",
    News.LINE: lambda f: f"{f.part} is asked for" if f.part else "Next line",
    News.LINE_COMPLETE: lambda _: "Line complete",
    News.KIT_COMPLETE: lambda _: "Kit complete",
    News.RANGE_FIRST: lambda _: "Range begun",
    News.RANGE_LAST: lambda f: f"Range from {f.text}",
    News.STEP: lambda _: "Last scan",
    News.UNDONE: lambda f: f"Taken back: {f.text}" if f.text else "Taken back",
    News.ALREADY: lambda _: "Taken already",
    News.ENTRY: lambda _: "Entered",
    News.KEPT: lambda _: "Left as it was",
    News.LOT_LEFT_OUT: lambda f: f"{f.part} has no lots: {f.lot} left out",
    News.SERIALS_LEFT_OUT: lambda f: f"{f.part} has no serials: {f.text} left out",
    News.SPLIT: lambda f: f"Kit of {f.count}, the rest next",
    News.NEW_BATCH: lambda _: "A new batch begins",
    **receipt_words.NEWS,
}
