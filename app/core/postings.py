"""All kinds of postings, and all answers of an ERP that it did what it was told."""

from app.core.kit_issue import KitIssue, KitIssued, KitPosting
from app.core.po_line.posting import AddLinePosting, DeleteLinePosting, EditLinePosting
from app.core.po_line.requests import LineAnswer, LineRequest
from app.core.receipt import Receipt, ReceiptEntered, ReceiptPosting

Posting = KitPosting | ReceiptPosting | AddLinePosting | EditLinePosting | DeleteLinePosting
"""What an ERP must be told, exactly once (design.md 4)."""

Request = KitIssue | Receipt | LineRequest
"""What it is told."""

Answer = KitIssued | ReceiptEntered | LineAnswer
"""Its success."""
