"""Why something was not taken: what happened, what it means, what to do next."""

from collections.abc import Callable

from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.kit.readiness import Want
from app.core.settings import ScannerRole
from app.services.scanning import Flaw
from app.ui import receipt_words
from app.ui.texts import Words, amount, day, place, system_said


def refused(outcome: Refused) -> Words:
    """What happened, what it means, what to do next."""
    facts = outcome.facts
    maker = _REFUSALS[outcome.reason]
    return maker(facts)


def _and_others(facts: Facts) -> str:
    return f", and {facts.count:,} others" if facts.count else ""


def _alternatives(facts: Facts) -> str:
    names = [
        name if have is None else f"{name} ({amount(have)})" for name, have in facts.alternatives
    ]
    return " or ".join(names)


def _another_lot(facts: Facts) -> str:
    others = _alternatives(facts)
    if others:
        return f"Scan another lot of {facts.part}: {others}."
    return f"No other lot of {facts.part} holds enough: park the kit and tell the lead."


def _put_aside(facts: Facts) -> str:
    others = _alternatives(facts)
    if others:
        return f"Put it aside and scan another lot of {facts.part}: {others}."
    return f"Put it aside. {_another_lot(facts)}"


def _lot_expired(facts: Facts) -> Words:
    return Words(
        f"Lot {facts.lot} expired on {day(facts.day)}",
        f"Not taken. {_put_aside(facts)}",
    )


def _not_enough(facts: Facts) -> Words:
    what = f"Lot {facts.lot}" if facts.lot else f"Location {place(facts.location)}"
    others = _alternatives(facts)
    way = f"Scan a place that holds all: {others}." if others else "No other place holds all."
    return Words(
        f"{what} holds {amount(facts.have)} of {amount(facts.need)}",
        f"Not taken. {facts.part} is issued from one lot and one location. {way}",
    )


def _not_at(facts: Facts) -> Words:
    others = _alternatives(facts)
    where = f"It lies at {others}." if others else f"Nothing of it lies in {facts.stores}."
    return Words(f"{facts.part} is not at {place(facts.location)}", f"Not taken. {where}")


def _not_in_kit(facts: Facts) -> Words:
    if facts.other:
        return Words(
            f"{facts.text} belongs to {facts.other}",
            f"Not taken. {facts.other} is not a component of this kit. Put it back.",
        )
    return Words(
        f"{facts.text} is not in this kit",
        "Not taken. Put it back and scan a component of this kit.",
    )


def _not_in_stock(facts: Facts) -> Words:
    if facts.other:
        title = f"Serial number {facts.text} belongs to {facts.other}"
    else:
        title = f"Serial number {facts.text} is not in stock"
    where = f" in {facts.stores}" if facts.stores else ""
    near = _alternatives(facts)
    if near:
        hint = f"Not taken. The ERP has {near}{where}: small letters and capitals differ. "
        return Words(title, f"{hint}If it is that one, scan it or type it so.")
    return Words(
        title,
        f"Not taken. The ERP has no {facts.part} of that number{where}. Scan another one.",
    )


def _out_of_role(facts: Facts) -> Words:
    if facts.other == ScannerRole.SERIALS:
        return Words(
            f"{facts.text[:40]} came from the scanner for finished assemblies",
            "Not taken. Scan components with the other scanner.",
        )
    return Words(
        f"{facts.text[:40]} came from the scanner for components",
        "Not taken. Scan the finished assembly's serial numbers with the other scanner.",
    )


_GARBLED = {
    Flaw.TOO_LONG: "It is longer than any label. If two ran together, tell IT.",
    Flaw.UNDECODABLE: "Its letters are of another character set than this scanner is set up for.",
    Flaw.UNFINISHED: "Its end never came.",
    Flaw.CUT_OFF: "The scanner was unplugged meanwhile.",
    Flaw.NO_PREFIX: "Its beginning is missing.",
    Flaw.NO_SUFFIX: "Its end is missing.",
    Flaw.TOO_SHORT: "A scanner that types like a keyboard reads it only with a prefix.",
}
_FLAWS = {flaw.value: words for flaw, words in _GARBLED.items()}


