"""A lot label in ZPL II, the language of label printers: one text a label.

All that isn't a plain letter, digit or blank goes as hex (`^FH`), so that no value can be a
command of the printer's. Nothing is stored in the printer and no setting of it is changed for
good: darkness, speed and calibration stay as its owner set them.
"""

from bisect import bisect_left

from app.core.lot_labels.layout import Layout, SymbolBox, TextBox

_PER_INCH = 2540  # of the layout's units
_HEX = "_"
_QUIET = 2  # modules; the symbology asks for one

# Letters of the printer's own scalable font, in parts of their height: the widest usual ones.
_WIDE = 0.62
_CAPITAL = 0.73  # of the height that is asked for, a capital letter has so much

# Data Matrix ECC 200, square: modules of a side, and the code words of data it holds.
_SIDES = (10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104)
_WORDS = (3, 5, 8, 12, 18, 22, 30, 36, 44, 62, 86, 114, 144, 174, 204, 280, 368, 456, 576, 696, 816)


class SymbolTooLongError(ValueError):
    """The symbol's message is longer than any label can hold."""


def to_zpl(layout: Layout, dots_per_inch: int) -> str:
    """The label for a printer of so many dots; ASCII, one command or field a line.

    Raises:
        SymbolTooLongError: It can't be printed.
    """
    dots = _Dots(dots_per_inch)
    size = layout.size
    lines = [
        "^XA",
        "^CI28",  # UTF-8
        f"^PW{dots.of(size.width)}",
        f"^LL{dots.of(size.height)}",
        "^LH0,0",
        _symbol(layout.symbol, dots),
        *(_text(box, dots) for box in layout.texts),
        "^XZ",
    ]
    return "\n".join(lines) + "\n"


class _Dots:
    """Lengths of a printer's head."""

    def __init__(self, per_inch: int) -> None:
        self._per_inch = per_inch

    def of(self, length: float) -> int:
        return round(length * self._per_inch / _PER_INCH)


def _symbol(box: SymbolBox, dots: _Dots) -> str:
    """The printer draws the symbol; the module is as large as its box allows.

    `^BX` has an escape character of its own: one that isn't in the message.
    """
    modules = modules_of(box.message) + 2 * _QUIET
    module = max(2, dots.of(box.side) // modules)
    quiet = _QUIET * module
    escape = next(sign for sign in "~|`{}!" if sign not in box.message)
    at = f"^FO{dots.of(box.x) + quiet},{dots.of(box.y) + quiet}"
    return f"{at}^BXN,{module},200,,,,{escape},1^FH^FD{_in_hex(box.message)}^FS"


def _text(box: TextBox, dots: _Dots) -> str:
    height = box.height / _CAPITAL
    text = _cut(box.text, int(box.width / (_WIDE * height))) if box.cut else box.text
    fitting = box.width / (_WIDE * max(1, len(text)))
    letters = max(8, dots.of(min(height, fitting)))
    # What is smaller than its box stands on the line on which the largest would stand.
    top = dots.of(box.y + box.height) - round(letters * _CAPITAL)
    return f"^FO{dots.of(box.x)},{max(0, top)}^A0N,{letters},{letters}^FH^FD{_in_hex(text)}^FS"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 3].rstrip() + "..."


def modules_of(message: str) -> int:
    """The side of the square symbol that holds a message, at the most.

    Reckoned by the plainest encodation, two digits a code word, else one: a printer that packs
    better prints a smaller one.

    Raises:
        SymbolTooLongError: None does.
    """
    at = bisect_left(_WORDS, _code_words(message))
    if at == len(_WORDS):
        raise SymbolTooLongError(f"{len(message)} characters")
    return _SIDES[at]


def _code_words(message: str) -> int:
    words = at = 0
    while at < len(message):
        at += 2 if message[at : at + 2].isdigit() and len(message) > at + 1 else 1
        words += 1
    return words


def _in_hex(text: str) -> str:
    return "".join(_safe(byte) for byte in text.encode())


def _safe(byte: int) -> str:
    sign = chr(byte)
    is_plain = sign == " " or (sign.isascii() and sign.isalnum())
    return sign if is_plain else f"{_HEX}{byte:02X}"
