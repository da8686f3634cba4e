"""A buyer at the keyboard: a new line, a table, a colleague in the way, a cancellation."""

from typing import Protocol

from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField
from app.core.po_line.verdicts import LineState
from app.core.posting import PostingState
from app.demo.orders import OrderBooks
from app.demo.scenes import Hand, Play, Until
from app.services.order_search import Finding
from app.services.purchase import Purchase
from app.services.session import SignIn

_BOUGHT = (
    ("SCR-M3X8", "FAST", "2000", "0.015"),
    ("NUT-M3", "FAST", "250", "0.12"),
    ("WIRE-075-RD", "LAPP", "500", "0.19"),
    ("WIRE-075-BU", "LAPP", "300", "0.19"),
    ("TAPE-KAP", "3M", "30", "0.99"),
    ("RESIN-2K", "WEVO", "12.5", "18.40"),
    ("SOLDER-SAC", "KOKI", "3", "78"),
    ("LABEL-25X10", "BRDY", "2000", "0.02"),
    ("RES-0603-4K7", "YAGE", "4", "20"),
    ("RES-0603-100R", "VISH", "2", "20"),
    ("RES-0603-1OK", "YAGE", "4", "20"),  # a letter where a zero belongs: no such part
    ("CAP-0805-100N", "MURA", "8000", "0.011"),
    ("CAP-0805-10U", "MURA", "750", "0.07"),  # fewer than the part's minimum
    ("IC-OPA-2", "TI", "300", "0.62"),
    ("IC-REG-3V3", "ONSE", "400", "0.29"),
    ("LED-GRN-0805", "LUMN", "2500", "0.05"),
    ("CONN-4P", "MOLX", "400", "0.24"),
    ("CONN-USB-C", "GCT", "200", "0.71"),
    ("RELAY-24V", "OMRN", "50", "1.12"),
    ("416-242424", "GENR", "25", "0.88"),
)
TABLE = "\n".join(map("\t".join, (("Part", "Manufacturer", "Quantity", "Price"), *_BOUGHT)))
"""As a spreadsheet gives it to the clipboard."""

BAD = (
    ("011", LineField.PART_NUMBER, "RES-0603-10K"),
    ("013", LineField.QUANTITY, "1000"),
)
"""The two bad cells, and what is right there."""
REASON = "Why this is right"


class Keyboard(Protocol):
    """What plays: the buyer's fingers."""

    def write(self, text: str) -> None:
        """Type into what has the focus."""
        ...

    def key(self, name: str) -> None:
        """Strike one key."""
        ...

    def paste(self, text: str) -> None:
        """Paste what was copied elsewhere."""
        ...

    def sees(self, words: str) -> bool:
        """Whether a button or field of these words may be used."""
        ...

    def press(self, words: str) -> None:
        """Press a button."""
        ...

    def choose(self, field: str, text: str) -> None:
        """Choose from a list."""
        ...

    def point_at(self, item: str, field: LineField) -> None:
        """Make a cell the current one; no item: of the next line."""
        ...


class BuyerScenes:
    """Three orders of a buyer's; what is typed counts apart from the scans."""

    def __init__(
        self, purchase: Purchase, books: OrderBooks, hand: Hand, keyboard: Keyboard
    ) -> None:
        self._desk, self._session = purchase.desk, purchase.buying.session
        self._books, self._hand, self._keyboard = books, hand, keyboard

    def play(self) -> Play:
        """All of it."""
        yield Until("ManEx lets in", lambda: self._session.sign_in_state is SignIn.SIGNED_IN)
        yield from self._press("PO lines")
        yield Until("the desk is there", lambda: self._desk.idle)
        yield self._hand.picture("po-order")
        yield from self._the_vendors_own_line()
        yield from self._twenty_lines_of_which_two_are_bad()
        yield from self._a_conflict_and_a_cancellation()

    def _the_vendors_own_line(self) -> Play:
        """The part of the vendor's sample, whose price is 0: that wants a reason."""
        type_in = self._keyboard
        yield from self._open("1748")
        yield from self._type("", LineField.PART_NUMBER, "416-242424")
        yield from self._type("002", LineField.QUANTITY, "10")
        yield self._hand.picture("po-lines")
        yield from self._review()
        yield Until("a reason is wanted", lambda: type_in.sees(REASON))
        type_in.choose(REASON, "Approved by the lead")
        yield from self._post("po-review-reason", "")

    def _twenty_lines_of_which_two_are_bad(self) -> Play:
        """Pasted from a spreadsheet; each bad cell says why, and is typed over."""
        type_in = self._keyboard
        yield from self._open("1759")
        type_in.paste(TABLE)
        yield from self._judged()
        yield Until("two are bad", lambda: self._counted(LineState.INVALID) == len(BAD))
        type_in.point_at("011", LineField.PART_NUMBER)
        yield self._hand.picture("po-lines-bad")
        for item, field, text in BAD:
            yield from self._type(item, field, text)
        yield Until("none is bad", lambda: self._counted(LineState.INVALID) == 0)
        yield from self._review()
        yield from self._post("", "po-done")

    def _a_conflict_and_a_cancellation(self) -> Play:
        """A colleague changes the line that is being changed: old, new, and what ManEx holds."""
        type_in = self._keyboard
        yield from self._open("1752")
        yield from self._type("003", LineField.QUANTITY, "600")
        type_in.point_at("005", LineField.PART_NUMBER)
        yield Until("the line is beside the sheet", lambda: self._desk.idle)
        yield from self._press("Cancel line")
        yield from self._judged()
        yield self._hand.picture("po-lines-changed")
        self._books.colleague_orders("1752", "003", 700, "Urgent")
        yield from self._review()
        yield Until("they conflict", lambda: self._counted(LineState.CONFLICT) == 1)
        yield self._hand.picture("po-review-conflict")
        yield from self._press("Keep mine")
        yield from self._post("po-review", "")

    # What all of them are made of

    def _open(self, number: str) -> Play:
        self._keyboard.write(number)
        self._keyboard.key("Return")
        yield Until(f"PO {number} lies on the desk", lambda: self._desk.opened is not None)
        yield from self._judged()

    def _type(self, item: str, field: LineField, text: str) -> Play:
        self._keyboard.point_at(item, field)
        self._keyboard.write(text)
        self._keyboard.key("Return")
        yield from self._judged()

    def _press(self, words: str) -> Play:
        yield Until(f"{words} may be pressed", lambda: self._keyboard.sees(words))
        self._keyboard.press(words)

    def _review(self) -> Play:
        yield from self._press("Review")
        yield Until("on review", lambda: self._desk.step is Step.REVIEW)
        yield Until("it was read anew", lambda: not self._desk.refreshing)
        yield from self._judged()

    def _post(self, review: str, done: str) -> Play:
        yield Until("may be posted", lambda: self._desk.may_post)
        if review:
            yield self._hand.picture(review)
        yield from self._press("Post")
        yield Until("all is posted", self._all_posted)
        if done:
            yield self._hand.picture(done)
        yield from self._press("Another order")
        yield Until(
            "the desk is clear", lambda: self._desk.search.now.finding is Finding.NOTHING_ASKED
        )

    def _judged(self) -> Play:
        desk = self._desk
        yield Until("all was judged", lambda: desk.idle and not desk.asking)

    def _counted(self, state: LineState) -> int:
        draft = self._desk.draft
        return draft.verdicts.counts[state] if draft else 0

    def _all_posted(self) -> bool:
        opened = self._desk.opened
        results = opened.results if opened else ()
        return bool(results) and all(one.state is PostingState.POSTED for one in results)
