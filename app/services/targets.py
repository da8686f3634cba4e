"""Which ERPs a station file means."""

from app.core.settings import Settings
from app.core.target import Erp, Mode, Target

TRAINING = Target(Erp.EXPANDABLE, "training:", "EXPANDABLE", Mode.TRAINING)
MANEX_TRAINING = Target(Erp.MANEX, "training:", "", Mode.TRAINING)


def live_target(settings: Settings) -> Target:
    """The live ERP of kits and receipts."""
    connection = settings.connection
    return Target(Erp.EXPANDABLE, connection.root_url, connection.data_source, Mode.LIVE)


def target_of(settings: Settings) -> Target:
    """The same, or training where no live ERP is configured (design.md 5)."""
    return live_target(settings) if settings.live else TRAINING


def manex_target_of(settings: Settings, mode: Mode) -> Target | None:
    """The ERP of the buyer's desk in that mode; None where it isn't configured."""
    if mode is Mode.TRAINING:
        return MANEX_TRAINING
    manex = settings.manex
    return Target(Erp.MANEX, manex.root_url, "", Mode.LIVE) if manex.configured else None
