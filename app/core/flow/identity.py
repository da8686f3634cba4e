"""Who a draft is: made with it, and carried on by the posting that it becomes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftIdentity:
    """Made with the draft and never changed (design.md 4).

    Attributes:
        draft_id: A UUID's text.
        posting_id: Of the posting it will become.
        reference: `KB........`.
        operator: Who opened it.
        replaces: Id of the rejected posting that it corrects, or empty.
    """

    draft_id: str
    posting_id: str
    reference: str
    operator: str
    replaces: str = ""
