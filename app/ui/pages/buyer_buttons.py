"""The buttons of the buyer's desk; each page shows its own."""

from collections.abc import Callable

from app.core.flow.steps import Step
from app.services.purchasing import PurchaseDesk
from app.ui import buyer_texts
from app.ui.look import Look
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import ActionButton, ButtonKind


class BuyerButtons:
    """Made once for the bar; what a page doesn't allow now is off."""

    def __init__(self, look: Look, desk: PurchaseDesk, bar: ActionBar) -> None:
        self._look, self._desk, self._bar = look, desk, bar
        self.back = self._left(buyer_texts.BACK, "Alt+Left")
        self.undo = self._left(buyer_texts.UNDO, "Ctrl+Z", desk.undo)
        self.redo = self._left(buyer_texts.REDO, "Ctrl+Y", desk.redo)
        self.paste = self._left(buyer_texts.PASTE_LINES, "Ctrl+V")
        self.open_file = self._left(buyer_texts.OPEN_FILE, "Ctrl+O")
        self.discard = self._left(buyer_texts.DISCARD, "")
        self.read_anew = self._left(buyer_texts.READ_ANEW, "F9", desk.refresh)
        self.take_rows = self._right("", "Ctrl+Return")
        self.review = self._right(buyer_texts.review_button(0), "Alt+Right", desk.review)
        self.post = self._right(buyer_texts.POST, "Ctrl+Return", desk.confirm)
        self.again = self._right(buyer_texts.ANOTHER, "Ctrl+N", desk.park)

    def _left(
        self, words: str, shortcut: str, act: Callable[[], None] | None = None
    ) -> ActionButton:
        return self._made(
            ActionButton(self._look, words, shortcut=shortcut), self._bar.add_left, act
        )

    def _right(
        self, words: str, shortcut: str, act: Callable[[], None] | None = None
    ) -> ActionButton:
        kind = ButtonKind.PRIMARY
        made = ActionButton(self._look, words, shortcut=shortcut, kind=kind)
        return self._made(made, self._bar.add_right, act)

    @staticmethod
    def _made(
        button: ActionButton,
        add: Callable[[ActionButton], ActionButton],
        act: Callable[[], None] | None,
    ) -> ActionButton:
        if act is not None:
            button.clicked.connect(act)
        return add(button)

    def show_for(self, step: Step, *, importing: int | None) -> None:
        """Show what this page offers; `importing` rows are looked at in place of the lines."""
        desk, draft = self._desk, self._desk.draft
        taking = importing is not None
        lines = step is Step.LINES and not taking
        editable = desk.editable and desk.is_open_in_erp
        self.back.setVisible(step in {Step.LINES, Step.REVIEW} or taking)
        for button in (self.undo, self.redo, self.paste, self.open_file):
            button.setVisible(lines)
            button.setEnabled(editable)
        self.undo.setEnabled(editable and draft is not None and draft.can_undo)
        self.redo.setEnabled(editable and draft is not None and draft.can_redo)
        self.discard.setVisible(lines)
        self.discard.setEnabled(editable and draft is not None and not draft.untouched)
        self.read_anew.setVisible(step is Step.REVIEW)
        self.read_anew.setEnabled(not desk.refreshing)
        self.take_rows.setVisible(taking)
        self.take_rows.set_words(buyer_texts.import_button(importing or 0))
        self.take_rows.setEnabled(bool(importing) and editable)
        self.review.setVisible(lines)
        changes = buyer_texts.to_post(draft) if draft else 0
        self.review.set_words(buyer_texts.review_button(changes))
        self.review.setEnabled(editable and draft is not None and not draft.untouched)
        self.post.setVisible(step is Step.REVIEW)
        self.post.setEnabled(desk.may_post)
        self.again.setVisible(step is Step.DONE)
