"""Where scans, presses and the news of the services go: to the desk, to a page, to the strip."""

from PySide6.QtCore import QObject

from app.core.flow.outcomes import Refused
from app.core.flow.refusals import Refusal
from app.core.labels import Command, Field, Label, Verb
from app.core.posting import PostingKind
from app.services.intake import Notice, Offered
from app.services.posting_list import View
from app.services.scanning import Garbled, ScannedLabel, ScannerMode
from app.services.session import SignIn
from app.ui import texts
from app.ui.buyers_way import BuyersWay
from app.ui.feedback import tone_of
from app.ui.look import Look
from app.ui.page_shelf import PageShelf, Services
from app.ui.pages.kit_speech import kit_banner
from app.ui.places import Place, Places
from app.ui.standing import Standing
from app.ui.tones import Tones
from app.ui.widgets.banner import BannerKind
from app.ui.window import MainWindow

SEARCHED = "searched"
"""What the journal says of a scan that was looked for on the attention desk."""
_SOUGHT = (Field.SERIAL, Field.LOT, Field.PO, Field.PART)

FLOWS = {Place.KIT: PostingKind.KIT_ISSUE, Place.RECEIVE: PostingKind.PO_RECEIPT}
"""The places that are a flow's, and the kind of its postings."""
_PLACES = {kind: place for place, kind in FLOWS.items()}


