"""Words that the window shows from the first moment, before anything else is made."""

from datetime import datetime

from app.ui.widgets.status_strip import StatusItem
from app.ui.widgets.values import Shape, Tone

TRAINING = "Training"
SIGN_IN = "Sign in"


def erp_name(*, training: bool) -> str:
    """What the ERP is called on this station."""
    return "Training ERP" if training else "ERP"


def connecting(*, training: bool) -> StatusItem:
    """Whether the ERP can be reached is not known yet."""
    return connecting_to("erp", erp_name(training=training))


def connecting_to(key: str, name: str) -> StatusItem:
    """The same of one of several."""
    return StatusItem(key, f"{name}: connecting", Shape.RING, Tone.SECOND, brief="Connecting")


def clock() -> str:
    """The station's own time."""
    return datetime.now().astimezone().strftime("%H:%M")
