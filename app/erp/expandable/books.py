"""Expandable as the sender sees it: kits and receipts are sent, proved and looked at again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from app.core import receipt_aged
from app.core.hold import Hold
from app.core.kit import aged as kit_aged
from app.core.kit_issue import KitPosting
from app.core.posting import Confirmed, PostingKind
from app.core.postings import Answer, Posting
from app.core.proof.reading import Question, Reading
from app.core.receipt import ReceiptPosting
from app.erp.expandable import proof_reads
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.facts import read_bill

PostingT = TypeVar("PostingT", bound=Confirmed)


@dataclass(frozen=True, slots=True)
class _Inquiry(Generic[PostingT]):
    """What is asked about postings of one kind.

    Attributes:
        ages: Whether one rests on anything that can change while it waits.
        look: Reads that, and says what a person must decide on.
        harmless: Something short.
    """

    ages: Callable[[PostingT], bool]
    look: Callable[[ExpandableClient, str, PostingT, datetime], Hold | None]
    harmless: Callable[[ExpandableClient, str, PostingT], object]


def _look_at_kit(
    client: ExpandableClient, token: str, kit: KitPosting, now: datetime
) -> Hold | None:
    return kit_aged.hold_of(kit, read_bill(client, token, kit.subject, now))


def _look_at_receipt(
    client: ExpandableClient, token: str, receipt: ReceiptPosting, _now: datetime
) -> Hold | None:
    return receipt_aged.hold_of(receipt, client.purchase_order(token, receipt.subject))


_KIT: _Inquiry[KitPosting] = _Inquiry(
    ages=lambda kit: bool(kit.planned),
    look=_look_at_kit,
    harmless=lambda client, token, kit: client.parts(token, (kit.subject,)),
)
_RECEIPT: _Inquiry[ReceiptPosting] = _Inquiry(
    ages=lambda _receipt: True,
    look=_look_at_receipt,
    harmless=lambda client, token, receipt: client.purchase_order(token, receipt.subject),
)
_KINDS: Mapping[PostingKind, _Inquiry[Any]] = {
    PostingKind.KIT_ISSUE: _KIT,
    PostingKind.PO_RECEIPT: _RECEIPT,
}


class ExpandableBooks:
    """Of one server; each method is that of `app.services.line.Books`."""

    def __init__(self, client: ExpandableClient) -> None:
        self._client = client

    def post(self, token: str, posting: Posting, batch_number: str) -> Answer:
        """Issue a kit, or enter a receipt."""
        return self._client.post(token, posting.request, batch_number)

    def read(self, token: str, question: Question, now_utc: datetime) -> Reading:
        """One or two queries as a rule."""
        return proof_reads.read(self._client, token, question, now_utc)

    def is_looked_at(self, posting: Posting, *, aged: bool) -> bool:
        """Only what waited long, and rests on a bill or an order."""
        return aged and _KINDS[posting.kind].ages(posting)

    def look(self, token: str, posting: Posting, now_utc: datetime) -> Hold | None:
        """Read the bill of a kit, or the order of a receipt, again."""
        hold: Hold | None = _KINDS[posting.kind].look(self._client, token, posting, now_utc)
        return hold

    def ask_harmlessly(self, token: str, posting: Posting) -> None:
        """Its part, or its order."""
        _KINDS[posting.kind].harmless(self._client, token, posting)

    def preview(self, posting: Posting, batch_number: str) -> str:
        """Its JSON."""
        return self._client.preview(posting.request, batch_number)
