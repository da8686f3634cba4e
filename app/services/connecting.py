"""The ways to the ERPs of a station file."""

from app.core.settings import Server, Settings
from app.erp.expandable import overrides
from app.erp.expandable.client import ExpandableClient
from app.erp.manex import overrides as manex_overrides
from app.erp.manex.client import ManexClient
from app.erp.overrides import BadOverride
from app.erp.transport import Limits, Transport
from app.services.targets import TRAINING, live_target, target_of

__all__ = [
    "TRAINING",
    "client_of",
    "live_target",
    "manex_client_of",
    "open_transport",
    "target_of",
]


def open_transport(server: Server, root_url: str) -> Transport:
    """The way to this address, with the limits of the station's server; to be closed."""
    return Transport(
        root_url,
        limits=Limits(
            connect=server.connect_seconds,
            query=server.query_seconds,
            posting=server.posting_seconds,
        ),
        proxy=server.proxy,
        allow_plain_http=server.allow_plain_http,
    )


def client_of(
    settings: Settings, transport: Transport
) -> tuple[ExpandableClient, tuple[BadOverride, ...]]:
    """The client with the station's own names on the wire, and those that were left out."""
    wire, faults = overrides.configured(settings.wire.flat)
    return ExpandableClient(transport, wire), faults


def manex_client_of(
    settings: Settings, transport: Transport
) -> tuple[ManexClient, tuple[BadOverride, ...]]:
    """The same for ManEx; the training ERP never differs from the contract."""
    manex = settings.manex
    wire, faults = manex_overrides.configured(manex.wire.flat if manex.configured else {})
    return ManexClient(transport, wire, manex.form), faults