def _garbled(facts: Facts) -> Words:
    if facts.text == Flaw.TOO_SHORT.value:  # to scan it again is of no use
        return Words(
            f"Too short to be told from typing: {facts.other[:40]}",
            f"Not taken. {_GARBLED[Flaw.TOO_SHORT]} Clear, then press Type a code; IT can set a "
            "prefix in Set-up.",
        )
    why = _FLAWS.get(facts.text, f"{facts.text}.")
    read = f" ({facts.other[:40]})" if facts.other else ""
    return Words("A scan arrived damaged", f"Not taken{read}. {why} Scan it again.")


def _not_known(facts: Facts) -> Words:
    work = "order" if facts.order else "kit"
    what = f"It is neither a part, a lot, a location nor a serial number of this {work}."
    # ERPs and labels write in capitals, a person at a keyboard seldom.
    small = any(letter.islower() for letter in facts.text)
    case = " Small letters and capitals differ: is it written so?" if small else ""
    return Words(f"The ERP knows no {facts.text}", f"Not taken. {what}{case}")


def _not_ready(facts: Facts) -> Words:
    title = "This page is not complete"
    if facts.text == Want.STOCK:
        return Words(
            title,
            f"{facts.part} is short, and this station posts no short kits. "
            "Park it, or go back and make fewer.",
        )
    return Words(title, f"{facts.part} still wants a scan.")


