"""What can be decided on a posting: its buttons, and the calm question behind each."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.posting import IllegalTransitionError, PostingKind
from app.core.proof.evidence import Evidence
from app.services.attention import Attention
from app.services.corrections import NoSuchDraftError
from app.services.decisions import SerialHeldError
from app.services.overview import PostingRow
from app.services.sender import StoredPosting
from app.ui import activity_texts, posting_texts
from app.ui.activity_texts import Act
from app.ui.look import SEMIBOLD, Look
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.form import FormRow
from app.ui.widgets.scroll import bring_into_view
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone

_KINDS = {
    Act.WITHDRAW: ButtonKind.DANGER,
    Act.RELEASE: ButtonKind.PRIMARY,
    Act.CORRECT: ButtonKind.PRIMARY,
    Act.LOOK_AGAIN: ButtonKind.PRIMARY,
}
_RIGHT = {Act.RELEASE, Act.CORRECT, Act.LOOK_AGAIN}


class Decision(QObject):
    """Two parts of the story's card. GUI thread.

    Attributes:
        asking: The question with its reason, hidden while nothing is asked.
        bar: The buttons.
    """

    reason_wanted = Signal()  # by the keys at the prompt
    opened = Signal(object, str)  # kind and id of a draft that corrects the posting

    def __init__(self, look: Look, desk: Attention, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._desk = look, desk
        self._row: PostingRow | None = None
        self._evidence: Evidence | None = None
        self._act: Act | None = None
        self._asked = ""  # about which posting something is under way
        self._title = Text(look, weight=SEMIBOLD, wrap=True)
        self._meaning = Text(look, tone=Tone.SECOND, wrap=True)
        self.reason = QLineEdit()
        self._field = FormRow(
            look,
            posting_texts.REASON,
            self.reason,
            help_text=posting_texts.REASON_HELP,
            required=False,
        )
        self._told = Text(look, tone=Tone.REFUSED, wrap=True)
        self.asking = QWidget()
        self._column = QVBoxLayout(self.asking)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._told, self._title, self._meaning, self._field):
            self._column.addWidget(widget)
        self.bar = ActionBar(look)
        self.bar.set_low(low=True)
        self._buttons = {act: self._button(act) for act in Act}
        self._not_now = self.bar.add_left(ActionButton(look, activity_texts.NOT_NOW))
        self.keys = self.bar.add_left(
            ActionButton(look, posting_texts.TYPE_REASON, icon="keyboard")
        )
        self._yes = self.bar.add_right(ActionButton(look, "", kind=ButtonKind.PRIMARY))
        self._connect()
        self.show_row(None, None)

    def _button(self, act: Act) -> ActionButton:
        kind = _KINDS.get(act, ButtonKind.SECONDARY)
        made = ActionButton(self._look, activity_texts.VERBS[act], kind=kind)
        made.clicked.connect(lambda: self.choose(act))
        return self.bar.add_right(made) if act in _RIGHT else self.bar.add_left(made)

    def _connect(self) -> None:
        decisions = self._desk.decisions
        self.keys.clicked.connect(self.reason_wanted)
        self._not_now.clicked.connect(self.leave)
        self._yes.clicked.connect(self._confirm)
        self.reason.returnPressed.connect(self._confirm)
        self.reason.textEdited.connect(lambda: self._field.set_error(""))
        decisions.decided.connect(self._decided)
        decisions.overtaken.connect(lambda _: self.tell(activity_texts.OVERTAKEN))
        decisions.failed.connect(lambda _: self._failed(posting_texts.NOT_DECIDED))
        decisions.hindered.connect(self._hindered)
        decisions.all_decided.connect(self._all_decided)
        self._look.changed.connect(self._restyle)
        self._restyle()

    def show_row(self, row: PostingRow | None, evidence: Evidence | None) -> None:
        """Offer what can be done now. What is asked stays while nothing has changed."""
        before, self._row, self._evidence = self._row, row, evidence
        another = row is None or before is None or row.posting_id != before.posting_id
        if another:
            self.reason.clear()
            self.tell("")
        if another or (before is not None and row is not None and row.standing != before.standing):
            self._act = None
        self._show()

    def open(self) -> None:
        """Lead the keyboard to what is mostly wanted here."""
        offered = self._offered()
        if self._act is not None:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif offered:
            self._buttons[offered[-1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, act: Act) -> None:
        """A button was pressed: ask, or do at once what changes nothing."""
        row = self._row
        if row is None:
            return
        self.tell("" if self._desk.decisions.who else posting_texts.NOBODY)
        if not self._desk.decisions.who:
            return
        if act is Act.LOOK_AGAIN:
            self._begin()
            self._desk.decisions.look_again(row.posting_id)
        elif act is Act.CORRECT:
            self._begin()
            self._desk.corrections.open(row.posting_id, self._drafted, self._not_drafted)
        else:
            self._act = act
            self._show()
            self.open()
            self._show_field()

    def leave(self) -> None:
        """Ask nothing any more."""
        self._act = None
        self._field.set_error("")
        self._show()

    def tell(self, words: str) -> None:
        """What became of it, where nothing did; "" for nothing to tell."""
        self._told.setText(words)
        self._told.set_tone(Tone.REFUSED)
        self._told.setVisible(bool(words))
        self._show_asking()
        if words:
            QTimer.singleShot(0, self, lambda: bring_into_view(self._told))

    def _confirm(self) -> None:
        row, act, reason = self._row, self._act, self.reason.text().strip()
        if row is None or act is None or not self._yes.isEnabled():
            return
        if act in activity_texts.NEED_REASON and not reason:
            self._field.set_error(activity_texts.NO_REASON)
            self._show_field()
            self.open()
            return
        if not self._desk.decisions.who:
            self._field.set_error(posting_texts.NOBODY)
            self._show_field()
            return
        self._begin()
        self._does(act, row, reason)()

    def _does(self, act: Act, row: PostingRow, reason: str) -> Callable[[], None]:
        decisions, posting_id, shown = self._desk.decisions, row.posting_id, self._evidence
        problem = row.problem
        match act:
            case Act.RELEASE:
                return lambda: decisions.release(posting_id, reason)
            case Act.WITHDRAW:
                return lambda: decisions.withdraw(posting_id, reason)
            case Act.WAS_POSTED:
                return lambda: decisions.was_posted(posting_id, reason, shown)
            case Act.WAS_NOT_POSTED:
                return lambda: decisions.was_not_posted(posting_id, reason, shown)
            case Act.SEND_ALL_AGAIN if problem is not None:
                detail = problem.detail if activity_texts.listed_cause(problem.code) else None
                return lambda: decisions.send_again_all(
                    row.target_key, problem.code, detail, reason
                )
            case _:
                return lambda: decisions.send_again(posting_id, reason)

    def _begin(self) -> None:
        """Nothing more until it is known what became of it."""
        self._asked = self._row.posting_id if self._row is not None else ""
        self._show()

    def _decided(self, stored: StoredPosting) -> None:
        if stored.posting.posting_id == self._asked:
            self._asked = ""
            self._act = None
            self._show()

    def _all_decided(self, count: int) -> None:
        self._failed(activity_texts.sent_again(count))
        self._told.set_tone(Tone.NORMAL)

    def _failed(self, words: str) -> None:
        self._asked = ""
        self._act = None
        self._show()
        self.tell(words)

    def _hindered(self, problem: SerialHeldError) -> None:
        self._failed(activity_texts.hindered(problem.reference, problem.serial))

    def _drafted(self, kind: PostingKind, draft_id: str) -> None:
        self._asked = ""
        self._show()
        self.opened.emit(kind, draft_id)

    def _not_drafted(self, problem: Exception) -> None:
        match problem:
            case IllegalTransitionError():
                self._failed(activity_texts.OVERTAKEN)
            case NoSuchDraftError():
                self._failed(activity_texts.NOT_A_DRAFT)
            case _:
                self._failed(posting_texts.NOT_DECIDED)

    def _offered(self) -> tuple[Act, ...]:
        row = self._row
        return () if row is None else activity_texts.acts(row, here=self._desk.is_here(row))

    def _show(self) -> None:
        offered, act = self._offered(), self._act
        free = not self._asked
        for one, button in self._buttons.items():
            button.setVisible(one in offered and act is None)
            button.setEnabled(free)
        for button in (self._not_now, self.keys, self._yes):
            button.setVisible(act is not None)
        self._yes.setEnabled(free)
        if act is not None and self._row is not None:
            words = activity_texts.question(act, self._row)
            self._title.setText(words.title)
            self._meaning.setText(words.hint)
            self._yes.set_words(activity_texts.VERBS[act])
            self._yes.set_kind(_KINDS.get(act, ButtonKind.PRIMARY))
        for widget in (self._title, self._meaning, self._field):
            widget.setVisible(act is not None)
        self.bar.setVisible(bool(offered))
        self._show_asking()

    def _show_asking(self) -> None:
        self.asking.setVisible(self._act is not None or bool(self._told.text()))

    def _show_field(self) -> None:
        """Scroll to it, once the room is parted anew."""
        QTimer.singleShot(0, self, lambda: bring_into_view(self._field))

    def _restyle(self) -> None:
        self._column.setSpacing(self._look.px(12))
