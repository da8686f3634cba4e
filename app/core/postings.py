"""All kinds of postings, and all answers of an ERP that it did what it was told."""

from app.core.kit_issue import KitIssue, KitIssued, KitPosting
from app.core.receipt import Receipt, ReceiptEntered, ReceiptPosting

Posting = KitPosting | ReceiptPosting
"""What an ERP must be told, exactly once (design.md 4)."""

Request = KitIssue | Receipt
"""What it is told."""

Answer = KitIssued | ReceiptEntered
"""Its success."""
