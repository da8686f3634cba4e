"""Words of Set-up: the scanners of the station, teaching one, and trying one."""

from app.core.calibration import Case, Learned, NotLearned, Sent, Symbol, Why
from app.core.labels import Field, LabelKind
from app.core.settings import Encoding, KeyboardLayout, ScannerMode, ScannerRole, Terminator
from app.services.scanning import Flaw
from app.services.station_scanners import NotSaved
from app.ui.texts import Words, system_said
from app.ui.widgets.values import Shape, Tone

SET_UP = "Set-up"
SCANNERS = "Scanners"
NONE_YET = Words(
    "No scanner is set up",
    "One that types like a keyboard works without. Add a scanner that has a port, or one that "
    "types with marks of its own.",
)
LIST = Words(
    "Scanners of this station",
    "Choose one to see how it stands, or add one.",
)
CLEAR = "Understood"
STATE = "State"
PORT = "Port"
ADD = "Add a scanner"
TEACH = "Teach again"
TRY = "Test scanners"
REMOVE = "Remove"
PRINT_SHEET = "Print scanner sheet"
PRINT_COMMANDS = "Print commands"
CANCEL = "Cancel"
BACK = "Back"
NEXT = "Next"
SAVE = "Save"
DONE = "Done"
LOOK_AGAIN = "Look again"
READ_IT = "Read this one"
SKIP = "It does not read this one"
AGAIN = "Scan again"
KEEP = "Keep it"

STEPS = ("Choose", "Scan", "Check", "Name")

CHOOSE = Words(
    "Choose the scanner",
    "Plug it in: the list renews itself. A scanner that types like a keyboard stands last.",
)
KEYBOARD = Words("Keyboard", "a scanner that types")
NO_NUMBER = "none"
FREE = "free"
SPEED = "Speed of an RS-232 line"
SPEED_HELP = "USB and network do not mind. It stands in the scanner's manual as baud rate."

PORTS_TITLE = "Ports of this computer"
PORTS = ("Port", "What hangs on it", "Serial number", "Used by")
NEXTS = (READ_IT, SKIP, NEXT, SAVE)

NAME = "Name"
NAME_HELP = "How it is called on screen and in the journal."
ROLE = "What is scanned with it"
MODE = "How it sends"

ROLES = {
    ScannerRole.ANY: "everything",
    ScannerRole.COMPONENTS: "components only",
    ScannerRole.SERIALS: "finished assemblies and their serials only",
}
MODES = {
    ScannerMode.LIVE: "each scan at once",
    ScannerMode.BATCH: "many scans at once, out of its memory",
}
NAME_IT = Words("Name the scanner", "Saved, it reads at once, and after every start.")
NO_NAME = "Give it a name."
NAME_TAKEN = "Another scanner of this station has this name."
PORT_TAKEN = (
    "Another scanner of this station has this port. Teach that one again, or remove it first."
)

SYMBOLS = {
    Symbol.LINE: Words(
        "Scan this code",
        "From the screen, or the first one of the printed scanner sheet.",
    ),
    Symbol.MESSAGE: Words(
        "Scan this square",
        "It shows what becomes of the separators inside a label.",
    ),
    Symbol.ACCENTS: Words(
        "Scan this square",
        "It shows what becomes of letters beyond A to Z.",
    ),
}

_NUMBERS = {symbol: number for number, symbol in enumerate(Symbol, start=1)}

LEARNED = Words("The scanner is understood", "Check what was learned, then go on.")

LEARNED_ILL = Words(
    "Some of it should be set right",
    "Set right in the scanner what has a triangle, and scan again; or go on as it is.",
)
LAST = "Last scan"

TEST = Words("Scan anything", "Nothing that is scanned here is booked or kept.")
TESTED = "Read"
TEST_FACTS = ("Scanner", "Came in, as bytes", "Came in, as text", "Framed scan", "Read as")
FIELDS = "Fields found"
NO_FIELD = "No field: the whole text stands for itself, as on a shelf tag."
COLUMNS = ("Field", "Value", "From", "Rule")
NOT_SCANNED = "nothing yet"
GUESSED = "guessed"
NOT_USED = "not used"
NOT_READ = "not read"

