"""A label that was read: its text, what each part of it fills, and what stayed unread."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.labels.commands import Command


class LabelKind(StrEnum):
    """How a label was read. More kinds follow: rely on `values`, not on a full list of these."""

    EMPTY = "empty"
    PLAIN = "plain"
    COMMAND = "command"
    UNKNOWN_COMMAND = "unknown-command"  # `KB:` and no verb of ours
    CAPS_LOCK = "caps-lock"  # `kb:`, a command through a keyboard scanner with Caps Lock on
    ISO15434 = "iso15434"
    NOT_UNDERSTOOD = "not-understood"  # surely not plain text, and no rule reads it


class Field(StrEnum):
    """What a label can fill (labels.md 7)."""

    PART = "part"
    MANUFACTURER_PART = "manufacturer_part"
    SUPPLIER_PART = "supplier_part"
    REVISION = "revision"
    QUANTITY = "quantity"
    """Plain decimal text."""
    UNIT = "unit"
    LOT = "lot"
    SUPPLIER_LOT = "supplier_lot"
    SERIAL = "serial"
    """The one field that several values may fill."""
    EXPIRES = "expires"
    """An ISO date."""
    DATE_CODE = "date_code"
    """As the manufacturer wrote it: often YYWW, also `N/T`."""
    LOCATION = "location"
    STORES = "stores"
    PO = "po"
    PO_LINE = "po_line"
    PACKING_SLIP = "packing_slip"
    WORK_ORDER = "work_order"
    MANUFACTURER = "manufacturer"
    COUNTRY = "country"
    """ISO 3166 alpha-2; `AA` is several countries."""
    PACKAGE_ID = "package_id"
    OPERATOR = "operator"
    ASSEMBLY = "assembly"
    COMMAND = "command"


class Guess(StrEnum):
    """Why a value needs one confirming scan or touch before anything is done with it."""

    CONFLICT = "conflict"
    """The label says two things of one field; the first is shown."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one part of a label says.

    Attributes:
        source: The part of the label it was read from, with its identifier: `1TLOT42`.
        rule: What says so: `MH10.8.2 1T`. For people who look into a label, not for decisions.
        guessed: See the label's `guesses`.
    """

    field: Field
    text: str
    source: str
    rule: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One scan, read.

    Attributes:
        text: As scanned, all of it.
        plain: The same without symbology identifier and without blanks and line ends around it.
            GS, RS, FS and EOT stand, even at its ends.
        symbology: The AIM symbology identifier (`]C1`) that came with it, if any did.
        values: What it fills, in the label's order; never an empty text.
        unused: Elements that are understood and fill none of our fields.
        unread: What no rule understood: all of it, or elements with GS between them.
        command: Of the kind COMMAND only.
    """

    text: str
    kind: LabelKind
    plain: str = ""
    symbology: str | None = None
    values: tuple[Value, ...] = ()
    guesses: tuple[Guess, ...] = ()
    unused: tuple[str, ...] = ()
    unread: str = ""
    command: Command | None = None

    def get(self, field: Field) -> str | None:
        """The text for a field, the first if there are several; None where the label has none."""
        return next((value.text for value in self.values if value.field is field), None)

    def is_guessed(self, field: Field) -> bool:
        """Whether what it says of a field must be confirmed."""
        return any(value.guessed for value in self.values if value.field is field)

    @property
    def serials(self) -> tuple[str, ...]:
        """All serial numbers of the label, in its order."""
        return tuple(value.text for value in self.values if value.field is Field.SERIAL)