class Routing(QObject):
    """Leads through one window, which shows home when this is made. GUI thread.

    Attributes:
        shelf: The other pages.
        standing: What top bar and strip say.
    """

    def __init__(self, look: Look, window: MainWindow, services: Services, tones: Tones) -> None:
        super().__init__(window)
        self._window, self._services, self._tones = window, services, tones
        self._places = Places()
        self.shelf = PageShelf(look, services, window.stack)
        self._buyer = self._way_to_buyer(services)
        window.home.attend(services.overview)
        self.standing = Standing(window, services)
        self._connect()

    def _way_to_buyer(self, services: Services) -> BuyersWay | None:
        if services.purchase is None:
            return None
        way = BuyersWay(services.purchase, services.flows.intake, self.shelf, self._tones)
        way.handed.connect(self._handed)
        return way

    @property
    def place(self) -> Place:
        """Where one is."""
        return self._places.now

    def show_place(self, place: Place) -> None:
        """Go there, unless the station is locked."""
        if self._places.go(place):
            self._show_place()

    def _show_place(self) -> None:
        place, window = self.place, self._window
        page = window.home if place is Place.HOME else self.shelf.page(place)
        window.stack.setCurrentWidget(page)
        window.bar.set_current(place.value)
        window.bar.setEnabled(not self._places.locked)
        if place in {Place.SIGN_IN, Place.LOCKED}:
            self.shelf.sign_in.open(locked=self._places.locked)
        if place is Place.KEY and self.shelf.key is not None:
            self.shelf.key.start_over()
        self._services.scanning.secret_entry = self.shelf.typing_secret

    def open_flow(self, key: str) -> None:
        """A flow was chosen by touch, keyboard or command."""
        place = Place(key)
        if self._places.locked:
            return
        if self._buyer is not None and place in {Place.HOME, *FLOWS}:
            self._buyer.leave()
        if place in {Place.HOME, Place.PURCHASE}:
            self._services.flows.leave()
        elif place in FLOWS:
            self._services.flows.begin(FLOWS[place])
        if self._buyer is not None and place is Place.PURCHASE:
            self._buyer.enter()
        self.show_place(place)

    # Scans

    def take(self, scanned: ScannedLabel) -> None:
        """A scan goes to the flow that is worked on, wherever the focus is."""
        if self._places.locked:
            self.withheld()
            return
        if self.place is Place.ACTIVITY and scanned.label.command is None:
            self._search(scanned)
            return
        if self.place not in {Place.HOME, Place.PURCHASE, *FLOWS}:
            self.show_place(self._work_place)
        if self.place is Place.PURCHASE and self._buyer is not None:
            self._buyer.take(scanned)
            return
        offered = Offered(
            scanned.label,
            batch_mode=scanned.mode is ScannerMode.BATCH,
            journalled=scanned.scan_id,
            role=scanned.role,
        )
        self._services.flows.intake.take(offered)

    def _search(self, scanned: ScannedLabel) -> None:
        """On the attention desk a scan is looked for, and goes into no kit."""
        offered = Offered(scanned.label, journalled=scanned.scan_id, role=scanned.role)
        self._services.flows.intake.settle(offered, SEARCHED)
        self.shelf.activity.search_for(searched_text(scanned.label))

    def open_desk(self, view: str) -> None:
        """The attention desk, with this filter on."""
        if not self._places.locked:
            self.show_place(Place.ACTIVITY)
            self.shelf.activity.show_view(View(view))

    def garbled(self, garbled: Garbled) -> None:
        """A scan that came over broken."""
        batch_mode = self._services.scanning.mode_of(garbled.scanner) is ScannerMode.BATCH
        self._services.flows.intake.garbled(garbled.flaw.value, garbled.text, batch_mode=batch_mode)

    def withheld(self) -> None:
        """A scan came while nobody may work here, or while a secret is typed."""
        self._services.flows.intake.alarm(Refused(Refusal.WITHHELD))

    def _noticed(self, notice: Notice) -> None:
        self._tones.play(tone_of(notice))
        if self.place is Place.PURCHASE and self._buyer is not None:
            self._buyer.note(notice)

    def _answer_on_home(self, place: int) -> None:
        """Without a kit the only question is whether to read what was kept."""
        self._services.flows.intake.press(Verb.NO if place else Verb.YES)

    def _handed(self, command: Command) -> None:
        match command.verb:
            case Verb.LOCK:
                self.lock()
            case Verb.HELP:
                self.open_help()
            case Verb.GOTO_ISSUE:
                self.open_flow(Place.KIT)
            case Verb.GOTO_RECEIVE:
                self.open_flow(Place.RECEIVE)
            case Verb.GOTO_ACTIVITY:
                self._services.flows.leave()
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
        topic = self.shelf.topic_of(self.place)
        self.shelf.help.open(topic if topic in texts.HELP_TOPICS else "home")
        self.show_place(Place.HELP)

    def _back_to_work(self) -> None:
        self.show_place(self._places.work)

    def _ask_sign_in(self, user: str, password: str, remember: bool) -> None:
        session = self._services.session
        ask = session.unlocking.attempt if self._places.locked else session.sign_in
        ask(user, password, remember=remember)

    def show_fault(self, words: str) -> None:
        """Something in the program broke: say so, and that the work is safe."""
        self._services.flows.intake.broken(words)

    def _flow_changed(self) -> None:
        services = self._services
        if services.flows.desk.opened is None:
            view = kit_banner(services.desk)
            if view != self._window.home.banner.view:
                self._window.home.banner.set_view(view)
            self._window.set_refused(view.kind is BannerKind.REFUSED)
        elif self.place is Place.HOME:
            self.show_place(self._flow_place)

    @property
    def _flow_place(self) -> Place:
        """Of the flow that is worked on."""
        return _PLACES[self._services.flows.kind]

    @property
    def _work_place(self) -> Place:
        """Where a scan is read that comes beside the work."""
        if self._places.work is Place.PURCHASE:
            return Place.PURCHASE
        if self._services.flows.at_work:
            return self._flow_place
        return Place.PURCHASE if self._buyer and self._buyer.at_work else Place.HOME

    def _closed(self) -> None:
        if self.place in FLOWS:
            self.show_place(Place.HOME)

    def _signed_in(self) -> None:
        """A token that was renewed by itself unlocks nothing: only a person does."""
        if self.place is Place.SIGN_IN:
            self._back_to_work()

    def _key_accepted(self) -> None:
        if self.place is Place.KEY:
            self._back_to_work()

    def _unlocked(self) -> None:
        if self._places.locked:
            self._places.unlock()
            self._show_place()

    def _session_changed(self) -> None:
        session = self._services.session
        idle = self.place is Place.HOME and not self._services.flows.at_work
        if session.sign_in_state is SignIn.REFUSED and idle:
            self.show_place(Place.SIGN_IN)

    def _connect(self) -> None:
        services, home = self._services, self._window.home
        home.banner.cleared.connect(lambda: services.flows.intake.press(Verb.CLEAR))
        home.banner.answered.connect(self._answer_on_home)
        home.draft_chosen.connect(self._resume)
        self.shelf.refused.connect(self._window.set_refused)
        self.shelf.typed.connect(lambda text: services.scanning.inject(text, "typed"))
        self.shelf.asked.connect(self._ask_sign_in)
        self.shelf.left.connect(self._back_to_work)
        self.shelf.left_labels.connect(lambda: self.show_place(self._work_place))
        home.labels_wanted.connect(lambda: self._show_labels(""))
        self.shelf.labels_wanted.connect(self._show_labels)
        services.labels.changed.connect(lambda: home.show_labels(len(services.labels.waiting)))
        self.shelf.resumed.connect(self._resume)
        self.shelf.secret_focus.connect(self._secret)
        self.shelf.key_wanted.connect(lambda: self.show_place(Place.KEY))
        if services.manex is not None:
            services.manex.signed_in.connect(self._key_accepted)
        services.session.changed.connect(self._session_changed)
        services.session.signed_in.connect(self._signed_in)
        services.session.unlocking.unlocked.connect(self._unlocked)
        services.flows.changed.connect(self._flow_changed)
        services.flows.intake.noticed.connect(self._noticed)
        services.flows.confirmed.connect(services.overview.refresh)
        services.flows.handed.connect(self._handed)
        services.flows.closed.connect(self._closed)
        services.flows.stored.connect(services.overview.refresh)

    def _show_labels(self, posting_id: str) -> None:
        self.shelf.labels.show_receipt(posting_id)
        self.show_place(Place.LABELS)

    def _resume(self, kind: PostingKind, draft_id: str) -> None:
        if kind not in _PLACES and self._buyer is not None:
            self.open_flow(Place.PURCHASE)
            self._buyer.resume(draft_id)
            return
        if self._buyer is not None:
            self._buyer.leave()
        self._services.flows.resume(kind, draft_id)
        self.show_place(self._flow_place)

    def _secret(self, focused: bool) -> None:
        self._services.scanning.secret_entry = focused


def searched_text(label: Label) -> str:
    """What a label names most narrowly; of plain text all of it."""
    named = (label.get(field) for field in _SOUGHT)
    return next((text for text in named if text), label.plain)
