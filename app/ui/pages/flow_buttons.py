"""The buttons of a flow; each page shows its own."""

from app.core.flow.steps import Step
from app.core.labels import Verb
from app.services.flow_desk import AnyDesk
from app.ui.flow_texts import ButtonWords
from app.ui.look import Look
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.entry_panel import EntryPanel


class FlowButtons:
    """Every button does what its command barcode does; prints have no barcode.

    A flow puts its own behind those at the left, and shows them by `show_own`.
    """

    def __init__(
        self, look: Look, desk: AnyDesk, bar: ActionBar, entry: EntryPanel, words: ButtonWords
    ) -> None:
        self._look, self._desk, self._words = look, desk, words
        left, right, make = bar.add_left, bar.add_right, self.make
        self.back = left(make("Back", "Alt+Left", Verb.BACK))
        self.type_code = left(entry.make_opener())
        self.undo = left(make("Undo last scan", "Ctrl+Z", Verb.UNDO))
        self.park = left(make("Park", "Ctrl+P", Verb.HOLD))
        self.cancel = left(make("Discard", "Ctrl+D", Verb.CANCEL))
        primary = ButtonKind.PRIMARY
        self.new_batch = right(make("New batch", "Ctrl+B", Verb.NEWBATCH))
        self.next = right(make(words.lines, "Alt+Right", Verb.NEXT, primary))
        self.post = right(make(words.post, "Ctrl+Return", Verb.POST, primary))
        self.again = right(make(words.again, "Ctrl+N", Verb.NEXT, primary))

    def make(
        self, words: str, shortcut: str, verb: Verb, kind: ButtonKind = ButtonKind.SECONDARY
    ) -> ActionButton:
        """A button that does what a command does."""
        made = ActionButton(self._look, words, shortcut=shortcut, kind=kind)
        made.clicked.connect(lambda: self._desk.press(verb))
        return made

    def show_own(self, step: Step) -> None:
        """Show those of a flow's own that this page offers."""

    def show_for(self, step: Step) -> None:
        """Show what this page offers; what it doesn't allow now is off."""
        working = step in {Step.SUBJECT, Step.LINES}
        done = step is Step.DONE
        self.back.setVisible(step in {Step.LINES, Step.REVIEW})
        self.undo.setVisible(working)
        self.type_code.setVisible(working)
        self.park.setVisible(not done)
        self.cancel.setVisible(step is Step.SUBJECT)
        self.show_own(step)
        self.next.setVisible(working)
        self.next.set_words(self._words.lines if step is Step.SUBJECT else "Review")
        self.next.setEnabled(self._desk.may_go_on)
        self.post.setVisible(step is Step.REVIEW)
        self.post.setEnabled(self._desk.may_go_on)
        self.new_batch.setVisible(done)
        self.again.setVisible(done)
