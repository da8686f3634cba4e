"""The kinds of postings as they are kept, and how a success is held against what was planned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.core.kit import issued
from app.core.kit_issue import KitIssued, KitPosting
from app.core.po_line.posting import (
    AddLinePosting,
    DeleteLinePosting,
    EditLinePosting,
    LinePosting,
)
from app.core.po_line.requests import LineAnswer
from app.core.po_line.standing import is_own
from app.core.posting import Confirmed, PostingKind
from app.core.postings import Answer, Posting
from app.core.receipt import ReceiptEntered, ReceiptPosting
from app.core.receiving import received

PostingT = TypeVar("PostingT", bound=Confirmed)
AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Kind(Generic[PostingT, AnswerT]):
    """One kind.

    Attributes:
        posting: What is confirmed.
        answer: The ERP's success.
        differs: Whether a success isn't what was planned; of what nobody planned nobody knows.
    """

    posting: type[PostingT]
    answer: type[AnswerT]
    differs: Callable[[PostingT, AnswerT], bool]


def _added_otherwise(posting: AddLinePosting, answer: LineAnswer) -> bool:
    return answer.line is not None and not is_own(posting.request.values, answer.line.values)


def _never(_posting: LinePosting, _answer: LineAnswer) -> bool:
    """The ERP says that it did it, not what became of the line."""
    return False


_KINDS: Mapping[PostingKind, Kind[Any, Any]] = {
    PostingKind.KIT_ISSUE: Kind(KitPosting, KitIssued, issued.differs),
    PostingKind.PO_RECEIPT: Kind(ReceiptPosting, ReceiptEntered, received.differs),
    PostingKind.PO_LINE_ADD: Kind(AddLinePosting, LineAnswer, _added_otherwise),
    PostingKind.PO_LINE_EDIT: Kind(EditLinePosting, LineAnswer, _never),
    PostingKind.PO_LINE_DELETE: Kind(DeleteLinePosting, LineAnswer, _never),
}


def posting_shape(kind: PostingKind) -> type[Posting]:
    """As what a posting of this kind is kept."""
    shape: type[Posting] = _KINDS[kind].posting
    return shape


def answer_shape(kind: PostingKind) -> type[Answer]:
    """As what its success is kept."""
    shape: type[Answer] = _KINDS[kind].answer
    return shape


def differs(posting: Posting, answer: Answer | None) -> bool:
    """Whether the ERP did it, and otherwise than it was planned."""
    return answer is not None and _KINDS[posting.kind].differs(posting, answer)
