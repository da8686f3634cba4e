"""The pages of the window, each made when it is first wanted.

A window that only shows home is there in half the time, and a page that nobody opens costs no
memory. The flows are what comes next: they are made in the first quiet moments, bit by bit.
"""

from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.target import Mode
from app.services.attention import Attention
from app.services.decisions import Decisions
from app.services.flows import Flows
from app.services.kits import KitDesk
from app.services.lot_labels import LabelDesk
from app.services.manex_session import ManexSession
from app.services.open_orders import OpenOrders
from app.services.overview import Overview
from app.services.purchase import Purchase
from app.services.receiving import ReceiptDesk
from app.services.scanner_bench import ScannerBench
from app.services.scanning import Scanning
from app.services.sender import Sender
from app.services.session import Session
from app.services.station_scanners import StationScanners
from app.ui.look import Look
from app.ui.places import Place
from app.ui.printing import Printing

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.pages.activity import ActivityPage
    from app.ui.pages.buyer_flow import BuyerFlow
    from app.ui.pages.help import HelpPage
    from app.ui.pages.key import KeyPage
    from app.ui.pages.kit_flow import KitFlow
    from app.ui.pages.lot_labels import LotLabelsPage
    from app.ui.pages.receipt_flow import ReceiptFlow
    from app.ui.pages.scan_flow import ScanFlow
    from app.ui.pages.setup import SetupPage
    from app.ui.pages.sign_in import SignInPage

W = TypeVar("W", bound=QWidget)

_KIT_MODULES = (
    "app.ui.models.components",
    "app.ui.widgets.form",
    "app.ui.pages.assembly",
    "app.ui.pages.components",
    "app.ui.pages.kit_review",
    "app.ui.pages.kit_done",
    "app.ui.widgets.entry_panel",
    "app.ui.pages.kit_flow",
)
"""What the kit flow is imported from, so that each bit is short."""
_RECEIPT_MODULES = (
    "app.ui.receipt_texts",
    "app.ui.models.receipt_lines",
    "app.ui.pages.receipt_order",
    "app.ui.pages.receipt_lines",
    "app.ui.pages.receipt_review",
    "app.ui.pages.receipt_done",
    "app.ui.pages.receipt_flow",
)
"""The same of the receipt flow."""
_PURCHASE_MODULES = (
    "app.ui.buyer_texts",
    "app.ui.pages.buyer_order",
    "app.ui.pages.buyer_flow",
)
"""The same of the buyer's first page."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the window shows and presses."""

    session: Session
    scanning: Scanning
    sender: Sender
    flows: Flows
    desk: KitDesk
    receiving: ReceiptDesk
    orders: OpenOrders
    overview: Overview
    decisions: Decisions
    printing: Printing
    bench: ScannerBench
    scanners: StationScanners
    attention: Attention
    labels: LabelDesk
    purchase: Purchase | None = None

    @property
    def senders(self) -> tuple[Sender, ...]:
        """One for each ERP."""
        return (self.sender, self.purchase.sender) if self.purchase else (self.sender,)

    @property
    def manex(self) -> ManexSession | None:
        """Of a live station that buys; in training its key is no concern of anybody's."""
        session = self.purchase.buying.session if self.purchase else None
        return session if session and session.target.mode is Mode.LIVE else None


