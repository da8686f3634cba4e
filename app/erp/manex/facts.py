"""What a buyer's desk asks about at one go: an order with its lines, a part by any of its names."""

from datetime import datetime

from app.core.po_line.facts import Order, OrderFound, bare_number
from app.core.po_line.parts import PartFound, PartQuery, PartRead
from app.erp.manex.client import ManexClient


def read_order(client: ManexClient, api_key: str, number: str, now_utc: datetime) -> OrderFound:
    """An order with all its lines; of an unknown one, that it is unknown.

    Blocks; for worker threads.

    Args:
        client: Of the ERP to ask.
        api_key: The station's.
        number: The order's.
        now_utc: Aware; when it is asked.

    Raises:
        Problem: As the client does.
    """
    number = bare_number(number)
    header = client.order(api_key, number)
    if header is None:
        return OrderFound(number, now_utc)
    return OrderFound(number, now_utc, Order(header, client.lines(api_key, number), now_utc))


def read_part(client: ManexClient, api_key: str, subject: str, now_utc: datetime) -> PartRead:
    """A part by a query's text; where its revision isn't known, another one. As `read_order`."""
    query = PartQuery.of_subject(subject)
    return PartRead(query, now_utc, _found(client, api_key, query))


def _found(client: ManexClient, api_key: str, query: PartQuery) -> PartFound:
    if query.part_number:
        item = client.item(api_key, query.part_number, query.revision)
        return PartFound(item, None if item else client.item(api_key, query.part_number))
    if query.part_key:
        return PartFound(client.item_of_key(api_key, query.part_key))
    if query.mfgr_part:
        return PartFound(client.item_of_mfgr_part(api_key, query.mfgr_part, query.manufacturer))
    return PartFound()
