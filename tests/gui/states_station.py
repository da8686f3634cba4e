"""Home, sign-in, the lock, help, and what became of postings."""

from dataclasses import replace

from app.services.posting_list import View
from app.services.unlocking import Unlock
from app.ui import entry_texts
from app.ui.activity_texts import Act
from app.ui.places import Place
from app.ui.widgets.button import ActionButton
from tests.gui.stage import Stage
from tests.gui.state_list import BEARINGS, FIVE, SERIALS, state
from tests.gui.states_desk import REFUSED_NOW, UNKNOWN_NOW, E, put
from tests.services.aged import DAY, planned
from tests.services.world import kit, until

# Home


@state()
def home_empty(on: Stage) -> None:
    on.seen()


@state(alone=True)
def home_with_work(on: Stage) -> None:
    on.scan("MOTOR003", "KB:QTY=5", *SERIALS, "KB:NEXT", BEARINGS, "KB:HOLD")
    on.scan("PUMP002", "KB:HOLD")
    on.scan("MOTOR003", "GC00004090", "KB:NEXT")
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


@state(signed_in=False, alone=True)
def sign_in_refused(on: Stage) -> None:
    session = on.station.session
    on.window.show_place(Place.SIGN_IN)
    session.sign_in("APIUSER", "wrong", remember=False)
    until(lambda: session.problem is not None)


@state(after="help-page", alone=True)
def locked(on: Stage) -> None:
    on.scan("KB:LOCK")


@state(after="locked", alone=True)
def locked_keys(on: Stage) -> None:
    (keys,) = [one for one in on.window.findChildren(ActionButton) if one.words == entry_texts.KEYS]
    keys.click()


@state(alone=True)
def locked_offline(on: Stage) -> None:
    on.scan(*FIVE)
    on.offline()
    on.scan("KB:LOCK")
    unlocking = on.station.session.unlocking
    unlocking.attempt("APIUSER", "wrong", remember=False)
    until(lambda: unlocking.state is Unlock.NOT_KNOWN)


@state()
def help_page(on: Stage) -> None:
    on.scan(*FIVE, "KB:HELP")


# Activity


@state()
def activity_empty(on: Stage) -> None:
    on.window.show_place(Place.ACTIVITY)


def _open(on: Stage, view: View = View.ALL, line: int = 0) -> None:
    """Choose a posting, and wait for its story."""
    page = on.window.activity
    on.window.open_flow(Place.ACTIVITY)
    page.show_view(view)
    until(lambda: page.listed(view))
    page._open(line, 0)
    until(lambda: page.story.told)


def _hold(on: Stage) -> None:
    """A kit that was confirmed yesterday, when it took other components; it is chosen."""
    session = on.station.session
    posting = planned(session, kit("GC00004057"))
    known = [one for one in posting.planned if one.component_id != "HSG-90"]
    known = [replace(one, quantity=one.quantity + 2) for one in known[:2]] + known[2:]
    before = posting.confirmed_at - DAY
    posting = replace(posting, planned=tuple(known), confirmed_at=before, operator="Mia")
    on.station.outbox.confirm(posting).result()
    on.station.sender.wake()
    on.window.open_flow(Place.ACTIVITY)
    until(lambda: on.station.overview.shelf.attention)
    _open(on)


@state(alone=True)
def activity_held(on: Stage) -> None:
    _hold(on)


@state(alone=True)
def activity_held_typing(on: Stage) -> None:
    _hold(on)
    decision = on.window.activity.story.decision
    decision.choose(Act.WITHDRAW)
    decision.keys.click()


@state(alone=True)
def activity_held_no_reason(on: Stage) -> None:
    _hold(on)
    decision = on.window.activity.story.decision
    decision.choose(Act.WITHDRAW)
    decision._yes.click()


@state(alone=True)
def activity(on: Stage) -> None:
    _postings(on)
    on.window.show_place(Place.ACTIVITY)
    until(lambda: on.window.activity.listed(View.ALL))


def _postings(on: Stage) -> None:
    """One of each kind."""
    put(on, kit("GC00004057"), E.CLAIMED, E.ANSWERED)
    put(on, kit("GC00004058"), *REFUSED_NOW)
    put(on, kit("GC00004059"), *UNKNOWN_NOW)
    on.seen()
