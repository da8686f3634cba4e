"""The receiving desk: the flow of receiving purchase orders."""

from app.core.flow.changes import Slot
from app.core.flow.outcomes import Outcome
from app.core.labels import Field, Label
from app.core.receipt_facts import OrderFacts
from app.core.receiving import readiness
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.readiness import Prompt
from app.services.flow_desk import FlowDesk
from app.services.ground import Ground
from app.services.order_recheck import OrderRecheck
from app.services.receipt_shelf import OpenReceipt, ReceiptShelf, ReceiptStation


class ReceiptDesk(FlowDesk[OpenReceipt, OrderFacts]):
    """One station's receiving flow. Lives in the GUI thread."""

    def __init__(self, ground: Ground, station: ReceiptStation) -> None:
        shelf = ReceiptShelf(ground, station)
        super().__init__(ground, shelf, OrderRecheck(shelf.facts, shelf.saves))

    @property
    def draft(self) -> ReceiptDraft | None:
        """The draft on the desk."""
        return self.opened.draft if self.opened else None

    @property
    def prompt(self) -> Prompt | None:
        """What the person is asked for; None without a draft."""
        return readiness.prompt(self.opened.draft.state) if self.opened else None

    def begins_with(self, label: Label) -> bool:
        """A label that names a purchase order, and no work order."""
        return bool(label.get(Field.PO)) and not label.get(Field.WORK_ORDER)

    # By hand; each gives what it came to, None where it came too late

    def write(self, owner: str, slot: Slot, text: str) -> Outcome | None:
        """A field of a package by its key, or a note on a line: as `ReceiptDraft.write`."""
        return self._by_hand(lambda opened: opened.draft.write(owner, slot, text))

    def receive_all(self) -> Outcome | None:
        """Ask whether all that is open of the order is here."""
        return self._by_hand(lambda opened: opened.draft.receive_all())

    def remove(self, key: str) -> Outcome | None:
        """Take a package out."""
        return self._by_hand(lambda opened: opened.draft.remove(key))

    def point_at(self, key: str) -> Outcome | None:
        """A package chosen by touch or keyboard is asked for now."""
        return self._by_hand(lambda opened: opened.draft.point_at(key))
