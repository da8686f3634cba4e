"""Changes of an order's lines as postings: one line each, sent in the order of the sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.core.po_line.requests import AddLine, DeleteLine, EditLine, LineRequest
from app.core.po_line.values import LineValues
from app.core.posting import Confirmed, PostingKind, SerialUse


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePosting(Confirmed):
    """What the kinds share.

    Attributes:
        reason: Why what is unusual of it is right, as the buyer said; the ERP isn't told.
    """

    request: LineRequest
    reason: str = ""

    @property
    def subject(self) -> str:
        """The purchase order."""
        return self.request.order_number

    @property
    def item(self) -> str:
        """The number of the line."""
        return self.request.item_number

    @property
    def line_key(self) -> str:
        """The ERP's own; a line that is to be added has none yet."""
        return "" if isinstance(self.request, AddLine) else self.request.line_key

    @property
    def values(self) -> LineValues:
        """As the line is to be; one that is to go, as it was."""
        request = self.request
        return request.before.values if isinstance(request, DeleteLine) else request.values

    @property
    def quantity(self) -> Decimal:
        """What it orders."""
        return self.values.quantity or Decimal(0)

    def serials(self) -> Iterator[SerialUse]:
        """There are none."""
        return iter(())

    def names(self) -> Iterator[str]:
        """Order, part, and the names that manufacturer and supplier have for it."""
        values = self.values
        yield from (self.subject, values.part_number, values.mfgr_part, values.supplier_part)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLinePosting(LinePosting):
    """A new line."""

    request: AddLine
    kind: PostingKind = PostingKind.PO_LINE_ADD


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLinePosting(LinePosting):
    """A changed line; also one that is cancelled."""

    request: EditLine
    kind: PostingKind = PostingKind.PO_LINE_EDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLinePosting(LinePosting):
    """A line that is taken away."""

    request: DeleteLine
    kind: PostingKind = PostingKind.PO_LINE_DELETE
