"""The shelf of receipts: drafts of what came of an order, on facts of that order."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.core.flow.changes import DraftEvent, HeaderField
from app.core.flow.identity import DraftIdentity
from app.core.posting import PostingKind
from app.core.postings import Posting
from app.core.receipt_facts import OrderFacts
from app.core.receiving.confirm import make_posting
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.recheck import OrderChange
from app.core.receiving.surroundings import ReceiptSurroundings
from app.core.settings import Rules
from app.services.flow_log import FlowLog
from app.services.flow_shelf import FlowShelf
from app.services.ground import Ground
from app.services.kept_facts import KeptFacts
from app.services.open_draft import OpenDraft
from app.services.subject_facts import SubjectFacts

ORDER_FACTS = KeptFacts("order", OrderFacts)


@dataclass(frozen=True, slots=True)
class ReceiptStation:
    """What the station's settings say of receipts.

    Attributes:
        rules: Of what is warned of, and what is refused.
        reference_length: As `Confirmation`.
    """

    rules: Rules
    reference_length: int | None = None


@dataclass(slots=True)
class OpenReceipt(OpenDraft[ReceiptDraft]):
    """A receipt on the desk.

    `order_changes` says what the order, read anew on Review, has other than it had before.
    """

    order_changes: tuple[OrderChange, ...] = ()


class OrderToReceive(SubjectFacts[OpenReceipt, OrderFacts]):
    """What is known of the order of a receipt."""

    def know(self, opened: OpenReceipt, facts: OrderFacts) -> None:
        """Receive by these from now on."""
        opened.draft.around.know_order(facts)
        opened.draft.know()

    def at_hand(self, opened: OpenReceipt) -> OrderFacts | None:
        """Those of the order that is received."""
        return opened.draft.state.facts

    def of_nothing(self, subject: str) -> OrderFacts:
        """Facts without the order."""
        return OrderFacts(subject, datetime.now(UTC))


class ReceiptShelf(FlowShelf[OpenReceipt, OrderFacts]):
    """Receipts between the desk and the store. Lives in the GUI thread."""

    kind = PostingKind.PO_RECEIPT

    def __init__(self, ground: Ground, station: ReceiptStation) -> None:
        facts = OrderToReceive(ground.reads.orders.ask, ORDER_FACTS)
        super().__init__(ground, facts, station.reference_length)
        self._rules = station.rules

    def _made(self, identity: DraftIdentity, log: FlowLog) -> OpenReceipt:
        around = ReceiptSurroundings(rules=self._rules, waiting=self._ground.waiting.of_part)
        return OpenReceipt(ReceiptDraft(identity, self._session.erp_today(), around), log)

    def _begun(self, opened: OpenReceipt, batch: str) -> DraftEvent:
        return opened.draft.start([(HeaderField.BATCH, batch)])

    def posting_of(self, opened: OpenReceipt) -> Posting | None:
        """The receipt; None without an order."""
        if opened.draft.state.order is None:
            return None
        return make_posting(opened.draft, self._confirmation())
