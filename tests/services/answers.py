"""Answers of an ERP that did just what it was told."""

from decimal import Decimal

from app.core.kit_issue import KitIssued, KitPosting
from app.core.po_line.requests import LineAnswer
from app.core.postings import Answer, Posting
from app.core.receipt import EnteredLine, ReceiptEntered, ReceiptPosting


def answered(posting: Posting) -> Answer:
    """To a posting of any kind."""
    match posting:
        case KitPosting(request=issue):
            said = (issue.assembly_id, issue.quantity, issue.reference)
            return KitIssued(*said, "004711", "1", "2026-03-02", ())
        case ReceiptPosting():
            return entered(posting)
        case _:
            return LineAnswer(posting.subject, posting.item)


def entered(posting: ReceiptPosting) -> ReceiptEntered:
    """The answer of an ERP that entered just what it was told."""
    lines = tuple(
        EnteredLine(
            line_number=one.line_number,
            quantity=one.quantity,
            receipt_id=f"{at:08d}",
            part_id=posting.parts[one.line_number],
            description="",
            unit="EACH",
            received=one.quantity,
            open=Decimal(0),
            lot_id=one.lot_id,
            expires=one.expires,
            stores="MS",
            location="",
            serials=one.serials,
        )
        for at, one in enumerate(posting.request.lines, start=1)
    )
    said = (posting.subject, posting.request.reference, "004711", "1", "2026-03-02")
    return ReceiptEntered(*said, lines)
