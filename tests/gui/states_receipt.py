"""The four pages of a receipt: normal, asking, refused, complete, short, by hand, posted."""

from app.core.flow.changes import Slot
from app.core.posting import PostingState
from app.core.receiving.draft import ReceiptDraft
from app.ui.pages.receipt_lines import ReceiptLinesPage
from tests.gui.stage import Stage
from tests.gui.state_list import LONG, state
from tests.services.world import until

BEARINGS = (
    "[)>\x1e06\x1dK100431\x1d11KLS-88211\x1dPBRG-6204\x1d1T24E-077\x1d14D20290131\x1dQ60\x1e\x04"
)
MORE = "[)>\x1e06\x1dK100431\x1dPBRG-6204\x1d1T24E-081\x1d14D20290131\x1dQ40\x1d3SPK-0002\x1e\x04"
SEALS = "[)>\x1e06\x1dK100431\x1dPSEAL-22\x1dQ300\x1e\x04"


def reels(quantity: str) -> str:
    """A label of the order that is bought by the reel."""
    return f"[)>\x1e06\x1dK100433\x1dPRES-10K\x1d1TR-2650\x1dQ{quantity}\x1e\x04"


# Order


@state()
def order_empty(on: Stage) -> None:
    on.window.open_flow("receive")
    until(lambda: on.station.orders.listed)


@state(alone=True)
def order_offline(on: Stage) -> None:
    on.offline()
    on.window.open_flow("receive")
    until(lambda: on.station.orders.problem is not None)


@state()
def order(on: Stage) -> None:
    on.scan("KB:GOTO-RECEIVE", "100431", "[)>\x1e06\x1dK100431\x1d11KLS-88211\x1e\x04")


@state()
def order_closed(on: Stage) -> None:
    on.scan("KB:GOTO-RECEIVE", "100438")


@state()
def question_slip(on: Stage) -> None:
    on.scan("KB:GOTO-RECEIVE", "100431", "[)>\x1e06\x1dK100431\x1d11KLS-88120\x1e\x04")


# Lines


@state()
def receipt_lines(on: Stage) -> None:
    on.scan(BEARINGS, MORE, SEALS)


@state()
def receipt_packages(on: Stage) -> None:
    on.scan(BEARINGS, MORE, "[)>\x1e06\x1dK100431\x1d4K3\x1dPBRG-6204\x1dQ5\x1e\x04")
    lines = on.window.receipts.lines
    lines.model.fold(lines.model.row_of(2))
    lines.refresh()


@state()
def receipt_large(on: Stage) -> None:
    on.scan("KB:GOTO-RECEIVE", "100500", "KB:NEXT")


@state()
def receipt_serials(on: Stage) -> None:
    on.scan("KB:GOTO-RECEIVE", "100435", "KB:NEXT", "DISP-7", "D700001", "D700002")


@state()
def receipt_as_ordered(on: Stage) -> None:
    on.scan("KB:GOTO-RECEIVE", "100446", "KB:NEXT", "KB:ALL", "KB:YES")


def _fold(on: Stage) -> None:
    lines = on.window.receipts.lines
    assert isinstance(lines, ReceiptLinesPage)
    lines.hand.fold()


@state(back=_fold)
def receipt_by_hand(on: Stage) -> None:
    on.scan(BEARINGS, SEALS)
    _fold(on)


@state()
def question_unit(on: Stage) -> None:
    on.scan(reels("2"))


@state()
def question_all_of_order(on: Stage) -> None:
    on.scan(BEARINGS)
    on.station.receiving.receive_all()


@state()
def question_switch_order(on: Stage) -> None:
    on.scan(BEARINGS, "[)>\x1e06\x1dK100432\x1dPORING-45\x1dQ100\x1e\x04")


@state()
def refused_over(on: Stage) -> None:
    on.scan("[)>\x1e06\x1dK100431\x1d4K4\x1dPSEAL-22\x1dQ301\x1e\x04")


@state()
def refused_label(on: Stage) -> None:
    on.scan(BEARINGS, LONG)


# Review and Done


@state(after="receipt-lines")
def receipt_review(on: Stage) -> None:
    on.scan("KB:NEXT")


@state()
def receipt_review_warnings(on: Stage) -> None:
    on.scan("KB:GOTO-RECEIVE", "100435", "KB:NEXT", "DISP-7")
    on.scan(*(f"D70{number:04}" for number in range(1, 6)))
    draft = on.station.receiving.draft
    assert isinstance(draft, ReceiptDraft)
    on.station.receiving.write("1", Slot.DAMAGED, "2")
    on.station.receiving.write("1", Slot.SHORT, "1")
    on.scan("KB:NEXT")
    until(lambda: on.station.flows.idle and not draft.state.checking)


@state(after="receipt-review", alone=True)
def receipt_done(on: Stage) -> None:
    on.scan("KB:POST")
    desk = on.station.receiving
    until(lambda: desk.posting is not None and desk.posting.state is PostingState.POSTED)
    on.seen()
