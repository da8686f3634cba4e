"""Words of the sheets that are scanned: commands by name, and what calibration symbols are for."""

from app.core.calibration import Symbol
from app.core.labels import Command, Verb
from app.ui.texts import Words

COMMANDS = Words(
    "Kitbench commands",
    "Scan a code to give a command, with any scanner that reads labels here. Both codes of a "
    "command say the same. Print at 100 %, not fitted to the page; matt foil keeps it readable.",
)

CALIBRATION = Words(
    "Kitbench scanner sheet",
    "Teaches Kitbench how a scanner is set: in Set-up choose Add a scanner, then scan these in "
    "their order. Print at 100 %, not fitted to the page.",
)

COMMAND_GROUPS: tuple[tuple[str, tuple[tuple[Command, str, str], ...]], ...] = (
    (
        "Go on",
        (
            (Command(Verb.NEXT), "Next", "the next page; after a kit, the next kit"),
            (Command(Verb.BACK), "Back", "the page before"),
            (Command(Verb.POST), "Post", "to Review; there it posts the kit"),
            (Command(Verb.UNDO), "Undo", "takes the last scan back"),
            (Command(Verb.CLEAR), "Clear", "a refusal was read: go on scanning"),
        ),
    ),
    (
        "Answer a question",
        (
            (Command(Verb.YES), "Yes", ""),
            (Command(Verb.NO), "No", ""),
            *((Command(Verb.ANSWER, str(n)), f"Answer {n}", "") for n in range(1, 10)),
        ),
    ),
    (
        "Quantity",
        (
            (Command(Verb.ALL), "All", "what the line still needs"),
            *(
                (Command(Verb.QTY, f"={n}"), f"Quantity {n}", f"it is {n} from now on")
                for n in (1, 2, 5, 10, 20, 25, 50, 100)
            ),
            *(
                (Command(Verb.QTY, f"+{n}"), f"{n} more", f"adds {n} to the quantity")
                for n in (1, 5, 10)
            ),
        ),
    ),
    (
        "Lines and serial numbers",
        (
            (Command(Verb.SKIP), "Skip", "the next open line"),
            (Command(Verb.RANGE), "Range", "the next two scans are first and last serial number"),
        ),
    ),
    (
        "This kit",
        (
            (Command(Verb.HOLD), "Hold", "parks the kit; home lists it"),
            (Command(Verb.CANCEL), "Cancel", "asks, then drops the kit"),
            (Command(Verb.NEWBATCH), "New batch", "the next kit begins a new batch"),
        ),
    ),
    (
        "This station",
        (
            (Command(Verb.HELP), "Help", "for the page that is open"),
            (Command(Verb.LOCK), "Lock", "until you sign in again"),
            (Command(Verb.GOTO_ISSUE), "Go to issue kit", ""),
            (Command(Verb.GOTO_RECEIVE), "Go to receive", ""),
            (Command(Verb.GOTO_ACTIVITY), "Go to activity", ""),
        ),
    ),
)

SYMBOLS: dict[Symbol, Words] = {
    Symbol.LINE: Words("1  For every scanner", "how a scan ends, what stands around it, the keys"),
    Symbol.MESSAGE: Words("2  For scanners that read squares", "the separators inside a label"),
    Symbol.ACCENTS: Words("3  For scanners that read squares", "letters beyond A to Z"),
}


def foot(made: str) -> str:
    """Left of the page number: which sheet of which day."""
    return f"Kitbench, {made}"
