"""What a receipt's draft must know beside its own state: rules, and facts of orders."""

from dataclasses import dataclass, field

from app.core.flow.surroundings import Surroundings
from app.core.receipt_facts import OrderFacts
from app.core.receiving.order_index import OrderIndex


@dataclass(slots=True)
class ReceiptSurroundings(Surroundings):
    """Facts at hand.

    Attributes:
        orders: Facts by order number, as far as they were read; also of numbers that the ERP
            doesn't know.
    """

    orders: dict[str, OrderFacts] = field(default_factory=dict)
    _indices: dict[str, OrderIndex] = field(default_factory=dict)

    def know_order(self, facts: OrderFacts) -> None:
        """Keep the facts of an order, in place of older ones."""
        self.orders[facts.number] = facts
        self._indices.pop(facts.number, None)
        self.unreachable.discard(facts.number)

    def index_of(self, number: str) -> OrderIndex:
        """Of an order whose facts are at hand: made once, however often it is looked at."""
        index = self._indices.get(number)
        if index is None:
            index = self._indices[number] = OrderIndex(self.orders[number])
        return index
