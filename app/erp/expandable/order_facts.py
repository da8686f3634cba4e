"""All that is needed to receive an order's goods, in few requests (contracts.md A15, E1)."""

from datetime import datetime

from app.core.receipt_facts import OrderFacts
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.facts import grouped


def read_order_facts(
    client: ExpandableClient, token: str, number: str, now_utc: datetime
) -> OrderFacts:
    """The facts of one order; of an unknown one, facts that say so.

    Blocks; for worker threads.

    Args:
        client: Of the ERP to ask.
        token: A signed-in user's.
        number: The order's.
        now_utc: Aware; when it is asked.

    Raises:
        Problem: As the client does.
    """
    order = client.purchase_order(token, number)
    if order is None:
        return OrderFacts(number, now_utc)
    receipts = client.receipts_of(token, number)
    parts = dict.fromkeys(line.part_id for line in order.lines if line.open and line.lot_controlled)
    lots = grouped(client.lots(token, parts), lambda lot: lot.part_id)
    return OrderFacts(number, now_utc, order, receipts, lots)
