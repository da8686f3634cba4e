"""What of a line can be written by hand: a label that is missing, wrong, or says too little."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.flow.changes import Slot
from app.core.quantities import plain
from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.packages import Package
from app.core.receiving.state import ReceiptState
from app.services.receiving import ReceiptDesk
from app.ui import receipt_texts
from app.ui.look import Look
from app.ui.widgets.button import LOW, ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.eager_field import EagerField
from app.ui.widgets.form import Form, FormRow
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.shown_text import ShownText

_OF_LINE = (Slot.DAMAGED, Slot.SHORT)


class HandCard(QWidget):
    """The package that is asked for, and what is noted of its line. Hidden until it is wanted."""

    folded = Signal()  # it is hidden now, or no longer
    written = Signal(str, str, str)
    """Package or line, Slot, the text a person typed; of the first package's quantity no package.
    """
    removed = Signal(str)  # a package
    turned = Signal()  # it is of another package or line now

    def __init__(self, look: Look, desk: ReceiptDesk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self._alone = False
        self._card = Card(look, receipt_texts.BY_HAND)
        self._remove = ActionButton(look, receipt_texts.REMOVE, kind=ButtonKind.LINK, height=LOW)
        self._remove.clicked.connect(self._take_out)
        self._card.add_to_head(self._remove, right=True)
        self._form = Form(look, columns=6)
        self._rows: dict[Slot, FormRow] = {}
        self._texts: dict[Slot, ShownText] = {}
        self._owner = ("", "")  # the line and the package that this is of
        for slot, words in receipt_texts.PACKAGE_FIELDS.items():
            field = EagerField()
            self._rows[slot] = self._form.add(words.title, field, help_text=words.hint)
            self._texts[slot] = ShownText(self._rows[slot], field)
            field.editingFinished.connect(self._finished(slot))
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.addWidget(self._form)
        self._scrolled = Scrolled(look, inside)
        self._card.set_body(self._scrolled)
        inside.installEventFilter(self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._card)
        self.hide()
        look.changed.connect(self._restyle)
        self._restyle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fewer lines of fields leave their room to the table: no scroll area passes that on."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._scrolled.updateGeometry()
        return super().eventFilter(watched, event)

    def fold(self) -> None:
        """Fold it away, or show it, ready to write what comes first."""
        self.setVisible(self.isHidden())
        self.folded.emit()
        self.refresh()
        if not self.isHidden():
            self._rows[Slot.QUANTITY].field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_alone(self, alone: bool) -> None:
        """Keep no distance to a table that isn't there."""
        self._alone = alone
        self._restyle()

    def fields(self) -> list[tuple[QLineEdit, str]]:
        """The fields a person may type into, with their names."""
        return [
            (row.field, receipt_texts.PACKAGE_FIELDS[slot].title)
            for slot, row in self._rows.items()
            if isinstance(row.field, QLineEdit)
        ]

    def refresh(self) -> None:
        """Show the package and the line that are asked for; what is typed for them stays."""
        draft = self._desk.draft
        if draft is None or self.isHidden():
            return
        state, package = draft.state, self._package()
        line = state.index.line(state.current)
        about = receipt_texts.by_hand(line, package)
        self._card.set_title(receipt_texts.BY_HAND, about)
        self._remove.setEnabled(package is not None)
        owner = _owner(state, package)
        another, self._owner = owner != self._owner, owner
        if another:
            self.turned.emit()
        for slot, row in self._rows.items():
            row.field.setEnabled(line is not None and _can_say(slot, line, package))
            self._texts[slot].show(_text(state, package, slot), anew=another)

    def show_error(self, slot: Slot, error: str) -> None:
        """Say what is wrong with a typed field."""
        self._rows[slot].set_error(error)

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0 if self._alone else px(16), 0, 0)
        self._inside.setContentsMargins(px(18), px(12), px(18), px(8))

    def _package(self) -> Package | None:
        """The one that is asked for, if it is of the line that is; else that line's newest."""
        draft = self._desk.draft
        if draft is None:
            return None
        state = draft.state
        at = state.packages.get(state.at)
        if at is not None and at.line == state.current:
            return at
        return state.packages.last_of(state.current)

    def _finished(self, slot: Slot) -> Callable[[], None]:
        def finished() -> None:
            draft, package = self._desk.draft, self._package()
            if draft is None or _owner(draft.state, package) != self._owner:
                return  # a scan came before: what stands here is of the package before it
            text = self._texts[slot].typed_over(_text(draft.state, package, slot))
            if text is not None:
                key = package.key if package is not None else ""
                owner = draft.state.current if slot in _OF_LINE else key
                self.written.emit(owner, slot, text)

        return finished

    def _take_out(self) -> None:
        package = self._package()
        if package is not None:
            self.removed.emit(package.key)


_FIRST = {Slot.QUANTITY, *_OF_LINE}
"""What can be said of a line of which nothing is here."""


def _can_say(slot: Slot, line: PurchaseOrderLine, package: Package | None) -> bool:
    """Whether there is something to write this of: a package, and a part that has lots."""
    lots = line.lot_controlled or slot not in {Slot.LOT, Slot.EXPIRES}
    return lots and (package is not None or slot in _FIRST)


def _owner(state: ReceiptState, package: Package | None) -> tuple[str, str]:
    return state.current, package.key if package is not None else ""


def _text(state: ReceiptState, package: Package | None, slot: Slot) -> str:
    if slot in _OF_LINE:
        noted = (state.damaged if slot is Slot.DAMAGED else state.short).get(state.current)
        return plain(noted) if noted is not None else ""
    return package.text(slot) if package is not None else ""
