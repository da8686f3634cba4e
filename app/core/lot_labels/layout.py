"""Where things stand on a lot label: one fixed layout in two sizes. Lengths are 1/100 mm."""

from dataclasses import dataclass

from app.core.lot_labels.label import LotLabel, message
from app.core.lot_labels.sizes import LabelSize
from app.core.quantities import plain


@dataclass(frozen=True, slots=True)
class Captions:
    """The words before the values, in the language of whoever reads the label."""

    lot: str
    quantity: str
    expires: str
    order: str
    received: str


@dataclass(frozen=True, slots=True)
class TextBox:
    """One line of text. Where it would be wider than its box it is set smaller.

    Attributes:
        y: Of the top, as x of the left side.
        height: Of a capital letter, at the most.
        cut: It is cut off instead: part numbers and lots never are, descriptions are.
        strong: In bold.
        code: A part, lot or number, set so that 0 and O differ.
    """

    x: int
    y: int
    width: int
    height: int
    text: str
    strong: bool = False
    code: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class SymbolBox:
    """A Data Matrix that holds `message`, as large as whole dots allow; x, y is its corner."""

    x: int
    y: int
    side: int
    message: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A label, ready to be drawn by a printer or on a screen."""

    size: LabelSize
    texts: tuple[TextBox, ...]
    symbol: SymbolBox


@dataclass(frozen=True, slots=True)
class _Places:
    """The measures of one size. `rows` are lot, quantity and expiry, from the top."""

    width: int
    height: int
    margin: int
    part: int  # heights of letters
    description: int
    caption: int
    value: int
    foot: int
    symbol: int  # its side
    top: int  # of the symbol and of the rows
    row: int  # from one row to the next
    gap: int  # from the symbol to the captions, and from those to the values
    captions: int  # their width


_LARGE_PLACES = _Places(
    width=10_000,
    height=5_000,
    margin=400,
    part=560,
    description=250,
    caption=230,
    value=460,
    foot=230,
    symbol=2_400,
    top=1_720,
    row=820,
    gap=450,
    captions=1_450,
)
_SMALL_PLACES = _Places(
    width=5_700,
    height=3_200,
    margin=250,
    part=370,
    description=170,
    caption=160,
    value=290,
    foot=160,
    symbol=1_500,
    top=1_080,
    row=520,
    gap=250,
    captions=1_000,
)


def lay_out(label: LotLabel, size: LabelSize, captions: Captions) -> Layout:
    """The label as boxes. A row without a value leaves its place empty."""
    at = _LARGE_PLACES if size is LabelSize.LARGE else _SMALL_PLACES
    wide = at.width - 2 * at.margin
    texts = [
        TextBox(at.margin, at.margin, wide, at.part, label.part_id, strong=True, code=True),
        TextBox(
            at.margin,
            at.margin + at.part + at.description * 4 // 5,
            wide,
            at.description,
            label.description,
            cut=True,
        ),
        *_rows(label, at, captions),
        *_foot(label, at, captions),
    ]
    symbol = SymbolBox(at.margin, at.top, at.symbol, message(label))
    return Layout(size, tuple(box for box in texts if box.text), symbol)


def _rows(label: LotLabel, at: _Places, captions: Captions) -> list[TextBox]:
    left = at.margin + at.symbol + at.gap
    values = left + at.captions + at.gap // 2
    rows = (
        (captions.lot, label.lot_id),
        (captions.quantity, f"{plain(label.quantity)} {label.unit}".rstrip()),
        (captions.expires, label.expires.isoformat() if label.expires else ""),
    )
    boxes: list[TextBox] = []
    for number, (caption, value) in enumerate(rows):
        if not value:
            continue
        top = at.top + (at.symbol - 2 * at.row - at.value) // 2 + number * at.row
        beside = top + at.value - at.caption  # on one baseline
        width = at.width - at.margin - values
        boxes += [
            TextBox(left, beside, at.captions, at.caption, caption),
            TextBox(values, top, width, at.value, value, strong=True, code=True),
        ]
    return boxes


def _foot(label: LotLabel, at: _Places, captions: Captions) -> list[TextBox]:
    order = "/".join(filter(None, (label.order_number, label.order_line)))
    received = label.received_on.isoformat() if label.received_on else ""
    said = (
        f"{captions.order} {order}" if order else "",
        f"{captions.received} {received}" if received else "",
        label.receipt,
    )
    text = " · ".join(filter(None, said))
    top = at.height - at.margin - at.foot
    return [TextBox(at.margin, top, at.width - 2 * at.margin, at.foot, text)]
