"""The kinds of postings that can be proved; a new kind is one entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.core.posting import Confirmed, PostingKind
from app.core.postings import Posting
from app.core.proof import kit, po_line, receipt
from app.core.proof.reading import Proof, Question, Reading

PostingT = TypeVar("PostingT", bound=Confirmed)


@dataclass(frozen=True, slots=True)
class Provable(Generic[PostingT]):
    """How postings of one kind are proved.

    Attributes:
        question_before: What to read next before one is sent, given what was read so far; None
            once enough is known.
        proof: How one can be proved, given what was read before it was sent.
        touches: Marks of what it moves; those of `Proof.holds` are compared with them.
    """

    question_before: Callable[[PostingT, Reading | None], Question | None]
    proof: Callable[[PostingT, Reading | None], Proof]
    touches: Callable[[PostingT], frozenset[str]]


_KINDS: Mapping[PostingKind, Provable[Any]] = {
    PostingKind.KIT_ISSUE: Provable(kit.question_before, kit.proof, kit.touches),
    PostingKind.PO_RECEIPT: Provable(receipt.question_before, receipt.proof, receipt.touches),
    PostingKind.PO_LINE_ADD: Provable(po_line.question_before, po_line.added, po_line.touches),
    PostingKind.PO_LINE_EDIT: Provable(po_line.question_before, po_line.changed, po_line.touches),
    PostingKind.PO_LINE_DELETE: Provable(po_line.question_before, po_line.deleted, po_line.touches),
}


def provable(posting: Posting) -> Provable[Any]:
    """How postings of its kind are proved."""
    return _KINDS[posting.kind]
