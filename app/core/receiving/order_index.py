"""The indices of an order, built once: what a scanned name can mean in it."""

from collections import defaultdict
from collections.abc import Sequence

from app.core.facts import LotStock
from app.core.receipt_facts import (
    OrderFacts,
    PurchaseOrder,
    PurchaseOrderLine,
    ReceiptRecord,
    line_key,
)


class OrderIndex:
    """Look-ups by name, each O(1) per scan. Texts are compared whole.

    Attributes:
        lines: All of them, in the order's order.
        to_come: Where the lines stand of which something is to come.
    """

    def __init__(
        self, facts: OrderFacts | None = None, gone: tuple[PurchaseOrderLine, ...] = ()
    ) -> None:
        """Build them.

        Args:
            facts: Of the order.
            gone: Lines that it no longer has, while a receipt has packages of them.
        """
        self.order: PurchaseOrder | None = facts.order if facts else None
        ordered: tuple[PurchaseOrderLine, ...] = self.order.lines if self.order else ()
        self.lines = (*ordered, *gone)
        self._positions = {line_key(line.number): at for at, line in enumerate(self.lines)}
        self._positions |= {line.number: at for at, line in enumerate(self.lines)}
        self.to_come = [at for at, line in enumerate(self.lines) if line.open]
        self._parts: dict[str, list[PurchaseOrderLine]] = defaultdict(list)
        self._mfg_parts: dict[str, list[PurchaseOrderLine]] = defaultdict(list)
        self._vendor_parts: dict[str, list[PurchaseOrderLine]] = defaultdict(list)
        self._locations: set[str] = set()
        for line in self.lines:
            self._parts[line.part_id].append(line)
            self._mfg_parts[line.mfg_part].append(line)
            self._vendor_parts[line.vendor_part].append(line)
            self._locations.add(line.location)
        for names in (self._parts, self._mfg_parts, self._vendor_parts):
            names.pop("", None)
        self._lots: dict[tuple[str, str], list[LotStock]] = defaultdict(list)
        self._lot_parts: dict[str, str] = {}
        for part_id, rows in (facts.lots if facts else {}).items():
            for row in rows:
                self._lots[part_id, row.lot_id].append(row)
                self._lot_parts[row.lot_id] = part_id
                self._locations.add(row.location)
        self._locations.discard("")
        self._packages = facts.packages if facts else {}
        self._slips: dict[str, ReceiptRecord] = {}
        for record in facts.receipts if facts else ():
            self._slips.setdefault(record.packing_slip, record)

    def position(self, number: str) -> int | None:
        """A line's place in the order, however many zeros its number is written with."""
        position = self._positions.get(number)
        return self._positions.get(line_key(number)) if position is None else position

    def line(self, number: str) -> PurchaseOrderLine | None:
        """The line of this number."""
        position = self.position(number)
        return None if position is None else self.lines[position]

    def of_part(self, part_id: str) -> Sequence[PurchaseOrderLine]:
        """The lines of a part of ours."""
        return self._parts.get(part_id, ())

    def of_mfg_part(self, text: str) -> Sequence[PurchaseOrderLine]:
        """The lines of a manufacturer's part."""
        return self._mfg_parts.get(text, ())

    def of_vendor_part(self, text: str) -> Sequence[PurchaseOrderLine]:
        """The lines of a part of the supplier's."""
        return self._vendor_parts.get(text, ())

    def named(self, text: str) -> Sequence[PurchaseOrderLine]:
        """The lines a text names: as our part, else as the manufacturer's, else the supplier's."""
        return self.of_part(text) or self.of_mfg_part(text) or self.of_vendor_part(text)

    def is_part(self, text: str) -> bool:
        """Whether a text is a part of the order, and so no lot or serial number."""
        return text in self._parts or text in self._mfg_parts or text in self._vendor_parts

    def is_location(self, text: str) -> bool:
        """Whether something of the order's parts lies, or goes, to a location of this name."""
        return text in self._locations

    def lot_rows(self, part_id: str, lot_id: str) -> Sequence[LotStock]:
        """All records of a part's lot."""
        return self._lots.get((part_id, lot_id), ())

    def part_of_lot(self, lot_id: str) -> str:
        """A part of the order that has a lot of this name, or empty."""
        return self._lot_parts.get(lot_id, "")

    def received_with(self, packing_slip: str) -> ReceiptRecord | None:
        """A receipt of this order that came with the packing slip."""
        return self._slips.get(packing_slip) if packing_slip else None

    def came_with(self, package_id: str) -> str:
        """Our reference of the receipt a package came with before, or empty."""
        return self._packages.get(package_id, "") if package_id else ""
