"""One posting of each kind."""

from decimal import Decimal

from app.core.posting import PostingKind
from app.core.postings import Posting
from app.core.receipt import ReceivedLine
from tests.services.po_lines import added, deleted, edited, line
from tests.services.receipts import receipt
from tests.services.world import kit

POSTINGS: dict[PostingKind, Posting] = {
    PostingKind.KIT_ISSUE: kit("GC00004057", "GC00004058"),
    PostingKind.PO_RECEIPT: receipt(ReceivedLine("1", Decimal(5)), ReceivedLine("2", Decimal(1))),
    PostingKind.PO_LINE_ADD: added("003"),
    PostingKind.PO_LINE_EDIT: edited(line("003"), quantity=Decimal(20)),
    PostingKind.PO_LINE_DELETE: deleted(line("003")),
}
