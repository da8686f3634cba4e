"""A client of a small server, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.wire import DEFAULT_WIRE, Wire
from app.erp.transport import Limits, Transport
from tests.unit.erp.servers import JsonServer

TOKEN = "t0ken-of-the-day"
LOT: dict[str, object] = {
    "PART_ID": "MOUNT007",
    "LOT_ID": "MTR3-007-42",
    "LOT_STATUS": "A",
    "EXPIRE_DATE": "2015-06-08",
    "STORES_CODE": "MA",
    "STOCK_LOCATION": "ISLE 3/SHELF 2",
    "ON_HAND_QTY": "12.50",
}


@contextmanager
def client_of(
    value: object, status: int = 200, wire: Wire = DEFAULT_WIRE, limits: Limits | None = None
) -> Iterator[tuple[ExpandableClient, JsonServer]]:
    """A client of a server that says the same to every question."""
    with (
        JsonServer(lambda _path, _asked: (status, value)) as server,
        Transport(server.root_url, limits=limits) as transport,
    ):
        yield ExpandableClient(transport, wire), server
