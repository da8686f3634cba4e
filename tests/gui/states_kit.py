"""The four pages of a kit: normal, asking, complete, short, offline, posted."""

from typing import Any

from app.core.posting import PostingState
from app.core.settings import Rule, Rules, Settings
from app.ui.pages.assembly import AssemblyPage
from tests.gui.stage import Stage
from tests.gui.state_list import BEARINGS, FIVE, LONG, state
from tests.services.world import until

POSTED, REJECTED = PostingState.POSTED, PostingState.REJECTED
UNKNOWN, QUEUED = PostingState.UNKNOWN, PostingState.QUEUED
OTHER_RULES = Settings(rules=Rules(short=Rule.BLOCK, expired=Rule.WARN))

# Assembly


@state()
def assembly_empty(on: Stage) -> None:
    on.window.open_flow("kit")


@state()
def assembly(on: Stage) -> None:
    on.scan(*FIVE[:-1])
    on.checked()


@state(back=lambda on: on.window.flow.header.fold())
def assembly_half(on: Stage) -> None:
    on.scan("MOTOR003", "KB:QTY=2", "GC00004057")
    on.window.flow.header.fold()


def _assembly_page(on: Stage) -> AssemblyPage:
    page = on.window.flow.header
    assert isinstance(page, AssemblyPage)
    return page


@state(back=lambda on: _assembly_page(on)._chips.set_current("uses"))
def assembly_serials(on: Stage) -> None:
    on.scan("MOTOR003", "KB:RANGE", "GC00010000", "GC00010299")
    _assembly_page(on).show_serials()
    until(lambda: on.state.checking == 0)


@state()
def assembly_unknown(on: Stage) -> None:
    on.scan("[)>\x1e06\x1dPNO-SUCH-PART\x1e\x04")


@state()
def question_own_reference(on: Stage) -> None:
    on.scan("TR-88104")


@state()
def question_own_number(on: Stage) -> None:
    on.scan("MOTOR003", "GC00004057", "24B-118")


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


@state(after="refused-long")
def components(on: Stage) -> None:
    on.scan("KB:CLEAR", BEARINGS, "M-0931")


@state()
def components_pump(on: Stage) -> None:
    on.scan("PUMP002", "KB:QTY=3", "KB:RANGE", "000401", "000403", "KB:NEXT", "IMPELLER-110")
    on.scan("GC00003991")


@state()
def components_complete(on: Stage) -> None:
    on.scan("MOTOR003", "GC00004057", "GC00004060", "KB:NEXT")
    on.scan("24B-118", "M-0931", "W-2215", "G-78")


def _show_only(on: Stage, key: str) -> None:
    on.window.flow.lines.chips.set_current(key)
    on.window.flow.lines.show_only(key)


@state(back=lambda on: _show_only(on, "all"))
def components_short(on: Stage) -> None:
    on.scan(*FIVE)
    _show_only(on, "short")


@state(alone=True)
def components_offline(on: Stage) -> None:
    on.scan(*FIVE)
    on.offline()


@state(settings=OTHER_RULES)
def components_blocked(on: Stage) -> None:
    on.scan(*FIVE, "24B-118", "M-0931", "W-2215", "G-78")


@state(after="components")
def refused_expired(on: Stage) -> None:
    on.scan("W-1980")


@state(after="assembly")
def refused_part(on: Stage) -> None:
    on.scan("KB:NEXT", "BOLT-M6X20")


@state(after="refused-part")
def refused_long(on: Stage) -> None:
    on.scan("KB:CLEAR", LONG)


@state(after="refused-expired")
def refused_held(on: Stage) -> None:
    on.scan("24B-118", "M-0931")


@state(after="refused-held")
def decide(on: Stage) -> None:
    on.scan("KB:CLEAR")


@state()
def question_replace_lot(on: Stage) -> None:
    on.scan(*FIVE, "W-2207", "W-2215")


@state()
def question_damaged_label(on: Stage) -> None:
    on.scan(*FIVE, "[)>06]PBRG-6204]1T24B-118]Q100^")


@state(settings=OTHER_RULES)
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


@state(after="components-complete")
def review(on: Stage) -> None:
    on.scan("KB:NEXT")
    on.checked()


@state()
def review_pump(on: Stage) -> None:
    on.scan("PUMP002", "000401", "KB:NEXT", "IMPELLER-110", "ISLE 4/SHELF 2", "MTR3-007-42")
    on.scan("GC00003991", "O-2210", "P-31", "KB:NEXT")
    on.checked()


@state(alone=True)
def review_warnings(on: Stage) -> None:
    on.scan("MOTOR003", "GC00004057", "GC00004060", "KB:NEXT")
    on.another_station("GC00009001", "GC00009002")
    on.scan("KB:NEXT")
    kit = on.desk.opened
    until(lambda: kit is not None and kit.plan_changes)
    on.checked()


@state(back=lambda on: on.window.flow.review.unfold())
def review_request(on: Stage) -> None:
    serials = [f"0004{number:02}" for number in range(1, 40, 2)]
    on.scan("PUMP002", *serials[:6], "[)>\x1e06\x1dWTR-88104\x1e\x04", "KB:NEXT", "IMPELLER-110")
    on.scan("ISLE 4/SHELF 2", "MTR3-007-42", *[f"GC0000399{n}" for n in range(1, 7)])
    on.scan("O-2210", "P-31", "KB:NEXT", "KB:2")
    on.checked()
    on.window.resize(1280, 800)
    on.window.flow.review.unfold()


@state(alone=True)
def review_offline(on: Stage) -> None:
    on.scan("MOTOR003")
    on.offline()
    on.scan("GC00004057", "GC00004060", "KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78")
    on.scan("KB:NEXT")


@state(after="review", alone=True)
def done(on: Stage) -> None:
    on.post(POSTED)


@state(after="done", alone=True)
def done_differs(on: Stage) -> None:
    def other(answer: dict[str, Any]) -> None:
        answer["COMPONENTS"][0]["KIT_QTY"] = "0.032"
        answer["COMPONENTS"][4]["KIT_QTY"] = "3"
        answer["COMPONENTS"].pop(6)

    on.motors("GC00004061")  # for one more there are seals
    on.whims.change = other
    on.post(POSTED)


@state(alone=True)
def done_rejected(on: Stage) -> None:
    on.motors("GC00004057")
    on.whims.refuse = "COMPONENT_ID SEAL-22: 5 are needed, 3 are on hand in MS."
    on.post(REJECTED)


@state(alone=True)
def done_unknown(on: Stage) -> None:
    on.motors("GC00004057")
    on.whims.gateway = True
    on.post(UNKNOWN)


@state(alone=True)
def done_waiting(on: Stage) -> None:
    on.motors("GC00004057")
    on.offline()
    on.post(QUEUED)
