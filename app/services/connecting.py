"""The ERP of a station file: which one, and the way there."""

from app.core.settings import Settings
from app.core.target import Erp, Mode, Target
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.overrides import BadOverride, configured
from app.erp.transport import Limits, Transport

TRAINING = Target(Erp.EXPANDABLE, "training:", "EXPANDABLE", Mode.TRAINING)


def live_target(settings: Settings) -> Target:
    """The live ERP of the station file."""
    connection = settings.connection
    return Target(connection.erp, connection.root_url, connection.data_source, Mode.LIVE)


def target_of(settings: Settings) -> Target:
    """The live ERP, or training where none is configured (design.md 5)."""
    return live_target(settings) if settings.connection.configured else TRAINING


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
