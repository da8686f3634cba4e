"""Which ERP a station file means."""

from app.core.settings import Settings
from app.core.target import Erp, Mode, Target

TRAINING = Target(Erp.EXPANDABLE, "training:", "EXPANDABLE", Mode.TRAINING)


def live_target(settings: Settings) -> Target:
    """The live ERP of the station file."""
    connection = settings.connection
    return Target(Erp.EXPANDABLE, connection.root_url, connection.data_source, Mode.LIVE)


def target_of(settings: Settings) -> Target:
    """The live ERP, or training where none is configured (design.md 5)."""
    return live_target(settings) if settings.connection.configured else TRAINING
