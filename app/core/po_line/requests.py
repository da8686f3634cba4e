"""Changes of an order's lines as the ERP is told of them and as it answers (contracts.md C4 to C6).

An order is named without leading zeros. A line is told of whole: what is omitted may be reset.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.po_line.facts import OrderLine
from app.core.po_line.values import LineValues


@dataclass(frozen=True, slots=True)
class AddLine:
    """A new line.

    `item_number` was free at the fresh read: with the order and our values it is the proof that
    the line was added (design.md 4).
    """

    order_number: str
    item_number: str
    values: LineValues


@dataclass(frozen=True, slots=True)
class EditLine:
    """A changed line; also how one is cancelled (`values.cancelled`).

    Attributes:
        line_key: `uniqueLnNo`.
        values: All of it, as it is to be.
        before: The fresh read that `values` was made of. A line that stands like this after the
            settle time was not edited.
    """

    order_number: str
    item_number: str
    line_key: str
    values: LineValues
    before: OrderLine


@dataclass(frozen=True, slots=True)
class DeleteLine:
    """A line to be taken away; `before` is how it stood at the fresh read."""

    order_number: str
    item_number: str
    line_key: str
    before: OrderLine


LineRequest = AddLine | EditLine | DeleteLine


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """The answer to a change that happened.

    Attributes:
        line: As the ERP holds it now; None where it answers with nothing (an edit, a deletion).
    """

    order_number: str
    item_number: str
    line: OrderLine | None = None

    @property
    def batch_number(self) -> str:
        """ManEx knows no batches."""
        return ""

    def names(self) -> Iterator[str]:
        """What it is found by beside the posting's own names."""
        if self.line is not None:
            yield self.line.key
