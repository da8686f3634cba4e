"""A label that was read: its text, what each part of it fills, and what stayed unread."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from app.core.labels.commands import Command


class LabelKind(StrEnum):
    """How a label was read. More kinds follow: rely on `values`, not on a full list of these."""

    EMPTY = "empty"
    PLAIN = "plain"
    COMMAND = "command"
    UNKNOWN_COMMAND = "unknown-command"  # `KB:` and no verb of ours
    CAPS_LOCK = "caps-lock"  # `kb:`, a command through a keyboard scanner with Caps Lock on
    TEMPLATE = "template"  # a label of the house, by the station file
    ISO15434 = "iso15434"
    GS1 = "gs1"
    DIGITAL_LINK = "gs1-digital-link"
    LCSC = "lcsc"
    TME = "tme"
    IDENTIFIER = "identifier"  # plain text taken as one identifier, because it was asked for
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
    """What was not as it should be. Where a value is in doubt for it, that value is `guessed`."""

    CONFLICT = "conflict"
    """The label says two things of one field; the first is shown."""
    HEADER = "header"
    """Not `[)>`: something stands before it, or a part of it is missing. No value is in doubt."""
    NO_RECORD_SEPARATOR = "missing-record-separator"
    """After `[)>`. No value is in doubt."""
    NO_GROUP_SEPARATOR = "missing-group-separator"
    """After the format's number. No value is in doubt."""
    NO_TRAILER = "missing-trailer"
    """The end of the message didn't come; where not even the end of its last element did, that
    may be cut off."""
    TRAILER_REPLACED = "trailer-replaced"
    """Another character came for EOT. No value is in doubt."""
    SEPARATORS_REPLACED = "separators-replaced"
    """Something else stands for the separators, and may stand in the data too."""
    SEPARATORS_STRIPPED = "separators-stripped"
    """There is no separator: where elements end is guessed by walking the identifiers."""
    IDENTIFIER_SWAPPED = "identifier-swapped"
    """`T1` was taken for `1T`."""
    CUT_OFF = "cut-off"
    """The end of a distributor's form didn't come."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one part of a label says.

    Attributes:
        source: The part of the label it was read from, with its identifier: `1TLOT42`.
        rule: What says so: `MH10.8.2 1T`. For people who look into a label, not for decisions.
        guessed: Nothing is done with it before a person has confirmed it; see the label's
            `guesses` for why.
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
        malformed: Of what is unread, what means to fill a field and can't: a quantity in letters,
            a 31st of June. The field, and the element as scanned.
        command: Of the kind COMMAND only.
        single: Of plain text: what it says if it is one identifier and its data (`1TLOT42`).
            Only who asked for that and knows no such text may take it so: see `asked_for`.
    """

    text: str
    kind: LabelKind
    plain: str = ""
    symbology: str | None = None
    values: tuple[Value, ...] = ()
    guesses: tuple[Guess, ...] = ()
    unused: tuple[str, ...] = ()
    unread: str = ""
    malformed: tuple[tuple[Field, str], ...] = ()
    command: Command | None = None
    single: tuple[Value, ...] = ()

    def get(self, field: Field) -> str | None:
        """The text for a field, the first if there are several; None where the label has none."""
        return next((value.text for value in self.values if value.field is field), None)

    def is_guessed(self, field: Field) -> bool:
        """Whether what it says of a field must be confirmed."""
        return any(value.guessed for value in self.values if value.field is field)

    @property
    def guessed_fields(self) -> frozenset[Field]:
        """The fields that must be confirmed before anything is done with them."""
        return frozenset(value.field for value in self.values if value.guessed)

    def confirmed(self) -> "Label":
        """The same, its guesses confirmed by a person: of two texts for a field, the first."""
        taken: dict[tuple[Field, str], Value] = {}
        for value in self.values:
            several = value.field is Field.SERIAL
            taken.setdefault((value.field, value.text if several else ""), value)
        values = tuple(replace(value, guessed=False) for value in taken.values())
        return replace(self, values=values)

    def asked_for(self, fields: Collection[Field]) -> "Label | None":
        """Plain text as the single identifier it may be, where one of these fields is asked for.

        The caller has made sure that the text as a whole names nothing (labels.md 5).
        """
        if not self.single or self.single[0].field not in fields:
            return None
        return replace(self, kind=LabelKind.IDENTIFIER, values=self.single, single=())

    @property
    def serials(self) -> tuple[str, ...]:
        """All serial numbers of the label, in its order."""
        return tuple(value.text for value in self.values if value.field is Field.SERIAL)