class PageShelf(QObject):
    """Makes pages, puts them into the window's stack, and passes on what they say. GUI thread."""

    refused = Signal(bool)  # the window's frame turns red, or no longer
    typed = Signal(str)  # a code that was typed in place of a scan
    asked = Signal(str, str, bool)  # to sign in
    secret_focus = Signal(bool)  # a secret is being typed, or no longer
    key_wanted = Signal()  # a lead is about to enter ManEx's
    left = Signal()  # back to work
    left_labels = Signal()
    labels_wanted = Signal(str)  # the lot labels of a receipt, by its posting's id
    resumed = Signal(object, str)  # kind and id of a draft that corrects a posting

    def __init__(self, look: Look, services: Services, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._look, self._services, self._stack = look, services, stack
        self._bits: list[Callable[[], object]] = [
            *(partial(import_module, module) for module in _KIT_MODULES),
            lambda: self.flow,
            *(partial(import_module, module) for module in _RECEIPT_MODULES),
            lambda: self.receipts,
        ]
        if services.purchase is not None:
            self._bits += [
                *(partial(import_module, module) for module in _PURCHASE_MODULES),
                lambda: self.purchase,
            ]
        self._quiet = QTimer(self, interval=0)
        self._quiet.timeout.connect(self._make_a_bit)

    def page(self, place: Place) -> QWidget:
        """The page of a place, but for home."""
        flow = self.flow_of(place)
        if flow is not None:
            return flow
        match place:
            case Place.ACTIVITY:
                return self.activity
            case Place.LABELS:
                return self.labels
            case Place.SET_UP:
                return self.setup
            case Place.HELP:
                return self.help
            case Place.PURCHASE if self._services.purchase is not None:
                return self.purchase
            case Place.KEY if self.key is not None:
                return self.key
            case _:
                return self.sign_in

    def flow_of(self, place: Place) -> "ScanFlow | None":
        """The flow that a place is; None of the others."""
        match place:
            case Place.KIT:
                return self.flow
            case Place.RECEIVE:
                return self.receipts
            case _:
                return None

    def topic_of(self, place: Place) -> str:
        """The help of a place, by the page that is open there."""
        flow = self.flow_of(place)
        if flow is not None:
            return flow.topic
        if place is Place.PURCHASE and self._services.purchase is not None:
            return self.purchase.topic
        return place.value

    @property
    def typing_secret(self) -> bool:
        """Whether a secret is being typed."""
        made = (vars(self).get(name) for name in ("sign_in", "key"))
        return any(page.typing_secret for page in made if page is not None)

    def prepare(self) -> None:
        """Make the flows, between all that comes in; once they are there nothing happens."""
        if self._bits and not self._quiet.isActive():
            self._quiet.start()

    @cached_property
    def flow(self) -> "KitFlow":
        """Issuing kits."""
        from app.ui.pages.kit_flow import KitFlow  # noqa: PLC0415 - a shelf imports what is wanted

        made = self._put(KitFlow(self._look, self._services.desk, self._services.printing))
        made.refused.connect(self.refused)
        made.typed.connect(self.typed)
        return made

    @cached_property
    def receipts(self) -> "ReceiptFlow":
        """Receiving purchase orders."""
        from app.ui.pages.receipt_flow import ReceiptFlow  # noqa: PLC0415 - as the kit flow

        of = self._services
        made = self._put(ReceiptFlow(self._look, of.receiving, of.orders))
        made.refused.connect(self.refused)
        made.typed.connect(self.typed)
        made.labels_wanted.connect(self.labels_wanted)
        return made

    @cached_property
    def purchase(self) -> "BuyerFlow":
        """Changing the lines of purchase orders; only where there is a way to ManEx."""
        from app.ui.pages.buyer_flow import BuyerFlow  # noqa: PLC0415 - as the kit flow

        purchase = self._services.purchase
        if purchase is None:
            raise LookupError("This station has no way to ManEx.")
        made = self._put(BuyerFlow(self._look, purchase.desk))
        made.key_wanted.connect(self.key_wanted)
        return made

    @cached_property
    def activity(self) -> "ActivityPage":
        """What became of the postings."""
        from app.ui.pages.activity import ActivityPage  # noqa: PLC0415 - as the kit flow

        made = self._put(ActivityPage(self._look, self._services.attention))
        made.correcting.connect(self.resumed)
        made.story.labels_wanted.connect(self.labels_wanted)
        return made

    @cached_property
    def labels(self) -> "LotLabelsPage":
        """Lot labels that wait for a printer."""
        from app.ui.pages.lot_labels import LotLabelsPage  # noqa: PLC0415 - as the kit flow

        of = self._services
        made = self._put(LotLabelsPage(self._look, of.labels, of.session, of.printing))
        made.left.connect(self.left_labels)
        return made

    @cached_property
    def setup(self) -> "SetupPage":
        """The scanners of the station, and its way to ManEx."""
        from app.ui.pages.setup import SetupPage  # noqa: PLC0415 - as the kit flow
        from app.ui.pages.setup_manex import ManexCard  # noqa: PLC0415 - as the kit flow

        of, manex = self._services, self._services.manex
        cards = [ManexCard(self._look, manex)] if manex else []
        made = SetupPage(self._look, of.scanning, of.bench, of.scanners, of.printing, *cards)
        for card in cards:
            card.key_pressed.connect(self.key_wanted)
            card.forget_wanted.connect(made.list.ask)
        return self._put(made)

    @cached_property
    def key(self) -> "KeyPage | None":
        """ManEx's key, where the station has a way there."""
        from app.ui.pages.key import KeyPage  # noqa: PLC0415 - as the kit flow

        if self._services.manex is None:
            return None
        made = self._put(KeyPage(self._look, self._services.manex))
        made.left.connect(self.left)
        made.secret_focus.connect(self.secret_focus)
        return made

    @cached_property
    def sign_in(self) -> "SignInPage":
        """Who works here."""
        from app.ui.pages.sign_in import SignInPage  # noqa: PLC0415 - as the kit flow

        made = self._put(SignInPage(self._look, self._services.session))
        made.asked.connect(self.asked)
        made.left.connect(self.left)
        made.secret_focus.connect(self.secret_focus)
        return made

    @cached_property
    def help(self) -> "HelpPage":
        """What to do on the page one comes from."""
        from app.ui.pages.help import HelpPage  # noqa: PLC0415 - as the kit flow

        made = self._put(HelpPage(self._look))
        made.left.connect(self.left)
        return made

    def _put(self, page: W) -> W:
        self._stack.addWidget(page)
        return page

    def _make_a_bit(self) -> None:
        if self._bits:
            self._bits.pop(0)()
        else:
            self._quiet.stop()
