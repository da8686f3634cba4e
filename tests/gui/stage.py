"""A whole workstation on a stage: the real window, and an ERP that fails when it is told to."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import falcon
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.core.flow.steps import Step
from app.core.kit.state import KitState
from app.core.labels import read
from app.core.posting import PostingState
from app.core.settings import Appearance, Connection, Settings
from app.demo.cable import NetworkCable
from app.main import Surroundings, Workstation
from app.paths import Home
from app.sandbox.manex_path import ROOT
from app.sandbox.plant import Plant
from app.sandbox.plants import standard_plant
from app.sandbox.refusals import Code, broken
from app.services.connecting import target_of
from app.services.intake import Offered
from app.services.session import Reach
from tests.services.world import Heard, drained, kit, until
from tests.support.ready_store import lay_out
from tests.support.training import NewTrainingServer

KIT_ISSUE = "/api/backflush-kit-issue-create"
SCANNER = "Scanner"
USER, PASSWORD = "APIUSER", "password"


class Whims:
    """Stands before and behind every call of the training ERP, and spoils some.

    Attributes:
        refuse: What the ERP says to every kit from now on; "" for nothing.
        gateway: Behind every call a proxy's page stands in place of the answer.
        change: Done to the answer of every kit.
    """

    def __init__(self) -> None:
        self.refuse = ""
        self.gateway = False
        self.change: Callable[[dict[str, object]], None] = lambda _answer: None

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        """As falcon calls it, on a thread of the server."""
        del resp
        if self.refuse and req.path == KIT_ISSUE:
            raise broken(Code.STOCK_SHORT, self.refuse)

    def process_response(
        self, req: falcon.Request, resp: falcon.Response, resource: object, succeeded: bool
    ) -> None:
        """Likewise."""
        del resource
        if self.gateway:
            resp.status = HTTPStatus.BAD_GATEWAY
            resp.content_type = falcon.MEDIA_HTML
            resp.text, resp.data = "<html><body>Bad gateway</body></html>", None
        elif succeeded and req.path == KIT_ISSUE:
            answer = json.loads(resp.data or b"{}")
            self.change(answer)
            resp.data = json.dumps(answer).encode()


class Stage:
    """What a person at the station does, and waits for. GUI thread."""

    def __init__(self, station: Workstation, whims: Whims, cable: NetworkCable) -> None:
        self.station, self.whims, self.cable = station, whims, cable
        self.desk, self.window, self.look = station.desk, station.window, station.look
        self._came = Heard[object]()
        self._sent = 0
        station.scanning.scanned.connect(self._came)

    def sign_in(self) -> None:
        """As the person at the station."""
        self.station.session.sign_in(USER, PASSWORD, remember=False)
        until(lambda: self.station.session.credentials() is not None)
        until(lambda: self.station.session.clock_measured)

    def inject(self, *texts: str) -> None:
        """Scan, and wait for nothing."""
        for text in texts:
            self.station.scanning.inject(text, SCANNER)
        self._sent += len(texts)
        until(lambda: len(self._came.all) == self._sent)

    def scan(self, *texts: str) -> None:
        """Scan one after the other, each when the one before was dealt with."""
        for text in texts:
            self.inject(text)
            until(lambda: self.station.flows.idle)

    def dump(self, *texts: str) -> None:
        """As a scanner does that empties its memory."""
        for text in texts:
            self.desk.intake.take(Offered(read(text), batch_mode=True))
            until(lambda: self.station.flows.idle)

    @property
    def state(self) -> KitState:
        """Of the kit on the desk."""
        assert self.desk.draft is not None
        return self.desk.draft.state

    def checked(self) -> None:
        """Wait for the ERP's word on the serial numbers."""
        until(lambda: self.state.checking == 0 and self.desk.idle)

    def motors(self, *serials: str) -> None:
        """Up to Review."""
        self.scan("MOTOR003", *serials, "KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78")
        self.scan("KB:NEXT")
        assert self.state.step is Step.REVIEW, self.desk.intake.notice
        self.checked()

    def post(self, *ends: PostingState) -> None:
        """Scan POST, and wait for what becomes of it."""
        self.scan("KB:POST")
        until(lambda: self.desk.posting is not None and self.desk.posting.state in ends)
        self.seen()

    def offline(self) -> None:
        """Pull the cable, and wait until it is noticed."""
        self.cable.pull()
        self.scan("KB:CLEAR")
        until(self._asked_in_vain)

    def _asked_in_vain(self) -> bool:
        """What was asked before the cable was out may still have been answered."""
        self.station.session._heart.ask_now()
        return self.station.session.reach is Reach.OFFLINE

    def another_station(self, *serials: str) -> None:
        """Somebody else posts a kit of motors."""
        signed_in = self.station.session.credentials()
        assert signed_in is not None
        self.station.session.client.issue_kit(signed_in.token, kit(*serials).request)

    def seen(self) -> None:
        """Wait until the lists of home and Activity have been read anew."""
        changed = Heard[None]()
        self.station.overview.changed.connect(lambda: changed(None))
        overview = self.station.overview
        overview.refresh()
        until(lambda: changed.all and not (overview._looking or overview._soon.isActive()))
        drained()


def plant_short_of_seals() -> Plant:
    """The plant of the demo, but for shaft seals: enough for three motors."""
    plant = standard_plant()
    products = [
        replace(
            product,
            places=[
                replace(place, quantity="3") if place.part_id == "SEAL-22" else place
                for place in product.places
            ],
        )
        for product in plant.products
    ]
    return replace(plant, products=products)


@contextmanager
def stage(  # noqa: PLR0913 - what may be another one
    app: QApplication,
    folder: Path,
    settings: Settings,
    *,
    scale: float = 1.0,
    live: bool = False,
    middleware: Sequence[object] = (),
) -> Iterator[Stage]:
    """A workstation that nobody has signed in at, its window shown at a text scale.

    A live one has the training ERP for its own, both sides of it. `middleware` stands before it.
    """
    whims = Whims()
    between = [whims, *middleware]
    with NewTrainingServer(plant_short_of_seals(), strict=True, middleware=between) as server:
        there = urlsplit(server.url)
        cable = NetworkCable(there.hostname or "", there.port or 0)
        home = Home(folder)
        if live:
            kits = Connection(cable.url, data_source="LIVE")
            manex = replace(settings.manex, root_url=cable.url + ROOT)
            settings = replace(settings, connection=kits, manex=manex)
        around = Surroundings(target_of(settings), cable.url, pages_ahead=False)
        still = replace(Appearance(), reduced_motion=True, text_scale=scale)
        lay_out(home.database(around.target.mode))
        station = Workstation(app, home, replace(settings, appearance=still), around)
        try:
            station.window.show()
            station.start()
            yield Stage(station, whims, cable)
        finally:
            station.close()
            cable.pull()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
