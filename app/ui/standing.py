"""How the station stands: who works here, what needs a person, the ERPs, the outbox, the disk."""

import logging
from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.services.session import SignIn
from app.ui import manex_texts, opening_texts, station_texts
from app.ui.page_shelf import Services
from app.ui.places import Place
from app.ui.widgets.status_strip import StatusItem
from app.ui.window import MainWindow

log = logging.getLogger(__name__)


class Standing(QObject):
    """Keeps the top bar and the status strip up to date. GUI thread."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window, self._services = window, services
        self._fault = ""
        self._said: tuple[object, ...] = ()
        if services.manex is not None:
            services.manex.changed.connect(self.refresh)
        for sender in services.senders:
            sender.state_changed.connect(self.refresh)
            sender.posting_changed.connect(services.overview.refresh)
            sender.store_failed.connect(self.show_store_fault)
        if services.purchase is not None:
            services.purchase.desk.confirmed.connect(services.overview.refresh)
            services.purchase.desk.stored.connect(services.overview.refresh)
        services.session.changed.connect(self.refresh)
        services.overview.changed.connect(self._store_works)
        services.overview.failed.connect(self.show_store_fault)
        self.refresh()

    def refresh(self) -> None:
        """Say how it is now."""
        services, window = self._services, self._window
        operator, attention = services.session.operator, services.overview.attention_count
        items = _items(services, self._fault)
        if self._said == (said := (operator, attention, items)):
            return  # each look at the store and each beat of the session comes here
        self._said = said
        window.bar.set_operator(f"Op. {operator}" if operator else opening_texts.SIGN_IN)
        window.bar.set_attention(Place.ACTIVITY, attention)
        window.set_items(items)

    def show_store_fault(self, fault: object) -> None:
        """The disk refuses something that no scan waits for: say so until it works again."""
        log.warning("The store failed: %s", fault)
        self._fault = str(fault)
        self.refresh()

    def _store_works(self) -> None:
        self._fault = ""
        self.refresh()


def _items(services: Services, fault: str) -> list[StatusItem]:
    """The ERPs that there are, outbox, and the disk where it refuses something."""
    return [
        *([station_texts.erp_item(services.session)] if services.session.configured else []),
        *([manex_texts.item(services.manex)] if services.manex else []),
        *station_texts.outbox_items(
            services.overview.shelf.counts,
            station_texts.foremost(sender.state for sender in services.senders),
            _others(services),
        ),
        *([station_texts.store_item(fault)] if fault else []),
    ]


def _others(services: Services) -> Mapping[str, int]:
    """Whose postings wait until they sign in; while somebody signs in nothing is said of that."""
    session = services.session
    if session.sign_in_state is SignIn.SIGNING_IN:
        return {}
    signed_in = session.credentials()
    return services.overview.waits_for_others(signed_in.erp_user if signed_in else "")
