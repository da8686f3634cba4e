"""The buttons of the kit flow; each page shows its own."""

from app.core.kit.state import Step
from app.core.labels import Verb
from app.core.posting import PostingState
from app.services.kits import KitDesk
from app.ui.look import Look
from app.ui.printing import Printing
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.entry_panel import EntryPanel


class KitButtons:
    """Every button does what its command barcode does; prints have no barcode."""

    def __init__(
        self,
        look: Look,
        desk: KitDesk,
        printing: Printing,
        bar: ActionBar,
        entry: EntryPanel,
    ) -> None:
        left, right = bar.add_left, bar.add_right
        self._desk = desk

        def button(
            words: str, shortcut: str, verb: Verb, kind: ButtonKind = ButtonKind.SECONDARY
        ) -> ActionButton:
            made = ActionButton(look, words, shortcut=shortcut, kind=kind)
            made.clicked.connect(lambda: desk.press(verb))
            return made

        self.back = left(button("Back", "Alt+Left", Verb.BACK))
        self.type_code = left(entry.make_opener())
        self.undo = left(button("Undo last scan", "Ctrl+Z", Verb.UNDO))
        self.park = left(button("Park", "Ctrl+P", Verb.HOLD))
        self.cancel = left(button("Discard", "Ctrl+D", Verb.CANCEL))
        self.pick_list = left(ActionButton(look, "Pick list", shortcut="Ctrl+L"))
        self.pick_list.clicked.connect(printing.pick_list)
        self.reversal = left(ActionButton(look, "What reversing takes", shortcut="Ctrl+R"))
        self.reversal.clicked.connect(printing.reversal)
        self.new_batch = right(button("New batch", "Ctrl+B", Verb.NEWBATCH))
        self.next = right(button("Components", "Alt+Right", Verb.NEXT, ButtonKind.PRIMARY))
        self.post = right(button("Post kit", "Ctrl+Return", Verb.POST, ButtonKind.PRIMARY))
        self.again = right(button("Next kit, same batch", "Ctrl+N", Verb.NEXT, ButtonKind.PRIMARY))

    def show_for(self, step: Step) -> None:
        """Show what this page offers; what it doesn't allow now is off."""
        working = step in {Step.ASSEMBLY, Step.COMPONENTS}
        done = step is Step.DONE
        posting = self._desk.posting
        self.back.setVisible(step in {Step.COMPONENTS, Step.REVIEW})
        self.undo.setVisible(working)
        self.type_code.setVisible(working)
        self.park.setVisible(not done)
        self.cancel.setVisible(step is Step.ASSEMBLY)
        self.pick_list.setVisible(step is Step.COMPONENTS)
        self.reversal.setVisible(done)
        self.reversal.setEnabled(posting is not None and posting.state is PostingState.POSTED)
        self.next.setVisible(working)
        self.next.set_words("Components" if step is Step.ASSEMBLY else "Review")
        self.next.setEnabled(self._desk.may_go_on)
        self.post.setVisible(step is Step.REVIEW)
        self.post.setEnabled(self._desk.may_go_on)
        self.new_batch.setVisible(done)
        self.again.setVisible(done)
