"""Every state a person can meet, painted by `python -m tests.gui.states OUTDIR [STATE ...]`."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.core.posting import PostingState
from app.core.settings import Rule, Rules, Settings, Station
from app.main import application
from app.ui.places import Place
from app.ui.theme import THEMES, load_theme
from tests.gui.stage import Stage, stage
from tests.gui.widgets.gallery import settle
from tests.services.world import until

POSTED, REJECTED = PostingState.POSTED, PostingState.REJECTED
UNKNOWN, QUEUED = PostingState.UNKNOWN, PostingState.QUEUED
SERIALS = ("GC00004057", "KB:RANGE", "GC00004060", "GC00004063")
BEARINGS = "[)>\x1e06\x1dPBRG-6204\x1d1T24B-118\x1dQ640\x1e\x04"
FIVE = ("MOTOR003", "KB:QTY=5", *SERIALS, "KB:NEXT")
LONG = "<b>Übermaß</b> %s \u202eright to left\u202c " + "X1" * 300


@dataclass(frozen=True, slots=True)
class State:
    """How to get there, and what the station is set up with."""

    reach: Callable[[Stage], None]
    signed_in: bool = True
    settings: Settings = field(default_factory=lambda: Settings(station=Station(name="KIT-04")))


STATES: dict[str, State] = {}


def state(**more: Any) -> Callable[[Callable[[Stage], None]], Callable[[Stage], None]]:
    """List a function as a state, by its name."""

    def listed(reach: Callable[[Stage], None]) -> Callable[[Stage], None]:
        STATES[reach.__name__.replace("_", "-")] = State(reach, **more)
        return reach

    return listed


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


# Assembly


@state()
def assembly_empty(on: Stage) -> None:
    on.window.open_flow("kit")


@state()
def assembly(on: Stage) -> None:
    on.scan(*FIVE[:-1])
    on.checked()


@state()
def assembly_half(on: Stage) -> None:
    on.scan("MOTOR003", "KB:QTY=2", "GC00004057")
    on.window.flow._assembly._fold()


@state()
def assembly_serials(on: Stage) -> None:
    on.scan("MOTOR003", "KB:RANGE", "GC00010000", "GC00010299")
    on.window.flow._assembly._chips.set_current("serials")
    on.window.flow._assembly.refresh()
    until(lambda: on.state.checking == 0)


@state()
def assembly_unknown(on: Stage) -> None:
    on.scan("NO-SUCH-PART")


@state()
def assembly_long(on: Stage) -> None:
    on.scan("MOTOR003", LONG)


@state()
def replace_assembly(on: Stage) -> None:
    on.scan("MOTOR003", "GC00004057", "PUMP002")


@state()
def discard(on: Stage) -> None:
    on.scan("MOTOR003", "GC00004057", "KB:CANCEL")


# Components


@state()
def components(on: Stage) -> None:
    on.scan(*FIVE, BEARINGS, "M-0931")


@state()
def components_pump(on: Stage) -> None:
    on.scan("PUMP002", "KB:QTY=3", "KB:RANGE", "000401", "000403", "KB:NEXT", "IMPELLER-110")
    on.scan("GC00003991")


@state()
def components_complete(on: Stage) -> None:
    on.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78")


@state()
def components_short(on: Stage) -> None:
    on.scan(*FIVE)
    on.window.flow._components._chips.set_current("short")
    on.window.flow._components._filter("short")


@state()
def components_offline(on: Stage) -> None:
    on.scan(*FIVE)
    on.offline()


@state(settings=Settings(rules=Rules(short=Rule.BLOCK)))
def components_blocked(on: Stage) -> None:
    on.scan(*FIVE, "24B-118", "M-0931", "W-2215", "G-78")


@state()
def refused_expired(on: Stage) -> None:
    on.scan(*FIVE, "W-1980")


@state()
def refused_part(on: Stage) -> None:
    on.scan(*FIVE, "BOLT-M6X20")


@state()
def refused_long(on: Stage) -> None:
    on.scan(*FIVE, LONG)


@state()
def refused_held(on: Stage) -> None:
    on.scan(*FIVE, "W-1980", "24B-118", "M-0931")


@state()
def decide(on: Stage) -> None:
    on.scan(*FIVE, "W-1980", "24B-118", "M-0931", "KB:CLEAR")


@state()
def question_replace_lot(on: Stage) -> None:
    on.scan(*FIVE, "W-2207", "W-2215")


@state(settings=Settings(rules=Rules(expired=Rule.WARN)))
def question_reasons(on: Stage) -> None:
    on.scan(*FIVE, "W-1980")


@state()
def question_split(on: Stage) -> None:
    on.scan("MOTOR003", "KB:RANGE", "GC00004101", "GC00004112", "KB:NEXT", "W-2207")


@state()
def question_short(on: Stage) -> None:
    on.scan(*FIVE, "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")


@state()
def range_begun(on: Stage) -> None:
    on.scan("MOTOR003", "KB:RANGE", "GC00004101")


@state()
def unresolved(on: Stage) -> None:
    on.scan(*FIVE)
    on.dump("W-1980", "24B-118", "BOLT-M6X20", "M-0931", LONG, "NO-SUCH-THING")


# Review and Done


@state()
def review(on: Stage) -> None:
    on.motors("GC00004057", "GC00004060")


@state()
def review_pump(on: Stage) -> None:
    on.scan("PUMP002", "000401", "KB:NEXT", "IMPELLER-110", "ISLE 4/SHELF 2", "MTR3-007-42")
    on.scan("GC00003991", "O-2210", "P-31", "KB:NEXT")
    on.checked()


@state()
def review_warnings(on: Stage) -> None:
    on.scan("MOTOR003", "GC00004057", "GC00004060", "KB:NEXT")
    on.another_station("GC00009001", "GC00009002")
    on.scan("KB:NEXT")
    kit = on.desk.kit
    until(lambda: kit is not None and kit.plan_changes)
    on.checked()


@state()
def review_offline(on: Stage) -> None:
    on.scan("MOTOR003")
    on.offline()
    on.scan("GC00004057", "GC00004060", "KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78")
    on.scan("KB:NEXT")


@state()
def done(on: Stage) -> None:
    on.motors("GC00004057", "GC00004060")
    on.post(POSTED)


@state()
def done_differs(on: Stage) -> None:
    def other(answer: dict[str, Any]) -> None:
        answer["COMPONENTS"][0]["KIT_QTY"] = "0.032"
        answer["COMPONENTS"][4]["KIT_QTY"] = "3"
        answer["COMPONENTS"].pop(6)

    on.motors("GC00004057", "GC00004060")
    on.whims.change = other
    on.post(POSTED)


@state()
def done_rejected(on: Stage) -> None:
    on.motors("GC00004057")
    on.whims.refuse = "COMPONENT_ID SEAL-22: 5 are needed, 3 are on hand in MS."
    on.post(REJECTED)


@state()
def done_unknown(on: Stage) -> None:
    on.motors("GC00004057")
    on.whims.gateway = True
    on.post(UNKNOWN)


@state()
def done_waiting(on: Stage) -> None:
    on.motors("GC00004057")
    on.offline()
    on.post(QUEUED)


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


SIZES = {
    "": (QSize(1280, 800), 1.0),
    "-1024": (QSize(1024, 768), 1.0),
    "-200": (QSize(1280, 800), 2.0),
    "-1024-200": (QSize(1024, 768), 2.0),
    "-1920-150": (QSize(1920, 1080), 1.5),
    "-4k": (QSize(3840, 2160), 1.0),
    "-4k-200": (QSize(3840, 2160), 2.0),
}


def dress(on: Stage, theme: str, size: QSize, scale: float) -> None:
    """Change theme, scale and size under the state."""
    on.look.use(load_theme(theme), scale=scale, reduced_motion=True)
    on.window.resize(size)
    settle()


def build(app: QApplication, name: str, look: Callable[[Stage], None]) -> None:
    """Reach a state, and look at it."""
    wanted = STATES[name]
    with (
        tempfile.TemporaryDirectory(prefix="kitbench-state-") as folder,
        stage(app, Path(folder), wanted.settings) as on,
    ):
        if wanted.signed_in:
            on.sign_in()
        wanted.reach(on)
        look(on)


def main(folder: Path, only: frozenset[str]) -> None:
    app = application()
    folder.mkdir(parents=True, exist_ok=True)
    sizes = os.environ.get("KITBENCH_SIZES")
    wanted = sizes.split(",") if sizes is not None else list(SIZES)

    for name in STATES:
        if only and name not in only:
            continue

        def look(on: Stage, name: str = name) -> None:
            for suffix in wanted:
                size, scale = SIZES[suffix]
                dress(on, "light", size, scale)
                on.window.grab().save(str(folder / f"{name}{suffix}.png"))
            for theme in THEMES[1:]:
                dress(on, theme, *SIZES[""])
                on.window.grab().save(str(folder / f"{name}-{theme}.png"))

        build(app, name, look)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), frozenset(sys.argv[2:]))
