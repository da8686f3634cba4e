"""What the ERP is asked about a posting before it is sent, by its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from app.core import receipt_aged
from app.core.hold import Hold
from app.core.kit import aged as kit_aged
from app.core.kit_issue import KitPosting
from app.core.posting import Confirmed, PostingKind
from app.core.postings import Posting
from app.core.receipt import ReceiptPosting
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.facts import read_bill

PostingT = TypeVar("PostingT", bound=Confirmed)


@dataclass(frozen=True, slots=True)
class Inquiry(Generic[PostingT]):
    """Of one kind. The calls block and raise `Problem`; they have no effect.

    Attributes:
        ages: Whether one rests on anything that can change while it waits.
        look: Reads that, and says what a person must decide on before it is sent.
        harmless: Something short, to hear whether it is the ERP itself that answers.
    """

    ages: Callable[[PostingT], bool]
    look: Callable[[ExpandableClient, str, PostingT, datetime], Hold | None]
    harmless: Callable[[ExpandableClient, str, PostingT], object]


def _look_at_kit(
    client: ExpandableClient, token: str, kit: KitPosting, now: datetime
) -> Hold | None:
    return kit_aged.hold_of(kit, read_bill(client, token, kit.subject, now))


def _look_at_receipt(
    client: ExpandableClient, token: str, receipt: ReceiptPosting, now: datetime
) -> Hold | None:
    del now
    return receipt_aged.hold_of(receipt, client.purchase_order(token, receipt.subject))


_KIT: Inquiry[KitPosting] = Inquiry(
    ages=lambda kit: bool(kit.planned),
    look=_look_at_kit,
    harmless=lambda client, token, kit: client.parts(token, (kit.subject,)),
)
_RECEIPT: Inquiry[ReceiptPosting] = Inquiry(
    ages=lambda _receipt: True,
    look=_look_at_receipt,
    harmless=lambda client, token, receipt: client.purchase_order(token, receipt.subject),
)
_KINDS: Mapping[PostingKind, Inquiry[Any]] = {
    PostingKind.KIT_ISSUE: _KIT,
    PostingKind.PO_RECEIPT: _RECEIPT,
}


def inquiry(posting: Posting) -> Inquiry[Any]:
    """What is asked about a posting of its kind."""
    return _KINDS[posting.kind]
