"""Four kits, with what goes wrong in between."""

from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.posting import PostingState
from app.demo.cable import NetworkCable
from app.demo.scenes import Hand, Play, Scenes, Until
from app.services.kits import KitDesk
from app.services.session import Reach, Session

BEARINGS = "[)>\x1e06\x1dPBRG-6204\x1d1T24B-118\x1dQ640\x1e\x04"
MOUNTS = "[)>\x1e06\x1dPMOUNT007\x1d1TMTR3-007-42\x1e\x04"


class KitScenes(Scenes):
    """One person's kits."""

    def __init__(self, desk: KitDesk, session: Session, cable: NetworkCable, hand: Hand) -> None:
        super().__init__(desk, hand)
        self._session, self._cable = session, cable

    def play(self) -> Play:
        """All of them."""
        yield from self._motors()
        yield from self._motors_in_the_same_batch()
        yield from self._pumps()
        yield from self._a_kit_while_the_erp_is_away()

    def _motors(self) -> Play:
        """Five motors: single and range serials, an expired lot, a wrong part, an undo."""
        yield from self._scan("MOTOR003", "KB:QTY=5", "GC00004057")
        yield from self._scan("KB:RANGE", "GC00004060", "GC00004063")
        yield self._hand.picture("assembly")
        yield from self._scan("KB:NEXT")
        yield from self._on(Step.LINES)
        yield from self._scan(BEARINGS, "M-0931")
        yield self._hand.picture("components")
        yield from self._scan("W-1980")
        yield from self._refused(Refusal.LOT_EXPIRED, "refused-expired-lot")
        yield from self._scan("W-2215", "BOLT-M6X20")
        yield from self._refused(Refusal.NOT_IN_KIT, "refused-wrong-part")
        yield from self._scan("G-78", "KB:UNDO", "G-78")
        yield self._hand.picture("components-complete")
        yield from self._review_and_post("review", "done")

    def _motors_in_the_same_batch(self) -> Play:
        """Two more motors; a serial number is scanned twice, a lot a second time by another."""
        yield from self._scan("KB:NEXT")
        yield from self._on(Step.SUBJECT)
        yield from self._scan("MOTOR003", "KB:QTY=2", "GC00004071", "GC00004071")
        yield from self._refused(Refusal.SERIAL_TWICE, "refused-double-serial")
        yield from self._scan("GC00004072", "KB:NEXT")
        yield from self._scan("W-2207", "W-2215")
        yield self._hand.picture("question")
        yield from self._scan("KB:NO", "KB:ALL", "KB:ALL", "KB:ALL")
        yield from self._review_and_post()

    def _pumps(self) -> Play:
        """Three pumps: lots, locations, and the motors' own serial numbers."""
        yield from self._scan("PUMP002", "KB:QTY=3", "KB:RANGE", "000401", "000403", "KB:NEXT")
        yield from self._on(Step.LINES)
        yield self._hand.picture("components-pump")
        yield from self._scan("IMPELLER-110", "ISLE 4/SHELF 2", MOUNTS)
        yield from self._scan("GC00003991", "GC00003992", "GC00003993")
        yield from self._scan("O-2210", "P-31")
        yield from self._review_and_post("review-pump", "done-pump")

    def _a_kit_while_the_erp_is_away(self) -> Play:
        """Planned, scanned and confirmed from the cache; posted when the ERP is back."""
        self._cable.pull()
        yield from self._scan("MOTOR003", "GC00004081", "KB:NEXT", "KB:ALL", "KB:ALL", "KB:ALL")
        yield from self._scan("KB:ALL", "KB:NEXT")
        yield from self._on(Step.REVIEW)
        yield Until("offline is noticed", lambda: self._session.reach is Reach.OFFLINE)
        yield from self._scan("KB:POST")
        yield from self._on(Step.DONE)
        yield from self._state(PostingState.QUEUED)
        yield self._hand.picture("done-offline")
        self._cable.plug_in()
        yield from self._state(PostingState.POSTED)
        yield self._hand.picture("done-back-online")
