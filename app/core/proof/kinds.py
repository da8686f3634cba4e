"""The kinds of postings that can be proved; a new kind is one entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.posting import Posting, PostingKind
from app.core.proof import kit
from app.core.proof.reading import Proof, Question, Reading


@dataclass(frozen=True, slots=True)
class Provable:
    """How postings of one kind are proved.

    Attributes:
        question_before: What to read next before one is sent, given what was read so far; None
            once enough is known.
        proof: How one can be proved, given what was read before it was sent.
        touches: Marks of what it moves; those of `Proof.holds` are compared with them.
    """

    question_before: Callable[[Posting, Reading | None], Question | None]
    proof: Callable[[Posting, Reading | None], Proof]
    touches: Callable[[Posting], frozenset[str]]


_KINDS: Mapping[PostingKind, Provable] = {
    PostingKind.KIT_ISSUE: Provable(kit.question_before, kit.proof, kit.touches),
}


def provable(posting: Posting) -> Provable:
    """How postings of its kind are proved."""
    return _KINDS[posting.kind]
