"""The list of states a person can meet; `states_*` fill it, `states` paints them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.core.settings import Settings, Station
from tests.gui.stage import Stage

SERIALS = ("GC00004057", "KB:RANGE", "GC00004060", "GC00004063")
BEARINGS = "[)>\x1e06\x1dPBRG-6204\x1d1T24B-118\x1dQ640\x1e\x04"
FIVE = ("MOTOR003", "KB:QTY=5", *SERIALS, "KB:NEXT")
LONG = "<b>Übermaß</b> %s \u202eright to left\u202c " + "X1" * 300


@dataclass(frozen=True, slots=True)
class State:
    """How to get there, and what the station is set up with.

    Attributes:
        alone: It has a stage of its own: it changes more than what lies on the desk (books, outbox,
            the way to the ERP), or needs what nobody has read before.
        after: The state, of the same kind of station, that it goes on from; its stage is that one's
            even if it is alone.
        back: Makes a page again as it was, where it was unfolded; unless the stage ends with it.
    """

    reach: Callable[[Stage], None]
    signed_in: bool = True
    live: bool = False
    alone: bool = False
    after: str = ""
    back: Callable[[Stage], object] = lambda _: None
    settings: Settings = field(default_factory=lambda: Settings(station=Station(name="KIT-04")))

    def made_alike(self, other: "State") -> bool:
        """Whether both may be met on one stage."""
        mine, theirs = ((one.signed_in, one.live, one.settings) for one in (self, other))
        return mine == theirs and not (self.alone or other.alone)


STATES: dict[str, State] = {}


def come_to(on: Stage, name: str, at: str = "") -> None:
    """Reach a state on a clean stage, or from one that it comes after."""
    if name != at:
        wanted = STATES[name]
        if wanted.after:
            come_to(on, wanted.after, at)
        wanted.reach(on)


def state(**more: Any) -> Callable[[Callable[[Stage], None]], Callable[[Stage], None]]:
    """List a function as a state, by its name."""

    def listed(reach: Callable[[Stage], None]) -> Callable[[Stage], None]:
        STATES[reach.__name__.replace("_", "-")] = State(reach, **more)
        return reach

    return listed