_TERMINATORS = {
    Terminator.AUTO: "A scan ends with Enter or after a pause.",
    Terminator.CR: "A scan ends with CR, which is Enter.",
    Terminator.LF: "A scan ends with LF.",
    Terminator.CRLF: "A scan ends with CR and LF.",
    Terminator.TAB: "A scan ends with TAB.",
    Terminator.ETX: "A scan ends with ETX.",
    Terminator.EOT: "A scan ends with EOT.",
    Terminator.NONE: (
        "Nothing ends a scan but silence. Better set the scanner to send CR after each."
    ),
}
_LAYOUTS = {
    KeyboardLayout.UK: "UK English (QWERTY)",
    KeyboardLayout.GERMAN: "German (QWERTZ)",
    KeyboardLayout.FRENCH: "French (AZERTY)",
}
_CASES = {
    Case.SWAPPED: (
        "Upper and lower case are swapped: Caps Lock is on. Switch it off and scan again."
    ),
    Case.UPPER: "All letters come in upper case. Set the scanner to leave them as they are.",
    Case.LOWER: "All letters come in lower case. Set the scanner to leave them as they are.",
}
_ENCODINGS = {Encoding.UTF_8: "UTF-8", Encoding.LATIN_1: "Latin-1"}
_CONTROLS = {"gs": "GS", "rs": "RS", "eot": "EOT"}

Said = tuple[Shape, Tone, str]


def learned(found: Learned) -> list[Said]:
    """What was learned, a sentence each: as it should be, or what to do about it."""
    marks = found.marks
    ends = marks.terminator is not Terminator.NONE
    said = [_good(_TERMINATORS[marks.terminator]) if ends else _bad(_TERMINATORS[Terminator.NONE])]
    for mark, where in ((marks.prefix, "before"), (marks.suffix, "after")):
        if mark:
            said.append(_good(f"It sends {_named(mark)} {where} each scan, which is taken off."))
    if not (marks.prefix or marks.suffix):
        said.append(_good("It sends nothing else around a scan."))
    if marks.identifiers:
        said.append(_good("It says of each scan what kind of code it was."))
    else:
        said.append(
            _note(
                "It does not say what kind of code was scanned. Switch symbology identifiers on "
                "if it can: then GS1 labels are known for sure."
            )
        )
    said.extend(_keys(found))
    said.extend(_separators(found))
    if found.encoding is not None:
        said.append(_good(f"Letters beyond A to Z come whole, in {_ENCODINGS[found.written_in]}."))
    else:
        said.append(_note("It is not known whether letters beyond A to Z come whole."))
    return said


def _keys(found: Learned) -> list[Said]:
    marks = found.marks
    said = [_bad(_CASES[marks.case])] if marks.case in _CASES else []
    if marks.layout in _LAYOUTS:
        said.append(
            _note(
                f"This computer's keyboard is {_LAYOUTS[marks.layout]}, and the scanner types as "
                "if it were US English. Kitbench puts that right. Better set the scanner to the "
                "computer's layout."
            )
        )
    elif marks.typed and not said:
        said.append(_good("Its keyboard layout fits this computer."))
    return said


def _separators(found: Learned) -> list[Said]:
    if found.separators is None:
        return [_note("It is not known what it makes of the separators inside a label.")]
    sent = found.separators.sent
    if set(sent.values()) == {Sent.ITSELF}:
        return [_good("The separators inside a label (GS, RS, EOT) come as they are.")]
    said: list[Said] = []
    for name, how in sent.items():
        control, text = _CONTROLS[name], _named(getattr(found.separators, name))
        if how is Sent.ITSELF:
            said.append(_good(f"{control} comes as it is."))
        elif how is Sent.REPLACED:
            said.append(_good(f"It sends {text} for {control}, which is put right."))
        elif how is Sent.LOST:
            said.append(_bad(f"{control} gets lost. Set the scanner to send it."))
        else:
            said.append(
                _bad(
                    f"It sends {text} for {control}, which may as well be data. Labels are read, "
                    "but you are asked more often. Set the scanner to send the control itself."
                )
            )
    return said


def not_learned(trouble: NotLearned) -> Words:
    """Why a scan taught nothing, and what to do."""
    words = _TROUBLES[trouble.why]
    if trouble.why is Why.LAYOUT:
        pairs = ", ".join(f"{came} for {meant}" for meant, came in trouble.changed[:6])
        return Words(words.title, f"{pairs}. {words.hint}")
    return Words(words.title, words.hint)


_TROUBLES = {
    Why.NOTHING: Words("Only a line end came", "Scan the code that is shown."),
    Why.TWICE: Words("It came twice", "Scan it once more, once only."),
    Why.OTHER_SYMBOL: Words("That was another code of the sheet", "Scan the one that is shown."),
    Why.OTHER_TEXT: Words(
        "That was not this code",
        "Scan the one that is shown. If it was, the scanner's speed (baud), parity or data bits "
        "differ from what is set here.",
    ),
    Why.LAYOUT: Words(
        "The keyboard layout is wrong",
        "Kitbench does not know this layout. Set the scanner to the layout of this computer, "
        "then scan again.",
    ),
    Why.LONG_MARK: Words(
        "It sends too much around a scan",
        "Prefix and suffix may be 16 characters long. Shorten them in the scanner.",
    ),
    Why.ACCENTS: Words(
        "Letters beyond A to Z come in a way Kitbench does not know",
        "Set the scanner to UTF-8 or to Latin-1 and scan again, or go on without.",
    ),
}

