"""The Components page: the table, its filters, and the line that is asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWizardPage

from app.core.kit.readiness import short_lines
from app.services.kits import KitDesk
from app.ui.look import Look
from app.ui.models.components import ComponentsModel, Filter
from app.ui.widgets.card import Card
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.progress import Progress
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Shape, Tone


class ComponentsPage(QWizardPage):
    """Shows the lines of the desk's draft. Everything is done by scans; a tap asks for a line."""

    line_chosen = Signal(str)

    def __init__(self, look: Look, desk: KitDesk) -> None:
        super().__init__()
        self._desk = desk
        self._model = ComponentsModel()
        self._changed: dict[int, None] = {}  # lines in the order in which they changed last
        self._table = RowTable(look, self._model, "Components")
        self._chips = Chips(look, "Lines shown")
        self._progress = Progress(look)
        self._card = Card(look, "Components")
        self._card.add_to_head(self._progress)
        self._card.add_to_head(self._chips, right=True)
        self._card.set_body(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._chips.chosen.connect(self._filter)
        self._table.line_chosen.connect(self._choose)

    def replan(self) -> None:
        """The lines are others now."""
        self._changed.clear()
        self._model.show_draft(self._desk.draft)
        self.refresh()

    def note_line(self, position: int) -> None:
        """One line changed; `show_changed_lines` shows it."""
        self._changed.pop(position, None)
        self._changed[position] = None

    def show_changed_lines(self) -> None:
        """Show the lines that changed since; the last of them lights up once."""
        if not self._changed:
            return
        latest = next(reversed(self._changed))
        self._model.refresh_lines(self._changed)
        self._changed.clear()
        row = self._model.row_of(latest)
        if row >= 0:
            self._table.pulse(row)

    def refresh(self) -> None:
        """Counts and the current line."""
        draft = self._desk.draft
        if draft is None:
            return
        state = draft.state
        total, left = len(state.lines), state.open_count
        short = len(short_lines(state))
        self._card.set_title("Components", f"{total - left} of {total} lines complete")
        self._progress.set_progress(total - left, total)
        chips = [Chip(Filter.ALL, "All", total), Chip(Filter.REMAINING, "Remaining", left)]
        if short:
            chips.append(Chip(Filter.SHORT, "Short", short, Shape.TRIANGLE, Tone.REFUSED))
        self._chips.set_chips(chips)
        prompt = self._desk.prompt
        line = prompt.line if prompt else None
        position = state.index.position(line.component_id) if line else None
        row = self._model.row_of(position) if position is not None else -1
        if row != self._table.current_line:
            self._table.set_current_line(row)

    def _filter(self, key: str) -> None:
        self._model.show_only(Filter(key))
        self.refresh()

    def _choose(self, row: int) -> None:
        component = self._model.component_at(row)
        if component:
            self.line_chosen.emit(component)
