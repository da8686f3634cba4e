"""The order that lies on the buyer's desk: what is done to its lines is judged and made durable."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.core.flow.changes import DraftEvent
from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField
from app.core.po_line.columns import Matching
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.parts import PartFound, PartQuery, Parts
from app.core.po_line.pasting import Pasting
from app.core.po_line.sheet import touched_lines
from app.core.po_line.three_way import Side
from app.core.spreadsheets import Table
from app.services.buying import Buying
from app.services.order_judging import OrderJudging
from app.services.order_shelf import BuyingStation, OpenOrder, OrderShelf
from app.services.part_look_ups import PartLookUps
from app.services.saves import Saves


class OrderTable(QObject):
    """Base of the desk; lives in the GUI thread.

    Signals: `changed` when anything but a line's cells is another one; `lines_changed` with the
    names of lines whose cells or standing are others; `rows_changed` when lines came or went, or
    another order is on the desk, which `opened_order` tells; `closed` when none is.

    Attributes:
        opened: The draft on the desk.
        parts: Item masters at hand, of this order and those before.
        not_saved: Whether the disk refused something; nothing more is taken until it doesn't.
    """

    changed = Signal()
    lines_changed = Signal(object)
    rows_changed = Signal()
    closed = Signal()
    stored = Signal()  # what became of the order that was closed is durable
    opened_order = Signal()
    store_failed = Signal(object)

    def __init__(
        self, station: BuyingStation, buying: Buying, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reads = buying.reads
        self._look_ups = PartLookUps(buying.reads, buying.session, self)
        self._saves = Saves(station.tasks)
        self._saves.when_lost(self.store_failed.emit)
        self._shelf = OrderShelf(station, self._saves)
        self.opened: OpenOrder | None = None
        self.parts = Parts()
        self.not_saved = False
        self._judging = OrderJudging(self)
        self._judging.judged.connect(self._judged)
        self._judging.finished.connect(self._all_judged)
        self._look_ups.found.connect(self._part_found)

    # Reading

    @property
    def draft(self) -> OrderDraft | None:
        """The draft on the desk."""
        return self.opened.draft if self.opened else None

    @property
    def step(self) -> Step:
        """The page."""
        if self.opened is None:
            return Step.SUBJECT
        return Step.DONE if self.opened.results else self.opened.draft.step

    @property
    def editable(self) -> bool:
        """Whether lines may be changed now."""
        blocked = self._judging.pasting or self.not_saved
        return bool(self.opened and self.opened.editable) and not blocked

    @property
    def can_undo(self) -> bool:
        """Whether there is something that may be taken back now."""
        return self.editable and self.opened is not None and self.opened.draft.can_undo

    @property
    def busy(self) -> bool:
        """Whether a paste, or the judging of lines, is under way."""
        draft = self.draft
        return self._judging.pasting or bool(draft and draft.verdicts.pending)

    @property
    def asking(self) -> bool:
        """Whether an item master is being asked for."""
        return self._look_ups.busy

    @property
    def saving(self) -> bool:
        """Whether something is on its way to the disk."""
        return bool(self._saves.pending)

    @property
    def idle(self) -> bool:
        """Whether all that was done is judged and durable."""
        return not (self.busy or self.saving)

    @property
    def saved_at(self) -> datetime | None:
        """When the draft was last made safe, aware UTC."""
        return self._saves.saved_at

    # Changing

    def enter(self, name: str, of: LineField, text: str, stood: str | None = None) -> None:
        """A cell as a person typed it over what the ERP held then, in the desk's own form."""
        self._do(lambda draft: draft.enter(name, of, text, draft.rules.form, stood))

    def add(self, texts: Mapping[LineField, str]) -> None:
        """A new line at the end."""
        self._do(lambda draft: draft.add(texts, draft.rules.form))

    def fill_down(self, names: Sequence[str], fields: Iterable[LineField]) -> None:
        """The first line's cells into those below."""
        self._do(lambda draft: draft.fill_down(names, fields))

    def clear(self, cells: Iterable[tuple[str, LineField]]) -> None:
        """Nothing stands in these cells."""
        self._do(lambda draft: draft.clear(cells))

    def cancel_lines(self, names: Iterable[str]) -> None:
        """Cancel lines in the ERP: they stay in the order."""
        self._do(lambda draft: draft.cancel(names))

    def delete_lines(self, names: Iterable[str]) -> None:
        """Have lines deleted; new ones are simply gone."""
        self._do(lambda draft: draft.delete(names))

    def restore_lines(self, names: Iterable[str]) -> None:
        """Leave the ERP's lines as they are there."""
        self._do(lambda draft: draft.restore(names))

    def give_reason(self, name: str, reason: str) -> None:
        """Say why what is unusual of a line is right."""
        self._do(lambda draft: draft.give_reason(name, reason))

    def settle(self, name: str, side: Side) -> None:
        """End the conflicts of a line."""
        self._do(lambda draft: draft.settle(name, side))

    def undo(self) -> None:
        """Take back the last change."""
        self._do(OrderDraft.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._do(OrderDraft.redo)

    def paste(self, table: Table, matching: Matching, at: int | None = None) -> None:
        """Put a table into the lines; arguments are those of `Pasting`."""
        draft = self.draft
        if draft is None or not self.editable:
            return

        pasting = Pasting(draft.sheet, table, matching, at)
        rows = draft.sheet.names
        events: list[DraftEvent] = []

        def carry_out() -> None:
            event = draft.carry_out(pasting.changes)
            if event is not None and self.opened is not None:
                self._record(self.opened, event)
                events.append(event)

        def show() -> None:
            for event in events:
                self._show_done(event, rows)
            self.changed.emit()

        self._judging.paste(pasting, carry_out, show)
        self.changed.emit()

    def save_again(self) -> None:
        """After the disk refused: store what it left out."""
        if self.opened is not None and self.not_saved:
            self._shelf.save_again(self.opened, self._saved)

    def _saved(self) -> None:
        self.not_saved = False
        self.changed.emit()

    def _do(self, act: Callable[[OrderDraft], DraftEvent | None]) -> None:
        if self.opened is None or not self.editable:
            return
        rows = self.opened.draft.sheet.names
        event = act(self.opened.draft)
        if event is not None:
            self._record(self.opened, event)
            self._show_done(event, rows)

    def _show_done(self, event: DraftEvent, rows: Sequence[str]) -> None:
        """Show what was done; `rows` are those that stood there before."""
        draft = self.draft
        if draft is not None:
            stayed = draft.sheet.names is rows
            self._show(touched_lines(event.changes) if stayed else (), rows)

    def _record(self, opened: OpenOrder, event: DraftEvent) -> None:
        self._shelf.append(opened, event, lambda _: self._lost(opened))

    def _show(self, names: Iterable[str], rows: Sequence[str]) -> None:
        """These lines are others; `rows` are those that stood there before."""
        draft = self.draft
        if draft is None:
            return
        if draft.sheet.names is not rows:
            self.rows_changed.emit()
        else:
            self.lines_changed.emit(list(names))
        self._judging.wake()
        self.changed.emit()

    def rest(self) -> None:
        """Judge and ask no more: the program ends. What was done is still made durable."""
        self._judging.attend(None)
        self._look_ups.forget()

    # What lies there

    def _lay_down(self, opened: OpenOrder | None) -> None:
        """Another draft, or none, is on the desk."""
        self._look_ups.forget()
        self.opened = opened
        if opened is not None:
            for query, found in self.parts.answers.items():
                opened.draft.know_part(query, found)
        self._judging.attend(opened.draft if opened else None)
        self.rows_changed.emit()
        self.opened_order.emit()
        self.changed.emit()

    def _judged(self, names: list[str]) -> None:
        self.lines_changed.emit(names)

    def _all_judged(self) -> None:
        draft = self.draft
        if draft is not None:
            self._look_ups.want(draft.verdicts.wanted())
        self.changed.emit()

    def _part_found(self, query: PartQuery, found: PartFound | None) -> None:
        if found is not None:
            self.parts.know(query, found)
        draft = self.draft
        if draft is not None:
            names = draft.know_part(query, found)
            if names:
                self._show(names, draft.sheet.names)

    def _lost(self, opened: OpenOrder) -> None:
        """The disk refused: what is on screen is not safe, and no more is taken."""
        if opened is self.opened:
            self.not_saved = True
            self.changed.emit()
