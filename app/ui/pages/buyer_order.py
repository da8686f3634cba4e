"""The buyer's Order page: an order by its number, its supplier, or a scan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.po_line.facts import OrderHeader
from app.core.po_line.forms import PLAIN
from app.core.target import Mode
from app.services.order_search import Finding
from app.services.purchasing import PurchaseDesk
from app.services.session import SignIn
from app.ui import buyer_texts, manex_texts, texts
from app.ui.buyer_field_texts import money
from app.ui.look import Look
from app.ui.pages.flow_page import FlowPage
from app.ui.widgets.banner import Banner, BannerKind, BannerView
from app.ui.widgets.button import LOW, ActionButton, ButtonKind
from app.ui.widgets.cells import Cell, Column, Listed
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.list_card import ListCard
from app.ui.widgets.notice import Notice
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Shape, Tone

_LEAST_LIST = 190
"""In look.md pixels: so much the list keeps where the page is low, and scrolls."""


class OrderPage(FlowPage):
    """One prompt, one field, and the orders of a supplier to choose from.

    Signals: `key_wanted` when a lead is about to enter ManEx's key.
    """

    key_wanted = Signal()

    def __init__(self, look: Look, desk: PurchaseDesk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self.banner = Banner(look)
        self.wanted = QLineEdit()
        look.dress(self.wanted)
        self.wanted.setAccessibleName(buyer_texts.ORDER_FIELD)
        self.wanted.setPlaceholderText(buyer_texts.ORDER_FIELD)
        self.wanted.setMaxLength(100)
        self.wanted.returnPressed.connect(self._find)
        self._go = ActionButton(look, buyer_texts.LOOK, kind=ButtonKind.PRIMARY, height=LOW)
        self._go.clicked.connect(self._find)
        self._line = QHBoxLayout()
        self._line.addWidget(self.wanted, 1)
        self._line.addWidget(self._go)
        self._model = OrdersModel()
        self.table = RowTable(look, self._model, buyer_texts.ORDERS_TITLE)
        self.table.link_pressed.connect(self._choose)
        empty = EmptyState(look, "clipboard-list", *buyer_texts.NO_ORDERS)
        self._list = ListCard(look, buyer_texts.ORDERS_TITLE, empty)
        self._list.set_table(self.table)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._key = Notice(look)
        self._key.action_pressed.connect(self.key_wanted)
        self._column.addWidget(self.banner)
        self._column.addWidget(self._key)
        self._column.addLayout(self._line)
        self._column.addWidget(self._list, 1)
        self.fill(Scrolled(look, inside))
        self.setFocusProxy(self.wanted)
        desk.session.changed.connect(self._show_key)
        look.changed.connect(self._restyle)
        self._restyle()
        self._show_key()

    def refresh(self) -> None:
        """Show what was asked for, and what came of it."""
        search = self._desk.search.now
        self.banner.set_view(_view(self._desk))
        self._model.show_rows(search.orders)
        self._list.show_count(len(search.orders))
        if search.orders and self.table.current_line < 0:
            self.table.set_current_line(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_key(self) -> None:
        """Without ManEx's key nothing can be asked; in training it is no concern of anybody's."""
        session = self._desk.session
        missing = session.sign_in_state in {SignIn.SIGNED_OUT, SignIn.REFUSED}
        words = manex_texts.key_state(session)
        title = f"{manex_texts.MANEX}: {words.title.lower()}"
        self._key.set_notice(title, (words.hint,), manex_texts.ENTER)
        self._key.setVisible(missing and session.target.mode is Mode.LIVE)

    def _find(self) -> None:
        self._desk.search.find(self.wanted.text())

    def _choose(self, row: int, column: int) -> None:
        del column
        self._desk.search.find(self._model.row_at(row).number)

    def _restyle(self) -> None:
        self._column.setSpacing(self._look.px(16))
        self._list.setMinimumHeight(self._look.px(_LEAST_LIST))
        self._line.setSpacing(self._look.px(12))


class OrdersModel(Listed[OrderHeader]):
    """Orders of a supplier."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("PO", Cell("T000001748", strong=True)),
                Column("Supplier", Cell("Romp Electronics"), stretch=True),
                Column("Date", Cell("2026-11-30", small=True), drop=1),
                Column("Total", Cell("12,312.50"), right=True, drop=2),
                Column("Status", Cell("Cancelled", shape=Shape.CROSS, small=True)),
                Column("", Cell("Open", strong=True, link=True), right=True),
            )
        )

    def cell(self, row: int, column: int) -> Cell:
        order = self._rows[row]
        match column:
            case 0:
                return Cell(order.number, strong=True)
            case 1:
                return Cell(order.supplier, order.approval.lower())
            case 2:
                return Cell(texts.day(order.ordered_on), tone=Tone.SECOND, small=True)
            case 3:
                return Cell("" if order.total is None else money(order.total, PLAIN))
            case 4:
                shape, tone, words = buyer_texts.order_status(order)
                return Cell(words, tone=tone, shape=shape, small=True)
            case _:
                return Cell(buyer_texts.LOOK, tone=Tone.ACCENT, strong=True, link=True)


def _view(desk: PurchaseDesk) -> BannerView:
    search = desk.search.now
    match search.finding:
        case Finding.LOOKING:
            words, kind = buyer_texts.looking(search.text), BannerKind.BUSY
        case Finding.CHOOSE:
            words, kind = buyer_texts.found(search.text, len(search.orders)), BannerKind.SCAN
        case Finding.NOT_FOUND:
            words, kind = buyer_texts.not_found(search.text), BannerKind.REFUSED
        case Finding.FAILED:
            why = buyer_texts.why(search.problem)
            words, kind = buyer_texts.not_asked(why), BannerKind.REFUSED
        case _:
            words, kind = buyer_texts.ORDER_PROMPT, BannerKind.SCAN
    return BannerView(kind, words.title, words.hint)
