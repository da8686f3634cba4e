"""What of a line somebody else changed while a change of it waited."""

from dataclasses import dataclass

from app.core.po_line.catalogue import LineField


@dataclass(frozen=True, slots=True)
class HeldCell:
    """One value, as canonical texts.

    Attributes:
        before: What the buyer saw,
        now: what the ERP holds,
        wanted: and what it would hold if the change were sent.
    """

    field: LineField
    before: str
    now: str
    wanted: str