NOT_SAVED = {
    NotSaved.BY_HAND: Words(
        "Not saved: the station file is written by hand",
        "Kitbench would have to change more than this scanner. Nothing was changed. Ask IT to "
        "look at it.",
    ),
    NotSaved.DISK: Words(
        "Not saved: the station file cannot be written",
        "Nothing was changed. Ask IT to look at the disk, then save again.",
    ),
}

_FLAWS = {
    Flaw.TOO_LONG: "Refused: it is longer than a scan may be.",
    Flaw.UNDECODABLE: "Refused: it is not in the encoding that is set for this scanner.",
    Flaw.UNFINISHED: "Refused: it broke off before its end.",
    Flaw.CUT_OFF: "Refused: the connection was cut within it.",
    Flaw.NO_PREFIX: "Refused: the prefix that is set for this scanner is missing.",
    Flaw.NO_SUFFIX: "Refused: the suffix that is set for this scanner is missing.",
    Flaw.TOO_SHORT: "Refused: too short to be told from typing. With a prefix it would be read.",
}

KINDS = {
    LabelKind.EMPTY: "nothing",
    LabelKind.PLAIN: "plain text",
    LabelKind.COMMAND: "a command",
    LabelKind.UNKNOWN_COMMAND: "a command that Kitbench does not have",
    LabelKind.CAPS_LOCK: "a command with Caps Lock on: switch it off",
    LabelKind.TEMPLATE: "a label of the house",
    LabelKind.ISO15434: "a label after ISO 15434",
    LabelKind.GS1: "a GS1 label",
    LabelKind.DIGITAL_LINK: "a GS1 Digital Link",
    LabelKind.LCSC: "a label of LCSC",
    LabelKind.TME: "a label of TME",
    LabelKind.IDENTIFIER: "one identifier",
    LabelKind.NOT_UNDERSTOOD: "not understood: no rule reads it",
}

ODD = {
    LabelKind.EMPTY,
    LabelKind.UNKNOWN_COMMAND,
    LabelKind.CAPS_LOCK,
    LabelKind.NOT_UNDERSTOOD,
}
"""Kinds with which something is the matter."""

FIELD_NAMES = {field: field.value.replace("_", " ") for field in Field} | {
    Field.PO: "purchase order",
    Field.PO_LINE: "purchase order line",
    Field.EXPIRES: "expires",
    Field.PACKAGE_ID: "package",
}


def symbol_name(symbol: Symbol) -> str:
    """Which one of the sheet it is."""
    return f"Code {_NUMBERS[symbol]} of {len(_NUMBERS)}"


def no_scanner(advice: str) -> Words:
    """The scanner on trial can't be read."""
    return Words("The scanner is not there", advice)


def refused(flaw: Flaw) -> str:
    """Why what came is no whole scan."""
    return _FLAWS[flaw]


def read_as(kind: LabelKind) -> str:
    """What was scanned, as a title."""
    words = KINDS[kind]
    return words[0].upper() + words[1:]


def fields(count: int) -> str:
    """How many fields a label filled."""
    return "" if count == 0 else "1 field" if count == 1 else f"{count} fields"


def written(path: str) -> Words:
    """A sheet is there, and opened where this computer can."""
    return Words("The sheet is written", f"Print it at 100 %, not fitted to the page: {path}")


def not_written(detail: str) -> Words:
    """A sheet could not be written."""
    return Words(
        "The sheet could not be written", f"Ask IT to look at the disk. ({system_said(detail)})"
    )


def remove(name: str) -> Words:
    """Whether a scanner is to be forgotten."""
    return Words(f"Remove {name}?", "Its scans are not read any more. It can be taught again.")


def proposed(product: str, names: set[str]) -> str:
    """A name for a new scanner that no other has."""
    base = product or "Scanner"
    tries = (base, *(f"{base} {number}" for number in range(2, len(names) + 3)))
    return next(name for name in tries if name not in names)


def hexadecimal(raw: bytes) -> str:
    """Bytes as people compare them with a manual."""
    return raw.hex(" ").upper()


def _named(mark: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{mark}\N{RIGHT DOUBLE QUOTATION MARK}"


def _good(sentence: str) -> Said:
    return Shape.CHECK, Tone.OK, sentence


def _note(sentence: str) -> Said:
    return Shape.DIAMOND, Tone.ATTENTION, sentence


def _bad(sentence: str) -> Said:
    return Shape.TRIANGLE, Tone.REFUSED, sentence
