"""The postings of Expandable as calls: what is sent, and how an answer or a refusal is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.core.kit_issue import KitIssue
from app.core.postings import Request
from app.core.problems import ProblemCode, Rejected
from app.core.receipt import Receipt
from app.erp.expandable import kit_messages, receipt_messages
from app.erp.expandable.rows import Row
from app.erp.expandable.wire import DEFAULT_WIRE, Call, Shape, Wire

RequestT = TypeVar("RequestT")
AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Message(Generic[RequestT, AnswerT]):
    """One kind of posting.

    Attributes:
        call: That it is sent by.
        request: The object that is sent,
        answer: and the one that comes back.
        request_of: The request with a batch number, but for the token.
        read: What the ERP says it did; raises `Unknown` where it isn't the answer to the request.
        cause_of: Which of the ERP's rules a refusal is.
    """

    call: Call
    request: Shape
    answer: Shape
    request_of: Callable[[RequestT, str, Wire], dict[str, object]]
    read: Callable[[Row, RequestT], AnswerT]
    cause_of: Callable[[Rejected, RequestT, str, Wire], ProblemCode]


KIT_ISSUE = Message(
    Call.KIT_ISSUE,
    Shape.KIT_ISSUE_REQUEST,
    Shape.KIT_ISSUE_ANSWER,
    kit_messages.request_of,
    kit_messages.issued,
    kit_messages.cause_of,
)
PO_RECEIPT = Message(
    Call.PO_RECEIPT,
    Shape.PO_RECEIPT_REQUEST,
    Shape.PO_RECEIPT_ANSWER,
    receipt_messages.request_of,
    receipt_messages.entered,
    receipt_messages.cause_of,
)
_MESSAGES: Mapping[type, Message[Any, Any]] = {KitIssue: KIT_ISSUE, Receipt: PO_RECEIPT}


def message_of(request: Request) -> Message[Any, Any]:
    """How a request of this kind is sent."""
    return _MESSAGES[type(request)]


def request_of(
    request: Request, batch_number: str = "", wire: Wire = DEFAULT_WIRE
) -> dict[str, object]:
    """The request as it is sent, but for the token.

    Raises:
        Rejected: Its serial numbers can't be expressed; surely nothing was sent.
    """
    return message_of(request).request_of(request, batch_number, wire)
