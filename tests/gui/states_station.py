"""Home, sign-in, the lock, help, and what became of postings."""

from app.core.posting import PostingState
from app.ui.places import Place
from tests.gui.stage import Stage
from tests.gui.state_list import BEARINGS, FIVE, SERIALS, state
from tests.services.world import until

POSTED, REJECTED, UNKNOWN = PostingState.POSTED, PostingState.REJECTED, PostingState.UNKNOWN

# Home


@state()
def home_empty(on: Stage) -> None:
    on.seen()


@state()
def home_with_work(on: Stage) -> None:
    on.scan("MOTOR003", "KB:QTY=5", *SERIALS, "KB:NEXT", BEARINGS, "KB:HOLD")
    on.scan("PUMP002", "KB:HOLD")
    on.scan("MOTOR003", "GC00004090", "KB:NEXT")  # left open, as by a program that ended
    on.desk.leave()
    on.window.show_place(Place.HOME)
    _postings(on)
    on.window.show_place(Place.HOME)


@state()
def home_refused(on: Stage) -> None:
    on.scan("KB:POST")


@state(signed_in=False)
def signed_out(on: Stage) -> None:
    on.window.show_place(Place.SIGN_IN)


@state(signed_in=False)
def sign_in_refused(on: Stage) -> None:
    session = on.station.session
    on.window.show_place(Place.SIGN_IN)
    session.sign_in("APIUSER", "wrong", remember=False)
    until(lambda: session.problem is not None)


@state()
def locked(on: Stage) -> None:
    on.scan(*FIVE, "KB:LOCK")


@state()
def help_page(on: Stage) -> None:
    on.scan(*FIVE, "KB:HELP")


# Activity


@state()
def activity_empty(on: Stage) -> None:
    on.window.show_place(Place.ACTIVITY)


@state()
def activity(on: Stage) -> None:
    _postings(on)
    on.window.show_place(Place.ACTIVITY)


def _postings(on: Stage) -> None:
    """One of each kind."""
    on.motors("GC00004057")
    on.post(POSTED)
    on.scan("KB:NEXT")
    on.whims.refuse = "COMPONENT_ID SEAL-22: 5 are needed, 3 are on hand in MS."
    on.motors("GC00004058")
    on.post(REJECTED)
    on.whims.refuse = ""
    on.scan("KB:NEXT")
    on.motors("GC00004059")
    on.whims.gateway = True
    on.post(UNKNOWN)
    on.desk.leave()
    on.seen()
