"""The page of a flow's lines: the table, its filters, and the line that is asked for."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.core.flow.draft import AnyDraft
from app.ui import flow_texts
from app.ui.look import Look
from app.ui.models.lines import Filter, LinesModel, Row
from app.ui.pages.flow_page import FlowPage
from app.ui.widgets.card import Card
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.progress import Progress
from app.ui.widgets.table import RowTable

DraftT = TypeVar("DraftT", bound=AnyDraft)


class LinesTable(RowTable):
    """A line is asked for by a tap or an arrow key; the focus alone asks for none."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """An item view would go to its first line where none is asked for."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()


class LinesPage(FlowPage, Generic[DraftT]):
    """Shows the lines of a draft. Everything is done by scans; a tap asks for a line.

    A flow says which draft it is, what its chips are, and which line is asked for.
    """

    line_chosen = Signal(str)  # what the draft calls it

    def __init__(
        self, look: Look, model: LinesModel[DraftT], title: str, below: QWidget | None = None
    ) -> None:
        """Show no draft yet.

        Args:
            look: Of all widgets.
            model: Of the lines.
            title: Of their table.
            below: What of a line has no room in the table.
        """
        super().__init__()
        self.model, self._title = model, title
        self._changed: dict[int, None] = {}  # lines in the order in which they changed last
        self.table = LinesTable(look, model, title)
        self.chips = Chips(look, "Lines shown")
        self._progress = Progress(look)
        self.card = Card(look, title)
        self.card.add_to_head(self._progress)
        self.card.add_to_head(self.chips, right=True)
        self.card.set_body(self.table)
        self.fill(self.card, *([below] if below is not None else []))
        self.chips.chosen.connect(self.show_only)
        self.table.line_chosen.connect(self._choose)

    # What a flow says of its lines

    def draft(self) -> DraftT | None:
        """The one on the desk."""
        raise NotImplementedError

    def filters(self, draft: DraftT) -> Sequence[Chip]:
        """The chips beside all and remaining."""
        raise NotImplementedError

    def asked(self, draft: DraftT) -> Row | None:
        """The place of the line that the prompt asks for, or of a part of it."""
        raise NotImplementedError

    def choose(self, place: Row, line: str) -> None:
        """A person touched a row; by default that asks for its line."""
        del place
        self.line_chosen.emit(line)

    # What the page shows

    def replan(self) -> None:
        """The lines are others now."""
        self._changed.clear()
        self.model.show_draft(self.draft())

    def note_line(self, position: int) -> None:
        """One line changed; `show_changed_lines` shows it."""
        self._changed.pop(position, None)
        self._changed[position] = None

    def show_changed_lines(self) -> None:
        """Show the lines that changed since; the last of them lights up once."""
        if not self._changed:
            return
        latest = next(reversed(self._changed))
        self.model.refresh_lines(self._changed)
        self._changed.clear()
        row = self.model.row_of(latest)
        if row >= 0:
            self.table.pulse(row)

    def refresh(self) -> None:
        """Counts and the current line."""
        draft = self.draft()
        if draft is None:
            return
        done, total = draft.state.progress
        self.card.set_title(self._title, flow_texts.lines_complete(done, total))
        self._progress.set_progress(done, total)
        whole = (Chip(Filter.ALL, "All", total), Chip(Filter.REMAINING, "Remaining", total - done))
        self.chips.set_chips([*whole, *self.filters(draft)])
        if self.chips.current() != self.model.lines:  # the chip that was on is gone
            self.model.show_only(Filter(self.chips.current()))
        asked = self.asked(draft)
        row = self.model.row_of(*asked) if asked is not None else -1
        if row != self.table.current_line:
            self.table.set_current_line(row)

    def show_only(self, key: str) -> None:
        """Filter the lines, as by a tap on a chip."""
        self.model.show_only(Filter(key))
        self.refresh()

    def _choose(self, row: int) -> None:
        place, name = self.model.place_at(row), self.model.name_at(row)
        if place is not None and name:
            self.choose(place, name)
