"""Words of the entry line and its keys (`app.ui.widgets.entry_panel`)."""

from app.ui.texts import Words

OPENER = "Type a code"
CLOSE = "Close"
SET_QUANTITY = "Set quantity"
ENTRY_NAME = "Code"
KEYPAD_NAME = "Keys"

HINT = Words("Type or paste a code", "Enter reads it like a scan, Esc closes.")
FIELD_HINT = Words("Empty", "Enter takes it, Esc leaves it as it was.")

ENTER = "Enter"
ERASE = "Erase"
ERASE_ALL = "Erase all"
BACKSPACE = "Backspace"
BRING_BACK = "Bring back the last code"
SPACE = "Space"
TO_NUMBERS = Words("123", "Show the numbers")
TO_LETTERS = Words("ABC", "Show the letters")
LAYERS = {
    "letters": Words("ABC", "Capital letters"),
    "small": Words("abc", "Small letters"),
    "signs": Words("#+=", "Signs"),
    "more-signs": Words("{ }", "More signs"),
}
KEYS = "Keys"
SIGNS = {
    "-": "Hyphen",
    "/": "Slash",
    ".": "Point",
    ":": "Colon",
    "!": "Exclamation mark",
    "?": "Question mark",
    '"': "Quotation mark",
    "'": "Apostrophe",
    "@": "At",
    "#": "Number sign",
    "$": "Dollar",
    "%": "Per cent",
    "&": "Ampersand",
    "*": "Asterisk",
    "(": "Opening bracket",
    ")": "Closing bracket",
    "[": "Opening square bracket",
    "]": "Closing square bracket",
    "{": "Opening brace",
    "}": "Closing brace",
    "<": "Less than",
    ">": "Greater than",
    "+": "Plus",
    "=": "Equals",
    ",": "Comma",
    ";": "Semicolon",
    "_": "Underscore",
    "^": "Circumflex",
    "~": "Tilde",
    "|": "Vertical bar",
    "`": "Grave accent",
    "\\": "Backslash",
}
"""What a screen reader says of a key whose face is a sign."""


def several(count: int) -> Words:
    """Lines that were pasted: each becomes a code of its own."""
    return Words(f"{count:,} codes", "Enter reads them in order.")


def still_reading(count: int) -> Words:
    """Codes that were entered and wait their turn."""
    return Words("1 code to read" if count == 1 else f"{count:,} codes to read")


def hidden(names: tuple[str, ...], more: int) -> Words:
    """Characters that can't be seen, by name; `more` are not named."""
    rest = f" and {more:,} more" if more else ""
    return Words(f"Holds {' '.join(names)}{rest}")


def length(count: int) -> Words:
    """A code longer than one sees."""
    return Words(f"{count:,} characters")


def too_long(longest: int) -> Words:
    """A code over the limit; the line is as it was before."""
    return Words("Too long", f"Not taken: a code has at most {longest:,} bytes.")


def too_many(most: int) -> Words:
    """More text at once than the line holds; it is as it was before."""
    return Words("Too much at once", f"Not taken: paste up to {most:,} characters, then more.")


def editing(name: str) -> str:
    """Before the line, while it edits a field of the page."""
    return f"{name}:"
