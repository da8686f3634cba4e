"""The receipt flow: the shape of all flows, with what is a receipt's."""

from typing import Any

from PySide6.QtCore import Signal

from app.core.flow.steps import Step
from app.services.open_orders import OpenOrders
from app.services.receiving import ReceiptDesk
from app.ui import receipt_texts
from app.ui.look import Look
from app.ui.pages.lines import LinesPage
from app.ui.pages.receipt_buttons import ReceiptButtons
from app.ui.pages.receipt_done import ReceiptDonePage
from app.ui.pages.receipt_lines import ReceiptLinesPage
from app.ui.pages.receipt_order import OrderPage
from app.ui.pages.receipt_review import ReceiptReviewPage
from app.ui.pages.receipt_speech import ReceiptSpeech
from app.ui.pages.scan_flow import FlowParts, ScanFlow
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.entry_panel import EntryPanel


class ReceiptFlow(ScanFlow):
    """Receiving purchase orders: *Order*, *Lines*, *Review*, *Done*."""

    labels_wanted = Signal(str)  # of the receipt that was posted, by its posting's id

    def __init__(self, look: Look, desk: ReceiptDesk, orders: OpenOrders) -> None:
        order = OrderPage(look, desk, orders)

        def buttons(bar: ActionBar, entry: EntryPanel) -> ReceiptButtons:
            made = ReceiptButtons(look, desk, bar, entry)
            made.by_hand.clicked.connect(self._fold_hand)
            made.labels.clicked.connect(self._ask_for_labels)
            return made

        parts = FlowParts(
            header=order,
            lines=lambda: ReceiptLinesPage(look, desk),
            review=lambda: ReceiptReviewPage(look, desk),
            done=lambda: ReceiptDonePage(look, desk),
            speech=ReceiptSpeech(desk),
            steps=receipt_texts.STEPS,
            topics=receipt_texts.TOPICS,
            counted_on=Step.LINES,
            buttons=buttons,
        )
        super().__init__(look, desk, parts)
        self._receipts = desk
        order.chosen.connect(self.typed)

    def settle_lines(self, page: LinesPage[Any]) -> None:
        """The entry panel also types into what is written by hand."""
        super().settle_lines(page)
        if isinstance(page, ReceiptLinesPage):
            page.hand.turned.connect(self.entry.leave_field)
            page.hand.folded.connect(self.entry.leave_field)
            for field, name in page.hand.fields():
                self.entry.serve(field, name)

    def _fold_hand(self) -> None:
        if isinstance(self.lines, ReceiptLinesPage):
            self.lines.hand.fold()

    def _ask_for_labels(self) -> None:
        stored = self._receipts.posting
        if stored is not None:
            self.labels_wanted.emit(stored.posting.posting_id)
