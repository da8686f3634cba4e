"""A delivery by the supplier's own labels, in ECIA's form and in GS1's, some of them wrong."""

from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.demo.scenes import Hand, Play, Scenes, Until
from app.main import Workstation
from app.ui.places import Place


def _ecia(*fields: str) -> str:
    """A Data Matrix as of EIGP 114: ISO/IEC 15434, format 06."""
    return "[)>\x1e06\x1d" + "\x1d".join(fields) + "\x1e\x04"


def _gs1(*elements: str) -> str:
    """A GS1-128, with the identifier of its symbology."""
    return "]C1" + "\x1d".join(elements)


PACKING_SLIP = _ecia("K100433", "11KVX-550093")
REELS = tuple(
    _ecia("K100433", "1PRC0603-10K-1", "Q5000", f"1T{lot}", f"3SVX70{number}", "4LDE")
    for number, lot in ((101, "R-9001"), (102, "R-9001"), (103, "R-9002"))
)
LEDS = _gs1("400100433", "241LED-GRN", "30100000")
TOO_MANY_LEDS = _gs1("400100433", "241LED-GRN", "30110000")
SCREWS = _gs1("400100433", "241SCR-M5X16", "303000")
UNKNOWN = "4006381333931"


class ReceiptScenes(Scenes):
    """One delivery on order 100433: reels, boxes and rolls; one line in two lots."""

    def __init__(self, station: Workstation, hand: Hand) -> None:
        super().__init__(station.receiving, hand)
        self._labels, self._printing = station.labels, station.printing
        self._show_place = station.window.show_place

    def play(self) -> Play:
        """All of it."""
        yield from self._scan("KB:GOTO-RECEIVE")
        yield self._hand.picture("orders")
        yield from self._scan(PACKING_SLIP)
        yield self._hand.picture("order")
        yield from self._reels_of_two_lots()
        yield from self._what_is_refused()
        yield from self._scan(LEDS, SCREWS, "KB:UNDO", SCREWS, "TAPE-19", "KB:ALL")
        yield self._hand.picture("receipt-question")
        yield from self._scan("KB:YES")
        yield self._hand.picture("receipt-lines-complete")
        yield from self._review_and_post("receipt-review", "receipt-done")
        yield from self._labels_as_pdf()

    def _reels_of_two_lots(self) -> Play:
        """Three reels: a package each, of one line of the order; two of one lot, one of another."""
        first, second, third = REELS
        yield from self._scan(first)
        yield from self._on(Step.LINES)
        yield from self._scan(second, third)
        yield self._hand.picture("receipt-split-lot")
        yield from self._scan(third)
        yield from self._refused(Refusal.PACKAGE_TWICE, "refused-package-twice")

    def _what_is_refused(self) -> Play:
        """More than the line may take, and a code that nobody knows."""
        yield from self._scan(TOO_MANY_LEDS)
        yield from self._refused(Refusal.OVER_RECEIPT, "refused-over-receipt")
        yield from self._scan(UNKNOWN)
        yield from self._refused(Refusal.NOT_KNOWN, "refused-unknown-label")

    def _labels_as_pdf(self) -> Play:
        """One for each lot. No barcode asks for them where there is no printer: a call does."""
        yield Until("the lots have labels", lambda: bool(self._labels.waiting))
        self._show_place(Place.LABELS)
        yield self._hand.picture("lot-labels")
        self._printing.lot_labels(self._labels)
        yield Until("the labels are printed", lambda: not self._labels.waiting)
