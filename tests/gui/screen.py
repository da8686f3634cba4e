"""Whether the screen has followed what happened, and the way back to where one began."""

from app.main import HEIGHT, WIDTH, Workstation
from app.ui.pages.buyer_flow import BuyerFlow
from app.ui.pages.scan_flow import ScanFlow
from app.ui.places import Place
from app.ui.window import MainWindow
from tests.services.world import drained, until


def behind(window: MainWindow) -> bool:
    """Whether any flow that has pages is to show something that it doesn't yet."""
    pages = (window.stack.widget(at) for at in range(window.stack.count()))
    return any(page.behind for page in pages if isinstance(page, ScanFlow | BuyerFlow))


def shown(window: MainWindow) -> None:
    """Wait until what happened is on the screen: the pages follow once a frame."""
    drained()
    until(lambda: not behind(window))


def clear(station: Workstation) -> None:
    """Throw away what lies on the desks, and go home: nothing of it is left, nor parked."""
    station.flows.desk.cancel()
    if station.purchase is not None:
        station.purchase.desk.discard()
    station.window.open_flow(Place.HOME)
    station.window.resize(WIDTH, HEIGHT)
    until(lambda: station.flows.idle and not station.overview.shelf.drafts)
    shown(station.window)
    assert station.window.place is Place.HOME
    assert not station.flows.at_work
    assert not station.drafts.open_drafts(station.session.target)
