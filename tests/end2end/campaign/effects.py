"""What a posting makes: as a station asked for it, and as it stands in the ERP's books."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from app.core.kit_issue import KitPosting
from app.core.po_line.posting import DeleteLinePosting, LinePosting
from app.core.posting import PostingKind
from app.core.postings import Posting
from app.core.receipt import ReceiptPosting
from app.core.serials import expand
from tests.end2end.ledger import Entry, line_changes, line_quantities

MOST_SERIALS = 1000


class _Came(NamedTuple):
    """Pieces of an assembly, or of a line of an order; serial numbers one by one."""

    of: str
    quantity: Decimal
    lot: str
    serials: tuple[str, ...]


class Effect(NamedTuple):
    """What a posting makes, whatever its kind: of a kit one thing, of a receipt its entries."""

    subject: str
    slip: str
    came: tuple[_Came, ...]


def asked_effect(posting: Posting) -> Effect:
    """What a station confirmed."""
    match posting:
        case KitPosting(request=kit):
            came = (_Came(kit.assembly_id, kit.quantity, kit.assembly_lot, kit.serials),)
            return Effect(kit.assembly_id, "", came)
        case ReceiptPosting(request=receipt):
            lines = (
                _Came(one.line_number, one.quantity, one.lot_id, one.serials)
                for one in receipt.lines
            )
            return Effect(receipt.order_number, receipt.packing_slip, tuple(lines))
        case DeleteLinePosting():
            return _line_effect(posting, Decimal(0))
        case _:
            return _line_effect(posting, posting.quantity)


def _line_effect(posting: LinePosting, quantity: Decimal) -> Effect:
    return Effect(posting.subject, "", (_Came(posting.item, quantity, "", ()),))


def _booked_kit(said: Mapping[str, Any]) -> Effect:
    came = _came(said, "ASSEMBLY_ID", "COMPLETED_QTY", "ASSEMBLY_LOT")
    return Effect(said["ASSEMBLY_ID"], "", (came,))


def _booked_receipt(said: Mapping[str, Any]) -> Effect:
    lines = (_came(line, "LINE_NUMBER", "QUANTITY", "LOT_ID") for line in said["LINES"])
    return Effect(said["PO_ID"], said["PACKING_SLIP"], tuple(lines))


def _came(said: Mapping[str, Any], of: str, quantity: str, lot: str) -> _Came:
    serials = said["SERIAL_NUMBER"]
    named = expand(serials, limit=MOST_SERIALS) if serials else ()
    return _Came(said[of], Decimal(said[quantity]), said[lot], named)


_BOOKED: Mapping[str, Callable[[Mapping[str, Any]], Effect]] = {
    "KI": _booked_kit,
    "PR": _booked_receipt,
}


def booked_effect(entry: Entry) -> Effect:
    """What the ERP's books say that it made."""
    return _BOOKED[entry.kind](entry.answer)


_VERBS = {
    PostingKind.PO_LINE_ADD: "added",
    PostingKind.PO_LINE_EDIT: "changed",
    PostingKind.PO_LINE_DELETE: "deleted",
}


def mark_of(posting: Posting) -> str:
    """By what a posting is known in the ERP's books: ManEx has no references."""
    verb = _VERBS.get(posting.kind)
    return f"{posting.subject}/{posting.item} {verb}" if verb else posting.reference


def booked_lines(books: Path) -> Iterator[tuple[str, Effect]]:
    """Every change of a line, by its mark; how the line stands now is what it made."""
    quantities = line_quantities(books)
    for one in line_changes(books):
        quantity = quantities.get((one.order, one.item), Decimal(0))
        effect = Effect(one.order, "", (_Came(one.item, quantity, "", ()),))
        yield f"{one.order}/{one.item} {one.verb}", effect
