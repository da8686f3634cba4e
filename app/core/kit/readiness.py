"""Whether a page is complete, what it asks for next, and what a reviewer must know."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.serials import judge_checks
from app.core.flow.steps import Step
from app.core.kit import assembly_page
from app.core.kit.plan import PlanLine, is_expired
from app.core.kit.state import ASSEMBLY, KitState, LineState
from app.core.kit.surroundings import KitSurroundings
from app.core.settings import Rule


class Want(StrEnum):
    """The one thing to do now: the banner's prompt."""

    ASSEMBLY = "assembly"
    ASSEMBLY_SERIALS = "assembly-serials"
    ASSEMBLY_LOT = "assembly-lot"
    ASSEMBLY_MISSING = (
        "assembly-missing"  # on a later page: something is to be scanned on the first
    )
    NEXT = "next"
    LOT = "lot"
    LOCATION = "location"
    SERIALS = "serials"
    STOCK = "stock"  # nothing to scan, but lines are short and the station's rule blocks
    REVIEW = "review"
    POST = "post"
    WAIT_CHECKS = "wait-checks"
    NEXT_KIT = "next-kit"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is wanted, and of which line."""

    want: Want
    line: PlanLine | None = None
    have: int = 0
    need: int = 0


_LINE_WANTS = {
    LineState.SCAN_LOT: Want.LOT,
    LineState.SCAN_LOCATION: Want.LOCATION,
    LineState.SCAN_SERIALS: Want.SERIALS,
}


def prompt(state: KitState, around: KitSurroundings) -> Prompt:
    """What the person is asked for on the open page."""
    match state.step:
        case Step.SUBJECT:
            return _assembly_prompt(state)
        case Step.LINES:
            return _components_prompt(state, around)
        case Step.REVIEW:
            return Prompt(Want.WAIT_CHECKS if state.checking else Want.POST, have=state.checking)
        case Step.DONE:
            return Prompt(Want.NEXT_KIT)


def judge_ready(state: KitState, around: KitSurroundings) -> Refused | None:
    """Why the open page may not be left forwards, or None."""
    want = _blocking(state, around) if state.step is Step.LINES else prompt(state, around)
    if want.want in {Want.NEXT, Want.REVIEW}:
        return None
    if want.want is Want.ASSEMBLY:
        return Refused(Refusal.ASSEMBLY_FIRST)
    component = want.line.component_id if want.line else state.subject
    return Refused(Refusal.NOT_READY, Facts(text=want.want, part=component))


def judge_post(state: KitState, around: KitSurroundings) -> Refused | None:
    """Why the kit may not be posted from Review, or None.

    The plan may have been read anew on Review, so its lines are judged once more.
    """
    fault = judge_checks(state, around)
    if fault is not None:
        return fault
    want = _blocking(state, around)
    if want.want is Want.REVIEW:
        return _expired(state, around)
    component = want.line.component_id if want.line else state.subject
    return Refused(Refusal.NOT_READY, Facts(text=want.want, part=component))


def _expired(state: KitState, around: KitSurroundings) -> Refused | None:
    """A lot that was good on the day it was scanned, and is not on the day it is issued for."""
    if around.rules.expired is Rule.ALLOW:
        return None
    for component_id, entry in state.entries.items():
        line = state.index.line(component_id)
        place = line.place_of(entry.lot, entry.location) if line and entry.lot else None
        passed = bool(entry.reason) and around.rules.expired is Rule.WARN
        if place is None or place.lot is None or passed:
            continue
        if is_expired(place.lot, state.terms.effective):
            facts = Facts(text=entry.lot, part=component_id, lot=entry.lot, day=place.lot.expires)
            return Refused(Refusal.LOT_EXPIRED, facts)
    return None


def short_lines(state: KitState) -> list[PlanLine]:
    """The lines whose stores don't hold what is needed."""
    return list(state.plan.short) if state.plan else []


def _assembly_prompt(state: KitState) -> Prompt:
    if state.assembly is None:
        return Prompt(Want.ASSEMBLY)
    if assembly_page.wants_serials(state):
        have = len(state.owned(ASSEMBLY))
        return Prompt(Want.ASSEMBLY_SERIALS, have=have, need=int(state.quantity))
    if assembly_page.wants_lot(state):
        return Prompt(Want.ASSEMBLY_LOT)
    return Prompt(Want.NEXT)


def unscanned_lots(state: KitState) -> list[PlanLine]:
    """The lot-controlled lines that are left to the ERP: it takes the first lot to expire."""
    return [line for line in state.open_lines() if state.line_state(line) is LineState.SCAN_LOT]


def _blocking(state: KitState, around: KitSurroundings) -> Prompt:
    """What must still be scanned. A lot may be left to the ERP unless the station says no."""
    if _assembly_prompt(state).want is not Want.NEXT:
        return Prompt(Want.ASSEMBLY_MISSING)
    line = state.next_open() if around.rules.scan_lots else state.first_pressing
    if line is not None:
        return Prompt(_LINE_WANTS[state.line_state(line)], line)
    return _short_or_review(state, around)


def _components_prompt(state: KitState, around: KitSurroundings) -> Prompt:
    if _assembly_prompt(state).want is not Want.NEXT:
        return Prompt(Want.ASSEMBLY_MISSING)
    line = state.asked
    if line is not None and not state.is_open(line):
        line = state.next_open(line.component_id)
    if line is not None:
        owned = len(state.owned(line.component_id))
        return Prompt(_LINE_WANTS[state.line_state(line)], line, owned, int(line.needed))
    return _short_or_review(state, around)


def _short_or_review(state: KitState, around: KitSurroundings) -> Prompt:
    short = short_lines(state) if around.rules.short is Rule.BLOCK else []
    if short:
        return Prompt(Want.STOCK, short[0])
    return Prompt(Want.REVIEW)
