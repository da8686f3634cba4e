"""The buttons that only the receipt flow has: as ordered, by hand, and the lot labels."""

from app.core.flow.steps import Step
from app.core.labels import Verb
from app.core.posting import PostingState
from app.services.receiving import ReceiptDesk
from app.ui import receipt_texts
from app.ui.look import Look
from app.ui.pages.flow_buttons import FlowButtons
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import ActionButton
from app.ui.widgets.entry_panel import EntryPanel


class ReceiptButtons(FlowButtons):
    """On Lines all that is open, of a line or of the order, and fields; on Done the labels."""

    def __init__(self, look: Look, desk: ReceiptDesk, bar: ActionBar, entry: EntryPanel) -> None:
        super().__init__(look, desk, bar, entry, receipt_texts.BUTTONS)
        self.line = bar.add_left(self.make(receipt_texts.LINE_AS_ORDERED, "Ctrl+O", Verb.ALL))
        self.whole = bar.add_left(
            ActionButton(look, receipt_texts.ALL_AS_ORDERED, shortcut="Ctrl+Shift+O")
        )
        self.whole.clicked.connect(desk.receive_all)
        self.by_hand = bar.add_left(ActionButton(look, receipt_texts.BY_HAND, shortcut="Ctrl+E"))
        self.labels = bar.add_left(ActionButton(look, receipt_texts.LABELS, shortcut="Ctrl+L"))

    def show_own(self, step: Step) -> None:
        """Labels are of what is posted."""
        posting = self._desk.posting
        for button in (self.line, self.whole, self.by_hand):
            button.setVisible(step is Step.LINES)
        self.labels.setVisible(step is Step.DONE)
        self.labels.setEnabled(posting is not None and posting.state is PostingState.POSTED)
