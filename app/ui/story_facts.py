"""What a posting holds, for the panel of its story: by its kind, each thing that has a name."""

from collections.abc import Iterator

from app.core.kit_issue import KitPosting
from app.core.po_line.catalogue import LineField
from app.core.po_line.cells import text_of
from app.core.po_line.confirm import AnyLinePosting
from app.core.po_line.requests import EditLine
from app.core.po_line.standing import changed
from app.core.postings import Posting
from app.core.proof.evidence import Evidence
from app.core.proof.side_by_side import About, Seen, side_by_side
from app.core.receipt import LineNote, ReceiptPosting, ReceivedLine
from app.ui import buyer_field_texts, serial_texts
from app.ui.posting_texts import line_text
from app.ui.texts import DASH, amount, day, joined, place
from app.ui.widgets.facts import Fact

MOST_LINES = 20
"""Of a receipt; those behind are counted."""


def facts_of(posting: Posting, evidence: Evidence | None = None) -> Iterator[Fact]:
    """What was confirmed, beside what the list says of it; `evidence` is what was read since."""
    match posting:
        case KitPosting():
            yield from _of_kit(posting)
        case ReceiptPosting():
            yield from _of_receipt(posting)
        case _:
            yield from _of_line(posting, evidence)


def _of_kit(posting: KitPosting) -> Iterator[Fact]:
    request = posting.request
    yield Fact("Into", joined(request.to_stores, place(request.to_location)))
    if request.serials:
        yield Fact("Serials", ", ".join(request.serials), mono=True)
    if request.assembly_lot:
        yield Fact("Lot", request.assembly_lot, mono=True)


def _of_line(posting: AnyLinePosting, evidence: Evidence | None) -> Iterator[Fact]:
    """What the line orders, or what is changed of it; and whole what the ERP holds instead."""
    request, values = posting.request, posting.values
    part = joined(values.part_number or values.description, values.revision)
    yield Fact("Part", joined(part, values.manufacturer, values.mfgr_part))
    held = request.before.values if isinstance(request, EditLine) else None
    other = dict(_other(posting, evidence)) if evidence is not None else {}
    for name in changed(held, values) if held is not None else other:
        of = LineField(name)
        said = [line_text(of, text_of(getattr(values, name))) or DASH]
        if held is not None:
            said.append(f"was {line_text(of, text_of(getattr(held, name))) or DASH}")
        if name in other:
            said.append(f"is {line_text(of, other[name]) or DASH} in the ERP")
        yield Fact(buyer_field_texts.TITLES[of], joined(*said))
    if posting.reason:
        yield Fact("Reason", posting.reason)


def _other(posting: AnyLinePosting, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Values that were read last and are neither as wanted nor as before, by their names."""
    for line in side_by_side(posting, evidence):
        told = line.about is About.VALUE and line.last.seen is Seen.VALUE
        if told and line.last.text not in {line.wanted, line.before.text}:
            yield line.name, line.last.text


def _of_receipt(posting: ReceiptPosting) -> Iterator[Fact]:
    request = posting.request
    if request.packing_slip:
        yield Fact("Packing slip", request.packing_slip, mono=True)
    for line in request.lines[:MOST_LINES]:
        yield Fact(f"Line {line.line_number}", _line(posting, line))
    rest = len(request.lines) - MOST_LINES
    if rest > 0:
        yield Fact("Further", f"{rest:,} entries")
    for note in posting.notes:
        yield Fact(f"Noted, line {note.line_number}", _noted(note))


def _noted(note: LineNote) -> str:
    """What the ERP wasn't told."""
    damaged = f"{amount(note.damaged, note.unit)} damaged" if note.damaged else ""
    short = f"{amount(note.short, note.unit)} short" if note.short else ""
    reasons = (f"taken past its day: {reason}" for reason in note.reasons)
    return joined(note.part_id, damaged, short, *reasons)


def _line(posting: ReceiptPosting, line: ReceivedLine) -> str:
    planned = {one.line_number: one for one in posting.planned}.get(line.line_number)
    unit = planned.unit if planned is not None else ""
    lot = f"lot {line.lot_id}" if line.lot_id else ""
    expires = f"expires {day(line.expires)}" if line.expires else ""
    serials = f"serials {serial_texts.listed(line.serials)}" if line.serials else ""
    where = joined(line.stores, place(line.location))
    part_id = planned.part_id if planned is not None else ""
    return joined(part_id, amount(line.quantity, unit), lot, expires, serials, where)
