"""What the desks of all flows stand on together."""

from dataclasses import dataclass

from app.services.intake import Intake
from app.services.reads import ErpReads
from app.services.session import Session
from app.services.tasks import Tasks
from app.services.waiting_serials import WaitingSerials
from app.store.drafts import Drafts
from app.store.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Ground:
    """One station's.

    Attributes:
        intake: The way of all scans: what is held or waits stays so while flows change.
        waiting: The serial numbers in the outbox, of postings of every kind.
    """

    drafts: Drafts
    outbox: Outbox
    session: Session
    reads: ErpReads
    tasks: Tasks
    intake: Intake
    waiting: WaitingSerials
