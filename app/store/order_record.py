"""Facts of a purchase order as a record: compressed JSON.

The largest orders have some thousand lines, a megabyte or a few.
"""

from app.core.po_line.facts import OrderFound
from app.core.po_line.parts import PartRead
from app.core.receipt_facts import OrderFacts
from app.store.facts_record import FactsRecord
from app.store.packing import pack, unpack

ORDERS: FactsRecord[OrderFacts] = FactsRecord(
    "order", 1, pack, lambda record: unpack(record, OrderFacts)
)
"""For who receives goods (contracts.md E1)."""

BOUGHT: FactsRecord[OrderFound] = FactsRecord(
    "bought", 1, pack, lambda record: unpack(record, OrderFound)
)
"""For who buys them (contracts.md C3, C7)."""

PARTS: FactsRecord[PartRead] = FactsRecord("part", 1, pack, lambda record: unpack(record, PartRead))
"""Parts with their approved manufacturers (contracts.md C18)."""
