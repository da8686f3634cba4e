"""What one label of a received lot says (labels.md 1, 2 and 7)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.labels.controls import EOT, GS, RS
from app.core.quantities import plain


@dataclass(frozen=True, slots=True)
class LotLabel:
    """One received lot. What is empty stands neither in words nor in the symbol.

    Attributes:
        part_id: Ours.
        quantity: Of this lot, in `unit`: the part's own, as it lies on the shelf.
        order_line: Of the purchase order.
        received_on: By the ERP's calendar.
        receipt: The receipt's number at the ERP, or our reference where it told none.
    """

    part_id: str
    quantity: Decimal
    unit: str
    lot_id: str = ""
    description: str = ""
    expires: date | None = None
    order_number: str = ""
    order_line: str = ""
    received_on: date | None = None
    receipt: str = ""


def message(label: LotLabel) -> str:
    """The ISO/IEC 15434 message of the symbol, format 06, as `app.core.labels.read` reads it.

    Texts beyond printable ASCII are left out: what a scanner makes of them is a matter of its
    settings, and a lot that is read wrongly is worse than one that is typed.
    """
    elements = (
        ("P", label.part_id),
        ("T", label.lot_id),
        ("Q", plain(label.quantity)),
        ("14D", _day(label.expires)),
        ("K", label.order_number),
        ("4K", label.order_line),
        ("12D", _day(label.received_on)),
    )
    carried = [f"{code}{text}" for code, text in elements if _is_carried(text)]
    return f"[)>{RS}06{GS}{GS.join(carried)}{RS}{EOT}"


def _day(day: date | None) -> str:
    return day.strftime("%Y%m%d") if day else ""


def _is_carried(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable()
