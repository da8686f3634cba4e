"""The buyer's desk: a purchase order is found, its lines changed, reviewed, and confirmed.

It decides nothing that `app.core.po_line` could decide.
"""

from PySide6.QtCore import QObject, Signal

from app.core.flow.steps import Step
from app.core.labels import Field, Label
from app.core.po_line.catalogue import LineField
from app.core.po_line.confirm import hindrance
from app.core.po_line.facts import LineSchedule, Order, OrderFound, OrderStatus, bare_number
from app.core.posting import IllegalTransitionError
from app.core.problems import NeedsSignIn, Problem
from app.services.buying import Buying
from app.services.order_search import OrderSearch
from app.services.order_shelf import BuyingStation, NoOrderKeptError, OpenOrder
from app.services.order_table import OrderTable
from app.store.draft_records import DraftNotOpenError
from app.store.postings import StoredPosting


class PurchaseDesk(OrderTable):
    """One station's. Lives in the GUI thread.

    Attributes:
        session: Whether ManEx answers, and accepts the station's key.
        reasons: Which may be given for what is unusual.
        search: For the order to open.
        refreshing: Whether the order is being read anew.
        stale: Why the order could not be read anew for Review, or None.
        missing: Whether the ERP knows no order of its number any more.
        overtaken: Whether the posting that is corrected is no longer rejected, so that nothing
            was posted.
    """

    confirmed = Signal()  # its postings are safe in the outbox
    schedules_read = Signal(str, object)  # a line, its deliveries; None where no answer came

    def __init__(
        self, station: BuyingStation, buying: Buying, parent: QObject | None = None
    ) -> None:
        super().__init__(station, buying, parent)
        self.session = buying.session
        self.session.signed_in.connect(self._let_in)
        self.reasons = station.reasons
        self.search = OrderSearch(buying.reads, self)
        self.search.changed.connect(self.changed)
        self.search.found.connect(self._open)
        self.refreshing = False
        self.stale: Problem | None = None
        self.missing = False
        self.overtaken = False

    def take(self, label: Label) -> bool:
        """A scan: an order's label opens it, and puts another aside; a part begins a line.

        Returns:
            Whether it meant anything here.
        """
        part, order = label.get(Field.PART) or "", label.get(Field.PO) or ""
        if self.opened is None:
            wanted = order or label.plain
            self.search.find(wanted)
            return bool(wanted)
        if order and not part and not self._lies_here(order):
            self.park()
            self.search.find(order)
            return True
        if self.step is not Step.LINES or not self.editable:
            return False
        texts = {
            LineField.PART_NUMBER: part or label.plain,
            LineField.MFGR_PART: label.get(Field.MANUFACTURER_PART) or "",
            LineField.SUPPLIER_PART: label.get(Field.SUPPLIER_PART) or "",
        }
        self.add({of: text for of, text in texts.items() if text})
        return True

    def _lies_here(self, number: str) -> bool:
        draft = self.draft
        here = draft.sheet.order.header.number if draft else ""
        return bare_number(number) == bare_number(here)

    def _let_in(self) -> None:
        """There is a key: what was asked for in vain is asked for again."""
        asked = self.search.now
        if isinstance(asked.problem, NeedsSignIn):
            self.search.find(asked.text)
        if isinstance(self.stale, NeedsSignIn):
            self.refresh()

    def _open(self, order: Order) -> None:
        def read(reserved: frozenset[str]) -> None:
            if self.opened is None:
                self._lay_down(self._shelf.open_new(order, reserved))

        self._shelf.read_reserved(order.header.number, read, self.store_failed.emit)

    # The draft

    def resume(self, draft_id: str) -> None:
        """Bring a parked draft back, and put an open one aside."""
        self.park()
        self.search.wait()

        def back(opened: OpenOrder) -> None:
            self.search.forget()
            self._lay_down(opened)
            self.refresh()

        def lost(problem: Exception) -> None:
            if not isinstance(problem, DraftNotOpenError | NoOrderKeptError):
                self.store_failed.emit(problem)
            self.search.gave_nothing()

        self._shelf.bring_back(draft_id, back, lost)

    def park(self) -> None:
        """Put the open draft aside; home lists it."""
        if self.opened is not None:
            self._shelf.put_aside(self.opened)
            self._close()

    def discard(self) -> None:
        """Throw the open draft away; it was asked before."""
        if self.opened is not None:
            self._shelf.throw_away(self.opened)
            self._close()

    def _close(self) -> None:
        self.stale = None
        self.missing = self.overtaken = False
        self.not_saved = False
        self._lay_down(None)
        self.closed.emit()
        self._saves.after_all(self.stored.emit)

    @property
    def is_open_in_erp(self) -> bool:
        """Whether the ERP lets the order be changed."""
        draft = self.draft
        return draft is not None and draft.sheet.order.header.status is OrderStatus.OPEN

    # Pages

    def go_back(self) -> None:
        """To the page before; from the lines to the search, with the draft put aside."""
        if self.step is Step.LINES:
            self.park()
        elif self.step is Step.REVIEW:
            self._turn_to(Step.LINES)

    def review(self) -> None:
        """To Review, on a fresh read of the order."""
        if self.step is Step.LINES and self.editable:
            self._turn_to(Step.REVIEW)
            self.refresh()

    def refresh(self) -> None:
        """Read the order anew; what a colleague changed meanwhile is seen then."""
        opened = self.opened
        if opened is None or self.refreshing:
            return
        self.refreshing, self.stale = True, None
        self.missing = self.overtaken = False
        number = opened.draft.sheet.order.header.number

        def read(answer: OrderFound) -> None:
            self._shelf.read_reserved(
                number, lambda reserved: known(answer.order, reserved), refused
            )

        def known(order: Order | None, reserved: frozenset[str]) -> None:
            self.refreshing = False
            if opened is self.opened and opened.editable:
                if order is None:
                    self.missing = True
                else:
                    self._know(opened, order, reserved)
            self.changed.emit()

        def refused(problem: Exception) -> None:
            self.refreshing = False
            self.store_failed.emit(problem)
            self.changed.emit()

        def failed(problem: Problem) -> None:
            self.refreshing = False
            if opened is self.opened:
                self.stale = problem
            self.changed.emit()

        self._reads.order_now(number, read, failed)
        self.changed.emit()

    def _know(self, opened: OpenOrder, order: Order, reserved: frozenset[str]) -> None:
        rows = opened.draft.sheet.names
        names = opened.draft.know_order(order, reserved)
        self._shelf.keep(opened)
        moved = opened.draft.renumber()
        if moved is not None:
            self._record(opened, moved)
        self._show(names, rows)

    def _turn_to(self, step: Step) -> None:
        self._do(lambda draft: draft.turn_to(step))

    @property
    def may_post(self) -> bool:
        """Whether the changes would be put into the outbox now."""
        draft = self.draft
        if draft is None or self.step is not Step.REVIEW or not self.editable:
            return False
        fresh = not (self.refreshing or self.stale or self.missing) and self.is_open_in_erp
        return fresh and hindrance(draft) is None

    def confirm(self) -> None:
        """Put the changes into the outbox, line by line in the order of the sheet."""
        opened = self.opened
        if opened is None or not self.may_post:
            return

        def done(results: tuple[StoredPosting, ...]) -> None:
            opened.confirming = False
            opened.results = results
            self.confirmed.emit()
            self.changed.emit()

        def lost(problem: Exception) -> None:
            opened.confirming = False
            if isinstance(problem, IllegalTransitionError):
                self.overtaken = True
            else:
                self.store_failed.emit(problem)
            self.changed.emit()

        opened.confirming = True
        self._shelf.confirm(opened, done, lost)
        self.changed.emit()

    def sent(self, stored: StoredPosting) -> None:
        """The sender has news of a posting."""
        opened = self.opened
        if opened is not None and stored.posting.part_of == opened.draft_id:
            opened.results = tuple(
                stored if one.posting.posting_id == stored.posting.posting_id else one
                for one in opened.results
            )
            self.changed.emit()

    # Deliveries

    def read_schedules(self, name: str) -> None:
        """Ask for a line's deliveries; `schedules_read` tells."""
        draft = self.draft
        line = draft.sheet.line(name) if draft else None
        if draft is None or line is None or line.before is None:
            return

        def done(found: tuple[LineSchedule, ...]) -> None:
            self.schedules_read.emit(name, found)

        self._reads.schedules(
            draft.sheet.order.header.number,
            name,
            done,
            lambda _: self.schedules_read.emit(name, None),
        )
