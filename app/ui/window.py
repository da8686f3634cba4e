"""The main window: top bar, the flows, status strip, and the red frame of a refusal."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.core.kit.outcomes import Refusal, Refused
from app.core.labels import Command, Field, Label, Verb
from app.core.target import Mode
from app.services.intake import Notice, Offered
from app.services.posting_list import View
from app.services.scanning import Garbled, ScannedLabel, ScannerMode
from app.services.session import SignIn
from app.ui import scanner_texts, station_texts, texts
from app.ui.feedback import tone_of
from app.ui.look import Look
from app.ui.page_shelf import PageShelf, Services
from app.ui.pages.home import HomePage
from app.ui.pages.kit_banner import banner_view
from app.ui.places import Place, Places
from app.ui.tones import Tones
from app.ui.widgets.flash import FlashFrame
from app.ui.widgets.status_strip import StatusItem, StatusStrip
from app.ui.widgets.top_bar import FlowEntry, TopBar

if TYPE_CHECKING:
    from app.ui.pages.activity import ActivityPage
    from app.ui.pages.kit_flow import KitFlow

CLOCK_MS = 1000
SEARCHED = "searched"
"""What the journal says of a scan that was looked for on the attention desk."""
_SOUGHT = (Field.SERIAL, Field.LOT, Field.PO, Field.PART)

log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """Routes scans and commands to the open flow. GUI thread."""

    def __init__(self, look: Look, services: Services, tones: Tones, station: str) -> None:
        super().__init__()
        self._services, self._tones = services, tones
        self._places = Places()
        self._fault = ""
        self.setWindowTitle("Kitbench")
        self._bar = TopBar(look, "Kitbench", _FLOWS, "Help F1")
        self.home = HomePage(look, services.overview)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.home)
        self._shelf = PageShelf(look, services, self._stack)
        self._strip = StatusStrip(look)
        self._strip.set_station(f"Station {station}" if station else "")
        inside = _stacked(self._bar, self._stack, self._strip)
        self.setCentralWidget(inside)
        self._frame = FlashFrame(look, inside)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._connect()
        self._shortcuts()
        self.show_place(Place.HOME)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Home is there; what comes next is made meanwhile."""
        super().paintEvent(event)
        self._shelf.prepare()

    # Places

    @property
    def flow(self) -> "KitFlow":
        """The kit flow."""
        return self._shelf.flow

    @property
    def activity(self) -> "ActivityPage":
        """The attention desk."""
        return self._shelf.activity

    @property
    def place(self) -> Place:
        """Where one is."""
        return self._places.now

    def show_place(self, place: Place) -> None:
        """Go there, unless the station is locked."""
        if self._places.go(place):
            self._show_place()

    def _show_place(self) -> None:
        place = self.place
        self._stack.setCurrentWidget(self.home if place is Place.HOME else self._shelf.page(place))
        self._bar.set_current(place.value)
        self._bar.setEnabled(not self._places.locked)
        if place in {Place.SIGN_IN, Place.LOCKED}:
            self._shelf.sign_in.open(locked=self._places.locked)
        self._services.scanning.secret_entry = self._shelf.typing_secret

    def open_flow(self, key: str) -> None:
        """A flow was chosen by touch, keyboard or command."""
        desk = self._services.desk
        place = Place(key)
        if self._places.locked:
            return
        if place is Place.KIT and desk.kit is None:
            desk.begin()
        if place is Place.HOME:
            desk.leave()
        self.show_place(place)

    # Scans

    def take(self, scanned: ScannedLabel) -> None:
        """A scan goes to the desk, wherever the focus is."""
        if self._places.locked:
            self._withheld()
            return
        if self.place is Place.ACTIVITY and scanned.label.command is None:
            self._search(scanned)
            return
        if self.place not in {Place.HOME, Place.KIT}:
            self.show_place(Place.KIT if self._services.desk.kit else Place.HOME)
        offered = Offered(
            scanned.label,
            batch_mode=scanned.mode is ScannerMode.BATCH,
            journalled=scanned.scan_id,
            role=scanned.role,
        )
        self._services.desk.take(offered)

    def _search(self, scanned: ScannedLabel) -> None:
        """On the attention desk a scan is looked for, and goes into no kit."""
        offered = Offered(scanned.label, journalled=scanned.scan_id, role=scanned.role)
        self._services.desk.intake.settle(offered, SEARCHED)
        self._shelf.activity.search_for(searched_text(scanned.label))

    def open_desk(self, view: str) -> None:
        """The attention desk, with this filter on."""
        if not self._places.locked:
            self.show_place(Place.ACTIVITY)
            self._shelf.activity.show_view(View(view))

    def _garbled(self, garbled: Garbled) -> None:
        self._services.desk.garbled(garbled.flaw.value, garbled.text)

    def _withheld(self) -> None:
        """A scan came while nobody may work here, or while a secret is typed."""
        self._services.desk.intake.alarm(Refused(Refusal.WITHHELD))

    def _noticed(self, notice: Notice) -> None:
        self._tones.play(tone_of(notice))

    def _answer_on_home(self, place: int) -> None:
        """Without a kit the only question is whether to read what was kept."""
        self._services.desk.press(Verb.NO if place else Verb.YES)

    def _handed(self, command: Command) -> None:
        match command.verb:
            case Verb.LOCK:
                self.lock()
            case Verb.HELP:
                self.open_help()
            case Verb.GOTO_ISSUE:
                self.open_flow(Place.KIT)
            case Verb.GOTO_ACTIVITY:
                self._services.desk.leave()
                self.open_flow(Place.ACTIVITY)
            case _:
                self.open_flow(Place.HOME)

    # Station

    def lock(self) -> None:
        """Nobody works here until somebody unlocks; the draft stays as it is."""
        self._services.session.unlocking.lock()
        self.show_place(Place.LOCKED)

    def open_help(self) -> None:
        """Help for the page that is open."""
        if self.place is Place.HELP:
            return
        topic = self.flow.step.name.lower() if self.place is Place.KIT else self.place.value
        self._shelf.help.open(topic if topic in texts.HELP_TOPICS else "home")
        self.show_place(Place.HELP)

    def _back_to_work(self) -> None:
        self.show_place(self._places.work)

    def _ask_sign_in(self, user: str, password: str, remember: bool) -> None:
        session = self._services.session
        ask = session.unlocking.attempt if self._places.locked else session.sign_in
        ask(user, password, remember=remember)

    def show_store_fault(self, fault: object) -> None:
        """The disk refuses something that no scan waits for: say so until it works again."""
        log.warning("The store failed: %s", fault)
        self._fault = str(fault)
        self.refresh()

    def _store_works(self) -> None:
        self._fault = ""
        self.refresh()

    def show_fault(self, words: str) -> None:
        """Something in the program broke: say so, and that the work is safe."""
        self._services.desk.broken(words)

    def refresh(self) -> None:
        """The top bar and the strip."""
        services = self._services
        session = services.session
        self._bar.set_mode(station_texts.TRAINING if session.target.mode is Mode.TRAINING else "")
        self._bar.set_operator(f"Op. {session.operator}" if session.operator else "Sign in")
        self._bar.set_attention(Place.ACTIVITY, services.overview.attention_count)
        self._strip.set_items(_strip_items(services, self._fault))
        self._tick()

    def _tick(self) -> None:
        self._strip.set_clock(station_texts.clock())

    def _desk_changed(self) -> None:
        desk = self._services.desk
        if desk.kit is not None and self.place is Place.HOME:
            self.show_place(Place.KIT)
        if desk.kit is None:
            self.home.banner.set_view(banner_view(desk))

    def _closed(self) -> None:
        self._services.overview.refresh()
        if self.place is Place.KIT:
            self.show_place(Place.HOME)

    def _signed_in(self) -> None:
        """A token that was renewed by itself unlocks nothing: only a person does."""
        if self.place is Place.SIGN_IN:
            self._back_to_work()

    def _unlocked(self) -> None:
        if self._places.locked:
            self._places.unlock()
            self._show_place()

    def _session_changed(self) -> None:
        self.refresh()
        session = self._services.session
        idle = self.place is Place.HOME and self._services.desk.kit is None
        if session.sign_in_state is SignIn.REFUSED and idle:
            self.show_place(Place.SIGN_IN)

    def _connect(self) -> None:
        services = self._services
        self._bar.flow_chosen.connect(self.open_flow)
        self._bar.help_pressed.connect(self.open_help)
        self._bar.operator_pressed.connect(lambda: self.show_place(Place.SIGN_IN))
        self.home.banner.cleared.connect(lambda: services.desk.press(Verb.CLEAR))
        self.home.banner.answered.connect(self._answer_on_home)
        self.home.flow_chosen.connect(self.open_flow)
        self.home.draft_chosen.connect(self._resume)
        self._shelf.refused.connect(self._frame_refused)
        self._shelf.typed.connect(lambda text: services.scanning.inject(text, "typed"))
        self._shelf.asked.connect(self._ask_sign_in)
        self._shelf.left.connect(self._back_to_work)
        self._shelf.resumed.connect(self._resume)
        self._strip.pressed.connect(self.open_desk)
        self._shelf.secret_focus.connect(self._secret)
        services.scanning.scanned.connect(self.take)
        services.scanning.garbled.connect(self._garbled)
        services.scanning.status_changed.connect(self.refresh)
        services.session.changed.connect(self._session_changed)
        services.session.signed_in.connect(self._signed_in)
        services.session.unlocking.unlocked.connect(self._unlocked)
        services.sender.state_changed.connect(self.refresh)
        services.sender.posting_changed.connect(services.overview.refresh)
        services.overview.changed.connect(self._store_works)
        services.overview.failed.connect(self.show_store_fault)
        services.sender.store_failed.connect(self.show_store_fault)
        services.scanning.withheld.connect(self._withheld)
        services.desk.changed.connect(self._desk_changed)
        services.desk.planned.connect(self._desk_changed)
        services.desk.noticed.connect(self._noticed)
        services.desk.confirmed.connect(services.overview.refresh)
        services.desk.handed.connect(self._handed)
        services.desk.closed.connect(self._closed)

    def _resume(self, draft_id: str) -> None:
        self._services.desk.resume(draft_id)
        self.show_place(Place.KIT)

    def _secret(self, focused: bool) -> None:
        self._services.scanning.secret_entry = focused

    def _frame_refused(self, refused: bool) -> None:
        if refused != self._frame.refused:
            self._frame.set_refused(refused)

    def _shortcuts(self) -> None:
        for keys, action in (("F1", self.open_help), ("Ctrl+Shift+L", self.lock)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(action)


_FLOWS = (
    FlowEntry(Place.HOME, "Home"),
    FlowEntry(Place.KIT, "Issue kit"),
    FlowEntry(Place.ACTIVITY, "Activity"),
    FlowEntry(Place.SET_UP, "Set-up"),
)


def _stacked(bar: QWidget, middle: QWidget, strip: QWidget) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(middle, 1)
    column.addWidget(strip)
    return inside


def searched_text(label: Label) -> str:
    """What a label names most narrowly; of plain text all of it."""
    named = (label.get(field) for field in _SOUGHT)
    return next((text for text in named if text), label.plain)


def _strip_items(services: Services, fault: str) -> list[StatusItem]:
    """Scanners, ERP, outbox, and the disk where it refuses something."""
    scanners = [
        scanner_texts.scanner_item(name, status)
        for name, status in services.scanning.statuses.items()
    ]
    return [
        *(scanners or [scanner_texts.NO_SCANNER]),
        station_texts.erp_item(services.session),
        *station_texts.outbox_items(
            services.overview.shelf.counts, services.sender.state, _others(services)
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
