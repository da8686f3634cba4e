"""The buyer's desk with all it stands on: the way to ManEx, and the sender of its postings."""

from app.core.flow.steps import Step
from app.core.labels import Verb
from app.services.buying import Buying
from app.services.order_shelf import BuyingStation
from app.services.purchasing import PurchaseDesk
from app.services.sender import Sender
from app.services.sending import SendingTimes
from app.store.postings import StoredPosting


class Purchase:
    """One station's, where it has a way to ManEx. GUI thread.

    Attributes:
        buying: The way there.
        desk: The order that is worked on.
        sender: Of the changes of its lines; the other ERP's never waits for it.
    """

    def __init__(self, buying: Buying, station: BuyingStation, times: SendingTimes) -> None:
        """Send nothing yet.

        Args:
            buying: The way to ManEx.
            station: What the desk stands on.
            times: Of its sender alone.
        """
        self.buying = buying
        self.desk = PurchaseDesk(station, buying)
        self.sender = Sender(station.outbox, buying.session, times)
        self.desk.confirmed.connect(self.sender.wake)
        self.sender.posting_changed.connect(self.desk.sent)

    @property
    def at_work(self) -> bool:
        """Whether an order lies on the desk."""
        return self.desk.opened is not None

    def command(self, verb: Verb) -> bool:
        """A command barcode; whether it means anything on the page that is open."""
        desk = self.desk
        match verb, desk.step:
            case Verb.NEXT, Step.LINES if desk.editable:
                desk.review()
            case Verb.POST, Step.REVIEW if desk.may_post:
                desk.confirm()
            case (Verb.NEXT, Step.DONE) | (Verb.HOLD, Step.LINES | Step.REVIEW):
                desk.park()
            case Verb.BACK, (Step.LINES | Step.REVIEW):
                desk.go_back()
            case Verb.UNDO, Step.LINES if desk.can_undo:
                desk.undo()
            case _:
                return False
        return True

    def leave(self) -> None:
        """Somebody works on something else now: what was changed is put aside."""
        self.desk.park()

    def decided(self, stored: StoredPosting) -> None:
        """A person said what becomes of a posting."""
        self.desk.sent(stored)
        self.sender.wake()

    def stop(self) -> None:
        """Ask and send no more; waits for a request that is under way."""
        self.desk.rest()
        self.buying.stop()
        self.sender.stop()
