"""The buyer's flow: *Order*, *Lines*, *Review*, *Done*, in one shape."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.flow.steps import Step
from app.core.po_line.columns import propose
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.verdicts import LineState
from app.core.spreadsheets import Table, TooLargeError, read_table
from app.services.purchasing import PurchaseDesk
from app.ui import buyer_field_texts, buyer_texts
from app.ui.look import BOLD, SMALL, Look
from app.ui.pace import Pace
from app.ui.pages.buyer_buttons import BuyerButtons
from app.ui.pages.buyer_pages import IMPORT, BuyerPages
from app.ui.pages.flow_page import FlowPage
from app.ui.quiet import QuietMoments
from app.ui.texts import CLEAR, Words
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.notice import Notice
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone

if TYPE_CHECKING:
    from app.ui.pages.buyer_import import ImportPage
    from app.ui.pages.buyer_lines import OrderLinesPage

_TITLE = 24
_BRIEFLY = 4
"""So many chips there is room for at any size."""


class BuyerFlow(QWidget):
    """One widget of the main window. GUI thread.

    Signals: `key_wanted` when a lead is about to enter ManEx's key.
    """

    key_wanted = Signal()

    def __init__(self, look: Look, desk: PurchaseDesk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self._importing = False
        self._pages = BuyerPages(look, desk, self._settle)
        self.order = self._pages.order
        self.wizard = self._pages.wizard
        self._quiet = QuietMoments(self._pages.bits(), self, calm=self._is_calm)
        self._title = Text(look, "", size=_TITLE, weight=BOLD)
        self._title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._facts = Text(look, "", size=SMALL, tone=Tone.SECOND)
        self.chips = Chips(look, buyer_texts.LINES_TITLE, stays=False)
        self.chips.chosen.connect(self._go_to_state)
        self.refusal = Notice(look, Tone.REFUSED)
        self.refusal.hide()
        self.refusal.action_pressed.connect(self.clear_refusal)
        self._head = QWidget()
        self._head.setMinimumWidth(1)  # what is in it is made to fit
        self._head_row = QHBoxLayout(self._head)
        self._head_row.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._facts):
            self._head_row.addWidget(part)
        self._head_row.addStretch(1)
        self._head_row.addWidget(self.chips)
        self.bar = ActionBar(look)
        self.buttons = BuyerButtons(look, desk, self.bar)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._column.addWidget(self.refusal)
        self._column.addWidget(self.wizard, 1)
        self._column.addWidget(self.bar)
        self._pace = Pace(self)
        self._pace.due.connect(self.refresh)
        self._connect()
        look.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    def _connect(self) -> None:
        desk, buttons = self._desk, self.buttons
        desk.changed.connect(lambda: self._pace.ask(at_once=desk.idle))
        desk.opened_order.connect(self._opened)
        desk.closed.connect(self._begin_anew)
        buttons.open_file.clicked.connect(self._choose_file)
        self.order.key_wanted.connect(self.key_wanted)
        buttons.take_rows.clicked.connect(self._take_rows)
        buttons.paste.clicked.connect(self._paste)
        buttons.discard.clicked.connect(self._ask_discard)
        buttons.back.clicked.connect(self._back)

    def _settle(self, number: int, page: FlowPage) -> None:
        del page  # it is refreshed as it is shown
        if number == Step.LINES:
            self.lines.notice.action_pressed.connect(self._discard)
            self.lines.replan()
        elif number == IMPORT:
            self.importing.matched.connect(self.refresh)

    @property
    def lines(self) -> "OrderLinesPage":
        """The sheet, and all fields of one line."""
        return self._pages.lines

    @property
    def importing(self) -> "ImportPage":
        """A file that is looked at."""
        return self._pages.importing

    @property
    def topic(self) -> str:
        """The help of the open page."""
        return buyer_texts.TOPICS[self._desk.step]

    @property
    def behind(self) -> bool:
        """Whether the desk has changed since it was shown; not for longer than a frame."""
        return self._pace.behind

    def refresh(self) -> None:
        """Show the desk as it stands now."""
        self._pace.rest()
        desk, step = self._desk, self._desk.step
        if step is not Step.LINES:
            self._importing = False
        number = IMPORT if self._importing else int(step)
        page = self._pages.page(number)
        self.wizard.show_step(number)
        self._show_head(step)
        page.refresh()
        importing = self.importing.rows_to_take if self._importing else None
        self.buttons.show_for(step, importing=importing)
        self.bar.setVisible(step is not Step.SUBJECT)
        self._column.setContentsMargins(_margins(self._look, step))
        if desk.not_saved:
            self.lines.tell(*buyer_texts.NOT_SAVED)
        elif desk.draft is not None and not desk.is_open_in_erp:
            self.lines.tell(*buyer_texts.not_open(desk.draft.sheet.order.header))

    def _is_calm(self) -> bool:
        """Whether nobody waits for anything but an answer of the ERP."""
        return self._desk.draft is None or (self._desk.idle and not self.behind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_head(self._desk.step)

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)
        if self._desk.step is Step.SUBJECT:
            self.order.wanted.setFocus()
        elif self._desk.step is Step.LINES:
            self.lines.table.setFocus()
        self._quiet.start()

    def finish_typing(self) -> None:
        """What is being typed is entered as it is; after a cell the sheet has the keys again."""
        if int(Step.LINES) in self._pages.made:
            self.lines.finish_typing()

    def show_refusal(self, words: Words) -> None:
        """A scan was not taken: say why, until the next one or until it is cleared."""
        self.refusal.set_notice(words.title, (words.hint,) if words.hint else (), CLEAR)
        self.refusal.show()

    def clear_refusal(self) -> None:
        """It was read."""
        self.refusal.hide()

    def _choose_file(self) -> None:
        self.finish_typing()
        dialog = QFileDialog(self, buyer_texts.CHOOSE_FILE, "", buyer_texts.FILE_KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.open_file(Path(chosen)))
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Look at a file: which of its columns is what."""
        if not self._desk.editable:
            return
        try:
            rows = read_table(_decoded(path.read_bytes()))
        except (OSError, TooLargeError):
            self.lines.tell(*buyer_texts.UNREADABLE)
            return
        self.look_at(path.name, rows)

    def look_at(self, name: str, rows: Table) -> None:
        """Show a table, and propose which of its columns is what."""
        draft = self._desk.draft
        if draft is None:
            return
        matching = propose(rows, draft.rules.form, buyer_field_texts.NAMES)
        self._importing = True
        self.importing.propose(name, rows, matching)

    def _paste(self) -> None:
        self.lines.paste_clipboard()

    def _take_rows(self) -> None:
        self._importing = False
        self._desk.paste(self.importing.rows, self.importing.matching)
        self.refresh()

    def _back(self) -> None:
        """From a file to the lines, else to the page before."""
        self.finish_typing()
        if self._importing:
            self._importing = False
            self.refresh()
        else:
            self._desk.go_back()

    def _opened(self) -> None:
        self._importing = False
        self.clear_refusal()
        self.lines.replan()
        self.refresh()
        if self.isVisible() and self._desk.step is Step.LINES:
            self.lines.table.setFocus()

    def _begin_anew(self) -> None:
        """The desk is clear: the next order's number can be typed at once."""
        self.order.wanted.clear()
        self.refresh()
        if self.isVisible():
            self.order.wanted.setFocus()

    def _show_head(self, step: Step) -> None:
        draft = self._desk.draft
        self._head.setVisible(draft is not None and step is not Step.SUBJECT)
        if draft is None:
            return
        header = draft.sheet.order.header
        self._title.setText(buyer_texts.order_title(header.number))
        before = step in {Step.LINES, Step.REVIEW}  # what was read of it is true until then
        lines = len(draft.sheet.order.lines) if before else None
        self._facts.setText(buyer_texts.order_facts(header, lines))
        self._show_chips(draft if before else None)

    def _show_chips(self, draft: OrderDraft | None) -> None:
        """How many lines stand how; where room is short their marks say it, the worst ones last."""
        counts = draft.verdicts.counts if draft else {}
        shown = [state for state in buyer_texts.COUNTED if counts.get(state)]
        self.chips.set_chips(_chips(shown, counts, brief=False))
        left = self._title.sizeHint().width() + self._head_row.spacing()
        if left + self.chips.sizeHint().width() > self._head.width() > 0:
            self.chips.set_chips(_chips(shown[-_BRIEFLY:], counts, brief=True))
        self.chips.setVisible(bool(shown))

    def _go_to_state(self, key: str) -> None:
        """To the next line that stands so, round the end."""
        draft = self._desk.draft
        if draft is None or self._desk.step is not Step.LINES:
            return
        names = draft.sheet.names
        after = self.lines.table.current_line + 1
        wanted = LineState(key)
        following = (*names[after:], *names[:after])
        found = next((one for one in following if draft.verdicts.of(one).state is wanted), None)
        if found is not None:
            self.lines.go_to_line(found)
            self.lines.table.setFocus()

    def _ask_discard(self) -> None:
        self.lines.tell(*buyer_texts.ASK_DISCARD)

    def _discard(self) -> None:
        if self._desk.not_saved:
            self._desk.save_again()
        else:
            self._desk.discard()
        self.lines.tell("")

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(_margins(self._look, self._desk.step))
        self._column.setSpacing(px(14))
        self._head_row.setSpacing(px(14))
        self._head.setMinimumHeight(px(44))  # with chips or without


def _margins(look: Look, step: Step) -> QMargins:
    first = step is Step.SUBJECT  # its banner stands where home's does
    return QMargins(look.px(24), look.px(24 if first else 16), look.px(24), look.px(16))


def _chips(
    states: Sequence[LineState], counts: Mapping[LineState, int], *, brief: bool
) -> list[Chip]:
    return [
        Chip(
            state.value,
            f"{counts[state]:,}" if brief else buyer_texts.counted(state, counts[state]),
            shape=buyer_texts.MARKS[state][0],
            tone=buyer_texts.MARKS[state][1],
        )
        for state in states
    ]


def _decoded(content: bytes) -> str:
    """As spreadsheets save text: Unicode with a mark or without, else as Windows writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
