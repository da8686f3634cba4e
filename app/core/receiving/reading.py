"""What a label says of one package (labels.md 7)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.labels import Field, Label


@dataclass(frozen=True, slots=True)
class Reading:
    """One label, or a person's entry, for a package of a line. What is empty it doesn't say.

    Attributes:
        quantity: In `unit`, or where that is empty in one of the line's two units.
        buying: `quantity` is in the line's buying unit, as a person said.
        lot: Ours or the supplier's; `mfg_lot` the supplier's.
    """

    quantity: Decimal | None = None
    unit: str = ""
    buying: bool = False
    lot: str = ""
    mfg_lot: str = ""
    expires: date | None = None
    stores: str = ""
    location: str = ""
    package_id: str = ""
    serials: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the label names a part and no more."""
        return self == _NOTHING


_NOTHING = Reading()
_MALFORMED = {
    Field.QUANTITY: Refusal.QUANTITY_MALFORMED,
    Field.EXPIRES: Refusal.DATE_MALFORMED,
}


def read_package(label: Label) -> Reading | Refused:
    """What the label says, or the quantity or day on it that is none."""
    fault = _unread(label)
    if fault is not None:
        return fault
    quantity, expires = label.get(Field.QUANTITY), label.get(Field.EXPIRES)
    if quantity is not None and not Decimal(quantity):
        return Refused(Refusal.QUANTITY_MALFORMED, Facts(text=quantity))
    supplier_lot = label.get(Field.SUPPLIER_LOT) or ""
    return Reading(
        quantity=Decimal(quantity) if quantity else None,
        unit=label.get(Field.UNIT) or "",
        lot=label.get(Field.LOT) or supplier_lot,
        mfg_lot=supplier_lot,
        expires=date.fromisoformat(expires) if expires else None,
        stores=label.get(Field.STORES) or "",
        location=label.get(Field.LOCATION) or "",
        package_id=label.get(Field.PACKAGE_ID) or "",
        serials=label.serials,
    )


def _unread(label: Label) -> Refused | None:
    """A quantity or a day that the label means to say and that can't be one.

    To take the rest and be silent about it would let a person believe that it was read.
    """
    for field, element in label.malformed:
        reason = _MALFORMED.get(field)
        if reason is not None and label.get(field) is None:
            return Refused(reason, Facts(text=element))
    return None
