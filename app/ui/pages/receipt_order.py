"""The Order page: which order a delivery is of, and what comes with the delivery."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from app.core.flow.changes import HeaderField
from app.core.receipt_facts import PurchaseOrder
from app.services.open_orders import OpenOrders
from app.services.receiving import ReceiptDesk
from app.ui import receipt_texts
from app.ui.look import Look
from app.ui.models.open_orders import OpenOrdersModel
from app.ui.models.receipt_lines import SHORT_LIST, ReceiptLinesModel
from app.ui.pages.header import HeaderFields, HeaderPage
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.facts import Fact
from app.ui.widgets.one_of import OneOf
from app.ui.widgets.table import RowTable

FIELDS = HeaderFields(
    usual=(HeaderField.PACKING_SLIP, HeaderField.REFERENCE, HeaderField.ACTION_DATE),
    rare=(HeaderField.TXNS_ACCEPTED,),
    words=receipt_texts.FIELDS,
)


class OrderPage(HeaderPage):
    """Header fields left; right the open orders, or what is to come on the one that is chosen."""

    chosen = Signal(str)  # an order from the list, by its number

    def __init__(self, look: Look, desk: ReceiptDesk, orders: OpenOrders) -> None:
        super().__init__(look, "Delivery", FIELDS)
        self._desk, self._orders = desk, orders
        self._open = OpenOrdersModel()
        self._open_table = RowTable(look, self._open, receipt_texts.OPEN_ORDERS)
        self._open_table.link_pressed.connect(self._choose)
        self._model = ReceiptLinesModel(SHORT_LIST)
        self._table = RowTable(look, self._model, receipt_texts.TO_COME)
        self._empty = EmptyState(look, "arrow-down-to-line")
        self._empty.action_pressed.connect(self._orders.refresh)
        self._card = Card(look, receipt_texts.OPEN_ORDERS)
        self._beside = OneOf(self._open_table, self._table, self._empty)
        self._card.set_body(self._beside)
        self.set_beside(self._card)
        self._orders.changed.connect(self._list_orders)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever looks at the list sees one that is new."""
        super().showEvent(event)
        self._orders.look()

    def replan(self) -> None:
        """The order is another one."""
        self._model.show_draft(self._desk.draft)

    def refresh(self) -> None:
        """Show the draft's header, and the orders or the lines."""
        draft = self._desk.draft
        if draft is None:
            return
        super().refresh()
        order = draft.state.order
        if order is not None:
            self._model.refresh()
            lines = receipt_texts.lines_to_come(draft.state)
            self._card.set_title(receipt_texts.TO_COME, lines)
            self._beside.show_one(self._table)
        else:
            self._list_orders()

    def text(self, name: HeaderField) -> str | None:
        """What is in a field of the draft."""
        draft = self._desk.draft
        return draft.state.text(name) if draft is not None else None

    def facts(self) -> Sequence[Fact]:
        """The order and its vendor."""
        draft = self._desk.draft
        return _facts(draft.state.order, draft.state.subject) if draft is not None else ()

    def _list_orders(self) -> None:
        draft = self._desk.draft
        if draft is not None and draft.state.order is not None:
            return
        orders = self._orders
        self._open.show_orders(orders.listed, self._desk.erp_today())
        self._empty.set_words(*receipt_texts.no_orders(orders.problem, reading=orders.reading))
        self._beside.show_one(self._open_table if orders.listed else self._empty)
        self._card.set_title(
            receipt_texts.OPEN_ORDERS, receipt_texts.orders_read(len(orders.listed), orders.read_at)
        )

    def _choose(self, row: int, column: int) -> None:
        del column
        self.chosen.emit(self._open.row_at(row).number)


def _facts(order: PurchaseOrder | None, number: str) -> list[Fact]:
    facts = [Fact("PO", number or receipt_texts.NOT_CHOSEN)]
    if order is not None:
        facts.append(Fact("Vendor", order.vendor_name or order.vendor_id))
    return facts
