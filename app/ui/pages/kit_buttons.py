"""The buttons that only the kit flow has: its prints."""

from app.core.flow.steps import Step
from app.core.posting import PostingState
from app.services.kits import KitDesk
from app.ui import kit_texts
from app.ui.look import Look
from app.ui.pages.flow_buttons import FlowButtons
from app.ui.printing import Printing
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import ActionButton
from app.ui.widgets.entry_panel import EntryPanel


class KitButtons(FlowButtons):
    """The pick list on Components, what reversing takes on Done."""

    def __init__(
        self,
        look: Look,
        desk: KitDesk,
        printing: Printing,
        bar: ActionBar,
        entry: EntryPanel,
    ) -> None:
        super().__init__(look, desk, bar, entry, kit_texts.BUTTONS)
        self.pick_list = bar.add_left(ActionButton(look, "Pick list", shortcut="Ctrl+L"))
        self.pick_list.clicked.connect(printing.pick_list)
        self.reversal = bar.add_left(ActionButton(look, "What reversing takes", shortcut="Ctrl+R"))
        self.reversal.clicked.connect(printing.reversal)

    def show_own(self, step: Step) -> None:
        """Reversing is of what is posted."""
        posting = self._desk.posting
        self.pick_list.setVisible(step is Step.LINES)
        self.reversal.setVisible(step is Step.DONE)
        self.reversal.setEnabled(posting is not None and posting.state is PostingState.POSTED)