_REFUSALS: dict[Refusal, Callable[[Facts], Words]] = {
    Refusal.UNKNOWN_ASSEMBLY: lambda f: Words(
        f"The ERP knows no part {f.text}", "Not taken. Scan the assembly's part number."
    ),
    Refusal.NO_BOM: lambda f: Words(
        f"{f.text} has no bill of material",
        "Nothing can be issued for it. Scan another assembly, or have its bill entered.",
    ),
    Refusal.NOTHING_IN_EFFECT: lambda f: Words(
        f"Nothing of {f.text} is in effect today",
        "Its bill of material has no row for this date. Ask the planner, or scan another assembly.",
    ),
    Refusal.BOM_LOOP: lambda f: Words(
        f"The bill of material of {f.text} contains itself",
        f"{f.other or f.text} is a component of itself, so there is no plan. Tell the planner.",
    ),
    Refusal.NO_FACTS_OFFLINE: lambda f: Words(
        f"{f.text} cannot be planned while the ERP is away",
        "This station has no copy of its bill of material. Scan it again when the ERP is back.",
    ),
    Refusal.NOT_IN_KIT: _not_in_kit,
    Refusal.NOT_KNOWN: _not_known,
    Refusal.NOT_KNOWN_OFFLINE: lambda f: Words(
        f"{f.text} cannot be looked up while the ERP is away",
        "Not taken. Scan a lot that is on the list, or try again when the ERP is back.",
    ),
    Refusal.LOT_OF_OTHER_PART: lambda f: Words(
        f"Lot {f.lot} belongs to {f.other}",
        f"Not taken. Line {f.line} is of {f.part}. Put it aside, and ask whose lot it is."
        if f.line
        else f"Not taken. {f.other} is not a component of this kit. Put it back.",
    ),
    Refusal.LOT_ELSEWHERE: lambda f: Words(
        f"Lot {f.lot} lies in {f.other}, not in {f.stores}",
        f"Not taken. The kit takes {f.part} from {f.stores}. {_another_lot(f)}",
    ),
    Refusal.LOT_EXPIRED: _lot_expired,
    Refusal.LOT_ON_HOLD: lambda f: Words(f"Lot {f.lot} is on hold", f"Not taken. {_put_aside(f)}"),
    Refusal.LOT_CLOSED: lambda f: Words(f"Lot {f.lot} is closed", f"Not taken. {_put_aside(f)}"),
    Refusal.NOT_ENOUGH: _not_enough,
    Refusal.NO_LOT_CONTROL: lambda f: Words(
        f"{f.part} has no lots", f"Not taken: {f.text}. Scan the part or its location."
    ),
    Refusal.NOT_AT_LOCATION: _not_at,
    Refusal.NO_SERIALS_WANTED: lambda f: Words(
        f"{f.part or 'This page'} takes no serial numbers",
        f"Not taken: {f.text}. Clear, and scan what is asked for."
        if f.text
        else "No serial number is wanted now.",
    ),
    Refusal.SERIALS_COMPLETE: lambda f: Words(
        f"All {amount(f.need)} serial numbers are there",
        f"Not taken: {f.text}. To make more, scan QTY; to exchange one, scan UNDO.",
    ),
    Refusal.SERIAL_TWICE: lambda f: Words(
        f"Serial number {f.text} is in this kit already",
        "Not taken a second time. Scan the next one.",
    ),
    Refusal.SERIAL_WAITING: lambda f: Words(
        f"Serial number {f.text} is in a posting that waits",
        f"Not taken. Posting {f.other} holds it and is not settled yet. Scan another one.",
    ),
    Refusal.SERIAL_WAITS_NOW: lambda f: Words(
        f"Serial number {f.text} is in another posting now{_and_others(f)}",
        f"It was taken out again: posting {f.other} holds it and is not settled yet. "
        "Scan another one.",
    ),
    Refusal.SERIAL_NOT_IN_STOCK: _not_in_stock,
    Refusal.SERIAL_EXISTS: lambda f: Words(
        f"Serial number {f.text} exists already{_and_others(f)}",
        f"It was taken out again: the ERP has a {f.part} of that number. Scan a new one.",
    ),
    Refusal.SERIAL_IS_A_PART: lambda f: Words(
        f"{f.text} is a part number",
        f"Not taken as a serial number of {f.part}. Scan the serial number.",
    ),
    Refusal.SERIAL_MALFORMED: lambda f: Words(
        f"{f.text} cannot be a serial number",
        "Not taken. It holds a comma, a colon, a blank or a control character, or is too long.",
    ),
    Refusal.RANGE_MALFORMED: lambda f: Words(
        f"{f.other} to {f.text} is no range",
        "Not taken. Both must be of one form and the last not before the first. Scan RANGE again.",
    ),
    Refusal.QUANTITY_MALFORMED: lambda f: Words(
        f"{f.text} is not a quantity here",
        f"It stays {amount(f.have)}. Enter a plain number above 0; whole pieces for EACH.",
    ),
    Refusal.QUANTITY_NOT_HERE: lambda f: Words(
        "The quantity of a component cannot be changed",
        f"Not taken: {f.text}. Go back to change how many are made.",
    ),
    Refusal.QUANTITY_BELOW_SERIALS: lambda f: Words(
        f"More serial numbers than {f.text} are scanned already",
        "The quantity stays as it was. Take serial numbers back with UNDO first.",
    ),
    Refusal.ASSEMBLY_FIRST: lambda f: Words(
        "Scan the assembly first",
        f"Not taken: {f.text}. Scan it again after." if f.text else "Then go on.",
    ),
    Refusal.ASSEMBLY_FIXED: lambda f: Words(
        f"This kit is for {f.part}", f"Not taken: {f.text}. Park or cancel this kit first."
    ),
    Refusal.FIELD_MALFORMED: lambda f: Words(
        f"{f.text[:40]} does not fit here", "The field stays as it was. Correct it and go on."
    ),
    Refusal.COMPLETE: lambda f: Words(
        "Nothing more is wanted here", f"Not taken: {f.text}. Scan NEXT to go on."
    ),
    Refusal.NOT_READY: _not_ready,
    Refusal.DAY_CHANGED: lambda f: Words(
        f"It is {day(f.day)} at the ERP now",
        "Not posted yet: it was planned for that day anew. See what changed, then post it.",
    ),
    Refusal.INTERRUPTED: lambda f: Words(
        f"{f.text[:40]} came when Kitbench ended",
        "It was not taken then. Read it again, or put it aside.",
    ),
    Refusal.CHECKS_IN_FLIGHT: lambda _: Words(
        "Serial numbers are still being checked", "Posting waits for the ERP. Scan POST again soon."
    ),
    Refusal.SIGN_IN_FIRST: lambda _: Words(
        "Sign in before posting",
        "The ERP must know who posts. Your work is kept: clear, sign in above, scan POST again.",
    ),
    Refusal.UNRESOLVED_SCANS: lambda _: Words(
        "Some scans were refused and wait", "Deal with the unresolved scans, then scan POST again."
    ),
    Refusal.NO_PAGE: lambda _: Words(
        "There is no page that way", "Nothing was changed. Clear, and go on here."
    ),
    Refusal.NO_LINE: lambda f: Words(
        "No other line is open",
        f"{f.part} is the last one: scan what it asks for." if f.part else "",
    ),
    Refusal.NOTHING_TO_UNDO: lambda _: Words(
        "Nothing to take back", "No scan was taken yet. Clear, and go on."
    ),
    Refusal.NOTHING_SUGGESTED: lambda f: Words(
        f"Nothing is suggested for {f.part}",
        "It needs its own scans: the lot, the location or the serial numbers.",
    ),
    Refusal.NO_QUESTION: lambda _: Words(
        "Nothing was asked", "The answer was not needed. Clear, and go on."
    ),
    Refusal.QUESTION_OPEN: lambda f: Words(
        "Answer the question first", f"Not taken: {f.text}. Scan YES, NO, a number, or CLEAR."
    ),
    Refusal.UNKNOWN_COMMAND: lambda f: Words(
        f"{f.text[:40]} is no command", "Nothing was done. Use the printed command sheet."
    ),
    Refusal.COMMAND_NOT_HERE: lambda f: Words(
        f"{f.text} does nothing on this page", "Nothing was done. Clear, and do what the page asks."
    ),
    Refusal.CAPS_LOCK: lambda _: Words(
        "Caps Lock is on at the keyboard scanner",
        "Letters arrive in the wrong case. Switch Caps Lock off, then scan again.",
    ),
    Refusal.OUT_OF_ROLE: _out_of_role,
    Refusal.GARBLED: _garbled,
    Refusal.NOT_UNDERSTOOD: lambda f: Words(
        "This label is not understood",
        "Not taken. Scan the plain code of the part, lot or serial number. "
        f"It reads: {f.text[:60]}.",
    ),
    Refusal.PROGRAM_FAULT: lambda f: Words(
        "Something in Kitbench went wrong",
        f"Your saved work is safe. Clear and go on; tell IT: {f.text[:80]}. It is in the log.",
    ),
    Refusal.WITHHELD: lambda _: Words(
        "A scan was not taken",
        "It came while the station was locked, or a password was typed. Clear, then scan it again.",
    ),
    Refusal.NOT_PRINTED: lambda f: Words(
        "The print could not be written",
        f"Your work itself is safe. The disk says: {system_said(f.text)[:80]}. "
        "Free some space, try again.",
    ),
    Refusal.NOT_TO_CORRECT: lambda _: Words(
        "What this one corrects is no longer rejected",
        "Nothing was sent. Look in Activity what became of it; then go on, or discard this.",
    ),
    Refusal.NOT_SAVED: lambda f: Words(
        "The last scan could not be saved",
        f"It was not taken. The disk says: {system_said(f.text)[:80]}. "
        "Free some space, clear, scan again.",
    ),
    **receipt_words.REFUSALS,
}
