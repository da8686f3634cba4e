"""The kinds of postings that `kitbench outbox add` takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from app.core.kit_issue import KitIssue, KitPosting
from app.core.posting import PostingKind
from app.core.postings import Posting, Request
from app.core.receipt import Receipt, ReceiptPosting
from app.core.settings import Settings
from app.erp.expandable.kit_requests import KitTerms, read_kit_request
from app.erp.expandable.receipt_requests import read_receipt_request

RequestT = TypeVar("RequestT")


@dataclass(frozen=True, slots=True)
class Added(Generic[RequestT]):
    """One kind.

    Attributes:
        posting: What becomes of a request.
        read: Reads one as it was written, with what its station and the day fill in; raises
            `BadRequestError`.
        as_before: The first of two with the days and the reference of the second, which were
            fixed when that was confirmed.
    """

    posting: Callable[..., Posting]
    read: Callable[[object, Settings, date], RequestT]
    as_before: Callable[[RequestT, RequestT], RequestT]


def _kit(request: object, settings: Settings, today: date) -> KitIssue:
    kit = settings.kit
    terms = KitTerms(
        today=today,
        department=kit.department,
        account=kit.account,
        to_stores=kit.to_stores,
        to_location=kit.to_location,
        kit_stores=kit.kit_stores,
        include_scrap=kit.include_scrap,
    )
    return read_kit_request(request, terms)


def _kit_as_before(asked: KitIssue, stored: KitIssue) -> KitIssue:
    return replace(
        asked,
        reference=stored.reference,
        action_date=stored.action_date,
        effective_date=stored.effective_date,
    )


def _receipt(request: object, settings: Settings, today: date) -> Receipt:
    del settings
    return read_receipt_request(request, today)


def _receipt_as_before(asked: Receipt, stored: Receipt) -> Receipt:
    return replace(asked, reference=stored.reference, action_date=stored.action_date)


ADDED: Mapping[PostingKind, Added[Any]] = {
    PostingKind.KIT_ISSUE: Added(KitPosting, _kit, _kit_as_before),
    PostingKind.PO_RECEIPT: Added(ReceiptPosting, _receipt, _receipt_as_before),
}


def is_same(kind: PostingKind, asked: Request, stored: Posting) -> bool:
    """Whether a request asks for what was confirmed before."""
    if stored.kind is not kind:
        return False
    like: Request = ADDED[kind].as_before(asked, stored.request)
    return like == stored.request
