"""Facts of a purchase order as a record: compressed JSON.

The largest orders have some thousand lines, about a megabyte.
"""

from app.core.receipt_facts import OrderFacts
from app.store.facts_record import FactsRecord
from app.store.packing import pack, unpack


def _unpack(record: bytes) -> OrderFacts:
    return unpack(record, OrderFacts)


ORDERS: FactsRecord[OrderFacts] = FactsRecord("order", 1, pack, _unpack)
