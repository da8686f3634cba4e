"""The kinds of postings that `kitbench outbox add` takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from app.core.flow.confirmation import full_reference
from app.core.kit_issue import KitIssue, KitPosting
from app.core.po_line.checks import Subject, check
from app.core.po_line.faults import Finding, LineFault, Weight
from app.core.po_line.item_numbers import ItemNumbers
from app.core.po_line.posting import AddLinePosting, DeleteLinePosting, EditLinePosting
from app.core.po_line.requests import AddLine, EditLine, LineRequest
from app.core.posting import PostingKind, new_reference
from app.core.postings import Posting, Request
from app.core.receipt import Receipt, ReceiptPosting
from app.core.settings import Settings
from app.core.target import Erp
from app.erp.bad_request import BadRequestError, RequestFault
from app.erp.expandable.kit_requests import KitTerms, read_kit_request
from app.erp.expandable.receipt_requests import read_receipt_request
from app.erp.manex.line_requests import Reader, field_name, read_add, read_delete, read_edit

RequestT = TypeVar("RequestT")


@dataclass(frozen=True, slots=True)
class Given:
    """What was written of one posting, beside its kind.

    Attributes:
        before: Of a line that is to be changed: as it was read.
        reason: Why what is unusual of a line is right.
    """

    request: object
    before: object = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Added(Generic[RequestT]):
    """One kind.

    Attributes:
        erp: Where it goes.
        posting: What becomes of a request.
        names: What may be said beside kind, request, id and operator.
        read: Reads a request as it was written, with what its station and the day fill in;
            raises `BadRequestError`.
        marked: The same with our reference first, then its own as far as that has room.
        as_before: The first of two with the days and the reference of the second, which were
            fixed when that was confirmed.
    """

    erp: Erp
    posting: Callable[..., Posting]
    names: frozenset[str]
    read: Callable[[Given, Settings, date], RequestT]
    marked: Callable[[RequestT, str, int | None], RequestT]
    as_before: Callable[[RequestT, RequestT], RequestT]


def _kit(given: Given, settings: Settings, today: date) -> KitIssue:
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
    return _with_room(read_kit_request(given.request, terms), settings)


def _receipt(given: Given, settings: Settings, today: date) -> Receipt:
    return _with_room(read_receipt_request(given.request, today), settings)


MarkedT = TypeVar("MarkedT", KitIssue, Receipt)


def _with_room(request: MarkedT, settings: Settings) -> MarkedT:
    ours = new_reference()
    if (
        request.reference
        and _marked(request, ours, settings.kit.reference_length).reference == ours
    ):
        raise BadRequestError("REFERENCE", RequestFault.MALFORMED, "no room beside our own")
    return request


def _marked(request: MarkedT, ours: str, length: int | None) -> MarkedT:
    return replace(request, reference=full_reference(ours, request.reference, length))


def _kit_as_before(asked: KitIssue, stored: KitIssue) -> KitIssue:
    return replace(
        asked,
        reference=stored.reference,
        action_date=stored.action_date,
        effective_date=stored.effective_date,
    )


def _receipt_as_before(asked: Receipt, stored: Receipt) -> Receipt:
    return replace(asked, reference=stored.reference, action_date=stored.action_date)


def _line(read: Reader) -> Callable[[Given, Settings, date], LineRequest]:
    """A change of a line, checked as in a draft as far as that needs no item master."""

    def checked(given: Given, settings: Settings, _today: date) -> LineRequest:
        request = read(given.request, given.before)
        if isinstance(request, AddLine | EditLine):
            before = request.before if isinstance(request, EditLine) else None
            subject = Subject(request.item_number, request.values, before, None)
            for finding in check(subject, settings.buying, ItemNumbers()):
                if _hinders(finding, request, given.reason):
                    name = field_name(finding.field)
                    raise BadRequestError(name, RequestFault.REFUSED, finding.fault.value)
        return request

    return checked


def _hinders(finding: Finding, request: AddLine | EditLine, reason: str) -> bool:
    if finding.fault is LineFault.NOT_WHOLE and not request.values.purchase_unit:
        return False  # the part's unit is not known here
    wanted = finding.weight is Weight.WANTS_REASON and not reason
    return finding.weight is Weight.BLOCKS or wanted


def _line_kind(read: Reader, posting: Callable[..., Posting], *names: str) -> Added[LineRequest]:
    return Added(
        Erp.MANEX,
        posting,
        frozenset({"reason", *names}),
        _line(read),
        lambda request, _ours, _length: request,  # ManEx knows no references
        lambda asked, _stored: asked,
    )


_OF_BATCHES = frozenset({"user", "batch"})
ADDED: Mapping[PostingKind, Added[Any]] = {
    PostingKind.KIT_ISSUE: Added(
        Erp.EXPANDABLE, KitPosting, _OF_BATCHES, _kit, _marked, _kit_as_before
    ),
    PostingKind.PO_RECEIPT: Added(
        Erp.EXPANDABLE, ReceiptPosting, _OF_BATCHES, _receipt, _marked, _receipt_as_before
    ),
    PostingKind.PO_LINE_ADD: _line_kind(read_add, AddLinePosting),
    PostingKind.PO_LINE_EDIT: _line_kind(read_edit, EditLinePosting, "before"),
    PostingKind.PO_LINE_DELETE: _line_kind(read_delete, DeleteLinePosting, "before"),
}


def is_same(kind: PostingKind, asked: Request, stored: Posting) -> bool:
    """Whether a request asks for what was confirmed before."""
    if stored.kind is not kind:
        return False
    like: Request = ADDED[kind].as_before(asked, stored.request)
    return like == stored.request
