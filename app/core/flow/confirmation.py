"""Who confirms a draft, where and when, and what becomes of its reference."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from app.core.flow.identity import DraftIdentity
from app.core.target import Target


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirms, where, and when.

    Attributes:
        erp_today: The ERP's calendar day; ACTION_DATE unless the person gave one.
        now: Aware, UTC.
        reference_length: How long REFERENCE may be there; None keeps the operator's text out
            (design.md 4, "Reference").
    """

    target: Target
    operator: str
    erp_user: str
    erp_today: date
    now: datetime
    reference_length: int | None = None


def full_reference(reference: str, operators: str, length: int | None) -> str:
    """Ours first; the operator's text follows only where the field is known to hold it."""
    whole = f"{reference} {operators}"
    fits = bool(operators) and length is not None and len(whole) <= length
    return whole if fits else reference


class Confirmed(TypedDict):
    """What a posting carries on of its draft and its confirmation, whatever its kind."""

    posting_id: str
    draft_id: str
    target: Target
    reference: str
    operator: str
    erp_user: str
    confirmed_at: datetime
    batch: str


def confirmed(identity: DraftIdentity, confirmation: Confirmation, batch: str) -> Confirmed:
    """The fields of `app.core.posting.Confirmed`, for a draft that becomes one posting."""
    return Confirmed(
        posting_id=identity.posting_id,
        draft_id=identity.draft_id,
        target=confirmation.target,
        reference=identity.reference,
        operator=confirmation.operator,
        erp_user=confirmation.erp_user,
        confirmed_at=confirmation.now,
        batch=batch,
    )
