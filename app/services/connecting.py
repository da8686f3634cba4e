"""The way to the ERP of a station file."""

from app.core.settings import Settings
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.overrides import BadOverride, configured
from app.erp.transport import Limits, Transport
from app.services.targets import TRAINING, live_target, target_of

__all__ = ["TRAINING", "client_of", "live_target", "open_transport", "target_of"]


def open_transport(settings: Settings, root_url: str) -> Transport:
    """The way to this address, with the station's limits; to be closed."""
    connection = settings.connection
    return Transport(
        root_url,
        limits=Limits(
            connect=connection.connect_seconds,
            query=connection.query_seconds,
            posting=connection.posting_seconds,
        ),
        proxy=connection.proxy,
        allow_plain_http=connection.allow_plain_http,
    )


def client_of(
    settings: Settings, transport: Transport
) -> tuple[ExpandableClient, tuple[BadOverride, ...]]:
    """The client with the station's own names on the wire, and those that were left out."""
    wire, faults = configured(settings.wire.flat)
    return ExpandableClient(transport, wire), faults
