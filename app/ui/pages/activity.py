"""Activity, the attention desk: what became of every posting, and what a person must decide."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.services.attention import Attention
from app.services.exports import ExportForm
from app.services.posting_list import View, wanted_of
from app.ui import activity_texts, posting_texts, texts
from app.ui.look import SMALL, Look
from app.ui.models.postings import PostingsModel
from app.ui.pages.story import StoryPanel
from app.ui.widgets.button import LOW, ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.entry_panel import EntryPanel
from app.ui.widgets.table import ROW, RowTable
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone

_SIDE_BY_SIDE = 960
"""Under this width of the page, in look.md pixels, the story stands in place of the list."""
_LOW_PAGE, _BOTH = 480, 640
"""Under these heights margins are small; the keys leave no room for anything but the question."""
_AHEAD = 40
"""Rows that are left below when the next are read."""
_TYPED_MS = 200


class ActivityPage(QWidget):
    """A list that is searched and filtered, and beside it the story of the posting chosen."""

    correcting = Signal(object, str)  # kind and id of a draft that corrects a posting

    def __init__(self, look: Look, desk: Attention) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self._model = PostingsModel(desk.listed)
        self.table = RowTable(look, self._model, "Activity")
        self._empty = EmptyState(look, "inbox", *texts.NOTHING_POSTED)
        self._chips = Chips(look, "Postings shown", wrapped=True)
        self.search = QLineEdit()
        look.dress(self.search)
        self.search.setAccessibleName(activity_texts.SEARCH)
        self.search.setPlaceholderText(activity_texts.SEARCH_HINT)
        self.search.setClearButtonEnabled(True)
        self._keys = ActionButton(look, activity_texts.TYPE_SEARCH, icon="keyboard", height=LOW)
        self._csv = ActionButton(look, activity_texts.EXPORT_CSV, height=LOW)
        self._json = ActionButton(look, activity_texts.EXPORT_JSON, height=LOW)
        self._told = Text(look, size=SMALL, tone=Tone.SECOND)
        self.story = StoryPanel(look, desk)
        self.entry = EntryPanel(look)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._chosen = False  # in a narrow page: the story is what is shown
        self._lay_out()
        self._connect()
        self._show_chips(View.ALL)
        self._chips.set_current(View.ALL)
        self._told.hide()
        self._show_list()

    def _lay_out(self) -> None:
        look = self._look
        self._tools = QWidget()
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.search, 1)
        for button in (self._keys, self._csv, self._json):
            row.addWidget(button)
        self._card = Card(look)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.table, 1)
        rows.addWidget(self._empty, 1)
        self._card.set_body(inside)
        self._body = QWidget()
        self._panes = QHBoxLayout(self._body)
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.addWidget(self._card, 7)
        self._panes.addWidget(self.story, 6)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        for widget in (self._tools, self._chips, self._told):
            self._column.addWidget(widget)
        self._column.addWidget(self._body, 1)
        self._column.addWidget(self.entry)
        self._tool_row = row
        look.changed.connect(self._part_room)
        self._part_room()

    def _connect(self) -> None:
        desk, decision = self._desk, self.story.decision
        self.entry.serve(decision.reason, posting_texts.REASON)
        self.entry.serve(self.search, activity_texts.SEARCH)
        self.entry.opened.connect(self._part_room)
        self.entry.closed.connect(self._part_room)
        decision.reason_wanted.connect(
            lambda: self.entry.edit(decision.reason, posting_texts.REASON)
        )
        decision.opened.connect(self.correcting)
        self._keys.clicked.connect(lambda: self.entry.edit(self.search, activity_texts.SEARCH))
        self._csv.clicked.connect(lambda: self._export(ExportForm.CSV))
        self._json.clicked.connect(lambda: self._export(ExportForm.JSON))
        self._chips.chosen.connect(lambda _key: self._ask())
        self.search.textChanged.connect(lambda _text: self._typed.start())
        self.search.returnPressed.connect(self._ask)
        self._typed.timeout.connect(self._ask)
        self.table.line_chosen.connect(self._choose)
        self.table.link_pressed.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.story.left.connect(self._back)
        desk.listed.changed.connect(self._show_list)
        desk.overview.changed.connect(self.refresh)

    # What is listed

    @property
    def view(self) -> View:
        """The filter that is on."""
        return View(self._chips.current())

    def listed(self, view: View) -> bool:
        """Whether what this filter lists is what is shown now."""
        listed = self._desk.listed
        return listed.wanted.view is view and not listed.reading

    def show_view(self, view: View) -> None:
        """Put this filter on, and search for nothing."""
        self._show_chips(view)
        self._chips.set_current(view)
        self.search.clear()
        self._chosen = False
        self._ask()
        self._part_room()

    def search_for(self, text: str) -> None:
        """List what is found by this, among all."""
        self._show_chips(View.ALL)
        self._chips.set_current(View.ALL)
        self.search.setText(text)
        self._chosen = False
        self._ask()
        self._part_room()

    def refresh(self) -> None:
        """Read anew what is listed, where it is to be seen."""
        self._show_chips(self.view)
        if self.isVisible():
            self._desk.listed.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_chips(self.view)
        self._ask()

    def _ask(self) -> None:
        self._typed.stop()
        self._told.hide()
        self._show_chips(self.view)
        self._desk.listed.show(wanted_of(self.view, self.search.text()))

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if bar.maximum() - value < self._look.px(ROW) * _AHEAD:
            self._desk.listed.more()

    def _show_list(self) -> None:
        listed = self._desk.listed
        there = bool(listed.rows)
        self.table.setVisible(there)
        self._empty.setVisible(not there)
        searched = bool(listed.wanted.words or listed.wanted.days)
        if not there and listed.complete:
            words = activity_texts.NOTHING_FOUND if searched else texts.NOTHING_POSTED
            self._empty.set_words(*words)
        self._csv.setEnabled(there)
        self._json.setEnabled(there)
        line = self._model.line_of(self.story.posting_id)
        self.table.set_current_line(line, scroll=False)
        self.story.show_row(self._model.row_at(line) if line >= 0 else None)
        if line < 0 and self._chosen and listed.complete:
            self._back()

    def _show_chips(self, view: View) -> None:
        counts = self._desk.overview.shelf.counts
        self._chips.set_chips(
            [Chip(key, words, count) for key, words, count in activity_texts.filters(counts, view)]
        )

    # What is chosen

    def _choose(self, line: int) -> None:
        self.story.show_row(self._model.row_at(line))

    def _open(self, line: int, column: int) -> None:
        del column
        self._choose(line)
        self._chosen = True
        self._part_room()
        self.story.decision.open()

    def _back(self) -> None:
        self._chosen = False
        self._part_room()
        self.table.setFocus()

    # Files

    def _export(self, form: ExportForm) -> None:
        wanted = wanted_of(self.view, self.search.text())
        self._desk.exports.write(wanted, form, self._exported, self._not_exported)

    def _exported(self, path: Path) -> None:
        self._told.setText(activity_texts.exported(str(path)))
        self._told.set_tone(Tone.SECOND)
        self._told.show()

    def _not_exported(self, problem: Exception) -> None:
        del problem  # of the disk, whichever; nothing was written
        self._told.setText(activity_texts.NOT_EXPORTED)
        self._told.set_tone(Tone.REFUSED)
        self._told.show()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._part_room()

    def _part_room(self) -> None:
        """Where it is narrow the list or the story; while something is typed only what is asked."""
        px, scale = self._look.px, self._look.scale
        width, height = self.width() / scale, self.height() / scale
        self.entry.set_page_height(self.height())
        beside, typing = width >= _SIDE_BY_SIDE, not self.entry.isHidden()
        story_only = not beside and self._chosen
        crowded = typing and height < _BOTH
        self._card.setHidden(story_only)
        self.story.setHidden(not beside and not self._chosen)
        self.story.back.setHidden(beside)
        self._tools.setHidden(story_only or crowded)
        self._chips.setHidden(story_only or crowded)
        self._body.setHidden(crowded)
        edge = px(12 if height < _LOW_PAGE else 24)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(px(8 if height < _LOW_PAGE else 12))
        self._panes.setSpacing(px(16))
        self._empty.set_low(height < _LOW_PAGE)
        self._tool_row.setSpacing(px(12))
