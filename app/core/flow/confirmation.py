"""Who confirms a draft, where and when, and what becomes of its reference."""

from dataclasses import dataclass
from datetime import date, datetime

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
